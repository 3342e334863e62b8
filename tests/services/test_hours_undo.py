"""One's own last change goes back as it was, in words, and never over what someone changed since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from ipsdesk.errors import CannotRun, ChangedSince
from ipsdesk.rules.periods import DAY
from ipsdesk.services.desk import Desk
from ipsdesk.services.hours_records import Shift
from ipsdesk.services.records import Records
from ipsdesk.services.undo import UNDO_WITHIN
from tests.services.hours_books import (
    ANN,
    MONDAY,
    SUNDAY,
    a_unit_at_work,
    days_kept,
    hours_of,
    key_of,
    line,
    next_undo,
    pay,
    space_of,
    trail,
    week_to,
    work,
)

LAST_WEEK = MONDAY - 7 * DAY


@pytest.fixture
def at_work(desk: Desk, tmp_path: Path) -> Desk:
    """A desk at a unit with three people at work and no hours yet."""
    a_unit_at_work(desk, tmp_path)
    return desk


def test_there_is_nothing_to_undo_at_first(at_work: Desk) -> None:
    assert next_undo(at_work) is None
    with pytest.raises(CannotRun, match="There is nothing of yours to undo"):
        at_work.records.undo_last()


def test_changes_go_back_one_after_another(at_work: Desk) -> None:
    states = [days_kept(at_work, "A1")]
    steps: tuple[Callable[[], None], ...] = (
        lambda: work(at_work, "A1", {1: 7.5}),
        lambda: work(at_work, "A1", {1: 8}),
        lambda: pay(at_work, "A1", 90),
        lambda: work(at_work, "A1", {2: 3}),
        lambda: work(at_work, "A1", {1: None}),  # its pay moves to Wednesday
        lambda: work(at_work, "A1", {1: 2}),
    )
    for step in steps:
        step()
        states.append(days_kept(at_work, "A1"))
    words = []
    for before in reversed(states[:-1]):
        words.append(at_work.records.undo_last().words)
        assert days_kept(at_work, "A1") == before
    assert words == [
        "Undo: 2 h on Tuesday 14 April for Annis Fold",
        "Undo: clearing Tuesday 14 April for Annis Fold",
        "Undo: 3 h on Wednesday 15 April for Annis Fold",
        "Undo: £90.00 of pay for the week to Sun 19 Apr for Annis Fold",
        "Undo: 8 h on Tuesday 14 April for Annis Fold",
        "Undo: 7 h 30 on Tuesday 14 April for Annis Fold",
    ]
    assert next_undo(at_work) is None


def test_an_undo_is_in_the_trail_and_is_announced(at_work: Desk) -> None:
    work(at_work, "A1", {1: 7.5})
    heard: list[frozenset[str]] = []
    at_work.changes.listen(heard.append)
    at_work.records.undo_last()
    added, undone = trail(at_work)
    assert heard == [frozenset({"hours"})]
    assert (undone["action"], undone["undoes"], undone["after"]) == ("undone", added["change"], None)
    assert (undone["before"]["seconds"], undone["version"]) == (27_000, 2)


def test_after_an_undo_typing_goes_on(at_work: Desk) -> None:
    work(at_work, "A1", {1: 7.5})
    at_work.records.undo_last()
    work(at_work, "A1", {1: 6})
    assert next_undo(at_work) == "6 h on Tuesday 14 April for Annis Fold"
    at_work.records.undo_last()
    assert (days_kept(at_work, "A1"), next_undo(at_work)) == ([], None)


def test_a_whole_copied_week_goes_back_at_once(at_work: Desk) -> None:
    work(at_work, "A1", {0: 4, 2: 0}, LAST_WEEK)
    before = days_kept(at_work, "A1")
    at_work.hours.copy_last_week(MONDAY)
    assert at_work.records.undo_last().words == "Undo: last week's hours on 2 days for Annis Fold"
    assert days_kept(at_work, "A1") == before


def test_what_another_account_changed_since_is_left_alone(at_work: Desk) -> None:
    job = key_of(at_work, "A1")
    work(at_work, "A1", {1: 7.5})
    other = hours_of(at_work, 2)
    assert next_undo(at_work, 2) is None
    other.record(job, MONDAY + DAY, 6 * 3600)
    with pytest.raises(
        ChangedSince, match=r"Not undone: 7 h 30 on Tuesday 14 April for Annis Fold\. It was changed again"
    ):
        at_work.records.undo_last()
    assert line(at_work, ANN).days[1].seconds == 6 * 3600
    Records(space_of(at_work, 2)).undo_last()  # now it is as it was
    at_work.records.undo_last()
    assert days_kept(at_work, "A1") == []


def test_an_undo_is_whole_or_not_at_all(at_work: Desk) -> None:
    work(at_work, "A1", {0: 4, 2: 5}, LAST_WEEK)
    at_work.hours.copy_last_week(MONDAY)
    hours_of(at_work, 2).record(key_of(at_work, "A1"), MONDAY, 3600)
    before = days_kept(at_work, "A1")
    with pytest.raises(ChangedSince):
        at_work.records.undo_last()
    assert days_kept(at_work, "A1") == before


def test_yesterdays_change_is_not_undone_by_chance(at_work: Desk) -> None:
    work(at_work, "A1", {1: 7.5})
    now = at_work.workspace.now()
    assert next_undo(at_work, now=now + UNDO_WITHIN - timedelta(minutes=1))
    assert next_undo(at_work, now=now + UNDO_WITHIN + timedelta(minutes=1)) is None


def test_hours_do_not_come_back_outside_the_job(at_work: Desk) -> None:
    work(at_work, "A1", {1: 7.5})
    work(at_work, "A1", {1: None})
    with at_work.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE activities SET ended_on = '2026-04-13' WHERE reference = 'A1'")
    with pytest.raises(CannotRun, match="the dates of activity A1 were changed since"):
        at_work.records.undo_last()
    assert days_kept(at_work, "A1") == []


def test_a_reason_and_shifts_go_back_too(at_work: Desk) -> None:
    client, job = key_of(at_work, "C1", "clients"), key_of(at_work, "A1")
    at_work.hours.give_reason(client, SUNDAY, "Covered a shift", SUNDAY + 5 * DAY)
    at_work.hours.give_reason(client, SUNDAY, "Stock taking")
    at_work.hours.set_usual_shifts(job, [Shift("Monday", "09:00", "13:00")])
    at_work.records.undo_last()
    assert line(at_work, ANN).planned == 0
    assert at_work.records.undo_last().words == "Undo: the reason for the week to Sun 19 Apr for Annis Fold"
    reason = week_to(at_work, ANN).reason
    assert reason is not None
    assert (reason.text, reason.follow_up_on) == ("Covered a shift", SUNDAY + 5 * DAY)
    at_work.records.undo_last()
    assert week_to(at_work, ANN).reason is None
