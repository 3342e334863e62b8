"""One chart on a card: picture or table, its sentence, and the picture to copy or to keep."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.services.scorecards_chart import Chart
from ipsdesk.services.trail import Out, Way
from ipsdesk.ui.background import Progress
from ipsdesk.ui.kpis.chart_drawing import HEIGHT, ChartPicture
from ipsdesk.ui.kpis.chart_image import image_of, png_of
from ipsdesk.ui.printing import Noting, write_file
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.columns import Column, Listing
from ipsdesk.ui.widgets.file_dialog import PNG, ask_to_save, pictures
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import LEFT, RIGHT
from ipsdesk.ui.widgets.rows_model import RowsModel
from ipsdesk.ui.widgets.table_view import TableView
from ipsdesk.ui.widgets.text_styles import PANEL, SECOND
from ipsdesk.ui.widgets.words import Words

ENDING = ".png"
AS_TABLE, AS_PICTURE = "Show as a table", "Show as a picture"
Row = tuple[int, tuple[str, ...]]


class ChartCard(Card):
    """Shows one chart; ``whose`` stands under the picture that is taken away."""

    def __init__(self, theme: Theme, chart: Chart, whose: str, noting: Noting) -> None:
        super().__init__(theme)
        self.chart, self._whose, self._noting = chart, whose, noting
        self.picture = ChartPicture(theme)
        self.model = RowsModel(_listing(chart), self)
        self.table = TableView(theme, self.model)
        self.title, self.sentence = (
            Words(theme, style=PANEL, wraps=True),
            Words(theme, style=SECOND, wraps=True),
        )
        self.turn_button = Button(theme, AS_TABLE, Rank.QUIET)
        self.copy_button = Button(theme, "Copy as picture", Rank.QUIET)
        self.save_button = Button(theme, "Save as picture…", Rank.QUIET)
        self.outcome = MarkedWords(theme)
        self._build()
        self.turn_button.clicked.connect(self.turn)
        self.copy_button.clicked.connect(self.copy)
        self.save_button.clicked.connect(self.ask_where)
        theme.changed.connect(self._size)
        self._size()
        self.show_chart(chart, whose)

    def _build(self) -> None:
        layout, inside = QVBoxLayout(self), QVBoxLayout()
        layout.setContentsMargins(0, 0, 0, Space.STEP)
        layout.setSpacing(Space.SNUG)
        inside.setContentsMargins(Space.CARD - 2, Space.FIELD, Space.CARD - 2, 0)
        inside.setSpacing(Space.SNUG)
        layout.addLayout(inside, 1)
        inside.addWidget(self.title)
        self._pages = QStackedLayout()
        inside.addLayout(self._pages, 1)  # before its pages: else the first would show as a window of its own
        self._pages.addWidget(self.picture)
        self._pages.addWidget(self.table)
        inside.addWidget(self.sentence)
        inside.addWidget(self.outcome)
        foot = QWidget()
        line = Flow(foot, Space.SNUG)
        for button in (self.turn_button, self.copy_button, self.save_button):
            line.addWidget(button)
        below = QVBoxLayout()
        below.setContentsMargins(Space.STEP + 1, 0, Space.STEP + 1, 0)
        below.addWidget(foot)
        layout.addLayout(below)

    def _size(self) -> None:
        self.table.setMinimumHeight(self._theme.px(HEIGHT))
        self.table.place_columns()

    def show_chart(self, chart: Chart, whose: str) -> None:
        """Show this, as a picture or as a table, whichever is on screen."""
        self.chart, self._whose = chart, whose
        self.title.setText(chart.title)
        self.sentence.setText(chart.sentence)
        self.picture.show_chart(chart)
        self.table.setAccessibleName(chart.title)
        self.model.set_rows(list(enumerate(chart.rows)))
        self.outcome.say(Mark.DONE, "")
        self._name_buttons()

    def _name_buttons(self) -> None:
        for button in (self.turn_button, self.copy_button, self.save_button):
            button.setAccessibleName(f"{self.chart.title}: {button.text()}")

    def turn(self) -> None:
        """From picture to table, or back."""
        to_table = self._pages.currentIndex() == 0
        self._pages.setCurrentIndex(1 if to_table else 0)
        self.turn_button.setText(AS_PICTURE if to_table else AS_TABLE)
        self._name_buttons()

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(image_of(self._theme, self.chart, self._whose))
        self._say("Copied as a picture.")

    def ask_where(self) -> None:
        """Ask where the picture goes."""
        ask_to_save(self, "Save as picture", pictures() / f"{self.chart.title}.png", PNG, self.save_to)

    def save_to(self, path: str) -> None:
        """Write the picture, noted in the audit trail, and say so, or why not."""
        file = Path(path) if path.casefold().endswith(ENDING) else Path(path + ENDING)
        content = png_of(image_of(self._theme, self.chart, self._whose))
        out = Out(self.chart.title, Way.PICTURE, self._whose, sha256=sha256(content).hexdigest())
        self._noting.run(partial(self._write, content, out, file), self._saved, self._failed)

    def _write(self, content: bytes, out: Out, file: Path, _progress: Progress) -> Path:
        self._noting.trail.note_out(out)
        write_file(content, file)
        return file

    def _saved(self, file: Path) -> None:
        self._say(f"Saved as {file.name} in {file.parent}.")

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self._say(str(error), refused=True)

    def _say(self, words: str, *, refused: bool = False) -> None:
        self.outcome.say(Mark.OFF_TARGET if refused else Mark.DONE, words)
        announce(self, words, urgent=refused)


def _listing(chart: Chart) -> Listing[Row]:
    last = len(chart.heads) - 1
    return Listing[Row](
        chart.title,
        tuple(
            Column(
                head,
                partial(_order, place),
                partial(_words, place),
                width=130 if place == 0 else 90,
                align=LEFT if place == 0 or (place == last and head == "Status") else RIGHT,
                name=place == 0,
            )
            for place, head in enumerate(chart.heads)
        ),
        "",
        _place_of,
        row_height=Height.DRILL_ROW,
    )


def _order(place: int, row: Row) -> object:
    """Labels keep their order in time; figures are put in order as numbers, where they are some."""
    if place == 0:
        return row[0]
    number = row[1][place].rstrip("%").replace(":", ".").replace(",", "")
    return float(number) if number.replace(".", "", 1).isdigit() else None


def _words(place: int, row: Row) -> str:
    return row[1][place]


def _place_of(row: Row) -> int:
    return row[0]
