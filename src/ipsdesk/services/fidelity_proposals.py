"""From your records: for every fidelity item on a day what the records say, and the score they propose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun
from ipsdesk.measures import Shape
from ipsdesk.measures.fidelity import BEHIND_ITEMS
from ipsdesk.rules.codes import FIDELITY_ITEMS
from ipsdesk.rules.periods import Period
from ipsdesk.services.fidelity_evidence import evidence_of, reach_of
from ipsdesk.services.fidelity_proposing import (
    PROPOSED_FOR,
    Counted,
    Reading,
    caps_of,
    count_item,
    headline_of,
    left_out_of,
    out_of_reach,
    reading,
    working_of,
)
from ipsdesk.services.restricted_access import access_of
from ipsdesk.services.roles import EVERYONE, Service, allowed
from ipsdesk.services.scorecards import NAMES_FOR
from ipsdesk.services.scorecards_drill import ROWS_SHOWN, Drill, RowsShown, make_drill
from ipsdesk.services.scorecards_lines import counting
from ipsdesk.services.scorecards_scope import EVERYBODY

__all__ = ["PROPOSED_FOR", "FidelityProposals", "Proposal"]

NO_ITEM = "The scale has items 1 to 25, not {item}."


@dataclass(frozen=True, slots=True)
class Proposal:
    """What records say of an item over the six months to a day.

    ``computable``: the item is one that records propose a score for. Of these ``score`` is None where nothing
    can be proposed, and ``why`` says so; ``figure`` is unrounded, a share as a fraction; ``numerator`` and
    ``denominator`` are those of a share or ratio, ``n`` the cases of a mean. ``working`` are the lines of the
    arithmetic (label, number), ``arithmetic`` the same as sentences. ``caps`` say what lowered or raised the
    score, ``notes`` what else the records say (of an item without a proposal: all they say). ``left_out`` are
    reasons with how many rows. ``out_of_reach`` says what a small unit can't reach. ``drill`` are the rows,
    where they were asked for.
    """

    item: int
    window: Period
    computable: bool
    score: int | None = None
    figure: Fraction | None = None
    shape: Shape | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    n: int | None = None
    headline: str = ""
    working: tuple[tuple[str, str], ...] = ()
    arithmetic: str = ""
    caps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    why: str = ""
    out_of_reach: str = ""
    drill: Drill | None = None

    @property
    def has_records(self) -> bool:
        """Whether the records say anything of the item."""
        return self.score is not None or bool(self.notes)


class FidelityProposals(Service):
    """Indicative scores; the reviewer gives the score."""

    @allowed(*EVERYONE)
    def proposals(self, on: date) -> tuple[Proposal, ...]:
        """All 25 items in order, without their rows."""
        with self.workspace.transactions.read() as connection:
            read = reading(connection, on)
            return tuple(_proposal(read, number) for number in range(1, FIDELITY_ITEMS + 1))

    @allowed(*EVERYONE)
    def proposal(self, number: int, on: date) -> Proposal:
        """One item with its rows: names for staff only, none of a record that is opened with a reason.

        Raises ``CannotRun`` for an item the scale does not have.
        """
        if number not in range(1, FIDELITY_ITEMS + 1):
            raise CannotRun(NO_ITEM.format(item=number))
        with self.workspace.transactions.read() as connection:
            drill = self._drill(connection, number, on) if number in BEHIND_ITEMS else None
            return _proposal(reading(connection, on), number, drill)

    def _drill(self, connection: Connection, number: int, on: date) -> Drill:
        read = reading(connection, on)
        names = self.workspace.actor.role in NAMES_FOR
        withheld = access_of(connection, self.workspace).asked
        counts = counting(connection, EVERYBODY, on)
        shown = RowsShown(withheld, names=names, most=ROWS_SHOWN)
        return make_drill(counts, BEHIND_ITEMS[number], read.window.period, shown)


def _proposal(read: Reading, number: int, drill: Drill | None = None) -> Proposal:
    if number not in BEHIND_ITEMS:
        notes, reach = evidence_of(read, number), reach_of(read, number)
        return Proposal(number, read.window.period, computable=False, notes=notes, out_of_reach=reach)
    return _of_counted(count_item(read, number), left_out_of(read, number), drill)


def _of_counted(counted: Counted, left_out: tuple[tuple[str, int], ...], drill: Drill | None) -> Proposal:
    is_mean = counted.figure.shape is Shape.MEAN
    return Proposal(
        counted.item,
        counted.window,
        computable=True,
        score=counted.proposal.score if counted.proposal else None,
        figure=counted.value,
        shape=counted.figure.shape,
        numerator=None if is_mean else counted.numerator,
        denominator=None if is_mean else counted.denominator,
        n=int(counted.denominator) if is_mean else None,
        headline=headline_of(counted),
        working=working_of(counted),
        arithmetic=counted.arithmetic,
        caps=caps_of(counted),
        notes=counted.notes,
        left_out=left_out,
        why=counted.why,
        out_of_reach=out_of_reach(counted),
        drill=drill,
    )
