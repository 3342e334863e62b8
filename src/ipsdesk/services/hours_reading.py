"""People's recorded work out of the unit's file: the same few queries however many people are asked for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, and_, bindparam, or_, select

from ipsdesk.measures.sqlite import Expression, values_of
from ipsdesk.measures.terms import Condition, live, within
from ipsdesk.measures.window import FIRST, LAST
from ipsdesk.models import Activity, Change, Client, Employer, Hours, HoursReason, UsualShift
from ipsdesk.rules.codes import JOB_KINDS, NOT_PERMITTED_WORK
from ipsdesk.rules.rates import shipped_rates
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.hours_records import DatedFact, JobRecords, PersonRecords, Reason, RecordedDay, Shift
from ipsdesk.services.rates_reading import rates_of

ACTIVITIES, CLIENTS, EMPLOYERS = Activity.__table__, Client.__table__, Employer.__table__
HOURS, SHIFTS, REASONS, CHANGES = (
    Hours.__table__,
    UsualShift.__table__,
    HoursReason.__table__,
    Change.__table__,
)
WANTED: BindParameter[str] = bindparam("wanted")
"""The clients asked for, as a JSON list of keys."""


def _label(name: str, table: Any = ACTIVITIES) -> str:
    return str(table.c[name].info["field"].label)


CATEGORY, HOURLY_PAY = _label("permitted_work"), _label("hourly_pay")
BENEFITS, LEGAL_STATUS = _label("benefits", CLIENTS), _label("legal_status", CLIENTS)


def _of_wanted(client: Expression) -> Condition:
    return client.in_(select(values_of(WANTED).c.value))


IS_JOB = and_(live(ACTIVITIES), ACTIVITIES.c.kind.in_(JOB_KINDS))
WANTED_JOBS = select(ACTIVITIES.c.id).where(IS_JOB, _of_wanted(ACTIVITIES.c.client_id))

AT_WORK = (
    select(ACTIVITIES.c.client_id)
    .distinct()
    .where(
        IS_JOB,
        ACTIVITIES.c.started_on <= LAST,
        or_(ACTIVITIES.c.ended_on.is_(None), ACTIVITIES.c.ended_on >= FIRST),
    )
)
PEOPLE = Packed(
    lambda: select(
        CLIENTS.c.id, CLIENTS.c.reference, CLIENTS.c.name, CLIENTS.c.benefit_week_ends,
        CLIENTS.c.legal_status, CLIENTS.c.benefits,
    ).where(live(CLIENTS), _of_wanted(CLIENTS.c.id)),
    "wanted",
)  # fmt: skip
JOBS = Packed(
    lambda: select(
        ACTIVITIES.c.started_on, ACTIVITIES.c.id, ACTIVITIES.c.client_id, ACTIVITIES.c.reference,
        ACTIVITIES.c.title, EMPLOYERS.c.name, ACTIVITIES.c.ended_on, ACTIVITIES.c.supported_by,
        ACTIVITIES.c.pw1_sent_on, ACTIVITIES.c.permitted_work, ACTIVITIES.c.hourly_pay,
    )
    .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == ACTIVITIES.c.employer_id, live(EMPLOYERS)))
    .where(IS_JOB, _of_wanted(ACTIVITIES.c.client_id)),
    "wanted",
)  # fmt: skip
DAYS = Packed(
    lambda: select(
        HOURS.c.activity_id, HOURS.c.on_date, HOURS.c.seconds, HOURS.c.pence, HOURS.c.version
    ).where(live(HOURS), HOURS.c.activity_id.in_(WANTED_JOBS), within(HOURS.c.on_date, FIRST, LAST)),
    *("wanted", "first", "last"),
)
WEEKLY = Packed(
    lambda: select(
        SHIFTS.c.id, SHIFTS.c.activity_id, SHIFTS.c.day, SHIFTS.c.from_time, SHIFTS.c.to_time
    ).where(live(SHIFTS), SHIFTS.c.activity_id.in_(WANTED_JOBS)),
    "wanted",
)
WHY = Packed(
    lambda: select(
        REASONS.c.id, REASONS.c.client_id, REASONS.c.week_ending_on, REASONS.c.reason, REASONS.c.follow_up_on
    ).where(live(REASONS), _of_wanted(REASONS.c.client_id), within(REASONS.c.week_ending_on, FIRST, LAST)),
    *("wanted", "first", "last"),
)


def _changed(owner: Expression, facts: tuple[str, ...], owners: Any) -> Select[Any]:
    return select(CHANGES.c.from_on, CHANGES.c.id, owner, CHANGES.c.fact, CHANGES.c.value).where(
        live(CHANGES), owner.in_(owners), CHANGES.c.fact.in_(facts)
    )


OF_CLIENTS = Packed(
    lambda: _changed(CHANGES.c.client_id, (BENEFITS, LEGAL_STATUS), select(values_of(WANTED).c.value)),
    "wanted",
)
OF_JOBS = Packed(lambda: _changed(CHANGES.c.activity_id, (CATEGORY, HOURLY_PAY), WANTED_JOBS), "wanted")


def get_ready() -> None:
    """Put what is asked into the words of SQL, and read the rates we ship, before there is a unit to ask."""
    for asked in (OF_CLIENTS, OF_JOBS, DAYS, WEEKLY, JOBS, WHY, PEOPLE):
        asked.get_ready()
    shipped_rates()


def people_at_work(connection: Connection, first: date, last: date) -> list[int]:
    """The clients with a job current on some day of a period (removed ones among them)."""
    return list(connection.scalars(AT_WORK, {"first": first, "last": last}))


def read_people(
    connection: Connection, clients: Iterable[int], first: date, last: date
) -> list[PersonRecords]:
    """What is recorded of these clients' jobs on the days of a period, by name; removed ones are left out."""
    given = {"wanted": json.dumps(sorted(clients)), "first": first, "last": last}
    facts = _facts(connection, OF_CLIENTS, given)
    jobs = _jobs(connection, given)
    reasons: dict[int, dict[date, Reason]] = defaultdict(dict)
    for _, client, week_ending, text, follow_up in sorted(WHY.rows(connection, given)):
        reasons[client][week_ending] = Reason(text, follow_up)
    limits = rates_of(connection).limits
    people = [
        PersonRecords(
            client,
            reference,
            name,
            week_ends,
            DatedFact(benefits_kept(benefits) if benefits else None, facts(client, BENEFITS, benefits_kept)),
            DatedFact(legal_status, facts(client, LEGAL_STATUS, str)),
            tuple(jobs[client]),
            reasons[client],
            limits=limits,
        )
        for client, reference, name, week_ends, legal_status, benefits in PEOPLE.rows(connection, given)
    ]
    return sorted(people, key=lambda person: (person.name.casefold(), person.client))


