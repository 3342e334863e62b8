"""What a write does to returns that were submitted: asked why before it is kept, and noted row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from sqlalchemy import Connection, func, literal, select

from ipsdesk.errors import AmendmentReasonNeeded
from ipsdesk.measures import DEFINITIONS_VERSION, MEASURES, Measure
from ipsdesk.services.amending_people import (
    WindowOfPeople,
    identities_of,
    is_of_people,
    over_people,
    people_of,
)
from ipsdesk.services.amending_reach import Touch, feeds, touches_of
from ipsdesk.services.amending_words import in_a_line, words_of_rows
from ipsdesk.services.restricted_access import CLIENTS
from ipsdesk.services.roles import Workspace
from ipsdesk.services.submissions_rows import Changed, count_rows, differences
from ipsdesk.services.submissions_store import (
    InForce,
    counted_by,
    in_force,
    keep_amendments,
    keep_counted_by,
    rows_amended,
)
from ipsdesk.storage.database import written_in

AMENDED = "amended a submitted return"
ANY_SUBMITTED = "SELECT EXISTS (SELECT 1 FROM returns WHERE number IS NOT NULL)"
NEW_DEFINITIONS = f"Counted by definitions {DEFINITIONS_VERSION} of a newer program."
LETTERS = 3
TOLD_AT_MOST = 12
"""Rows that are told one by one where a reason is asked for."""

WHY: ContextVar[str] = ContextVar("why", default="")


@contextmanager
def because(reason: str) -> Iterator[None]:
    """What is saved inside may change what submitted returns said, for this reason."""
    before = WHY.set(" ".join(reason.split()))
    try:
        yield
    finally:
        WHY.reset(before)


@dataclass(frozen=True, slots=True)
class Touched:
    """What a write does to one submitted return: its rows that differ, each with its words."""

    one: InForce
    rows: tuple[tuple[Changed, Mapping[str, str]], ...]


@dataclass(frozen=True, slots=True)
class Amending:
    """Looks at every write before it is kept; a unit that never submitted a return pays nothing."""

    workspace: Workspace

    def __call__(self, connection: Connection) -> None:
        """Note what a write changes of submitted returns; raises ``AmendmentReasonNeeded`` without a why."""
        if not connection.exec_driver_sql(ANY_SUBMITTED).scalar():
            return
        touches = touches_of(written_in(connection))
        returns = in_force(connection) if touches else ()
        if touched := [found for one in returns if (found := _touched(connection, one, touches)).rows]:
            self._keep(connection, touched)

    def level(self) -> None:
        """Once after the program came with other definitions: note what of submitted returns that changes.

        So that nobody is asked why for what a new version of the program counts otherwise.
        """
        with self.workspace.transactions.read() as connection:
            is_level = counted_by(connection) == DEFINITIONS_VERSION
            if is_level or not connection.exec_driver_sql(ANY_SUBMITTED).scalar():
                return
        noted = {"at": self.workspace.now().isoformat(), "account_id": None, "reason": NEW_DEFINITIONS}
        with self.workspace.transactions.begin() as connection:
            for one in in_force(connection):
                before = rows_amended(connection, one.id, {measure.key for measure in MEASURES})
                after = count_rows(connection, one.window(connection), one.scope)
                if changed := tuple(differences(before, after)):
                    rows = zip(changed, words_of_rows(connection, changed), strict=True)
                    keep_amendments(connection, one.id, rows, noted)
            keep_counted_by(connection, DEFINITIONS_VERSION)

    def _keep(self, connection: Connection, touched: Iterable[Touched]) -> None:
        why = WHY.get()
        problem = _problem(connection, why)
        if problem:
            raise AmendmentReasonNeeded(tuple(_told(touched)), problem if why else "")
        space = self.workspace
        noted = {"at": space.now().isoformat(), "account_id": space.actor.account, "reason": why}
        for found in touched:
            keep_amendments(connection, found.one.id, found.rows, noted)
            details = {
                "return": found.one.number,
                "period": found.one.period.label,
                "changed": len(found.rows),
            }
            space.note(connection, AMENDED, {**details, "reason": why})


def _touched(connection: Connection, one: InForce, touches: Iterable[Touch]) -> Touched:
    """What the write does to the rows of a return, counted anew where it may reach them."""
    reaching = [touch for touch in touches if touch.reaches(one.period.last)]
    measures = [m for m in MEASURES if any(feeds(touch, m, one.scope) for touch in reaching)]
    if not measures:
        return Touched(one, ())
    changed = tuple(_changed(connection, one, measures, reaching))
    return Touched(one, tuple(zip(changed, words_of_rows(connection, changed), strict=True)))


def _changed(
    connection: Connection, one: InForce, measures: Sequence[Measure], touches: Sequence[Touch]
) -> Iterator[Changed]:
    """The rows of these measures that differ; where hours alone were written, only among those people's."""
    keys, window = {measure.key for measure in measures}, one.window(connection)
    jobs = {job for touch in touches for job in touch.jobs}
    people = all(touch.jobs for touch in touches) and is_of_people(measures) and people_of(connection, jobs)
    if people:
        own, theirs = WindowOfPeople.over(window, people), identities_of(connection, people)
        after = count_rows(connection, own, one.scope, measures, over_people)
        return differences(rows_amended(connection, one.id, keys, theirs), after)
    return differences(
        rows_amended(connection, one.id, keys), count_rows(connection, window, one.scope, measures)
    )


def _told(touched: Iterable[Touched]) -> Iterator[str]:
    for found in touched:
        which = f"Return {found.one.number} ({found.one.period.label})"
        for _, words in found.rows[:TOLD_AT_MOST]:
            yield f"{which}: {in_a_line(words)}."
        if (more := len(found.rows) - TOLD_AT_MOST) > 0:
            yield f"{which}: {more:,} more row{'' if more == 1 else 's'}."


def _problem(connection: Connection, why: str) -> str:
    """What is wrong with a reason: it says nothing, or names somebody, and it may go to the commissioner."""
    if sum(map(str.isalpha, why)) < LETTERS:
        return "Say in a few words why it changes."
    name = func.lower(CLIENTS.c.name)
    named = select(CLIENTS.c.id).where(CLIENTS.c.name != "", func.instr(literal(why.lower()), name) > 0)
    if connection.execute(named.limit(1)).first():
        return "The reason names a person, and it may go to the commissioner: say why without a name."
    return ""
