"""A person's week as lines of the grid: one for a job, a sum above several, one for each reason asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from ipsdesk.rules.permitted_work import WeekStatus
from ipsdesk.rules.typed_hours import cell_hours
from ipsdesk.rules.wording import shown_pounds
from ipsdesk.services.hours_judging import BenefitWeek
from ipsdesk.services.hours_week import DayCell, JobLine, PersonWeek, WeekPay
from ipsdesk.services.hours_words import spoken_day
from ipsdesk.ui.hours.cell_words import (
    ESTIMATED,
    NOTHING,
    day_said,
    hours_text,
    job_words,
    pay_said,
    pay_text,
    planned_seconds,
    sum_said,
    week_of,
    week_spoken,
)
from ipsdesk.ui.hours.grid_limit_words import AgainstLimit, against_limit

PERSON, FIRST_DAY, LAST_DAY, TOTAL, PAY, LIMIT = 0, 1, 7, 8, 9, 10
COLUMNS = 11
PER_WEEK = (PAY, LIMIT)
"""The columns with a cell of their own for each benefit week; the others span the line."""

OVER_HOURS = (WeekStatus.OVER_HOURS, WeekStatus.OVER_BOTH)
OVER_PAY = (WeekStatus.OVER_EARNINGS, WeekStatus.OVER_BOTH)


class Kind(Enum):
    """What a line of the grid holds."""

    ONE = auto()
    """A person with their one job."""
    SUM = auto()
    """A person with several jobs, added up."""
    JOB = auto()
    """One of several jobs."""
    REASON = auto()
    """Why a benefit week went over."""


class Look(Enum):
    """How a cell's words stand."""

    PLAIN = auto()
    STRONG = auto()
    QUIET = auto()
    OVER = auto()
    PLANNED = auto()
    PLANNED_SUM = auto()
    ESTIMATED = auto()
    OUTSIDE = auto()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is shown (``words``, ``second`` below), typed over (``text``) and heard (``said``)."""

    words: str = ""
    look: Look = Look.PLAIN
    second: str = ""
    text: str = ""
    said: str = ""
    is_editable: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table; a person whose days touch two benefit weeks has two (``part`` of ``parts``)."""

    kind: Kind
    person: PersonWeek
    job: JobLine | None
    week: BenefitWeek
    part: int
    parts: int
    cells: tuple[Cell, ...] = ()
    limit: AgainstLimit | None = None
    is_last_job: bool = False

    @property
    def key(self) -> tuple[int, Kind, int, date]:
        """What stays the same while figures change."""
        return self.person.client, self.kind, self.job.activity if self.job else 0, self.week.ends_on

    @property
    def group(self) -> tuple[int, Kind, int]:
        """The same for both parts of a line."""
        return self.key[:3]

    @property
    def pay(self) -> WeekPay | None:
        """The pay of its job in its benefit week."""
        return self.job.benefit_pay[self.part] if self.job else None

    def read_out(self, column: int) -> str:
        """A cell in words: person, job, day, value, and how its benefit week stands."""
        person, said = self.person, self.cells[column].said
        who = f"{person.name}, {job_words(self.job)}" if self.job else f"{person.name}, all jobs"
        if column == PERSON:
            return f"{who}, {said}" if said else who
        if FIRST_DAY <= column <= LAST_DAY:
            day = person.jobs[0].days[column - FIRST_DAY].day
            return f"{who}, {spoken_day(day)}, {said}, {week_spoken(week_of(person, day))}"
        if column == TOTAL:
            return f"{who}, total of the seven days, {said}"
        if column == PAY:
            return f"{who}, pay, {said}, {week_spoken(self.week)}"
        return f"{who}, {week_spoken(self.week)}{'; ' if said else ''}{said}"


def lines_of(person: PersonWeek, asked: Sequence[BenefitWeek]) -> list[Line]:
    """All lines of a person; ``asked`` are the benefit weeks that have a line for their reason."""
    several = len(person.jobs) > 1
    lines = [_line(person, Kind.SUM, None, part) for part in _parts(person)] if several else []
    kind = Kind.JOB if several else Kind.ONE
    lines += [_line(person, kind, job, part) for job in person.jobs for part in _parts(person)]
    ends = {week.ends_on: week for week in person.weeks}
    reasons = [ends[week.ends_on] for week in asked]
    return lines + [Line(Kind.REASON, person, None, week, 0, 1) for week in reasons]


