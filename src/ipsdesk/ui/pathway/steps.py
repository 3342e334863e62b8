"""What each step of a referral asks, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, cast

from ipsdesk.fields import Field, Kind
from ipsdesk.rules.codes import (
    INFORMATION_FORMS,
    NOT_READY,
    OUT_OF_WORK,
    PAUSE_REASONS,
    POSITIONS_AT_START,
    REFERRAL_SOURCES,
)
from ipsdesk.rules.pathway import (
    AGAINST_ZERO_EXCLUSION,
    CLOSURE_REASONS,
    DECLINE_REASONS,
    LOST_CONTACT,
    MISSED,
    OTHER,
)
from ipsdesk.services.desk import Desk
from ipsdesk.services.pathway import CheckKind, Standing, Step
from ipsdesk.services.records import Done
from ipsdesk.ui.pathway.asked import Asked, Prepared, Values
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.form import Form

WORDS = "words"
ITEM_25 = (
    "Fidelity item 25: support is not ended because somebody misses appointments. Look for the person first, "
    "and record each attempt as a contact with Outreach answered yes."
)
DOCUMENTED = "This reason can be chosen once outreach is documented: contacts with Outreach answered yes."
TELLS = {NOT_READY: AGAINST_ZERO_EXCLUSION, MISSED: ITEM_25, LOST_CONTACT: DOCUMENTED}
WHICH = Field("Which reason", help="In a few words.")


def _day(label: str, help_: str = "") -> Field:
    return Field(label, Kind.DATE, help_, required=True)


def _choice(label: str, choices: tuple[str, ...], *, required: bool = False) -> Field:
    return Field(label, Kind.CHOICE, choices=choices, required=required)


def _reason(form: Form) -> str:
    return str(form.rows["reason"].editor.typed() or "").strip()


def _without_words(form: Form) -> frozenset[str]:
    """Which other reason is asked only once it is another."""
    return frozenset() if _reason(form) == OTHER else frozenset({WORDS})


def _told(form: Form) -> str:
    return TELLS.get(_reason(form), "")


def _staff(desk: Desk) -> Prepared:
    choices = [Option(one.value, one.words) for one in desk.editing.choices("staff")]
    return Prepared({"staff": [one for one in choices if ", has left" not in one.words]})


def _checks(episode: int, desk: Desk) -> Prepared:
    found = desk.pathway.checks_before_closing(episode)
    return Prepared(checks=[one.words for one in found if one.kind is not CheckKind.OUTREACH])


def _refer(standing: Standing, name: str, today: date) -> Asked:
    fields = {
        "received_on": _day("Received"),
        "source": _choice("Source", REFERRAL_SOURCES),
        "information_given_on": Field(
            "Written information given", Kind.DATE, "The day the person got something to read about us."
        ),
        "information_form": _choice("Form of the written information", INFORMATION_FORMS),
    }
    words = f"When {name} was referred to us, and by whom."
    return _asked(Step.REFER, standing, ("Add a referral", words, "Add the referral"), fields,
                  lambda desk, filled: desk.pathway.refer(standing.client, **filled).done,
                  {"received_on": today})  # fmt: skip


def _refer_again(standing: Standing, name: str, today: date) -> Asked:
    fields = {"received_on": _day("Received"), "source": _choice("Source", REFERRAL_SOURCES)}
    words = f"A new referral of {name}. The former one stays as it was, with all that belongs to it."
    return _asked(Step.REFER_AGAIN, standing, ("Refer again", words, "Add the referral"), fields,
                  lambda desk, filled: desk.pathway.refer_again(standing.client, **filled).done,
                  {"received_on": today})  # fmt: skip


ACCEPTED = {"on": _day("Accepted on")}


def _accept(standing: Standing, name: str, today: date) -> Asked:
    words = f"The service takes {name} on."
    return _asked(Step.ACCEPT, standing, ("Accept the referral", words, "Accept"), ACCEPTED,
                  lambda desk, filled: desk.pathway.accept(_of(standing), **filled).done,
                  {"on": today})  # fmt: skip


def _decline(standing: Standing, name: str, today: date) -> Asked:
    fields = {
        "on": _day("Declined on"),
        "reason": _choice("Reason", DECLINE_REASONS, required=True),
        WORDS: WHICH,
    }
    words = f"The referral of {name} ends before support starts."
    return _asked(Step.DECLINE, standing, ("Decline the referral", words, "Decline"), fields,
                  lambda desk, filled: desk.pathway.decline(_of(standing), **_in_words(filled)).done,
                  {"on": today})  # fmt: skip


def _start(standing: Standing, name: str, today: date) -> Asked:
    fields = {
        "on": _day("First meeting on", "The first face-to-face meeting with the employment specialist."),
        "position": _choice("Position at the start", POSITIONS_AT_START, required=True),
    }
    words = f"The initial assessment: from this day {name} is on the caseload."
    return _asked(Step.START, standing, ("Start support", words, "Start"), fields,
                  lambda desk, filled: desk.pathway.start(_of(standing), **filled).done,
                  {"on": today, "position": OUT_OF_WORK})  # fmt: skip


def _hand_over(standing: Standing, name: str, today: date) -> Asked:
    fields = {
        "staff": Field("Employment specialist", Kind.REFERENCE, target="staff", required=True),
        "from_on": _day("From"),
    }
    now = f"It is {standing.specialist} now." if standing.specialist else "Nobody is named yet."
    words = f"Who is named for {name} from a day on. {now} Who it was before is kept."
    asked = _asked(Step.HAND_OVER, standing, ("Hand over", words, "Hand over"), fields, _handed(standing),
                   {"from_on": today})  # fmt: skip
    return replace(asked, prepare=_staff)


def _handed(standing: Standing) -> Callable[[Desk, Values], Done]:
    def take(desk: Desk, filled: Values) -> Done:
        day = cast("date", filled["from_on"])
        return desk.pathway.hand_over(_of(standing), int(str(filled["staff"])), day).done

    return take


def _pause(standing: Standing, name: str, today: date) -> Asked:
    fields = {"why": _choice("Why", PAUSE_REASONS, required=True), "from_on": _day("From")}
    words = f"Support of {name} is paused. The person stays on the caseload."
    return _asked(Step.PAUSE, standing, ("Pause support", words, "Pause"), fields,
                  lambda desk, filled: desk.pathway.pause(_of(standing), **filled).done,
                  {"from_on": today})  # fmt: skip


def _resume(standing: Standing, name: str, today: date) -> Asked:
    words = f"Support of {name} goes on."
    return _asked(Step.RESUME, standing, ("Resume support", words, "Resume"), {"on": _day("From")},
                  lambda desk, filled: desk.pathway.resume(_of(standing), **filled).done,
                  {"on": today})  # fmt: skip


def _close(standing: Standing, name: str, today: date) -> Asked:
    fields = {
        "on": _day("Closed on"),
        "reason": _choice("Reason", CLOSURE_REASONS, required=True),
        WORDS: WHICH,
        "agreed": Field("Agreed with the person", Kind.YES_NO),
    }
    words = f"Support of {name} ends. A new referral can be added at any time."
    asked = _asked(Step.CLOSE, standing, ("Close the referral", words, "Close"), fields,
                   lambda desk, filled: desk.pathway.close(_of(standing), **_in_words(filled)).done,
                   {"on": today})  # fmt: skip
    return replace(asked, prepare=partial(_checks, _of(standing)))


def _of(standing: Standing) -> int:
    """The referral; steps that need one are not offered without."""
    return standing.episode or 0


def _in_words(filled: Mapping[str, Any]) -> dict[str, Any]:
    return {**filled, WORDS: filled.get(WORDS) or ""}


def _asked(
    step: Step,
    standing: Standing,
    said: tuple[str, str, str],
    fields: Mapping[str, Field],
    take: Callable[[Desk, Mapping[str, Any]], Done],
    given: Values,
) -> Asked:
    """``said`` are title, explanation, and the words of the button."""
    about = standing.episode or standing.client
    asked = Asked(step.name, about, standing.client, *said, fields, take, given,
                  looks_back=frozenset(fields) - {"from_on"})  # fmt: skip
    return replace(asked, hidden=_without_words, told=_told) if "reason" in fields else asked


ASKING: Mapping[Step, Callable[[Standing, str, date], Asked]] = {
    Step.REFER: _refer,
    Step.ACCEPT: _accept,
    Step.DECLINE: _decline,
    Step.START: _start,
    Step.HAND_OVER: _hand_over,
    Step.PAUSE: _pause,
    Step.RESUME: _resume,
    Step.CLOSE: _close,
    Step.REFER_AGAIN: _refer_again,
}
"""What a step asks, from how the referral stands, the person's name, and today."""
