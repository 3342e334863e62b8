"""The preview: usable by everybody, printing and saving from it, a plain sentence where either fails."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.reports.blocks import Heading
from ipsdesk.services.desk import Desk
from ipsdesk.services.trail import TrailEntry, TrailFilter, Way
from ipsdesk.ui.background import run_now
from ipsdesk.ui.printing import Footing, Noting, Pages, PrintPreview, print_blocks, sending
from ipsdesk.ui.printing.pages import pdf_of
from ipsdesk.ui.printing.preview import file_name
from ipsdesk.ui.printing.printer import NO_PRINTER, Printing
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.ui.printing.reports_to_print import FOOTING, PRACTICE, long_report
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed

Open = Callable[..., PrintPreview]


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme) -> Open:
    """Opens the preview of a long report over a window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    QTest.qWaitForWindowActive(window)

    def opens(noting: Noting | None = None) -> PrintPreview:
        preview = print_blocks(theme, long_report(), FOOTING, window, noting)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        preview.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is preview)
        return preview

    opens.window = window  # type: ignore[attr-defined] # or nobody keeps it
    return opens


@pytest.mark.parametrize(
    ("shade", "size"), [(Shade.LIGHT, 100), (Shade.HIGH_CONTRAST, 100), (Shade.DARK, 200)]
)
def test_everybody_can_use_it(opened: Open, theme: Theme, shade: Shade, size: int) -> None:
    theme.choose(shade, size)
    preview = opened()
    preview.resize(theme.px(420), theme.px(400))
    preview.sending.save_to("/no such folder/week.pdf")
    QTest.qWait(1)
    assert unnamed(preview) == []
    assert too_small(preview) == []
    assert out_of_keyboards_reach(preview) == []
    assert cut(preview) == []


def test_it_does_not_block_and_follows_the_theme(opened: Open, theme: Theme) -> None:
    preview = opened()
    assert preview.isVisible()
    light = preview.grab().toImage()
    theme.choose(Shade.DARK, 100)
    assert preview.grab().toImage() != light
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    assert not preview.isVisible()


