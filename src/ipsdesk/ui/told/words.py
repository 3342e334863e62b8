"""Decisions, consents and what lies ahead in the words of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ipsdesk.rules.consent import ConsentState
from ipsdesk.services.caseload_words import short_day
from ipsdesk.services.told import Ahead, BeforeContact, DecisionSeen, MayBeSaid, ScopeSeen
from ipsdesk.ui.widgets.marks import Mark

NOT_DECIDED = "Nothing was decided: tell them nothing"
DECISION_WORDS: Mapping[str, str] = {
    "nothing": "Tell them nothing",
    "adjustments only": "Only which adjustments are needed",
    "in my own words": "The person tells it, in their own words",
    "by the specialist": "The specialist tells it, in the agreed words",
    "later": "To be decided later: tell them nothing yet",
}
SCOPE_MEANS: Mapping[str, str] = {
    "records": "Keep these records",
    "clinical team": "Share how work goes with the clinical team",
    "family": "Speak with family or friends",
    "employers": "Speak with employers about the person",
    "Jobcentre Plus": "Speak with Jobcentre Plus",
    "commissioner": "Show the commissioner more than figures",
    "story": "Tell the person’s story to others",
    "survey": "Be asked in surveys",
}
MARK_OF: Mapping[ConsentState, Mark] = {
    ConsentState.IN_FORCE: Mark.DONE,
    ConsentState.REFUSED: Mark.OVER,
    ConsentState.EXPIRED: Mark.OVERDUE,
    ConsentState.WITHDRAWN: Mark.OVER,
    ConsentState.NEVER: Mark.NO_FIGURE,
}
MOST_AHEAD = 6


def decision_words(said: MayBeSaid) -> str:
    """What may be said, in one sentence."""
    return DECISION_WORDS[said.decided.decision] if said.decided else NOT_DECIDED


def decided_words(said: MayBeSaid, today: date) -> str:
    """When and for whom it was decided, when it is told, and when it is looked at again."""
    if said.decided is None:
        return ""
    return ". ".join(_about(said.decided, said.employer, today))


def _about(decided: DecisionSeen, employer: int | None, today: date) -> Iterator[str]:
    if decided.when_told:
        yield f"When: {decided.when_told}"
    whom = ", for any employer" if employer is not None and decided.employer is None else ""
    yield f"Decided {short_day(decided.on_date, today)}{whom}"
    if decided.review_on is not None:
        verb = "Was to be" if decided.review_on < today else "To be"
        yield f"{verb} looked at again on {short_day(decided.review_on, today)}"


def later_words(said: MayBeSaid, today: date) -> str:
    """That something was decided for any employer since; empty where nothing was."""
    if said.later is None:
        return ""
    day, decided = short_day(said.later.on_date, today), said.later.decision
    return f"On {day} it was decided for any employer: {decided}. Ask the person which of the two holds."


def state_words(scope: ScopeSeen, today: date) -> str:
    """``In force until 3 May``."""
    answer = scope.latest.answer if scope.latest else None
    if answer is None:
        return "Never asked"
    if scope.state is ConsentState.REFUSED:
        return f"Refused {short_day(answer.on_date, today)}"
    if scope.state is ConsentState.WITHDRAWN and answer.withdrawn_on is not None:
        return f"Withdrawn {short_day(answer.withdrawn_on, today)}"
    if scope.state is ConsentState.EXPIRED and answer.expires_on is not None:
        return f"Expired {short_day(answer.expires_on, today)}"
    ends = min((day for day in (answer.expires_on, answer.withdrawn_on) if day is not None), default=None)
    return f"In force until {short_day(ends, today)}" if ends else "In force"


def employers_words(scope: ScopeSeen, today: date) -> tuple[Mark, str]:
    """Whether employers may be spoken with at all."""
    words = state_words(scope, today)
    if scope.state is ConsentState.IN_FORCE:
        return Mark.DONE, f"Consent to speak with employers: {words[:1].lower()}{words[1:]}"
    return MARK_OF[scope.state], (
        f"No consent to speak with employers: {words[:1].lower()}{words[1:]}. Ask the person first."
    )


def ahead_words(ahead: Iterable[Ahead], today: date) -> str:
    """``16 Apr Interview at the mill; 20 Apr Northgate: ring about the rota``; at most a few."""
    told = [f"{short_day(one.on, today)} {one.words}" for one in ahead]
    more = [f"and {len(told) - MOST_AHEAD} more"] if len(told) > MOST_AHEAD else []
    return "; ".join([*told[:MOST_AHEAD], *more])


def unsupported_words(scope: ScopeSeen, ahead: Sequence[Ahead], today: date) -> str:
    """What lies ahead with employers though nobody may speak with them; empty where that is nothing."""
    waiting = [one for one in ahead if one.with_employer]
    if scope.state in (ConsentState.IN_FORCE, ConsentState.NEVER) or not waiting:
        return ""
    return (
        f"Consent to speak with employers is {scope.state}, and this lies ahead: "
        f"{ahead_words(waiting, today)}. Put it off, or ask the person again."
    )


def lacking(people: Iterable[BeforeContact]) -> list[BeforeContact]:
    """Those who had not agreed that employers are spoken with."""
    return [one for one in people if not one.is_kept and one.state is not ConsentState.IN_FORCE]


WHY = {
    ConsentState.REFUSED: "it was refused",
    ConsentState.EXPIRED: "it has expired",
    ConsentState.WITHDRAWN: "it was withdrawn",
    ConsentState.NEVER: "it was never asked for",
}


def without_words(people: Sequence[BeforeContact]) -> str:
    """Who of a contact has not agreed to it, and what is asked for; empty where all have."""
    told = [f"{one.name} ({WHY[one.state]})" for one in lacking(people)]
    if not told:
        return ""
    return f"No consent to speak with employers on that day: {', '.join(told)}. Give the reason below."


def said_words(people: Sequence[BeforeContact]) -> str:
    """What may be said there of each of these people, a line for each."""
    return "\n".join(f"{one.name}: {_told(one)}" for one in people)


def _told(one: BeforeContact) -> str:
    if one.said is None:
        return "the record is restricted. Open it before you speak about this person."
    decided = one.said.decided
    parts = [decision_words(one.said)]
    if decided is not None:
        parts += [f"“{decided.wording.rstrip('.')}”"] if decided.wording else []
        parts += [f"Never: {decided.never_told}"] if decided.never_told else []
    return ". ".join(part.rstrip(".") for part in parts) + "."
