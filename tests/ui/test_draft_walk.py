"""What was being written when the window locked is given back to its writer, and to nobody else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.errors import NoSpace
from ipsdesk.services.accounts_rules import NewAccount
from ipsdesk.services.drafts import Drafts
from ipsdesk.services.hours_records import Shift
from ipsdesk.services.roles import Role
from ipsdesk.ui.frame.drafts_offer import DraftsOffer
from ipsdesk.ui.frame.unsaved import Unsaved
from ipsdesk.ui.hours.shifts import CHANGED_SINCE, UsualShifts
from ipsdesk.ui.theme import Theme
from tests.services.hours_books import ANN, a_unit_at_work, key_of
from tests.services.hours_books import person as person_of
from tests.ui.at_the_window import AtTheWindow, Key
from tests.units import ACCOUNT, CHEAP, PASSPHRASE, copy_unit, rows_of, sit_down

TODAY = date(2026, 4, 15)
MONDAY, TUESDAY = "Packer, Monday 13 April", "Packer, Tuesday 14 April"
OTHER, THEIR_PASSPHRASE = "Tom Ellery", "pebble orchard violin magnet cradle"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def unit(empty_unit: Path, tmp_path: Path) -> Path:
    """Three people at work, and a second account."""
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        a_unit_at_work(desk, tmp_path)
        desk.accounts.cost = CHEAP
        desk.accounts.add(NewAccount(OTHER, Role.PRACTITIONER, THEIR_PASSPHRASE))
    return unit


@pytest.fixture
def person(qtbot: QtBot, theme: Theme, tmp_path: Path) -> AtTheWindow:
    return AtTheWindow(qtbot, theme, tmp_path, TODAY)


def sign_in(person: AtTheWindow, account: str, passphrase: str) -> None:
    """At the sign-in that a lock has left."""
    person.wait(lambda: person.window.sign_in.isVisible() and not person.background.busy)
    person.window.activateWindow()  # as a desktop does when a dialog has closed
    person.wait(person.window.isActiveWindow)
    person.window.sign_in.ask(person.window._folder, account)
    person.press(passphrase, Key.Key_Return)
    person.wait(lambda: person.window.page is not None and person.window.page.isVisible())
    person.wait(lambda: not person.background.busy)


def lock(person: AtTheWindow) -> None:
    """Ctrl+L is the window's; from a dialog the idle lock or the computer's lock screen comes."""
    assert person.window.guard is not None
    person.window.guard.session.lock_wanted.emit("Locked with the screen.")
    person.wait(lambda: person.window.page is None)


def finish(person: AtTheWindow) -> None:
    """Whatever is open; the sign-in then looks at the unit's folder."""
    lock(person)
    person.wait(lambda: not person.background.busy)
    person.background.finish()


def offer_of(person: AtTheWindow) -> DraftsOffer:
    """The strip that offers drafts."""
    assert person.window.page is not None
    return person.window.page.offer


def said(root: QWidget) -> str:
    """All words on screen in it."""
    return "\n".join(label.text() for label in root.findChildren(QLabel) if label.isVisible())


def form(person: AtTheWindow) -> UsualShifts:
    """The usual shifts that are open, with the keyboard in them."""
    person.wait(lambda: isinstance(person.tab.dialogs.now, UsualShifts))
    opened = person.tab.dialogs.now
    assert isinstance(opened, UsualShifts)
    opened.activateWindow()  # a desktop would do so
    person.wait(lambda: opened.isActiveWindow() and opened.focusWidget() is not None)
    return opened


def drafts_in(unit: Path) -> list[tuple[str, str]]:
    """Kind and words of all drafts in the file, anybody's."""
    with sit_down(unit, TODAY) as desk:
        return [(kind, words) for kind, words in rows_of(desk, "SELECT kind, words FROM drafts")]


