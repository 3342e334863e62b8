"""What lies on the tab of involvement: its parts, and meetings to be found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from ipsdesk.services.drafts import DraftNote
from ipsdesk.ui.involvement.impression_dialog import ImpressionDialog
from ipsdesk.ui.involvement.meetings_view import MeetingsView
from ipsdesk.ui.involvement.tab_actions import (
    ADD,
    CHANGE,
    FIND,
    MINUTES,
    PART_AFTER,
    PART_BEFORE,
    SHORTCUTS,
)
from ipsdesk.ui.involvement.views import VIEWS
from ipsdesk.ui.parts.desk import PartsDesk, ViewKind
from ipsdesk.ui.tab import Found


class InvolvementDesk(PartsDesk):
    """Meetings are its first part."""

    title: ClassVar[str] = "Involvement"
    kinds: ClassVar[Sequence[ViewKind]] = VIEWS
    shortcuts: ClassVar[Mapping[str, str]] = SHORTCUTS

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """What carries out each line of the tab's actions."""
        return {
            **super().doers(),
            ADD: self.add,
            CHANGE: self.change,
            FIND: self.find_here,
            MINUTES: self._minutes,
            PART_BEFORE: self.part_before,
            PART_AFTER: self.part_after,
        }

    @property
    def meetings(self) -> MeetingsView:
        """The part that lists meetings."""
        view = self.views[0]
        assert isinstance(view, MeetingsView)  # noqa: S101 - the first of the parts
        return view

    def read_to_find(self) -> None:
        """Read the meetings for the search."""
        self.meetings.refresh()

    def find(self, words: str) -> Sequence[Found]:  # type: ignore[override] # not QWidget's, by window id
        """Meetings with these words; going to one turns to their part."""
        return [
            Found(name, "Meetings", partial(self.show_part, "Meetings", key))
            for key, name in self.meetings.found(words)
        ]

    def reopen_impressions(self, note: DraftNote) -> None:
        """First impressions that were begun and not saved."""
        self.go_to_part("First impressions").doing.open(partial(ImpressionDialog, draft=note.content))

    def _minutes(self) -> None:
        if self.view is self.meetings:
            self.meetings.ask_minutes()
