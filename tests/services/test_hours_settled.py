"""What the grid holds after a save without reading the week again is what reading it again would give."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipsdesk.rules.periods import DAY
from ipsdesk.rules.wording import HOUR
from ipsdesk.services.desk import Desk
from ipsdesk.services.hours import Saved
from ipsdesk.services.hours_typing import TypedHours
from ipsdesk.services.hours_week import settled
from tests.services.hours_books import ANN, BEN, MONDAY, SUNDAY, a_unit_at_work, key_of, person, work


@pytest.fixture
def at_work(desk: Desk, tmp_path: Path) -> Desk:
    """A desk at a unit with three people at work and no hours yet."""
    a_unit_at_work(desk, tmp_path)
    return desk


def test_settled_rows_are_those_read_again_versions_included(at_work: Desk) -> None:
    job, hours = key_of(at_work, "A1"), at_work.hours
    shown = person(at_work, ANN)

    def settle(saved: Saved) -> None:
        nonlocal shown
        shown = settled(shown, saved.days)
        assert shown == person(at_work, ANN)

    settle(hours.record_block([TypedHours(job, MONDAY + day * DAY, 4 * HOUR, 0) for day in (0, 1)]))
    settle(hours.record_pay(job, SUNDAY, 90_00))
    settle(hours.record(job, MONDAY + DAY, None, seen=2))  # its pay moves to Monday
    assert [cell.version for cell in shown.jobs[0].days] == [2, 0, 0, 0, 0, 0, 0]


def test_days_of_other_peoples_jobs_are_passed_over(at_work: Desk) -> None:
    shown = person(at_work, BEN)
    work(at_work, "A1", {0: 4})
    saved = at_work.hours.record(key_of(at_work, "A1"), MONDAY, 5 * HOUR)
    assert settled(shown, saved.days) is shown
