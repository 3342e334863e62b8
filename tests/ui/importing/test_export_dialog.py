"""The unit goes out with a password or knowingly without; what can't be written leaves nothing behind."""

from __future__ import annotations

import resource
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipsdesk.exchange.workbook_in import read_workbook
from ipsdesk.services.desk import Desk
from ipsdesk.ui.background import RunInBackground, run_now
from ipsdesk.ui.importing.export_dialog import ExportDialog
from ipsdesk.ui.theme import Theme
from tests.ui.importing.at_the_dialog import Key, StopsAt, fill, good_book, press, push, said, tab_to
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import bring_in, rows_of

Open = Callable[..., ExportDialog]


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, desk: Desk, tmp_path: Path) -> Open:
    def make(run: RunInBackground = run_now) -> ExportDialog:
        bring_in(desk, good_book(tmp_path / "ours.xlsx"))
        dialog = ExportDialog(theme, run, desk)
        qtbot.addWidget(dialog)
        dialog.open()
        QTest.qWaitForWindowActive(dialog)
        fill("Excel file to write", str(tmp_path / "out.xlsx"))
        return dialog

    return make


def without_password() -> None:
    tab_to("With a password")
    press(Key.Key_Right)
    push("Export")


def test_with_the_password_that_is_offered(opened: Open, tmp_path: Path) -> None:
    dialog = opened()
    password = dialog.step.offered.text()
    push("Use this one")
    assert "Hard to guess." in said(dialog)
    push("Export")
    assert "The unit is written" in said(dialog)
    assert str(tmp_path / "out.xlsx") in said(dialog)
    assert dialog.step.password.value() == ""
    assert len(read_workbook(tmp_path / "out.xlsx", password).sheets) > 3
    press(Key.Key_Return)
    assert not dialog.isVisible()


def test_one_s_own_password_is_weighed_and_typed_twice(opened: Open, tmp_path: Path) -> None:
    dialog = opened()
    tab_to("Password of the workbook")
    press("abc")
    assert "Easy to guess. This password has 3 characters" in said(dialog)
    fill("Password again", "abd")
    push("Export")
    assert "The two are not the same." in said(dialog)
    assert not (tmp_path / "out.xlsx").exists()


def test_without_one_only_after_a_warning(opened: Open, desk: Desk, tmp_path: Path) -> None:
    dialog = opened()
    tab_to("With a password")
    press(Key.Key_Right)
    assert "anyone who gets hold of the file can read every record" in said(dialog)
    push("Export")
    assert "Without a password, readable by anyone." in said(dialog)
    assert read_workbook(tmp_path / "out.xlsx").problems == ()
    assert rows_of(desk, "SELECT count(*) FROM audit_entries WHERE action = 'exported'") == [(1,)]


@pytest.mark.parametrize("doing", ["Reading the records", "Writing Clients", "Writing Hours"])
def test_an_export_that_is_stopped_leaves_no_file(
    opened: Open, desk: Desk, tmp_path: Path, doing: str
) -> None:
    dialog = opened(StopsAt(doing))
    without_password()
    assert "Stopped, as you asked. No file was written." in said(dialog)
    assert [one.name for one in tmp_path.glob("*.xlsx*")] == ["ours.xlsx"]
    assert rows_of(desk, "SELECT count(*) FROM audit_entries WHERE action = 'exported'") == [(0,)]


def test_a_locked_file_is_told_and_may_be_closed_or_changed(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened()
    (tmp_path / "out.xlsx").write_bytes(b"open in Excel")

    def refuse(*_: object) -> None:
        raise PermissionError  # as Windows does while another program has the file open

    with monkeypatch.context() as locked:
        locked.setattr(Path, "replace", refuse)
        without_password()
    assert "out.xlsx is open in Excel or another program; close it there" in said(dialog)
    assert (tmp_path / "out.xlsx").read_bytes() == b"open in Excel"
    push("Export")
    assert "The unit is written" in said(dialog)


def test_a_full_disk_is_told(opened: Open, tmp_path: Path) -> None:
    dialog = opened()
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, usual[1]))
    try:
        without_password()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert "The disk is full; out.xlsx was not written." in said(dialog)
    assert [one.name for one in tmp_path.glob("*.xlsx*")] == ["ours.xlsx"]


@pytest.mark.parametrize("text", [100, 200])
def test_everybody_can_use_it(opened: Open, theme: Theme, text: int) -> None:
    theme.choose(None, text)
    dialog = opened()
    for place in (0, 1):
        dialog.step.choice.choose(place)
        QApplication.sendPostedEvents()
        found = [*unnamed(dialog), *too_small(dialog), *out_of_keyboards_reach(dialog), *cut(dialog)]
        assert found == []
    push("Export")
    assert cut(dialog) == []
