"""What can be handed out about the person on screen, each shown in the preview before it is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ipsdesk.reports.blocks import Block
from ipsdesk.reports.plan_copy import easy_plan_blocks, plan_blocks
from ipsdesk.reports.review_summary import review_blocks
from ipsdesk.reports.risk_copy import own_risk_blocks, risk_sheet_blocks, shared_risk_blocks
from ipsdesk.reports.week_copy import week_blocks
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.desk import Desk
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.printing import Footing, Noting, PrintPreview, print_blocks
from ipsdesk.ui.records.picker import Pick

RISK_SHEET, RISK_SHARED, RISK_OWN = "risk-sheet", "risk-shared", "risk-own"
LARGE, EASY, LARGER = 1.9, 1.5, 1.25
"""Large print: what is 10 points elsewhere has 19, and what stands in tables at least 16; easy read 17."""


def _plan(desk: Desk, client: int) -> list[Block]:
    return plan_blocks(desk.handouts.plan(client), desk.workspace.today())


def _easy_plan(desk: Desk, client: int) -> list[Block]:
    return easy_plan_blocks(desk.handouts.plan(client), desk.workspace.today())


def _week(desk: Desk, client: int) -> list[Block]:
    return week_blocks(desk.handouts.week(client))


def _review(desk: Desk, client: int) -> list[Block]:
    return review_blocks(desk.handouts.review(client))


def _risk_sheet(desk: Desk, client: int) -> list[Block]:
    return risk_sheet_blocks(desk.risk.page(client))


def _risk(desk: Desk, client: int) -> list[Block]:
    return shared_risk_blocks(desk.risk.page(client))


def _own_risk(desk: Desk, client: int) -> list[Block]:
    return own_risk_blocks(desk.risk.page(client))


@dataclass(frozen=True, slots=True)
class _Handout:
    """One thing to hand out: how it is chosen, what it is made of, how large it is printed."""

    words: str
    beside: str
    icon: str
    blocks: Callable[[Desk, int], list[Block]]
    scale: float = 1.0


_ALL: Mapping[str, _Handout] = {
    "plan": _Handout("Plan", "to sign", "clipboard-text-outline", _plan),
    "plan-large": _Handout("Plan in large print", "to sign", "format-size", _plan, LARGE),
    "plan-easy": _Handout("Plan in easy read", "short sentences, symbols", "shape-outline", _easy_plan, EASY),
    "week": _Handout("Timetable of the week", "a picture page", "timetable", _week),
    "review": _Handout("Summary for a care review", "one page", "calendar-account-outline", _review),
    "review-large": _Handout("Summary in large print", "for a care review", "format-size", _review, LARGE),
    RISK_SHEET: _Handout("Risk: sheet to fill in", "easy read, room to write and draw", "pencil-outline",
                         _risk_sheet, EASY),
    RISK_SHARED: _Handout("Risk: both parts", "side by side", "shield-account-outline", _risk, LARGER),
    RISK_OWN: _Handout("Risk: for the person", "easy read", "shape-outline", _own_risk, EASY),
}  # fmt: skip
OF_RISK = (RISK_SHEET, RISK_SHARED, RISK_OWN)
HANDOUTS: Sequence[Pick] = [Pick(key, one.words, one.beside, one.icon) for key, one in _ALL.items()]


def hand_out(at: AtDesk, client: int, what: str) -> PrintPreview:
    """Show one of them in the preview; raises ``DeskError`` where it can't be read."""
    desk, one = at.desk, _ALL[what]
    footing = Footing(desk.unit_name, shown_day(desk.workspace.today()), desk.is_practice)
    noting = Noting(at.run, desk.trail, about=client)
    return print_blocks(at.theme, one.blocks(desk, client), footing, at.page, noting, one.scale)
