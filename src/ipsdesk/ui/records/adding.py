"""What can be added with Ctrl+N: the kinds of record, the form each opens, and what is known of a new one."""

# ruff: noqa: PLC0415 - the forms bring the services with them, for those who ask

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ipsdesk.ui.more_actions import AtDesk

if TYPE_CHECKING:
    from ipsdesk.services.editing import Plain
    from ipsdesk.services.records import Done
    from ipsdesk.ui.pathway.doing import Doing
    from ipsdesk.ui.records.record_dialog import RecordDialog

CONTACT, ATTACHMENT, CLIENT, REFERRAL, RISK = "contact", "attachment", "client", "referral", "risk"
ADD = "Add"
OF_THEIR_OWN = frozenset({ATTACHMENT, RISK})
"""What has no plain form; who adds contacts adds these."""
WHOSE_REFERRAL = (
    "Choose a person first, on the tab Caseload: a referral is somebody's. Nothing was added. For somebody "
    "new add the person; the referral is asked for next."
)


@dataclass(frozen=True, slots=True)
class Addable:
    """A kind of record in the words of the list, with its icon; ``of_person``: it belongs to one person.

    ``today`` names the day that is today unless somebody says otherwise.
    """

    kind: str
    words: str
    icon: str
    of_person: bool = True
    today: str = ""


ADDABLE = (
    Addable(CONTACT, "Contact", "message-text-outline", today="on_date"),
    Addable(CLIENT, "Person", "account-plus-outline", of_person=False),
    Addable(REFERRAL, "Referral", "flag-outline", today="received_on"),
    Addable("goal", "Goal", "bullseye-arrow", today="set_on"),
    Addable("goal rating", "Rating of a goal", "numeric", of_person=False, today="on_date"),
    Addable("plan action", "Action of the plan", "checkbox-marked-circle-outline", today="added_on"),
    Addable("plan", "Plan", "clipboard-text-outline", today="agreed_on"),
    Addable("care review", "Care review", "calendar-account-outline"),
    Addable(ATTACHMENT, "Attachment: letter, scan or form", "paperclip"),
    Addable("benefits advice", "Benefits advice", "scale-balance", today="on_date"),
    Addable("appointment", "Appointment", "calendar-clock", today="on_date"),
    Addable("adjustment", "Adjustment at work", "tune-variant", today="asked_on"),
    Addable("timetable entry", "Timetable entry", "timetable"),
    Addable("vocational profile", "Vocational profile", "account-details-outline", today="on_date"),
    Addable("activity", "Job, training or other work", "briefcase-outline"),
    Addable("retention case", "Job at risk", "alert", today="opened_on"),
    Addable("qualification", "Qualification", "certificate-outline"),
    Addable(RISK, "Risk together: the person’s part", "shield-account-outline"),
    Addable("leave authority", "Leave", "home-export-outline", today="authorised_on"),
    Addable("employer", "Employer", "domain", of_person=False),
    Addable("vacancy", "Vacancy or lead", "briefcase-search-outline", of_person=False, today="found_on"),
    Addable("partner agency", "Partner agency", "handshake-outline", of_person=False),
    Addable(
        "labour market note", "Note on the labour market", "chart-line", of_person=False, today="on_date"
    ),
    Addable(
        "awareness event", "Talk or training for others", "presentation", of_person=False, today="on_date"
    ),
    Addable("involvement", "Involvement", "account-group-outline", today="on_date"),
    Addable(
        "fidelity review", "Fidelity review", "clipboard-check-outline", of_person=False, today="on_date"
    ),
    Addable("fidelity action", "Action of the fidelity plan", "bullseye-arrow", of_person=False),
    Addable(
        "decision meeting", "Meeting in which decisions are taken", "gavel", of_person=False, today="on_date"
    ),
    Addable("recommendation", "Request or recommendation", "comment-question-outline", today="on_date"),
    Addable("story", "Story", "book-open-outline", today="on_date"),
    Addable("survey round", "Round of a survey", "poll", of_person=False, today="opens_on"),
    Addable(
        "joint training", "Joint risk training", "account-group-outline", of_person=False, today="on_date"
    ),
    Addable("improvement", "Aim of the improvement plan", "bullseye-arrow", of_person=False),
    Addable("team meeting", "Team meeting", "account-multiple-outline", of_person=False, today="on_date"),
    Addable("supervision", "Supervision", "account-supervisor-outline", of_person=False, today="on_date"),
    Addable("absence", "Absence", "calendar-remove-outline", of_person=False),
)
"""In the order they are offered: what is added most comes first."""


