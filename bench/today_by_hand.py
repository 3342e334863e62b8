"""What Today asks of the records, as SQL written by hand and run on the bare driver connection."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

CASELOAD = """SELECT client_id FROM episodes WHERE removed_at IS NULL AND started_on <= :last
  AND (closed_on IS NULL OR closed_on > :last)"""
UNDER_WAY = """SELECT client_id FROM episodes WHERE removed_at IS NULL
  AND (closed_on IS NULL OR closed_on > :last) AND (declined_on IS NULL OR declined_on > :last)"""
PERSON = "kind IN ('client', 'in-work support', 'benefits advice', 'careers advice') AND attended"
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

STATEMENTS = {
    "actions": f"""SELECT id, client_id, due_on, action FROM plan_actions WHERE removed_at IS NULL
  AND done_on IS NULL AND due_on <= :until AND client_id IN ({UNDER_WAY})""",
    "next actions": """SELECT c.id, c.next_action_due_on, c.next_action, x.client_id FROM contacts c
  LEFT JOIN contact_clients x ON x.contact_id = c.id AND x.position = 0 WHERE c.removed_at IS NULL
  AND c.next_action_due_on IS NOT NULL AND c.next_action_done_on IS NULL
  AND c.next_action_due_on <= :until""",
    "quiet": f"""WITH seen AS MATERIALIZED (SELECT DISTINCT x.client_id FROM contacts c
  JOIN contact_clients x ON x.contact_id = c.id WHERE c.removed_at IS NULL AND c.{PERSON}
  AND c.on_date > date(:last, '-28 days') AND c.on_date <= :last)
  SELECT client_id, coalesce((SELECT max(c.on_date || '') FROM contact_clients x
  JOIN contacts c ON c.id = x.contact_id WHERE x.client_id = e.client_id AND c.removed_at IS NULL
  AND c.{PERSON} AND c.on_date <= :last), started_on) AS day FROM episodes e WHERE client_id IN ({CASELOAD})
  AND client_id NOT IN (SELECT client_id FROM seen)""",
    "no next action": f"""SELECT client_id FROM ({CASELOAD}) WHERE client_id NOT IN (SELECT client_id
  FROM plan_actions WHERE removed_at IS NULL AND done_on IS NULL AND due_on IS NOT NULL)
  AND client_id NOT IN (SELECT x.client_id FROM contacts c JOIN contact_clients x ON x.contact_id = c.id
  WHERE c.removed_at IS NULL AND c.next_action_due_on IS NOT NULL AND c.next_action_done_on IS NULL)
  AND client_id NOT IN (SELECT client_id FROM plans WHERE removed_at IS NULL
  AND (reviewed_on IS NULL OR reviewed_on < next_review_on))""",
    "plan reviews": f"""SELECT id, client_id, next_review_on FROM plans WHERE removed_at IS NULL
  AND next_review_on <= :until AND (reviewed_on IS NULL OR reviewed_on < next_review_on)
  AND client_id IN ({CASELOAD})""",
    "profile reviews": f"""SELECT id, client_id, next_review_on FROM vocational_profiles
  WHERE removed_at IS NULL AND next_review_on <= :until AND client_id IN ({CASELOAD})""",
    "care reviews": f"""SELECT id, client_id, on_date FROM care_reviews WHERE removed_at IS NULL
  AND held IS NULL AND on_date <= :until AND client_id IN ({CASELOAD})""",
    "PW1": f"""SELECT id, client_id, started_on FROM activities a WHERE removed_at IS NULL AND {JOB}
  AND started_on <= :last AND (ended_on IS NULL OR ended_on >= :last)
  AND (pw1_sent_on IS NULL OR pw1_sent_on > :last) AND {CATEGORY} IN ('higher', 'supported')""",
    "milestones": f"""SELECT a.id, client_id, due FROM (SELECT id, client_id, ended_on,
  date(started_on, '+' || m.days || ' days') AS due FROM activities,
  (SELECT 91 AS days UNION VALUES (91.1), (182), (273), (365)) AS m
  WHERE removed_at IS NULL AND {JOB}) AS a
  WHERE due BETWEEN date(:last, '-28 days') AND :until AND (ended_on IS NULL OR ended_on >= due)
  AND client_id IN ({CASELOAD})""",
    "follow-ups": """SELECT id, client_id, follow_up_on FROM hours_reasons WHERE removed_at IS NULL
  AND follow_up_on <= :until""",
    "employers": f"""SELECT e.id, e.client_id, e.started_on FROM episodes e WHERE e.removed_at IS NULL
  AND e.started_on <= date(:last, '-25 days') AND (e.closed_on IS NULL OR e.closed_on > :last)
  AND e.position_at_start <> 'in work, job at risk'
  AND NOT EXISTS (SELECT 1 FROM contact_clients x CROSS JOIN contacts c ON c.id = x.contact_id
  WHERE x.client_id = e.client_id AND c.removed_at IS NULL AND c.kind = 'employer' AND c.attended
  AND c.mode = 'face to face' AND c.on_date BETWEEN e.started_on AND :last)
  AND NOT EXISTS (SELECT 1 FROM activities a WHERE a.client_id = e.client_id AND a.removed_at IS NULL
  AND a.{JOB} AND {FOURTH_HOUR} <= :last)""",
    "missing of people": f"""SELECT id, born_on IS NULL, gender IS NULL, ethnic_category IS NULL,
  needs IS NULL, benefits IS NULL FROM clients c WHERE removed_at IS NULL AND {SERVED}""",
    "missing of referrals": """SELECT id, client_id, accepted_on IS NULL, source IS NULL, staff_id IS NULL
  FROM episodes WHERE removed_at IS NULL AND started_on BETWEEN :quarter AND :last""",
    "missing of contacts": """SELECT id, kind, mode IS NULL, employer_id IS NULL, staff_id IS NULL
  FROM contacts WHERE removed_at IS NULL AND attended AND on_date BETWEEN :quarter AND :last""",
    "missing of jobs": f"""SELECT id, client_id, contract, weekly_hours, hourly_pay, open_to_anyone,
  set_aside, {FOURTH_HOUR} AS counted_on FROM activities a WHERE removed_at IS NULL AND kind = 'paid job'
  AND counted_on BETWEEN :quarter AND :last""",
    "people": """SELECT c.id, c.name, s.name FROM clients c LEFT JOIN episodes e ON e.client_id = c.id
  AND e.removed_at IS NULL AND e.started_on <= :last AND (e.closed_on IS NULL OR e.closed_on > :last)
  LEFT JOIN staff s ON s.id = e.staff_id WHERE c.removed_at IS NULL""",
    "people at work": f"""SELECT id, benefit_week_ends, benefits, legal_status FROM clients
  WHERE id IN ({AT_WORK})""",
    "jobs": f"""SELECT id, client_id, started_on, ended_on, permitted_work, hourly_pay, supported_by
  FROM activities WHERE removed_at IS NULL AND {JOB} AND client_id IN ({AT_WORK})""",
    "hours": f"""SELECT activity_id, on_date, seconds, pence FROM hours WHERE removed_at IS NULL
  AND on_date BETWEEN :six_weeks AND :last AND activity_id IN (SELECT id FROM activities
  WHERE removed_at IS NULL AND client_id IN ({AT_WORK}))""",
    "facts": f"""SELECT client_id, activity_id, fact, from_on, value FROM changes
  WHERE removed_at IS NULL AND (client_id IN ({AT_WORK}) OR activity_id IN (SELECT id FROM activities
  WHERE client_id IN ({AT_WORK}))) ORDER BY from_on, id""",
}  # fmt: skip
"""What is read, the rows that weeks are judged from among it; nothing is judged or put into words."""


def parameters(today: date) -> dict[str, str]:
    """The days that the statements name."""
    quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    days = {
        "last": today,
        "until": today + timedelta(days=28),
        "quarter": quarter,
        "fortnight": today - timedelta(days=13),
        "six_weeks": today - timedelta(days=41),
    }
    return {name: day.isoformat() for name, day in days.items()}


def ask_all(connection: Any, given: dict[str, str]) -> int:
    """Every row of every statement; gives how many there are."""
    return sum(len(connection.execute(statement, given).fetchall()) for statement in STATEMENTS.values())
