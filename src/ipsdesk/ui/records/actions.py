"""The lines of the menus that add records, hand things out, and deal with contacts and attachments."""

# ruff: noqa: PLC0415 - the dialogs bring the services with them, for those who ask

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ipsdesk.errors import DeskError
from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.more_actions import AtDesk, MoreActions, actions_of, together
from ipsdesk.ui.records.adding import ADD, ADDABLE, Adding, offered

if TYPE_CHECKING:
    from ipsdesk.services.drafts import DraftNote
    from ipsdesk.services.records import Done
    from ipsdesk.ui.frame.desk_page import DeskPage

FILE, EDIT, VIEW = "&File", "&Edit", "&View"
ADD_KEY, COPY_TEXT, ENTERED = "add", "contact-text", "contact-entered"
HAND_OUT, ATTACHMENTS, NOT_ENTERED = "hand-out", "attachments", "not-entered"
CHANGING = (
    ActionRow(ADD_KEY, EDIT, "&Add…", "Add a contact, a person, a goal or another record", "Ctrl+N", "plus"),
    ActionRow(
        ENTERED,
        EDIT,
        "&Entered on the clinical system",
        "Say that the chosen contacts were entered on the clinical system today",
        "Ctrl+J",
    ),
)
READING = (
    ActionRow(
        COPY_TEXT,
        EDIT,
        "Copy as clinical te&xt",
        "Copy the chosen contacts as plain sentences for the clinical system",
        "Ctrl+Shift+C",
    ),
    ActionRow(
        HAND_OUT,
        FILE,
        "&Hand out…",
        "Print the plan, the week or the summary of the person whose record is open",
        "Ctrl+Shift+O",
    ),
    ActionRow(
        ATTACHMENTS,
        VIEW,
        "Attach&ments of the person…",
        "See the letters and scans kept with the open record",
        "Ctrl+Shift+A",
        "paperclip",
        new_group=True,
    ),
    ActionRow(
        NOT_ENTERED,
        VIEW,
        "Not yet on the &clinical system…",
        "See the contacts that are still to be entered on the clinical system",
        icon="clipboard-arrow-right-outline",
    ),
)
NOT_CHANGING = "This account reads only"
NO_PERSON = "Choose a person first: no record is open."
NO_CONTACT = "Choose a contact of the record first, in its timeline or on its page Contacts."


def record_actions(at: AtDesk) -> MoreActions:
    """The lines for one open unit."""
    from ipsdesk.services.roles import EVERYONE, STAFF

    role, doers = at.desk.workspace.actor.role, RecordDoers(at)
    changing = {ADD_KEY: doers.add, ENTERED: doers.entered}
    reading = {
        COPY_TEXT: doers.copy_text,
        HAND_OUT: doers.hand_out,
        ATTACHMENTS: doers.attachments,
        NOT_ENTERED: doers.not_entered,
    }
    if role not in EVERYONE:
        return MoreActions()
    return together(
        actions_of(CHANGING, changing, () if role in STAFF else changing, NOT_CHANGING),
        actions_of(READING, reading),
        MoreActions(
            begins=[doers.begin], reopeners={"record": doers.reopen, "attachment": doers.reopen_attaching}
        ),
    )


