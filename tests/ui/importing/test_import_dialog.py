"""An Excel file comes in by keyboard: problems by cell, mended, imported, undone; stopped, no trace of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipsdesk.exchange.workbook_out import write_unit_of
from ipsdesk.services.desk import Desk
from ipsdesk.services.intake import Intake
from ipsdesk.services.roles import Role
from ipsdesk.ui.background import Background, RunInBackground, run_now
from ipsdesk.ui.importing.import_dialog import CHECK, COLUMNS, DONE, FILE, KIND, ImportDialog
from ipsdesk.ui.importing.reading import What
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.exchange.tracker_books import tracker
from tests.ui.importing.at_the_dialog import (
    GOOD,
    RECORDS,
    TWELVE,
    Key,
    StopsAt,
    fill,
    good_book,
    planted,
    press,
    push,
    records,
    said,
    settings_in,
    tab_to,
)
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import bring_in, write_book

Open = Callable[..., ImportDialog]
STAFF = {"Staff": [("Staff ID", "Name", "Role", "Started"), ("S1", "Jo Ash", "other", "01/02/2020")]}


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, desk: Desk, tmp_path: Path) -> Open:
    def make(run: RunInBackground = run_now, at: Desk = desk) -> ImportDialog:
        dialog = ImportDialog(theme, run, at, settings_in(tmp_path))
        qtbot.addWidget(dialog)
        dialog.open()
        QTest.qWaitForWindowActive(dialog)
        return dialog

    return make


def name_file(path: Path) -> None:
    fill("Excel file", str(path))
    press(Key.Key_Return)


def walk_to_dry_run(dialog: ImportDialog, path: Path) -> None:
    name_file(path)
    assert (dialog.at, dialog.kind.what) == (KIND, What.UNIT_WORKBOOK)
    push("Next")
    assert dialog.at == CHECK


def test_twelve_problems_are_named_by_cell_then_mended_imported_and_undone(
    opened: Open, desk: Desk, tmp_path: Path
) -> None:
    before = records(desk)
    dialog, path = opened(), write_book(tmp_path / "ours.xlsx", planted())
    walk_to_dry_run(dialog, path)
    push("Problems by cell: Copy rows")
    copied = dict(line.split("\t") for line in QGuiApplication.clipboard().text().splitlines())
    assert copied.keys() - {"Cell"} == TWELVE.keys()
    for cell, (_, words) in TWELVE.items():
        assert words in copied[cell]
    assert "12 problems: nothing can be imported until they are mended." in said(dialog)
    assert records(desk) == before

    good_book(path)
    push("Read the file again")
    assert f"{RECORDS} records would be added." in said(dialog)
    push("Import")
    assert dialog.at == DONE
    assert f"{RECORDS} records added." in said(dialog)
    shown = [dialog.imported.by_sheet.model.index(row, 1).data() for row in range(4)]
    assert shown == ["4", "3", "3", "1"]
    assert len(records(desk)["Clients"]) == 4

    push("Undo this import…")
    assert f"This removes the {RECORDS} records it added." in said(dialog)
    push("Undo the import")
    assert "Removed: Clients 4, Referrals 3, Activities 3, Hours 1." in said(dialog)
    assert records(desk) == before
    push("Close")
    assert not dialog.isVisible()


def test_the_problem_under_the_cursor_is_told_whole_and_all_are_saved(opened: Open, tmp_path: Path) -> None:
    dialog = opened()
    walk_to_dry_run(dialog, write_book(tmp_path / "ours.xlsx", planted()))
    assert dialog.check.whole.text().startswith("Clients!C2: ")
    press(Key.Key_Down, Key.Key_Down, Key.Key_Down)  # the first chooses the row under the cursor
    assert dialog.check.whole.text().startswith("Clients!E4: 'lady' is not one of: male, female")
    dialog.check.save_to(str(tmp_path / "problems.txt"))
    lines = (tmp_path / "problems.txt").read_text("utf-8-sig").splitlines()
    assert [line.split("\t")[0] for line in lines[1:]] == [
        dialog.check.by_cell.model.index(row, 0).data() for row in range(12)
    ]
    dialog.check.save_to(str(tmp_path / "none" / "problems.txt"))
    assert "There is no folder none; problems.txt was not written." in said(dialog)


@pytest.mark.parametrize("doing", ["Making a backup", "Writing Clients", "Writing Hours"])
def test_an_import_stopped_on_the_way_leaves_the_unit_as_it_was(
    opened: Open, desk: Desk, tmp_path: Path, doing: str
) -> None:
    before = records(desk)
    dialog = opened(StopsAt(doing))
    walk_to_dry_run(dialog, good_book(tmp_path / "ours.xlsx"))
    push("Import")
    assert (dialog.at, records(desk), desk.intake.imports()) == (CHECK, before, [])
    assert "Stopped, as you asked. Nothing was changed." in said(dialog)
    press(Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("doing", ["Checking the workbook", "Reading the workbook", "Clients:"])
def test_reading_can_be_stopped(opened: Open, tmp_path: Path, doing: str) -> None:
    dialog = opened(StopsAt(doing))
    name_file(good_book(tmp_path / "ours.xlsx"))
    assert dialog.at == FILE
    assert "Stopped, as you asked." in said(dialog)


def test_with_a_worker_of_its_own_the_window_shows_what_is_done_and_esc_stops_it(
    opened: Open, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    background = Background()
    dialog = opened(background.run_in_background)
    name_file(good_book(tmp_path / "ours.xlsx"))
    assert dialog.is_working
    assert dialog.doing.text() == "Reading the file"
    press(Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=20_000)
    assert "Stopped" in dialog.doing.text()
    for step in (KIND, CHECK, DONE):
        dialog.next.click()
        qtbot.waitUntil(lambda step=step: dialog.at == step and not dialog.is_working, timeout=20_000)  # type: ignore[misc]
    assert len(records(desk)["Clients"]) == 4
    background.finish()


def test_a_password_is_asked_for_wrong_then_right(opened: Open, desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, good_book(tmp_path / "ours.xlsx"))
    write_unit_of(desk, tmp_path / "out.xlsx", "harbour words")
    dialog = opened()
    name_file(tmp_path / "out.xlsx")
    assert dialog.at == FILE
    assert "The file is encrypted; only its password opens it." in said(dialog)
    assert "There is a problem" not in said(dialog)
    press("harbour", Key.Key_Return)
    assert "The password does not open this workbook." in said(dialog)
    press("harbour words", Key.Key_Return)
    assert dialog.at == KIND
    push("Next")
    assert "Nothing to do: every row is in the unit already." in said(dialog)
    push("Close")
    assert not dialog.isVisible()


def test_a_record_changed_since_the_export_is_told_and_the_side_is_chosen(
    opened: Open, desk: Desk, tmp_path: Path
) -> None:
    bring_in(desk, good_book(tmp_path / "ours.xlsx"))
    write_unit_of(desk, tmp_path / "out.xlsx")
    changed = {"Clients": [GOOD["Clients"][0], ["C1", "Wilma Fernsby", *GOOD["Clients"][1][2:]]]}
    bring_in(desk, write_book(tmp_path / "later.xlsx", changed))
    book = load_workbook(tmp_path / "out.xlsx")
    book["Clients"]["B2"].value = "Wilhelmina Fernsby-Moss"
    book.save(tmp_path / "out.xlsx")

    dialog = opened()
    walk_to_dry_run(dialog, tmp_path / "out.xlsx")
    assert dialog.check.whole.text().endswith("the unit now has Name 'Wilma Fernsby'")
    assert "1 of the problems is a record changed in the program since" in said(dialog)
    tab_to("Take the workbook's side")
    press(Key.Key_Space)
    assert "1 record would be updated." in said(dialog)
    push("Import")
    assert dialog.at == DONE
    assert records(desk)["Clients"][0][1] == "Wilhelmina Fernsby-Moss"


# ---- trackers ---------------------------------------------------------------------------------------


def test_a_tracker_with_merged_headings_and_days_as_text_comes_in_by_keyboard(
    opened: Open, desk: Desk, tmp_path: Path
) -> None:
    bring_in(desk, write_book(tmp_path / "staff.xlsx", STAFF))
    dialog, path = opened(), tracker(tmp_path / "ours.xlsx", cells={"G6": "soon"})
    name_file(path)
    assert dialog.kind.what is What.TRACKER
    push("Next")
    assert dialog.at == COLUMNS
    tab_to("Field for column E, Referral Received")
    fill("Field for column E, Referral Received", "Not taken in")
    press(Key.Key_Tab)
    assert "Still to be matched to a column: Referral: Received." in said(dialog)
    push("Next")
    assert dialog.at == COLUMNS
    assert "No column is matched to 'Referral: Received'." in said(dialog)
    fill("Field for column E, Referral Received", "Referral: Received")
    fill("Keep this way of reading as", "Our list")
    press(Key.Key_Return)
    assert list(desk.intake.tracker_presets()) == ["Our list"]
    push("Next")
    assert dialog.at == CHECK
    assert dialog.check.whole.text() == "Sheet1!G6: 'soon' is not a date; write it as 27/03/2026"
    tracker(path)
    push("Read the file again")
    assert "12 records would be added." in said(dialog)
    push("Import")
    assert len(records(desk)["Clients"]) == 4

    again = opened()
    name_file(path)
    push("Next")
    assert again.columns.choices["preset"].value() == "Our list"
    assert again.columns.columns.lines[0].field.value() == "client.name"
    push("Next")
    assert "Nothing to do" in said(again)


def test_another_sheet_row_or_kind_of_row_is_guessed_anew(opened: Open, tmp_path: Path) -> None:
    log = [("our log", None), ("Date", "Service user"), ("3.3.25", "Osbert Quill")]
    people = [("Name", "Date of referral"), ("Ann Ash", "3/3/25")]
    dialog = opened()
    name_file(write_book(tmp_path / "ours.xlsx", {"People": people, "Log": log}))
    push("Next")
    columns = dialog.columns
    assert columns.tracker is not None
    fill("Sheet", "Log")
    press(Key.Key_Tab)
    assert columns.tracker.sheet.name == "Log"
    assert columns.tracker.mapping.heading_row == 2
    fill("What a row is", "A contact")
    press(Key.Key_Tab)
    assert columns.tracker.mapping.shape.name == "contacts"
    assert "Where no column says it" in said(dialog)
    fill("Where no column says it", "Contact: Kind is employer")
    press(Key.Key_Tab)
    assert columns.tracker.mapping.fixed == {"contact.kind": "employer"}
    fill("Headings in row", "1: our log")
    press(Key.Key_Tab)
    assert columns.tracker.mapping.heading_row == 1


# ---- bad ground -------------------------------------------------------------------------------------


def test_a_file_that_is_none_is_told_where_it_was_named(opened: Open, tmp_path: Path) -> None:
    dialog = opened()
    press(Key.Key_Return)
    assert "Fill in 'Excel file'" in said(dialog)
    name_file(tmp_path / "none.xlsx")
    assert "There is no file none.xlsx." in said(dialog)
    (tmp_path / "bad.xlsx").write_bytes(b"no workbook")
    name_file(tmp_path / "bad.xlsx")
    assert dialog.at == FILE
    assert "There is a problem" in said(dialog)


def test_a_full_disk_is_told_and_the_unit_is_as_it_was(opened: Open, desk: Desk, tmp_path: Path) -> None:
    before = records(desk)
    many = [["Client ID", "Name"], *([f"C{n}", "n" * 200] for n in range(4_000))]
    dialog = opened()
    walk_to_dry_run(dialog, write_book(tmp_path / "ours.xlsx", {"Clients": many}))
    with desk.workspace.transactions.read() as connection:
        most = connection.exec_driver_sql("PRAGMA max_page_count").scalar_one()
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 30}")
    push("Import")
    assert (dialog.at, records(desk)) == (CHECK, before)
    assert "disk is full" in said(dialog)
    with desk.workspace.transactions.read() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {most}")
    push("Import")
    assert dialog.at == DONE


def test_who_may_not_import_is_told_so(opened: Open, desk: Desk, tmp_path: Path) -> None:
    lead = replace(desk.workspace, actor=replace(desk.workspace.actor, role=Role.LEAD))
    desk.intake = Intake(lead, lambda reason: None)
    dialog = opened()
    name_file(good_book(tmp_path / "ours.xlsx"))
    push("Next")
    assert dialog.at == KIND
    assert "An account with the role lead may not do this. Nothing was changed." in said(dialog)


def test_a_file_may_be_dropped(opened: Open, tmp_path: Path) -> None:
    dialog, dropped = opened(), QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(good_book(tmp_path / "ours.xlsx")))])
    event = QDropEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        dropped,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog.dropEvent(event)
    push("Next")
    assert dialog.at == KIND


def test_esc_closes_a_step_without_a_trace(opened: Open, desk: Desk, tmp_path: Path) -> None:
    before = records(desk)
    dialog = opened()
    walk_to_dry_run(dialog, good_book(tmp_path / "ours.xlsx"))
    press(Key.Key_Escape)
    assert not dialog.isVisible()
    assert (records(desk), desk.intake.imports()) == (before, [])


# ---- for everybody ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shade", "text"), [(Shade.LIGHT, 100), (Shade.LIGHT, 200), (Shade.HIGH_CONTRAST, 125)]
)
def test_everybody_can_use_every_step(
    opened: Open, theme: Theme, tmp_path: Path, shade: Shade, text: int
) -> None:
    theme.choose(shade, text)
    dialog = opened()
    name_file(
        tracker(tmp_path / "ours.xlsx", cells={"G6": "soon", "I6": None, "I7": None, "I8": None, "I9": None})
    )
    dialog._go_back()
    for step in (FILE, KIND, COLUMNS, CHECK):
        assert dialog.at == step
        assert unnamed(dialog) == []
        assert too_small(dialog) == []
        assert out_of_keyboards_reach(dialog) == []
        assert cut(dialog) == []
        assert dialog.steps._scrolls[step].horizontalScrollBar().maximum() == 0
        dialog.next.click()
    tracker(tmp_path / "ours.xlsx", cells={"I6": None, "I7": None, "I8": None, "I9": None})
    dialog.next.click()
    dialog.next.click()
    assert dialog.at == DONE
    dialog.imported.undoing.ask.click()
    assert [*unnamed(dialog), *too_small(dialog), *out_of_keyboards_reach(dialog), *cut(dialog)] == []
