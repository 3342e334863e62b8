"""The page of goals and the vocational profile: in the person's words, version by version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar, cast

from ipsdesk.services.caseload_words import short_day
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Plain
from ipsdesk.services.profiles import GoalLine, ProfilePage, ProfileVersion
from ipsdesk.ui.caseload.profile_lines import (
    goal_line,
    heading_lines,
    not_filled,
    rating_line,
    session_line,
    version_line,
)
from ipsdesk.ui.caseload.record_page import RecordPage
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.pathway.doing import NewVersion
from ipsdesk.ui.pathway.goals import ask_given_up, ask_reached
from ipsdesk.ui.records.record_dialog import Wanted
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.line_list import EDGE, Line
from ipsdesk.ui.widgets.text_styles import SECOND
from ipsdesk.ui.widgets.words import Words

GOAL, RATING = "goal", "goal rating"
PROFILE, SESSION = "vocational profile", "profile session"
IS_OVER = "Choose a goal that is under way"
UPDATE = "Update the profile with what was learned."


class ProfileAndGoals(RecordPage):
    """Goals first, for they are the person's own; then the profile as it stands."""

    title: ClassVar[str] = "Profile and goals"

    def __init__(self, theme: Theme, *, may_change: bool) -> None:
        super().__init__(theme, may_change=may_change)
        self._page: ProfilePage | None = None
        self._opened: frozenset[str] = frozenset()
        self.goals = self.add_section(
            Section(theme, "Goals", "No goal is recorded yet.", "Enter changes a goal, Space rates it.")
        )
        self.ratings = self.add_section(Section(theme, "Ratings of the goal, 0 to 10", "Not rated yet."))
        self.profile = self.add_section(Section(theme, "Vocational profile", "The profile is not begun yet."))
        self.sessions = self.add_section(
            Section(
                theme, "Sessions", "No session of this version is recorded yet.", "Enter changes a session."
            )
        )
        self.versions = self.add_section(
            Section(theme, "Versions", "", "The line with the keyboard is the version shown above.")
        )
        self.learned = Hint(theme)
        self.empty = Words(theme, style=SECOND, wraps=True)
        self.empty.setContentsMargins(EDGE, 8, EDGE, 8)
        self.profile.add_above(self.learned)
        self.profile.add_below(self.empty)
        self._add_buttons()
        self.put_in_order()
        self._connect()

    def _add_buttons(self) -> None:
        goals, profile = self.goals, self.profile
        goals.add_button("Add goal", self._add_goal, "plus")
        goals.add_line_button("Rate…", self._rate, _is_open, IS_OVER, "Rate the goal")
        goals.add_line_button("Reached…", self._reached, _is_open, IS_OVER, "Goal reached")
        goals.add_line_button("Given up…", self._given_up, _is_open, IS_OVER, "Goal given up")
        self.change_button = profile.add_button("Change…", self._change_version, name="Change this version")
        self.new_button = profile.add_button("New version", self._new_version, "plus")
        self.session_button = self.sessions.add_button("Add session", self._add_session, "plus")
        self.versions.add_line_button(
            "Compare…",
            self._compare,
            self._has_other,
            "There is only one version",
            "Compare with another version",
        )

    def _connect(self) -> None:
        self.goals.list.opened.connect(self._open_goal)
        self.goals.list.ticked.connect(self._rate)
        self.goals.list.stood.connect(self._show_ratings)
        self.ratings.list.opened.connect(self._open_rating)
        self.sessions.list.opened.connect(self._open_session)
        self.profile.list.ticked.connect(self._turn_heading)
        self.profile.list.opened.connect(self._change_version)
        self.versions.list.stood.connect(self._show_version)
        self.versions.list.opened.connect(self._change_version)

    # ---- what is shown ------------------------------------------------------------------------------

    def read(self, desk: Desk, client: int) -> object:
        return desk.profiles.page(client)

    def show_read(self, client: int, read: ProfilePage) -> None:
        if client != self.client:
            self._opened = frozenset()
        self.client, self.today, self._page = client, read.today, read
        self.goals.show_lines([goal_line(goal, self.today) for goal in read.goals])
        self._show_ratings()
        versions = read.versions
        self.versions.show_lines([version_line(one, self.today) for one in versions])
        self.versions.setVisible(bool(versions))
        self.sessions.setVisible(bool(versions))
        self.change_button.setVisible(bool(versions))
        begins = "New version" if versions else "Begin the profile"
        self.new_button.setText(begins)
        self.new_button.setAccessibleName(begins)
        ended = read.ended[0] if read.ended else None
        self.learned.say(
            f"{ended.words} ended on {short_day(ended.ended_on, self.today)}. {UPDATE}" if ended else ""
        )
        self._show_version()

    def version(self) -> ProfileVersion | None:
        """The one whose headings are shown."""
        if (line := self.versions.list.current()) is not None:
            return cast("ProfileVersion", line.about)
        return self._page.versions[0] if self._page and self._page.versions else None

    def _show_version(self) -> None:
        version = self.version()
        is_newest = version is None or self._page is None or version.id == self._page.versions[0].id
        when = f", version of {short_day(version.on_date, self.today)}" if version else ""
        self.profile.title.setText(f"Vocational profile{when}{'' if is_newest else ' (an earlier one)'}")
        self.profile.show_lines(heading_lines(version, self._opened) if version else [])
        self.empty.setText(not_filled(version) if version else "")
        self.empty.setVisible(bool(self.empty.text()))
        self.sessions.show_lines(
            [session_line(one, self.today) for one in version.sessions] if version else []
        )

    def _turn_heading(self, name: str) -> None:
        """Show what is kept apart, or put it away again."""
        self._opened = self._opened ^ {name}
        self._show_version()

    def _show_ratings(self) -> None:
        goal = self._goal()
        ratings = goal.ratings if goal else ()
        self.ratings.setVisible(bool(ratings))
        self.ratings.show_lines([rating_line(one, self.today) for one in reversed(ratings)])

    # ---- goals --------------------------------------------------------------------------------------

    def _goal(self) -> GoalLine | None:
        line = self.goals.list.current()
        return cast("GoalLine", line.about) if line is not None else None

    def _add_goal(self) -> None:
        self.add(GOAL, set_on=self.today)

    def _open_goal(self, goal: GoalLine) -> None:
        self.change(GOAL, goal.id)

    def _open_rating(self, rating: int) -> None:
        self.change(RATING, rating)

    def _rate(self) -> None:
        goal = self._goal()
        if goal is not None and goal.is_open and self.may_change:
            self.form_wanted.emit(Wanted(RATING, None, {"goal_id": str(goal.id), "on_date": self.today}))

    def _reached(self) -> None:
        self._ask_end(ask_reached)

    def _given_up(self) -> None:
        self._ask_end(ask_given_up)

    def _ask_end(self, ask: Callable[[int, GoalLine, date], object]) -> None:
        goal = self._goal()
        if goal is not None and self.client is not None:
            self.asked.emit(ask(self.client, goal, self.today))

    # ---- the profile --------------------------------------------------------------------------------

    def _new_version(self) -> None:
        """The form of a new version, filled with the text of the newest."""
        page = self._page
        if page is not None and self.client is not None:
            after = page.ended[0].activity if page.ended else None
            self.form_wanted.emit(NewVersion(self.client, after))

    def _change_version(self) -> None:
        if (version := self.version()) is not None:
            self.change(PROFILE, version.id)

    def _add_session(self) -> None:
        if (version := self.version()) is not None:
            given: dict[str, Plain] = {"profile_id": str(version.id), "on_date": self.today}
            self.form_wanted.emit(Wanted(SESSION, None, given))

    def _open_session(self, session: int) -> None:
        self.change(SESSION, session)

    def _has_other(self, _line: Line) -> bool:
        return self._page is not None and len(self._page.versions) > 1

    def _compare(self) -> None:
        """The version with the keyboard with the one before it; the oldest with the one after."""
        version = self.version()
        if version is None or self._page is None:
            return
        versions = self._page.versions
        place = versions.index(version)
        pair = versions[place : place + 2] if place + 1 < len(versions) else versions[place - 1 : place + 1]
        self.compare_wanted.emit((pair[1], pair[0]))


def _is_open(line: Line) -> bool:
    return bool(line.about.is_open)
