"""The rows behind a figure: what was counted, what is not yet, what was left out and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, FromClause, Select, func, literal, select

from ipsdesk.errors import CannotRun
from ipsdesk.measures import MEASURES, Measure, Shape, Window
from ipsdesk.measures.measure import CALENDAR_MONTH, COUNTED, LEFT_OUT, NOT_YET
from ipsdesk.measures.wording import POUNDS
from ipsdesk.models import (
    Activity,
    Client,
    Contact,
    DecisionMeeting,
    Employer,
    Episode,
    FidelityAction,
    FidelityReview,
    Goal,
    Hours,
    Plan,
    Staff,
    Team,
)
from ipsdesk.rules.periods import Period
from ipsdesk.rules.wording import shown_hours, shown_month, shown_pounds
from ipsdesk.services.figures import staffing_of
from ipsdesk.services.rates_reading import rates_of
from ipsdesk.services.restricted_access import access_of
from ipsdesk.services.roles import EVERYONE, Role, Service, allowed

STATES = (COUNTED, NOT_YET, LEFT_OUT)
AT_ONCE = 500
"""References looked up in one query."""
UNNAMED = "restricted"
"""Stands for name and reference of a person whose record this account opens only with a reason."""


@dataclass(frozen=True, slots=True)
class Case:
    """One row behind a figure: who or what, and its part in it.

    ``amount`` is days for a mean, the part of the whole for a share (1 counted, 0 not), seconds or pence for
    a sum; ``whole`` is its part of a share's denominator; ``name`` is empty unless asked for. ``subject`` is
    its key in the table of its kind, ``client`` the key of the person it is about, where that may be told.
    """

    kind: str
    reference: str
    state: str
    day: date | None = None
    amount: float | None = None
    whole: float | None = None
    band: str | None = None
    reason: str | None = None
    name: str = ""
    subject: int = 0
    client: int | None = None


def _named(table: FromClause) -> Select[Any]:
    client = table.c.id if table is Client.__table__ else literal(None)
    return select(table.c.id, table.c.reference, table.c.name, literal(None), client)


def _of_client(table: FromClause) -> Select[Any]:
    client = Client.__table__
    return select(table.c.id, table.c.reference, client.c.name, literal(None), client.c.id).join(
        client, client.c.id == table.c.client_id
    )


def _hours() -> Select[Any]:
    hours, job, client = Hours.__table__, Activity.__table__, Client.__table__
    return (
        select(hours.c.id, job.c.reference, client.c.name, hours.c.on_date, client.c.id)
        .join(job, job.c.id == hours.c.activity_id)
        .join(client, client.c.id == job.c.client_id)
    )


def _contacts() -> Select[Any]:
    contact, employer = Contact.__table__, Employer.__table__
    found = select(contact.c.id, contact.c.uuid, employer.c.name, contact.c.on_date, literal(None))
    return found.outerjoin(employer, employer.c.id == contact.c.employer_id)


def _reviews() -> Select[Any]:
    review = FidelityReview.__table__
    return select(review.c.id, review.c.reference, literal(""), review.c.on_date, literal(None))


def _actions() -> Select[Any]:
    action = FidelityAction.__table__
    return select(action.c.id, action.c.uuid, action.c.action, action.c.due_on, literal(None))


def _plans() -> Select[Any]:
    plan, client = Plan.__table__, Client.__table__
    found = select(plan.c.id, plan.c.uuid, client.c.name, plan.c.agreed_on, client.c.id)
    return found.join(client, client.c.id == plan.c.client_id)


def _meetings() -> Select[Any]:
    meeting = DecisionMeeting.__table__
    called = func.coalesce(meeting.c.name, meeting.c.kind)
    return select(meeting.c.id, meeting.c.reference, called, meeting.c.on_date, literal(None))


LOOK_UPS: dict[str, Callable[[], Select[Any]]] = {
    "client": lambda: _named(Client.__table__),
    "staff": lambda: _named(Staff.__table__),
    "team": lambda: _named(Team.__table__),
    "employer": lambda: _named(Employer.__table__),
    "referral": lambda: _of_client(Episode.__table__),
    "activity": lambda: _of_client(Activity.__table__),
    "hours": _hours,
    "contact": _contacts,
    "decision meeting": _meetings,
    "fidelity review": _reviews,
    "fidelity action": _actions,
    "goal": lambda: _of_client(Goal.__table__),
    "plan": _plans,
}
"""By kind of subject: its key, reference (a record without one: its Record ID), name, day, person."""


def measure_of(key: str) -> Measure:
    """The measure with this key; raises ``CannotRun`` where there is none, or it never shows its rows."""
    found = next((measure for measure in MEASURES if measure.key == key), None)
    if found is None:
        raise CannotRun(f"There is no measure '{key}'. The command kpis --json lists every key.")
    if not found.subjects:
        raise CannotRun(f"'{found.title}' never shows its rows: the answers are anonymous.")
    return found


class Cases(Service):
    """The rows behind the figures."""

    @allowed(*EVERYONE)
    def of(self, key: str, period: Period) -> list[Case]:
        """The rows of a measure by reference alone: counted first, then not yet, then left out."""
        return self._cases(measure_of(key), period, names=False)

    @allowed(Role.MANAGER)
    def with_names(self, key: str, period: Period) -> list[Case]:
        """The same with the names of people, employers and teams."""
        return self._cases(measure_of(key), period, names=True)

    def _cases(self, measure: Measure, period: Period, *, names: bool) -> list[Case]:
        with self.workspace.transactions.read() as connection:
            rows = measure.rows(connection, Window(period, staffing_of(connection), rates_of(connection)))
            withheld = access_of(connection, self.workspace).asked
            return as_cases(connection, measure, rows, withheld, names=names)


def as_cases(
    connection: Connection, measure: Measure, rows: Sequence[Any], withheld: Collection[int], *, names: bool
) -> list[Case]:
    """Rows of a measure with their references: counted first, then not yet, then left out.

    Whose rows those of the clients in ``withheld`` are is not told: the list of people shows their reference.
    """
    kinds = {_kind(measure, row) for row in rows}
    known = {
        kind: _looked_up(connection, kind, {row.subject for row in rows if _kind(measure, row) == kind})
        for kind in kinds
    }
    cases = [_case(measure, row, known, withheld, names=names) for row in rows]
    return sorted(
        cases, key=lambda case: (STATES.index(case.state), case.kind, case.reference, str(case.day))
    )


def amount_in_words(measure: Measure, case: Case) -> str:
    """A case's part in the figure: ``8 days``, ``counted``, ``3 of 40``, ``7 h``; empty for a count."""
    if case.amount is None:
        return ""
    amount = int(case.amount)
    if case.whole is not None:
        return f"{amount} of {int(case.whole)}"
    if measure.shape is Shape.SHARE:
        return "counted" if amount else "not counted"
    if measure.shape is Shape.SUM:
        return shown_pounds(amount) if measure.unit == POUNDS else shown_hours(amount)
    return f"{amount} day{'' if amount == 1 else 's'}" if measure.shape is Shape.MEAN else str(amount)


