"""The tab Today: what needs a person, each line with what opens it and the key that does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from ipsdesk.rules.periods import parse_period, quarter_of
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import Done
from ipsdesk.services.roles import STAFF
from ipsdesk.services.today import PUT_OFF as SNOOZED
from ipsdesk.services.today_lines import (
    OpenForm,
    OpenHours,
    OpenPerson,
    OpenReadiness,
    OpenReturn,
    OpenTab,
    Scope,
    TodayKind,
    TodayLine,
    TodayList,
)
from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.background import RunInBackground
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.pathway.doing import Doing, NewVersion
from ipsdesk.ui.records.record_dialog import Wanted
from ipsdesk.ui.risk.opening import own_part
from ipsdesk.ui.tab import Tab
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.today import tab_actions as doing
from ipsdesk.ui.today.line_words import context_words, waiting_words
from ipsdesk.ui.today.page import TodayPage
from ipsdesk.ui.today.put_off import PutOff
from ipsdesk.ui.today.reader import TodayReader
from ipsdesk.ui.widgets.side_panel import lead_in

SCOPE = "today/scope"
LOOKS_EVERY, SOON = 20_000, 1_500
"""Milliseconds between looks at the calendar, and after which a change made elsewhere is counted."""
NO_LINE = "Choose a line first."
READING_ONLY = "This account may read the records, not change them."
MORE_NEEDED = "This line takes more than a key: press Enter to open it."
NEW_VERSIONS = frozenset({TodayKind.PROFILE_REVIEW, TodayKind.RISK_REVIEW})
"""Lines that are answered by a new version of what is reviewed."""


class TodayTab(Tab):
    """Read again on every change, when the day turns, and when the window is woken."""

    title: ClassVar[str] = "Today"
    help_page: ClassVar[str] = "today"
    actions_table: ClassVar[Sequence[ActionRow]] = doing.ACTIONS
    counts_at_once: ClassVar[bool] = True
    listens_to: ClassVar[frozenset[str]] = frozenset(
        {"client", "referral", "change", "contact", "employer", "activity", "hours", "usual shift",
         "hours reason", "plan", "plan action", "care review", "vocational profile", "staff", "account",
         "restriction", "cover", "benefits advice", "safeguard", "milestone", "in-work support plan",
         "risk", "absence", "log review", "commissioner", "contract with a commissioner", "return",
         "decision meeting", "agenda item", "action of a meeting", "recommendation", "turn",
         "supervision", "caseload review", "file audit", "audited file", "training of staff",
         "training action", "policy", "host team agreement", "document of the unit",
         SNOOZED}
    )  # fmt: skip

    _heard = Signal(object)

    def __init__(self, theme: Theme, run: RunInBackground, desk: Desk, settings: QSettings) -> None:
        super().__init__()
        self._theme, self._desk, self._settings = theme, desk, settings
        self._today = desk.workspace.today
        self._may_change = desk.workspace.actor.role in STAFF
        self.found: TodayList | None = None
        self.reader = TodayReader(run, desk, self)
        kept = str(settings.value(SCOPE, ""))
        self._is_chosen = kept in tuple(Scope)
        self.page = TodayPage(
            theme, Scope(kept) if self._is_chosen else Scope.MINE, may_change=self._may_change
        )
        self._at = AtDesk(theme, run, desk, settings, self)
        self._doing = Doing(self._at)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        lead_in(self, self.page.list)
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._looks = QTimer(self, interval=LOOKS_EVERY)
        self._wire()
        self._count()  # for its name, if it is not shown yet; else SQLite looks while it is put together
        self._is_ahead = True
        self._looks.start()

    def _wire(self) -> None:
        page, reader = self.page, self.reader
        page.toolbar.turned.connect(self._turned)
        page.toolbar.kinds.narrowed.connect(self._show)
        page.toolbar.add.clicked.connect(self.add_wanted)
        page.toolbar.put_off.clicked.connect(reader.bring_back)
        page.wider.clicked.connect(self._widen)
        page.view.chosen.connect(page.side.detail.show_line)
        page.view.opened.connect(self.open_line)
        page.view.done.connect(self._mark_done)
        detail = page.side.detail
        detail.open.clicked.connect(self.open)
        detail.done.clicked.connect(self.mark_done)
        detail.later.clicked.connect(self.put_off)
        page.side.done.undo.clicked.connect(reader.undo)
        self._doing.saved.connect(self.saved)
        self._doing.told.connect(self._told)
        reader.read_done.connect(self._read)
        reader.saved.connect(self._saved)
        reader.refused.connect(self._refused)
        reader.settled.connect(self.settled)
        self._soon.timeout.connect(self._count)
        self._looks.timeout.connect(self.look_at_day)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._woken)
        # Queued: a change is announced on the thread that made it.
        self._heard.connect(self._changed, Qt.ConnectionType.QueuedConnection)
        self._desk.changes.listen(self._heard.emit)

    def doers(self) -> Mapping[str, Callable[[], object]]:
        return {
            doing.DO: self.mark_done,
            doing.PUT_OFF: self.put_off,
            doing.BRING_BACK: self.reader.bring_back,
            doing.KINDS: self.page.toolbar.kinds.ask,
            doing.WHOSE: self.page.toolbar.turn,
        }

    # ---- reading ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read what waits, unless that was begun before anybody asked; then it is only told again."""
        if self._is_ahead:
            self._show()
        else:
            self._soon.stop()
            self._count()
        self._is_ahead = False

    def _read(self, found: TodayList) -> None:
        first, self.found = self.found is None, found
        if first and not self._is_chosen and not found.me and found.scope is Scope.MINE:
            self.page.toolbar.turn()  # to somebody who has no people of their own Mine would say nothing
            return
        self._show()

    def _show(self, _kind: TodayKind | None = None) -> None:
        found = self.found
        if found is not None:
            self.page.show_list(found, self.page.toolbar.kinds.kind, may_undo=self._may_change)
            self.waiting.emit(found.now, waiting_words(found.now))
            self.context.emit(context_words(found))

    def _turned(self, scope: Scope) -> None:
        """Remembered, and read anew."""
        self._settings.setValue(SCOPE, scope.value)
        self.page.say("")
        self.reader.read(scope)

    def _widen(self) -> None:
        if self.page.toolbar.kinds.kind is not None:
            self.page.toolbar.kinds.narrow(None)
        else:
            self.page.toolbar.turn()

    def _changed(self, kinds: frozenset[str]) -> None:
        """While another tab is on screen the count follows too, once for changes that come together."""
        if self.listens_to & kinds and not self.isVisible():
            self._soon.start()

    def _count(self) -> None:
        self.reader.read(self.page.toolbar.scope)

    def look_at_day(self) -> None:
        """At midnight, and after the computer slept, today is another day."""
        if self.found is not None and self.found.today != self._today():
            self._count()

    def _woken(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look_at_day()

    def showEvent(self, event: QShowEvent) -> None:
        """The unit stays open after all, where leaving it was given up."""
        super().showEvent(event)
        self.reader.go_on()

    def leave(self) -> None:
        self.reader.stop()

    def is_settled(self) -> bool:
        return self.reader.is_settled()

    # ---- what is done -------------------------------------------------------------------------------

    def _line(self) -> TodayLine | None:
        line = self.page.view.current_line()
        if line is None:
            self.page.say(NO_LINE, refused=True)
        return line

    def open(self) -> None:
        """Open the line under the cursor."""
        if (line := self._line()) is not None:
            self.open_line(line)

    def open_line(self, line: TodayLine) -> None:
        """The exact form, the week of hours or the person's record."""
        self.page.say("")
        target = line.opens
        if isinstance(target, OpenHours):
            self.hours_wanted.emit(target.client, target.day)
        elif line.kind in NEW_VERSIONS and line.client is not None and self._may_change:
            self._open_version(line.kind, line.client)
        elif isinstance(target, OpenReadiness | OpenReturn):
            self._open_about_return(target)
        elif isinstance(target, OpenTab):
            self.part_wanted.emit(*target)
        elif isinstance(target, OpenForm) and self._may_change:
            self._open_form(target)
        elif isinstance(target, OpenPerson) and target.page:
            self.page_wanted.emit(target.client, target.page)
        elif line.client is not None:
            self.person_wanted.emit(line.client)

    def _open_version(self, kind: TodayKind, client: int) -> None:
        if kind is TodayKind.PROFILE_REVIEW:
            self._doing.open_form(NewVersion(client, None))
        else:
            self._doing.open(partial(own_part, client))

    def _open_about_return(self, target: OpenReadiness | OpenReturn) -> None:
        from ipsdesk.ui.returns.readiness_dialog import ReadinessDialog  # noqa: PLC0415 - for who opens it
        from ipsdesk.ui.returns.wizard import ReturnWizard  # noqa: PLC0415 - for who makes a return

        dialog: ReadinessDialog | ReturnWizard
        if isinstance(target, OpenReturn):
            dialog = ReturnWizard(self._at, parse_period(target.period))
        else:
            dialog = ReadinessDialog(self._at, quarter_of(self._today()), target.owner)
        dialog.hours_wanted.connect(self.hours_wanted)
        dialog.person_wanted.connect(self.person_wanted)
        dialog.saved.connect(self.saved)
        self._at.open(dialog)

    def _open_form(self, target: OpenForm) -> None:
        given = {name: list(value) if isinstance(value, tuple) else value for name, value in target.given}
        self._doing.open_form(Wanted(target.kind, target.id, given))

    def _told(self, words: str, refused: bool) -> None:  # noqa: FBT001 - a signal has no names
        self.page.say(words, refused=refused)

    def mark_done(self) -> None:
        """What the line under the cursor asks for was done today."""
        if (line := self._line()) is not None:
            self._mark_done(line)

    def _mark_done(self, line: TodayLine) -> None:
        if not self._may_change:
            self.page.say(READING_ONLY, refused=True)
        elif not line.can_be_done:
            self.page.say(MORE_NEEDED, refused=True)
        else:
            self.reader.mark_done(line)

    def put_off(self) -> None:
        """Ask until when, and put the line under the cursor off."""
        if not self._may_change:
            self.page.say(READING_ONLY, refused=True)
        elif (line := self._line()) is not None:
            words = f"{line.name}: {line.words}" if line.name else line.words
            dialog = PutOff(self._theme, words, self._today, self)
            self._putting_off = line
            dialog.chosen.connect(self._put_off)
            self._at.open(dialog)

    def _put_off(self, until: date) -> None:
        self.reader.snooze(self._putting_off, until)

    def _saved(self, done: Done) -> None:
        at: datetime = done.at
        self.saved.emit(at)
        self.page.say(done.words[:1].upper() + done.words[1:])

    def _refused(self, sentence: str) -> None:
        self.page.say(sentence, refused=True)
        self._count()
