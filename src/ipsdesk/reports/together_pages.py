"""A person's record as it is looked at together: the plan, the week, risk, and how far they have come."""

from __future__ import annotations

from collections.abc import Iterator

from ipsdesk.reports.blocks import Block, Heading, Paragraph, Symbol
from ipsdesk.rules.codes import HIGHEST_RATING, WEEKDAYS
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.handouts import WeekEntry
from ipsdesk.services.risk_reading import AGREE, DISAGREE, PARTLY, RiskVersion
from ipsdesk.services.together import ActionTogether, AdjustmentTold, Reached, TogetherPage, WayStep

NOTHING = "Nothing is written down yet."
ME = "the person"
AGREED = {
    AGREE: ("thumb-up-outline", "We agree."),
    PARTLY: ("circle-half-full", "We agree partly."),
    DISAGREE: ("thumb-down-outline", "We do not agree."),
}
WEEK_ICONS = {
    "work": "briefcase-outline",
    "leave": "home-export-outline",
    "therapy": "heart-pulse",
}
STEPS = {
    Reached.DONE: "check-circle-outline",
    Reached.HERE: "map-marker",
    Reached.AHEAD: "circle-outline",
}


def plan_together(page: TogetherPage) -> list[Block]:
    """The plan in short sentences."""
    blocks: list[Block] = []
    if page.aim:
        blocks.append(Symbol("bullseye-arrow", page.aim, strong=True))
    if page.agreed_on:
        blocks.append(Symbol("handshake-outline", f"We agreed it on {shown_day(page.agreed_on)}."))
    if page.review_due:
        blocks.append(Symbol("calendar-clock", f"We look at it again on {shown_day(page.review_due)}."))
    if page.actions:
        blocks += [Heading("What we will do", 2), *(_action(one) for one in page.actions)]
    if page.adjustments:
        blocks += [Heading("Help at work", 2), *(_adjustment(one) for one in page.adjustments)]
    return blocks or [Paragraph(NOTHING)]


def _action(one: ActionTogether) -> Symbol:
    lines = [one.action]
    if one.done_on:
        return Symbol("check-circle-outline", f"{one.action}\nDone on {shown_day(one.done_on)}.")
    if one.who:
        lines.append("I do this." if one.who == ME else f"{sentence_case(one.who)} does this.")
    if one.due_on:
        lines.append(f"By {shown_day(one.due_on)}.")
    return Symbol("arrow-right-circle-outline", "\n".join(lines))


def _adjustment(one: AdjustmentTold) -> Symbol:
    done = one.in_place_on is not None
    how = "I have this now." if done else "We are asking for this."
    icon = "check-circle-outline" if done else "tune-variant"
    return Symbol(icon, f"{one.words}\n{how}")


def week_together(page: TogetherPage) -> list[Block]:
    """Day by day what is done in a usual week."""
    blocks: list[Block] = []
    for number, day in enumerate(WEEKDAYS):
        entries = [one for one in page.week if one.day == number]
        if entries:
            blocks += [Heading(day, 2), *(_entry(one) for one in entries)]
    return blocks or [Paragraph(NOTHING)]


def _entry(one: WeekEntry) -> Symbol:
    times = f"{one.from_time.lstrip('0')} to {one.to_time.lstrip('0')}"
    what = ", ".join(part for part in (one.what or sentence_case(one.kind), one.place) if part)
    return Symbol(WEEK_ICONS.get(one.kind, "star-outline"), f"{times}\n{what}")


def risk_together(version: RiskVersion | None) -> list[Block]:
    """Both parts point by point."""
    if version is None:
        return [Paragraph(NOTHING)]
    blocks: list[Block] = []
    if version.own_closed_on:
        blocks.append(
            Symbol("lock-check-outline", f"I finished my part on {shown_day(version.own_closed_on)}.")
        )
    for seen in version.points:
        if not (seen.own or seen.staff):
            continue
        blocks.append(Heading(seen.point.question, 2))
        blocks.append(Symbol(seen.point.icon, seen.own or "I said nothing here.", strong=True))
        if seen.staff:
            blocks.append(Symbol("account-group-outline", f"Staff say: {seen.staff}"))
        if seen.agreed:
            blocks.append(Symbol(*AGREED[seen.agreed]))
    if version.review_on:
        blocks.append(Symbol("calendar-clock", f"We look at it again on {shown_day(version.review_on)}."))
    return blocks or [Paragraph(NOTHING)]


def progress_together(page: TogetherPage) -> list[Block]:
    """The way so far, the goals that were reached, and how the others have moved."""
    blocks: list[Block] = [Symbol(STEPS[step.reached], _step(step)) for step in page.way]
    goals = [*_reached(page), *_moved(page)]
    if goals:
        blocks += [Heading("My goals", 2), *goals]
    return blocks or [Paragraph(NOTHING)]


def _step(step: WayStep) -> str:
    if step.day is None:
        return step.words
    return f"{step.words}\n{shown_day(step.day)}"


def _reached(page: TogetherPage) -> Iterator[Block]:
    for goal in page.goals:
        if goal.reached_on:
            yield Symbol(
                "trophy-outline", f"{goal.goal}\nReached on {shown_day(goal.reached_on)}.", strong=True
            )


def _moved(page: TogetherPage) -> Iterator[Block]:
    for goal in page.goals:
        if goal.is_open and goal.ratings:
            first, last = goal.ratings[0].rating, goal.ratings[-1].rating
            then = f"At first {first}, now {last}" if len(goal.ratings) > 1 else f"Now {last}"
            yield Symbol("stairs-up", f"{goal.goal}\n{then} of {HIGHEST_RATING}.")
