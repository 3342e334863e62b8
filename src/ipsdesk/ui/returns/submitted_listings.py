"""The tables of returns that were submitted: the returns, what stands otherwise today, and the changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ipsdesk.measures import MEASURES, Figure
from ipsdesk.measures.wording import cases_behind, printed
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.submissions import Amendment, Comparison, State, Submission
from ipsdesk.services.trail import GoneOut
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.trail.trail_words import short_moment
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import RIGHT

WHEN = 165
NOBODY_YET = "by nobody yet"
MEASURE = {measure.key: measure for measure in MEASURES}


# ---- the returns ----------------------------------------------------------------------------------


def number_words(one: Submission) -> str:
    """The number of a return; a draft has none."""
    return f"Return {one.number}" if one.number is not None else "Draft"


def profile_words(one: Submission) -> str:
    """For whom it was made."""
    whose = f", {one.commissioner_name}" if one.commissioner_name else ""
    return f"{sentence_case(one.profile)}{whose}"


def approved_words(one: Submission) -> str:
    """Who approved it."""
    if one.state is State.DRAFT:
        return ""
    return one.approved_by or NOBODY_YET


def standing_words(one: Submission) -> str:
    """Whether it holds, and how much was changed since."""
    if one.superseded_by is not None:
        return f"superseded by {one.superseded_by}"
    if one.state is State.DRAFT:
        return "not submitted"
    changed = f"{one.changed:,} row{'' if one.changed == 1 else 's'} changed since"
    return changed if one.changed else "as submitted"


def standing_mark(one: Submission) -> Mark | None:
    """Drawn where something is to be looked at."""
    if one.state is State.DRAFT or one.superseded_by is not None:
        return Mark.NOTE
    return Mark.NEAR_LIMITS if one.changed else Mark.DONE


def said_submission(one: Submission) -> str:
    """A return for the ear."""
    when = f"submitted {short_moment(one.submitted_at)}" if one.submitted_at else ""
    parts = [number_words(one), one.period.label, profile_words(one), f"prepared by {one.prepared_by}"]
    approved = f"approved {approved_words(one)}" if one.state is State.SUBMITTED else ""
    return ". ".join(part for part in (*parts, when, approved, standing_words(one)) if part)


SUBMITTED = Listing[Submission](
    "Submitted returns",
    (
        Column[Submission]("Return", lambda one: one.number or 0, number_words, 100, name=True),
        Column[Submission]("Period", lambda one: one.period.last, lambda one: one.period.label, 130),
        Column[Submission]("For", profile_words, width=130, gives_way=2),
        Column[Submission]("Prepared by", lambda one: one.prepared_by, width=130, gives_way=1),
        Column[Submission]("Approved by", approved_words, width=130),
        Column[Submission](
            "Submitted",
            lambda one: one.submitted_at,
            lambda one: short_moment(one.submitted_at) if one.submitted_at else "",
            WHEN,
        ),
        Column[Submission]("Now", standing_words, width=190, mark=standing_mark),
    ),
    "No return has been submitted yet.",
    lambda one: one.id,
    row_height=Height.CHIP,
    said=said_submission,
    fits=lambda one, typed: _has(typed, said_submission(one)),
)


# ---- as submitted, and today ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure, or a row of one, as submitted and as it stands today; ``whose`` is empty for a figure."""

    key: str
    title: str
    whose: str
    submitted: str
    today: str
    differs: bool


def rows_beside(found: Comparison) -> tuple[Beside, ...]:
    """Every figure, each with its rows that differ below it."""
    figures = [
        Beside(
            one.key,
            one.title,
            "",
            figure_words(one.key, one.submitted),
            figure_words(one.key, one.today),
            one.differs,
        )
        for one in found.figures
    ]
    rows = [
        Beside(one.key, one.title, one.reference, one.submitted, one.today, differs=True)
        for one in found.rows
    ]
    places = {measure.key: place for place, measure in enumerate(MEASURES)}
    return tuple(sorted((*figures, *rows), key=lambda one: places[one.key]))


def figure_words(key: str, figure: Figure | None) -> str:
    """A figure as it is printed, with the cases behind it."""
    if figure is None:
        return "not counted then"
    if figure.bands is not None:
        return ", ".join(f"{band} {count:,}" for band, count in figure.bands.items() if count) or "none"
    behind = cases_behind(figure)
    return f"{printed(MEASURE[key], figure.value)}{f' ({behind})' if behind else ''}"


def said_beside(one: Beside) -> str:
    """A line for the ear."""
    whose = f", {one.whose}" if one.whose else ""
    now = f"today {one.today}" if one.differs else "the same today"
    return f"{one.title}{whose}: submitted {one.submitted}; {now}"


