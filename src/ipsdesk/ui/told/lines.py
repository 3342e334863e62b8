"""Employers, talks, consents and what may be told of a criminal record, as lines of the record."""

from __future__ import annotations

from datetime import date

from ipsdesk.rules.consent import ConsentState
from ipsdesk.services.caseload_words import sentence_case, short_day
from ipsdesk.services.told import CriminalSeen, DecisionSeen, MayBeSaid, ScopeSeen, TalkSeen
from ipsdesk.ui.told.words import MARK_OF, SCOPE_MEANS, decision_words, state_words
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.widgets.marks import Mark

PERMISSION_MARKS = {"given": Mark.DONE, "refused": Mark.OVER, "withdrawn": Mark.OVER}


def said_line(said: MayBeSaid, today: date) -> Line:
    """One employer, and what may be said there."""
    decided = said.decided
    due = decided is not None and decided.review_on is not None and decided.review_on <= today
    aside = "Look at it again" if due else "" if decided else "Not decided"
    mark = Mark.OVERDUE if due else None if decided else Mark.INCOMPLETE
    return Line(said.employer or 0, sentence_case(said.called), decision_words(said), aside, mark, about=said)


def decision_line(decided: DecisionSeen, today: date) -> Line:
    """A decision that another one took the place of."""
    never = f"Never: {decided.never_told}" if decided.never_told else ""
    title = f"{short_day(decided.on_date, today)}, {decided.called}: {decided.decision}"
    note = "\n".join(part for part in (decided.wording, never) if part)
    return Line(decided.id, title, note, quiet=True, about=decided)


def talk_line(talk: TalkSeen, today: date) -> Line:
    """What was talked about, when and with whom of us."""
    by = f", with {talk.staff}" if talk.staff else ""
    return Line(talk.id, f"{short_day(talk.on_date, today)}{by}", talk.words, about=talk)


def scope_line(scope: ScopeSeen, today: date) -> Line:
    """How one scope stands."""
    seen = scope.latest
    note = SCOPE_MEANS[scope.scope]
    if seen is not None:
        by = f" with {seen.staff}" if seen.staff else ""
        asked = f"Asked {short_day(seen.answer.on_date, today)}{by}"
        note = "\n".join(part for part in (note, ", ".join(one for one in (asked, seen.how) if one),
                                           seen.note) if part)  # fmt: skip
    return Line(
        scope.scope, sentence_case(scope.scope), note, state_words(scope, today), MARK_OF[scope.state],
        quiet=scope.state is ConsentState.NEVER, about=scope,
    )  # fmt: skip


def criminal_line(seen: CriminalSeen, today: date) -> Line:
    """What may be told of a criminal record, to whom, and with which permission."""
    by = f", with {seen.staff}" if seen.staff else ""
    told = (
        f"May be told: {seen.may_be_told}" if seen.may_be_told else "",
        f"Never: {seen.never_told}" if seen.never_told else "",
        f"Check needed: {seen.check_needed}" if seen.check_needed else "",
    )
    title = f"{sentence_case(seen.called)}, {short_day(seen.on_date, today)}{by}"
    note = "\n".join(part for part in told if part)
    aside = f"Permission {seen.permission}"
    return Line(seen.id, title, note, aside, PERMISSION_MARKS.get(seen.permission), about=seen)
