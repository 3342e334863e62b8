"""Returns that are out, as they were printed, and what a new one withholds for their sake."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, select

from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import Period
from ipsdesk.services.return_content import ReturnContent
from ipsdesk.services.return_linked import Printed, TableOut, as_printed, to_withhold
from ipsdesk.services.scorecards_scope import Scope
from ipsdesk.services.submissions_counted import released, withheld_of
from ipsdesk.services.submissions_store import RETURNS, scope_of

Anew = Callable[[Period, Profile, Scope], ReturnContent]
"""Counts a return."""
YEAR = 366
"""Days between the ends of periods that are held against each other."""


def kept_of(content: ReturnContent) -> dict[str, Any]:
    """What a return prints of counts beside its figures, as it is kept when it is submitted."""
    printed = as_printed(content)
    return {"tables": list(map(asdict, printed.tables)), "withheld": sorted(printed.withheld)}


def out_beside(connection: Connection, period: Period, scope: Scope, anew: Anew) -> tuple[Printed, ...]:
    """Every submitted return that one of these days can be held against, the oldest first.

    ``anew`` counts a return of which it was not kept what it printed.
    """
    kept = select(RETURNS).where(RETURNS.c.number.is_not(None)).order_by(RETURNS.c.last_on, RETURNS.c.number)
    return tuple(
        _as_it_was(connection, row, anew)
        for row in connection.execute(kept).all()
        if _is_linked(row, period, scope)
    )


def _is_linked(row: Any, period: Period, scope: Scope) -> bool:
    """Whether its days end within a year of these, and it is not an earlier return of the same."""
    same = (row.first_on, row.last_on, row.commissioner_id or 0) == (period.first, period.last, scope.key)
    return not same and abs((row.last_on - period.last).days) <= YEAR


def _as_it_was(connection: Connection, row: Any, anew: Anew) -> Printed:
    release, scope = released(connection, row), scope_of(connection, row.commissioner_id)
    if row.printed is None:
        return replace(as_printed(anew(release.period, Profile(row.profile), scope)), release=release)
    tables = tuple(
        TableOut(one["key"], one["title"], tuple(one["bands"]), one["counts"] and tuple(one["counts"]))
        for one in row.printed["tables"]
    )
    return Printed(Profile(row.profile), release, scope, tables, withheld_of(row))


def without_what_tells(
    make: Callable[[frozenset[str]], ReturnContent], others: Sequence[Printed]
) -> ReturnContent:
    """A return that withholds whatever would tell of a hidden count beside others; ``make`` makes it without.

    Each round withholds more, so it ends; what others tell without this return, they tell still.
    """
    content = make(frozenset())
    while more := to_withhold(content, others):
        content = make(content.withheld | more)
    return content
