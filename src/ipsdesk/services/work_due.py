"""What is to be seen to in a person's work: ends and reviews passed, milestones, plans, jobs at risk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ipsdesk.rules.codes import WORK_EXPERIENCE
from ipsdesk.rules.milestones import FIRST_TWO
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.work_lines import AtRisk, Due, DueKind, MilestoneLine, WorkLine

ACTIVITY = "activity"


def due_of(lines: Sequence[WorkLine], at_risk: Sequence[AtRisk], today: date) -> tuple[Due, ...]:
    """Of all jobs and steps, by day; what has none comes last."""
    found = [one for line in lines for one in (*_of_step(line, today), *_of_job(line, today))]
    found += [
        Due(
            DueKind.AT_RISK,
            f"Job at risk: {case.risk}{f', {case.job}' if case.job else ''}",
            case.opened_on,
            0,
            ("retention case", case.id),
        )
        for case in at_risk
        if case.is_open
    ]
    return tuple(sorted(found, key=lambda one: one.on or date.max))


def _of_step(line: WorkLine, today: date) -> Iterator[Due]:
    """A planned end or a review whose day has come."""
    if line.ended is not None:
        return
    for kind, on, words in (
        (DueKind.PLANNED_END, line.planned_end_on, "The planned end has come"),
        (DueKind.REVIEW, line.review_on, "Review"),
    ):
        if on is not None and on <= today:
            yield Due(kind, f"{words}: {line.name}", on, line.id, (ACTIVITY, line.id))
    if line.kind == WORK_EXPERIENCE and line.is_now(today) and not line.planned_end_on:
        words = f"Work experience without a planned end: {line.name}"
        yield Due(DueKind.NO_END, words, None, line.id, (ACTIVITY, line.id))


def _of_job(line: WorkLine, today: date) -> Iterator[Due]:
    if not line.is_job or not line.is_now(today):
        return
    if (asked := asked_now(line.milestones, today)) is not None:
        names, on = asked
        words = f"{sentence_case(' and '.join(names))}: still in work, same hours? {line.name}"
        yield Due(DueKind.MILESTONE, words, on, line.id, (ACTIVITY, line.id))
    if line.support is None:
        words = f"No in-work support plan: {line.name}"
        yield Due(DueKind.NO_PLAN, words, None, line.id, ("in-work support plan", 0))
    elif line.support.review_on is not None and line.support.review_on <= today:
        words = f"Review of the in-work support plan: {line.name}"
        record = ("in-work support plan", line.support.id)
        yield Due(DueKind.PLAN_REVIEW, words, line.support.review_on, line.id, record)


def asked_now(milestones: Sequence[MilestoneLine], today: date) -> tuple[tuple[str, ...], date] | None:
    """The latest milestone that has come, while nobody has said how it stands; the first two as one."""
    reached = [one for one in milestones if one.on <= today and not one.is_missed]
    if not reached:
        return None
    latest = reached[-1]
    asked = [one for one in reached if one is latest or {one.milestone, latest.milestone} == {*FIRST_TWO}]
    waiting = [one for one in asked if one.is_open(today)]
    return (tuple(one.milestone for one in waiting), max(one.on for one in waiting)) if waiting else None
