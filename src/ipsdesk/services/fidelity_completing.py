"""What keeps a fidelity review from being completed, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ipsdesk.errors import CannotRun
from ipsdesk.rules.ips25 import component_score
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.fidelity_sheet import Sheet, SheetItem

UNSCORED = "This review can’t be completed yet: {items} no score. Nothing was changed."
UNREASONED = (
    "This review can’t be completed yet: {items} another score than the records propose, and nobody has said"
    " why. Nothing was changed."
)
UNLIKE_PARTS = (
    "This review can’t be completed yet: {items} another score than the ticked parts make. Nothing was"
    " changed."
)
NOT_YET = "This review is on {day}, so it can’t be completed before then. Nothing was changed."


def refuse_unfinished(sheet: Sheet, today: date) -> None:
    """Raise ``CannotRun`` with what a review still lacks."""
    if sheet.on > today:
        raise CannotRun(NOT_YET.format(day=shown_day(sheet.on)))
    if sheet.missing:
        raise CannotRun(UNSCORED.format(items=_have(sheet.missing)))
    if unlike := [one.item for one in sheet.items if one.parts and one.score != _of_parts(one)]:
        raise CannotRun(UNLIKE_PARTS.format(items=_have(unlike)))
    if without := [one.item for one in sheet.items if one.lacks_reason]:
        raise CannotRun(UNREASONED.format(items=_have(without)))


def in_words(numbers: Sequence[int]) -> str:
    """``item 3``, ``items 3, 7 and 12``."""
    words = [str(number) for number in numbers]
    if len(words) == 1:
        return f"item {words[0]}"
    return f"items {', '.join(words[:-1])} and {words[-1]}"


def _of_parts(one: SheetItem) -> int:
    return component_score(one.item, len(one.parts))


def _have(numbers: Sequence[int]) -> str:
    return f"{in_words(numbers)} {'has' if len(numbers) == 1 else 'have'}"
