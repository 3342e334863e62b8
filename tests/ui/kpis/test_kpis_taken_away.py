"""What leaves the tab of the figures: the return, the rows on a sheet and on paper, charts as pictures."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from ipsdesk.rules.periods import parse_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Actor, Role
from ipsdesk.services.trail import TrailFilter, Way
from ipsdesk.ui.background import run_now
from ipsdesk.ui.kpis.reader import Asked
from ipsdesk.ui.kpis.tab import KpisTab
from ipsdesk.ui.printing import PrintPreview
from ipsdesk.ui.returns.wizard import ReturnWizard
from ipsdesk.ui.theme import Theme
from tests.ui.kpis.kpis_desk import behind, opened_tab

QUARTER = parse_period("2026-27 Q2")


def cell_texts(path: Path, sheet: str) -> list[list[object]]:
    return [list(row) for row in load_workbook(path)[sheet].iter_rows(values_only=True)]


# ---- the return -----------------------------------------------------------------------------------


def test_the_return_of_the_period_on_screen_is_begun(tab: KpisTab) -> None:
    tab.go_back()
    tab.save_return()
    wizard = tab.dialogs.now
    assert isinstance(wizard, ReturnWizard)
    assert wizard.period.period == parse_period("2026-27 Q1")


def test_who_may_not_make_a_return_is_told_who_may(
    demo: Desk, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    object.__setattr__(demo.workspace, "actor", Actor(1, "An auditor", Role.AUDITOR))
    tab = opened_tab(qtbot, theme, run_now, demo, settings)
    tab.refresh()
    assert not tab.toolbar.save_return.isEnabled()
    assert tab.toolbar.save_return.toolTip() == "A lead or a manager makes the return"
    tab.save_return()
    assert tab.dialogs.now is None
    opened = behind(tab, "access.started")
    assert {case.name for case in opened.drill.rows} == {""}
    assert tab.drill.rows.lines.lines[1].name == "C22"


# ---- the rows -------------------------------------------------------------------------------------


def test_all_rows_go_into_a_workbook_text_as_text(tab: KpisTab, demo: Desk, tmp_path: Path) -> None:
    path = tmp_path / "rows.xlsx"
    opened = behind(tab, "permitted.hours")
    asked = Asked(opened.about, opened.band, QUARTER, tab.scope)
    tab.dialogs.export_rows(asked, opened.title)
    tab.dialogs.export_to(str(path))
    book = load_workbook(path)
    rows = cell_texts(path, "Rows")
    assert rows[4][:5] == ["State", "Name", "Reference", "Day", "In the figure"]
    cases = demo.cases.with_names("permitted.hours", QUARTER)
    assert len(rows) == 5 + len(cases)
    assert [cell.data_type for cell in book["Rows"][6]] == ["s", "s", "s", "d", "s"]
    assert "Confidential" in str(book["Rows"].oddFooter)
    assert tab.drill.outcome.words.text().startswith(f"Saved as rows.xlsx in {tmp_path}.")
    entry = demo.trail.entries(TrailFilter(actions=frozenset({Way.EXPORTED}))).entries[0]
    assert f"Rows: {len(cases):,}; SHA-256: {sha256(path.read_bytes()).hexdigest()}" in entry.what


def test_a_workbook_that_cannot_be_written(tab: KpisTab, tmp_path: Path) -> None:
    opened = behind(tab, "jobs.started")
    tab.dialogs.export_rows(Asked(opened.about, "", QUARTER, tab.scope), opened.title)
    tab.dialogs.export_to(str(tmp_path / "nowhere" / "rows.xlsx"))
    assert "There is no folder nowhere" in tab.drill.outcome.words.text()


def test_the_rows_on_paper(tab: KpisTab) -> None:
    behind(tab, "search.within_30_days")
    tab.print_rows()
    preview = tab.findChild(PrintPreview)
    assert preview is not None
    assert preview.windowTitle() == "Print: Met an employer within 30 days"
    preview.reject()


# ---- the charts -----------------------------------------------------------------------------------


def test_charts_are_the_service_s_as_pictures_and_as_tables(tab: KpisTab, demo: Desk) -> None:
    tab.toolbar.charts.click()
    cards = tab.page.charts.cards
    assert [card.chart for card in cards] == list(demo.scorecards.charts(QUARTER))
    card = cards[1]
    assert card.picture.accessibleDescription() == card.chart.sentence
    card.turn_button.click()
    assert card.table.isVisible()
    assert [row for _, row in card.model.shown] == list(card.chart.rows)
    tab.go_back()
    assert cards[0].chart.labels[-1] == "2026-27 Q1"
    assert card.table.isVisible()


def test_a_chart_is_copied_and_saved_twice_as_fine(tab: KpisTab, demo: Desk, tmp_path: Path) -> None:
    tab.turn_charts()
    card = tab.page.charts.cards[0]
    card.copy()
    assert QGuiApplication.clipboard().image().width() == 1440
    card.save_to(str(tmp_path / "starts.png"))
    assert QImage(str(tmp_path / "starts.png")).width() == 1440
    assert card.outcome.words.text() == f"Saved as starts.png in {tmp_path}."
    card.save_to(str(tmp_path / "nowhere" / "starts.png"))
    assert card.outcome.words.text().startswith("starts.png was not saved.")
    entries = demo.trail.entries(TrailFilter(actions=frozenset({Way.PICTURE}))).entries
    fingerprint = sha256((tmp_path / "starts.png").read_bytes()).hexdigest()
    assert all(f"SHA-256: {fingerprint}; What: {card.chart.title}" in one.what for one in entries)
    assert len(entries) == 2