def asked_of(person: PersonWeek) -> list[BenefitWeek]:
    """The benefit weeks that need a reason or have one."""
    return [week for week in person.weeks if week.needs_reason or week.reason is not None]


def _parts(person: PersonWeek) -> range:
    return range(len(person.weeks))


def _line(person: PersonWeek, kind: Kind, job: JobLine | None, part: int) -> Line:
    week, parts = person.weeks[part], len(person.weeks)
    limit = None if kind is Kind.JOB else against_limit(week, is_named=week.ends_on != person.sunday)
    cells = (
        _person_cell(person, kind, job),
        *(_day_cells(job) if job else _sum_cells(person)),
        _total_cell(person, job, is_strong=kind is not Kind.JOB),
        _pay_cell(job.benefit_pay[part], week, kind) if job else _sum_pay_cell(person, week, part),
        Cell(said=limit.said if limit else "counted with the other jobs"),
    )
    is_last = job is person.jobs[-1]
    return Line(kind, person, job, week, part, parts, cells, limit, is_last)


def _person_cell(person: PersonWeek, kind: Kind, job: JobLine | None) -> Cell:
    if job is None:
        return Cell(person.name, Look.STRONG, f"{len(person.jobs)} jobs")
    if kind is Kind.JOB:
        return Cell(job.name, Look.QUIET)
    return Cell(person.name, Look.STRONG, job.name)


def _day_cells(job: JobLine) -> Iterator[Cell]:
    for cell in job.days:
        words, look = _day_look(cell)
        yield Cell(words, look, "", hours_text(cell), day_said(cell), cell.is_editable)


def _day_look(cell: DayCell) -> tuple[str, Look]:
    if cell.seconds is None and cell.planned:
        return cell_hours(cell.planned), Look.PLANNED
    look = Look.PLAIN if cell.is_editable else Look.OUTSIDE
    return cell_hours(cell.seconds), look


def _sum_cells(person: PersonWeek) -> Iterator[Cell]:
    for seconds in person.day_seconds:
        yield Cell(cell_hours(seconds), Look.QUIET, "", cell_hours(seconds), sum_said(seconds))


def _total_cell(person: PersonWeek, job: JobLine | None, *, is_strong: bool) -> Cell:
    seconds = job.seconds if job else person.seconds
    planned = planned_seconds([job] if job else person.jobs)
    said = sum_said(seconds, planned)
    if seconds is None:
        look = Look.PLANNED_SUM if planned else Look.QUIET
        return Cell(cell_hours(planned) if planned else NOTHING, look, said=said)
    over = is_strong and len(person.weeks) == 1 and person.weeks[0].judged.status in OVER_HOURS
    look = Look.OVER if over else Look.STRONG if is_strong else Look.QUIET
    return Cell(cell_hours(seconds), look, text=cell_hours(seconds), said=said)


def _pay_cell(pay: WeekPay, week: BenefitWeek, kind: Kind) -> Cell:
    said, text = pay_said(pay), pay_text(pay)
    if pay.pence is not None:
        strong = kind is Kind.ONE
        over = strong and week.judged.status in OVER_PAY
        look = Look.OVER if over else Look.STRONG if strong else Look.QUIET
        return Cell(text, look, "", text, said, is_editable=True)
    if pay.expected:
        words = shown_pounds(pay.expected.pence)
        return Cell(words, Look.ESTIMATED, ESTIMATED, "", said, is_editable=True)
    return Cell(NOTHING, Look.QUIET, "", "", said, is_editable=True)


def _sum_pay_cell(person: PersonWeek, week: BenefitWeek, part: int) -> Cell:
    recorded, expected = week.judged.pence, week.expected
    if expected and expected.pence > recorded:
        words = shown_pounds(expected.pence)
        return Cell(words, Look.ESTIMATED, ESTIMATED, said=f"{words} {ESTIMATED}")
    if all(job.benefit_pay[part].pence is None for job in person.jobs):
        return Cell(NOTHING, Look.QUIET, said="no pay recorded")
    words = shown_pounds(recorded)
    look = Look.OVER if week.judged.status in OVER_PAY else Look.STRONG
    return Cell(words, look, text=words, said=words)
