"""The list and a record on their way out: printed as they are shown, and exported with text as text."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ipsdesk.reports.blocks import Heading, Line, Paragraph, Table
from ipsdesk.reports.caseload_list import caseload_list_blocks
from ipsdesk.reports.client_record import client_record_blocks
from ipsdesk.services.caseload_entries import EntryKind
from ipsdesk.services.caseload_list import Filter
from ipsdesk.services.desk import Desk
from ipsdesk.services.trail import TrailFilter, Way
from ipsdesk.ui.caseload.tab import FILTERS, CaseloadTab
from ipsdesk.ui.printing import PrintPreview
from ipsdesk.ui.widgets.table_panel import Shown
from tests.ui.caseload.caseload_desk import MARKUP, key_of, open_record, shown_names
from tests.units import TODAY


def preview(tab: CaseloadTab) -> PrintPreview:
    (shown,) = tab.findChildren(PrintPreview)
    return shown


def outcome(tab: CaseloadTab) -> str:
    return tab.page._outcome.text() if tab.page._outcome.isVisible() else ""


def test_the_list_is_printed_as_it_is_shown(tab: CaseloadTab) -> None:
    tab.print_list()
    pages = preview(tab).pages
    text = pages.document.toPlainText()
    assert text.startswith("Caseload: Mine\nLarkrise House, 22 November 2026: 3 people.")
    for words in (*shown_names(tab), "In work · Northgate Packaging", "due today", "Over earnings limit"):
        assert words in text
    assert pages.footing.unit == "Larkrise House"
    assert MARKUP not in text


def test_an_empty_list_is_printed_without_a_table() -> None:
    blocks = caseload_list_blocks("Closed", "Larkrise House", TODAY, ["Person"], [])
    assert blocks == [
        Heading("Caseload: Closed"),
        Paragraph("Larkrise House, 22 November 2026: 0 people."),
    ]


def test_the_open_record_is_printed_with_the_lines_on_screen(
    tab: CaseloadTab, desk: Desk, tmp_path: Path
) -> None:
    tab.print_record()
    assert outcome(tab) == "Choose a person first: no record is open."
    open_record(tab, "Callum Reid")
    tab.print_record()
    text = preview(tab).pages.document.toPlainText()
    for words in ("Callum Reid", "Over the earnings limit", "13 weeks", "Note 0", "Plan agreed"):
        assert words in text
    preview(tab).sending.save_to(str(tmp_path / "record.pdf"))
    (entry,) = desk.trail.entries(TrailFilter(actions=frozenset({Way.PDF}))).entries
    assert entry.what.startswith("client Callum Reid (C1)")


def test_a_printed_record_says_how_much_of_the_timeline_it_holds(tab: CaseloadTab, desk: Desk) -> None:
    client = key_of(tab, "Callum Reid")
    record, timeline = desk.caseload.record(client), desk.caseload.timeline(client, {EntryKind.CONTACT})
    blocks = client_record_blocks(record, timeline.entries, 250, EntryKind.CONTACT, TODAY)
    assert Heading("Timeline: contacts", 2) in blocks
    assert Paragraph("The latest 1 of 250 are printed.") in blocks
    table = blocks[-1]
    assert isinstance(table, Table)
    (row,) = table.rows
    assert row[0] == (Line("7 November 2026"), Line("Saturday", row[0][1].tone))  # type: ignore[union-attr] # lines


@pytest.mark.parametrize("name", ["=1+1", "<b>Bo</b> & Co"])
def test_what_is_shown_is_exported_text_as_text_and_days_as_days(
    tab: CaseloadTab, desk: Desk, tmp_path: Path, name: str
) -> None:
    with desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE clients SET name = ? WHERE reference = 'C1'", (name,))
    tab.refresh()
    tab.list.columns.sort_by("Days", descending=True)
    panel = tab.list
    path = tmp_path / "list.xlsx"
    tab.export._shown = Shown("Caseload", "Mine", panel.columns.shown(), list(panel.model.shown))
    tab.export.save_to(str(path))
    assert outcome(tab) == "Saved as list.xlsx. It is not encrypted: keep it as you would keep the paper."
    entry = desk.trail.entries(TrailFilter(actions=frozenset({Way.EXPORTED}))).entries[0]
    assert entry.what == (
        f"Filter: 22 November 2026 · 3 people; Rows: 3; SHA-256: {sha256(path.read_bytes()).hexdigest()}; "
        "What: Caseload: Mine"
    )
    sheet = load_workbook(path)["Rows"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert rows[0] == [
        "Person", "Days", "Last contact", "Last contact, day", "Next action", "Next action, day",
        "Flag, hours last week",
    ]  # fmt: skip
    assert [str(row[0]).split(", ")[0] for row in rows[1:]] == shown_names(tab)
    place = shown_names(tab).index(name) + 1
    assert rows[place][1] == 175
    assert rows[place][3] == datetime(2026, 11, 7)
    assert sheet.cell(5 + place, 1).data_type == "s"
    assert sheet.oddFooter is not None
    assert "Confidential" in str(sheet.oddFooter.center.text)
    tab.list.chips.choose(FILTERS.index(Filter.ALL))
    assert outcome(tab) == ""


def test_a_place_where_nothing_can_be_written_is_told_in_a_sentence(tab: CaseloadTab, tmp_path: Path) -> None:
    panel = tab.list
    tab.export._shown = Shown("Caseload", "Mine", panel.columns.shown(), list(panel.model.shown))
    tab.export.save_to(str(tmp_path / "nowhere" / "list.xlsx"))
    assert outcome(tab) == "There is no folder nowhere; list.xlsx was not written."
