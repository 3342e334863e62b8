"""A whole table: filters, rows or why there are none, and a foot with columns, copy and export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.choosing import ChipRow
from ipsdesk.ui.widgets.columns import Column, Listing, Row
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.painting import width_of
from ipsdesk.ui.widgets.rows_model import RowsModel
from ipsdesk.ui.widgets.table_columns import ColumnChoice
from ipsdesk.ui.widgets.table_drawing import PAD_EDGE
from ipsdesk.ui.widgets.table_view import TableView
from ipsdesk.ui.widgets.text_styles import BODY, SECOND
from ipsdesk.ui.widgets.words import Words

NOTHING_MATCHES = "Nothing matches this filter:"


@dataclass(frozen=True)
class Shown(Generic[Row]):
    """What is on screen, for an export: the same rows, columns, order and filter."""

    name: str
    filter: str
    columns: Sequence[Column[Row]]
    rows: Sequence[Row]


class TablePanel(QWidget):
    """One listing on screen.

    ``opened`` carries the row that Enter or a double click asks for, ``chosen`` the one under the cursor
    (None where there is none). ``on_export`` takes what is shown; without it there is no such button.
    ``cleared`` says that the words of `search`, and what `narrow` kept, were taken away here.
    """

    opened = Signal(object)
    chosen = Signal(object)
    cleared = Signal()

    def __init__(
        self,
        theme: Theme,
        listing: Listing[Any],
        settings: QSettings,
        on_export: Callable[[Shown[Any]], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self.listing, self._on_export = theme, listing, on_export
        self._searched: tuple[str, ...] = ()
        self._narrowed: Callable[[Any], bool] | None = None
        self.model = RowsModel(listing, self)
        self.view = TableView(theme, self.model)
        self.columns = ColumnChoice(self.view, self.model, theme, settings)
        self.chips = ChipRow(theme, f"{listing.name}: filter", [one.words for one in listing.filters])
        self._foot_words = Words(theme, style=SECOND, wraps=True)
        self._build()
        self._connect()
        self.columns.recall()
        self._recall_filter()
        for button in (self._copy_button, self._export_button):
            button.setEnabled(False)  # until there are rows; only then is it said whether there is anybody

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.STEP)
        layout.addWidget(self.chips)
        self.chips.setVisible(bool(self.listing.filters))
        card = Card(self._theme)
        layout.addWidget(card, 1)
        border, within = QVBoxLayout(card), QWidget()
        border.setContentsMargins(1, 1, 1, 1)
        border.addWidget(within)  # of its own: a page that is turned to comes to the top of what it lies in
        inside = QVBoxLayout(within)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        self._pages = QStackedLayout()
        inside.addLayout(self._pages, 1)  # before its pages: else the first would show as a window of its own
        for page in (self.view, self._nobody(), self._no_match()):
            self._pages.addWidget(page)
        inside.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = QWidget()
        line = self._foot_line = QBoxLayout(QBoxLayout.Direction.LeftToRight, foot)
        line.setContentsMargins(PAD_EDGE, Space.SNUG, Space.STEP, Space.SNUG)
        line.setSpacing(Space.SNUG)
        line.addWidget(self._foot_words, 1)
        buttons = self._foot_buttons = Flow(gap=Space.LABEL)
        line.addLayout(buttons)
        self._columns_button = Button(self._theme, "Columns", Rank.QUIET)
        self._columns_button.setMenu(self.columns.menu)
        self._copy_button = Button(self._theme, "Copy rows", Rank.QUIET)
        self._export_button = Button(self._theme, "Export", Rank.QUIET)
        for button in (self._columns_button, self._copy_button, self._export_button):
            button.setAccessibleName(f"{self.listing.name}: {button.text()}")
            buttons.addWidget(button)
        self._export_button.setVisible(self._on_export is not None)
        return foot

    def _nobody(self) -> QWidget:
        words = Words(self._theme, self.listing.nobody, BODY.coloured(Token.TEXT2), wraps=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setMargin(Space.CARD)
        return words

    def _no_match(self) -> QWidget:
        self._clear = Button(self._theme, "clear it", Rank.QUIET)
        self._clear.setAccessibleName(f"{self.listing.name}: clear the filter")
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(Space.LABEL)
        column.addStretch()
        words = Words(self._theme, NOTHING_MATCHES, BODY.coloured(Token.TEXT2), wraps=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(words)
        column.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        return page

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_foot()

    def _fit_foot(self) -> None:
        """How many are shown beside the buttons, or above them where it is narrow."""
        words = width_of(self._theme, self._foot_words.text(), SECOND) + self._foot_buttons.sizeHint().width()
        is_wide = self.width() >= words + PAD_EDGE + Space.STEP + 2 * Space.SNUG
        direction = QBoxLayout.Direction
        self._foot_line.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)

    def _connect(self) -> None:
        self.chips.chosen.connect(self._filter)
        self._clear.clicked.connect(self.clear_filter)
        self._copy_button.clicked.connect(self.copy)
        self._export_button.clicked.connect(self.export)
        self.view.activated.connect(self._open)
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.view)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these; the row under the cursor stays if it is still among them."""
        current = self._chosen_row()
        self.model.set_rows(rows)
        for chip, one in zip(self.chips.chips, self.listing.filters, strict=True):
            chip.set_count(sum(1 for row in rows if one.keep(row)))
        self._after_change(current)

    def current_row(self) -> Any | None:
        """The row under the cursor."""
        return self.model.row_at(self.view.currentIndex())

    def _chosen_row(self) -> Any | None:
        """The same, unless the keyboard is there without anybody having chosen it."""
        return self.current_row() if self.view.selectionModel().hasSelection() else None

    def search(self, words: str) -> None:
        """Show only the rows that have all these words in them."""
        typed = tuple(words.split())
        if typed != self._searched:
            self._searched = typed
            self._narrow()

    def narrow(self, keep: Callable[[Any], bool] | None) -> None:
        """Show of those only the rows to be kept; None: all."""
        self._narrowed = keep
        self._narrow()

    def clear_filter(self) -> None:
        """Take the searched words away, or else show as much as the widest filter does."""
        if self._searched or self._narrowed:
            self._searched = ()
            self.narrow(None)
            self.cleared.emit()
            if self.model.shown:
                self.view.setFocus()
                return
        counts = [sum(1 for row in self.model.rows if one.keep(row)) for one in self.listing.filters]
        self.chips.choose(counts.index(max(counts)))
        self.view.setFocus()

    def _filter(self, place: int) -> None:
        self.columns.state.chosen_filter = self.listing.filters[place].words
        self.columns.remember()
        self._narrow()

    def _narrow(self) -> None:
        current = self._chosen_row()
        self.model.show_only(self._keeps)
        self._after_change(current)

    def _keeps(self, row: Any) -> bool:
        """Whether a row is of the chosen filter, is not narrowed out, and has the searched words in it."""
        filters, fits = self.listing.filters, self.listing.fits
        if filters and not filters[self.chips.place].keep(row):
            return False
        if self._narrowed is not None and not self._narrowed(row):
            return False
        return not self._searched or fits is None or fits(row, self._searched)

    def _recall_filter(self) -> None:
        words = [one.words for one in self.listing.filters]
        if self.columns.state.chosen_filter in words:
            self.chips.choose(words.index(self.columns.state.chosen_filter))
        if words:
            self.model.show_only(self._keeps)

    def _after_change(self, current: object) -> None:
        place = None if current is None else self.model.place_of(self.listing.identity(current))
        shown, rows = len(self.model.shown), len(self.model.rows)
        self._pages.setCurrentIndex(0 if shown else 2 if rows else 1)
        if place is not None:
            self.view.setCurrentIndex(self.model.index(place, self.columns.first_shown()))
        self._foot_words.setText(self._how_many())
        self._fit_foot()
        self._copy_button.setEnabled(bool(shown))
        self._export_button.setEnabled(bool(shown))

    def _how_many(self) -> str:
        """How many rows are shown, of how many that the filter lets through."""
        filters, shown = self.listing.filters, len(self.model.shown)
        kept = [row for row in self.model.rows if not filters or filters[self.chips.place].keep(row)]
        said = f"{shown:,} shown" if shown == len(kept) else f"{shown:,} shown of {len(kept):,}"
        return f"{said} in {self.filter_words()}" if filters else said

    def filter_words(self) -> str:
        """The filter that is chosen; empty where there are none."""
        return self.listing.filters[self.chips.place].words if self.listing.filters else ""

    def _open(self) -> None:
        if (row := self.current_row()) is not None:
            self.opened.emit(row)

    def _choose(self) -> None:
        self.chosen.emit(self.current_row())

    def copy(self) -> None:
        """Put the chosen rows, or all that are shown, on the clipboard as text with heads."""
        places = sorted({index.row() for index in self.view.selectionModel().selectedRows()})
        rows = [self.model.shown[place] for place in places] or self.model.shown
        columns = self.columns.shown()
        lines = ["\t".join(column.plain_head for column in columns)]
        lines += ["\t".join(_one_line(column.read_out(row)) for column in columns) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def export(self) -> None:
        """Hand over what is shown."""
        if self._on_export is not None:
            filtered = self.filter_words()
            self._on_export(Shown(self.listing.name, filtered, self.columns.shown(), list(self.model.shown)))


def _one_line(words: str) -> str:
    return " ".join(words.split())