class RecordDoers(QObject):
    """Opens the dialogs over the page, about whom and what is on screen."""

    saved = Signal(object)
    """The moment of what was saved."""

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.page)
        self._at = at
        self._page: DeskPage | None = None
        self._adding = Adding(at)
        self._adding.saved.connect(self._saved)
        self._adding.stepped.connect(self.saved)
        self._adding.told.connect(self._told)
        self._adding.added.connect(self._show)

    def begin(self, page: DeskPage) -> None:
        """Know what is on screen, and tell the page what was saved."""
        self._page = page
        self.saved.connect(page.status_bar.show_saved)
        page.add_wanted.connect(page.actions_table[ADD_KEY].trigger)

    def _saved(self, done: Done) -> None:
        self.saved.emit(done.at)

    def _told(self, words: str, refuses: bool) -> None:  # noqa: FBT001 - a signal has no names
        if refuses:
            self._say(ADD, words)

    def _show(self, client: int) -> None:
        """The record of somebody new."""
        tab = self._page.current_tab() if self._page is not None else None
        if tab is not None:
            tab.person_wanted.emit(client)

    def _person(self) -> tuple[int, str] | None:
        tab = self._page.current_tab() if self._page is not None else None
        return tab.person_on_screen() if tab is not None else None

    def _contacts(self) -> Sequence[int]:
        tab = self._page.current_tab() if self._page is not None else None
        return tab.contacts_on_screen() if tab is not None else ()

    def _trying(self, do: Callable[[], object]) -> None:
        """Do it, or say why not."""
        try:
            do()
        except DeskError as error:
            self._say(ADD, str(error))

    def _say(self, title: str, words: str) -> None:
        from ipsdesk.ui.notice import Notice

        self._at.open(Notice(self._at.theme, title, words, parent=self._at.page))

    # ---- adding -------------------------------------------------------------------------------------

    def add(self) -> None:
        """Ask what is to be added."""
        from ipsdesk.ui.records.picker import Pick, Picker

        person = self._person()
        beside = f"for {person[1]}" if person is not None else ""
        picks = [
            Pick(one.kind, one.words, beside if one.of_person else "", one.icon)
            for one in offered(self._at.desk.editing.kinds())
        ]
        picker = Picker(self._at.theme, ADD, picks, self._at.page)
        picker.picked.connect(partial(self._add, person))
        self._at.open(picker)

    def _add(self, person: tuple[int, str] | None, kind: str) -> None:
        one = next(one for one in ADDABLE if one.kind == kind)
        client, name = person or (None, "")
        self._trying(partial(self._adding.add, one, client, name))

    def reopen(self, note: DraftNote) -> None:
        """The form of a draft, with what was typed in it."""
        from ipsdesk.ui.records.record_dialog import reopen_draft

        reopen_draft(self._at, note)

    def reopen_attaching(self, note: DraftNote) -> None:
        """The file of a draft, with what was said of it."""
        from ipsdesk.ui.attachments.adding import reopen_attaching

        reopen_attaching(self._at, note).saved.connect(self._saved)

    # ---- contacts -----------------------------------------------------------------------------------

    def copy_text(self) -> None:
        """The chosen contacts, about the person on screen, onto the clipboard."""
        from ipsdesk.ui.contacts.clinical import copy_text

        person, contacts = self._person(), self._contacts()
        if not contacts:
            self._say("Copy as clinical text", NO_CONTACT)
            return
        self._trying(partial(copy_text, self._at, contacts, person[0] if person else None))

    def entered(self) -> None:
        """The chosen contacts were entered today."""
        if contacts := self._contacts():
            self._trying(partial(self._mark, contacts))
        else:
            self._say("Entered on the clinical system", NO_CONTACT)

    def _mark(self, contacts: Sequence[int]) -> None:
        from ipsdesk.ui.contacts.clinical import mark_entered

        self._saved(mark_entered(self._at, contacts, self._at.desk.workspace.today()))

    def not_entered(self) -> None:
        """The list of what is still to be entered."""
        from ipsdesk.ui.contacts.not_entered import NotEnteredDialog

        dialog = NotEnteredDialog(self._at)
        dialog.saved.connect(self._saved)
        self._at.open(dialog)

    # ---- the person on screen -----------------------------------------------------------------------

    def attachments(self) -> None:
        """The letters and scans of the person on screen."""
        from ipsdesk.ui.attachments.dialog import AttachmentsDialog

        person = self._person()
        if person is None:
            self._say("Attachments", NO_PERSON)
            return
        dialog = AttachmentsDialog(self._at, *person)
        dialog.saved.connect(self.saved)
        self._at.open(dialog)

    def hand_out(self) -> None:
        """Ask what is to be printed for the person on screen."""
        from ipsdesk.ui.records.handing_out import HANDOUTS, hand_out
        from ipsdesk.ui.records.picker import Picker

        person = self._person()
        if person is None:
            self._say("Hand out", NO_PERSON)
            return
        picker = Picker(self._at.theme, f"Hand out: {person[1]}", HANDOUTS, self._at.page)
        picker.picked.connect(partial(self._hand_out, hand_out, person[0]))
        self._at.open(picker)

    def _hand_out(self, print_it: Callable[[AtDesk, int, str], object], client: int, what: str) -> None:
        self._trying(partial(print_it, self._at, client, what))
