"""The page of risk: both parts of a version side by side, what belongs to it, and the versions before it."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, cast

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ipsdesk.services.caseload_words import short_day
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import RecordRef
from ipsdesk.services.risk import RiskPage, RiskVersion
from ipsdesk.ui.caseload.record_page import RecordPage
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.pathway.taking import TakingDialog
from ipsdesk.ui.risk.opening import own_part, staff_part
from ipsdesk.ui.risk.points_list import PointsList
from ipsdesk.ui.risk.words import NO_VERSION, NOT_TOLD, about_words, standing, version_words
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.line_list import EDGE, Line
from ipsdesk.ui.widgets.marked_words import MarkedWords

BEGIN, GO_ON, REVIEW = "The person’s part…", "Go on with the person’s part…", "Review: the person’s part…"
STAFF, COMPARE = "Staff’s part…", "Compare…"
NOTHING = "Nothing is recorded yet."


class RiskOfPerson(RecordPage):
    """The newest version is shown, or the one whose line has the keyboard."""

    title: ClassVar[str] = "Risk together"

    def __init__(self, theme: Theme, *, may_change: bool) -> None:
        super().__init__(theme, may_change=may_change)
        self._page: RiskPage | None = None
        self.points = self.add_section(Section(theme, self.title, NO_VERSION))
        self.both = PointsList(theme, "Both parts, point by point")
        self.state = MarkedWords(theme)
        self.points.add_above(self._inset(self.state))
        self.points.add_below(self.both)
        self.about = self.add_section(Section(theme, "About this version", NOTHING))
        self.versions = self.add_section(
            Section(theme, "Versions", "", "The line with the keyboard is the version shown above.")
        )
        self._add_buttons()
        self.put_in_order()
        self.setTabOrder(self.points.buttons[-1], self.both)
        self.setTabOrder(self.both, self.about.list)
        self.both.stood.connect(self._stood)
        self.versions.list.stood.connect(self._show_version)

    def _inset(self, widget: QWidget) -> QWidget:
        inset = QWidget()
        layout = QVBoxLayout(inset)
        layout.setContentsMargins(EDGE, 0, EDGE, Space.SNUG)
        layout.addWidget(widget)
        return inset

    def _history(self) -> None:
        if (version := self.version()) is not None:
            day = short_day(version.on_date, self.today)
            self.dialog_wanted.emit(partial(_told, version.id, f"{self.title}, {day}"))

    def _add_buttons(self) -> None:
        self.own_button = self.points.add_button(BEGIN, self._own_part, "account-outline")
        self.staff_button = self.points.add_button(STAFF, self._staff_part, "account-group-outline")
        self.points.add_button("Print…", self._print, "printer-outline", "Print risk together")
        self.versions.add_line_button(
            COMPARE,
            self._compare,
            self._has_other,
            "There is only one version",
            "Compare with another version",
        )
        self.versions.add_line_button(
            "History…", self._history, _any_line, "Choose a version first", "History of this version"
        )

    def read(self, desk: Desk, client: int) -> object:
        page = desk.risk.page(client)
        desk.risk.note_viewed(client)
        return page

    def show_read(self, client: int, read: RiskPage) -> None:
        self.client, self.today, self._page = client, read.today, read
        newest = read.versions[0] if read.versions else None
        words = BEGIN if newest is None else GO_ON if newest.own_closed_on is None else REVIEW
        self.own_button.setText(words)
        self.own_button.setAccessibleName(words.rstrip("…"))
        self.versions.show_lines([self._version_line(one) for one in read.versions])
        self.versions.setVisible(bool(read.versions))
        self._show_version()

    def _version_line(self, version: RiskVersion) -> Line:
        title, note = version_words(version, self.today)
        due = version.review_on if version.reviewed_on is None else None
        aside = f"Review on {short_day(due, self.today)}" if due else ""
        if version.reviewed_on is not None:
            aside = f"Reviewed on {short_day(version.reviewed_on, self.today)}"
        return Line(version.id, title, note, aside, about=version)

    def version(self) -> RiskVersion | None:
        """The one that is shown."""
        if (line := self.versions.list.current()) is not None:
            return cast("RiskVersion", line.about)
        return self._page.versions[0] if self._page and self._page.versions else None

    def _show_version(self) -> None:
        version, page = self.version(), self._page
        if page is None or version is None:
            self._show_nothing()
            return
        is_newest = version.id == page.versions[0].id
        day = short_day(version.on_date, self.today)
        earlier = "" if is_newest else " (an earlier version)"
        self.points.title.setText(f"{self.title}, version of {day}{earlier}")
        self.points.say_nothing("" if page.told else NOT_TOLD)
        self.state.say(*standing(version, self.today))
        self.both.setVisible(page.told)
        self.both.show_points(version.points if page.told else ())
        told = about_words(version, self.today)
        self.about.show_lines([Line(head, head, words) for head, words in told])
        self.about.setVisible(bool(told))

    def _show_nothing(self) -> None:
        self.points.title.setText(self.title)
        self.points.say_nothing(NO_VERSION)
        self.both.show_points(())
        for one in (self.state, self.both, self.about):
            one.hide()

    def first(self) -> QWidget:
        if self.both.isVisibleTo(self) and self.both.lines:
            return self.both
        return self.own_button if self.may_change else self.versions.list

    # ---- what is asked for --------------------------------------------------------------------------

    def _own_part(self) -> None:
        if self.client is not None and self.may_change:
            self.dialog_wanted.emit(partial(own_part, self.client))

    def _staff_part(self) -> None:
        if self.client is not None and self.may_change:
            self.dialog_wanted.emit(partial(staff_part, self.client))

    def _print(self) -> None:
        if self.client is not None:
            self.dialog_wanted.emit(partial(_printing, self.client))

    def _has_other(self, _line: Line) -> bool:
        return self._page is not None and len(self._page.versions) > 1 and self._page.told

    def _compare(self) -> None:
        """The version with the keyboard with the one before it; the oldest with the one after."""
        version, page = self.version(), self._page
        if version is None or page is None or len(page.versions) < 2:
            return
        place = page.versions.index(version)
        first = place if place + 1 < len(page.versions) else place - 1
        newer, older = page.versions[first : first + 2]
        self.dialog_wanted.emit(partial(_comparing, older, newer))


def _printing(client: int, at: AtDesk) -> QDialog:
    from ipsdesk.ui.records.handing_out import HANDOUTS, OF_RISK, hand_out  # noqa: PLC0415 - made when asked for
    from ipsdesk.ui.records.picker import Picker  # noqa: PLC0415 - made when asked for

    picks = [one for one in HANDOUTS if one.key in OF_RISK]
    picker = Picker(at.theme, "Print risk together", picks, at.page)
    picker.picked.connect(partial(hand_out, at, client))
    return picker


def _comparing(older: RiskVersion, newer: RiskVersion, at: AtDesk) -> TakingDialog:
    from ipsdesk.ui.pathway.comparing import CompareVersions  # noqa: PLC0415 - made when asked for

    return CompareVersions(at, older, newer, "Risk together", at.desk.risk.compare)


def _told(version: int, what: str, at: AtDesk) -> QDialog:
    from ipsdesk.ui.trail.history import History  # noqa: PLC0415 - made when asked for

    return History(at, RecordRef("risk", version), what)


def _any_line(_line: Line) -> bool:
    return True
