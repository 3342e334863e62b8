"""Asks for a file that is to be kept inside the unit and what it is, or what is said of one that is kept."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.errors import DeskError, NotSaved
from ipsdesk.services.attachments_files import ALLOWED, shown_name
from ipsdesk.services.editing import Plain
from ipsdesk.services.records import Done
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.breakable import breakable
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.file_dialog import FileKind, ask_to_open, documents
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.form import Form
from ipsdesk.ui.widgets.step_page import RING_ROOM
from ipsdesk.ui.widgets.text_styles import NAME, PANEL, SECOND
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

FILES = FileKind("Letters, scans and forms", ".pdf *.png *.jpg *.jpeg *.tif *.tiff *.txt *.docx *.xlsx *.odt")
NO_FILE = "No file is chosen yet. You can also drop one anywhere on this window."
CHOOSE_FIRST = "Choose the file first"
WHAT_MAY_BE = (
    f"{ALLOWED}, up to 10 MB. It is kept encrypted inside the unit; the file itself stays where it is."
)
WIDTH, HEIGHT = 560, 600


class KeepFile(WorkingDialog):
    """``saved`` carries what was done; ``kept_as`` is the name of a file that is kept already."""

    saved = Signal(object)

    def __init__(self, at: AtDesk, title: str, form: Form, kept_as: str = "") -> None:
        super().__init__(at.theme, at.run, title, at.page)
        self.form, self._is_new = form, not kept_as
        self.path: Path | None = None
        self._file = Words(at.theme, breakable(kept_as) if kept_as else NO_FILE, NAME, wraps=True)
        self.choose = Button(at.theme, "Choose file…", icon="folder-open-outline")
        self._build(title)
        self.lay_out()
        self.back.hide()
        self.next.setText("Save")
        self.next.clicked.connect(self._save)
        self.choose.clicked.connect(self._ask)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._save)
        self.setAcceptDrops(self._is_new)
        self.fit(WIDTH, HEIGHT)

    def _build(self, title: str) -> None:
        page, scroll, file = QWidget(), FocusScroll(), QWidget()
        lines = QVBoxLayout(page)
        lines.setContentsMargins(RING_ROOM, 0, RING_ROOM, RING_ROOM)
        lines.setSpacing(Space.FIELD)
        flow = Flow(file)
        flow.addWidget(self.choose)
        file.setVisible(self._is_new)
        lines.addWidget(Words(self._theme, title, PANEL, wraps=True))
        lines.addWidget(self._file)
        lines.addWidget(file)
        if self._is_new:
            lines.addWidget(Words(self._theme, WHAT_MAY_BE, SECOND, wraps=True))
        lines.addWidget(self.form)
        lines.addStretch()
        scroll.setWidget(page)
        self.inside.addWidget(scroll)

    # ---- what each kind says ------------------------------------------------------------------------

    @abstractmethod
    def guessed(self, path: Path) -> Mapping[str, str]:
        """What a file probably is, by its name."""

    @abstractmethod
    def work(self, values: Mapping[str, Plain]) -> Done:
        """Keep it, or say something else of it; called in the background."""

    # ---- the file -----------------------------------------------------------------------------------

    def begin_with(self, path: Path | None) -> None:
        """A file that was dropped, or none yet."""
        if path is not None:
            self.take(str(path))
        else:
            self.choose.setFocus()

    def _ask(self) -> None:
        ask_to_open(self, "Attach a file", self.path or documents(), FILES, self.take)

    def take(self, path: str) -> None:
        """This file; its name says what it is called until somebody says otherwise."""
        self.path = Path(path)
        self._file.setText(breakable(shown_name(self.path.name)))
        before = self.form.typed()
        guessed = self.guessed(self.path)
        self.form.show_typed({key: words for key, words in guessed.items() if words and not before.get(key)})
        self.form.go_to("title")
        announce(self, f"{self.path.name} chosen")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = next((url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()), "")
        if path and not self.is_working:
            event.acceptProposedAction()
            self.take(path)

    # ---- saving -------------------------------------------------------------------------------------

    def _save(self) -> None:
        values = None if self.is_working else self.form.values()
        if self._is_new and self.path is None:
            self.form.show_problems({"": CHOOSE_FIRST})
            self.choose.setFocus()
        elif values is not None:
            self.begin(partial(self._work, cast("Mapping[str, Plain]", values)), self._saved, "Saving")

    def _work(self, values: Mapping[str, Plain], progress: Progress) -> Done:
        progress.check()
        return self.work(values)

    def _saved(self, done: Done) -> None:
        announce(self, done.words)
        self.accept()
        self.saved.emit(done)

    def refused(self, error: DeskError) -> None:
        """Said at the fields where it is about them, else at the top."""
        self.form.show_problems(error.problems if isinstance(error, NotSaved) else {"": str(error)})
        self.choose.setFocus()