def begin_shifts(person: AtTheWindow, unit: Path) -> UsualShifts:
    """Somebody types half of Annis's usual shifts."""
    person.sign_in(unit)
    person.go_to(ANN, MONDAY)
    person.press(Key.Key_U, with_=CTRL)
    opened = form(person)
    person.press("9", Key.Key_Tab, "13.30", Key.Key_Tab, Key.Key_Tab, "half past")
    return opened


def test_a_form_comes_back_to_its_writer_and_nobody_else_sees_it(person: AtTheWindow, unit: Path) -> None:
    typed = begin_shifts(person, unit).week.typed()
    assert typed["Monday"] == [["09:00", "13:30"]]
    assert "half past" in str(typed)
    lock(person)
    assert "What was not saved is kept as a draft, for whoever wrote it." in said(person.window)
    assert ANN not in said(person.window)

    sign_in(person, OTHER, THEIR_PASSPHRASE)
    assert not offer_of(person).isVisible()
    assert "You were writing" not in said(person.window)
    person.press(Key.Key_L, with_=CTRL)

    sign_in(person, ACCOUNT, PASSPHRASE)
    person.wait(lambda: offer_of(person).isVisible())
    assert f"You were writing usual shifts for {ANN} at " in said(offer_of(person))
    person.press(Key.Key_Return)  # the keyboard is at Keep
    opened = form(person)
    assert opened.week.typed() == typed
    assert not offer_of(person).isVisible()
    wrong = opened.week.days[1].pairs[0]
    for line in (wrong.since, wrong.until):
        line.clear()
    for day in opened.week.days[2:]:
        for pair in day.pairs:
            pair.since.clear()
            pair.until.clear()
    opened.save.click()
    person.wait(lambda: person.tab.dialogs.now is None and not person.background.busy)
    person.window.activateWindow()
    person.wait(person.window.isActiveWindow)
    person.wait(lambda: not person.background.busy)
    finish(person)
    assert drafts_in(unit) == []
    with sit_down(unit, TODAY) as desk:
        recorded = person_of(desk, ANN).records.job(key_of(desk, "A1")).shifts
        assert list(recorded) == [Shift("Monday", "09:00", "13:30")]
        noted = rows_of(desk, "SELECT account_id, details FROM audit_entries WHERE action = 'kept drafts'")
    assert [(account, "Annis" in details or "13" in details) for account, details in noted] == [(1, False)]


def test_what_could_not_be_saved_stands_in_its_cell_again(person: AtTheWindow, unit: Path) -> None:
    person.sign_in(unit)
    person.go_to(ANN, MONDAY)
    person.press("abc", Key.Key_Return)
    person.press(Key.Key_L, with_=CTRL)
    person.wait(lambda: person.window.page is None)
    with sit_down(unit, TODAY) as desk:  # somebody records that day meanwhile
        desk.hours.record(key_of(desk, "A1"), date(2026, 4, 13), 3 * 3600)
    sign_in(person, ACCOUNT, PASSPHRASE)
    person.wait(lambda: offer_of(person).isVisible())
    assert f"weekly hours for {ANN}" in said(offer_of(person))
    person.press(Key.Key_Return)
    person.wait(lambda: person.tab.grid.week is not None and bool(person.tab.grid.problems()))
    person.wait(lambda: "Not saved: 'abc'" in person.heard())
    person.press("5", Key.Key_Return)
    person.wait(person.tab.is_settled)
    person.go_to(ANN, MONDAY)
    assert "was changed since it was shown: it now has 3 h" in person.heard()
    person.press("5", Key.Key_Return)  # knowing that
    person.wait(lambda: person.tab.is_settled() and not person.tab.grid.problems())
    person.leave()
    assert drafts_in(unit) == []


