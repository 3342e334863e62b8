"""The rows behind a figure for the command line: as a table for people, as JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from ipsdesk.measures import Measure
from ipsdesk.rules.periods import Period
from ipsdesk.services.cases import Case, amount_in_words

KEYS = ("subject", "client")
"""What a case carries for the window to open it; no program outside knows these keys."""


def cases_as_json(measure: Measure, period: Period, cases: Sequence[Case]) -> dict[str, Any]:
    """Every case with what there is to say of it."""
    rows = [
        {
            name: str(value) if name == "day" else value
            for name, value in asdict(case).items()
            if value not in (None, "") and name not in KEYS
        }
        for case in cases
    ]
    return {"key": measure.key, "period": period.label, "rows": rows}


def cases_as_text(measure: Measure, cases: Sequence[Case]) -> str:
    """The cases under their states, one line each."""
    lines = [f"{measure.title}: {measure.words}"]
    for state, group in groupby(cases, key=lambda case: case.state):
        of_state = list(group)
        lines += ["", f"{state.capitalize()}: {len(of_state)}"]
        lines += [f"  {_line(measure, case)}".rstrip() for case in of_state]
    return "\n".join(lines if cases else [*lines, "", "No rows."])


def _line(measure: Measure, case: Case) -> str:
    day = f"{case.day:%d/%m/%Y}" if case.day else ""
    parts = (
        case.reference,
        case.name,
        day,
        amount_in_words(measure, case),
        case.band or "",
        case.reason or "",
    )
    return "  ".join(part for part in parts if part)
