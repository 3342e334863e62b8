"""The rows behind a figure as lines of a list: headings, cases, and what the ear hears of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ipsdesk.measures import Shape
from ipsdesk.measures.measure import COUNTED, LEFT_OUT, NOT_YET
from ipsdesk.reports.figure_rows import in_figure, parts_of, reference_of
from ipsdesk.rules.targets import Status
from ipsdesk.services.cases import Case
from ipsdesk.services.scorecards_drill import Drill, Rows
from ipsdesk.ui.kpis.turning import short_day
from ipsdesk.ui.widgets.marks import Mark

HEADINGS = {COUNTED: "Counted", NOT_YET: "Not yet", LEFT_OUT: "Left out, with the reason"}
NOUNS = {
    "client": ("person", "people"),
    "client or staff": ("person", "people"),
    "staff": ("person", "people"),
    "referral": ("referral", "referrals"),
    "activity": ("job", "jobs"),
    "employer": ("employer", "employers"),
    "contact": ("contact", "contacts"),
    "team": ("team", "teams"),
    "goal": ("goal", "goals"),
    "plan": ("plan", "plans"),
    "care coordinator": ("person", "people"),
    "fidelity action": ("action", "actions"),
    "decision meeting": ("meeting", "meetings"),
    "calendar month": ("month", "months"),
    "fidelity review": ("review", "reviews"),
}
ROWS = ("row", "rows")
KINDS = {
    "contact": "Contact",
    "plan": "Plan",
    "decision meeting": "Meeting",
    "fidelity review": "Fidelity review",
    "fidelity action": "Fidelity action",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list; a heading has no case. ``aside`` stands after the name, ``right`` at the edge."""

    name: str
    aside: str = ""
    right: str = ""
    mark: Mark | None = None
    case: Case | None = None

    @property
    def leads_to(self) -> int | None:
        """The person it is about, if it is about one."""
        return self.case.client if self.case else None

    @property
    def spoken(self) -> str:
        """The whole line for the ear."""
        return ", ".join(part for part in (self.name, self.aside, self.right) if part)


def lines_of(drill: Drill) -> list[Line]:
    """Every line of the list; none where no rows are shown."""
    return list(_lines(drill))


def _lines(drill: Drill) -> Iterator[Line]:
    for state, rows in parts_of(drill):
        if not rows.all:
            continue
        yield Line(HEADINGS[state], right=how_many(drill, rows))
        for case, words in rows.shown:
            yield _line(drill, case, words)


def how_many(drill: Drill, rows: Rows) -> str:
    """``7 people``; of too many which of them are here."""
    one, many = noun_of(drill, rows)
    if len(rows.shown) < rows.all:
        return f"first {len(rows.shown):,} of {rows.all:,} {many} shown"
    return f"{rows.all:,} {one if rows.all == 1 else many}"


def noun_of(drill: Drill, rows: Rows) -> tuple[str, str]:
    """What a row is, where each is another one; weeks or months of the same are only rows."""
    subjects = {(case.kind, case.subject) for case, _ in rows.shown}
    return NOUNS.get(drill.noun, ROWS) if len(subjects) == len(rows.shown) else ROWS


def _line(drill: Drill, case: Case, words: str) -> Line:
    name = case.name or KINDS.get(case.kind, case.reference)
    reference = reference_of(case)
    aside = [reference] if reference and reference != name else []
    aside += [short_day(case.day)] if case.day else []
    right = [in_figure(drill, case, words), str(case.band or ""), case.reason or ""]
    return Line(name, " · ".join(aside), _joined(right), mark_of(drill, case), case)


def _joined(parts: list[str]) -> str:
    return ", ".join(part for part in parts if part)


def mark_of(drill: Drill, case: Case) -> Mark | None:
    """Whether a case meets what is asked, where each one can be held against it."""
    if case.state != COUNTED or case.amount is None:
        return None
    target = drill.figure.target
    if drill.figure.shape is Shape.SHARE and case.whole is None:
        missed = Mark.OFF_TARGET if target else Mark.NO_TARGET
        return Mark.DONE if case.amount else missed
    if drill.figure.shape is Shape.MEAN and target is not None:
        return Mark.DONE if target.judge(Fraction(case.amount)) is Status.ON else Mark.OFF_TARGET
    return None
