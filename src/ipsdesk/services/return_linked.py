"""What can be worked out of returns that belong together: of linked days, of all and of each commissioner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ipsdesk.measures import Shape
from ipsdesk.rules.deduction import ANY_NUMBER, SMALL_SPAN, Span
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.linked import Link, span_of, told
from ipsdesk.rules.periods import DAY, Period
from ipsdesk.rules.small_numbers import STEP
from ipsdesk.services.national_bands import NationalFigure
from ipsdesk.services.release import HIDDEN, SERVED, Breakdown, Count, Number, Release
from ipsdesk.services.release_tables import OF_SERVED
from ipsdesk.services.return_content import ReturnContent
from ipsdesk.services.scorecards_chart import days_in_words
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope, Whose

JOB_BANDS = frozenset({"jobs.by_time", "jobs.by_type", "jobs.by_contract"})
ONE_PAYER = JOB_BANDS | {
    *("access.referrals", "access.accepted", "access.not_ready"),
    *("jobs.started", "jobs.in_service", "table.jobs_ended"),
}
"""Counts of what one commissioner pays for: those of all commissioners are those of the unit."""
ADDS_UP = ONE_PAYER | {"team.partner_contacts", "goals.reached", "table.employer_contacts"}
"""Counts of events: those of two quarters are those of the half."""
OF_PEOPLE = frozenset(
    {
        *("access.started", "access.served", "jobs.people", "jobs.first", "involvement.people"),
        *("steps.work_experience", "steps.volunteering", "steps.education", "steps.training"),
        *("steps.qualifications", "steps.specialist", "retention.supported", "permitted.people"),
        *("profile.age", "profile.gender", "profile.ethnic_group", "profile.needs"),
    }
)
"""Counts of people: somebody may stand in both quarters of a half, and once in the half."""
TABLES = ("served.", "started.", "national.")
"""Tables that are no figures."""
CHANGE_WITH_TIME = ("profile.age", "served.age", "started.age")
"""People's bands on the last day: somebody may stand in another band of the half."""
TOTALS = {"profile.": "access.served", "served.": "access.served", "started.": "jobs.people"}
"""The people that a table tells apart."""

PAIR = 2
"""How many periods people come and go between."""

Cell = tuple[str, str, Period, Scope]
"""A count: the measure, its band (empty: the figure), the days, and whose."""
NOBODY_KNOWN = Scope(Whose.COMMISSIONER, -1, "no commissioner")
"""Whose a record is that nobody pays for."""


@dataclass(frozen=True, slots=True)
class TableOut:
    """A table as it went out; ``counts`` None: withheld."""

    key: str
    title: str
    bands: tuple[str, ...]
    counts: tuple[Count, ...] | None


@dataclass(frozen=True, slots=True)
class Printed:
    """What a return prints of counts: its figures less those ``withheld``, and its tables."""

    profile: Profile
    release: Release
    scope: Scope = EVERYBODY
    tables: tuple[TableOut, ...] = ()
    withheld: frozenset[str] = frozenset()


def as_printed(content: ReturnContent) -> Printed:
    """What a return prints of its own days."""
    tables = tuple(
        TableOut(
            one.measure.key,
            one.measure.title,
            one.measure.bands or ("",),
            None if one.measure.key in content.withheld else one.counts,
        )
        for one in tables_of(content)
    )
    return Printed(content.profile, content.now, content.scope, tables, content.withheld)


def tables_of(content: ReturnContent) -> tuple[Breakdown, ...]:
    """Every table of a return, of people and of events."""
    more = [table for one in content.tables.equality for table in (one.served, one.started)]
    more += [content.tables.employer_contacts, content.tables.jobs_ended]
    more += [Breakdown(one.measure, _counts_of(one)) for one in content.national]
    return (*content.reach, *(table for table in more if table not in content.reach))


def _counts_of(one: NationalFigure) -> tuple[Count, ...] | None:
    """The bands, or a number as a table of one."""
    return one.counts if one.value is None else (one.value,)


