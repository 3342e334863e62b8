"""A line of Today before it is known whose it is."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ipsdesk.services.today_lines import OpenForm, Section, Target, TodayKind, due_words

NAMES = {kind: kind.name.lower() for kind in TodayKind}
"""What keys begin with."""


class Worded(NamedTuple):
    """A line before it is known whose it is: ``staff`` is whom the record itself names, if anyone."""

    key: str
    kind: TodayKind
    client: int | None
    staff: int | None
    due_on: date | None
    words: str
    about: str
    opens: Target
    can_be_done: bool = False
    usual: Section = Section.THIS_WEEK
    """Where it stands without a day."""
    person: int | None = None
    """The member of staff it is about, who sees it too, as their own and in the words ``to_them``."""
    to_them: str = ""

    def second(self, today: date) -> str:
        """The day, and what else is to be said."""
        due = due_words(self.due_on, today)
        return f"{due} · {self.about}" if due and self.about else due or self.about


def key_of(kind: TodayKind, *parts: object) -> str:
    """What tells a line from all others: short, and the same for as long as it waits."""
    return ":".join((NAMES[kind], *map(str, parts)))


def new_contact(client: int | None, kind: str, **more: str) -> OpenForm:
    """The form of a new contact with a person."""
    whom: tuple[tuple[str, tuple[str, ...]], ...] = (("client_ids", (str(client),)),) if client else ()
    return OpenForm("contact", None, (("kind", kind), *whom, *more.items()))
