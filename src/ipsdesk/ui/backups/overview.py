"""The first page of the dialog about backups: how it stands, the list, and what can be done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ipsdesk.services.backups import BackupLine, BackupState
from ipsdesk.ui.backups.details import BackupDetails
from ipsdesk.ui.backups.listings import BACKUPS
from ipsdesk.ui.backups.state_panel import StatePanel
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.breakable import breakable
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.choosing import ChipRow
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.plain_tip import plain_tip
from ipsdesk.ui.widgets.rule import Rule
from ipsdesk.ui.widgets.step_page import RING_ROOM
from ipsdesk.ui.widgets.table_panel import TablePanel
from ipsdesk.ui.widgets.text_styles import PANEL
from ipsdesk.ui.widgets.words import Words

TITLE = "Backups"
NOW, COPY, TRY, PLACES = "Back up now", "Copy to the second place now", "Practise a restore", "Places…"
SHOWN = "Backups shown"
IN_FOLDER, AT_SECOND, ELSEWHERE, OTHER = "Backup folder", "Second place", "Another folder", "Another folder…"
TABLE_HEIGHT, BESIDE = 250, 760


class Overview(QWidget):
    """``wanted`` carries the words of a button of the unit's; ``details.asked`` those of a backup's.

    ``place_chosen`` says that backups of another place are to be shown.
    """

    wanted = Signal(str)
    place_chosen = Signal()

    def __init__(self, theme: Theme, settings: QSettings, *, manages: bool) -> None:
        super().__init__()
        self._theme = theme
        self._second: Path | None = None
        self.elsewhere: Path | None = None
        self.state, self.said = StatePanel(theme), MarkedWords(theme)
        self.buttons = {words: Button(theme, words) for words in (NOW, COPY, TRY, PLACES)}
        if not manages:
            self.buttons[PLACES].hide()
        self.places = ChipRow(theme, SHOWN, (IN_FOLDER, AT_SECOND, ELSEWHERE))
        self.other = Button(theme, OTHER)
        self.panel, self.details = TablePanel(theme, BACKUPS, settings), BackupDetails(theme, manages=manages)
        self._build()
        self._wire()
        self._measure()

    def _build(self) -> None:
        doing, showing = QWidget(), QWidget()
        flow, places = Flow(doing), Flow(showing)
        for button in self.buttons.values():
            flow.addWidget(button)
        for part in (self.places, self.other):
            places.addWidget(part)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(Space.FIELD)
        self._sides.addWidget(self.panel, 3)
        self._sides.addWidget(self.details, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(RING_ROOM, 0, RING_ROOM, RING_ROOM)
        layout.setSpacing(Space.STEP)
        head = Words(self._theme, TITLE, PANEL)
        for widget in (head, self.state, doing, self.said, Rule(self._theme), showing):
            layout.addWidget(widget)
        layout.addLayout(self._sides, 1)

    def _wire(self) -> None:
        for button in self.buttons.values():
            button.clicked.connect(self._pressed)
        self.panel.chosen.connect(self.details.show_backup)
        self.panel.opened.connect(self._open)
        self.places.chosen.connect(self._place_chosen)
        self._theme.changed.connect(self._measure)

    def _measure(self) -> None:
        """Beside each other where there is room, else the backup under the list."""
        self.panel.setMinimumHeight(self._theme.px(TABLE_HEIGHT))
        is_wide = self.width() >= self._theme.px(BESIDE)
        direction = QBoxLayout.Direction
        self._sides.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _pressed(self) -> None:
        self.wanted.emit(next(words for words, button in self.buttons.items() if button is self.sender()))

    def _open(self, _line: BackupLine) -> None:
        next(iter(self.details.buttons.values())).setFocus()

    def say(self, mark: Mark, words: str) -> None:
        """Say what became of something, to the ear too."""
        self.said.say(mark, breakable(words))
        announce(self, words, urgent=mark is Mark.OVER)

    # ---- what is shown ------------------------------------------------------------------------------

    @property
    def place(self) -> Path | None:
        """The folder whose backups are wanted; None is the backup folder."""
        return (None, self._second, self.elsewhere)[self.places.place]

    def _place_chosen(self, _place: int) -> None:
        self.place_chosen.emit()

    def look_in(self, folder: Path) -> None:
        """Show the backups of another folder."""
        self.elsewhere = folder
        self.places.chips[2].setVisible(True)
        self.places.chips[2].setToolTip(plain_tip(str(folder)))
        if self.places.place == 2:
            self.place_chosen.emit()
        else:
            self.places.choose(2)

    def show_all(self, state: BackupState, lines: tuple[BackupLine, ...]) -> None:
        """Show these backups; the one under the cursor stays if it is still among them."""
        self.state.show_state(state)
        self._second = state.second.path
        self.places.chips[1].setVisible(self._second is not None)
        self.places.chips[2].setVisible(self.elsewhere is not None)
        self.places.setVisible(bool(self._second or self.elsewhere))
        self.buttons[COPY].setVisible(self._second is not None)
        self.buttons[TRY].setEnabled(state.newest is not None)
        self.panel.set_rows(lines)
        if lines and self.panel.current_row() is None:
            self.panel.view.setCurrentIndex(self.panel.model.index(0, 0))
        self.details.show_backup(self.panel.current_row())

    def begin(self) -> None:
        """Put the keyboard into the list, or where there is none on what fills it."""
        (self.panel.view if self.panel.model.shown else self.buttons[NOW]).setFocus()
