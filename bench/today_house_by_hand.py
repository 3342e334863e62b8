"""What Today asks of meetings, surveys, fidelity, the team, contracts and readiness, as SQL by hand."""

from __future__ import annotations

from bench.today_terms_by_hand import BENEFITS, CASELOAD, FOURTH_HOUR, JOB, PLACED, SERVED

SINCE = "BETWEEN :quarter AND :last"
PLACED_AT_START = f"coalesce({PLACED.replace(':last', 'e.started_on')}, '')"
COUNTED = f"""SELECT a.*, {FOURTH_HOUR} AS counted_on FROM activities a WHERE removed_at IS NULL AND {JOB}"""
FACT = """coalesce((SELECT coalesce(value, '') FROM changes WHERE activity_id = a.id AND fact = '{label}'
  AND removed_at IS NULL AND from_on <= a.started_on ORDER BY from_on DESC, id DESC LIMIT 1), a.{name}, '')
  = ''"""
REFERRAL = """coalesce(a.episode_id, (SELECT iif(count(*) = 1, min(e.id), NULL) FROM episodes e
  WHERE e.removed_at IS NULL AND e.client_id = a.client_id AND e.received_on <= a.started_on
  AND (e.closed_on IS NULL OR e.closed_on >= a.started_on)))"""
WEEK_END = """date(h.on_date, 'weekday ' || CASE c.benefit_week_ends WHEN 'Monday' THEN 1
  WHEN 'Tuesday' THEN 2 WHEN 'Wednesday' THEN 3 WHEN 'Thursday' THEN 4 WHEN 'Friday' THEN 5
  WHEN 'Saturday' THEN 6 ELSE 0 END)"""
IN_POST = """(SELECT coalesce((SELECT w.wte FROM wte_changes w WHERE w.staff_id = s.id
  AND w.removed_at IS NULL AND w.from_on <= {day} ORDER BY w.from_on DESC, w.id DESC LIMIT 1), s.wte)) > 0
  AND s.started_on <= {day} AND (s.left_on IS NULL OR s.left_on >= {day})"""
KEPT = " UNION ALL ".join(
    f"""SELECT a.client_id, NULL, 1 FROM activities a WHERE removed_at IS NULL AND {JOB}
  AND date(started_on, '{later}', 'floor') {SINCE}
  AND (ended_on IS NULL OR ended_on >= date(started_on, '{later}', 'floor'))
  AND NOT EXISTS (SELECT 1 FROM milestones m WHERE m.removed_at IS NULL AND m.activity_id = a.id
  AND m.milestone = '{name}')"""
    for name, later in (
        ("13 weeks", "+91 days"),
        *((f"{months} months", f"+{months} months") for months in (3, 6, 9, 12)),
    )
)

