"""The last weeks of one person's work beside the dated limits, gaps included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipsdesk.rules.periods import DAY
from ipsdesk.rules.permitted_limits import HigherLimit
from ipsdesk.rules.permitted_work import WEEKS_BEFORE
from ipsdesk.services.hours_judging import BenefitWeek, benefit_week
from ipsdesk.services.hours_records import WEEK, PersonRecords

WEEKS_SHOWN = 26


@dataclass(frozen=True, slots=True)
class WorkHistory:
    """One person's benefit weeks, oldest first; one with ``is_recorded`` False is a gap, never a zero.

    Each week carries the limit it is held against (``judged.limit``); ``first_job_on`` is when the first of
    the person's jobs began, so that weeks before it are not taken for gaps.
    """

    client: int
    name: str
    weeks: tuple[BenefitWeek, ...]
    first_job_on: date | None

    @property
    def worked(self) -> int:
        """How many weeks have hours above 0."""
        return sum(week.judged.seconds > 0 for week in self.weeks)

    @property
    def over(self) -> int:
        """How many weeks were over a limit."""
        return sum(week.is_over for week in self.weeks)

    @property
    def gaps(self) -> int:
        """How many weeks that are over have no hours recorded, since the first job began."""
        return sum(
            not week.is_recorded and not week.is_running and self._began_by(week) for week in self.weeks
        )

    @property
    def limit_steps(self) -> tuple[tuple[date, HigherLimit], ...]:
        """Each limit with the end of the first week shown that is held against it, for labels."""
        steps: list[tuple[date, HigherLimit]] = []
        for week in self.weeks:
            limit = week.judged.limit
            if limit is not None and (not steps or steps[-1][1] != limit):
                steps.append((week.ends_on, limit))
        return tuple(steps)

    @property
    def sentence(self) -> str:
        """The picture in one sentence."""
        it = "it" if self.worked == 1 else "them"
        weeks = f"{self.worked or 'None'} of the last {len(self.weeks)} weeks had work in {it}"
        over = f"; {self.over or 'none'} of these {'was' if self.over < 2 else 'were'} over a limit"
        if self.worked == 1:
            over = f"; it was {'' if self.over else 'not '}over a limit"
        gaps = f"{self.gaps} {'has' if self.gaps == 1 else 'have'} no hours recorded"
        return f"{weeks}{over if self.worked else ''}{f', and {gaps}' if self.gaps else ''}."

    def _began_by(self, week: BenefitWeek) -> bool:
        return self.first_job_on is not None and self.first_job_on <= week.ends_on


def history_span(weeks: int, up_to: date) -> tuple[date, date]:
    """All the days that decide so many benefit weeks, whatever the day they end on."""
    return up_to - (weeks + WEEKS_BEFORE) * WEEK, up_to + 6 * DAY


def history_of(person: PersonRecords, weeks: int, up_to: date, today: date) -> WorkHistory:
    """The benefit weeks up to and including the one that holds a day."""
    last = person.week_ending(up_to)
    return WorkHistory(
        person.client,
        person.name,
        tuple(benefit_week(person, last - back * WEEK, today) for back in reversed(range(weeks))),
        min((job.started_on for job in person.jobs), default=None),
    )
