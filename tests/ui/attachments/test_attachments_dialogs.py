"""Letters and scans in the window: chosen or dropped, refused in words, looked at, copied, removed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Typed
from ipsdesk.ui.attachments.adding import AttachFile, reopen_attaching
from ipsdesk.ui.attachments.dialog import NOT_SHOWN, AttachmentsDialog
from ipsdesk.ui.attachments.viewer import AttachmentViewer
from ipsdesk.ui.background import run_now
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from ipsdesk.ui.trail.removing import Remove
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import rows_of

Dialogs = Callable[[type[QDialog]], QDialog]
KEPT = "SELECT title, type, file_name FROM attachments WHERE removed_at IS NULL ORDER BY id"


@pytest.fixture
def annis(desk: Desk) -> int:
    return desk.editing.save(Typed("client", None, 0, {"reference": "C1", "name": "Annis Fold"})).id


@pytest.fixture
def at(theme: Theme, desk: Desk, settings: QSettings, qtbot: QtBot) -> AtDesk:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    return AtDesk(theme, run_now, desk, settings, page)


@pytest.fixture
def listed(at: AtDesk, annis: int, qtbot: QtBot) -> AttachmentsDialog:
    dialog = AttachmentsDialog(at, annis, "Annis Fold")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "Letter from the bakery.txt"
    path.write_text("Dear Annis")
    return path


def opened(at: AtDesk, kind: type[QDialog]) -> QDialog:
    """The newest dialog of a kind."""
    return [one for one in at.page.findChildren(kind) if one.isVisible()][-1]


def drop(widget: QWidget, path: Path) -> None:
    """Let a file fall on it."""
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    how = (Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    widget.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), *how))
    widget.dropEvent(QDropEvent(QPoint(5, 5), *how))


def test_a_dropped_letter_is_kept_and_looked_at(
    at: AtDesk, listed: AttachmentsDialog, desk: Desk, letter: Path
) -> None:
    drop(listed, letter)
    adding = opened(at, AttachFile)
    assert isinstance(adding, AttachFile)
    assert adding.form.typed()["title"] == "Letter from the bakery"
    adding.form.show_typed({"type": "letter", "dated_on": "4 may"})
    adding.next.click()
    assert rows_of(desk, KEPT) == [("Letter from the bakery", "letter", "Letter from the bakery.txt")]
    assert len(listed.panel.model.shown) == 1
    listed.look()
    viewer = listed.findChild(AttachmentViewer)
    assert viewer is not None
    text = viewer.area
    assert isinstance(text, QPlainTextEdit)
    assert text.toPlainText() == "Dear Annis"


def test_a_program_is_refused_in_a_sentence_and_what_was_typed_stays(
    at: AtDesk, annis: int, desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"MZ\x90\x00")
    adding = AttachFile(at, annis, "Annis Fold", path=path)
    at.open(adding)
    adding.form.show_typed({"title": "A letter", "type": "letter"})
    adding.next.click()
    assert adding.isVisible()
    said = [label.text() for label in adding.form.summary.findChildren(QLabel)]
    assert any("is a program or a script" in words for words in said)
    assert adding.form.typed()["title"] == "A letter"
    assert rows_of(desk, KEPT) == []
    adding.done(0)


def test_without_a_file_it_asks_for_one_and_a_lost_file_is_told(at: AtDesk, annis: int, letter: Path) -> None:
    adding = AttachFile(at, annis, "Annis Fold")
    at.open(adding)
    adding.next.click()
    assert adding.isVisible()
    adding.take(str(letter))
    letter.unlink()
    adding.form.show_typed({"type": "letter"})
    adding.next.click()
    assert adding.isVisible()
    (note,) = adding.drafts()
    adding.done(0)
    again = reopen_attaching(at, note)
    assert again.path == letter
    assert again.form.typed()["type"] == "letter"
    again.done(0)


def test_a_copy_says_that_it_is_outside_the_encryption(
    at: AtDesk, listed: AttachmentsDialog, letter: Path, tmp_path: Path
) -> None:
    drop(listed, letter)
    adding = opened(at, AttachFile)
    assert isinstance(adding, AttachFile)
    adding.form.show_typed({"type": "letter"})
    adding.next.click()
    listed.save_to(str(tmp_path / "copy.txt"))
    assert (tmp_path / "copy.txt").read_text() == "Dear Annis"
    assert "outside the encryption" in listed.outcome.words.text()
    listed.save_to(str(tmp_path / "no such folder" / "copy.txt"))
    assert "the copy" in listed.outcome.words.text()


def test_what_is_not_shown_inside_is_said_and_removal_asks_why(
    at: AtDesk, listed: AttachmentsDialog, desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.7")
    drop(listed, path)
    adding = opened(at, AttachFile)
    assert isinstance(adding, AttachFile)
    adding.form.show_typed({"type": "letter"})
    adding.next.click()
    listed.look()
    assert listed.outcome.words.text() == NOT_SHOWN
    listed.remove_it()
    removing = opened(at, Remove)
    assert isinstance(removing, Remove)
    removing.step.reason.show_value("somebody else's")
    removing.next.click()
    assert rows_of(desk, KEPT) == []
    assert len(listed.panel.model.shown) == 0


@pytest.mark.parametrize("size", [100, 200])
def test_every_dialog_can_be_used_by_keyboard_and_ear(
    at: AtDesk, qtbot: QtBot, annis: int, tmp_path: Path, size: int
) -> None:
    at.theme.choose(Shade.LIGHT, size)
    listed = AttachmentsDialog(at, annis, "Annis Fold")
    qtbot.addWidget(listed)
    listed.show()
    path = tmp_path / "scan.png"
    picture = QImage(60, 80, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    assert picture.save(str(path))
    drop(listed, path)
    adding = opened(at, AttachFile)
    assert isinstance(adding, AttachFile)
    for looked_for in (unnamed, too_small, out_of_keyboards_reach, cut):
        assert looked_for(adding) == []
    adding.next.click()
    for looked_for in (unnamed, too_small, out_of_keyboards_reach, cut):
        assert looked_for(listed) == []
    listed.look()
    viewer = listed.findChild(AttachmentViewer)
    assert viewer is not None
    for looked_for in (unnamed, too_small, out_of_keyboards_reach, cut):
        assert looked_for(viewer) == []