LACKING = f"""SELECT c.id AS client, NULL AS staff, (born_on IS NULL) + (gender IS NULL)
  + (ethnic_category IS NULL) + (needs IS NULL) + ({BENEFITS} = '') + (disability IS NULL)
  + (religion IS NULL) + (sexual_orientation IS NULL) AS many FROM clients c WHERE {SERVED}
  UNION ALL SELECT client_id, NULL, (accepted_on IS NULL) + (source IS NULL) + ({PLACED_AT_START} = '')
  FROM episodes e WHERE removed_at IS NULL AND started_on {SINCE}
  UNION ALL SELECT client_id, NULL, 1 FROM episodes WHERE removed_at IS NULL AND received_on {SINCE}
  AND coalesce(accepted_on, declined_on, started_on, closed_on) IS NULL
  UNION ALL SELECT client_id, NULL, (closure_reason IS NULL) + (position_at_start = 'in work, job at risk'
  AND (retention_outcome IS NULL OR retention_outcome_on IS NULL)) FROM episodes
  WHERE removed_at IS NULL AND closed_on {SINCE}
  UNION ALL SELECT client_id, NULL, (NOT EXISTS (SELECT 1 FROM plans p WHERE p.removed_at IS NULL
  AND p.client_id = e.client_id AND p.agreed_on BETWEEN e.received_on AND :last))
  + (e.position_at_start <> 'in work, job at risk'
  AND NOT EXISTS (SELECT 1 FROM contact_clients x CROSS JOIN contacts k ON k.id = x.contact_id
  WHERE x.client_id = e.client_id AND k.removed_at IS NULL AND k.kind = 'employer' AND k.attended IS 1
  AND k.mode = 'face to face' AND k.on_date BETWEEN e.started_on AND :last)
  AND NOT EXISTS (SELECT 1 FROM activities a WHERE a.client_id = e.client_id AND a.removed_at IS NULL
  AND a.{JOB} AND a.started_on <= :last AND (a.ended_on IS NULL OR a.ended_on >= e.started_on)))
  FROM episodes e WHERE removed_at IS NULL AND started_on <= date(:last, '-30 days')
  AND (closed_on IS NULL OR closed_on > :last)
  UNION ALL SELECT (SELECT x.client_id FROM contact_clients x WHERE x.contact_id = k.id ORDER BY x.position
  LIMIT 1), staff_id, (mode IS NULL) + (minutes IS NULL) + iif(kind = 'employer', (employer_id IS NULL)
  + (mode IS 'face to face' AND NOT EXISTS (SELECT 1 FROM contact_clients x WHERE x.contact_id = k.id)),
  staff_id IS NULL) FROM contacts k WHERE removed_at IS NULL AND attended IS 1 AND on_date {SINCE}
  UNION ALL SELECT a.client_id, NULL, 1 FROM activities a WHERE removed_at IS NULL AND {JOB}
  AND started_on <= :last AND (ended_on IS NULL OR ended_on >= :quarter OR started_on >= :quarter)
  AND NOT EXISTS (SELECT 1 FROM episodes o WHERE o.removed_at IS NULL AND o.id = {REFERRAL})
  UNION ALL SELECT a.client_id, NULL, {FACT.format(label="Contract", name="contract")}
  + ({FACT.format(label="Weekly hours", name="weekly_hours")})
  + ({FACT.format(label="Hourly pay", name="hourly_pay")})
  + (open_to_anyone IS NULL OR set_aside IS NULL) + (employer_id IS NULL)
  FROM ({COUNTED}) a WHERE kind = 'paid job' AND counted_on {SINCE}
  UNION ALL SELECT a.client_id, NULL, {FOURTH_HOUR} IS NULL FROM activities a WHERE removed_at IS NULL
  AND {JOB} AND started_on {SINCE}
  UNION ALL SELECT client_id, NULL, end_reason IS NULL FROM activities WHERE removed_at IS NULL AND {JOB}
  AND ended_on {SINCE}
  UNION ALL {KEPT}
  UNION ALL SELECT * FROM (SELECT a.client_id, NULL, sum(h.seconds) > 0 AND count(h.pence) = 0 FROM hours h
  JOIN activities a ON a.id = h.activity_id JOIN clients c ON c.id = a.client_id WHERE h.removed_at IS NULL
  AND h.on_date BETWEEN date(:quarter, '-6 days') AND :last AND a.removed_at IS NULL AND a.{JOB}
  AND {WEEK_END} {SINCE} AND coalesce((SELECT coalesce(value, 'no') FROM changes WHERE activity_id = a.id
  AND fact = 'Permitted work' AND removed_at IS NULL AND from_on <= h.on_date ORDER BY from_on DESC, id DESC
  LIMIT 1), a.permitted_work, 'no') <> 'no' GROUP BY a.id, {WEEK_END})
  UNION ALL SELECT NULL, NULL, caseload IS NULL OR caseload_on IS NULL OR caseload_on > :last FROM teams
  WHERE removed_at IS NULL AND (opened_on IS NULL OR opened_on <= :last)
  AND (closed_on IS NULL OR closed_on >= :last)
  UNION ALL SELECT NULL, NULL, NOT EXISTS (SELECT 1 FROM log_reviews r WHERE r.removed_at IS NULL
  AND r.staff_id = s.id AND r.reviewed_on {SINCE}) FROM staff s WHERE s.removed_at IS NULL
  AND {IN_POST.format(day=":last")}
  UNION ALL SELECT NULL, NULL, NOT EXISTS (SELECT 1 FROM supervisions v WHERE v.removed_at IS NULL
  AND v.staff_id = s.id AND v.kind = 'one to one'
  AND v.on_date BETWEEN m.first AND date(m.first, '+1 month', '-1 day')) FROM staff s
  JOIN (SELECT :quarter AS first UNION VALUES (date(:quarter, '+1 month')), (date(:quarter, '+2 months'))) m
  ON date(m.first, '+1 month', '-1 day') <= :last WHERE s.removed_at IS NULL
  AND {IN_POST.format(day="m.first")} AND {IN_POST.format(day="date(m.first, '+1 month', '-1 day')")}"""

