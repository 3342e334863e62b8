"""Notices of permitted work, pay slips and benefit weeks as lines of the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ipsdesk.rules.permitted_trail import Concern, Told, Trail, TrailEvent, TrailStep
from ipsdesk.rules.permitted_work import ADVICE, WeekStatus
from ipsdesk.rules.wording import shown_clock, shown_hours, shown_pounds
from ipsdesk.services.caseload_words import sentence_case, short_day
from ipsdesk.services.hours_words import week_words
from ipsdesk.services.permitted import PayLine, PermittedJob
from ipsdesk.services.permitted_weeks import weeks_in_words
from ipsdesk.services.permitted_year import YearWeek
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import Way
from ipsdesk.ui.widgets.way_line import Step

MARK_OF_CONCERN = {
    Concern.NOT_SENT: Mark.OVERDUE,
    Concern.NOT_PERMITTED: Mark.OVER,
    Concern.RESEND: Mark.OVERDUE,
    Concern.MORE_ASKED: Mark.OVERDUE,
    Concern.NO_SUPPORT: Mark.NEAR_LIMITS,
    Concern.LATE: Mark.NOTE,
    Concern.NOT_CHECKED: Mark.NEAR_LIMITS,
    Concern.AWAITED: Mark.WAITING,
}
NEXT_WORDS = {
    TrailStep.CHECKED: "Checked with the person today",
    TrailStep.SENT: "PW1 sent today",
    TrailStep.ACKNOWLEDGED: "Acknowledged today",
    TrailStep.DECISION: "Record the decision…",
    TrailStep.CHANGED: "Circumstances changed today",
    TrailStep.SENT_AGAIN: "Re-sent today",
}
"""What the next step is called on its button."""

SHORT = {
    TrailStep.CHECKED: "Checked with the person",
    TrailStep.SENT: "PW1 sent",
    TrailStep.ACKNOWLEDGED: "Acknowledged",
    TrailStep.DECISION: "Decision",
}
MARK_OF_STATUS = {
    WeekStatus.NOT_APPLICABLE: Mark.NOT_APPLICABLE,
    WeekStatus.INCOMPLETE: Mark.INCOMPLETE,
    WeekStatus.ON_AVERAGE: Mark.GET_ADVICE,
    WeekStatus.OVER_HOURS: Mark.OVER,
    WeekStatus.OVER_EARNINGS: Mark.OVER,
    WeekStatus.OVER_BOTH: Mark.OVER,
}


# ---- the notice -----------------------------------------------------------------------------------


def job_line(job: PermittedJob, today: date) -> Line:
    """A job, what its category means, and what presses most."""
    parts = [job.meaning or "Not permitted work today."]
    terms = []
    if job.agreed is not None:
        terms.append(f"agreed: {shown_hours(job.agreed)} a week")
    if job.supported_by:
        terms.append(f"supported by {job.supported_by}")
    terms.append(f"since {short_day(job.started_on, today)}")
    is_over = job.ended_on is not None and job.ended_on < today
    if job.ended_on is not None:
        terms.append(f"{'ended' if is_over else 'until'} {short_day(job.ended_on, today)}")
    note = "\n".join([*parts, sentence_case(" · ".join(terms))])
    aside, mark = _pressing(job.trail)
    return Line(job.activity, job.name, note, aside, mark, quiet=is_over, about=job)


def _pressing(trail: Trail) -> tuple[str, Mark | None]:
    if trail.concerns:
        concern = trail.concerns[0].concern
        return str(concern), MARK_OF_CONCERN[concern]
    return "DWP knows", Mark.DONE


def concern_line(told: Told) -> Line:
    """Something to look after."""
    return Line(("concern", told.concern), told.words, "", str(told.concern), MARK_OF_CONCERN[told.concern],
                plain=True, about=told)  # fmt: skip


def event_line(event: TrailEvent, today: date) -> Line:
    """A step that was taken, by whom, and what was written of it."""
    words = str(event.step) if event.step is TrailStep.SENT else sentence_case(event.step)
    if event.decision:
        words += f": {event.decision}"
    note = "\n".join(part for part in (event.by and f"By {event.by}", event.note) if part)
    return Line((event.step, event.key), words, note, short_day(event.day, today), None, about=event)


def way_steps(trail: Trail, today: date) -> list[Step]:
    """The way of the notice in one line; whatever came after a decision stands at its end."""
    steps = []
    for step, words in SHORT.items():
        found = [event for event in trail.steps if event.step is step]
        lines: tuple[str, ...] = ()
        if found:
            last = found[-1]
            lines = tuple(part for part in (last.decision or "", short_day(last.day, today), last.by) if part)
        way = Way.DONE if found else Way.HERE if step is trail.next else Way.AHEAD
        steps.append(Step(words, way, lines))
    again = [event for event in trail.steps if event.step is TrailStep.SENT_AGAIN]
    if again or trail.next is TrailStep.SENT_AGAIN:
        way = Way.HERE if trail.next is TrailStep.SENT_AGAIN else Way.DONE
        day = (short_day(again[-1].day, today),) if again else ()
        steps.append(Step("Re-sent", way, day))
    return steps


# ---- pay ------------------------------------------------------------------------------------------


def pay_line(pay: PayLine, today: date, *, several: bool) -> Line:
    """A pay period with its working, and the weeks that wait for it."""
    days = f"{short_day(pay.first, today)} to {short_day(pay.last, today)}, {pay.paid}"
    title = f"{pay.job}: {days}" if several else days
    weekly = "" if pay.weekly.pence is None else f"{shown_pounds(pay.weekly.pence)} a week"
    weeks = sentence_case(weeks_in_words(pay.weeks))
    mark = Mark.WAITING if pay.can_be_put else Mark.DONE if weekly else Mark.INCOMPLETE
    note = "\n".join([*pay.weekly.working, f"{weeks}."])
    return Line(pay.id, title, note, weekly or "Not known", mark, about=pay)


# ---- weeks ----------------------------------------------------------------------------------------


def mark_of(week: YearWeek) -> Mark | None:
    """The sign that goes with how a week stands; None: it is to come."""
    if week.is_ahead:
        return None
    if not week.is_judged:
        return Mark.WAITING if week.week.is_running else Mark.NO_FIGURE
    judged = week.week.judged
    if judged.near and judged.status.colour == "green":
        return Mark.NEAR_LIMITS
    return MARK_OF_STATUS.get(judged.status, Mark.DONE)


def week_line(week: YearWeek) -> Line:
    """A week: hours and pay, how it stands, and the working of that."""
    title = sentence_case(week_words(week.ends_on))
    figures = figures_of(week)
    return Line(
        week.ends_on,
        f"{title}: {figures}" if figures else title,
        " ".join(sentence for sentence in week.working if sentence != ADVICE),
        week.words,
        mark_of(week),
        quiet=not week.week.is_recorded,
        about=week,
    )


def figures_of(week: YearWeek) -> str:
    """``16:30, £209.72``; nothing where no hours are recorded."""
    if not week.week.is_recorded:
        return ""
    judged = week.week.judged
    hours = shown_clock(judged.seconds)
    if any(job.pence is not None for job in week.week.work.jobs):
        return f"{hours}, {shown_pounds(judged.pence)}"
    return f"{hours}, pay not in" if judged.seconds else hours


def said_week(week: YearWeek) -> str:
    """A week in one sentence, for the ear."""
    parts = (sentence_case(week_words(week.ends_on)), week.words, figures_of(week))
    return ": ".join([parts[0], ", ".join(part for part in parts[1:] if part)])


def shown_weeks(weeks: Sequence[YearWeek]) -> list[Line]:
    """The weeks that have begun, the newest first."""
    return [week_line(week) for week in reversed(weeks)]
