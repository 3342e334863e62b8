"""What a random unit holds while it is drawn: its rows so far and the shape its seed gives it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .draw import Draw
from .workbook import CHANGED_KINDS, SHEETS, Records, Row

EMPTY_LISTS = {"texts", "choices"}


@dataclass
class Blueprint:
    """The rows drawn so far, in the form in which the workbook is read back."""

    draw: Draw
    clients: int
    almost_empty: bool = False
    with_staff: bool = True
    whole_number_ids: bool = False
    touching_episodes: bool = False
    rows: Records = field(default_factory=lambda: {name: [] for name in SHEETS})

    def add(self, sheet: str, **values: Any) -> Row:
        """Adds a row; keywords are headings with underscores for spaces, the rest is not recorded."""
        row: Row = {heading: [] if kind in EMPTY_LISTS else None for heading, kind in SHEETS[sheet].items()}
        for keyword, value in values.items():
            heading = keyword.replace("_", " ")
            assert heading in row or heading == "Value", heading
            row[heading] = value
        self.rows[sheet].append(row)
        return row

    def change(self, record: str, reference: str, heading: str, since: date, value: Any) -> None:
        """Adds a dated change; an empty list is kept in the form in which it is read back."""
        if value is None and CHANGED_KINDS[heading.casefold()] in EMPTY_LISTS:
            value = []
        self.add("Changes", Record=record, ID=reference, Field=heading.casefold(), From=since, Value=value)

    def reference(self, prefix: str, number: int) -> str:
        """The unit's own reference of a record: a whole number in some units."""
        return str(number) if self.whole_number_ids else f"{prefix}{number:04}"

    def references(self, sheet: str, heading: str) -> list[str]:
        """The references of a sheet."""
        return [row[heading] for row in self.rows[sheet]]

    def staff(self) -> str | None:
        """Some member of staff, where there are any."""
        everyone = self.references("Staff", "Staff ID")
        return self.draw.pick(everyone) if everyone else None

    def team(self) -> str | None:
        """Some team, where there are any."""
        teams = self.references("Teams", "Team ID")
        return self.draw.pick(teams) if teams else None
