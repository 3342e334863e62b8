"""The unit's quarter on one page for the wall: what people did, in plain sentences and a few large numbers.

Whoever passes may read it, so it is made of the figures as they are published alone: what is hidden there is
left out here, and so is what is nought.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ipsdesk.reports.blocks import BigNumber, Poster, Symbol
from ipsdesk.rules.periods import Period
from ipsdesk.rules.targets import Sense, Target
from ipsdesk.rules.wording import MONTHS
from ipsdesk.services.release import Number
from ipsdesk.services.return_content import ReturnContent
from ipsdesk.services.scorecards_chart import Chart, Series, Tone, ticks_for
from ipsdesk.services.wall_page import WallContent

NO_NAME = "our unit"
SEASONS = {4: "spring", 7: "summer", 10: "autumn", 1: "winter"}
"""What people call a quarter, by its first month."""
SERVED, PEOPLE = "access.served", "jobs.people"
NUMBERS = (
    (SERVED, "people worked with us", "account-group"),
    ("access.started", "people joined us", "hand-wave"),
    (PEOPLE, "people started a paid job", "briefcase-check"),
    ("involvement.people", "people helped to run the service", "account-voice"),
)
STEPS = (
    ("steps.training", "did training"),
    ("steps.education", "studied"),
    ("steps.volunteering", "volunteered"),
    ("steps.work_experience", "tried out a job on work experience"),
)
COUNTED = (
    ("steps.qualifications", "About {} people gained a qualification.", "certificate"),
    ("goals.reached", "About {} goals were reached, each set by the person it belongs to.", "flag-checkered"),
    ("employers.contacted", "About {} employers talked with us in the last month.", "storefront"),
)
SHARES = (
    ("kept.13_weeks", "{} jobs were still going after three months.", "calendar-check"),
    ("survey.positive", "{} answers to our survey were good ones.", "emoticon-happy"),
)
MOST_SENTENCES, LEAST_SHOWN = 5, 2
"""Sentences on the page, and periods without which a chart would show nothing."""
DRAWN = (
    (SERVED, "People who worked with us", Tone.PLAIN),
    (PEOPLE, "People who started a paid job", Tone.SECOND),
)
OPENING = "From {} about {} people worked with {} on finding, starting and keeping a job."
LITTLE = (
    "From {} people at {} went on finding, starting and keeping jobs. There were few enough of them that "
    "numbers would point at somebody, so this page leaves most of them out. What each of them did counts."
)
NOTHING_YET = "From {} nothing was written down at {} yet. This page fills as the work goes on."
AIM = "From {} we want {}."
AIMS = {
    "access.started": "to welcome at least {} more people",
    "jobs.started": "to see at least {} jobs begin",
}
THANKS = "Thank you to everybody who worked, learned, tried something new or opened a door."
NOTE = (
    "Numbers are rounded to the nearest 5, and small ones are left out, so that nobody can be picked out. "
    "A job is ordinary paid work, open to anybody."
)
TENTHS = 10


@dataclass(frozen=True, slots=True)
class _Figures:
    """What may be said: a figure that is neither hidden nor nought."""

    content: ReturnContent

    def count(self, key: str) -> int | None:
        """A number of people or things; None where nothing is said."""
        return _said(self.content.now[key].value)

    def tenths(self, key: str) -> int | None:
        """A share in tenths."""
        figure = self.content.now[key]
        behind = (figure.numerator, figure.denominator)
        if not isinstance(figure.value, Fraction) or any(_said(one) is None for one in behind):
            return None
        return round(figure.value * TENTHS) or None


def _said(value: Number) -> int | None:
    return int(value) if isinstance(value, Fraction) and value >= 1 else None


def wall_page(wall: WallContent) -> Poster:
    """The page; one with little to show says so gently."""
    content, figures = wall.content, _Figures(wall.content)
    period, unit = content.now.period, content.contract.unit_name or NO_NAME
    numbers = tuple(_numbers(figures))
    served = figures.count(SERVED)
    if served is not None:
        opening = OPENING.format(months(period), f"{served:,}", unit)
    else:
        opening = (LITTLE if content.now[SERVED].value else NOTHING_YET).format(months(period), unit)
    return Poster(
        f"Our {SEASONS[period.first.month]} {period.last.year}",
        f"{unit} · {months(period)}",
        opening,
        numbers if len(numbers) > 1 else (),  # the first sentence says it
        tuple(_charts(content)),
        tuple(_sentences(figures))[:MOST_SENTENCES],
        _aim(wall.coming, wall.aims),
        THANKS,
        NOTE,
    )


def months(period: Period) -> str:
    """``July to September 2026``."""
    first, last = period.first, period.last
    return f"{MONTHS[first.month - 1]} to {MONTHS[last.month - 1]} {last.year}"


def _numbers(figures: _Figures) -> Iterator[BigNumber]:
    for key, words, icon in NUMBERS:
        if (count := figures.count(key)) is not None:
            yield BigNumber(f"{count:,}", words, icon)


# ---- sentences ------------------------------------------------------------------------------------


def _sentences(figures: _Figures) -> Iterator[Symbol]:
    if steps := _steps(figures):
        yield Symbol("stairs-up", steps)
    for key, words, icon in SHARES:
        if (tenths := figures.tenths(key)) is not None:
            yield Symbol(icon, words.format(_of_ten(tenths)))
    for key, words, icon in COUNTED:
        if (count := figures.count(key)) is not None:
            yield Symbol(icon, words.format(f"{count:,}"))


def _of_ten(tenths: int) -> str:
    return {TENTHS: "Nearly all", TENTHS // 2: "About half the"}.get(tenths, f"About {tenths} in {TENTHS}")


def _steps(figures: _Figures) -> str:
    told = [f"{count:,} {words}" for key, words in STEPS if (count := figures.count(key)) is not None]
    if not told:
        return ""
    first, *others = told
    number, _, did = first.partition(" ")
    told = [f"{number} people {did}", *others]
    words = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    return f"On the way to work about {words}."


# ---- what comes next ------------------------------------------------------------------------------


def _aim(coming: Period, aims: Mapping[str, Target]) -> str:
    told = [
        words.format(f"{least:,}")
        for key, words in AIMS.items()
        if (least := _least(aims.get(key))) is not None
    ]
    return AIM.format(months(coming), " and ".join(told)) if told else ""


def _least(target: Target | None) -> int | None:
    """The least whole number that meets a target."""
    if target is None or target.sense is Sense.AT_MOST or not target.bounds[0]:
        return None
    bound = target.bounds[0]
    return bound.__floor__() + 1 if target.sense is Sense.MORE_THAN else bound.__ceil__()


# ---- charts ---------------------------------------------------------------------------------------


def _charts(content: ReturnContent) -> Iterator[Chart]:
    """Over the run of quarters, those of which enough is told."""
    for key, title, tone in DRAWN:
        values = [card[key].value for card in content.run]
        if sum(_said(value) is not None for value in values) >= LEAST_SHOWN:
            yield _chart(key, title, tone, content, values)


def _chart(key: str, title: str, tone: Tone, content: ReturnContent, values: list[Number]) -> Chart:
    """A number over its bar; what is hidden is a gap."""
    labels = tuple(_label(card.period) for card in content.run)
    heights = tuple(float(value) if isinstance(value, Fraction) else None for value in values)
    words = tuple("" if height is None else f"{height:,.0f}" for height in heights)
    series = (Series(title, heights, words, tone),)
    said = ", ".join(f"{label} {word or 'not told'}" for label, word in zip(labels, words, strict=True))
    rows = tuple(zip(labels, words, strict=True))
    return Chart(
        key,
        title,
        "people",
        f"{said}.",
        labels,
        series,
        (None,) * len(labels),
        ticks_for(series),
        ("", title),
        rows,
    )


def _label(period: Period) -> str:
    """``Jul–Sep 2026``."""
    first, last = period.first, period.last
    return f"{MONTHS[first.month - 1][:3]}–{MONTHS[last.month - 1][:3]} {last.year}"
