"""A person's plan to be handed to them: whole, for large print, and in easy read with symbols."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ipsdesk.reports.blocks import Block, Heading, Line, Paragraph, Symbol, Table
from ipsdesk.rules.codes import HIGHEST_RATING
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.handouts import ActionTold, AdjustmentTold, GoalTold, PlanTold

NOTHING = "Nothing is written down yet."
NOTHING_TO_DO = "All of it is done."
ROOM = (Line(""), Line(""))
"""Room to write a name by hand."""


def plan_blocks(plan: PlanTold, today: date) -> list[Block]:
    """The plan with its goals, actions and adjustments, and lines to sign."""
    blocks: list[Block] = [Heading(f"My plan: {plan.name}"), Paragraph(_about(plan, today))]
    if plan.aim:
        blocks += [Heading("What I am aiming for", 2), Paragraph(plan.aim)]
    blocks += [Heading("My goals", 2), *_goals(plan), Heading("What we will do", 2), *_to_do(plan)]
    if done := [one for one in plan.actions if one.done_on is not None]:
        blocks += [Heading("What is done", 2), _actions(done, "When")]
    if plan.adjustments:
        blocks += [Heading("What is arranged at work", 2), _adjustments(plan)]
    return [*blocks, Heading("Agreed by", 2), signing(plan, "Clinician")]


def _about(plan: PlanTold, today: date) -> str:
    agreed = f"Agreed on {shown_day(plan.agreed_on)}" if plan.agreed_on else "Not agreed yet"
    review = f"Next looked at on {shown_day(plan.next_review_on)}. " if plan.next_review_on else ""
    who = f"I work on it with {plan.specialist}. " if plan.specialist else ""
    return f"{agreed}. {review}{who}This copy was made on {shown_day(today)}."


def _goals(plan: PlanTold) -> Iterator[Block]:
    for goal in plan.goals:
        how = _goal_words(goal)
        yield Paragraph(goal.words, strong=True)
        if how:
            yield Paragraph(how)
    if not plan.goals:
        yield Paragraph(NOTHING)


def _goal_words(goal: GoalTold) -> str:
    if goal.reached_on:
        return f"Reached on {shown_day(goal.reached_on)}."
    return "" if goal.rating is None else f"I rated it {goal.rating} out of {HIGHEST_RATING}."


def _to_do(plan: PlanTold) -> Iterator[Block]:
    coming = [one for one in plan.actions if one.done_on is None]
    yield _actions(coming, "By when") if coming else Paragraph(NOTHING_TO_DO if plan.actions else NOTHING)


def _actions(actions: Sequence[ActionTold], when: str) -> Table:
    rows = [(one.words, sentence_case(one.who), _day(one.done_on or one.due_on)) for one in actions]
    return Table(("What", "Who", when), rows, (), (1.7, 1, 1.2))


def _day(day: date | None) -> str:
    return shown_day(day) if day else ""


def _adjustments(plan: PlanTold) -> Table:
    rows = [(one.words, _standing(one)) for one in plan.adjustments]
    return Table(("What", "How far it is"), rows, (), (1.7, 2.2))


def _standing(one: AdjustmentTold) -> str:
    stages = (
        ("In place since", one.in_place_on),
        ("Agreed on", one.agreed_on),
        ("Asked for on", one.asked_on),
    )
    said = next((f"{words} {shown_day(day)}" for words, day in stages if day), "To be asked for")
    return f"{said}, with Access to Work" if one.access_to_work else said


def signing(plan: PlanTold, *others: str) -> Table:
    """Lines for those who agree to it: the person, the specialist, and others."""
    who = (plan.name, plan.specialist or "Employment specialist", *others)
    return Table(
        ("Name", "Signature", "Date"), [((Line(one), *ROOM), "", "") for one in who], (), (1, 1.6, 0.8)
    )


# ---- easy read ------------------------------------------------------------------------------------


def easy_plan_blocks(plan: PlanTold, today: date) -> list[Block]:
    """The same in short sentences, each with a symbol."""
    blocks: list[Block] = [
        Heading(f"My plan: {plan.name}"),
        Symbol("clipboard-text-outline", "This is my plan for work."),
    ]
    if plan.specialist:
        blocks.append(Symbol("account-tie-outline", f"{plan.specialist} helps me with it."))
    if plan.agreed_on:
        blocks.append(Symbol("handshake-outline", f"We agreed it on {shown_day(plan.agreed_on)}."))
    blocks += [Heading("My goals", 2), *_easy_goals(plan)]
    blocks += [Heading("What happens next", 2), *_easy_to_do(plan)]
    if done := [one for one in plan.actions if one.done_on is not None]:
        told = [Symbol("check-circle-outline", _stopped(one.words)) for one in done]
        blocks += [Heading("What is done", 2), *told]
    if plan.adjustments:
        blocks += [Heading("Help at work", 2), *(_easy_adjustment(one) for one in plan.adjustments)]
    if plan.next_review_on:
        again = f"We look at this plan again on {shown_day(plan.next_review_on)}."
        blocks.append(Symbol("calendar-clock", again))
    asked = Symbol("help-circle-outline", "I can ask questions. I can change my mind.")
    made = Paragraph(f"This copy was made on {shown_day(today)}.")
    return [*blocks, asked, Heading("My name and the date", 2), signing(plan), made]


def _easy_goals(plan: PlanTold) -> Iterator[Block]:
    for goal in plan.goals:
        if goal.reached_on:
            yield Symbol("trophy-outline", f"{goal.words}\nI did it!", strong=True)
        else:
            yield Symbol("bullseye-arrow", goal.words, strong=True)
            if goal.rating is not None:
                yield Symbol("stairs-up", f"I am at step {goal.rating} of {HIGHEST_RATING}.")
    if not plan.goals:
        yield Symbol("bullseye-arrow", plan.aim or NOTHING)


def _easy_to_do(plan: PlanTold) -> Iterator[Block]:
    coming = ["\n".join(_easy_action(one)) for one in plan.actions if one.done_on is None]
    for words in coming or [NOTHING_TO_DO if plan.actions else NOTHING]:
        yield Symbol("arrow-right-circle-outline", words)


def _easy_action(one: ActionTold) -> Iterator[str]:
    yield _stopped(one.words)
    if one.who:
        yield "I do this." if one.who == "the person" else f"{sentence_case(one.who)} does this."
    if one.due_on:
        yield f"By {shown_day(one.due_on)}."


def _easy_adjustment(one: AdjustmentTold) -> Symbol:
    done = one.in_place_on is not None
    return Symbol(
        "check-circle-outline" if done else "tune-variant",
        f"{_stopped(one.words)}\n{'I have this now.' if done else 'We are asking for this.'}",
    )


def _stopped(words: str) -> str:
    words = words.strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."