BESIDE = Listing[Beside](
    "As submitted and today",
    (
        Column[Beside]("Figure", lambda one: one.title, width=230, name=True),
        Column[Beside]("Whose row of it", lambda one: one.whose, width=180),
        Column[Beside]("As submitted", lambda one: one.submitted, width=220),
        Column[Beside](
            "Today",
            lambda one: one.today,
            width=220,
            mark=lambda one: Mark.NEAR_LIMITS if one.differs else None,
        ),
    ),
    "There is nothing to compare.",
    lambda one: one,
    (
        Filter[Beside]("What differs", lambda one: one.differs),
        Filter[Beside]("All figures", lambda one: not one.whose),
        Filter[Beside]("Everything", everything),
    ),
    row_height=Height.CHIP,
    said=said_beside,
    fits=lambda one, typed: _has(typed, said_beside(one)),
)


# ---- changes ----------------------------------------------------------------------------------------


def told_words(one: Amendment) -> str:
    """The return that told of it."""
    return f"in return {one.told_in}" if one.told_in is not None else "not yet"


def said_amendment(one: Amendment) -> str:
    """A change for the ear."""
    what = f"Return {one.number}, {one.what}, {one.reference}: {one.before}, now {one.after}"
    return f"{what}. {short_moment(one.at)} by {one.who}. Why: {one.why}. Told {told_words(one)}"


CHANGES = Listing[Amendment](
    "Amendments",
    (
        Column[Amendment]("Return", lambda one: one.number, lambda one: str(one.number), 80, align=RIGHT),
        Column[Amendment]("Whose row", lambda one: one.reference, width=190, name=True),
        Column[Amendment]("Figure", lambda one: one.what, width=190),
        Column[Amendment]("As submitted", lambda one: one.before, width=150),
        Column[Amendment]("Since then", lambda one: one.after, width=150),
        Column[Amendment]("Why", lambda one: one.why, width=170),
        Column[Amendment]("Who", lambda one: one.who, width=110, gives_way=2),
        Column[Amendment]("When", lambda one: one.at, lambda one: short_moment(one.at), WHEN, gives_way=1),
        Column[Amendment]("Told", told_words, width=110, gives_way=3),
    ),
    "Nothing that a submitted return said has been changed.",
    lambda one: one.id,
    (
        Filter[Amendment]("All", everything),
        Filter[Amendment]("Not told yet", lambda one: one.told_in is None),
    ),
    row_height=Height.CHIP,
    said=said_amendment,
    fits=lambda one, typed: _has(typed, said_amendment(one)),
)


# ---- what went out ----------------------------------------------------------------------------------


def said_out(one: GoneOut) -> str:
    """One thing that went out, for the ear."""
    parts = (one.what, one.how, f"{short_moment(one.at)} by {one.who}", one.filter, one.profile)
    return ". ".join(part for part in parts if part)


def _is_return(one: GoneOut) -> bool:
    return bool(one.profile)


OUT = Listing[GoneOut](
    "What went out",
    (
        Column[GoneOut]("When", lambda one: one.at, lambda one: short_moment(one.at), WHEN, name=True),
        Column[GoneOut]("Who", lambda one: one.who, width=120),
        Column[GoneOut]("How", lambda one: sentence_case(one.how.removesuffix(" a return")), width=130),
        Column[GoneOut]("What", lambda one: sentence_case(one.what), width=200),
        Column[GoneOut]("Narrowed to", lambda one: one.filter, width=160, gives_way=2),
        Column[GoneOut]("Profile", lambda one: one.profile, width=110),
        Column[GoneOut](
            "Rows",
            lambda one: one.rows,
            lambda one: "" if one.rows is None else f"{one.rows:,}",
            70,
            align=RIGHT,
        ),
        Column[GoneOut]("SHA-256", lambda one: one.sha256, width=150, gives_way=1),
        Column[GoneOut](
            "Entry", lambda one: one.number, lambda one: f"{one.number:,}", 80, at_first=False, gives_way=3
        ),
    ),
    "Nothing has been printed, exported or submitted yet.",
    lambda one: one.number,
    (Filter[GoneOut]("Everything", everything), Filter[GoneOut]("Returns", _is_return)),
    row_height=Height.CHIP,
    said=said_out,
    fits=lambda one, typed: _has(typed, f"{said_out(one)} {one.sha256}"),
)


def _has(typed: Sequence[str], text: str, plainly: Callable[[str], str] = plain) -> bool:
    return all(plainly(part) in plainly(text) for part in typed)
