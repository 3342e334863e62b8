"""The page of what may be told: to this employer first, then on whose word, and the criminal record apart."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, cast

from PySide6.QtWidgets import QDialog

from ipsdesk.rules.consent import ConsentState
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import RecordRef
from ipsdesk.services.told import CriminalSeen, DecisionSeen, MayBeSaid, ScopeSeen, TalkSeen, ToldPage
from ipsdesk.ui.caseload.record_page import RecordPage
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.told.asking import ask_withdrawn
from ipsdesk.ui.told.criminal_fold import CriminalFold
from ipsdesk.ui.told.large import SaidLarge
from ipsdesk.ui.told.lines import decision_line, said_line, scope_line, talk_line
from ipsdesk.ui.told.words import unsupported_words
from ipsdesk.ui.widgets.line_list import EDGE, Line
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark

TALK, DECISION = "talk about personal information", "decision about personal information"
CONSENT, CRIMINAL = "consent", "criminal record information"
NO_TALK = "No talk is recorded yet."
NOT_GIVEN, NOT_ASKED, NONE_YET = "This consent is not in force", "Nobody asked yet", "Nothing was decided yet"


class ToldOfPerson(RecordPage):
    """The employer whose line has the keyboard is the one that is shown large."""

    title: ClassVar[str] = "Personal information"

    def __init__(self, theme: Theme, *, may_change: bool) -> None:
        super().__init__(theme, may_change=may_change)
        self._page: ToldPage | None = None
        self.large = SaidLarge(theme)
        self.said = self.add_section(
            Section(
                theme, "What may be said", "", "The line with the keyboard is shown large. Enter decides."
            )
        )
        self.said.add_above(self.large)
        self.consents = self.add_section(
            Section(theme, "Consents", "", "Enter asks, or changes one that is in force.")
        )
        self.unsupported = MarkedWords(theme)
        self.unsupported.setContentsMargins(EDGE, 0, EDGE, Space.SNUG)
        self.consents.add_above(self.unsupported)
        self.talks = self.add_section(Section(theme, "Talks about it", NO_TALK, "Enter changes it."))
        self.criminal = CriminalFold(theme)
        self.add_section(self.criminal)
        self.earlier = self.add_section(Section(theme, "Earlier decisions", "", "Enter opens it."))
        self._add_buttons()
        self.put_in_order()
        self._wire()

    def _add_buttons(self) -> None:
        said, consents = self.said, self.consents
        said.add_button("Add decision", self._add_decision, "plus")
        said.add_line_button("Decide…", self._decide_again, _any_line, "Choose an employer first")
        said.add_line_button(
            "History…", self._history_of_decision, _is_decided, NONE_YET, "History of this decision"
        )
        consents.add_line_button("Ask…", self._ask_consent, _any_line, "", "Record an answer")
        consents.add_line_button(
            "Withdrawn…", self._withdrawn, _is_in_force, NOT_GIVEN, "The consent was withdrawn"
        )
        consents.add_line_button(
            "History…", self._history_of_consent, _was_asked, NOT_ASKED, "History of this consent"
        )
        self.talks.add_button("Add talk", self._add_talk, "plus")
        self.criminal.add_button("Add", self._add_criminal, "plus", "Add criminal record information")

    def _wire(self) -> None:
        self.said.list.stood.connect(self._show_large)
        self.said.list.opened.connect(self._open_said)
        self.consents.list.opened.connect(self._open_scope)
        self.talks.list.opened.connect(self._open_talk)
        self.earlier.list.opened.connect(self._open_decision)
        self.criminal.list.opened.connect(self._open_criminal)
        self.criminal.opening.connect(self._want_criminal)

    # ---- what is shown ------------------------------------------------------------------------------

    def read(self, desk: Desk, client: int) -> object:
        return desk.told.page(client)

    def show_read(self, client: int, read: ToldPage) -> None:
        was_open = self.criminal.is_open and client == self.client
        self.client, self.today, self._page = client, read.today, read
        today = read.today
        self.said.show_lines([said_line(one, today) for one in read.said])
        self.consents.show_lines([scope_line(one, today) for one in read.scopes])
        self.unsupported.say(Mark.NEAR_LIMITS, unsupported_words(read.with_employers, read.ahead, today))
        self.talks.show_lines([talk_line(one, today) for one in read.talks])
        hold = {one.decided.id for one in read.said if one.decided is not None}
        earlier = [one for one in read.decisions if one.id not in hold]
        self.earlier.show_lines([decision_line(one, today) for one in earlier])
        self.earlier.setVisible(bool(earlier))
        self.criminal.show_closed(read)
        if was_open and read.criminal_records:
            self._want_criminal()
        self._show_large()

    def _show_large(self) -> None:
        said = self._said()
        if self._page is not None and said is not None:
            self.large.show_said(said, self._page.with_employers, self._page.today)

    def _said(self) -> MayBeSaid | None:
        if (line := self.said.list.current()) is not None:
            return cast("MayBeSaid", line.about)
        return self._page.said[0] if self._page is not None else None

    def _scope(self) -> ScopeSeen | None:
        line = self.consents.list.current()
        return cast("ScopeSeen", line.about) if line is not None else None

    # ---- the criminal record ------------------------------------------------------------------------

    def _want_criminal(self) -> None:
        self.more_wanted.emit(self)

    def read_more(self, desk: Desk, client: int) -> object:
        return desk.told.criminal_record(client)

    def show_more(self, read: tuple[CriminalSeen, ...]) -> None:
        self.criminal.show_opened(read, self.today)

    # ---- what is asked for --------------------------------------------------------------------------

    def _add_decision(self) -> None:
        self.add(DECISION, on_date=self.today)

    def _decide_again(self) -> None:
        if (said := self._said()) is not None:
            whom = {"employer_id": str(said.employer)} if said.employer is not None else {}
            self.add(DECISION, on_date=self.today, **whom)

    def _open_said(self, said: MayBeSaid) -> None:
        if said.decided is None or said.decided.employer != said.employer:
            self._decide_again()
        else:
            self.change(DECISION, said.decided.id)

    def _open_decision(self, decided: DecisionSeen) -> None:
        self.change(DECISION, decided.id)

    def _ask_consent(self) -> None:
        if (scope := self._scope()) is not None:
            self.add(CONSENT, scope=scope.scope, on_date=self.today)

    def _open_scope(self, scope: ScopeSeen) -> None:
        if scope.state is ConsentState.IN_FORCE and scope.latest is not None:
            self.change(CONSENT, scope.latest.answer.id)
        else:
            self._ask_consent()

    def _withdrawn(self) -> None:
        scope = self._scope()
        if scope is not None and scope.latest is not None and self.client is not None:
            self.ask(ask_withdrawn(self.client, scope.latest.answer.id, scope.scope, self.today))

    def _add_talk(self) -> None:
        self.add(TALK, on_date=self.today)

    def _open_talk(self, talk: TalkSeen) -> None:
        self.change(TALK, talk.id)

    def _add_criminal(self) -> None:
        self.add(CRIMINAL, on_date=self.today)

    def _open_criminal(self, seen: CriminalSeen) -> None:
        self.change(CRIMINAL, seen.id)

    # ---- history ------------------------------------------------------------------------------------

    def _history_of_decision(self) -> None:
        if (said := self._said()) is not None and said.decided is not None:
            what = f"What may be said to {said.decided.called}"
            self.dialog_wanted.emit(partial(_told, RecordRef(DECISION, said.decided.id), what))

    def _history_of_consent(self) -> None:
        if (scope := self._scope()) is not None and scope.latest is not None:
            what = f"Consent: {scope.scope}"
            self.dialog_wanted.emit(partial(_told, RecordRef(CONSENT, scope.latest.answer.id), what))


def _any_line(_line: Line) -> bool:
    return True


def _is_decided(line: Line) -> bool:
    return line.about.decided is not None


def _was_asked(line: Line) -> bool:
    return line.about.latest is not None


def _is_in_force(line: Line) -> bool:
    return bool(line.about.state is ConsentState.IN_FORCE)


def _told(record: RecordRef, what: str, at: AtDesk) -> QDialog:
    from ipsdesk.ui.trail.history import History  # noqa: PLC0415 - made when asked for

    return History(at, record, what)
