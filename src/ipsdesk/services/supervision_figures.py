"""The figures of a specialist's caseload as they stand when a supervision begins, in plain lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from sqlalchemy import BindParameter, Connection, bindparam, select

from ipsdesk.measures import Window
from ipsdesk.measures.terms import E, named_specialist_on, on_caseload
from ipsdesk.measures.window import LAST
from ipsdesk.rules.periods import free_period
from ipsdesk.services.caseload_reading import without_employer_contact
from ipsdesk.services.cases import measure_of
from ipsdesk.services.figures import staffing_of
from ipsdesk.services.rates_reading import rates_of
from ipsdesk.services.scorecards_scope import Scope, Whose, figure_of
from ipsdesk.services.team_caseloads import Against, carried_on
from ipsdesk.services.today_asked import ASKED, STARTED
from ipsdesk.services.today_lines import TodayKind

LONG_WAITS = (30, 60, 90)
"""Days without an employer contact that are told apart."""
OF_MONTH = {
    "employers.contacted": "Employers contacted this month",
    "jobs.started": "Job starts this month",
}
STAFF: BindParameter[int] = bindparam("staff")
THEIRS = select(E.c.client_id).where(on_caseload(LAST), named_specialist_on(LAST) == STAFF)
"""The clients on the caseload whose named specialist somebody is."""


def figures_of(connection: Connection, staff: int, today: date) -> str:
    """What they carry, what came of it this month, and who waits; one figure on each line."""
    return "\n".join(_lines(connection, staff, today))


def _lines(connection: Connection, staff: int, today: date) -> Iterator[str]:
    carried = carried_on(connection, staff, today)
    yield f"Working caseload: {_against(carried.working)}"
    yield f"Permitted work, monitored: {_against(carried.permitted)}"
    this_month = free_period(today.replace(day=1), today)
    window = Window(this_month, staffing_of(connection), rates_of(connection))
    for key, title in OF_MONTH.items():
        value = figure_of(measure_of(key), Scope(Whose.SPECIALIST, staff), connection, window).value
        yield f"{title}: {int(value or 0):,}"
    theirs = set(connection.scalars(THEIRS, {"last": today, "staff": staff}))
    waits = _waits(connection, theirs, today)
    for days in LONG_WAITS:
        yield f"No employer contact after {days} days: {sum(wait > days for wait in waits)}"
    asked = ASKED[TodayKind.NO_NEXT].rows(connection, {"last": today, "until": today})
    yield f"Without a next action: {sum(client in theirs for client, *_ in asked)}"


def _against(one: Against) -> str:
    return f"{one.people:,}" if one.most is None else f"{one.people:,} (at most {float(one.most):g})"


def _waits(connection: Connection, theirs: set[int], today: date) -> list[int]:
    """Days since the start of each referral of theirs that waits for its first employer contact."""
    unmet = without_employer_contact(connection, today)
    rows = connection.execute(STARTED, {"referrals": json.dumps(sorted(unmet))})
    return [(today - row.due_on).days for row in rows if row.client in theirs and row.due_on]
