"""A file that is to be kept with a person's record, or what is said of one that is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.errors import DeskError, NotSaved
from ipsdesk.services.attachments import FIELDS, AttachmentLine, NewAttachment
from ipsdesk.services.attachments_files import ALLOWED, shown_name
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.editing import Plain
from ipsdesk.services.records import Done
from ipsdesk.services.roles import Role
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.breakable import breakable
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.file_dialog import FileKind, ask_to_open, documents
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.form import Around, Form
from ipsdesk.ui.widgets.step_page import RING_ROOM
from ipsdesk.ui.widgets.text_styles import NAME, PANEL, SECOND
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

DRAFT = "attachment"
FILES = FileKind("Letters, scans and forms", ".pdf *.png *.jpg *.jpeg *.tif *.tiff *.txt *.docx *.xlsx *.odt")
NO_FILE = "No file is chosen yet. You can also drop one anywhere on this window."
CHOOSE_FIRST = "Choose the file first"
WHAT_MAY_BE = (
    f"{ALLOWED}, up to 10 MB. It is kept encrypted inside the unit; the file itself stays where it is."
)
TYPE_OF = {".pdf": "letter", ".docx": "letter", ".odt": "letter", ".png": "scan", ".tif": "scan",
           ".tiff": "scan", ".jpg": "photo", ".jpeg": "photo"}  # fmt: skip
"""What a file probably is, by its ending."""

WIDTH, HEIGHT = 560, 600


class AttachFile(WorkingDialog):
    """Asks for the file and what it is; ``saved`` carries what was done."""

    saved = Signal(object)

    def __init__(
        self, at: AtDesk, client: int, name: str, line: AttachmentLine | None = None, path: Path | None = None
    ) -> None:
        title = "Change attachment" if line else f"Attach a file for {name}" if name else "Attach a file"
        super().__init__(at.theme, at.run, title, at.page)
        self._desk, self._client, self._name, self._line = at.desk, client, name, line
        self.path: Path | None = None
        self._file = Words(at.theme, NO_FILE if line is None else breakable(line.file_name), NAME, wraps=True)
        self.choose = Button(at.theme, "Choose file…", icon="folder-open-outline")
        self.form = self._make_form()
        self._build(title)
        self.lay_out()
        self.back.hide()
        self.next.setText("Save")
        self.next.clicked.connect(self._save)
        self.choose.clicked.connect(self._ask)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._save)
        self.setAcceptDrops(line is None)
        self.fit(WIDTH, HEIGHT)
        self._begin(line, path)

    def _make_form(self) -> Form:
        leads = self._desk.workspace.actor.role in (Role.LEAD, Role.MANAGER)
        fields = {key: one for key, one in FIELDS.items() if leads or key != "seen_by"}
        return Form(
            self._theme, fields, Around(self._desk.workspace.today, look_back=frozenset({"dated_on"}))
        )

    def _build(self, title: str) -> None:
        page, scroll, file = QWidget(), FocusScroll(), QWidget()
        lines = QVBoxLayout(page)
        lines.setContentsMargins(RING_ROOM, 0, RING_ROOM, RING_ROOM)
        lines.setSpacing(Space.FIELD)
        flow = Flow(file)
        flow.addWidget(self.choose)
        file.setVisible(self._line is None)
        lines.addWidget(Words(self._theme, title, PANEL, wraps=True))
        lines.addWidget(self._file)
        lines.addWidget(file)
        if self._line is None:
            lines.addWidget(Words(self._theme, WHAT_MAY_BE, SECOND, wraps=True))
        lines.addWidget(self.form)
        lines.addStretch()
        scroll.setWidget(page)
        self.inside.addWidget(scroll)

    def _begin(self, line: AttachmentLine | None, path: Path | None) -> None:
        if line is not None:
            self.form.show_values({name: getattr(line, name) for name in FIELDS})
            self.form.go_to("title")
        elif path is not None:
            self.take(str(path))
        else:
            self.choose.setFocus()

    # ---- the file -----------------------------------------------------------------------------------

    def _ask(self) -> None:
        ask_to_open(self, "Attach a file", self.path or documents(), FILES, self.take)

    def take(self, path: str) -> None:
        """This file; its name says what it is called until somebody says otherwise."""
        self.path = Path(path)
        self._file.setText(breakable(shown_name(self.path.name)))
        before = self.form.typed()
        guessed = {"title": shown_name(self.path.stem), "type": TYPE_OF.get(self.path.suffix.casefold(), "")}
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
        if self._line is None and self.path is None:
            self.form.show_problems({"": CHOOSE_FIRST})
            self.choose.setFocus()
        elif values is not None:
            self.begin(partial(self._work, cast("Mapping[str, Plain]", values)), self._saved, "Saving")

    def _work(self, values: Mapping[str, Plain], progress: Progress) -> Done:
        progress.check()
        if self._line is not None:
            return self._desk.attachments.change(self._line, values)
        return self._desk.attachments.add(NewAttachment(self._client, cast("Path", self.path), values))

    def _saved(self, done: Done) -> None:
        announce(self, done.words)
        self.accept()
        self.saved.emit(done)

    def refused(self, error: DeskError) -> None:
        """Said at the fields where it is about them, else at the top."""
        self.form.show_problems(error.problems if isinstance(error, NotSaved) else {"": str(error)})
        self.choose.setFocus()

    def drafts(self) -> Sequence[DraftNote]:
        """What is said of a file that is not kept yet; the file itself stays where it is."""
        if self._line is not None or not (self.path or self.form.is_changed()):
            return ()
        content: dict[str, Any] = {
            "client": self._client,
            "name": self._name,
            "path": str(self.path or ""),
            "typed": self.form.typed(),
        }
        return [DraftNote(DRAFT, self._client, "an attachment", content)]


def reopen_attaching(at: AtDesk, note: DraftNote) -> AttachFile:
    """The dialog of a draft, with what was typed in it."""
    content = note.content
    dialog = AttachFile(at, content["client"], content["name"])
    if content["path"]:
        dialog.take(content["path"])
    dialog.form.show_typed(content["typed"])
    at.open(dialog)
    return dialog
