"""The terms of what Today asks, as pieces of SQL written by hand."""

from __future__ import annotations

CASELOAD = """SELECT client_id FROM episodes WHERE removed_at IS NULL AND started_on <= :last
  AND (closed_on IS NULL OR closed_on > :last)"""
OPEN = """EXISTS (SELECT 1 FROM episodes e WHERE e.client_id = o.client_id AND e.removed_at IS NULL
  AND (e.closed_on IS NULL OR e.closed_on > :last) AND (e.declined_on IS NULL OR e.declined_on > :last))"""
HERE = """EXISTS (SELECT 1 FROM episodes e WHERE e.client_id = o.client_id AND e.removed_at IS NULL
  AND e.started_on <= :last AND (e.closed_on IS NULL OR e.closed_on > :last))"""
PERSON = "kind IN ('client', 'in-work support', 'benefits advice', 'careers advice') AND c.attended IS 1"
JOB = "kind IN ('paid job', 'self-employment')"
CATEGORY = """coalesce((SELECT value FROM changes WHERE activity_id = a.id AND fact = 'Permitted work'
  AND removed_at IS NULL AND from_on <= :last ORDER BY from_on DESC, id DESC LIMIT 1), a.permitted_work)"""
FOURTH_HOUR = """coalesce(a.four_hours_on, (SELECT h.on_date FROM hours h WHERE h.activity_id = a.id
  AND h.removed_at IS NULL AND (SELECT sum(e.seconds) FROM hours e WHERE e.activity_id = a.id
  AND e.removed_at IS NULL AND e.on_date <= h.on_date) >= 14400 ORDER BY h.on_date LIMIT 1))"""
SERVED = """EXISTS (SELECT 1 FROM episodes e WHERE e.client_id = c.id AND e.removed_at IS NULL
  AND e.started_on <= :last AND (e.closed_on IS NULL OR e.closed_on >= :quarter))"""
AT_WORK = f"""SELECT DISTINCT client_id FROM activities WHERE removed_at IS NULL AND {JOB}
  AND started_on <= :last AND (ended_on IS NULL OR ended_on >= :fortnight) AND client_id IN ({CASELOAD})"""

NEWEST = """NOT EXISTS (SELECT 1 FROM {table} n WHERE n.client_id = o.client_id AND n.removed_at IS NULL
  AND n.{day} <= :last AND (n.{day} > o.{day} OR n.{day} = o.{day} AND n.id > o.id))"""
BENEFITS = """coalesce((SELECT coalesce(value, '') FROM changes WHERE client_id = c.id AND fact = 'Benefits'
  AND removed_at IS NULL AND from_on <= :last ORDER BY from_on DESC, id DESC LIMIT 1), c.benefits, '')"""
STATUS = """coalesce((SELECT coalesce(value, '') FROM changes WHERE client_id = c.id
  AND fact = 'Legal status' AND removed_at IS NULL AND from_on <= :last ORDER BY from_on DESC, id DESC
  LIMIT 1), c.legal_status)"""
PLACED = """coalesce((SELECT coalesce(staff_id, '') FROM changes WHERE episode_id = e.id AND fact = 'Staff ID'
  AND removed_at IS NULL AND from_on <= :last ORDER BY from_on DESC, id DESC LIMIT 1), e.staff_id)"""
