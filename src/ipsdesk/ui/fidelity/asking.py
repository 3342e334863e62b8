"""What the small dialogs of the tab ask: a reason, a day, a score, some words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import cast

from ipsdesk.errors import CannotRun
from ipsdesk.fields import Field, Kind
from ipsdesk.rules.codes import FIDELITY_STEPS
from ipsdesk.rules.ips25 import HIGHEST, LOWEST, item
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.desk import Desk
from ipsdesk.services.fidelity_calendar import ReviewStep
from ipsdesk.services.fidelity_pack import PackLine
from ipsdesk.services.fidelity_plan import PlanAction
from ipsdesk.services.fidelity_sheet import ReviewLine, Sheet
from ipsdesk.services.records import Done
from ipsdesk.ui.fidelity.words import named
from ipsdesk.ui.pathway.asked import Asked, Values

REOPEN, SCORER, STEP, PACK = "fidelity reopen", "fidelity scorer", "fidelity step", "fidelity pack"
PLACES = 100
"""What a dialog is about is a review, or a review and an item or step of it."""
GONE = "What this was about is not there any more. Nothing was changed."
SCORES = tuple(str(score) for score in range(LOWEST, HIGHEST + 1))
PAST = frozenset({"on"})


def _day(label: str, help_: str = "") -> Field:
    return Field(label, Kind.DATE, help_, required=True)


def _words(label: str, help_: str = "", *, required: bool = True) -> Field:
    return Field(label, Kind.LONG_TEXT, help_, required=required)


def _text(filled: Values, key: str) -> str:
    return str(filled.get(key) or "").strip()


def _on(filled: Values, key: str = "on") -> date:
    return cast("date", filled[key])


# ---- a review ---------------------------------------------------------------------------------------


def ask_reopen(sheet: Sheet) -> Asked:
    """Why a complete review is opened again."""

    def take(desk: Desk, filled: Values) -> Done:
        return desk.fidelity.reopen(sheet.id, _text(filled, "reason"))

    words = f"{named(sheet)} is complete. Its scores can be changed again; that and the reason are kept."
    return Asked(REOPEN, sheet.id, None, "Reopen the review", words, "Reopen",
                 {"reason": _words("Reason")}, take)  # fmt: skip


def ask_scorer(sheet: Sheet, number: int, reviewer: str) -> Asked:
    """Whose score it is, and which."""
    fields = {
        "reviewer": Field("Reviewer", required=True),
        "score": Field("Score", Kind.CHOICE, choices=SCORES, required=True),
    }

    def take(desk: Desk, filled: Values) -> Done:
        who, score = _text(filled, "reviewer"), int(str(filled["score"]))
        return desk.fidelity.reviewer_score(sheet.id, number, who, score)

    about = sheet.id * PLACES + number
    title = f"A reviewer’s score of item {number}"
    words = f"{item(number).name}. The agreed score is given by itself."
    return Asked(SCORER, about, None, title, words, "Save the score", fields, take,
                 {"reviewer": reviewer or None})  # fmt: skip


def ask_step(review: ReviewLine, step: ReviewStep, today: date) -> Asked:
    """The day a step of the calendar was done."""

    def take(desk: Desk, filled: Values) -> Done:
        return desk.fidelity.step_done(review.id, step.step, _on(filled), _text(filled, "note"))

    words = f"{named(review)}: {step.step}, due {shown_day(step.due_on)}."
    about = review.id * PLACES + FIDELITY_STEPS.index(step.step)
    return Asked(STEP, about, None, "A step of the review is done", words, "Save",
                 {"on": _day("Done on"), "note": _words("Note", required=False)}, take,
                 {"on": step.done_on or today, "note": step.note or None}, looks_back=PAST)  # fmt: skip


def ask_deleted(pack: PackLine, today: date) -> Asked:
    """The day an evidence pack was deleted."""

    def take(desk: Desk, filled: Values) -> Done:
        return desk.fidelity_pack.deleted(pack.id, _on(filled))

    words = "The folder and every copy of it are deleted."
    return Asked(PACK, pack.id, None, "The evidence pack is deleted", words, "Save",
                 {"on": _day("Deleted on")}, take, {"on": today}, looks_back=PAST)  # fmt: skip


# ---- an action --------------------------------------------------------------------------------------


def _of(
    action: PlanAction,
    what: str,
    words: tuple[str, str, str],
    fields: Mapping[str, Field],
    take: Callable[[Desk, Values], Done],
    today: date | None = None,
) -> Asked:
    """A verb of an action: its title, words and button, and what it asks; ``today`` is given as its day."""
    title, said, button = words
    given = {"on": today} if today is not None else {}
    return Asked(f"fidelity {what}", action.id, None, title, said, button, fields, take, given,
                 looks_back=PAST)  # fmt: skip


def ask_revise(action: PlanAction, today: date) -> Asked:
    """Another day, and why."""
    del today
    fields = {"due": _day("Revised due day"), "reason": _words("Reason")}

    def take(desk: Desk, filled: Values) -> Done:
        return desk.fidelity_plan.revise(action.id, _on(filled, "due"), _text(filled, "reason"))

    words = f"{action.action}. It is due {shown_day(action.due)}; that day is kept beside the new one."
    return _of(action, "revise", ("Revise the day", words, "Revise"), fields, take)


def ask_done(action: PlanAction, today: date) -> Asked:
    """When it was done, and what shows it."""
    shows = _words("Evidence", "What shows it; it may follow later.", required=False)
    fields = {"on": _day("Done on"), "evidence": shows}

    def take(desk: Desk, filled: Values) -> Done:
        return desk.fidelity_plan.done(action.id, _on(filled), _text(filled, "evidence"))

    asked = ("The action is done", action.action, "Done")
    return _of(action, "done", asked, fields, take, today)


def ask_verify(action: PlanAction, today: date) -> Asked:
    """That somebody other than the owner saw it done."""

    def take(desk: Desk, filled: Values) -> Done:
        return desk.fidelity_plan.verify(action.id, _on(filled))

    words = f"{action.action}. You have seen the evidence yourself; the owner can’t verify it."
    asked = ("Verify the action", words, "Verify")
    return _of(action, "verify", asked, {"on": _day("Verified on")}, take, today)


def ask_stop(action: PlanAction, today: date) -> Asked:
    """Why it is not done after all."""
    del today

    def take(desk: Desk, filled: Values) -> Done:
        return desk.fidelity_plan.stop(action.id, _text(filled, "reason"))

    asked = ("Stop the action", action.action, "Stop it")
    return _of(action, "stop", asked, {"reason": _words("Reason")}, take)


def ask_note(action: PlanAction, today: date) -> Asked:
    """What there is to say of a day."""
    fields = {"on": _day("Date"), "words": _words("Note")}

    def take(desk: Desk, filled: Values) -> Done:
        return desk.fidelity_plan.note(action.id, _on(filled), _text(filled, "words"))

    return _of(action, "note", ("Add a note", action.action, "Save the note"), fields, take, today)


# ---- asked again, from a draft ----------------------------------------------------------------------

OF_ACTION = {"revise": ask_revise, "done": ask_done, "verify": ask_verify, "stop": ask_stop, "note": ask_note}


def ask_again(desk: Desk, kind: str, about: int) -> Asked:
    """What was begun, as it stands by now; raises ``CannotRun`` where it can't be asked any more."""
    today, review, place = desk.workspace.today(), about // PLACES, about % PLACES
    if kind == REOPEN:
        return ask_reopen(desk.fidelity.sheet(about))
    if kind == SCORER:
        return ask_scorer(desk.fidelity.sheet(review), place, "")
    lines = desk.fidelity.reviews()
    if kind == STEP:
        steps = desk.fidelity.calendar(review)
        step = next((one for one in steps if one.step == FIDELITY_STEPS[place]), None)
        line = next((one for one in lines if one.id == review), None)
        if step is not None and line is not None:
            return ask_step(line, step, today)
    elif kind == PACK:
        packs = (pack for one in lines for pack in desk.fidelity_pack.packs(one.id))
        if (pack := next((one for one in packs if one.id == about), None)) is not None:
            return ask_deleted(pack, today)
    else:
        actions = (action for one in lines for action in desk.fidelity_plan.actions(one.id))
        if (action := next((one for one in actions if one.id == about), None)) is not None:
            return OF_ACTION[kind.removeprefix("fidelity ")](action, today)
    raise CannotRun(GONE)
