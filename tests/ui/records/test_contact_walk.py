"""Contacts typed at the real window by keyboard alone: one in few keys, six with their actions, a group."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.ui.attachments.dialog import AttachmentsDialog
from ipsdesk.ui.caseload.tab import CaseloadTab
from ipsdesk.ui.contacts.not_entered import NotEnteredDialog
from ipsdesk.ui.printing import PrintPreview
from ipsdesk.ui.records.picker import Picker
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.theme import Theme
from tests.services.records_books import a_unit_of_two
from tests.ui.at_the_window import AtTheWindow, Key
from tests.units import ACCOUNT, PASSPHRASE, TODAY, copy_unit, rows_of, sit_down

Kind = TypeVar("Kind", bound=QDialog)
Ctrl, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FEW_KEYS = 18
"""Keys of an ordinary contact beside the words of its note and its next action."""

NEWEST = (
    "SELECT on_date, kind, attended, mode, place, minutes, note, next_action, next_action_due_on"
    " FROM contacts"
)


class Typist(AtTheWindow):
    """Counts the keys pressed beside words of one's own."""

    keys = 0

    def press(self, *keys: Key | str, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += sum(len(key) if isinstance(key, str) else 1 for key in keys)
        super().press(*keys, with_=with_)

    def say(self, words: str) -> None:
        """Words of one's own, which are not counted."""
        super().press(words)

    @property
    def desk(self) -> Desk:
        assert self.window.desk is not None
        return self.window.desk

    def dialog(self, kind: type[Kind]) -> Kind:
        """The dialog of a kind that has the keyboard, once it is ready for it."""

        def there() -> bool:
            on_top = QApplication.activeModalWidget()
            ready = not isinstance(on_top, RecordDialog) or on_top.form is not None
            return isinstance(on_top, kind) and ready and not getattr(on_top, "is_working", False)

        self.wait(there)
        on_top = QApplication.activeModalWidget()
        assert isinstance(on_top, kind)
        on_top.activateWindow()
        self.wait(on_top.isActiveWindow)
        return on_top

    def sign_in_to_caseload(self, unit: Path) -> CaseloadTab:
        self.window.start(unit)
        self.wait(lambda: QApplication.focusWidget() is not None)
        self.press(ACCOUNT, Key.Key_Tab, PASSPHRASE, Key.Key_Return)
        self.wait(lambda: self.window.page is not None and self.window.page.isVisible())
        page = self.window.page
        assert page is not None
        tab = next(tab for tab in page.tabs if isinstance(tab, CaseloadTab))
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)
        page.go_to(tab)
        return tab

    def add(self, *letters: Key | str) -> RecordDialog:
        """Ctrl+N and the kind."""
        self.press(Key.Key_N, with_=Ctrl)
        self.dialog(Picker)
        self.press(*letters, Key.Key_Return)
        return self.dialog(RecordDialog)

    def save(self) -> None:
        """Ctrl+S; the form closes."""
        self.press(Key.Key_S, with_=Ctrl)
        self.back_at_window()

    def back_at_window(self) -> None:
        """The dialogs are gone, and the window has the keyboard, as a desktop gives it."""
        self.wait(lambda: QApplication.activeModalWidget() is None)
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)

    def shut(self, kind: type[QDialog]) -> None:
        """The dialog of a kind comes up, and is closed again."""
        self.dialog(kind).reject()
        self.back_at_window()


@pytest.fixture
def typist(qtbot: QtBot, theme: Theme, empty_unit: Path, tmp_path: Path) -> Typist:
    """Before the caseload of a unit of two, with Annis Fold's record open."""
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")
    with sit_down(unit) as desk:
        a_unit_of_two(desk, tmp_path)
    typist = Typist(qtbot, theme, tmp_path, TODAY)
    tab = typist.sign_in_to_caseload(unit)
    typist.wait(lambda: tab.people is not None)
    tab.go_to(rows_of(typist.desk, "SELECT id FROM clients WHERE reference = 'C1'")[0][0])
    typist.wait(lambda: tab.person_on_screen() is not None)
    return typist