def _kind(measure: Measure, row: Any) -> str:
    return str(getattr(row, "kind", measure.subjects))


def _looked_up(connection: Connection, kind: str, ids: Iterable[int]) -> dict[int, Any]:
    if kind == CALENDAR_MONTH:
        return {key: _month(key) for key in ids}
    statement = LOOK_UPS[kind]()
    key = statement.selected_columns[0]
    wanted = sorted(ids)
    parts = (wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE))
    return {row[0]: row for part in parts for row in connection.execute(statement.where(key.in_(part)))}


def _month(key: int) -> tuple[int, str, str, None, None]:
    year, month = divmod(key, 100)
    return key, f"{year}-{month:02}", shown_month(year, month), None, None


def _case(
    measure: Measure, row: Any, known: dict[str, dict[int, Any]], withheld: Collection[int], *, names: bool
) -> Case:
    kind = _kind(measure, row)
    _, reference, name, day, client = known[kind][row.subject]
    if client in withheld:
        reference, name, client = UNNAMED, UNNAMED, None
    return Case(
        kind,
        str(reference),
        row.state,
        getattr(row, "day", day),
        getattr(row, "amount", None),
        getattr(row, "whole", None),
        getattr(row, "band", None),
        row.reason,
        (name or "") if names or kind == CALENDAR_MONTH else "",
        row.subject,
        client,
    )
