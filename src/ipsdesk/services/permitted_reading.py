"""A person's permitted work out of the unit's file: the notices, the pay slips, and the weeks of a year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, Date, and_, bindparam, func, select

from ipsdesk.measures.terms import A, live
from ipsdesk.models import Activity, Change, Hours, PayPeriod, PermittedWorkEvent, Staff
from ipsdesk.rules.codes import NOT_PERMITTED_WORK
from ipsdesk.rules.permitted_pay import PaySlip
from ipsdesk.rules.permitted_trail import Notice, TrailEvent, TrailStep

CHANGES, EVENTS, HOURS, PAY, STAFF = (
    Change.__table__,
    PermittedWorkEvent.__table__,
    Hours.__table__,
    PayPeriod.__table__,
    Staff.__table__,
)
TELLING = {
    "weekly_hours": "weekly hours",
    "agreed_seconds": "agreed hours",
    "hourly_pay": "hourly pay",
    "permitted_work": "category",
}
"""The dated facts of a job that DWP is to be told of again, as they are called in a sentence."""

LABELS = {name: str(Activity.__table__.c[name].info["field"].label) for name in TELLING}
CLIENT: BindParameter[int] = bindparam("client")
OF_CLIENT = select(A.c.id).where(live(A), A.c.client_id == CLIENT)
FACTS = select(A.c.id, A.c.client_id, A.c.supported_by, *(A.c[name] for name in TELLING)).where(
    live(A), A.c.client_id == CLIENT
)
CHANGED = (
    select(CHANGES.c.activity_id, CHANGES.c.fact, CHANGES.c.from_on, CHANGES.c.value)
    .where(live(CHANGES), CHANGES.c.activity_id.in_(OF_CLIENT), CHANGES.c.fact.in_(LABELS.values()))
    .order_by(CHANGES.c.from_on, CHANGES.c.id)
)
FIRST_SHIFTS = (
    select(HOURS.c.activity_id, func.min(HOURS.c.on_date, type_=Date))
    .where(live(HOURS), HOURS.c.activity_id.in_(OF_CLIENT), HOURS.c.seconds > 0)
    .group_by(HOURS.c.activity_id)
)
HAPPENED = (
    select(EVENTS, STAFF.c.name.label("by_name"))
    .outerjoin(STAFF, and_(STAFF.c.id == EVENTS.c.staff_id, live(STAFF)))
    .where(live(EVENTS), EVENTS.c.activity_id.in_(OF_CLIENT))
    .order_by(EVENTS.c.on_date, EVENTS.c.id)
)
SLIPS = (
    select(PAY).where(live(PAY), PAY.c.activity_id.in_(OF_CLIENT)).order_by(PAY.c.from_on.desc(), PAY.c.id)
)


@dataclass(frozen=True, slots=True)
class KeptSlip:
    """A pay period as it is recorded, with its key and its job's."""

    id: int
    activity: int
    slip: PaySlip


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a job's terms: those at first, and each change in order, by attribute."""

    first: Mapping[str, Any]
    changes: Mapping[str, tuple[tuple[date, str | None], ...]]

    def on(self, name: str, day: date) -> Any:
        """What held that day, as text where it was changed."""
        held = [value for since, value in self.changes.get(name, ()) if since <= day]
        return held[-1] if held else self.first[name]

    @property
    def is_permitted(self) -> bool:
        """Whether the job was, is or will be permitted work."""
        held = [self.first["permitted_work"], *(value for _, value in self.changes.get("permitted_work", ()))]
        return any((value or NOT_PERMITTED_WORK) != NOT_PERMITTED_WORK for value in held)

    def told_again(self) -> tuple[tuple[date, str], ...]:
        """The days from which a fact was changed, with what it is."""
        found = [(since, words) for name, words in TELLING.items() for since, _ in self.changes.get(name, ())]
        return tuple(sorted(found))


def read_facts(connection: Connection, client: int) -> dict[int, Facts]:
    """The terms of every job and step of a person."""
    given, names = {"client": client}, {label: name for name, label in LABELS.items()}
    changes: dict[int, dict[str, list[tuple[date, str | None]]]] = defaultdict(lambda: defaultdict(list))
    for activity, fact, since, value in connection.execute(CHANGED, given):
        changes[activity][names[fact]].append((since, value))
    return {
        row.id: Facts(
            {name: getattr(row, name) for name in TELLING},
            {name: tuple(found) for name, found in changes[row.id].items()},
        )
        for row in connection.execute(FACTS, given)
    }


def read_notices(
    connection: Connection, client: int, facts: Mapping[int, Facts], today: date
) -> dict[int, Notice]:
    """What decides how the notice of each job that is permitted work stands."""
    given = {"client": client}
    shifts = {row[0]: row[1] for row in connection.execute(FIRST_SHIFTS, given)}
    events: dict[int, list[TrailEvent]] = defaultdict(list)
    for row in connection.execute(HAPPENED, given):
        events[row.activity_id].append(
            TrailEvent(
                TrailStep(row.event), row.on_date, row.decision, row.by_name or "", row.note or "", row.id
            )
        )
    jobs = select(A.c.id, A.c.supported_by, A.c.pw1_sent_on).where(live(A), A.c.client_id == CLIENT)
    return {
        row.id: Notice(
            facts[row.id].on("permitted_work", today) or NOT_PERMITTED_WORK,
            row.supported_by,
            shifts.get(row.id),
            row.pw1_sent_on,
            events[row.id],
            facts[row.id].told_again(),
        )
        for row in connection.execute(jobs, given)
        if facts[row.id].is_permitted
    }


def read_slips(connection: Connection, client: int) -> list[KeptSlip]:
    """The pay periods of a person's jobs, the latest first."""
    return [_kept(row) for row in connection.execute(SLIPS, {"client": client})]


def _kept(row: Any) -> KeptSlip:
    slip = PaySlip(
        row.from_on,
        row.to_on,
        row.paid,
        row.gross_pence,
        row.tax_pence,
        row.insurance_pence,
        row.pension_pence,
        row.net_pence,
    )
    return KeptSlip(row.id, row.activity_id, slip)


def read_slip(connection: Connection, pay_period: int) -> KeptSlip | None:
    """One pay period; None: it was removed."""
    row = connection.execute(select(PAY).where(live(PAY), PAY.c.id == pay_period)).first()
    return None if row is None else _kept(row)
