"""Leave under section 17: who needs it, and whether what was authorised covers an outing.

Mental Health Act 1983 s17 and s41(3)(c)(i); what an authority says is set out in the Code of Practice (2015),
chapter 27. Times are those on the wall. It compares what is recorded and authorises nothing: only the
responsible clinician does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.rules.periods import DAY
from ipsdesk.rules.wording import shown_day, shown_hours

UNRESTRICTED_CODES = ("02", "03", "04", "10", "13", "14", "16", "18", "31", "34", "38")
RESTRICTED_CODES = ("09", "15", "17", "37")
"""Leave needs the Secretary of State's consent too."""
NO_LEAVE_CODES = ("05", "06", "07", "08", "12", "19", "20")
"""Holding powers and orders of a court (s35, s36, s38): section 17 leave can't be given."""
FREE_CODES = ("01", "35", "36", "98")
"""Informal, under guardianship, or not detained."""
WARN_BEFORE = (14, 7, 1)
"""Days before an authority ends on which it is warned."""
HOUR = timedelta(hours=1)


class Standing(Enum):
    """What a legal status means for leave."""

    FREE = "no leave is needed"
    NEEDED = "leave is needed"
    RESTRICTED = "leave is needed, with the consent of the Ministry of Justice"
    IMPOSSIBLE = "leave under section 17 can't be given"
    NOT_KNOWN = "it is not known whether leave is needed"

    @property
    def asks(self) -> bool:
        """Whether going out asks for leave."""
        return self in {Standing.NEEDED, Standing.RESTRICTED, Standing.IMPOSSIBLE}


def standing_of(status: str | None) -> Standing:
    """What a legal status (MHSDS code) means for leave; none or ``99`` is not known."""
    groups = {
        Standing.FREE: FREE_CODES,
        Standing.NEEDED: UNRESTRICTED_CODES,
        Standing.RESTRICTED: RESTRICTED_CODES,
        Standing.IMPOSSIBLE: NO_LEAVE_CODES,
    }
    return next((one for one, codes in groups.items() if status in codes), Standing.NOT_KNOWN)


@dataclass(frozen=True, slots=True)
class Authority:
    """What was authorised; empty where it says nothing. ``most_seconds`` is of one leave."""

    id: int
    authorised_on: date
    from_on: date
    to_on: date | None = None
    days: tuple[str, ...] = ()
    out_from: time | None = None
    back_by: time | None = None
    most_seconds: int | None = None
    escort: str | None = None
    moj_on: date | None = None
    revoked_on: date | None = None
    checked_on: date | None = None

    def is_over(self, day: date) -> bool:
        """Whether it has ended or been revoked by a day."""
        return (self.to_on is not None and self.to_on < day) or (
            self.revoked_on is not None and self.revoked_on <= day
        )

    def needs_checking(self, changed: Iterable[date], day: date) -> date | None:
        """The latest change of clinician or legal status since it was authorised or checked, if any."""
        since = max(self.authorised_on, self.checked_on or self.authorised_on)
        return max((one for one in changed if since < one <= day), default=None)


@dataclass(frozen=True, slots=True)
class Outing:
    """Out of the door and back in, way there and back included."""

    out: datetime
    back: datetime

    @property
    def lasts(self) -> timedelta:
        """The longer of what the wall and what a watch says: in the autumn a night has an hour more."""
        changes = _clocks_go_back(self.out.year)
        return self.back - self.out + (HOUR if self.out < changes < self.back else timedelta())


def _clocks_go_back(year: int) -> datetime:
    """Two in the morning of the last Sunday in October."""
    last = date(year, 10, 31)
    return datetime.combine(last - (last.weekday() + 1) % 7 * DAY, time(2))


def outing(day: date, begins: time, ends: time, travel: int = 0) -> Outing:
    """What begins on a day, ``travel`` minutes each way; what ends no later than it begins ends next day."""
    out, back = datetime.combine(day, begins), datetime.combine(day, ends)
    way = timedelta(minutes=travel)
    return Outing(out - way, back + way + (DAY if back <= out else timedelta()))


@dataclass(frozen=True, slots=True)
class Cover:
    """Which authority covers an outing, or why none does: the reasons of the one that comes nearest."""

    authority: Authority | None
    reasons: tuple[str, ...] = ()


NO_AUTHORITY = "no leave is recorded"


def cover(
    trip: Outing,
    authorities: Sequence[Authority],
    standing: Standing,
    changed: Iterable[date] = (),
) -> Cover:
    """Whether an authority covers the outing whole, for somebody of this standing on that day.

    ``changed`` are the days on which the responsible clinician or the legal status became another.
    """
    if standing is Standing.IMPOSSIBLE:
        return Cover(None, (standing.value,))
    days = tuple(changed)
    tried = [(one, tuple(_falls_short(one, trip, standing, days))) for one in authorities]
    best = min(
        tried, key=lambda one: (len(one[1]), one[0].is_over(trip.out.date()), -one[0].id), default=None
    )
    if best is None:
        return Cover(None, (NO_AUTHORITY,))
    return Cover(best[0]) if not best[1] else Cover(None, best[1])


def _falls_short(one: Authority, trip: Outing, standing: Standing, changed: Sequence[date]) -> Iterator[str]:
    first, last = trip.out.date(), trip.back.date()
    yield from _dates(one, first, last)
    if one.days and WEEKDAYS[first.weekday()] not in one.days:
        yield f"not on a {WEEKDAYS[first.weekday()]}"
    yield from _times(one, trip)
    if one.most_seconds is not None and trip.lasts.total_seconds() > one.most_seconds:
        yield f"longer than {shown_hours(one.most_seconds)}"
    if standing is Standing.RESTRICTED and (one.moj_on is None or one.moj_on > first):
        yield "no consent of the Ministry of Justice"
    if since := one.needs_checking(changed, first):
        yield f"not checked since the change of {shown_day(since)}"


def _dates(one: Authority, first: date, last: date) -> Iterator[str]:
    if one.revoked_on is not None and one.revoked_on <= last:
        yield f"revoked on {shown_day(one.revoked_on)}"
    if first < max(one.from_on, one.authorised_on):
        yield f"authorised only from {shown_day(max(one.from_on, one.authorised_on))}"
    elif one.to_on is not None and last > one.to_on:
        yield f"authorised only until {shown_day(one.to_on)}"


def _times(one: Authority, trip: Outing) -> Iterator[str]:
    """Out and back within the hours; hours that end no later than they begin go on past midnight."""
    out_from, back_by = one.out_from or time.min, one.back_by
    if trip.out.time() < out_from:
        yield f"out before {out_from:%H:%M}"
    if back_by is None:
        if trip.back > datetime.combine(trip.out.date() + DAY, time.min):
            yield "no time to be back is recorded for a night"
        return
    past_midnight = DAY if back_by <= out_from else timedelta()
    if trip.back > datetime.combine(trip.out.date(), back_by) + past_midnight:
        yield f"back after {back_by:%H:%M}"


def warned(one: Authority, today: date) -> int | None:
    """Days to the end of an authority from 14 days before it; None: earlier, over or without an end."""
    if one.to_on is None or one.is_over(today):
        return None
    left = (one.to_on - today).days
    return left if left <= max(WARN_BEFORE) else None