def test_an_ordinary_contact_takes_few_keys(typist: Typist) -> None:
    typist.keys = 0
    typist.add()
    typist.press("f", Key.Key_Tab, "u", Key.Key_Tab, "30", Key.Key_Tab)
    typist.say("Went through three adverts together")
    typist.press(Key.Key_Tab, Key.Key_Tab)
    typist.say("Ring the bakery")
    typist.press(Key.Key_Tab, "27/11")
    typist.save()
    assert rows_of(typist.desk, f"{NEWEST} ORDER BY id DESC LIMIT 1") == [
        (
            *(TODAY.isoformat(), "client", 1, "face to face", "unit", 30),
            *("Went through three adverts together", "Ring the bakery", "2026-11-27"),
        )
    ]
    named = "SELECT reference FROM clients JOIN contact_clients ON client_id = clients.id WHERE contact_id = "
    assert rows_of(typist.desk, f"{named}(SELECT max(id) FROM contacts)") == [("C1",)]
    assert typist.keys == FEW_KEYS
    assert typist.said_saved()
    typist.leave()


def test_six_contacts_with_their_actions_one_after_another(typist: Typist) -> None:
    before = rows_of(typist.desk, "SELECT count(*) FROM contacts")[0][0]
    dialog = typist.add()
    for number in range(1, 7):
        typist.press("phone", Key.Key_Tab, Key.Key_Tab, str(number), Key.Key_Tab)
        typist.press(
            f"Call number {number}", Key.Key_Tab, Key.Key_Tab, f"Action {number}", Key.Key_Tab, "fri"
        )
        if number < 6:
            form = dialog.form
            typist.press(Key.Key_S, with_=Ctrl | Shift)
            typist.wait(lambda shown=form: not dialog.is_working and dialog.form is not shown)  # type: ignore[misc]
    typist.save()
    found = rows_of(
        typist.desk, f"SELECT next_action, minutes, mode FROM contacts ORDER BY id LIMIT 6 OFFSET {before}"
    )
    assert found == [(f"Action {number}", number, "phone") for number in range(1, 7)]
    typist.leave()


def test_a_group_is_found_by_typing(typist: Typist) -> None:
    dialog = typist.add()
    assert dialog.form is not None
    dialog.form.go_to("client_ids")
    typist.press("larch", Key.Key_Return)
    assert dialog.form.typed()["client_ids"] == ["1", "2"]
    typist.save()
    contact = "(SELECT max(id) FROM contacts)"
    assert rows_of(typist.desk, f"SELECT count(*) FROM contact_clients WHERE contact_id = {contact}") == [
        (2,)
    ]
    typist.leave()


def test_a_long_note_is_kept_to_its_last_letter(typist: Typist) -> None:
    dialog = typist.add()
    assert dialog.form is not None
    dialog.form.go_to("note")
    note = QApplication.focusWidget()
    assert isinstance(note, QPlainTextEdit)
    QApplication.clipboard().setText("word " * 2000)
    QTest.keyClick(note, Key.Key_V, Ctrl)
    assert len(note.toPlainText()) == 10_000
    QTest.keyClicks(note, "and still it goes on")
    typist.save()
    assert rows_of(typist.desk, "SELECT length(note) FROM contacts ORDER BY id DESC LIMIT 1") == [(10_020,)]
    typist.leave()


def test_what_is_chosen_is_copied_marked_listed_and_handed_out(typist: Typist) -> None:
    typist.add()
    typist.save()
    tab = typist.window.page and typist.window.page.current_tab()
    assert isinstance(tab, CaseloadTab)
    typist.wait(lambda: len(tab.record.timeline.list.entries.entries) > 0)
    entries = tab.record.timeline.list.entries.entries
    place = next(place for place, entry in enumerate(entries) if entry.source == "contact")
    tab.record.timeline.list.setFocus()
    tab.record.timeline.list.setCurrentIndex(tab.record.timeline.list.model().index(place, 0))
    typist.wait(lambda: tab.contacts_on_screen() != ())
    typist.press(Key.Key_C, with_=Ctrl | Shift)
    assert "Annis Fold" in QApplication.clipboard().text()
    typist.press(Key.Key_J, with_=Ctrl)
    marked = "SELECT count(*) FROM contacts WHERE entered_on IS NOT NULL"
    assert rows_of(typist.desk, marked) == [(1,)]
    assert typist.window.page is not None
    typist.window.page.actions_table["not-entered"].trigger()
    waiting = typist.dialog(NotEnteredDialog)
    assert waiting.counts.text().startswith("3 contacts wait to be entered")
    typist.shut(NotEnteredDialog)
    typist.press(Key.Key_A, with_=Ctrl | Shift)
    typist.shut(AttachmentsDialog)
    typist.press(Key.Key_O, with_=Ctrl | Shift)
    typist.dialog(Picker)
    typist.press("timetable", Key.Key_Return)
    typist.shut(PrintPreview)
    typist.leave()
