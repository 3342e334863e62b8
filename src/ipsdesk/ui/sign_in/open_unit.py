"""Choosing the folder of a unit that is on this computer already."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk import glance
from ipsdesk.fields import Field
from ipsdesk.ui.sign_in.folder_field import WHOLE_PATH, FolderField
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.form_row import FormRow
from ipsdesk.ui.widgets.text_styles import PANEL
from ipsdesk.ui.widgets.words import Words

TITLE = "Open a unit"
FOLDER = Field("Folder of the unit", help="Its name usually ends in .ipsdesk.")
NOTHING, NO_UNIT = (
    "Choose the folder first.",
    "There is no unit in this folder. Choose the unit's own folder.",
)
WIDTH = 520


class OpenUnit(QDialog):
    """``chosen`` carries the unit's folder."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(TITLE)
        self.field = FolderField(theme, FOLDER)
        self._row = FormRow(theme, self.field)
        self._open, self._cancel = Button(theme, "Open", Rank.PRIMARY), Button(theme, "Cancel")
        self._open.setDefault(True)
        self._build()
        self._open.clicked.connect(self._choose)
        self._cancel.clicked.connect(self.reject)
        self.field.changed.connect(self._say)
        self.field.found.connect(self._found)
        theme.changed.connect(self._fit)
        self._fit()

    def _build(self) -> None:
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.CARD)
        layout.setSpacing(Space.FIELD)
        layout.addWidget(Words(self._theme, TITLE, PANEL))
        layout.addWidget(self._row)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.SNUG)
        buttons.addStretch()
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._open)
        layout.addLayout(buttons)

    def _found(self, folder: Path) -> None:
        self.field.show_value(str(folder))
        self._open.setFocus()

    def _problem(self) -> str:
        if not self.field.value().strip():
            return NOTHING
        if not self.field.folder.is_absolute():
            return WHOLE_PATH
        return "" if glance.is_unit(self.field.folder) else NO_UNIT

    def _say(self) -> None:
        self._row.show_problem(self._problem())
        self._fit()

    def _choose(self) -> None:
        self._say()
        if problem := self._problem():
            announce(self.field.line, problem, urgent=True)
            self.field.line.setFocus()
            return
        self.accept()
        self.chosen.emit(self.field.folder)

    def _fit(self) -> None:
        wide = self._theme.px(WIDTH)
        self.setFixedSize(wide, self._layout.totalHeightForWidth(wide))
