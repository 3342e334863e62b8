"""Asks for whom a return is and where it goes, has it written, and says where it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import Period, is_provisional
from ipsdesk.services.desk import Desk
from ipsdesk.ui.background import Progress, RunInBackground
from ipsdesk.ui.kpis.return_choice import EXPLAINED, ProfileChoice
from ipsdesk.ui.kpis.turning import between, name_of
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.file_dialog import EXCEL, ask_to_save, documents
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.text_styles import NAME, PANEL, SECOND
from ipsdesk.ui.widgets.words import Words

WIDTH = 520
PROVISIONAL = "The period has not ended: the return will say that it is provisional."
NO_NAME = "Write the name of the file."
THERE_ALREADY = "There is a file of this name already. Replace it, or write another name."
CLOSE_IT = "If it is open in Excel, close it there first; then save again."
SAVE, REPLACE = "Save return", "Replace the file"


class ReturnDialog(QDialog):
    """The return of one period, of the whole unit."""

    saved = Signal(object)
    """The path of the return that was written."""

    def __init__(
        self, theme: Theme, run: RunInBackground, desk: Desk, period: Period, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._run, self._desk, self._period = theme, run, desk, period
        self._may_replace: Path | None = None
        self._path, self._is_writing = Path(), False
        self.setWindowTitle(f"Return {name_of(period)}")
        self.profiles = ProfileChoice(theme)
        self.file = QLineEdit(str(documents() / f"Return {name_of(period)}{EXCEL.ending}"))
        self.choose = Button(theme, "Choose…")
        self.outcome = MarkedWords(theme)
        self.save = Button(theme, SAVE, Rank.PRIMARY)
        self.close_button = Button(theme, "Cancel")
        self._build()
        self.save.setDefault(True)
        self.save.clicked.connect(self.write)
        self.choose.clicked.connect(self.ask_where)
        self.close_button.clicked.connect(self.reject)
        self.file.textChanged.connect(self._renamed)
        theme.changed.connect(self._fit)
        self.profiles.focus_chosen()
        self._fit()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.CARD)
        layout.setSpacing(Space.FIELD)
        head = QVBoxLayout()
        head.setSpacing(Space.LABEL)
        head.addWidget(Words(self._theme, f"Return {name_of(self._period)}", PANEL, wraps=True))
        days = f"{between(self._period)} · the figures of the whole unit · an Excel workbook"
        head.addWidget(Words(self._theme, days, SECOND, wraps=True))
        layout.addLayout(head)
        if is_provisional(self._period, self._desk.workspace.today()):
            provisional = MarkedWords(self._theme)
            layout.addWidget(provisional)
            provisional.say(Mark.WAITING, PROVISIONAL)
        whom = QVBoxLayout()
        whom.setSpacing(Space.LABEL)
        whom.addWidget(Words(self._theme, "For whom", NAME))
        whom.addWidget(self.profiles)
        layout.addLayout(whom)
        layout.addLayout(self._file_line())
        layout.addWidget(self.outcome)
        layout.addStretch()
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.save)
        layout.addLayout(buttons)

    def _fit(self) -> None:
        """As high as its words need at its width, which the screen bounds."""
        layout = self.layout()
        if layout is not None:
            wide = min(self._theme.px(WIDTH), self.screen().availableSize().width() - Space.WIDE)
            self.setFixedSize(wide, layout.totalHeightForWidth(wide))

    def _file_line(self) -> QVBoxLayout:
        column, line = QVBoxLayout(), QHBoxLayout()
        column.setSpacing(Space.LABEL)
        label = Words(self._theme, "File", NAME)
        label.setBuddy(self.file)
        self.file.setAccessibleName("File of the return")
        self.choose.setAccessibleName("Choose where the return goes")
        line.setSpacing(Space.SNUG)
        line.addWidget(self.file, 1)
        line.addWidget(self.choose)
        column.addWidget(label)
        column.addLayout(line)
        return column

    # ---- where it goes ------------------------------------------------------------------------------

    def ask_where(self) -> None:
        """Ask for the file; it is for this window to ask whether one may be replaced."""
        ask_to_save(self, "Save return", self.path(), EXCEL, self.file.setText, asks_before_replacing=False)

    def path(self) -> Path:
        """The file as it is written there, among the documents unless it says a folder."""
        path = documents() / self.file.text().strip()
        return path if path.suffix.casefold() == EXCEL.ending else path.with_name(path.name + EXCEL.ending)

    def _renamed(self) -> None:
        self._may_replace = None
        self.save.setText(SAVE)
        self._say(Mark.NOTE, "")

    # ---- writing ------------------------------------------------------------------------------------

    def write(self) -> None:
        """Write it, after asking once if a file would be replaced."""
        if self._is_writing:
            return
        if not self.file.text().strip():
            self._say(Mark.OFF_TARGET, NO_NAME)
            self.file.setFocus()
        elif (path := self.path()).is_file() and path != self._may_replace:
            self._may_replace = path
            self._say(Mark.NEAR_LIMITS, THERE_ALREADY)
            self.save.setText(REPLACE)
        else:
            self._write_to(path, self.profiles.profile)

    def _write_to(self, path: Path, profile: Profile) -> None:
        self._path = path
        self._set_writing(writing=True)
        title = EXPLAINED[profile][0].casefold()
        self._say(Mark.WAITING, f"Counting {name_of(self._period)} and writing the {title} return…")

        def work(_progress: Progress) -> None:
            from ipsdesk.reports.return_workbook import write_return_of  # noqa: PLC0415 - brings openpyxl

            write_return_of(self._desk, self._period, path, profile)

        self._run(work, self._done, self._failed)

    def _set_writing(self, *, writing: bool) -> None:
        self._is_writing = writing
        for one in (self.profiles, self.file, self.choose, self.save, self.close_button):
            one.setEnabled(not writing)

    def _done(self, _result: None) -> None:
        self._set_writing(writing=False)
        self._may_replace = None
        self._say(Mark.DONE, f"Saved as {self._path.name} in {self._path.parent}.")
        self.save.setText(SAVE)
        self.close_button.setText("Close")
        self.close_button.setFocus()
        self.saved.emit(self._path)

    def _failed(self, error: BaseException) -> None:
        self._set_writing(writing=False)
        self._say(Mark.OFF_TARGET, f"{error} {CLOSE_IT}" if isinstance(error, DeskError) else "")
        if not isinstance(error, DeskError):
            raise error

    def _say(self, mark: Mark, words: str) -> None:
        self.outcome.say(mark, words)
        self._fit()
        if words:
            announce(self, words, urgent=mark is Mark.OFF_TARGET)

    def reject(self) -> None:
        """Not while the file is being written."""
        if not self._is_writing:
            super().reject()
