"""Meetings, items, actions and turns in the words of the window."""

from __future__ import annotations

from datetime import date

from ipsdesk.rules.wording import shown_pounds
from ipsdesk.services.caseload_words import counted, sentence_case, short_day
from ipsdesk.services.meetings_list import MeetingRow, Standing
from ipsdesk.services.meetings_record import ActionOf, Item, TurnLine
from ipsdesk.services.today_lines import due_words
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.widgets.marks import Mark

OUTCOMES = {
    "agreed": ("Agreed", Mark.DONE),
    "not agreed": ("Not agreed", Mark.NOT_APPLICABLE),
    "put off": ("Put off", Mark.WAITING),
    "noted": ("Noted", Mark.DONE),
}
STANDINGS = {
    Standing.AHEAD: Mark.DAY_COMING,
    Standing.HELD: Mark.WAITING,
    Standing.SIGNED: Mark.WAITING,
    Standing.SHARED: Mark.DONE,
}
PRIVATE = "Closed part: for leads, managers and the staff who were there"
NOBODY = "Nobody yet"


def together(*parts: str, by: str = " · ") -> str:
    """Those of them that say something."""
    return by.join(part for part in parts if part)


def people_words(row: MeetingRow) -> str:
    """Who attended as full voting members."""
    if row.people:
        return ", ".join(row.people)
    return "" if row.standing is Standing.AHEAD else ("Nobody" if row.is_open else "Not open yet")


def standing_words(row: MeetingRow, today: date) -> str:
    """How far the minutes are."""
    if row.standing is Standing.SHARED and row.shared_on:
        return f"Shared {short_day(row.shared_on, today)}"
    if row.standing is Standing.SIGNED and row.signed_on:
        return "Signed off, not shared" if row.is_open else "Signed off"
    return row.standing.value


def standing_mark(row: MeetingRow) -> Mark:
    """The same as a status."""
    if row.standing is Standing.SIGNED and not row.is_open:
        return Mark.DONE
    return STANDINGS[row.standing]


def items_words(row: MeetingRow) -> str:
    """How many items, and how many of them closed."""
    closed = f"{row.closed} closed" if row.closed else ""
    return together(counted(row.items, "item"), closed, by=", ") if row.items else ""


def item_line(item: Item) -> Line:
    """An item: the residents' view, then what was said, then what was decided."""
    title = f"{item.number}. {item.title}"
    if item.is_withheld:
        return Line(item.id, title, PRIVATE, "Closed", Mark.RESTRICTED, quiet=True, about=item)
    parts = (
        _begun(item),
        f"Residents: {item.residents_view}" if item.residents_view else "",
        f"Discussion: {item.discussion}" if item.discussion else "",
        f"Decision: {item.decision}" if item.decision else "",
        votes_words(item),
    )
    words, mark = OUTCOMES.get(item.outcome, ("", None))
    aside = together("Closed" if item.is_closed else "", words)
    shown = Mark.RESTRICTED if item.is_closed else mark
    return Line(item.id, title, together(*parts, by="\n"), aside, shown, about=item)


def _begun(item: Item) -> str:
    by = item.resident or (item.proposed_by if item.proposed_by not in ("", "standing item") else "")
    proposed = f"proposed by {by}" if by else ""
    introduced = f"introduced by {item.introduced_by}" if item.introduced_by else ""
    return sentence_case(together(proposed, introduced, by=", "))


def votes_words(item: Item) -> str:
    """``Votes: 4 for, 1 against``."""
    counts = ((item.votes_for, "for"), (item.votes_against, "against"), (item.abstained, "abstained"))
    told = [f"{count} {words}" for count, words in counts if count is not None]
    return f"Votes: {', '.join(told)}" if told else ""


def action_line(action: ActionOf, today: date) -> Line:
    """What is done, by whom, by when."""
    note = together(f"Item {action.number}", action.owner)
    if action.done_on:
        return Line(action.id, action.action, note, f"Done {short_day(action.done_on, today)}", Mark.DONE,
                    quiet=True, about=action)  # fmt: skip
    mark = Mark.OVERDUE if action.due_on and action.due_on < today else Mark.WAITING
    return Line(action.id, action.action, note, sentence_case(due_words(action.due_on, today)), mark,
                about=action)  # fmt: skip


def turn_line(turn: TurnLine, today: date, meeting: str = "") -> Line:
    """A turn: whose, at which meeting, how they were prepared, and what is still open."""
    title = f"{turn.name}: {meeting}" if meeting else turn.name
    parts = [f"Offered {short_day(turn.offered_on, today)}"]
    parts += [f"prepared {short_day(turn.prepared_on, today)}"] if turn.prepared_on else []
    if turn.papers:
        given = f", given {short_day(turn.papers_on, today)}" if turn.papers_on else ", not given yet"
        parts.append(
            f"papers in {turn.papers}{given}" if turn.papers != "read aloud" else f"papers read aloud{given}"
        )
    if turn.expenses is not None:
        paid = f" paid {short_day(turn.expenses_on, today)}" if turn.expenses_on else " to be paid"
        parts.append(f"expenses {shown_pounds(turn.expenses)}{paid}")
    parts += [f"debrief {short_day(turn.debrief_on, today)}"] if turn.debrief_on else []
    words, mark = turn_status(turn)
    return Line(turn.id, title, ", ".join(parts), words, mark, about=turn)


def turn_status(turn: TurnLine) -> tuple[str, Mark]:
    """What became of it."""
    if turn.attended is not None:
        return ("Attended", Mark.DONE) if turn.attended else ("Was not there", Mark.NOT_APPLICABLE)
    if turn.answer == "declined":
        return "Declined", Mark.NOT_APPLICABLE
    return ("Accepted", Mark.DONE) if turn.answer == "accepted" else ("Offered", Mark.WAITING)
