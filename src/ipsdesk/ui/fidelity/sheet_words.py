"""The score sheet as its parts show it: rows, the item, what the records say, the pairs below the total."""

from __future__ import annotations

from collections.abc import Mapping

from ipsdesk.rules.codes import FIDELITY_ITEMS
from ipsdesk.rules.ips25 import HIGHEST, Standing, bands, item
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import counted
from ipsdesk.services.fidelity_proposals import Proposal
from ipsdesk.services.fidelity_sheet import Sheet, SheetItem
from ipsdesk.ui.fidelity.item_panel import ItemShown
from ipsdesk.ui.fidelity.item_rows import ItemRow
from ipsdesk.ui.fidelity.records_panel import RecordsShown
from ipsdesk.ui.fidelity.score_lines import Scorer
from ipsdesk.ui.fidelity.total_card import Pair
from ipsdesk.ui.fidelity.words import named
from ipsdesk.ui.kpis.drill_rows import Line, lines_of
from ipsdesk.ui.kpis.turning import between

Proposals = Mapping[int, Proposal]
ROWS = "Open the rows behind it"
COUNTING = "The records are being counted."


def item_rows(sheet: Sheet, proposed: Proposals, scored: Mapping[int, int | None]) -> list[ItemRow]:
    """The 25 items; ``scored`` are scores on their way to the file."""
    return [
        _item_row(sheet, one, proposed.get(one.item), scored.get(one.item, one.score)) for one in sheet.items
    ]


def _item_row(sheet: Sheet, one: SheetItem, proposal: Proposal | None, score: int | None) -> ItemRow:
    known, proposed = item(one.item), proposed_score(sheet, one, proposal)
    lacks = score is not None and proposed is not None and score != proposed and not one.reason
    return ItemRow(
        one.item,
        known.section,
        known.name,
        score,
        proposed,
        proposal is not None and proposal.has_records,
        lacks,
    )


def proposed_score(sheet: Sheet, one: SheetItem, proposal: Proposal | None) -> int | None:
    """What the records proposed when it was scored, else what they propose now; a complete review stays."""
    if sheet.completed_on is not None:
        return one.proposed
    if one.score is not None and one.proposed is not None:
        return one.proposed
    return proposal.score if proposal is not None else one.proposed


def item_shown(sheet: Sheet, proposed: Proposals, number: int) -> ItemShown:
    """One item with all that is recorded of it."""
    one = sheet.items[number - 1]
    scorers = tuple(Scorer(who.reviewer, who.score, who.note or "") for who in one.scores)
    there = {who.reviewer for who in scorers}
    missing = [Scorer(name, None) for name in sheet.reviewers if name not in there]
    return ItemShown(
        number,
        one.score,
        proposed_score(sheet, one, proposed.get(number)),
        frozenset(one.parts),
        (*scorers, *missing),
        one.comment,
        one.evidence,
        one.recommendation,
        one.reason,
    )


def total_pairs(sheet: Sheet, now: Standing) -> list[Pair]:
    """The review before, and what is missing to the next band."""
    pairs: list[Pair] = []
    if (before := sheet.previous) is not None and before.standing.band is not None:
        words = f"{before.standing.subtotal}, {before.standing.band.name}"
        pairs.append((f"Last review, {before.on:%B %Y}", words))
    better = [band for band in bands() if band.least > now.subtotal]
    if now.band is not None and better:
        pairs.append((f"To {better[-1].name}", f"{better[-1].least - now.subtotal} more points"))
    elif now.band is None:
        left = FIDELITY_ITEMS - now.scored
        pairs.append((f"{counted(left, 'item')} to score, at most", str(now.subtotal + HIGHEST * left)))
    return pairs


def context_words(sheet: Sheet, now: Standing) -> str:
    """``IPS25-2008-UK · Self-assessment, 10 May 2026 · 25 of 25 scored · keys``."""
    keys = "1 to 5 score, P takes over, Enter goes to the item"
    state = f"complete since {shown_day(sheet.completed_on)}" if sheet.completed_on else keys
    return " · ".join((named(sheet), f"{now.scored} of {FIDELITY_ITEMS} scored", state))


def records_shown(proposal: Proposal | None) -> RecordsShown:
    """What the records say of an item."""
    if proposal is None:
        return RecordsShown("", why=COUNTING)
    left_out = "; ".join(f"{why} ({many:,})" for why, many in proposal.left_out)
    return RecordsShown(
        between(proposal.window),
        proposal.score,
        proposal.headline,
        proposal.working if proposal.computable else (),
        (*proposal.caps, *proposal.notes),
        f"Left out: {left_out}" if left_out else "",
        proposal.why if proposal.computable else "",
        proposal.out_of_reach,
        ROWS if proposal.computable else "",
    )


def rows_words(proposal: Proposal) -> tuple[str, str, list[Line]]:
    """Title, figure and window, and the rows, as they are shown one by one."""
    title = f"Item {proposal.item}: {item(proposal.item).name}"
    words = " · ".join(part for part in (proposal.headline, between(proposal.window)) if part)
    return title, words, lines_of(proposal.drill) if proposal.drill is not None else []
