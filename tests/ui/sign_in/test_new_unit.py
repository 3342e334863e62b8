"""A new unit from the keyboard alone, its recovery key typed back, and what is refused on the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.glance import file_name
from ipsdesk.services.desk import make_unit, open_desk
from ipsdesk.ui.background import run_now
from ipsdesk.ui.printing import PrintPreview
from ipsdesk.ui.sign_in.key_step import KEY_IS_RIGHT, NOT_THE_KEY
from ipsdesk.ui.sign_in.new_unit import LEAVE_TITLE, NewUnit
from ipsdesk.ui.sign_in.passphrase_step import NOT_THE_SAME
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from ipsdesk.ui.widgets.breakable import MAY_BREAK
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import CHEAP

Made = list[tuple[Path, str]]


@pytest.fixture
def made() -> Made:
    return []


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, made: Made) -> NewUnit:
    dialog = NewUnit(theme, run_now, partial(make_unit, cost=CHEAP))
    qtbot.addWidget(dialog)
    dialog.made.connect(lambda folder, account: made.append((folder, account)))
    dialog.open()
    QTest.qWaitForWindowActive(dialog)
    return dialog


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def keys(words: str, *after: Qt.Key) -> None:
    QTest.keyClicks(focused(), words)
    for key in after:
        QTest.keyClick(focused(), key)


def words_on(dialog: QWidget) -> str:
    words = "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())
    return words.replace(MAY_BREAK, "")


def through_place(folder: Path) -> None:
    keys("Larkrise House", Qt.Key.Key_Tab)
    focused().selectAll()  # type: ignore[attr-defined] # the field of the folder
    keys(str(folder), Qt.Key.Key_Return)


def through_account() -> None:
    """Tab to *Use this one*, take it, and make the unit."""
    keys("Sam Okafor", Qt.Key.Key_Tab, Qt.Key.Key_Return)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)  # Another
    QTest.keyClick(focused(), Qt.Key.Key_Tab)  # the passphrase
    QTest.keyClick(focused(), Qt.Key.Key_Return)


def test_from_the_keyboard_alone(dialog: NewUnit, made: Made, tmp_path: Path) -> None:
    folder = tmp_path / "Larkrise.ipsdesk"
    through_place(folder)
    passphrase = dialog.account.offered.text()
    through_account()
    key = dialog.key.key
    assert len(key) == 41
    assert dialog.account.passphrase == ""
    QTest.keyClick(focused(), Qt.Key.Key_Tab)  # from Print… to the field
    keys(key.lower().replace("-", " "))
    assert KEY_IS_RIGHT in words_on(dialog)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert made == [(folder, "Sam Okafor")]
    assert not dialog.isVisible()
    assert key.split("-")[0] not in words_on(dialog)
    with open_desk(folder, "Sam Okafor", passphrase) as desk:
        assert desk.unit_name == "Larkrise House"


def test_nothing_is_finished_before_the_key_is_typed_back(
    dialog: NewUnit, made: Made, tmp_path: Path
) -> None:
    through_place(tmp_path / "Larkrise.ipsdesk")
    through_account()
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    keys(dialog.key.key.replace("-", "")[:-2], Qt.Key.Key_Return)
    assert NOT_THE_KEY not in words_on(dialog)  # still being typed
    keys("II")
    assert NOT_THE_KEY in words_on(dialog)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert (made, dialog.isVisible()) == ([], True)


def test_closing_without_the_key_asks_once(dialog: NewUnit, made: Made, tmp_path: Path) -> None:
    folder = tmp_path / "Larkrise.ipsdesk"
    through_place(folder)
    through_account()
    dialog.close()
    assert dialog.isVisible()
    assert LEAVE_TITLE in words_on(dialog)
    QTest.keyClick(focused(), Qt.Key.Key_Return)  # back to the key
    assert dialog.key.key.split("-")[0] in words_on(dialog)
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    QTest.keyClick(focused(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)  # Go without it
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert made == [(folder, "Sam Okafor")]


def test_what_the_service_refuses_is_said_and_can_be_mended(dialog: NewUnit, tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter.txt").write_text("something", "utf-8")
    through_place(full)
    keys("Sam", Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    keys("short", Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    keys("shorter", Qt.Key.Key_Return)
    assert NOT_THE_SAME in words_on(dialog)
    dialog.account.rows["again"].editor.show_value("short")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    dialog._next.click()
    assert "it needs 14, or five random words" in words_on(dialog.account.summary)
    dialog.account.use.click()
    dialog._next.click()
    assert f"There is something in {full} already" in words_on(dialog.account.summary)
    assert [one.name for one in full.iterdir()] == ["letter.txt"]
    dialog._back.click()
    dialog.place.rows["folder"].editor.show_value(str(tmp_path / "free.ipsdesk"))
    dialog._next.click()
    dialog._next.click()
    assert dialog.key.key


def test_a_step_says_what_is_missing(dialog: NewUnit) -> None:
    dialog.place.rows["folder"].editor.show_value("somewhere")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert "Name of the unit: nothing is filled in yet" in words_on(dialog)
    assert "the whole path" in words_on(dialog)
    QTest.keyClick(focused(), Qt.Key.Key_Return)  # the link in the summary
    assert dialog.place.rows["unit"].editor.isAncestorOf(focused())


def test_the_folder_follows_the_name_until_it_is_chosen(dialog: NewUnit, tmp_path: Path) -> None:
    keys("North: A/B?")
    assert dialog.place.folder.name == "North- A-B.ipsdesk"
    dialog.place._place.found.emit(tmp_path)
    assert dialog.place.folder == tmp_path / "North- A-B.ipsdesk"
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    keys("x")
    dialog.place.rows["unit"].editor.setFocus()
    keys(" South")
    assert "South" not in str(dialog.place.folder)


@pytest.mark.parametrize(
    ("unit", "name"), [("", "Unit"), ("..", "Unit"), ("a" * 200, "a" * 80), (" Ward 4 ", "Ward 4")]
)
def test_names_of_folders(unit: str, name: str) -> None:
    assert file_name(unit) == name


def test_esc_leaves_at_once_while_nothing_is_made(dialog: NewUnit, made: Made) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert (dialog.isVisible(), made) == (False, [])


def test_a_synchronised_folder_is_warned_of_and_the_key_is_printed(dialog: NewUnit, tmp_path: Path) -> None:
    through_place(tmp_path / "OneDrive" / "Larkrise.ipsdesk")
    through_account()
    assert "looks synchronised" in words_on(dialog)
    QTest.keyClick(focused(), Qt.Key.Key_Return)  # Print…
    preview = dialog.findChild(PrintPreview)
    assert isinstance(preview, PrintPreview)
    assert preview.isVisible()
    preview.close()


@pytest.mark.parametrize("look", [(Shade.LIGHT, 100), (Shade.LIGHT, 200)])
def test_everybody_can_use_each_step(
    dialog: NewUnit, theme: Theme, tmp_path: Path, look: tuple[Shade, int]
) -> None:
    theme.choose(*look)
    place = partial(through_place, tmp_path / "Larkrise.ipsdesk")
    steps: tuple[Callable[[], object], ...] = (focused, place, through_account, dialog.close)
    for step in steps:
        step()
        QTest.qWait(20)
        assert unnamed(dialog) == []
        assert too_small(dialog) == []
        assert out_of_keyboards_reach(dialog) == []
        assert cut(dialog) == []
        assert dialog._scroll.horizontalScrollBar().maximum() == 0
        assert dialog._scroll.verticalScrollBar().maximum() == 0 or look[1] == 200