def test_the_keys_scroll_and_say_the_page(opened: Open, theme: Theme) -> None:
    preview = opened()
    view = preview.desktop.view
    view.setFocus()
    assert (preview.page_words.text(), view.accessibleName()) == ("Page 1 of 6", "Page 1 of 6")
    assert "Row 7 is within" in view.accessibleDescription()
    before = view.zoom
    QTest.keyClick(preview, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom > before
    QTest.keyClick(preview, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    for _ in range(40):
        QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert (preview.page_words.text(), view.accessibleName()) == ("Page 6 of 6", "Page 6 of 6")


def test_zooming_keeps_the_page_in_sight(opened: Open, theme: Theme) -> None:
    preview = opened()
    desktop = preview.desktop
    desktop.verticalScrollBar().setValue(round(desktop.view.sheet(2).top()))
    for _ in range(3):
        desktop.larger()
        assert preview.page_words.text() == "Page 3 of 6"
    for _ in range(6):
        desktop.smaller()
    desktop.verticalScrollBar().setValue(0)
    assert preview.page_words.text() == "Page 1 of 6"


def test_saving_says_so_and_that_it_is_not_encrypted(opened: Open, qtbot: QtBot, tmp_path: Path) -> None:
    preview = opened()
    preview.sending.save_to(str(tmp_path / "week.pdf"))
    assert preview.outcome.text().startswith("Saved as week.pdf. It is not encrypted")
    assert (tmp_path / "week.pdf").exists()
    preview.sending.save_to(str(tmp_path / "nowhere" / "week.pdf"))
    assert "was not saved" in preview.outcome.text()


def noted(desk: Desk) -> list[TrailEntry]:
    """What the audit trail says of prints and PDFs, newest first."""
    wanted = TrailFilter(actions=frozenset({Way.PRINTED, Way.PDF}))
    return list(desk.trail.entries(wanted).entries)


def test_a_pdf_is_noted_by_its_fingerprint_and_bears_the_mark_of_the_trail(
    opened: Open, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks: list[str] = []

    def keep(pages: Pages, mark: str) -> bytes:
        marks.append(mark)
        return pdf_of(pages, mark)

    monkeypatch.setattr(sending, "pdf_of", keep)
    preview, (number, mark) = opened(Noting(run_now, desk.trail, "this week", 12)), desk.trail.head()
    assert noted(desk) == []
    preview.sending.save_to(str(tmp_path / "week.pdf"))
    (entry,) = noted(desk)
    content = (tmp_path / "week.pdf").read_bytes()
    assert entry.what == (
        f"Filter: this week; Rows: 12; SHA-256: {sha256(content).hexdigest()}; What: A long report"
    )
    assert marks == [f"Audit entry {number} · {mark}"]


@pytest.mark.qt_log_ignore("Returned false", extend=True)
def test_a_print_is_noted_before_it_goes_and_bears_its_own_entry(
    opened: Open, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks: list[tuple[str, int]] = []

    def keep(_printing: Printing, mark: str) -> None:
        marks.append((mark, len(noted(desk))))

    monkeypatch.setattr(Printing, "ask", lambda printing: printing.chosen.emit())
    monkeypatch.setattr(Printing, "print_now", keep)
    preview = opened(Noting(run_now, desk.trail))
    QTest.keyClick(preview, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    number, mark = desk.trail.head()
    assert marks == [(f"Audit entry {number} · {mark}", 1)]
    assert (noted(desk)[0].number, noted(desk)[0].did) == (number, "printed")


def test_what_may_not_be_noted_is_not_printed(
    opened: Open, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who is no client any more: nothing goes out, and the preview says why."""
    monkeypatch.setattr(Printing, "ask", lambda printing: printing.chosen.emit())
    monkeypatch.setattr(Printing, "print_now", lambda *_: pytest.fail("printed"))
    preview = opened(Noting(run_now, desk.trail, about=99))
    preview.sending.print_it()
    assert preview.outcome.text()
    preview.outcome.setText("")
    preview.sending.save_to(str(tmp_path / "week.pdf"))
    assert preview.outcome.text()
    assert not (tmp_path / "week.pdf").exists()


def test_it_asks_where_the_pdf_goes(opened: Open, theme: Theme) -> None:
    preview = opened()
    QTest.keyClick(preview, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (asked,) = preview.findChildren(QFileDialog)
    assert asked.isVisible()
    assert [Path(one).name for one in asked.selectedFiles()] == ["A long report.pdf"]
    asked.reject()


def test_without_a_printer_it_says_so(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    preview = opened()
    QTest.keyClick(preview, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert preview.outcome.text() == NO_PRINTER
    assert preview.save_button.isEnabled()


@pytest.mark.qt_log_ignore("Returned false", extend=True)
def test_what_the_printer_did_is_said(opened: Open, qtbot: QtBot, tmp_path: Path) -> None:
    preview = opened()
    printing = Printing(preview.pages, preview)
    for path, signal in (
        (tmp_path / "out.pdf", printing.done),
        (tmp_path / "no" / "out.pdf", printing.refused),
    ):
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        with qtbot.waitSignal(signal):
            printing.print_on(printer)


def test_a_report_s_file_name_is_one_that_every_system_takes() -> None:
    pages = Pages([Heading('Who: <b>/"Ann"? 4 to 10 May 2026.')], PRACTICE)
    assert file_name(pages) == "Practice, Who b Ann 4 to 10 May 2026"
    assert file_name(Pages([], Footing("", "", practice=False))) == "Report"


def test_only_who_prints_loads_qt_s_printing() -> None:
    asks = "import sys, ipsdesk.ui.printing; sys.exit('PySide6.QtPrintSupport' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asks], check=False).returncode == 0
