"""The week's hours on paper: who worked when, what it came to, and how each benefit week stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ipsdesk.reports.blocks import Block, Cell, Heading, Line, Paragraph, Side, Table, Tone
from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.rules.periods import DAY
from ipsdesk.rules.permitted_work import ADVICE, HOURS_LIMIT, JudgedWeek, WeekStatus
from ipsdesk.rules.typed_hours import cell_hours, spoken_hours
from ipsdesk.rules.wording import HOUR, MONTHS, shown_pounds
from ipsdesk.services.hours_judging import BenefitWeek
from ipsdesk.services.hours_week import DayCell, HoursWeek, JobLine, PersonWeek, WeekPay
from ipsdesk.services.hours_words import STATUS_WORDS

Row = tuple[Cell, ...]
NOTHING: Cell = ""
UNTESTED = (WeekStatus.LOWER, WeekStatus.SUPPORTED)
WARNED_OF = (
    WeekStatus.ON_AVERAGE,
    WeekStatus.OVER_HOURS,
    WeekStatus.OVER_EARNINGS,
    WeekStatus.OVER_BOTH,
)
NO_FIGURE = "–"
WIDTHS = (24.5, *(4.8,) * 7, 6.0, 8.0, 27.9)
SIDES = (Side.LEFT, *(Side.RIGHT,) * 9, Side.LEFT)


def hours_week_blocks(week: HoursWeek, unit_name: str) -> list[Block]:
    """A title, how the week stands as a whole, the table, and what its signs mean."""
    period = days_words(week.monday)
    blocks: list[Block] = [Heading(f"Weekly hours, {period}")]
    if not week.people:
        return [*blocks, Paragraph(f"{unit_name}: nobody has a paid job in this week.")]
    rows: list[Row] = []
    joined: set[int] = set()
    for person in week.people:
        lines = list(_rows(person))
        joined.update(range(len(rows) + 1, len(rows) + len(lines)))
        rows += lines
    heads = ("Person and job", *_day_heads(week.monday), "Total", "Pay", "Against the limit")
    blocks += [
        Paragraph(f"{unit_name}: {_standing(week)}."),
        Table(heads, rows, SIDES, WIDTHS, frozenset(joined)),
    ]
    return [*blocks, Paragraph(" ".join(_notes(week)))]


def days_words(monday: date) -> str:
    """The seven days from a Monday, as ``4 to 10 May 2026``."""
    sunday = monday + 6 * DAY
    first = f"{monday.day}"
    if monday.month != sunday.month:
        first += f" {MONTHS[monday.month - 1]}"
    if monday.year != sunday.year:
        first += f" {monday.year}"
    return f"{first} to {sunday.day} {MONTHS[sunday.month - 1]} {sunday.year}"


def _day_heads(monday: date) -> list[str]:
    days = [monday + number * DAY for number in range(7)]
    return [f"{WEEKDAYS[day.weekday()][:3]} {day.day}" for day in days]


def _standing(week: HoursWeek) -> str:
    over = [one for person in week.people for one in person.weeks if one.is_over]
    parts = [
        f"{_count(len(week.people), 'person', 'people')} in paid work",
        f"{_count(len(over), 'week')} over a limit" if over else "nobody over a limit",
    ]
    if week.needing_reason:
        parts.append(f"{_count(len(week.needing_reason), 'reason')} to be given")
    if week.not_in:
        parts.append(f"no hours in for {_count(len(week.not_in), 'person', 'people')}")
    return ", ".join(parts)


def _count(number: int, one: str, several: str = "") -> str:
    return f"{number} {one if number == 1 else several or f'{one}s'}"


# ---- a person's rows --------------------------------------------------------------------------------


def _rows(person: PersonWeek) -> Iterator[Row]:
    """A row for each benefit week; of several jobs first all together, then each."""
    if len(person.jobs) == 1:
        (job,) = person.jobs
        named = (Line(person.name, Tone.STRONG), *_job_lines(job, 0))
        first = (named, *map(_day, job.days), _total(job.seconds, job.planned))
        yield from _by_week(person, first, [_pay(pay) for pay in job.benefit_pay])
        return
    named = (Line(person.name, Tone.STRONG), Line(_count(len(person.jobs), "job"), Tone.QUIET))
    total = _total(person.seconds, sum(job.planned for job in person.jobs))
    days = [_day_together(cells) for cells in zip(*(job.days for job in person.jobs), strict=True)]
    together = [_pay_together(person, place) for place in range(len(person.weeks))]
    yield from _by_week(person, (named, *days, total), together)
    for job in person.jobs:
        total = _total(job.seconds, job.planned)
        yield (_job_lines(job, 1), *map(_day, job.days), total, _job_pay(person, job), NOTHING)


def _by_week(person: PersonWeek, first: Row, pays: Sequence[Cell]) -> Iterator[Row]:
    is_named = not _ends_on_sunday(person)
    for place, week in enumerate(person.weeks):
        against = tuple(_week_lines(week, is_named=is_named))
        yield (*(first if place == 0 else (NOTHING,) * len(first)), pays[place], against)


def _job_lines(job: JobLine, indent: int) -> tuple[Line, ...]:
    lines = [job.name]
    first, last = job.days[0].day, job.days[-1].day
    if first < job.started_on <= last:
        lines.append(f"from {_short_day(job.started_on)}")
    if job.ended_on is not None and first <= job.ended_on < last:
        lines.append(f"until {_short_day(job.ended_on)}")
    return tuple(Line(words, Tone.QUIET, indent) for words in lines)


def _day(cell: DayCell) -> Cell:
    if cell.seconds is None and cell.planned:
        return _planned_hours(cell.planned)
    return cell_hours(cell.seconds)


def _day_together(cells: Sequence[DayCell]) -> Cell:
    """A day of several jobs: what is recorded, else what is planned."""
    recorded = [cell.seconds for cell in cells if cell.seconds is not None]
    planned = sum(cell.planned or 0 for cell in cells)
    if planned and not recorded:
        return _planned_hours(planned)
    return cell_hours(sum(recorded)) if recorded else NOTHING


def _planned_hours(seconds: int) -> tuple[Line, ...]:
    return (Line(f"({cell_hours(seconds)})", Tone.UNCERTAIN),)


def _total(seconds: int | None, planned: int) -> Cell:
    """What is recorded and, below it, what is planned on blank days besides."""
    if seconds is None:
        return _planned_hours(planned) if planned else (Line(NO_FIGURE, Tone.STRONG),)
    return (Line(cell_hours(seconds), Tone.STRONG), *(_planned_hours(planned) if planned else ()))


def _pay(pay: WeekPay) -> tuple[Line, ...]:
    if pay.pence is not None:
        return (Line(shown_pounds(pay.pence)),)
    return _estimated(pay.expected.pence) if pay.expected else (Line(NO_FIGURE),)


def _estimated(pence: int) -> tuple[Line, ...]:
    return (Line(shown_pounds(pence), Tone.UNCERTAIN), Line("estimated", Tone.UNCERTAIN))


def _job_pay(person: PersonWeek, job: JobLine) -> Cell:
    """One of several jobs: its pay, of each benefit week where there are two."""
    if _ends_on_sunday(person):
        return _pay(job.pay)
    return tuple(
        line
        for pay in job.benefit_pay
        for line in (*_pay(pay), Line(f"to {_short_day(pay.ends_on)}", Tone.QUIET))
    )


def _pay_together(person: PersonWeek, place: int) -> Cell:
    """Pay of all jobs in a benefit week, estimated where that says more than what is recorded."""
    found = [job.benefit_pay[place].pence for job in person.jobs]
    recorded = sum(pence for pence in found if pence is not None)
    expected = person.weeks[place].expected
    if expected is not None and expected.pence > recorded:
        return _estimated(expected.pence)
    is_recorded = any(pence is not None for pence in found)
    return (Line(shown_pounds(recorded) if is_recorded else NO_FIGURE, Tone.STRONG),)


def _ends_on_sunday(person: PersonWeek) -> bool:
    return [week.ends_on for week in person.weeks] == [person.sunday]


def _short_day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


# ---- against the limit ------------------------------------------------------------------------------


def _week_lines(week: BenefitWeek, *, is_named: bool) -> Iterator[Line]:
    if is_named:
        yield Line(f"Week to {_short_day(week.ends_on)}", Tone.QUIET)
    yield Line(week.words, Tone.STRONG)
    if figures := _figures(week):
        yield Line(figures)
    if week.expected is not None and not week.is_over and week.expected.status in WARNED_OF:
        words = STATUS_WORDS[week.expected.status]
        yield Line(f"Expected: {words[0].lower()}{words[1:]}")
    if week.not_notified and week.judged.status is not WeekStatus.NOT_APPLICABLE:
        yield Line("PW1 not sent")
    if week.reason is not None:
        yield Line(f"Why over: {week.reason.text}")
        if week.reason.follow_up_on is not None:
            yield Line(f"Come back to it on {_short_day(week.reason.follow_up_on)}", Tone.QUIET)
    elif week.needs_reason:
        yield Line("Reason still to be given", Tone.STRONG)


def _figures(week: BenefitWeek) -> str:
    """Hours and pay of the week: planned, without a limit, or each against its own."""
    judged, expected = week.judged, week.expected
    if not week.is_recorded:
        return _planned(expected) if expected else ""
    if judged.limit is None or judged.status is WeekStatus.NOT_APPLICABLE:
        return ", ".join(part for part in (spoken_hours(judged.seconds), _pay_of(week)) if part)
    pay = _pay_of(week)
    return f"{_hours_of(week)}, {pay} of {shown_pounds(judged.limit.pence)}" if pay else _hours_of(week)


def _planned(expected: JudgedWeek) -> str:
    pay = f", {shown_pounds(expected.pence)} expected" if expected.pence else ""
    return f"{spoken_hours(expected.seconds)} planned{pay}"


def _hours_of(week: BenefitWeek) -> str:
    if week.judged.status in UNTESTED:
        return f"{spoken_hours(week.judged.seconds)} (not tested)"
    words = f"{spoken_hours(week.judged.seconds)} of under {HOURS_LIMIT // HOUR}"
    if week.expected is not None and week.expected.seconds > week.judged.seconds:
        words += f" ({spoken_hours(week.expected.seconds)} with the plan)"
    return words


def _pay_of(week: BenefitWeek) -> str:
    """What the week's pay comes to; empty where there is none to speak of."""
    if week.expected is not None and week.expected.pence > week.judged.pence:
        return f"{shown_pounds(week.expected.pence)} (estimated)"
    is_recorded = any(job.pence is not None for job in week.work.jobs)
    return shown_pounds(week.judged.pence) if is_recorded else ""


# ---- below the table --------------------------------------------------------------------------------


def _notes(week: HoursWeek) -> Iterator[str]:
    jobs = [job for person in week.people for job in person.jobs]
    yield "A blank day is not recorded; 0 is a day not worked."
    if any(job.planned for job in jobs):
        yield "Hours in brackets are planned by the usual shifts. They are not recorded as worked."
    if any(pay.pence is None and pay.expected is not None for job in jobs for pay in job.benefit_pay):
        yield "Estimated pay is hours times hourly pay, before tax, until the payslip is in."
    yield "A benefit week ends on Sunday unless its end is named. " + _limits(week)


def _limits(week: HoursWeek) -> str:
    found = {one.judged.limit for person in week.people for one in person.weeks if one.judged.limit}
    marked = sorted(
        {f"{shown_pounds(one.pence)} is {one.certainty.mark}. " for one in found if one.certainty.mark}
    )
    return "".join([*marked, ADVICE])
