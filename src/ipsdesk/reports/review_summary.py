"""What a care review has to know of a person's way to work, on one page."""

from __future__ import annotations

from ipsdesk.reports.blocks import Block, Heading, Line, Paragraph, Room, Table
from ipsdesk.rules.codes import HIGHEST_RATING
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import counted, sentence_case
from ipsdesk.services.handouts import ActionTold, GoalTold, ReviewTold

LONGEST_NOTE = 160
LINES_TO_WRITE = 3


def review_blocks(told: ReviewTold) -> list[Block]:
    """Stage, goals, plan, work and contacts, and what we ask of the meeting."""
    plan = told.plan
    facts = [(fact.label, fact.value, fact.note) for fact in told.facts]
    blocks: list[Block] = [
        Heading(f"Vocational summary: {plan.name}"),
        Paragraph(_about(told)),
        Table(("Fact", "Today", "Since, or how"), facts),
        Heading("Goals, in the person's own words", 2),
        Paragraph("\n".join(_goal(one) for one in plan.goals) or plan.aim or "None is recorded."),
        Heading("Plan", 2),
        *_plan(told),
        Heading("Work and training", 2),
        Paragraph("\n".join(told.work) or "None at present."),
        Heading(_contacts_heading(told), 2),
        *_contacts(told),
        Heading("What we ask of the meeting", 2),
        Paragraph(told.ask) if told.ask else Room(LINES_TO_WRITE),
    ]
    return blocks


def _about(told: ReviewTold) -> str:
    number = f"NHS number {told.number}. " if told.number else ""
    review = f"For the care review on {shown_day(told.review_on)}. " if told.review_on else ""
    return f"{number}{review}As it stands on {shown_day(told.today)}."


def _goal(goal: GoalTold) -> str:
    if goal.reached_on:
        return f"{goal.words} (reached on {shown_day(goal.reached_on)})"
    return goal.words if goal.rating is None else f"{goal.words} (rated {goal.rating} of {HIGHEST_RATING})"


def _plan(told: ReviewTold) -> list[Block]:
    plan = told.plan
    agreed = f"Agreed on {shown_day(plan.agreed_on)}." if plan.agreed_on else "No plan is agreed."
    review = f" Next review on {shown_day(plan.next_review_on)}." if plan.next_review_on else ""
    waiting = [one for one in plan.actions if one.done_on is None]
    if not waiting:
        return [Paragraph(f"{agreed}{review} No action is open.")]
    rows = [(one.words, sentence_case(one.who), _due(one)) for one in waiting]
    return [Paragraph(f"{agreed}{review}"), Table(("Open action", "Who", "Due"), rows, (), (2.4, 1, 0.8))]


def _due(action: ActionTold) -> str:
    return shown_day(action.due_on) if action.due_on else ""


def _contacts_heading(told: ReviewTold) -> str:
    since = told.contacts.since
    return f"Contacts since the last review on {shown_day(since)}" if since else "Contacts so far"


def _contacts(told: ReviewTold) -> list[Block]:
    contacts = told.contacts
    parts = (
        f"{counted(contacts.attended, 'contact')}, {contacts.with_employers:,} of them with employers",
        f"{contacts.missed:,} not attended",
    )
    counts = Paragraph(f"{'; '.join(parts)}.")
    if not contacts.newest:
        return [counts]
    rows = [
        (shown_day(day), (Line(words), *((Line(_short(note)),) if note else ())))
        for day, words, note in contacts.newest
    ]
    return [counts, Table(("Day", "The latest"), rows, (), (1.2, 3))]


def _short(note: str) -> str:
    note = " ".join(note.split())
    return note if len(note) <= LONGEST_NOTE else f"{note[:LONGEST_NOTE].rsplit(' ', 1)[0]} …"
