"""What Today asks of the records, as SQL written by hand and run on the bare driver connection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from bench.today_house_by_hand import HOUSE
from bench.today_terms_by_hand import (
    AT_WORK,
    BENEFITS,
    CASELOAD,
    CATEGORY,
    FOURTH_HOUR,
    HERE,
    JOB,
    NEWEST,
    OPEN,
    PERSON,
    PLACED,
    STATUS,
)
from ipsdesk.services.today_lines import TodayKind, TodayLine

STATEMENTS = {
    **HOUSE,
    "actions": f"""SELECT id, client_id, due_on, action FROM plan_actions o WHERE removed_at IS NULL
  AND done_on IS NULL AND due_on <= :until AND {OPEN}""",
    "next actions": """SELECT c.id, c.next_action_due_on, c.next_action, x.client_id FROM contacts c
  LEFT JOIN contact_clients x ON x.contact_id = c.id AND x.position = 0 WHERE c.removed_at IS NULL
  AND c.next_action_due_on IS NOT NULL AND c.next_action_done_on IS NULL
  AND c.next_action_due_on <= :until""",
    "quiet": f"""SELECT * FROM (SELECT client_id, coalesce((SELECT max(c.on_date || '')
  FROM contact_clients x JOIN contacts c ON c.id = x.contact_id WHERE x.client_id = o.client_id
  AND c.removed_at IS NULL AND c.{PERSON} AND c.on_date <= :last), started_on) AS day FROM episodes o
  WHERE removed_at IS NULL AND started_on <= :last AND (closed_on IS NULL OR closed_on > :last)
  AND client_id NOT IN (SELECT x.client_id FROM contacts c JOIN contact_clients x ON x.contact_id = c.id
  WHERE c.removed_at IS NULL AND c.{PERSON} AND c.on_date BETWEEN date(:last, '-27 days') AND :last))
  WHERE day <= date(:last, '-28 days')""",
    "no next action": f"""SELECT client_id FROM ({CASELOAD}) WHERE client_id NOT IN (SELECT client_id
  FROM plan_actions WHERE removed_at IS NULL AND done_on IS NULL AND due_on IS NOT NULL)
  AND client_id NOT IN (SELECT x.client_id FROM contacts c JOIN contact_clients x ON x.contact_id = c.id
  WHERE c.removed_at IS NULL AND c.next_action_due_on IS NOT NULL AND c.next_action_done_on IS NULL)
  AND client_id NOT IN (SELECT client_id FROM plans WHERE removed_at IS NULL
  AND (reviewed_on IS NULL OR reviewed_on < next_review_on))""",
    "plan reviews": f"""SELECT id, client_id, next_review_on FROM plans o WHERE removed_at IS NULL
  AND next_review_on <= :until AND (reviewed_on IS NULL OR reviewed_on < next_review_on)
  AND {HERE} AND {NEWEST.format(table="plans", day="agreed_on")}""",
    "profile reviews": f"""SELECT id, client_id, next_review_on FROM vocational_profiles o
  WHERE removed_at IS NULL AND on_date <= :last AND next_review_on <= :until AND {HERE}
  AND {NEWEST.format(table="vocational_profiles", day="on_date")}""",
    "risk reviews": f"""SELECT id, client_id, review_on FROM risks o WHERE removed_at IS NULL
  AND on_date <= :last AND review_on <= :until AND reviewed_on IS NULL AND {HERE}
  AND {NEWEST.format(table="risks", day="on_date")}""",
    "care reviews": f"""SELECT id, client_id, on_date FROM care_reviews o WHERE removed_at IS NULL
  AND held IS NULL AND {OPEN} AND (on_date BETWEEN date(:last, '-28 days') AND date(:last, '-1 day')
  OR on_date BETWEEN :last AND date(:last, '+14 days') AND our_section IS NULL)""",
    "PW1": f"""SELECT id, client_id, started_on FROM activities a WHERE removed_at IS NULL AND {JOB}
  AND started_on <= :last AND (ended_on IS NULL OR ended_on >= :last)
  AND (pw1_sent_on IS NULL OR pw1_sent_on > :last) AND {CATEGORY} IN ('higher', 'supported')""",
    "PW1 again": f"""SELECT id, client_id, pw1_sent_on FROM activities a WHERE removed_at IS NULL AND {JOB}
  AND started_on <= :last AND (ended_on IS NULL OR ended_on >= :last) AND pw1_sent_on <= :last
  AND {CATEGORY} IN ('higher', 'supported') AND (EXISTS (SELECT 1 FROM changes x WHERE x.activity_id = a.id
  AND x.removed_at IS NULL AND x.fact IN ('Weekly hours', 'Agreed hours', 'Hourly pay', 'Permitted work')
  AND x.from_on > pw1_sent_on AND x.from_on <= :last) OR EXISTS (SELECT 1 FROM permitted_work_events v
  WHERE v.activity_id = a.id AND v.removed_at IS NULL AND v.on_date >= pw1_sent_on AND v.on_date <= :last
  AND (v.event = 'circumstances changed' OR v.decision = 'more asked')))""",
    "rates": "SELECT kind, from_on, pence, from_age FROM rates WHERE removed_at IS NULL",
    "milestones": f"""SELECT o.id, client_id, due FROM (SELECT id, client_id, ended_on, m.said,
  date(started_on, m.later, 'floor') AS due FROM activities,
  (SELECT '+91 days' AS later, '13 weeks' AS said UNION VALUES ('+3 months', '3 months'),
  ('+6 months', '6 months'), ('+9 months', '9 months'), ('+12 months', '12 months')) AS m
  WHERE removed_at IS NULL AND {JOB}) AS o
  WHERE due BETWEEN date(:last, '-91 days') AND :until AND (ended_on IS NULL OR ended_on > :last)
  AND {HERE} AND NOT EXISTS (SELECT 1 FROM milestones s WHERE s.removed_at IS NULL
  AND s.activity_id = o.id AND s.milestone = o.said)""",
    "steps due": f"""SELECT id, client_id, min(coalesce(planned_end_on, review_on),
  coalesce(review_on, planned_end_on)) FROM activities o WHERE removed_at IS NULL AND started_on <= :last
  AND (ended_on IS NULL OR ended_on > :last) AND (planned_end_on <= :until OR review_on <= :until)
  AND {OPEN}""",
    "in-work plans": f"""SELECT id, client_id, started_on FROM activities o WHERE removed_at IS NULL AND {JOB}
  AND started_on BETWEEN date(:last, '-90 days') AND :last AND (ended_on IS NULL OR ended_on > :last)
  AND {HERE} AND NOT EXISTS (SELECT 1 FROM in_work_plans p WHERE p.removed_at IS NULL
  AND p.activity_id = o.id)""",
    "no advice": f"""SELECT o.id, client_id, started_on FROM activities o JOIN clients c ON c.id = client_id
  WHERE o.removed_at IS NULL AND {JOB} AND started_on BETWEEN date(:last, '-28 days') AND :until
  AND (ended_on IS NULL OR ended_on >= :last) AND {HERE} AND {BENEFITS} <> '["none"]'
  AND NOT EXISTS (SELECT 1 FROM benefits_advice b WHERE b.client_id = o.client_id AND b.removed_at IS NULL
  AND b.on_date BETWEEN date(started_on, '-365 days') AND :last)
  AND NOT EXISTS (SELECT 1 FROM contact_clients x CROSS JOIN contacts k ON k.id = x.contact_id
  WHERE x.client_id = o.client_id AND k.removed_at IS NULL AND k.kind = 'benefits advice' AND k.attended IS 1
  AND k.on_date BETWEEN date(started_on, '-365 days') AND :last)""",
    "safeguards": f"""SELECT o.id, client_id, started_on, m.name FROM activities o
  JOIN employers m ON m.id = employer_id WHERE o.removed_at IS NULL AND m.removed_at IS NULL
  AND m.own_service AND (o.{JOB} OR o.kind IN ('work experience', 'volunteering')) AND started_on <= :last
  AND (ended_on IS NULL OR ended_on >= :last) AND {HERE} AND (SELECT count(*) FROM safeguards s
  WHERE s.activity_id = o.id AND s.removed_at IS NULL AND s.done_on <= :last)
  < CASE WHEN o.{JOB} THEN 14 ELSE 10 END""",
    "vacancies": """SELECT v.id, v.closes_on, v.title, m.name, x.client_id FROM vacancies v
  JOIN employers m ON m.id = v.employer_id AND m.removed_at IS NULL
  LEFT JOIN vacancy_clients x ON x.vacancy_id = v.id AND x.position = 0 WHERE v.removed_at IS NULL
  AND v.stage IN ('idea', 'lead') AND v.closes_on
  BETWEEN date(:last, '-7 days') AND date(:last, '+14 days')""",
    "consents": f"""SELECT id, client_id, expires_on, scope FROM consents o WHERE removed_at IS NULL
  AND answer = 'given' AND on_date <= :last AND (withdrawn_on IS NULL OR withdrawn_on > :last)
  AND expires_on BETWEEN date(:last, '-7 days') AND date(:last, '+14 days') AND {HERE}
  AND {NEWEST.format(table="consents", day="on_date").replace(":last", ":last AND n.scope = o.scope")}""",
    "told": f"""SELECT o.id, client_id, review_on, decision, m.name FROM information_decisions o
  LEFT JOIN employers m ON m.id = employer_id WHERE o.removed_at IS NULL AND on_date <= :last
  AND review_on <= :until AND {HERE} AND {NEWEST.format(table="information_decisions", day="on_date").replace(
      ":last", ":last AND n.employer_id IS o.employer_id")}""",
    "leave": f"""SELECT o.id, client_id, {STATUS} AS status, from_on, to_on, days, out_from, back_by,
  most_seconds, escort, revoked_on, checked_on, place FROM leaves o JOIN clients c ON c.id = client_id
  WHERE o.removed_at IS NULL AND (to_on IS NULL OR to_on >= :last) AND {HERE}""",
    "leave since": f"""SELECT client_id, fact, from_on, value FROM changes WHERE removed_at IS NULL
  AND fact IN ('Legal status', 'Responsible clinician') AND client_id IN (SELECT client_id FROM leaves o
  WHERE removed_at IS NULL AND (to_on IS NULL OR to_on >= :last) AND {HERE})""",
    "shifts": f"""SELECT o.client_id, u.day, u.from_time, u.to_time, u.travel_minutes, o.title,
  {STATUS} AS status FROM usual_shifts u JOIN activities o ON o.id = u.activity_id
  JOIN clients c ON c.id = o.client_id
  WHERE u.removed_at IS NULL AND o.removed_at IS NULL AND o.started_on <= date(:last, '+7 days')
  AND (o.ended_on IS NULL OR o.ended_on >= :last) AND {HERE}""",
    "appointments": """SELECT client_id, on_date, from_time, to_time, kind FROM appointments
  WHERE removed_at IS NULL AND on_date BETWEEN :last AND date(:last, '+7 days')""",
    "timetable": """SELECT client_id, day, from_time, to_time, kind FROM timetable
  WHERE removed_at IS NULL""",
    "advice of late": """SELECT x.client_id, max(c.on_date) FROM contacts c
  JOIN contact_clients x ON x.contact_id = c.id WHERE c.removed_at IS NULL AND c.kind = 'benefits advice'
  AND c.attended IS 1 AND c.on_date >= date(:last, '-14 days') GROUP BY x.client_id""",
    "weeks of employers": """SELECT staff_id, count(*) FROM contacts c WHERE removed_at IS NULL
  AND kind = 'employer' AND attended IS 1 AND mode = 'face to face'
  AND on_date BETWEEN date(:last, '-7 days') AND :last AND EXISTS (SELECT 1 FROM contact_clients x
  WHERE x.contact_id = c.id) GROUP BY staff_id""",
    "job seekers": f"""SELECT {PLACED} AS staff, count(*) FROM episodes e WHERE removed_at IS NULL
  AND started_on <= :last AND (closed_on IS NULL OR closed_on > :last)
  AND position_at_start <> 'in work, job at risk' AND NOT EXISTS (SELECT 1 FROM activities a
  WHERE a.client_id = e.client_id AND a.removed_at IS NULL AND a.{JOB} AND a.started_on <= :last
  AND (a.ended_on IS NULL OR a.ended_on >= :last)) GROUP BY staff""",
    "posts": """SELECT s.id, s.name, s.started_on, s.left_on, s.wte, w.from_on, w.wte FROM staff s
  LEFT JOIN wte_changes w ON w.staff_id = s.id AND w.removed_at IS NULL WHERE s.removed_at IS NULL""",
    "absences": """SELECT staff_id, from_on, to_on FROM absences WHERE removed_at IS NULL
  AND to_on >= date(:last, '-14 days')""",
    "signed off": """SELECT staff_id FROM log_reviews WHERE removed_at IS NULL
  AND week_starting_on >= date(:last, '-14 days')""",
    "follow-ups": f"""SELECT id, client_id, follow_up_on FROM hours_reasons o WHERE removed_at IS NULL
  AND follow_up_on <= :until AND {OPEN} AND NOT EXISTS (SELECT 1 FROM contact_clients x CROSS JOIN contacts c
  ON c.id = x.contact_id WHERE x.client_id = o.client_id AND c.removed_at IS NULL AND c.{PERSON}
  AND c.on_date BETWEEN o.follow_up_on AND :last)""",
    "employers": f"""SELECT e.id, e.client_id, e.started_on FROM episodes e WHERE e.removed_at IS NULL
  AND e.started_on <= date(:last, '-25 days') AND (e.closed_on IS NULL OR e.closed_on > :last)
  AND e.position_at_start <> 'in work, job at risk'
  AND NOT EXISTS (SELECT 1 FROM contact_clients x CROSS JOIN contacts c ON c.id = x.contact_id
  WHERE x.client_id = e.client_id AND c.removed_at IS NULL AND c.kind = 'employer' AND c.attended IS 1
  AND c.mode = 'face to face' AND c.on_date BETWEEN e.started_on AND :last)
  AND NOT EXISTS (SELECT 1 FROM activities a WHERE a.client_id = e.client_id AND a.removed_at IS NULL
  AND a.{JOB} AND {FOURTH_HOUR} <= :last)""",
    "people": f"""SELECT c.id, c.name, {PLACED} FROM clients c LEFT JOIN episodes e ON e.client_id = c.id
  AND e.removed_at IS NULL AND e.started_on <= :last AND (e.closed_on IS NULL OR e.closed_on > :last)
  WHERE c.removed_at IS NULL""",
    "people at work": f"""SELECT id, benefit_week_ends, benefits, legal_status FROM clients
  WHERE id IN ({AT_WORK})""",
    "jobs": f"""SELECT id, client_id, started_on, ended_on, permitted_work, hourly_pay, supported_by
  FROM activities WHERE removed_at IS NULL AND {JOB} AND client_id IN ({AT_WORK})""",
    "hours": f"""SELECT activity_id, on_date, seconds, pence FROM hours WHERE removed_at IS NULL
  AND on_date BETWEEN :six_weeks AND :last AND activity_id IN (SELECT id FROM activities
  WHERE removed_at IS NULL AND client_id IN ({AT_WORK}))""",
    "facts": f"""SELECT client_id, activity_id, fact, from_on, value FROM changes WHERE removed_at IS NULL
  AND client_id IN ({AT_WORK}) AND fact IN ('Benefits', 'Legal status')
  UNION ALL SELECT client_id, activity_id, fact, from_on, value FROM changes WHERE removed_at IS NULL
  AND fact IN ('Permitted work', 'Hourly pay') AND activity_id IN (SELECT id FROM activities
  WHERE removed_at IS NULL AND {JOB} AND client_id IN ({AT_WORK}))""",
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


KINDS = {
    "actions": TodayKind.ACTION,
    "next actions": TodayKind.NEXT,
    "quiet": TodayKind.QUIET,
    "no next action": TodayKind.NO_NEXT,
    "plan reviews": TodayKind.PLAN_REVIEW,
    "profile reviews": TodayKind.PROFILE_REVIEW,
    "risk reviews": TodayKind.RISK_REVIEW,
    "care reviews": TodayKind.CARE_REVIEW,
    "PW1": TodayKind.PW1,
    "PW1 again": TodayKind.PW1_AGAIN,
    "milestones": TodayKind.MILESTONE,
    "steps due": TodayKind.STEP_DUE,
    "in-work plans": TodayKind.NO_SUPPORT,
    "no advice": TodayKind.NO_ADVICE,
    "safeguards": TodayKind.UNSAFE,
    "vacancies": TodayKind.VACANCY,
    "consents": TodayKind.CONSENT,
    "told": TodayKind.TOLD_REVIEW,
    "follow-ups": TodayKind.FOLLOW_UP,
    "turns": TodayKind.TURN,
    "meeting actions": TodayKind.MEETING_ACTION,
    "recommendations": TodayKind.RECOMMENDATION,
    "minutes": TodayKind.MINUTES,
    "rounds": TodayKind.SURVEY,
    "stories": TodayKind.STORY,
    "aims": TodayKind.AIM,
    "fidelity actions": TodayKind.FIDELITY_ACTION,
    "findings": TodayKind.FINDING,
    "policies": TodayKind.POLICY,
    "readiness": TodayKind.MISSING,
}
"""The statements that find the records of a kind of line by themselves; the others are judged further."""


def check_same(connection: Any, given: dict[str, str], lines: Iterable[TodayLine]) -> None:
    """Fail unless by hand the same records are found, some of each kind, as the program has lines of."""
    told: defaultdict[TodayKind, set[int]] = defaultdict(set)
    for line in lines:
        if line.kind in KINDS.values():
            told[line.kind].add(int(line.key.split(":")[1]))
    wrong = [
        name
        for name, kind in KINDS.items()
        if not told[kind] or told[kind] != {row[0] for row in connection.execute(STATEMENTS[name], given)}
    ]
    if wrong:
        raise AssertionError(f"found differently by hand: {', '.join(wrong)}")


def ask_all(connection: Any, given: dict[str, str]) -> int:
    """Every row of every statement; gives how many there are."""
    return sum(len(connection.execute(statement, given).fetchall()) for statement in STATEMENTS.values())
