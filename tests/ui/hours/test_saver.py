"""Saves go in order and are never refused for our own sake; readings show the newest and lack nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ipsdesk.rules.periods import DAY
from ipsdesk.services.desk import Desk
from ipsdesk.services.hours import Saved
from ipsdesk.services.hours_typing import TypedHours, TypedPay
from ipsdesk.services.hours_week import HoursWeek
from ipsdesk.ui.background import Background
from ipsdesk.ui.hours.saver import FAULT, Explained, HoursSaver
from tests.services.hours_books import (
    ANN,
    BEN,
    MONDAY,
    SUNDAY,
    days_kept,
    hours_of,
    key_of,
    line,
    person,
    work,
)

HOUR = 3_600
WEEK_LATER = date(2026, 4, 20)


class Heard(QObject):
    """All that a saver said."""

    def __init__(self, saver: HoursSaver) -> None:
        super().__init__()
        self.saved: list[tuple[object, Saved]] = []
        self.refused: list[tuple[object, str]] = []
        self.weeks: list[HoursWeek] = []
        self.clients: list[int] = []
        saver.saved.connect(self._saved)
        saver.refused.connect(self._refused)
        saver.week_read.connect(self._read)
        saver.history_read.connect(self._history)

    def _saved(self, entry: object, saved: Saved) -> None:
        self.saved.append((entry, saved))

    def _refused(self, entry: object, sentence: str) -> None:
        self.refused.append((entry, sentence))

    def _read(self, read: HoursWeek) -> None:
        self.weeks.append(read)

    def _history(self, history: Any) -> None:
        self.clients.append(history.client)


@pytest.fixture
def saver(at_work: Desk, background: Background) -> HoursSaver:
    return HoursSaver(background.run_in_background, at_work)


@pytest.fixture
def heard(saver: HoursSaver) -> Heard:
    return Heard(saver)


def wait(qtbot: QtBot, background: Background) -> None:
    qtbot.waitUntil(lambda: not background.busy, timeout=10_000)


def test_a_cell_typed_again_before_it_came_back_is_not_taken_for_anothers_change(
    at_work: Desk, saver: HoursSaver, heard: Heard, background: Background, qtbot: QtBot
) -> None:
    job = key_of(at_work, "A1")
    for seconds in (4 * HOUR, 5 * HOUR, None, 0, 6 * HOUR):  # as the grid shows it all the while: blank
        saver.record([TypedHours(job, MONDAY, seconds, seen=0)])
    saver.record_pay(TypedPay(job, SUNDAY, 5_000), person(at_work, ANN).jobs[0].benefit_pay[0])
    saver.record_pay(TypedPay(job, SUNDAY, 6_000), person(at_work, ANN).jobs[0].benefit_pay[0])
    assert not saver.is_settled()
    with qtbot.waitSignal(saver.settled):
        saver.record([TypedHours(job, MONDAY, 7 * HOUR, seen=0)])
    assert heard.refused == []
    assert [saved.days[0].seconds for _, saved in heard.saved][-1] == 7 * HOUR
    assert days_kept(at_work, "A1") == [(str(MONDAY), 7 * HOUR, 6_000)]
    assert saver.is_settled()


def test_what_someone_else_changed_is_never_typed_over(
    at_work: Desk, saver: HoursSaver, heard: Heard, background: Background, qtbot: QtBot
) -> None:
    job = key_of(at_work, "A1")
    saver.record([TypedHours(job, MONDAY, 4 * HOUR, seen=0)])
    wait(qtbot, background)
    hours_of(at_work, 2).record(job, MONDAY, 2 * HOUR)
    cells = (TypedHours(job, MONDAY, 5 * HOUR, seen=heard.saved[0][1].days[0].version),)
    saver.record(cells)
    wait(qtbot, background)
    ((entry, sentence),) = heard.refused
    assert entry == cells
    assert "was changed since it was shown: it now has 2 h" in sentence
    assert line(at_work, ANN).days[0].seconds == 2 * HOUR


def test_a_refused_save_leaves_the_one_typed_after_it_as_it_was_seen(
    at_work: Desk, saver: HoursSaver, heard: Heard, background: Background, qtbot: QtBot
) -> None:
    job = key_of(at_work, "A4")  # ended on Wednesday
    work(at_work, "A4", {0: 2})
    seen = line(at_work, "Calla Quince").days[0].version
    saver.record([TypedHours(job, MONDAY, 4 * HOUR, seen), TypedHours(job, MONDAY + 4 * DAY, HOUR, 0)])
    saver.record([TypedHours(job, MONDAY, 3 * HOUR, seen=0)])
    wait(qtbot, background)
    ((_, sentence),) = heard.refused
    assert "This job ended on" in sentence
    assert line(at_work, "Calla Quince").days[0].seconds == 3 * HOUR


def test_the_weeks_of_somebody_restricted_meanwhile_are_refused_with_a_sentence(
    at_work: Desk, saver: HoursSaver, heard: Heard, background: Background, qtbot: QtBot
) -> None:
    client = person(at_work, ANN).client
    at_work.restricted.restrict(client, "works here")
    said: list[str] = []
    saver.unread.connect(said.append)
    saver.read_history(client, SUNDAY)
    saver.explain(client, SUNDAY, "A shift was swapped.", None)
    wait(qtbot, background)
    ((entry, refused),) = heard.refused
    assert said == [refused]
    assert refused.startswith("This record is restricted. Nothing of it was read or changed.")
    assert entry == Explained(client, SUNDAY, "A shift was swapped.", None)
    assert heard.clients == []


def test_only_the_newest_reading_comes_and_it_holds_what_was_typed_meanwhile(
    at_work: Desk, saver: HoursSaver, heard: Heard, background: Background, qtbot: QtBot
) -> None:
    job = key_of(at_work, "A1")
    for monday in (MONDAY, WEEK_LATER, MONDAY):
        saver.read_week(monday)
    saver.read_history(key_of(at_work, "C1", "clients"), SUNDAY)
    saver.read_history(key_of(at_work, "C2", "clients"), SUNDAY)
    saver.record([TypedHours(job, MONDAY, 4 * HOUR, seen=0)])
    wait(qtbot, background)
    (week,) = heard.weeks
    assert week.monday == MONDAY
    assert week.people[0].jobs[0].days[0].seconds == 4 * HOUR
    assert heard.clients == [key_of(at_work, "C2", "clients")]


def test_own_saves_are_not_taken_for_the_changes_of_others(
    at_work: Desk, saver: HoursSaver, background: Background, qtbot: QtBot
) -> None:
    saver.record([TypedHours(key_of(at_work, "A1"), MONDAY, 4 * HOUR, seen=0)])
    wait(qtbot, background)
    assert saver.others_changed == 0
    hours_of(at_work, 2).record(key_of(at_work, "A1"), MONDAY, 2 * HOUR)
    assert saver.others_changed == 1


def test_a_full_disk_refuses_with_its_sentence_and_the_next_save_goes_on(
    at_work: Desk, saver: HoursSaver, heard: Heard, background: Background, qtbot: QtBot
) -> None:
    client, job = key_of(at_work, "C2", "clients"), key_of(at_work, "A2")
    most = fill_the_disk(at_work)
    saver.explain(client, MONDAY + 3 * DAY, "x" * 30_000, None)
    wait(qtbot, background)
    ((entry, sentence),) = heard.refused
    assert isinstance(entry, Explained)
    assert sentence.startswith(
        "The disk is full, so saving was not finished. Everything saved before is safe."
    )
    empty_the_disk(at_work, most)
    saver.record([TypedHours(job, MONDAY, 4 * HOUR, seen=0)])
    wait(qtbot, background)
    assert line(at_work, BEN).days[0].seconds == 4 * HOUR


def fill_the_disk(desk: Desk) -> int:
    """No page more may be taken; gives how many might have been."""
    with desk.workspace.transactions.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        most: int = connection.exec_driver_sql("PRAGMA max_page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    return most


def empty_the_disk(desk: Desk, most: int) -> None:
    with desk.workspace.transactions.read() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {most}")


def test_a_fault_of_the_program_is_raised_and_nothing_passes_for_saved(
    at_work: Desk,
    saver: HoursSaver,
    heard: Heard,
    background: Background,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_cells: object) -> Saved:
        raise KeyError("lost")

    monkeypatch.setattr(at_work.hours, "record_block", broken)
    with qtbot.captureExceptions() as raised:
        saver.record([TypedHours(key_of(at_work, "A1"), MONDAY, HOUR, seen=0)])
        wait(qtbot, background)
    assert [kind for kind, _, _ in raised] == [KeyError]
    assert [sentence for _, sentence in heard.refused] == [FAULT]
    assert heard.saved == []
    assert saver.is_settled()
