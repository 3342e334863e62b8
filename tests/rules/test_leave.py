"""Leave: who needs it, and which outings what was authorised covers."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ipsdesk.rules.codes import LEGAL_STATUSES, WEEKDAYS
from ipsdesk.rules.leave import Authority, Outing, Standing, cover, outing, standing_of, warned

THURSDAY = date(2026, 4, 16)
WEEKLY = Authority(
    1,
    authorised_on=date(2026, 4, 1),
    from_on=date(2026, 4, 1),
    to_on=date(2026, 6, 30),
    days=("Tuesday", "Thursday"),
    out_from=time(9),
    back_by=time(16),
    most_seconds=6 * 3600,
)
SHIFT = outing(THURSDAY, time(10), time(14), travel=30)


def why(
    trip: Outing,
    *authorities: Authority,
    standing: Standing = Standing.NEEDED,
    changed: tuple[date, ...] = (),
) -> tuple[str, ...]:
    found = cover(trip, authorities, standing, changed)
    assert (found.authority is None) == bool(found.reasons)
    return found.reasons


def test_a_shift_with_its_way_within_the_authority_is_covered() -> None:
    assert cover(SHIFT, [WEEKLY], Standing.NEEDED).authority == WEEKLY


@pytest.mark.parametrize(
    ("trip", "reason"),
    [
        (outing(date(2026, 4, 17), time(10), time(14)), "not on a Friday"),
        (outing(THURSDAY, time(9, 15), time(13), travel=30), "out before 09:00"),
        (outing(THURSDAY, time(12), time(15, 45), travel=30), "back after 16:00"),
        (outing(THURSDAY, time(9, 30), time(15, 31)), "longer than 6 h"),
        (outing(date(2026, 7, 2), time(10), time(14)), "authorised only until 30 June 2026"),
        (outing(date(2026, 3, 31), time(10), time(14)), "authorised only from 1 April 2026"),
    ],
)
def test_each_limit_says_itself(trip: Outing, reason: str) -> None:
    assert why(trip, WEEKLY) == (reason,)


def test_no_authority_and_a_revoked_one() -> None:
    assert why(SHIFT) == ("no leave is recorded",)
    revoked = Authority(2, date(2026, 4, 1), date(2026, 4, 1), revoked_on=THURSDAY)
    assert why(SHIFT, revoked) == ("revoked on 16 April 2026",)
    assert why(outing(date(2026, 4, 15), time(10), time(14)), revoked) == ()


def test_a_restricted_patient_needs_the_ministrys_consent_by_the_day() -> None:
    assert why(SHIFT, WEEKLY, standing=Standing.RESTRICTED) == ("no consent of the Ministry of Justice",)
    late = Authority(3, date(2026, 4, 1), date(2026, 4, 1), moj_on=THURSDAY + timedelta(days=1))
    assert why(SHIFT, late, standing=Standing.RESTRICTED) == ("no consent of the Ministry of Justice",)
    agreed = Authority(3, date(2026, 4, 1), date(2026, 4, 1), moj_on=date(2026, 4, 2))
    assert why(SHIFT, agreed, standing=Standing.RESTRICTED) == ()


def test_a_change_of_clinician_asks_for_a_check() -> None:
    changed = (date(2026, 4, 10),)
    assert why(SHIFT, WEEKLY, changed=changed) == ("not checked since the change of 10 April 2026",)
    assert why(outing(date(2026, 4, 9), time(10), time(14)), WEEKLY, changed=changed) == ()
    checked = Authority(1, date(2026, 4, 1), date(2026, 4, 1), checked_on=date(2026, 4, 10))
    assert why(SHIFT, checked, changed=changed) == ()


def test_over_midnight_only_where_the_hours_or_overnight_say_so() -> None:
    night = outing(THURSDAY, time(20), time(2))
    assert night.back == datetime(2026, 4, 17, 2)
    assert why(night, Authority(1, THURSDAY, THURSDAY)) == ("no time to be back is recorded for a night",)
    late = Authority(1, THURSDAY, THURSDAY, out_from=time(18), back_by=time(3))
    assert why(night, late) == ()
    until_one = Authority(1, THURSDAY, THURSDAY, out_from=time(18), back_by=time(1))
    assert why(night, until_one) == ("back after 01:00",)
    one_day = Authority(1, THURSDAY, THURSDAY, to_on=THURSDAY, out_from=time(18), back_by=time(3))
    assert why(night, one_day) == ("authorised only until 16 April 2026",)


def test_the_night_the_clocks_go_back_is_an_hour_longer() -> None:
    assert outing(date(2026, 10, 24), time(22), time(6)).lasts == timedelta(hours=9)
    assert outing(date(2026, 10, 25), time(22), time(6)).lasts == timedelta(hours=8)
    assert outing(date(2026, 3, 28), time(22), time(6)).lasts == timedelta(hours=8)
    eight = Authority(
        1, date(2026, 10, 1), date(2026, 10, 1), out_from=time(21), back_by=time(7), most_seconds=8 * 3600
    )
    assert why(outing(date(2026, 10, 24), time(22), time(6)), eight) == ("longer than 8 h",)
    assert why(outing(date(2026, 10, 25), time(22), time(6)), eight) == ()


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        ("01", Standing.FREE),
        ("98", Standing.FREE),
        ("03", Standing.NEEDED),
        ("09", Standing.RESTRICTED),
        ("37", Standing.RESTRICTED),
        ("07", Standing.IMPOSSIBLE),
        ("12", Standing.IMPOSSIBLE),
        ("99", Standing.NOT_KNOWN),
        (None, Standing.NOT_KNOWN),
    ],
)
def test_what_a_status_means(status: str | None, standing: Standing) -> None:
    assert standing_of(status) is standing


def test_every_code_has_its_meaning() -> None:
    unknown = [one for one in LEGAL_STATUSES if standing_of(one) is Standing.NOT_KNOWN]
    assert unknown == ["32", "99"]
    assert why(SHIFT, WEEKLY, standing=Standing.IMPOSSIBLE) == ("leave under section 17 can't be given",)


def test_warned_from_fourteen_days_before_the_end() -> None:
    end = date(2026, 6, 30)
    assert [warned(WEEKLY, end - timedelta(days=days)) for days in (15, 14, 7, 1, 0)] == [None, 14, 7, 1, 0]
    assert warned(WEEKLY, end + timedelta(days=1)) is None


TIMES = some.times().map(lambda one: one.replace(second=0, microsecond=0, fold=0))
DAYS = some.dates(date(2026, 1, 1), date(2026, 12, 31))
OUTINGS = some.builds(outing, DAYS, TIMES, TIMES, some.integers(0, 120))
AUTHORITIES = some.builds(
    Authority,
    id=some.just(1),
    authorised_on=some.just(date(2026, 1, 1)),
    from_on=DAYS,
    to_on=some.just(date(2026, 12, 31)),
    days=some.sets(some.sampled_from(WEEKDAYS)).map(tuple),
    out_from=some.none() | TIMES,
    back_by=some.none() | TIMES,
    most_seconds=some.none() | some.integers(0, 86_400),
)


@given(OUTINGS, AUTHORITIES)
def test_what_is_covered_lies_within_every_limit(trip: Outing, one: Authority) -> None:
    if cover(trip, [one], Standing.NEEDED).authority is not None:
        assert one.from_on <= trip.out.date()
        assert trip.back.date() <= date(2026, 12, 31)
        assert not one.days or WEEKDAYS[trip.out.weekday()] in one.days
        assert one.out_from is None or trip.out.time() >= one.out_from
        assert one.most_seconds is None or trip.lasts.total_seconds() <= one.most_seconds
        assert one.back_by is None or trip.back.time() <= one.back_by or trip.back.date() == trip.out.date()


@given(OUTINGS, AUTHORITIES, AUTHORITIES)
def test_one_authority_more_never_uncovers(trip: Outing, one: Authority, other: Authority) -> None:
    if cover(trip, [one], Standing.NEEDED).authority is not None:
        assert cover(trip, [one, other], Standing.NEEDED).authority is not None
