"""Jobs, steps, and what belongs to them as lines of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ipsdesk.rules.codes import WORK_EXPERIENCE
from ipsdesk.rules.four_tests import Answered, shown_pay
from ipsdesk.rules.wording import shown_hours
from ipsdesk.services.caseload_words import counted, sentence_case, short_day
from ipsdesk.services.work_lines import (
    AdjustmentInJob,
    AtRisk,
    Due,
    FactRow,
    MilestoneLine,
    QualificationLine,
    ShiftLine,
    Support,
    SupportContact,
    WorkLine,
)
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.widgets.marks import Mark

WEEK = 7


def work_line(work: WorkLine, today: date) -> Line:
    """A job or step: what it is, since when, for how many hours and how much."""
    aside, mark = _standing(work, today)
    return Line(work.id, work.name, _note(work, today), aside, mark, quiet=work.is_over(today), about=work)


def _note(work: WorkLine, today: date) -> str:
    first = [sentence_case(work.kind), _dates(work, today), *_terms(work)]
    second = []
    if work.category:
        second.append(f"permitted work: {work.category}")
    if work.own_service:
        second.append("in our own service")
    if work.why_not:
        second.append(f"not ours: {work.why_not}")
    return "\n".join(" · ".join(parts) for parts in (first, second) if parts)


def _dates(work: WorkLine, today: date) -> str:
    begun = "from" if work.started_on > today else "since"
    if work.ended is None:
        return f"{begun} {short_day(work.started_on, today)}"
    return f"{short_day(work.started_on, today)} to {short_day(work.ended.on, today)}"


def _terms(work: WorkLine) -> Iterator[str]:
    if work.weekly_seconds is not None:
        yield f"{shown_hours(work.weekly_seconds)} a week"
    if work.hourly_pay is not None:
        yield f"{shown_pay(work.hourly_pay)} an hour"
    if work.contract:
        yield work.contract


def _standing(work: WorkLine, today: date) -> tuple[str, Mark | None]:
    """How it stands in a few words."""
    if work.is_over(today):
        return f"Ended {short_day(work.ended.on, today)}" if work.ended else "", None
    if work.started_on > today:
        return f"Begins {short_day(work.started_on, today)}", Mark.WAITING
    if work.planned_end_on is not None and work.planned_end_on <= today:
        return f"Planned end was {short_day(work.planned_end_on, today)}", Mark.OVERDUE
    if work.kind == WORK_EXPERIENCE and work.planned_end_on is None:
        return "No planned end", Mark.NEAR_LIMITS
    if work.is_job and work.why_not:
        return "Not ours", Mark.NOT_APPLICABLE
    if work.is_job and work.counted_on is None:
        return "Four hours not worked yet", Mark.WAITING
    weeks = (today - work.started_on).days // WEEK
    return (counted(weeks, "week") if weeks else "This week"), None


def due_line(due: Due, today: date) -> Line:
    """Something to see to."""
    when = short_day(due.on, today) if due.on else ""
    return Line((due.kind, due.activity, due.record), due.words, "", when and f"Since {when}",
                Mark.OVERDUE if due.on else Mark.NOTE, about=due)  # fmt: skip


def test_line(answered: Answered) -> Line:
    """One of the four tests, with what it means."""
    aside, mark = {
        True: ("Yes", Mark.DONE),
        False: ("No", Mark.OFF_TARGET),
        None: ("Not known", Mark.NO_FIGURE),
    }[answered.met]
    return Line(answered.test, answered.test, answered.working, aside, mark, about=answered)


def fact_lines(rows: Sequence[FactRow], today: date) -> Iterator[Line]:
    """What holds from which day on; what something else has taken the place of is quiet."""
    holding: set[str] = set()
    for row in rows:
        yield _fact_line(row, today, is_over=row.fact in holding)
        if row.from_on <= today:
            holding.add(row.fact)


def _fact_line(row: FactRow, today: date, *, is_over: bool) -> Line:
    since = f"From {short_day(row.from_on, today)}"
    return Line((row.fact, row.change), f"{row.fact}: {row.words}", "", since, quiet=is_over, plain=True,
                about=row)  # fmt: skip


def shift_line(shift: ShiftLine) -> Line:
    """A usual shift and the way there."""
    travel = f"{counted(shift.travel, 'minute')} each way" if shift.travel is not None else ""
    return Line(shift.id, f"{shift.day}, {shift.from_time} to {shift.to_time}", "", travel, plain=True,
                about=shift)  # fmt: skip


def milestone_line(one: MilestoneLine, today: date, *, is_asked: bool) -> Line:
    """A milestone, and what was said of it; ``is_asked``: it is the one to confirm now."""
    aside, mark = ("To be confirmed", Mark.OVERDUE) if is_asked else _said(one, today)
    return Line(one.milestone, sentence_case(one.milestone), _by(one, today), aside, mark, about=one)


def _said(one: MilestoneLine, today: date) -> tuple[str, Mark | None]:
    if one.record is not None:
        return ("Still in work", Mark.DONE) if one.still else ("Not in work any more", Mark.OFF_TARGET)
    if one.is_missed:
        return "Ended before it", None
    if one.on > today:
        return f"On {short_day(one.on, today)}", None
    return "Not confirmed", None


def _by(one: MilestoneLine, today: date) -> str:
    if one.record is None:
        return "" if one.on > today else short_day(one.on, today)
    hours = {True: "same hours", False: "other hours", None: ""}[one.same_hours]
    who = f"by {one.by}" if one.by else ""
    said = f"confirmed {short_day(one.confirmed_on, today)}" if one.confirmed_on else ""
    return " · ".join(part for part in (short_day(one.on, today), said, who, hours, one.note) if part)


def support_lines(support: Support) -> Iterator[Line]:
    """An in-work support plan, heading by heading."""
    for title, text in support.texts:
        yield Line(title, title, text, about=support)


def contact_line(contact: SupportContact, today: date) -> Line:
    """A contact that supported the person in the job."""
    return Line(contact.id, contact.words, contact.note, short_day(contact.on, today), about=contact)


def at_risk_line(case: AtRisk, today: date) -> Line:
    """A job at risk, what is done, and how it came out."""
    opened = f"opened {short_day(case.opened_on, today)}"
    note = "\n".join(part for part in (sentence_case(opened), case.actions) if part)
    title = ", ".join(part for part in (sentence_case(case.risk), case.job) if part)
    if case.is_open:
        return Line(case.id, title, note, "Open", Mark.NEAR_LIMITS, about=case)
    on = f" {short_day(case.outcome_on, today)}" if case.outcome_on else ""
    mark = Mark.OFF_TARGET if case.outcome == "lost" else Mark.DONE
    return Line(case.id, title, note, f"{sentence_case(case.outcome)}{on}", mark, quiet=True, about=case)


def adjustment_line(one: AdjustmentInJob) -> Line:
    """An adjustment, and how far it has come."""
    mark = Mark.DONE if one.standing == "in place" else Mark.WAITING
    return Line(one.id, one.words, "", sentence_case(one.standing), mark, about=one)


def qualification_line(one: QualificationLine, today: date) -> Line:
    """What the person attained."""
    return Line(one.id, one.title, "", short_day(one.attained_on, today), about=one)
