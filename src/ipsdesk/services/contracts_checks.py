"""What keeps a target or a choice of a definition from being counted by; pure, for forms and for imports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from ipsdesk.measures import MEASURES, Shape
from ipsdesk.rules.definitions import choice_problem
from ipsdesk.rules.target_rows import bounds_of
from ipsdesk.rules.targets import Sense

OF_THE_CONTRACT = ("commissioner", "contract with a commissioner", "target", "choice of a definition")
"""The kinds of record that managers alone write."""
NO_TARGET = "no target"
CHOICE_MISSING = "Why is needed: the next return says what was counted, and somebody will ask"
TITLES = {"least": "Least", "most": "Most"}
NEEDS = {
    Sense.AT_LEAST: ("least",),
    Sense.MORE_THAN: ("least",),
    Sense.AT_MOST: ("most",),
    Sense.BETWEEN: ("least", "most"),
}


def target_problems(row: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with a row of targets as it would be kept, by attribute."""
    found = {}
    key = row.get("measure") or ""
    measure = next((one for one in MEASURES if one.key == key), None)
    if key and measure is None:
        found["measure"] = f"Measure: there is no figure '{key}'; kpis --json lists every key"
    elif measure is not None and measure.shape is Shape.BANDS:
        found["measure"] = f"Measure: {measure.title} is counted by bands and can have no target"
    sense = row.get("sense")
    if sense and sense != NO_TARGET:
        needed = NEEDS[Sense(sense)]
        found |= {name: f"{TITLES[name]} is needed for '{sense}'" for name in needed if row.get(name) is None}
        least, most = (None if row.get(name) is None else Fraction(row[name]) for name in TITLES)
        if not found.keys() & TITLES.keys() and bounds_of(Sense(sense), least, most) is None:
            found["most"] = "Most is below Least"
    return found


def choice_problems(row: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with a choice of a definition as it would be kept, by attribute."""
    words = choice_problem(row.get("subject") or "", row.get("choice") or "")
    return {"choice": words} if words else {}


CONTRACT_CHECKS: Mapping[str, Callable[[Mapping[str, Any]], dict[str, str]]] = {
    "target": target_problems,
    "choice of a definition": choice_problems,
}
"""By kind of record."""
