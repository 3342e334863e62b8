"""Which of the tables of who is reached may leave the unit, and what else a file tells of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ipsdesk.measures import Measure, Section
from ipsdesk.rules.deduction import Sum, rounded_people
from ipsdesk.rules.disclosure import CountTable, Profile, protect
from ipsdesk.rules.periods import add_months
from ipsdesk.rules.small_numbers import rounded
from ipsdesk.services.figures import Scorecard
from ipsdesk.services.release import HIDDEN, SERVED, Breakdown

OF_SERVED = ("profile.", "served.")
"""How the keys of tables of the people served begin."""
STARTED, TIME_IN_SERVICE, NEEDS = "access.started", "profile.time_in_service", "profile.needs"
BAND_ENDS = (3, 6, 12, 24)
"""The months at which the bands of the time in the service end."""


def break_down(
    card: Scorecard,
    measures: tuple[Measure, ...],
    profile: Profile,
    withheld: Collection[str] = (),
) -> tuple[tuple[Breakdown, ...], bool]:
    """The who-we-reach tables as they are printed, and whether the number of people may stand exact.

    ``withheld`` are tables of the file that are kept back for another reason than their own numbers.
    """
    reached = tuple(measure for measure in measures if measure.section is Section.REACH)
    tables = reach_tables(card, reached, profile)
    if not profile.protects_tables:
        return tuple(Breakdown(m, table.counts) for m, table in zip(reached, tables, strict=True)), True
    people = int(card[SERVED].value or 0)
    file = protect(tables, people, profile)
    shown = tuple(
        Breakdown(
            measure,
            None
            if table is None or measure.key in withheld
            else tuple(HIDDEN if cell is None else cell for cell in table.cells),
        )
        for measure, table in zip(reached, file.tables, strict=True)
    )
    return shown, file.people_exact and not any(key.startswith(OF_SERVED) for key in withheld)


def reach_tables(card: Scorecard, reached: Sequence[Measure], profile: Profile) -> list[CountTable]:
    """The who-we-reach tables before protection, with what else the file tells of each."""
    return [
        CountTable(
            tuple((card[measure.key].bands or {}).values()),
            one_each=measure.key != NEEDS,
            known=_known(measure.key, card, profile),
        )
        for measure in reached
    ]


def _known(key: str, card: Scorecard, profile: Profile) -> tuple[Sum, ...]:
    """What the number of people started tells: all of them stand in the first bands of time."""
    if key != TIME_IN_SERVICE:
        return ()
    period = card.period
    bands = next(
        (place for place, months in enumerate(BAND_ENDS) if period.last < add_months(period.first, months)),
        len(BAND_ENDS),
    )
    started = int(card[STARTED].value or 0)
    least = rounded_people(rounded(started))[0] if profile.protects_figures else started
    return (Sum(tuple(range(bands + 1)), least=least),)
