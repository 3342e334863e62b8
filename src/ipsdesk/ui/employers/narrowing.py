"""The fields that the list of employers is narrowed with: sector, level, town, who knows them, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipsdesk.services.employers_list import EmployerRow, Since
from ipsdesk.ui.employers.list_words import CONFIDENT
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.trail.narrowing import OneOf
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.flow import Flow

Values = Callable[[EmployerRow], Iterable[str]]

FIELDS: Sequence[tuple[str, str, Values]] = (
    ("Sector", "Any sector", lambda row: [row.sector] if row.sector else []),
    ("Disability Confident", "Any level", lambda row: [row.confident] if row.confident else []),
    ("Town", "Any town", lambda row: row.towns),
    ("Known by", "Any of us", lambda row: row.known_by),
    ("Last contact", "Any last contact", lambda row: [row.since.value]),
)
"""What each is called, what it says while all are shown, and the values that a row has of it."""


class Narrowing(QWidget):
    """Fields beside each other; ``changed`` once another value is chosen in one of them."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        line = Flow(self, Space.SNUG)
        self.fields = [OneOf(theme, name, everything) for name, everything, _ in FIELDS]
        for field in self.fields:
            line.addWidget(field)
            field.taken.connect(self.changed)
        self.fields[-1].offer(Option(one.value, one.value) for one in Since)

    @property
    def active(self) -> int:
        """In how many of them something is chosen."""
        return sum(bool(field.chosen) for field in self.fields)

    def offer(self, rows: Sequence[EmployerRow]) -> None:
        """The values of these rows can be chosen; what is chosen stays where it is still one."""
        for field, (name, _, values) in zip(self.fields[:-1], FIELDS, strict=False):
            chosen = field.chosen
            counts = Counter(value for row in rows for value in values(row))
            options = [Option(value, _shown(name, value)) for value in sorted(counts, key=str.casefold)]
            field.offer(options)
            if chosen in counts:
                field.chosen = chosen
                field.show_value(chosen)

    def clear(self) -> None:
        """All of them again; nobody is told."""
        for field in self.fields:
            field.clear()

    def keeps(self) -> Callable[[EmployerRow], bool] | None:
        """What tells whether a row is to be shown; None: all are."""
        wanted: Mapping[int, str] = {
            place: field.chosen for place, field in enumerate(self.fields) if field.chosen
        }
        if not wanted:
            return None
        return lambda row: all(value in FIELDS[place][2](row) for place, value in wanted.items())


def _shown(name: str, value: str) -> str:
    return CONFIDENT[value].removeprefix("Disability Confident ") if name == FIELDS[1][0] else value
