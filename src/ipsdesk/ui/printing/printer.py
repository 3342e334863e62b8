"""Hands the pages of a report to a printer of the computer, asked for in the system's own dialog."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from ipsdesk.ui.printing.pages import Pages

NO_PRINTER = (
    "This computer has no printer set up. Nothing was printed. Save it as PDF, or have a printer set up."
)
NOT_TAKEN = (
    "The printer did not take the pages. Nothing is lost: look whether it is switched on, "
    "then print again or save it as PDF."
)


class Printing(QObject):
    """One report on its way to paper; says what became of it."""

    chosen = Signal()
    """A printer is chosen: it may be printed."""
    done = Signal(str)
    refused = Signal(str)

    def __init__(self, pages: Pages, window: QWidget) -> None:
        super().__init__(window)
        self._pages, self._window = pages, window
        self._printer: QPrinter | None = None

    def ask(self) -> None:
        """Ask which printer and which pages; without any printer say so."""
        if not QPrinterInfo.availablePrinterNames():
            self.refused.emit(NO_PRINTER)
            return
        self._printer = QPrinter()
        self._printer.setPageLayout(self._pages.sheet.layout)
        self._printer.setFromTo(1, self._pages.count)
        dialog = QPrintDialog(self._printer, self._window)
        dialog.setMinMax(1, self._pages.count)
        dialog.accepted.connect(self.chosen)
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # its own wants a slot by name

    def print_now(self, mark: str) -> None:
        """Print on the printer that was chosen, with the mark on each page."""
        if self._printer is not None:
            self.print_on(self._printer, mark)

    def print_on(self, printer: QPrinter, mark: str = "") -> None:
        """Print what was asked for."""
        printer.setFullPage(True)
        if self._pages.paint_on(printer, wanted_pages(printer, self._pages.count), mark):
            self.done.emit(f"Sent to {printer.printerName() or 'the file'}.")
        else:
            self.refused.emit(NOT_TAKEN)


def wanted_pages(printer: QPrinter, count: int) -> list[int]:
    """The pages chosen in the dialog, from 0, repeated here only where the printer can't."""
    numbers = list(range(count))
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage():
        numbers = numbers[printer.fromPage() - 1 : printer.toPage() or count]
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return numbers * copies
