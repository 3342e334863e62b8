"""The letters and scans kept with one person's record: looked at, copied out, added, changed, removed."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.services.attachments import AttachmentLine, OpenedAttachment
from ipsdesk.services.attachments_files import PICTURES, PLAIN_TEXT
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.records import Done, RecordRef
from ipsdesk.services.roles import STAFF
from ipsdesk.ui.attachments.adding import AttachFile
from ipsdesk.ui.attachments.viewer import AttachmentViewer
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.trail.removing import Remove
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.columns import Column, Listing
from ipsdesk.ui.widgets.file_dialog import FileKind, ask_to_save, documents
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import RIGHT
from ipsdesk.ui.widgets.step_page import RING_ROOM
from ipsdesk.ui.widgets.table_panel import TablePanel
from ipsdesk.ui.widgets.text_styles import PANEL, SECOND
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

OUTSIDE = "A copy lies outside the encryption: keep it as you would keep the paper, and delete it when done."
HINT = "Drop a file anywhere on this window to add it. What is kept here is encrypted inside the unit."
NOT_SHOWN = "This kind of file is not shown inside the window. Save a copy of it, and open that."
WIDTH, HEIGHT, TABLE_HEIGHT = 820, 560, 200


def size_words(size: int) -> str:
    """``312 KB``, ``1.4 MB``."""
    return f"{size / 1024**2:.1f} MB" if size >= 1024**2 else f"{max(1, round(size / 1024)):,} KB"


LISTING = Listing[AttachmentLine](
    "Attachments",
    (
        Column[AttachmentLine](
            "Title", lambda one: one.title, width=280, name=True, second=lambda one: one.file_name
        ),
        Column[AttachmentLine]("Type", lambda one: one.type, lambda one: sentence_case(one.type), 80),
        Column[AttachmentLine]("Date", lambda one: one.dated_on, width=120),
        Column[AttachmentLine](
            "Who may see it",
            lambda one: one.seen_by,
            lambda one: sentence_case(one.seen_by),
            180,
            gives_way=1,
        ),
        Column[AttachmentLine](
            "Size", lambda one: one.size, lambda one: size_words(one.size), 80, RIGHT, gives_way=2
        ),
    ),
    "Nothing is attached yet.",
    lambda one: one.id,
    row_height=Height.CASELOAD_ROW,
)


class AttachmentsDialog(WorkingDialog):
    """The list; ``saved`` carries the moment of what was added, changed or removed."""

    saved = Signal(object)

    def __init__(self, at: AtDesk, client: int, name: str) -> None:
        super().__init__(at.theme, at.run, f"Attachments: {name}", at.page)
        self._at, self._client, self._name = at, client, name
        self._path = Path()
        self._may = at.desk.workspace.actor.role in STAFF
        self.panel, self.outcome = TablePanel(at.theme, LISTING, at.settings), MarkedWords(at.theme)
        self.add, self.copy = self._button("Add…", "plus"), self._button("Save a copy…", "download-outline")
        self.change, self.remove = self._button("Change…", "pencil-outline"), self._button("Remove…")
        self.copy.setToolTip(OUTSIDE)
        self._build()
        self.lay_out()
        self.back.hide()
        self.cancel.setText("Close")
        self.next.setText("Look at it")
        self._wire()
        self._measure()
        self.setAcceptDrops(self._may)
        self.fit(WIDTH, HEIGHT)
        self._read()

    def _button(self, words: str, icon: str = "") -> Button:
        return Button(self._theme, words, icon=icon)

    def _build(self) -> None:
        page, scroll, done = QWidget(), FocusScroll(), QWidget()
        flow = Flow(done)
        for button in (self.add, self.copy, self.change, self.remove):
            flow.addWidget(button)
        lines = QVBoxLayout(page)
        lines.setContentsMargins(RING_ROOM, 0, RING_ROOM, RING_ROOM)
        lines.setSpacing(Space.STEP)
        lines.addWidget(Words(self._theme, f"Attachments of {self._name}", PANEL, wraps=True))
        if self._may:
            lines.addWidget(Words(self._theme, HINT, SECOND, wraps=True))
        lines.addWidget(self.outcome)
        lines.addWidget(self.panel, 1)
        lines.addWidget(done)
        scroll.setWidget(page)
        self.inside.addWidget(scroll)

    def _wire(self) -> None:
        for button, does in (
            (self.add, self.add_file),
            (self.copy, self.ask_where),
            (self.change, self.change_it),
            (self.remove, self.remove_it),
            (self.next, self.look),
        ):
            button.clicked.connect(does)
        self.panel.opened.connect(self.look)
        self.panel.chosen.connect(self._choose)
        self._theme.changed.connect(self._measure)

    def _measure(self) -> None:
        self.panel.setMinimumHeight(self._theme.px(TABLE_HEIGHT))

    def _choose(self) -> None:
        line = self.panel.current_row()
        self.add.setEnabled(self._may)
        for button in (self.change, self.remove):
            button.setEnabled(line is not None and self._may)
        for button in (self.copy, self.next):
            button.setEnabled(line is not None and not self.is_working)

    # ---- reading ------------------------------------------------------------------------------------

    def _read(self) -> None:
        self.begin(self._fetch, self._show, "Reading the attachments")

    def _fetch(self, _progress: Progress) -> tuple[AttachmentLine, ...]:
        return self._at.desk.attachments.of(self._client)

    def _show(self, lines: tuple[AttachmentLine, ...]) -> None:
        self.panel.set_rows(lines)
        if lines and self.panel.current_row() is None:
            self.panel.view.setCurrentIndex(self.panel.model.index(0, self.panel.columns.first_shown()))
        (self.panel.view if lines else self.add if self._may else self.cancel).setFocus()
        self._choose()

    # ---- one of them --------------------------------------------------------------------------------

    def look(self) -> None:
        """Show it inside the window, if it is a picture or plain text."""
        line = self.panel.current_row()
        if line is None or self.is_working:
            return
        if line.media_type in PICTURES | {PLAIN_TEXT}:
            self.begin(partial(self._open, line.id), self._opened, "Opening it")
        else:
            self._tell(Mark.NOTE, NOT_SHOWN)
            self.copy.setFocus()

    def _open(self, attachment: int, progress: Progress) -> OpenedAttachment:
        progress.check()
        return self._at.desk.attachments.open(attachment)

    def _opened(self, opened: OpenedAttachment) -> None:
        viewer = AttachmentViewer(self._theme, opened, self)
        viewer.copy_wanted.connect(self.ask_where)
        self._at.open(viewer)

    def ask_where(self) -> None:
        """Ask where a copy goes."""
        line = self.panel.current_row()
        if line is not None and not self.is_working:
            kind = FileKind(sentence_case(line.type), Path(line.file_name).suffix)
            ask_to_save(self, "Save a copy", documents() / line.file_name, kind, self.save_to)

    def save_to(self, path: str) -> None:
        """Write the copy in the background."""
        line = self.panel.current_row()
        if line is not None and not self.is_working:
            self._path = Path(path)
            self.begin(partial(self._copy, line.id, self._path), self._copied, "Saving a copy")

    def _copy(self, attachment: int, path: Path, progress: Progress) -> None:
        progress.check()
        self._at.desk.attachments.save_copy(attachment, path)

    def _copied(self, _nothing: None) -> None:
        self._tell(Mark.DONE, f"Saved as {self._path.name}. {OUTSIDE}")

    def change_it(self) -> None:
        """Say something else of it."""
        if (line := self.panel.current_row()) is not None:
            self._attach(AttachFile(self._at, self._client, self._name, line))

    def remove_it(self) -> None:
        """Ask why, and remove it."""
        if (line := self.panel.current_row()) is not None:
            dialog = Remove(self._at, RecordRef("attachment", line.id), f"attachment {line.title}")
            dialog.removed.connect(self._removed)
            self._at.open(dialog)

    def _removed(self, words: str, at: datetime) -> None:
        self._told(
            f"{words}. Undo in the menu Edit, or Removed records in the menu Tools, brings it back.", at
        )

    # ---- adding -------------------------------------------------------------------------------------

    def add_file(self) -> None:
        """Choose a file."""
        self._attach(AttachFile(self._at, self._client, self._name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = next((url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()), "")
        if path and not self.is_working:
            event.acceptProposedAction()
            self._attach(AttachFile(self._at, self._client, self._name, path=Path(path)))

    def _attach(self, dialog: AttachFile) -> None:
        dialog.saved.connect(self._attached)
        self._at.open(dialog)

    def _attached(self, done: Done) -> None:
        self._told(done.words, done.at)

    def _told(self, words: str, at: datetime) -> None:
        self.saved.emit(at)
        self._tell(Mark.DONE, words)
        self._read()

    def refused(self, error: DeskError) -> None:
        """Said above the list."""
        self._tell(Mark.OVER, str(error))
        self._choose()

    def _tell(self, mark: Mark, words: str) -> None:
        self.outcome.say(mark, words)
        announce(self, words, urgent=mark is Mark.OVER)
