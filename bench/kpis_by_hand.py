"""The 69 counts as SQL written by hand (in ``by_hand/``), run on the bare driver connection."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

from ipsdesk.measures import Figure, Shape, Window
from ipsdesk.rules.codes import FIDELITY_ITEMS

FOLDER = Path(__file__).parent / "by_hand"
NAMED = re.compile(r"^-- (\S+)$", re.MULTILINE)
PENCE, HOUR = 100, 3_600
MIDDLE = """(
  SELECT avg(days) FROM (
    SELECT days, row_number() OVER (ORDER BY days) AS place, count(*) OVER () AS n FROM taken)
  WHERE place IN ((n + 1) / 2, n / 2 + 1))"""
DAYS_OF_CATEGORY = {
    "last": ":last",
    "start": "a.started_on",
    "begin": "max(a.started_on, :first)",
    "change": "x.from_on",
    "hours": "h.on_date",
    "week": "parts.ends_on",
}

Numbers = tuple[Any, ...]


def statements() -> dict[str, str]:
    """Every statement by the key of its measure."""
    parts = _sections(FOLDER / "_parts.sql")
    category = parts.pop("category")
    parts |= {f"category_on_{name}": category.replace("{day}", day) for name, day in DAYS_OF_CATEGORY.items()}
    parts["median"] = MIDDLE
    parts["total"] = " + ".join(f"item_{number}" for number in range(1, FIDELITY_ITEMS + 1))
    found: dict[str, str] = {}
    for path in sorted(FOLDER.glob("[a-z]*.sql")):
        found |= _sections(path)
    return {key: re.sub(r"\{(\w+)\}", lambda name: parts[name[1]], text) for key, text in found.items()}


def _sections(path: Path) -> dict[str, str]:
    _, *pieces = NAMED.split(path.read_text("utf-8"))
    return {name: text.strip() for name, text in zip(pieces[::2], pieces[1::2], strict=True)}


def parameters(window: Window) -> dict[str, Any]:
    """The days and dated tables that the statements name."""
    limits = window.rates.limits
    ends = [str(limit.since) for limit in limits[1:]]
    rows = [[str(limit.since), end, limit.pence] for limit, end in zip(limits, [*ends, None], strict=True)]
    days = {name: str(value) for name, value in window.parameters.items()}
    return {**days, "limits": json.dumps(rows)}


def ask(connection: Any, statement: str, given: dict[str, Any]) -> list[Numbers]:
    """The rows a statement answers with."""
    return list(connection.execute(statement, given).fetchall())


def numbers_of(figure: Figure) -> list[Numbers]:
    """What a statement by hand must answer for the program's figure to be the same."""
    match figure.shape:
        case Shape.BANDS:
            return sorted((band, n) for band, n in (figure.bands or {}).items() if n)
        case Shape.SHARE:
            return [(figure.numerator or 0, figure.denominator)]
        case Shape.MEAN:
            days = figure.value * figure.n if figure.value is not None and figure.n else None
            return [(figure.n, days, figure.median, figure.not_yet)]
    if figure.current is not None:
        return [(figure.value, figure.current)]
    return [(figure.value,)]


def same(figure: Figure, rows: list[Numbers]) -> bool:
    """Whether a statement by hand counted what the program counted."""
    if figure.shape is Shape.BANDS:
        return numbers_of(figure) == sorted(rows)
    (row,) = rows
    if figure.shape is Shape.RATE:
        return figure.value == (Fraction(row[0] * 7, row[1]) if row[1] else None)
    if figure.shape is Shape.SUM:
        row = (Fraction(row[0] or 0, HOUR if figure.key == "permitted.hours" else PENCE),)
    return numbers_of(figure) == [
        tuple(0 if value is None and place == 0 else value for place, value in enumerate(row))
    ]