SOON = "date(:last, '+14 days')"
TEAM = {
    "in post": f"""SELECT id, name, started_on, manager_id, induction_on, probation_on, probation_passed_on,
  dbs_seen_on, dbs_due_on, {IN_POST.format(day=":last")} FROM staff s WHERE removed_at IS NULL
  AND started_on <= :last AND (left_on IS NULL OR left_on >= :last)""",
    "supervised": """SELECT staff_id, kind, max(on_date), supervisor_id FROM supervisions
  WHERE removed_at IS NULL AND on_date <= :last GROUP BY staff_id, kind""",
    "caseloads reviewed": """SELECT staff_id, max(on_date), reviewer_id FROM caseload_reviews
  WHERE removed_at IS NULL AND on_date <= :last GROUP BY staff_id""",
    "trained": """SELECT staff_id, topic, max(on_date) FROM staff_training WHERE removed_at IS NULL
  AND on_date <= :last AND topic <> 'other' GROUP BY staff_id, topic""",
    "file audits": f"""SELECT strftime('%Y%m', m.first) + 0
  FROM (SELECT date(:last, 'start of month') AS first
  UNION VALUES (date(:last, 'start of month', '-1 month'))) m
  WHERE date(m.first, '+1 month', '-1 day') BETWEEN date(:last, '-14 days') AND {SOON}
  AND NOT EXISTS (SELECT 1 FROM file_audits a WHERE a.removed_at IS NULL
  AND a.on_date BETWEEN m.first AND date(m.first, '+1 month', '-1 day'))
  AND EXISTS (SELECT 1 FROM file_audits a WHERE a.removed_at IS NULL AND a.on_date < m.first)
  AND EXISTS (SELECT 1 FROM staff s WHERE removed_at IS NULL AND {IN_POST.format(day=":last")})""",
    "findings": f"""SELECT f.id, client_id, put_right_by_on, finding, coalesce(owner_id, staff_id), audit_id
  FROM audited_files f JOIN file_audits a ON a.id = audit_id AND a.removed_at IS NULL
  WHERE f.removed_at IS NULL AND put_right_on IS NULL AND put_right_by_on <= {SOON}""",
    "training actions": f"""SELECT id, due_on, what, owner_id, topic FROM training_actions
  WHERE removed_at IS NULL AND done_on IS NULL AND due_on <= {SOON}""",
    "policies": f"""SELECT id, title, owner_id, coalesce(review_on, date(coalesce(max(agreed_on, checked_on),
  agreed_on, checked_on), '+12 months', 'floor')) AS due FROM policies WHERE removed_at IS NULL
  AND (ended_on IS NULL OR ended_on > :last) AND (due IS NULL OR due <= {SOON})""",
    "host agreements": f"""SELECT g.id, t.name, coalesce(review_on, date(max(agreed_on,
  coalesce(reviewed_on, agreed_on)), '+12 months', 'floor')) AS due FROM host_agreements g
  JOIN teams t ON t.id = team_id AND t.removed_at IS NULL WHERE g.removed_at IS NULL
  AND (ended_on IS NULL OR ended_on >= :last) AND (t.closed_on IS NULL OR t.closed_on >= :last)
  AND due <= {SOON} AND NOT EXISTS (SELECT 1 FROM host_agreements n WHERE n.removed_at IS NULL
  AND (n.ended_on IS NULL OR n.ended_on >= :last) AND n.team_id = g.team_id
  AND n.agreed_on > g.agreed_on)""",
    "documents": f"""SELECT id, title, review_on FROM unit_documents WHERE removed_at IS NULL
  AND review_on <= {SOON}""",
}  # fmt: skip
HOUSE = {
    "turns": """SELECT id, date(on_date, '-14 days'), coalesce(name, kind), chair_id, on_date
  FROM decision_meetings m WHERE removed_at IS NULL AND open_to IS 1 AND on_date >= :last
  AND on_date <= date(:until, '+14 days') AND NOT EXISTS (SELECT 1 FROM turns t WHERE t.removed_at IS NULL
  AND t.meeting_id = m.id AND (t.answer IS NULL OR t.answer = 'accepted'))""",
    "meeting actions": """SELECT a.id, due_on, action, owner_id, coalesce(m.name, m.kind), EXISTS (
  SELECT 1 FROM agenda_items i WHERE i.removed_at IS NULL AND i.meeting_id = a.meeting_id
  AND i.number = a.number AND i.part = 'closed') FROM meeting_actions a JOIN decision_meetings m
  ON m.id = a.meeting_id AND m.removed_at IS NULL WHERE a.removed_at IS NULL AND done_on IS NULL
  AND due_on <= :until""",
    "recommendations": """SELECT id, client_id, date(on_date, '+28 days'), recommendation FROM recommendations
  WHERE removed_at IS NULL AND answered_on IS NULL AND date(on_date, '+28 days') <= :until""",
    "minutes": """SELECT id, on_date, coalesce(name, kind), chair_id, signed_on FROM decision_meetings
  WHERE removed_at IS NULL AND on_date BETWEEN date(:last, '-379 days') AND date(:last, '-14 days')
  AND (signed_on IS NULL OR shared_on IS NULL AND open_to IS 1)""",
    "rounds": """SELECT id, kind, closes_on, closed_on FROM survey_rounds WHERE removed_at IS NULL
  AND (closed_on IS NULL AND closes_on < :last OR closed_on IS NOT NULL AND given_back_on IS NULL)""",
    "next round": """SELECT max(id), max(opens_on) FROM survey_rounds WHERE removed_at IS NULL
  AND kind = 'half-yearly'""",
    "stories": """SELECT id, client_id, title, withdrawn_on, review_on FROM stories s WHERE removed_at IS NULL
  AND (withdrawn_on IS NULL AND review_on <= :until OR withdrawn_on IS NOT NULL AND EXISTS (SELECT 1
  FROM story_uses u WHERE u.removed_at IS NULL AND u.story_id = s.id AND u.asked_back_on IS NULL))""",
    "aims": """SELECT id, due_on, aim, owner_id FROM improvements WHERE removed_at IS NULL
  AND done_on IS NULL AND due_on <= :until""",
    "untrained": f"""SELECT 'all', (SELECT count(DISTINCT client_id) FROM ({CASELOAD})
  WHERE client_id NOT IN (SELECT p.client_id FROM joint_training_clients p
  JOIN joint_trainings t ON t.id = p.training_id WHERE t.removed_at IS NULL AND t.on_date <= :last))
  + (SELECT count(*) FROM staff WHERE removed_at IS NULL AND started_on <= :last
  AND (left_on IS NULL OR left_on >= :last) AND id NOT IN (SELECT p.staff_id
  FROM joint_training_staff p JOIN joint_trainings t ON t.id = p.training_id WHERE t.removed_at IS NULL
  AND t.on_date <= :last))""",
    "fidelity actions": """SELECT a.id, coalesce(revised_due_on, due_on), action, owner_id, item, review_id
  FROM fidelity_actions a JOIN fidelity_reviews r ON r.id = a.review_id AND r.removed_at IS NULL
  WHERE a.removed_at IS NULL AND done_on IS NULL AND status IN ('not started', 'in progress')
  AND coalesce(revised_due_on, due_on) <= :until""",
    "fidelity reviews": "SELECT * FROM fidelity_reviews WHERE removed_at IS NULL",
    "fidelity steps": "SELECT review_id, step, done_on FROM fidelity_steps WHERE removed_at IS NULL",
    "evidence packs": """SELECT id, reference, review_id, delete_by_on FROM evidence_packs
  WHERE removed_at IS NULL AND deleted_on IS NULL AND delete_by_on <= :until""",
    "contracts": """SELECT k.id, k.commissioner_id, m.name, from_on, to_on, return_every, due_days
  FROM commissioner_contracts k JOIN commissioners m ON m.id = k.commissioner_id AND m.removed_at IS NULL
  WHERE k.removed_at IS NULL AND due_days IS NOT NULL AND from_on <= :last""",
    "returns": "SELECT first_on, last_on, commissioner_id FROM returns WHERE number IS NOT NULL",
    **TEAM,
    "readiness": f"""SELECT coalesce(staff, (SELECT nullif({PLACED}, '') FROM episodes e
  WHERE e.removed_at IS NULL AND e.client_id = m.client
  ORDER BY iif(started_on <= :last AND (closed_on IS NULL OR closed_on > :last), 0, 1), started_on DESC,
  id DESC LIMIT 1), 0) AS owner, sum(many), count(DISTINCT client) FROM (SELECT client, staff,
  sum(many) AS many FROM ({LACKING}) WHERE many GROUP BY client, staff) m GROUP BY owner""",
}  # fmt: skip
"""Each by a name; what is lacking for the return of a quarter is summed by whom it waits for."""