def _jobs(connection: Connection, given: dict[str, Any]) -> dict[int, list[JobRecords]]:
    facts = _facts(connection, OF_JOBS, given)
    days: dict[int, dict[date, RecordedDay]] = defaultdict(dict)
    for activity, day, seconds, pence, version in DAYS.rows(connection, given):
        days[activity][day] = RecordedDay(seconds, pence, version)
    shifts: dict[int, list[Shift]] = defaultdict(list)
    for _, activity, *shift in sorted(WEEKLY.rows(connection, given)):
        shifts[activity].append(Shift(*shift))
    jobs: dict[int, list[JobRecords]] = defaultdict(list)
    for since, job, client, reference, title, employer, until, supported, pw1, category, pay in sorted(
        JOBS.rows(connection, given)
    ):
        categories = tuple((day, value or NOT_PERMITTED_WORK) for day, value in facts(job, CATEGORY, str))
        jobs[client].append(
            JobRecords(
                job,
                reference,
                title,
                employer,
                since,
                until,
                supported,
                pw1,
                DatedFact(category, categories),
                DatedFact(pay, facts(job, HOURLY_PAY, int)),
                tuple(shifts[job]),
                days[job],
            )
        )
    return jobs


Facts = Callable[[int, str, Callable[[str], Any]], tuple[tuple[date, Any], ...]]
"""The changes of an owner's fact in order, each value turned from the text it is kept as."""


def _facts(connection: Connection, changed: Packed, given: dict[str, Any]) -> Facts:
    found: dict[tuple[int, str], list[tuple[date, str | None]]] = defaultdict(list)
    for since, _, owner, fact, value in sorted(changed.rows(connection, given)):
        found[owner, fact].append((since, value))

    def changes(owner: int, fact: str, kept: Callable[[str], Any]) -> tuple[tuple[date, Any], ...]:
        rows = found.get((owner, fact), ())
        return () if not rows else tuple((since, kept(value) if value else None) for since, value in rows)

    return changes


@lru_cache(maxsize=256)
def benefits_kept(kept: str) -> tuple[str, ...] | None:
    """The benefits that a text of the file names; None where it names none."""
    benefits = json.loads(kept)
    return tuple(benefits) if benefits else None
