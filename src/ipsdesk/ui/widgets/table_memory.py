"""How a person left a table (widths, columns, order, filter), kept with the sizes of the window."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

from PySide6.QtCore import QSettings


@dataclass(slots=True)
class TableState:
    """Widths in pixels at 100 % text and columns by their heads, so that a new column upsets nothing."""

    widths: dict[str, int] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    sorted_by: str = ""
    descending: bool = False
    chosen_filter: str = ""


def remembered(settings: QSettings, name: str) -> TableState | None:
    """How a table was left; None if it never was, or what was kept can't be read."""
    try:
        kept = json.loads(str(settings.value(f"tables/{name}", "")))
        return TableState(
            {str(head): int(width) for head, width in kept["widths"].items()},
            [str(head) for head in kept["left_out"]],
            str(kept["sorted_by"]),
            bool(kept["descending"]),
            str(kept["chosen_filter"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def remember(settings: QSettings, name: str, state: TableState) -> None:
    """Keep how a table is now."""
    settings.setValue(f"tables/{name}", json.dumps(asdict(state)))
