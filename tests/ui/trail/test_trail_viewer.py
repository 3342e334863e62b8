"""The audit trail is narrowed, gone through, verified, printed and exported by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ipsdesk.reports.audit_trail import Printed, audit_trail_blocks
from ipsdesk.reports.blocks import Block, Paragraph, Table
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import RecordRef
from ipsdesk.services.roles import EVERYONE, Role
from ipsdesk.services.trail import TrailEntry
from ipsdesk.ui.background import Background
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.printing import PrintPreview
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.trail import outgoing
from ipsdesk.ui.trail.actions import GONE_OUT, REMOVED, TRAIL, trail_actions
from ipsdesk.ui.trail.narrowing import SOON
from ipsdesk.ui.trail.undoing import UNDO
from ipsdesk.ui.trail.viewer import TrailViewer
from tests.services.hours_books import ANN, BEN, MONDAY, key_of
from tests.ui.importing.at_the_dialog import Key, fill, press, push, said
from tests.ui.trail.trail_desk import at_desk, faults_of, heard, show, sit_as

HOUR = 3_600


@pytest.fixture
def at(at_work: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> AtDesk:
    """A unit in which hours were typed for two people and one record was looked at."""
    for job, seconds in (("A1", 4 * HOUR), ("A2", 5 * HOUR), ("A1", 6 * HOUR)):
        at_work.hours.record(key_of(at_work, job), MONDAY, seconds)
    at_work.caseload.note_viewed(key_of(at_work, "C1", "clients"))
    return at_desk(theme, at_work, settings, qtbot)


@pytest.fixture
def viewer(at: AtDesk) -> TrailViewer:
    dialog = TrailViewer(at)
    show(dialog)
    return dialog


def rows(viewer: TrailViewer) -> list[str]:
    """Each entry as it is heard."""
    model = viewer.browser.panel.model
    return [heard(model.index(row, 0)) for row in range(model.rowCount())]


def test_it_shows_the_newest_first_and_the_fields_of_the_one_under_the_cursor(viewer: TrailViewer) -> None:
    assert rows(viewer)[0].startswith(f"Viewed: client {ANN}")
    assert "by First Manager" in rows(viewer)[0]
    press(Key.Key_Down)
    fields = viewer.browser.details.table.model()
    said_fields = [heard(fields.index(row, 0)) for row in range(fields.rowCount())]
    assert said_fields == ["Hours: before 4 h, after 6 h"]


def test_it_is_narrowed_by_person_kind_deed_and_day_and_cleared(viewer: TrailViewer) -> None:
    everything = rows(viewer)
    fill("Person", "bene")
    QTest.qWait(2 * SOON)
    press(Key.Key_Down, Key.Key_Return)
    assert viewer.filters.person.text() == f"{BEN} (C2)"
    assert rows(viewer)[0].startswith("Added: day of hours of 13 April 2026 for Benet Larch")
    assert not any(ANN in one for one in rows(viewer))
    fill("What was done", "viewed")
    press(Key.Key_Tab)
    assert "No entry fits what you have chosen:" in said(viewer)
    push("Clear all filters")
    assert rows(viewer)[0].startswith("Looked at the audit trail: Filter: everything")
    assert rows(viewer)[1:] == everything
    fill("From day", "soonish")
    press(Key.Key_Tab)
    assert viewer.filters.since.line.property("problem")
    assert rows(viewer)[1:] == everything
    fill("To day", "1/5/2020")
    press(Key.Key_Tab)
    assert rows(viewer) == []


def test_whatever_is_no_account_is_marked_and_left_out(viewer: TrailViewer) -> None:
    everything = rows(viewer)
    fill("Account", "nobody")
    press(Key.Key_Tab)
    assert viewer.filters.account.box.property("problem")
    assert rows(viewer) == everything


def test_nobody_is_left_in_the_field_for_a_person(viewer: TrailViewer) -> None:
    fill("Person", "nobody")
    QTest.qWait(2 * SOON)
    press(Key.Key_Tab)
    assert viewer.filters.person.text() == ""


def test_older_entries_come_when_they_are_asked_for(at: AtDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = at.desk.trail.entries
    monkeypatch.setattr(
        at.desk.trail, "entries", lambda wanted, before: entries(wanted, before=before, limit=2)
    )
    viewer = TrailViewer(at)
    show(viewer)
    total = entries(viewer.filters.wanted()).total - 1  # that somebody looked was noted after
    assert f"The newest 2 of {total} entries are shown" in said(viewer)
    push("Show older")
    assert len(rows(viewer)) == 4
    assert viewer.browser.panel.view.hasFocus()
    assert viewer.browser.panel.view.currentIndex().row() == 2
    while viewer.browser.older.isVisible():
        viewer.browser.older.click()
    assert len(rows(viewer)) == total


def test_people_who_were_removed_are_found_too(at: AtDesk) -> None:
    at.desk.records.remove(RecordRef("client", key_of(at.desk, "C2", "clients")), "entered twice")
    show(viewer := TrailViewer(at))
    fill("Person", "bene")
    QTest.qWait(2 * SOON)
    press(Key.Key_Down, Key.Key_Return)
    assert viewer.filters.person.text() == f"{BEN} (C2), removed"
    assert rows(viewer)[0].startswith("Removed: ")


def test_the_mark_of_an_entry_can_be_compared_with_paper(viewer: TrailViewer, at: AtDesk) -> None:
    number, mark = at.desk.trail.head()
    with at.desk.workspace.transactions.read() as connection:
        assert at.desk.workspace.audit.head(connection)[1].startswith(mark)
    push("Print…")
    (preview,) = (one for one in viewer.findChildren(QDialog) if isinstance(one, PrintPreview))
    preview.reject()
    newest = viewer.browser.panel.model.rows[0]
    assert f"entry {newest.number:,} · {newest.mark}" in said(viewer)
    assert number == newest.number + 1  # that somebody looked


def test_it_is_verified_and_a_broken_one_is_named(viewer: TrailViewer, at: AtDesk) -> None:
    push("Verify now")
    assert "unbroken" in said(viewer)
    with at.desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_entries_no_update")
        connection.exec_driver_sql("UPDATE audit_entries SET details = '{}' WHERE id = 3")
    push("Verify now")
    assert "Broken at entry 3" in said(viewer)


def test_verifying_can_be_stopped(at: AtDesk, qtbot: QtBot) -> None:
    background = Background()
    viewer = TrailViewer(replace(at, run=background.run_in_background))
    show(viewer)
    qtbot.waitUntil(lambda: not background.busy)
    push("Verify now")
    assert viewer.cancel.hasFocus()
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: not background.busy)
    background.finish()
    assert viewer.isVisible()
    assert "Stopped, as you asked. The audit trail was not verified." in said(viewer)


def test_it_is_printed_with_its_filter_account_and_head(
    viewer: TrailViewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[Block] = []

    def keep(entries: Sequence[TrailEntry], about: Printed) -> list[Block]:
        printed[:] = audit_trail_blocks(entries, about)
        return printed

    monkeypatch.setattr(outgoing, "audit_trail_blocks", keep)
    fill("Kind of record", "client")
    press(Key.Key_Tab)
    push("Print…")
    (preview,) = (one for one in viewer.findChildren(QDialog) if isinstance(one, PrintPreview))
    text = " ".join(block.text for block in printed if isinstance(block, Paragraph))
    (table,) = (block for block in printed if isinstance(block, Table))
    assert "Shown: Client. Entries: 1." in text
    assert "by First Manager." in text
    assert "Head of the trail: entry " in text
    assert len(table.rows) == 1
    preview.reject()


def test_what_is_shown_is_exported(
    viewer: TrailViewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing, "ask_to_save", lambda *given: given[-1](str(tmp_path / "trail.xlsx")))
    fill("What was done", "viewed")
    press(Key.Key_Tab)
    push("Audit trail: Export")
    assert "Saved as trail.xlsx. It is not encrypted" in said(viewer)
    sheet = load_workbook(tmp_path / "trail.xlsx").active
    assert sheet is not None
    texts = [value for row in sheet.iter_rows(values_only=True) for value in row if value]
    assert {"Audit trail", "Viewed · 1 entry", "First Manager", f"Client {ANN} (C1)"} <= set(texts)


def test_who_may_do_what(at: AtDesk) -> None:
    off = {}
    for role in EVERYONE:
        sit_as(at.desk, role)
        off[role] = trail_actions(at).off
    assert off == {
        Role.PRACTITIONER: {TRAIL, GONE_OUT},
        Role.LEAD: {TRAIL, GONE_OUT},
        Role.MANAGER: set(),
        Role.AUDITOR: {UNDO, REMOVED},
    }


@pytest.mark.parametrize("text", [100, 200])
def test_everybody_can_use_it(viewer: TrailViewer, theme: Theme, text: int) -> None:
    theme.choose(theme.chosen, text)
    push("Verify now")
    QTest.qWait(50)
    assert faults_of(viewer) == []
