"""The form of a record in its dialog: filled by keyboard, saved, refused, merged, kept as a draft."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import SavedRecord, Typed
from ipsdesk.ui.background import run_now
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.records.record_dialog import ASK, RecordDialog, Wanted, reopen_draft
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from ipsdesk.ui.told.consent_strip import ConsentStrip
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import rows_of

Key = Qt.Key
COMES_AND_GOES = ("employer_id", "team_id", "purpose", "matches_plan", "by", "outreach", "outcome")
Opens = Callable[[Wanted], RecordDialog]


@pytest.fixture
def at(theme: Theme, desk: Desk, settings: QSettings, qtbot: QtBot) -> AtDesk:
    """An open unit with nobody in it, and the page a dialog is opened over."""
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    assert QTest.qWaitForWindowActive(page)
    return AtDesk(theme, run_now, desk, settings, page)


@pytest.fixture
def annis(desk: Desk) -> int:
    """A person."""
    return desk.editing.save(Typed("client", None, 0, {"reference": "C1", "name": "Annis Fold"})).id


@pytest.fixture
def opened(at: AtDesk, qtbot: QtBot) -> Opens:
    """Opens the dialog and gives it the keyboard."""

    def open_it(wanted: Wanted) -> RecordDialog:
        dialog = RecordDialog(at, wanted)
        at.open(dialog)
        dialog.activateWindow()  # a desktop would do so
        qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
        return dialog

    return open_it


def press(*keys: Key | str) -> None:
    for key in keys:
        at = QApplication.focusWidget()
        assert at is not None
        QTest.keyClicks(at, key) if isinstance(key, str) else QTest.keyClick(at, key)


def test_a_new_person_is_typed_and_saved(at: AtDesk, opened: Opens, qtbot: QtBot) -> None:
    dialog = opened(Wanted("client"))
    saved: list[SavedRecord] = []
    dialog.saved.connect(saved.append)
    press("Annis Fold", Key.Key_Tab, "999 000 0018", Key.Key_Tab, "21/10/1992")
    QTest.keyClick(dialog, Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert rows_of(at.desk, "SELECT name, nhs_number, born_on FROM clients") == [
        ("Annis Fold", "9990000018", "1992-10-21")
    ]
    assert saved[0].done.words == "Added: client Annis Fold"


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(at: AtDesk, opened: Opens) -> None:
    dialog = opened(Wanted("client"))
    assert dialog.form is not None
    press(Key.Key_Tab, "999 123 4567")
    dialog.next.click()
    assert dialog.isVisible()
    assert dialog.form.typed()["nhs_number"] == "999 123 4567"
    assert "name" in dialog.form.rows
    assert rows_of(at.desk, "SELECT count(*) FROM clients") == [(0,)]


def test_save_and_new_goes_on_with_what_was_known(at: AtDesk, opened: Opens, annis: int) -> None:
    dialog = opened(Wanted("contact", given={"client_ids": [str(annis)], "kind": "client"}))
    press("1/5/2026")
    dialog.back.click()
    assert dialog.isVisible()
    assert dialog.form is not None
    assert dialog.form.rows["on_date"].editor.typed() == "01/05/2026"
    press("phone")
    dialog.next.click()
    assert rows_of(at.desk, "SELECT on_date, mode FROM contacts") == [
        ("2026-05-01", None),
        ("2026-05-01", "phone"),
    ]
    assert rows_of(at.desk, "SELECT count(*) FROM contact_clients") == [(2,)]


def test_the_day_from_which_a_change_holds_is_asked_for_dated_facts_alone(
    at: AtDesk, opened: Opens, annis: int
) -> None:
    dialog = opened(Wanted("client", annis))
    form = dialog.form
    assert form is not None
    form.show_typed({"name": "Annis Hay"})
    assert not form.rows["since"].isVisibleTo(dialog)
    form.show_typed({"legal_status": "03", "since": "1/5/2026"})
    assert form.rows["since"].isVisibleTo(dialog)
    dialog.next.click()
    assert rows_of(at.desk, "SELECT fact, from_on, value FROM changes") == [
        ("Legal status", "2026-05-01", "03")
    ]


def test_what_someone_else_saved_meanwhile_is_kept_under_what_was_typed(
    at: AtDesk, opened: Opens, annis: int
) -> None:
    dialog = opened(Wanted("client", annis))
    form = dialog.form
    assert form is not None
    form.show_typed({"name": "Annis Hay"})
    theirs = {"nhs_number": "9990000018"}
    at.desk.editing.save(Typed("client", annis, 1, theirs))
    dialog.next.click()
    assert dialog.isVisible()
    assert form.typed()["nhs_number"] == "999 000 0018"
    assert form.typed()["name"] == "Annis Hay"
    dialog.next.click()
    assert rows_of(at.desk, "SELECT name, nhs_number FROM clients") == [("Annis Hay", "9990000018")]


def test_leaving_asks_once_if_something_was_typed(at: AtDesk, opened: Opens) -> None:
    dialog = opened(Wanted("client"))
    press("Annis")
    press(Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.doing.text() == ASK
    press(Key.Key_Escape)
    assert dialog.doing.text() == ""
    press(Key.Key_Escape)
    dialog.cancel.click()
    assert not dialog.isVisible()
    assert rows_of(at.desk, "SELECT count(*) FROM clients") == [(0,)]


def test_what_is_typed_comes_back_from_a_draft(at: AtDesk, opened: Opens, annis: int) -> None:
    dialog = opened(Wanted("plan", given={"client_id": str(annis)}))
    assert dialog.drafts() == ()
    press("not a day")
    (note,) = dialog.drafts()
    assert (note.about, note.words) == (annis, "a plan")
    dialog.done(QDialog.DialogCode.Rejected)
    reopen_draft(at, note)
    again = next(one for one in at.page.findChildren(RecordDialog) if one.isVisible())
    assert again.form is not None
    assert again.form.typed()["agreed_on"] == "not a day"
    again.done(QDialog.DialogCode.Rejected)


@pytest.mark.parametrize("size", [100, 200])
def test_it_can_be_used_by_keyboard_and_ear(
    at: AtDesk, opened: Opens, theme: Theme, annis: int, size: int
) -> None:
    theme.choose(Shade.LIGHT, size)
    dialog = opened(Wanted("client", annis))
    for looked_for in (unnamed, too_small, out_of_keyboards_reach, cut):
        assert looked_for(dialog) == []


def test_a_contact_shows_what_its_kind_asks_for_and_warns(opened: Opens, annis: int, qtbot: QtBot) -> None:
    dialog = opened(Wanted("contact", given={"client_ids": [str(annis)], "kind": "client"}))
    form = dialog.form
    assert form is not None

    def shown() -> set[str]:
        return {key for key in COMES_AND_GOES if form.rows[key].isVisibleTo(dialog)}

    assert shown() == set()
    form.show_typed({"kind": "employer"})
    assert shown() == {"employer_id", "purpose", "matches_plan", "by", "outcome"}
    strip = dialog.findChild(ConsentStrip)
    assert strip is not None
    qtbot.waitUntil(lambda: "never asked for" in strip.without.words.text())
    assert form.rows["without_consent"].isVisibleTo(dialog)
    form.show_typed({"kind": "care coordinator"})
    assert shown() == {"team_id"}
    qtbot.waitUntil(strip.isHidden)
    assert not form.rows["without_consent"].isVisibleTo(dialog)
    form.show_typed({"attended": "1"})
    assert shown() == {"team_id", "outreach"}
    form.folding.unfold()
    assert shown() == set(COMES_AND_GOES)


def test_a_folded_field_with_a_problem_is_shown(opened: Opens, annis: int) -> None:
    dialog = opened(Wanted("contact", given={"client_ids": [str(annis)], "kind": "client"}))
    form = dialog.form
    assert form is not None
    form.show_problems({"entered_on": "Entered: not so"})
    assert form.rows["entered_on"].isVisibleTo(dialog)


@pytest.mark.parametrize("size", [100, 200])
def test_a_contact_with_problems_can_be_used_by_keyboard_and_ear(
    opened: Opens, theme: Theme, annis: int, qtbot: QtBot, size: int
) -> None:
    theme.choose(Shade.LIGHT, size)
    dialog = opened(Wanted("contact", given={"client_ids": [str(annis)], "kind": "employer"}))
    assert dialog.form is not None
    dialog.form.show_typed({"minutes": "half an hour", "mode": "by pigeon"})
    dialog.next.click()
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: too_small(dialog) == [])  # laid out
    for looked_for in (unnamed, too_small, out_of_keyboards_reach, cut):
        assert looked_for(dialog) == []