def test_a_reason_that_could_not_be_saved_comes_back(person: AtTheWindow, unit: Path) -> None:
    person.sign_in(unit)
    person.go_to(ANN, MONDAY)
    person.press("9", Key.Key_Tab, "9", Key.Key_Return)
    person.go_to(ANN, ", pay,")
    person.press("150", Key.Key_Tab)
    person.press("Covered a shift", Key.Key_Tab, "31/31")
    person.press(Key.Key_L, with_=CTRL)
    person.wait(lambda: person.window.page is None)
    sign_in(person, ACCOUNT, PASSPHRASE)
    person.wait(lambda: offer_of(person).isVisible())
    assert f"why a week went over for {ANN}" in said(offer_of(person))
    person.press(Key.Key_Return)
    person.wait(lambda: person.tab.grid.week is not None and bool(person.tab.grid.reasons.begun()))
    (begun,) = person.tab.grid.reasons.begun().values()
    assert (begun.typed.text, begun.typed.day) == ("Covered a shift", "31/31")
    finish(person)


def test_a_draft_is_thrown_away_for_good(person: AtTheWindow, unit: Path) -> None:
    begin_shifts(person, unit)
    lock(person)
    sign_in(person, ACCOUNT, PASSPHRASE)
    person.wait(lambda: offer_of(person).isVisible())
    person.press(Key.Key_Tab, Key.Key_Return)
    person.wait(lambda: not offer_of(person).isVisible() and not person.background.busy)
    person.leave()
    assert drafts_in(unit) == []


def test_who_changed_the_shifts_meanwhile_is_not_overwritten_unknowingly(
    person: AtTheWindow, unit: Path
) -> None:
    begin_shifts(person, unit)
    lock(person)
    person.wait(lambda: not person.background.busy)
    with sit_down(unit, TODAY) as desk:
        desk.hours.set_usual_shifts(key_of(desk, "A1"), [Shift("Friday", "10:00", "12:00")])
    sign_in(person, ACCOUNT, PASSPHRASE)
    person.wait(lambda: offer_of(person).isVisible())
    person.press(Key.Key_Return)
    opened = form(person)
    assert CHANGED_SINCE in said(opened)
    finish(person)


def test_a_power_cut_loses_no_more_than_the_last_seconds(person: AtTheWindow, unit: Path) -> None:
    begin_shifts(person, unit)
    assert person.window.guard is not None
    assert person.window.desk is not None
    person.window.guard.writing.look()
    person.wait(lambda: not person.background.busy)
    assert [draft.note.kind for draft in person.window.desk.drafts.mine()] == ["usual shifts"]
    form(person).done(0)
    person.window.activateWindow()
    person.wait(person.window.isActiveWindow)
    person.wait(lambda: person.window.desk is not None and person.window.desk.drafts.mine() == [])
    kept = rows_of(person.window.desk, "SELECT * FROM audit_entries WHERE action = 'kept drafts'")
    assert kept == []
    finish(person)


def test_leaving_over_something_unsaved_keeps_it_too(person: AtTheWindow, unit: Path) -> None:
    person.sign_in(unit)
    person.go_to(ANN, MONDAY)
    person.press("abc", Key.Key_Return)
    person.press(Key.Key_Q, with_=CTRL)
    person.wait(lambda: bool(person.window.findChildren(Unsaved)))
    (question,) = person.window.findChildren(Unsaved)
    question.accept()
    person.wait(lambda: not person.window.isVisible())
    person.background.finish()
    assert drafts_in(unit) == [("weekly hours", "weekly hours")]


def test_on_a_full_disk_the_sign_in_says_what_was_not_kept(
    person: AtTheWindow, unit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise NoSpace("The disk is full.")

    person.sign_in(unit)
    person.go_to(ANN, MONDAY)
    person.press("abc", Key.Key_Return)
    monkeypatch.setattr(Drafts, "keep", full)
    person.press(Key.Key_L, with_=CTRL)
    person.wait(lambda: person.window.page is None)
    assert "1 entry that could not be saved was not kept: type it again." in said(person.window)
    person.wait(lambda: not person.background.busy)
    person.background.finish()
