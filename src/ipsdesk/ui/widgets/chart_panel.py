"""A chart with its title, its one sentence, and the same data as a table at the press of a button."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Space, Token
from ipsdesk.ui.widgets.chart import Bar, BarChart, ChartData
from ipsdesk.ui.widgets.columns import Column, Listing
from ipsdesk.ui.widgets.link import Link
from ipsdesk.ui.widgets.painting import RIGHT
from ipsdesk.ui.widgets.rows_model import RowsModel
from ipsdesk.ui.widgets.table_view import TableView
from ipsdesk.ui.widgets.text_styles import NAME, SECOND
from ipsdesk.ui.widgets.words import Words

AS_TABLE, AS_PICTURE = "Show as a table", "Show as a picture"


class ChartPanel(QWidget):
    """One chart; ``caption`` stands at the right of the title (``limit: under 16``), ``picture`` draws it."""

    def __init__(
        self,
        theme: Theme,
        data: ChartData,
        caption: str = "",
        parent: QWidget | None = None,
        picture: type[BarChart] = BarChart,
    ) -> None:
        super().__init__(parent)
        self._theme, self.data = theme, data
        self.chart = picture(theme, data)
        self.model = RowsModel(self._listing(), self)
        self.table = TableView(theme, self.model)
        self._sentence = Words(theme, style=SECOND, wraps=True)
        self._title, self._caption = Words(theme, style=NAME), Words(theme, caption, SECOND)
        self._switch = Link(theme, AS_TABLE)
        self._build()
        self._switch.clicked.connect(self.turn)
        self.table.place_columns()
        theme.changed.connect(self.table.place_columns)
        self.show_data(data)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.SNUG)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._caption)
        self._pages = QStackedLayout()
        foot.addWidget(self._switch)
        foot.addStretch()
        layout.addLayout(head)
        layout.addLayout(self._pages, 1)
        # Only now: a stack that lies in nothing yet shows its first page as a window of its own.
        self._pages.addWidget(self.chart)
        self._pages.addWidget(self.table)
        layout.addWidget(self._sentence)
        layout.addLayout(foot)

    def _listing(self) -> Listing[tuple[int, Bar]]:
        return Listing[tuple[int, Bar]](
            self.data.title,
            (
                Column("When", lambda one: one[0], lambda one: one[1].when, width=120, name=True),
                Column("Value", lambda one: one[1].value, self._value, width=106, align=RIGHT),
                Column("Limit", self._limit, width=140),
            ),
            "",
            lambda one: one[0],
            row_height=Height.DRILL_ROW,
        )

    def _value(self, one: tuple[int, Bar]) -> str:
        bar = one[1]
        if bar.value is None:
            return "not recorded"
        return bar.words + (", planned" if bar.planned else ", estimated" if bar.estimated else "")

    def _limit(self, one: tuple[int, Bar]) -> str:
        limit = self.data.limit_at(one[0])
        over = " (over)" if one[1].over and one[1].over.token in (Token.BAD, Token.WARN) else ""
        return f"{limit.words}{over}" if limit else ""

    def show_data(self, data: ChartData) -> None:
        """Show this, as a picture or as a table, whichever is on screen."""
        self.data = data
        self.chart.show_data(data)
        self.model.set_rows([(place, bar) for place, bar in enumerate(data.bars) if bar.due])
        self.table.setAccessibleName(data.title)
        self._title.setText(data.title)
        self._sentence.setText(data.sentence)
        self._switch.setAccessibleName(f"{data.title}: {self._switch.text()}")

    def turn(self) -> None:
        """From picture to table, or back."""
        to_table = self._pages.currentIndex() == 0
        self._pages.setCurrentIndex(1 if to_table else 0)
        self._switch.setText(AS_PICTURE if to_table else AS_TABLE)
        self._switch.setAccessibleName(f"{self.data.title}: {self._switch.text()}")
