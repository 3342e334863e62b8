"""The pure rules of the schedule, on many histories of a unit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ipsdesk.storage.backup_rules import AFTER_HOURS, FIRST_OF_DAY, NEWEST, to_keep, why_due

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2026, 11, 22, 12), timezones=st.just(UTC))
HISTORIES = st.lists(MOMENTS, max_size=60)


@settings(deadline=None, max_examples=300)
@given(HISTORIES)
def test_what_is_kept(times: list[datetime]) -> None:
    keep = to_keep(times, NOW)
    newest_first = sorted(times, reverse=True)
    kept = sorted((times[place] for place in keep), reverse=True)
    assert kept[:NEWEST] == newest_first[:NEWEST]
    assert all(place in keep for place, at in enumerate(times) if NOW - at <= timedelta(days=2))
    older = [at for at in newest_first if NOW - at > timedelta(days=2)]
    for period, most in (("%Y-%m-%d", 14), ("%G-%V", 8), ("%Y-%m", 12)):
        wanted = list(dict.fromkeys(f"{at:{period}}" for at in newest_first))[:most]
        assert set(wanted) <= {f"{at:{period}}" for at in kept}
    assert len(keep) <= len(times) - len(older) + NEWEST + 14 + 8 + 12


@settings(deadline=None, max_examples=200)
@given(HISTORIES, st.timedeltas(timedelta(microseconds=1), timedelta(days=3000)))
def test_a_clock_that_is_behind_keeps_everything(times: list[datetime], back: timedelta) -> None:
    newest = max(times, default=NOW)
    assert len(to_keep(times, newest - back)) == len(times)


@settings(deadline=None, max_examples=200)
@given(HISTORIES)
def test_clearing_twice_clears_nothing_more_and_order_does_not_matter(times: list[datetime]) -> None:
    kept = sorted(times[place] for place in to_keep(times, NOW))
    assert len(to_keep(kept, NOW)) == len(kept)
    assert sorted(sorted(times)[place] for place in to_keep(sorted(times), NOW)) == kept


def test_a_year_of_working_days_comes_down_to_a_few_dozen() -> None:
    times = [NOW - timedelta(days=day, hours=hour) for day in range(400) if day % 7 < 5 for hour in (0, 4)]
    keep = to_keep(times, NOW)
    assert 25 <= len(keep) <= 35
    assert min(times[place] for place in keep) < NOW - timedelta(days=320)


def test_when_one_is_due() -> None:
    noon = datetime(2026, 11, 22, 12).astimezone()
    assert why_due([], noon, changed=False) == FIRST_OF_DAY
    for hours, changed, why in (
        (1, True, ""),
        (4, True, AFTER_HOURS),
        (4, False, ""),
        (-11, True, ""),  # of the future: it counts for nothing, but an earlier one of today does
    ):
        times = [noon - timedelta(hours=hours), noon - timedelta(hours=max(hours, 3))]
        assert why_due(times, noon, changed=changed) == why
    assert why_due([noon - timedelta(hours=13)], noon, changed=False) == FIRST_OF_DAY
    assert why_due([noon + timedelta(days=365)], noon, changed=False) == FIRST_OF_DAY
