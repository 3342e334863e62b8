"""Minutes of a meeting on paper: as they are, for large print, and in easy read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipsdesk.reports.blocks import Block, Heading, Paragraph, Symbol, Table
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.meetings_closed import CLOSED_ITEM
from ipsdesk.services.meetings_record import ActionOf, Item
from ipsdesk.services.minutes import Minutes

OPEN_PART, CLOSED_PART, DRAFT = "Open minutes", "Closed part of the minutes", "Draft, not signed off"
NOT_FOR_ALL = "For leads, managers and the staff who were there. Not to be copied or passed on."
NOTHING = "Nothing is on the agenda yet."
OUTCOMES = {
    "agreed": ("check-circle-outline", "We agreed."),
    "not agreed": ("close-circle-outline", "We did not agree."),
    "put off": ("clock-outline", "We talk about it again."),
    "noted": ("note-text-outline", "We took note of it."),
}
FULL = "full voting member"


def minutes_blocks(minutes: Minutes) -> list[Block]:
    """One part of the minutes, the residents' view of each item before that of staff."""
    part = CLOSED_PART if minutes.is_closed_part else OPEN_PART
    blocks: list[Block] = [
        Heading(f"{minutes.called}, {shown_day(minutes.on)}"),
        Paragraph(part, strong=True),
    ]
    if minutes.is_closed_part:
        blocks.append(Paragraph(NOT_FOR_ALL))
    blocks += [Paragraph(_about(minutes)), _present(minutes)]
    for item in minutes.items:
        blocks += _item(item)
    if not minutes.items:
        blocks.append(Paragraph(NOTHING))
    if actions := [one for item in minutes.items for one in item.actions]:
        blocks += [Heading("Who does what", 2), _actions(actions)]
    return [*blocks, Paragraph(_signed(minutes))]


def _about(minutes: Minutes) -> str:
    parts = [f"From {minutes.from_time}" if minutes.from_time else "", minutes.place]
    parts.append(f"Chair: {minutes.chair}" if minutes.chair else "")
    return ". ".join([*filter(None, parts), f"Version {minutes.version}"]) + "."


def _present(minutes: Minutes) -> Table:
    """Who was there; people who use the service do not sit in the closed part."""
    members = f"{FULL}s" if len(minutes.residents) > 1 else FULL
    residents = f"{', '.join(minutes.residents)} ({members})" if minutes.residents else "nobody"
    staff = ("Staff", ", ".join(minutes.staff) or "nobody")
    rows = [staff] if minutes.is_closed_part else [("People who use the service", residents), staff]
    rows += [("Others", ", ".join(minutes.others))] if minutes.others else []
    return Table(("Present", ""), rows, (), (1, 2.2))


def _item(item: Item) -> Iterator[Block]:
    if item.is_withheld:
        yield Heading(f"{item.number}. {CLOSED_ITEM}", 2)
        return
    yield Heading(f"{item.number}. {item.title}", 2)
    if begun := _begun(item):
        yield Paragraph(begun)
    for label, text in (
        ("Residents’ view", item.residents_view),
        ("Discussion", item.discussion),
        ("Decision", item.decision),
    ):
        if text:
            yield Paragraph(label, strong=True)
            yield Paragraph(text)
    if ended := _ended(item):
        yield Paragraph(ended)


def _begun(item: Item) -> str:
    by_resident = item.proposed_by in ("resident", "first impressions", "survey")
    proposed = f"Proposed by {_proposer(item.proposed_by)}" if item.proposed_by else ""
    introduced = f"introduced by {item.introduced_by}" if item.introduced_by else ""
    words = ", ".join(part for part in (proposed if by_resident else "", introduced) if part)
    return f"{sentence_case(words)}." if words else ""


def _proposer(proposed_by: str) -> str:
    return "a resident" if proposed_by == "resident" else f"people who use the service ({proposed_by})"


def _ended(item: Item) -> str:
    votes = _votes(item)
    outcome = sentence_case(item.outcome)
    return ". ".join(part for part in (outcome, votes) if part) + ("." if outcome or votes else "")


def _votes(item: Item) -> str:
    counts = ((item.votes_for, "for"), (item.votes_against, "against"), (item.abstained, "abstained"))
    told = [f"{count} {words}" for count, words in counts if count is not None]
    return f"Votes: {', '.join(told)}" if told else ""


def _actions(actions: Sequence[ActionOf]) -> Table:
    rows = [
        (one.action, one.owner, f"Done {shown_day(one.done_on)}" if one.done_on else _day(one))
        for one in actions
    ]
    return Table(("What", "Who", "By when"), rows, (), (2.2, 1.1, 1))


def _day(action: ActionOf) -> str:
    return shown_day(action.due_on) if action.due_on else ""


def _signed(minutes: Minutes) -> str:
    if minutes.signed_on is None:
        return f"{DRAFT}."
    by = f" by {minutes.signed_by}" if minutes.signed_by else ""
    return f"Signed off on {shown_day(minutes.signed_on)}{by}, version {minutes.version}."


# ---- easy read ------------------------------------------------------------------------------------


def easy_minutes_blocks(minutes: Minutes) -> list[Block]:
    """The open part in short sentences with symbols."""
    blocks: list[Block] = [
        Heading(f"{minutes.called}, {shown_day(minutes.on)}"),
        Symbol("account-group-outline", "This is what we talked about, and what we decided."),
    ]
    if minutes.residents:
        blocks.append(Symbol("hand-back-right-outline", f"{_names(minutes.residents)} had a full vote."))
    if minutes.signed_on is None:
        blocks.append(Symbol("pencil-outline", "This is not finished. It may still change."))
    for item in minutes.items:
        blocks += _easy_item(item)
    return [*blocks, Symbol("help-circle-outline", "You can ask questions about this.")]


def _names(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _easy_item(item: Item) -> Iterator[Block]:
    if item.is_withheld:
        yield Heading(f"{item.number}. {CLOSED_ITEM}", 2)
        yield Symbol("lock-outline", "This part was private.")
        return
    yield Heading(f"{item.number}. {item.title}", 2)
    if item.residents_view:
        yield Symbol("comment-account-outline", f"Residents said: {item.residents_view}")
    if item.discussion:
        yield Symbol("forum-outline", item.discussion)
    if item.decision:
        yield Symbol("gavel", item.decision, strong=True)
    if item.outcome in OUTCOMES:
        icon, words = OUTCOMES[item.outcome]
        yield Symbol(icon, f"{words}\n{_votes(item)}." if _votes(item) else words)
    for one in item.actions:
        who = f"{one.owner} does this." if one.owner else ""
        when = f"By {shown_day(one.due_on)}." if one.due_on else ""
        yield Symbol("arrow-right-circle-outline", "\n".join(filter(None, (one.action, who, when))))
