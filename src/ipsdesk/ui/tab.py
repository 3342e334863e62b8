"""What a tab of the window is: its name, what it can do, what it says of itself, and how it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.drafts import Reopeners

if TYPE_CHECKING:  # as in drafts.py
    from ipsdesk.services.drafts import DraftNote


@dataclass(frozen=True, slots=True)
class Found:
    """A person or a thing that the search box offers; ``go`` shows it."""

    words: str
    kind: str
    go: Callable[[], object]


class Tab(QWidget):
    """One tab; the window shows it, tells it what changed, and leaves it in good order."""

    title: ClassVar[str]
    help_page: ClassVar[str]
    actions_table: ClassVar[Sequence[ActionRow]] = ()
    listens_to: ClassVar[frozenset[str]] = frozenset()
    counts_at_once: ClassVar[bool] = False
    """Whether it is made soon after the window is on screen, for how much waits in it."""

    waiting = Signal(int, str)
    """How many things wait here, for the count on the tab, and what they are (``3 weeks to explain``)."""
    saved = Signal(object)
    """The moment (``datetime``, UTC) of what has just been saved, for ``Saved 14:02``."""
    context = Signal(str)
    """What is on screen, for the right end of the status bar."""
    person_wanted = Signal(int)
    """The key of a client whose record is to be shown, by whichever tab shows records."""
    page_wanted = Signal(int, str)
    """The same, and the title of the page it is to be turned to."""
    hours_wanted = Signal(int, object)
    """The key of a client and a day (``date``) of the week of theirs that is to be shown."""
    part_wanted = Signal(str, str, int)
    """The title of a tab, of a part of it, and the key of the record that is to be shown there."""
    add_wanted = Signal()
    """Something is to be added, as Ctrl+N asks."""
    alone = Signal(object)
    """An ``AloneView`` that is to have the window to itself."""
    found_more = Signal()
    """`find` knows more than it did when the search last asked."""
    settled = Signal()
    """Nothing typed here is on its way to the file any more."""

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """What carries out each line of ``actions_table``, by its key."""
        return {}

    def refresh(self) -> None:
        """Read again what is shown; called when the tab first comes up and after a change it listens to."""

    def find(self, words: str) -> Sequence[Found]:  # type: ignore[override] # of a number, in no use here
        """What the search box offers of this tab for these words; quick, from what is in memory."""
        del words
        return ()

    def read_to_find(self) -> None:
        """A search begins, and what `find` knows is out of date: read it, then say ``found_more``."""

    def show_person(self, client: int, page: str = "") -> bool:
        """Show a client's record, turned to a page if one is named; False where this tab shows none."""
        del client, page
        return False

    def show_hours(self, client: int, day: date) -> bool:
        """Show a client's row in the week that holds a day; False where this tab shows no hours."""
        del client, day
        return False

    def show_part(self, part: str, key: int) -> bool:
        """Turn to a part, and to a record of it; False where this tab has no such part."""
        del part, key
        return False

    def person_on_screen(self) -> tuple[int, str] | None:
        """Whose record is on screen, by key and name; None: nobody's."""
        return None

    def contacts_on_screen(self) -> Sequence[int]:
        """The contacts, by key, that are chosen in what is shown of that person."""
        return ()

    def leave(self) -> None:
        """Hand over what is still in an open field; called before the unit is locked or closed."""

    def unsaved(self) -> Sequence[str]:
        """The places of what was typed here and could not be saved; asked once all is settled."""
        return ()

    def drafts(self) -> Sequence[DraftNote]:
        """What is being written here, to be kept for its writer; what is ``unsaved`` is part of it."""
        return ()

    def reopeners(self) -> Reopeners:
        """What opens a draft again, by its kind; the tab has been brought on screen."""
        return {}

    def is_settled(self) -> bool:
        """Whether nothing typed here is on its way to the file."""
        return True


@dataclass(frozen=True, slots=True)
class LaterTab:
    """A tab before it is made: its class, which has its name and its lines of menus, and what makes it."""

    kind: type[Tab]
    make: Callable[[], Tab]

    @classmethod
    def of(cls, kind: type[Tab], *given: object) -> LaterTab:
        """Made with what is given."""
        make: Callable[..., Tab] = kind
        return cls(kind, partial(make, *given))
