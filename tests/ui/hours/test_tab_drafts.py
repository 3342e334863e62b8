"""Cells and reasons that are not saved go into a draft and come back, in whatever week they were typed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from ipsdesk.rules.periods import DAY
from ipsdesk.services.desk import Desk
from ipsdesk.services.drafts import DraftNote
from ipsdesk.ui.background import run_now
from ipsdesk.ui.hours.shifts import UsualShifts
from ipsdesk.ui.hours.tab import HoursTab
from ipsdesk.ui.hours.tab_drafts import NO_JOB
from ipsdesk.ui.theme import Theme
from tests.services.hours_books import ANN, CAL, MONDAY, key_of, week_to, work
from tests.ui.hours.tab_desk import opened, stand_in, strip_words, type_in

WEEK = 7 * DAY
PAY = 9


@pytest.fixture
def tab(at_work: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> HoursTab:
    return opened(qtbot, HoursTab(theme, run_now, at_work, settings))


@pytest.fixture
def sign_in_again(at_work: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> Callable[[], HoursTab]:
    """Gives the tab of the next sign-in, which begins with another week."""

    def sign_in() -> HoursTab:
        made = opened(qtbot, HoursTab(theme, run_now, at_work, settings))
        made.go_to_week(MONDAY + WEEK)
        return made

    return sign_in


def note_of(tab: HoursTab) -> DraftNote:
    """The one draft of a tab, as it comes out of the file."""
    (note,) = tab.drafts()
    return replace(note, content=json.loads(json.dumps(note.content)))


def reopen(tab: HoursTab, note: DraftNote) -> None:
    tab.reopeners()[note.kind](note)


def test_nothing_unsaved_is_no_draft(tab: HoursTab) -> None:
    type_in(tab, ANN, "4")
    assert tab.drafts() == []


def test_hours_and_pay_come_back_into_their_cells(
    tab: HoursTab, sign_in_again: Callable[[], HoursTab], at_work: Desk
) -> None:
    type_in(tab, ANN, "4x")
    type_in(tab, CAL, "a lot", column=PAY)
    note = note_of(tab)
    assert (note.words, note.about) == ("2 entries of the weekly hours", None)
    later = sign_in_again()
    reopen(later, note)
    assert later.monday == MONDAY
    assert later.grid.problems() == tab.grid.problems()
    assert later.unsaved() == tab.unsaved()
    assert [one.text for one in later.grid.rows.problems.values()] == ["4x", "a lot"]
    assert note_of(later).content["cells"][0][:3] == note.content["cells"][0][:3]


def test_pay_changed_by_another_since_is_not_overwritten_unknowingly(
    tab: HoursTab, sign_in_again: Callable[[], HoursTab], at_work: Desk
) -> None:
    work(at_work, "A1", {0: 4})
    tab.refresh()
    type_in(tab, ANN, "a lot", column=PAY)
    note = note_of(tab)
    at_work.hours.record_pay(key_of(at_work, "A1"), MONDAY + WEEK - DAY, 5_000)
    later = sign_in_again()
    reopen(later, note)
    type_in(later, ANN, "60", column=PAY)
    assert "was changed since it was shown: it now is £50.00" in strip_words(later)
    type_in(later, ANN, "60", column=PAY)
    assert not later.grid.problems()


def test_a_reason_begun_is_a_draft_until_it_is_given(
    tab: HoursTab, sign_in_again: Callable[[], HoursTab], at_work: Desk
) -> None:
    work(at_work, "A1", {0: 9, 1: 9})
    at_work.hours.record_pay(key_of(at_work, "A1"), MONDAY + WEEK - DAY, 15_000)
    tab.refresh()
    (row,) = tab.grid.reasons._rows.values()
    row.text.setFocus()
    row.text.insert("Covered a")
    row.text.textEdited.emit(row.text.text())
    note = note_of(tab)
    assert note.words == "why a week went over"
    tab.leave()  # hands it over
    assert tab.drafts() == []
    at_work.hours.give_reason(row.week[0], row.week[1], "Another reason", None)
    later = sign_in_again()
    reopen(later, note)
    ((_, why),) = later.grid.problems()
    assert "Somebody has recorded another reason since: “Another reason”" in why
    later.leave()
    reason = week_to(at_work, ANN).reason
    assert reason is not None
    assert reason.text == "Covered a"
    assert later.drafts() == []


def test_shifts_of_a_job_that_has_gone_are_kept_and_that_is_said(
    tab: HoursTab, sign_in_again: Callable[[], HoursTab], at_work: Desk
) -> None:
    stand_in(tab, ANN)
    tab.ask_shifts()
    form = tab.dialogs.now
    assert isinstance(form, UsualShifts)
    form.week.first_field.setText("9")
    (note,) = form.drafts()
    gone = replace(note, content={**note.content, "activity": 999})
    later = sign_in_again()
    reopen(later, gone)
    assert later.dialogs.now is None
    assert NO_JOB in strip_words(later)
    assert later.drafts() == [gone]
    form.done(0)