def offered(kinds: Collection[str]) -> list[Addable]:
    """What an account that may add these kinds is offered; who adds anything adds attachments too."""
    return [one for one in ADDABLE if one.kind in kinds or (one.kind in OF_THEIR_OWN and CONTACT in kinds)]


class Adding(QObject):
    """Opens the form of a new record; ``saved`` carries what was done.

    Of somebody new, and of a referral, ``stepped`` carries the moment, ``told`` words and whether they
    refuse; ``added`` carries who is new.
    """

    saved = Signal(object)
    stepped = Signal(object)
    told = Signal(str, bool)
    added = Signal(int)

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.page)
        self._at = at
        self._steps: Doing | None = None

    def add(self, one: Addable, client: int | None, name: str = "") -> None:
        """The form of a kind, with what is known; raises ``DeskError`` where it can't be opened."""
        if one.kind == ATTACHMENT:
            self._attach(client, name)
        elif one.kind == CLIENT:
            self.person()
        elif one.kind == REFERRAL:
            self._refer(client, name)
        elif one.kind == CONTACT:
            self.contact(client)
        elif one.kind == RISK:
            self._risk(client)
        else:
            self._open(one.kind, self._known(one, client))

    def contact(self, client: int | None = None) -> RecordDialog:
        """A new contact, of the person on screen if there is one."""
        return self._open(CONTACT, self._at.desk.contacts.known(client))

    def _known(self, one: Addable, client: int | None) -> Mapping[str, Plain]:
        known: dict[str, Plain] = {one.today: self._at.desk.workspace.today()} if one.today else {}
        return known | ({"client_id": str(client)} if one.of_person and client is not None else {})

    def _open(self, kind: str, known: Mapping[str, Plain]) -> RecordDialog:
        from ipsdesk.ui.records.record_dialog import RecordDialog, Wanted

        dialog = RecordDialog(self._at, Wanted(kind, given=known))
        dialog.saved.connect(self._saved_record)
        self._at.open(dialog)
        return dialog

    # ---- somebody new, and the referral -------------------------------------------------------------

    def _refer(self, client: int | None, name: str) -> None:
        from ipsdesk.errors import CannotRun
        from ipsdesk.services.pathway import Step

        if client is None:
            raise CannotRun(WHOSE_REFERRAL)
        standing = self._at.desk.pathway.standing(client)
        step = Step.REFER if standing.episode is None else Step.REFER_AGAIN
        self._doing().ask_step(step, standing, name)

    def _doing(self) -> Doing:
        from ipsdesk.ui.pathway.doing import Doing

        if self._steps is None:
            self._steps = doing = Doing(self._at)
            doing.saved.connect(self.stepped)
            doing.told.connect(self.told)
            doing.added.connect(self._added)
        return self._steps

    def person(self) -> None:
        """Somebody new; the referral is asked for next."""
        self._doing().add_person()

    def _added(self, client: int, name: str) -> None:
        self.added.emit(client)
        self._refer(client, name)

    # ---- a file -------------------------------------------------------------------------------------

    def _attach(self, client: int | None, name: str) -> None:
        from ipsdesk.errors import CannotRun
        from ipsdesk.ui.attachments.adding import AttachFile

        if client is None:
            raise CannotRun("Choose a person first: an attachment is kept with a person's record.")
        dialog = AttachFile(self._at, client, name)
        dialog.saved.connect(self.saved)
        self._at.open(dialog)

    def _risk(self, client: int | None) -> None:
        """The person's part comes first; the staff's is added on the page of risk."""
        from ipsdesk.errors import CannotRun
        from ipsdesk.ui.risk.own_dialog import OwnPartDialog

        if client is None:
            raise CannotRun("Choose a person first: risk is seen together with a person.")
        dialog = OwnPartDialog(self._at, client)
        dialog.taken.connect(self.saved)
        self._at.open(dialog)

    def _saved_record(self, saved: object) -> None:
        done: Done = saved.done  # type: ignore[attr-defined] # a signal of the dialog carries any object
        self.saved.emit(done)
