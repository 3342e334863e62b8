"""What records propose for a fidelity review, for the command line: JSON for programs, text for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ipsdesk.measures import Shape
from ipsdesk.reports.scorecard_text import number
from ipsdesk.rules.ips25 import item
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.fidelity_proposals import Proposal


def as_json(proposals: Sequence[Proposal]) -> list[dict[str, Any]]:
    """One entry for each item a score can be proposed for, in order; shares as fractions, nothing rounded."""
    return [_entry(one) for one in proposals if one.computable]


def _entry(one: Proposal) -> dict[str, Any]:
    entry: dict[str, Any] = {"item": one.item, "figure": number(one.figure)}
    if one.shape is Shape.MEAN:
        entry["n"] = one.n
    else:
        entry |= {"numerator": number(one.numerator), "denominator": number(one.denominator)}
    entry["score"] = one.score
    return entry | ({"why": one.why} if one.score is None else {})


def as_text(proposals: Sequence[Proposal]) -> str:
    """Item by item: the proposed score, and the arithmetic or why there is none."""
    window = proposals[0].window
    lines = [f"Records of {shown_day(window.first)} to {shown_day(window.last)}", ""]
    for one in proposals:
        if one.computable:
            lines += _lines(one)
    return "\n".join(lines)


def _lines(one: Proposal) -> list[str]:
    score = "-" if one.score is None else str(one.score)
    lines = [f"{one.item:>3}  {item(one.item).name:<42}{score:>3}", f"     {one.arithmetic}"]
    return [*lines, *(f"     {words}" for words in (*one.notes, one.out_of_reach) if words)]
