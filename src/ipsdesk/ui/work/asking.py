"""What is asked when the terms of a job change, when it ends, and when a milestone is not as usual."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast

from ipsdesk.errors import CannotRun
from ipsdesk.fields import Field, Kind
from ipsdesk.rules.codes import CONTRACTS
from ipsdesk.rules.job_ends import END_REASONS, OTHER
from ipsdesk.rules.pay import PAY_SCALE
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import Done
from ipsdesk.services.work_lines import MilestoneLine, ShiftLine, WorkLine
from ipsdesk.ui.pathway.asked import Asked, Values
from ipsdesk.ui.widgets.form import Form

TERMS, FOUR_HOURS, ENDED, MILESTONE, TRAVEL = "work terms", "four hours", "work ended", "milestone", "travel"
LEARN = (
    "The vocational profile should be updated with what was learned: once this is saved, “Update the "
    "profile” stands on the page of work."
)
WEEK_HOURS = 168
ASKED_TERMS: Mapping[str, Field] = {
    "weekly_hours": Field("Weekly hours", Kind.HOURS, "As worked, on average.", least=0, most=WEEK_HOURS),
    "agreed_seconds": Field("Agreed hours", Kind.HOURS, "In the contract.", least=0, most=WEEK_HOURS),
    "hourly_pay": Field("Hourly pay", Kind.DECIMAL, "In pounds, such as 12.71.", scale=PAY_SCALE, least=0),
    "contract": Field("Contract", Kind.CHOICE, choices=CONTRACTS),
}
TOLD = ("heard_of_end_on", "view_of_end", "learned", "next_help_offered")


def ask_terms(client: int, work: WorkLine, today: date) -> Asked:
    """Hours, pay or contract from a day on."""
    given: dict[str, Any] = {
        "weekly_hours": work.weekly_seconds,
        "agreed_seconds": work.agreed_seconds,
        "hourly_pay": work.hourly_pay,
        "contract": work.contract or None,
    }
    names = ASKED_TERMS if work.is_job else {"weekly_hours": ASKED_TERMS["weekly_hours"]}
    fields = {"from_on": Field("From", Kind.DATE, "The day from which it is so.", required=True), **names}
    shown = {name: given[name] for name in names}

    def take(desk: Desk, filled: Values) -> Done:
        changed = {name: filled[name] for name in names if filled[name] != shown[name]}
        return desk.work.change_terms(work.id, cast("date", filled["from_on"]), changed)

    title = "Change hours, pay or contract" if work.is_job else "Change the hours"
    words = f"{work.name}. What was before that day is kept."
    return Asked(TERMS, work.id, client, title, words, "Change", fields, take, {"from_on": today, **shown})


def ask_four_hours(client: int, work: WorkLine, today: date) -> Asked:
    """The day of the fourth hour of paid work."""
    fields = {"on": Field("Four hours worked on", Kind.DATE, required=True)}
    words = (
        f"{work.name}. From the day on which the fourth hour of paid work was done, the job is counted. "
        "Where hours are recorded week by week, the day is found from them."
    )

    def take(desk: Desk, filled: Values) -> Done:
        return desk.work.four_hours(work.id, cast("date", filled["on"]))

    given = {"on": work.four_hours_on or work.counted_on or min(today, work.started_on)}
    return Asked(FOUR_HOURS, work.id, client, "Four hours worked", words, "Save", fields, take, given,
                 looks_back=frozenset({"on"}))  # fmt: skip


def ask_end(client: int, work: WorkLine, today: date) -> Asked:
    """How a job or step ended, in the person's eyes too."""
    fields = {
        "ended_on": Field("Ended on", Kind.DATE, "The last day.", required=True),
        "reason": Field("Reason", Kind.CHOICE, choices=END_REASONS, required=True),
        "words": Field("Which reason", help="In a few words."),
        "heard_of_end_on": Field("Heard on", Kind.DATE, "The day we heard of it."),
        "view_of_end": Field("The person’s view", Kind.LONG_TEXT),
        "learned": Field(
            "What was learned", Kind.LONG_TEXT, "What to look for next time, and what to avoid."
        ),
        "next_help_offered": Field("Help with the next job offered", Kind.YES_NO),
    }

    def take(desk: Desk, filled: Values) -> Done:
        told = {name: filled[name] for name in TOLD}
        words = str(filled["words"] or "")
        return desk.work.end(work.id, cast("date", filled["ended_on"]), str(filled["reason"]), words, told)

    title = "End the job" if work.is_job else f"End the {work.kind}"
    return Asked(ENDED, work.id, client, title, work.name, "End it", fields, take,
                 {"ended_on": today, "heard_of_end_on": today}, hidden=_without_words, told=_told_at_end,
                 looks_back=frozenset({"ended_on", "heard_of_end_on"}))  # fmt: skip


def _without_words(form: Form) -> frozenset[str]:
    """Which other reason is asked only once it is another."""
    reason = str(form.rows["reason"].editor.typed() or "").strip()
    return frozenset() if reason == OTHER else frozenset({"words"})


def _told_at_end(_form: Form) -> str:
    return LEARN


def ask_milestone(client: int, work: WorkLine, milestone: MilestoneLine, _today: date) -> Asked:
    """How a milestone stands, where it is not simply so."""
    fields = {
        "still_in_work": Field("Still in work", Kind.YES_NO, required=True),
        "same_hours": Field("Same hours", Kind.YES_NO),
        "note": Field("Note", Kind.LONG_TEXT),
    }

    def take(desk: Desk, filled: Values) -> Done:
        return desk.work.confirm(
            work.id,
            milestone.milestone,
            still_in_work=bool(filled["still_in_work"]),
            same_hours=cast("bool | None", filled["same_hours"]),
            note=str(filled["note"] or ""),
        )

    title = f"{sentence_case(milestone.milestone)}: still in work?"
    return Asked(MILESTONE, work.id, client, title, work.name, "Confirm", fields, take)


def ask_travel(client: int, shift: ShiftLine, _today: date) -> Asked:
    """How long the way to a shift is."""
    fields = {"minutes": Field("Minutes each way", Kind.WHOLE, least=0, most=600)}

    def take(desk: Desk, filled: Values) -> Done:
        return desk.work.travel(shift.id, cast("int | None", filled["minutes"]))

    words = f"{shift.day}, {shift.from_time} to {shift.to_time}"
    return Asked(TRAVEL, shift.id, client, "The way to work", words, "Save", fields, take,
                 {"minutes": shift.travel})  # fmt: skip


OF_WORK: Mapping[str, Callable[[int, WorkLine, date], Asked]] = {
    TERMS: ask_terms,
    FOUR_HOURS: ask_four_hours,
    ENDED: ask_end,
}
GONE = "What this was about has been removed or has changed meanwhile."


def ask_again(desk: Desk, client: int, kind: str, about: int) -> Asked:
    """Ask from a draft what was begun; raises ``CannotRun`` where it can't be asked any more."""
    page = desk.work.page(client)
    work = next((one for one in page.lines if one.id == about), None)
    if kind == TRAVEL:
        shift = next((one for line in page.lines for one in line.shifts if one.id == about), None)
        if shift is not None:
            return ask_travel(client, shift, page.today)
    elif kind == MILESTONE and work is not None:
        waiting = [one for one in work.milestones if one.is_open(page.today)]
        if waiting:
            return ask_milestone(client, work, waiting[-1], page.today)
    elif work is not None and (kind != ENDED or work.ended is None):
        return OF_WORK[kind](client, work, page.today)
    raise CannotRun(GONE)
