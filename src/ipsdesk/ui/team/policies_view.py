"""Policies with the day they are checked again, and the documents of the unit, in one list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ipsdesk.rules.wording import counted, shown_day
from ipsdesk.services.attachments_files import PICTURES, PLAIN_TEXT
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import sentence_case, short_day
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.policies import PolicyLine, PolicyPage
from ipsdesk.services.records import Done
from ipsdesk.services.roles import Role
from ipsdesk.services.unit_documents import DocumentLine, OpenedDocument
from ipsdesk.ui.attachments.dialog import NOT_SHOWN, OUTSIDE, size_words
from ipsdesk.ui.attachments.viewer import AttachmentViewer
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.team.document_dialog import KeepDocument, Wanted, show_draft, wanted
from ipsdesk.ui.team.due_words import due_mark, together
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.file_dialog import FileKind, ask_to_save, documents
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.widgets.list_room import ListRoom
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.tool_line import ToolLine

Row = PolicyLine | DocumentLine
Key = tuple[str, int]
POLICY, DOCUMENT = "policy", "document of the unit"
CHECKED_KEY = "C"
SIX = "Begin with the six policies"
OFFERED = "Add the policies on the six topics that a service keeps at least, as far as there is none"


class PoliciesView(DetailView):
    """Policies first, those overdue before others; then documents by title."""

    title: ClassVar[str] = "Policies and documents"
    kind: ClassVar[str] = POLICY
    adds: ClassVar[str] = "Add policy"
    finds: ClassVar[str] = "a policy or document by its title"
    nouns: ClassVar[tuple[str, str]] = ("policy or document", "policies and documents")
    nothing: ClassVar[str] = "Choose a policy or a document to see what is recorded of it"

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at)
        self.may_change = at.desk.workspace.actor.role in (Role.LEAD, Role.MANAGER)
        self.checked = Button(self._theme, f"Checked today ({CHECKED_KEY})", Rank.PRIMARY)
        self.look, self.copy = (
            Button(self._theme, "Look at it", Rank.PRIMARY),
            Button(self._theme, "Save a copy…"),
        )
        self.copy.setToolTip(OUTSIDE)
        self.card.add_tools({self.checked: self.check, self.look: self.look_at, self.copy: self.ask_where})
        for button in (self.checked, self.look, self.copy):
            button.hide()
        self.card.tools.show()  # who only reads looks at documents too
        self.kept = self.card.add_section(
            Section(
                self._theme, "Documents of this policy", "No document is kept with it.", "Enter opens one."
            )
        )
        self.kept.add_button("Keep a document…", self._keep_with, "plus", "Keep a document with this policy")
        self.kept.set_may_change(may=self.may_change)
        self.kept.list.opened.connect(self._go_to_document)
        self.begin.setVisible(False)
        self.keep.setVisible(self.may_change)
        for widget in (self.list.view, self.card.lines):
            shortcut = QShortcut(QKeySequence(CHECKED_KEY), widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.check)

    # ---- what is shown ------------------------------------------------------------------------------

    def main(self) -> QWidget:
        self.keep = Button(self._theme, "Keep a document…", icon="paperclip")
        self.begin = Button(self._theme, SIX, icon="plus")
        self.begin.setToolTip(OFFERED)
        self.keep.clicked.connect(self.keep_document)
        self.begin.clicked.connect(self._begin)
        tools = QWidget()
        line = ToolLine(tools, Space.SNUG)
        for button in (self.begin, self.keep):
            line.addWidget(button)
        main = ListRoom(self._theme, (tools,), self.list, Space.STEP)
        main.setFocusProxy(self.list)
        return main

    def listing(self, today: Callable[[], date]) -> Listing[Row]:
        columns = (
            Column[Row]("Title", lambda one: one.title, width=300, second=_about, name=True),
            Column[Row]("Kind", _kind, width=120),
            Column[Row]("Agreed or dated", _dated, partial(_day_words, _dated, today), 120, gives_way=2),
            Column[Row]("Checked", _checked, partial(_day_words, _checked, today), 100, gives_way=1),
            Column[Row]("Check again by", _review, _review_words, 170, mark=_review_mark),
        )  # fmt: skip
        filters = [
            Filter[Row]("All", everything),
            Filter[Row]("To check", _waits),
            Filter[Row]("Policies", lambda one: isinstance(one, PolicyLine)),
            Filter[Row]("Documents", lambda one: isinstance(one, DocumentLine)),
        ]
        nothing = "No policy or document yet: begin with the six policies, or keep a document"
        return Listing(
            "Policies and documents", columns, nothing, _identity, filters, Height.CASELOAD_ROW, fits=_fits
        )

    def read(self) -> PolicyPage:
        return self._at.desk.policies.page()

    def rows_of(self, read: PolicyPage) -> Sequence[Row]:
        self.begin.setVisible(self.may_change and bool(read.lacking))
        return [*read.policies, *read.documents]

    def words_of(self, read: PolicyPage) -> str:
        documents = counted(len(read.documents), "document")
        return f"{len(read.policies)} policies, {read.overdue} to check; {documents}"

    def details(self, row: Row) -> tuple[str, str, Details]:
        if isinstance(row, DocumentLine):
            told = [
                ("Belongs to", row.of),
                ("File", f"{row.file_name}, {size_words(row.size)}"),
                ("Date", _said(row.dated_on)),
                ("Review on", _said(row.review_on)),
                ("Note", row.note),
            ]
            return row.title, f"Document: {row.type}", told
        told = [
            ("Version", row.version),
            ("Agreed on", _said(row.agreed_on)),
            ("Checked on", _said(row.checked_on)),
            ("Check again", sentence_case(row.due.words)),
            ("Sees to it", row.owner),
            ("Ended on", _said(row.ended_on)),
            ("Note", row.note),
        ]
        return row.title, together("Policy", row.topic), told

    def show_row(self, row: Row) -> None:
        super().show_row(row)
        is_policy = isinstance(row, PolicyLine)
        self.kept.setVisible(is_policy)
        self.kept.show_lines([_document(one) for one in row.documents] if isinstance(row, PolicyLine) else [])
        may = self.may_change
        offered = {self.card.change: may, self.card.remove: may, self.checked: may and is_policy,
                   self.look: not is_policy, self.copy: not is_policy}  # fmt: skip
        self.card.offer(offered)

    def show_record(self, key: Any) -> None:
        """Anything by its kind and key; by its key alone a policy, or less than 0 a document."""
        by_key = (DOCUMENT, -key) if isinstance(key, int) and key < 0 else (POLICY, key)
        super().show_record(cast("int", key if isinstance(key, tuple) else by_key))

    def _added(self, kind: str, key: int) -> None:
        if kind == POLICY:
            self.show_record(key)

    # ---- policies -----------------------------------------------------------------------------------

    def check(self) -> None:
        """The policy that is chosen was looked at today and holds."""
        row = self.list.current_row() if self.list.view.hasFocus() else self.chosen
        if isinstance(row, PolicyLine) and self.may_change:
            self.doing.do(lambda desk: desk.policies.checked(row.id))

    def _begin(self) -> None:
        self.enter()
        self.doing.do(lambda desk: desk.policies.begin())

    def change(self) -> None:
        row = self.chosen
        if row is None or not self.may_change:
            return
        if isinstance(row, PolicyLine):
            self.doing.change(POLICY, row.id)
        else:
            self.reading.ask("dialog", partial(wanted, self._at.desk, row), self._open_dialog)

    def remove(self) -> None:
        if (row := self.chosen) is not None and self.may_change:
            kind, key = _identity(row)
            self.doing.remove(kind, key, f"{_noun(row)} {row.title}")

    # ---- documents ----------------------------------------------------------------------------------

    def keep_document(self) -> None:
        """Ask for a file that is to be kept."""
        self._keep({"type": "contract"})

    def _keep_with(self) -> None:
        if isinstance(self.chosen, PolicyLine):
            self._keep({"type": "policy", "policy_id": str(self.chosen.id)})

    def _keep(self, values: Mapping[str, str]) -> None:
        self.reading.ask("dialog", partial(wanted, self._at.desk, None, values), self._open_dialog)

    def _open_dialog(self, read: Wanted) -> None:
        self._show_dialog(read)

    def _show_dialog(self, read: Wanted) -> KeepDocument:
        dialog = KeepDocument(self._at, read)
        dialog.saved.connect(self._kept)
        self._at.open(dialog)
        return dialog

    def reopen(self, note: DraftNote) -> None:
        """A document that was begun and not kept."""
        self.reading.ask("dialog", partial(wanted, self._at.desk, None), partial(self._reopened, note))

    def _reopened(self, note: DraftNote, read: Wanted) -> None:
        show_draft(self._show_dialog(read), note)

    def _kept(self, done: Done) -> None:
        self._tell(done.words, done.at)

    def _tell(self, words: str, at: datetime) -> None:
        self.saved.emit(at)
        self.told.emit(words, False)  # noqa: FBT003 - a signal has no names

    def _go_to_document(self, document: DocumentLine) -> None:
        self.show_record(_identity(document))

    def look_at(self) -> None:
        """Show it inside the window, if it is a picture or plain text."""
        row = self.chosen
        if not isinstance(row, DocumentLine):
            return
        if row.media_type in PICTURES | {PLAIN_TEXT}:
            self.reading.ask("document", partial(self._at.desk.unit_documents.open, row.id), self._opened)
        else:
            self.told.emit(NOT_SHOWN, True)  # noqa: FBT003 - as above
            self.copy.setFocus()

    def _opened(self, opened: OpenedDocument) -> None:
        viewer = AttachmentViewer(self._theme, opened, self)
        viewer.copy_wanted.connect(self.ask_where)
        self._at.open(viewer)

    def ask_where(self) -> None:
        """Ask where a copy goes."""
        if isinstance(row := self.chosen, DocumentLine):
            kind = FileKind(sentence_case(row.type), Path(row.file_name).suffix)
            ask_to_save(self, "Save a copy", documents() / row.file_name, kind, self.save_to)

    def save_to(self, path: str) -> None:
        """Write the copy in the background."""
        if isinstance(row := self.chosen, DocumentLine):
            work = partial(self._at.desk.unit_documents.save_copy, row.id, Path(path))
            self.reading.ask("copy", work, partial(self._copied, Path(path).name))

    def _copied(self, name: str, _nothing: None) -> None:
        self.told.emit(f"Saved as {name}. {OUTSIDE}", False)  # noqa: FBT003 - as above


def _identity(row: Row) -> Key:
    return (POLICY if isinstance(row, PolicyLine) else DOCUMENT), row.id


def _noun(row: Row) -> str:
    return "policy" if isinstance(row, PolicyLine) else "document"


def _kind(row: Row) -> str:
    return "Policy" if isinstance(row, PolicyLine) else sentence_case(row.type)


def _about(row: Row) -> str:
    if isinstance(row, DocumentLine):
        return together(row.of, row.file_name)
    version = f"version {row.version}" if row.version else ""
    return sentence_case(together(row.topic, version, "ended" if row.ended_on else ""))


def _dated(row: Row) -> date | None:
    return row.agreed_on if isinstance(row, PolicyLine) else row.dated_on


def _checked(row: Row) -> date | None:
    return row.checked_on if isinstance(row, PolicyLine) else None


def _day_words(day_of: Callable[[Row], date | None], today: Callable[[], date], row: Row) -> str:
    day = day_of(row)
    return short_day(day, today()) if day else ""


def _review(row: Row) -> date | None:
    return row.due.day


def _review_words(row: Row) -> str:
    return "Not checked yet" if row.due.never else sentence_case(row.due.words)


def _review_mark(row: Row) -> Mark | None:
    return Mark.OVERDUE if row.due.never else due_mark(row.due)


def _waits(row: Row) -> bool:
    return row.due.never or row.due.is_over or row.due.is_soon


def _document(one: DocumentLine) -> Line:
    return Line(
        one.id, one.title, together(sentence_case(one.type), one.file_name), size_words(one.size), about=one
    )


def _said(day: date | None) -> str:
    return shown_day(day) if day else ""


def _fits(row: Row, typed: Sequence[str]) -> bool:
    more = row.topic if isinstance(row, PolicyLine) else f"{row.of}\n{row.file_name}\n{row.type}"
    text = plain(f"{row.title}\n{more}\n{row.note}")
    return all(plain(part) in text for part in typed)