def worked_out(
    shown: ReturnContent, others: Sequence[Printed] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What was held against a return, and each hidden count of which one value alone is left."""
    held, told_of = _deduced(shown, others)
    titles = {measure.key: measure.title for measure in shown.measures}
    titles |= {table.key: table.title for one in (*others, as_printed(shown)) for table in one.tables}
    beside = sorted((one for one in held if one[1] != NOBODY_KNOWN), key=lambda one: (one[0], one[1].name))
    named = tuple(_named(period, scope, shown.scope) for period, scope in beside)
    return named, tuple(_said(titles[cell[0]], cell, shown.scope) for cell in told_of)


def to_withhold(shown: ReturnContent, others: Sequence[Printed]) -> frozenset[str]:
    """Tables, and figures where they are protected, that a return must not print beside others.

    They are those of which a hidden count can be worked out, or else those that share its people. Empty where
    nothing can be, or where what is out tells it without this return. A table of the people served that is
    withheld for its own numbers is named too: the number of people is rounded then.
    """
    own = as_printed(shown)
    if alone := frozenset(one.key for one in own.tables if _is_withheld_alone(one)) - shown.withheld:
        return alone
    _, told_of = _deduced(shown, others)
    gives = {table.key for table in own.tables if table.counts is not None}
    if shown.profile.protects_figures:
        gives |= ((ADDS_UP | OF_PEOPLE) & set(shown.now.figures)) - {table.key for table in own.tables}
    gives -= shown.withheld
    keys = {cell[0] for cell in told_of}
    families = {_family(key) for key in keys}
    return frozenset(keys & gives or {key for key in gives if _family(key) in families})


def _is_withheld_alone(table: TableOut) -> bool:
    return table.counts is None and table.key.startswith(OF_SERVED)


def _deduced(shown: ReturnContent, others: Sequence[Printed]) -> tuple[set[tuple[Period, Scope]], list[Cell]]:
    """Whose days were held against a return, and the hidden counts of which one value alone is left."""
    spans = _spans(shown, others)
    told_of: list[Cell] = []
    held: set[tuple[Period, Scope]] = set()
    for key in sorted({_family(cell[0]) for cell in spans}):
        own = {cell: span for cell, span in spans.items() if _family(cell[0]) == key}
        links = (*_over_days(own), *_over_commissioners(own))
        held |= {cell[2:] for link in links for cell in (link.whole, *link.parts)}
        found = _told(own, (*links, *_over_bands(own), *_who_came_and_went(own)))
        told_of += [cell for cell in own if cell in found]
    return held - {(shown.now.period, shown.scope)}, told_of


def _said(title: str, cell: Cell, own: Scope) -> str:
    return f"{title}{f': {cell[1]}' if cell[1] else ''}, {_named(*cell[2:], own)}"


def _named(period: Period, scope: Scope, own: Scope) -> str:
    """The days, and whose return it is where it is another's."""
    if scope == own:
        return days_in_words(period)
    return f"{days_in_words(period)} ({'all commissioners' if scope == EVERYBODY else scope.name})"


def _told(spans: Mapping[Cell, Span], links: Sequence[Link[Cell]]) -> set[Cell]:
    """Whether or not a reader takes it that every record has a commissioner who pays for it."""
    hidden = [cell for cell, span in spans.items() if span == SMALL_SPAN]
    parts = {cell for link in links for cell in link.parts}
    known = dict.fromkeys(parts, (0, ANY_NUMBER)) | dict(spans)
    nobody = [cell for cell in parts if cell[3] == NOBODY_KNOWN]
    return {
        cell
        for most in (0, ANY_NUMBER)
        for cell in told(known | dict.fromkeys(nobody, (0, most)), links, hidden)
    }


# ---- what each count can be -----------------------------------------------------------------------


def _spans(shown: ReturnContent, others: Iterable[Printed]) -> dict[Cell, Span]:
    quarters = [one for one in shown.quarters if one is not None]
    spans: dict[Cell, Span] = {}
    for one in (shown.previous_year, shown.year_to_date, *quarters):
        # What is hidden of these may be hidden for the sake of another, and can be any number.
        for cell, span in _cells(Printed(shown.profile, one, shown.scope, withheld=shown.withheld)):
            spans[cell] = (0, ANY_NUMBER) if span == SMALL_SPAN else span
    run = (Printed(shown.profile, one, shown.scope, withheld=shown.withheld) for one in shown.run)
    for printed in (*others, *run, as_printed(shown)):
        for cell, span in _cells(printed):
            spans[cell] = _both(spans.get(cell, span), span)
    return spans


def _both(one: Span, later: Span) -> Span:
    """What a count can be that is printed twice; the later holds where the records changed in between."""
    low, high = max(one[0], later[0]), min(one[1], later[1])
    return (low, high) if low <= high else later


def _cells(printed: Printed) -> Iterator[tuple[Cell, Span]]:
    """What each count of a return can be by what is printed of it."""
    period, scope, exact = printed.release.period, printed.scope, not printed.profile.protects_figures
    for key, figure in printed.release.figures.items():
        if key in printed.withheld or key not in ADDS_UP | OF_PEOPLE or key.startswith("profile."):
            continue
        bands: tuple[tuple[str, Count], ...] = tuple((figure.bands or {}).items())
        if figure.shape is Shape.NUMBER and figure.value is not None:
            rounds = key == SERVED and _may_be_rounded(printed, figure.value)
            yield (key, "", period, scope), _span(figure.value, exact=exact and not rounds)
        elif not _all_hidden([count for _, count in bands]):
            yield from (((key, band, period, scope), _span(n, exact=exact)) for band, n in bands)
    for table in printed.tables:
        key, exact = table.key, not printed.profile.protects_tables
        if key in ADDS_UP | OF_PEOPLE or key.startswith(TABLES):
            for band, count in zip(table.bands, table.counts or (), strict=False):
                yield (key, band, period, scope), _span(count, exact=exact)


def _may_be_rounded(printed: Printed, people: Number) -> bool:
    """Whether the number of people served can be a rounded one, as it is beside a table that is withheld."""
    if people == HIDDEN or int(people or 0) % STEP:
        return False
    reach = [one.counts for one in printed.tables if one.key.startswith(OF_SERVED)]
    return printed.profile.protects_tables and (not reach or None in reach)


def _all_hidden(counts: Sequence[Count]) -> bool:
    """Whether a table of figures is hidden as a whole, so that a cell of it can be any number."""
    return len(counts) > 1 and all(count == HIDDEN for count in counts)


def _span(value: Fraction | Count, *, exact: bool) -> Span:
    return span_of(None if isinstance(value, str) else int(value), exact=exact)


# ---- what adds up to what -------------------------------------------------------------------------


def _family(key: str) -> str:
    """Counts that are held against each other share it."""
    if key in JOB_BANDS:
        return "jobs.started"
    return next((total for start, total in TOTALS.items() if key.startswith(start)), key)


def _over_days(spans: Iterable[Cell]) -> Iterator[Link[Cell]]:
    """Each count of days that shorter ones of the same count add up to, day by day."""
    cells: dict[tuple[str, str, Scope], list[Period]] = {}
    for key, band, period, scope in spans:
        if key not in CHANGE_WITH_TIME:
            cells.setdefault((key, band, scope), []).append(period)
    for (key, band, scope), periods in cells.items():
        for whole in periods:
            if parts := _tiles(whole, periods):
                own = tuple((key, band, part, scope) for part in parts)
                yield Link((key, band, whole, scope), own, adds_up=key in ADDS_UP)


def _over_commissioners(spans: Iterable[Cell]) -> Iterator[Link[Cell]]:
    """Each count of all that those of commissioners, told or not, and of what nobody pays for make up."""
    cells = set(spans)
    payers: dict[Period, set[Scope]] = {}
    for _, _, period, scope in cells:
        payers.setdefault(period, set()).add(scope)
    for key, band, period, scope in sorted(cells, key=str):
        if scope == EVERYBODY and len(payers[period]) > 1:
            whose = (*sorted(payers[period] - {EVERYBODY}, key=lambda one: one.key), NOBODY_KNOWN)
            parts = tuple((key, band, period, one) for one in whose)
            yield Link((key, band, period, scope), parts, adds_up=key in ONE_PAYER)


def _over_bands(spans: Mapping[Cell, Span]) -> Iterator[Link[Cell]]:
    """Each count that a table of one band each tells apart."""
    tables: dict[tuple[str, Period, Scope], list[Cell]] = {}
    for cell in spans:
        if cell[1] and cell[0] != "profile.needs":
            tables.setdefault((cell[0], *cell[2:]), []).append(cell)
    for (key, period, scope), cells in tables.items():
        whole = (_family(key), "", period, scope)
        if whole in spans:
            yield Link(whole, tuple(cells))


def _who_came_and_went(spans: Mapping[Cell, Span]) -> Iterator[Link[Cell]]:
    """How many of a band can have come or gone between two periods of which the people of both are told.

    Whoever stands in a band of traits that stay stands in it in both; of those people together, who is not
    in one period came, or went, and each band had no more of them than there were.
    """
    tables: dict[tuple[str, Scope], dict[Period, list[str]]] = {}
    for key, band, period, scope in spans:
        if band and key not in CHANGE_WITH_TIME:
            tables.setdefault((key, scope), {}).setdefault(period, []).append(band)
    for (key, scope), periods in tables.items():
        total = _family(key)
        for both in [cell[2] for cell in spans if cell[:2] == (total, "") and cell[3] == scope]:
            parts = _tiles(both, periods)
            if len(parts) == PAIR and all((total, "", one, scope) in spans for one in parts):
                yield from _between(key, total, both, parts, scope, periods[parts[0]])


def _between(
    key: str, total: str, both: Period, parts: Sequence[Period], scope: Scope, bands: Sequence[str]
) -> Iterator[Link[Cell]]:
    """Those in both periods together are those of one of them and who was in the other alone."""
    for one in parts:
        mark = f"{key} beside {one.label}"  # counts that no return prints
        alone: Cell = (mark, "", both, scope)
        yield Link((total, "", both, scope), ((total, "", one, scope), alone))
        for band in bands:
            others: Cell = (f"{mark}, others", band, both, scope)
            of_band: Cell = (mark, band, both, scope)
            yield Link((key, band, both, scope), ((key, band, one, scope), of_band))
            yield Link(alone, (of_band, others))


def _tiles(whole: Period, periods: Iterable[Period]) -> tuple[Period, ...]:
    """Shorter periods that follow one another from a period's first day to its last; else none."""
    within = {
        one.first: one
        for one in sorted(periods, key=lambda one: one.days, reverse=True)
        if whole.first <= one.first and one.last <= whole.last and one.days < whole.days
    }
    tiles, day = [], whole.first
    while day <= whole.last:
        if (part := within.get(day)) is None:
            return ()
        tiles.append(part)
        day = part.last + DAY
    return tuple(tiles)
