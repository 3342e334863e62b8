"""What waits of meetings and the rota: turns to offer, actions, answers that are owed, minutes not shared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, String, and_, func, null, or_

from ipsdesk.measures.sqlite import plus_days
from ipsdesk.measures.terms import live, there_is, within
from ipsdesk.measures.window import LAST
from ipsdesk.models import AgendaItem, Client, DecisionMeeting, MeetingAction, Recommendation, Turn
from ipsdesk.rules.periods import DAY
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.meetings_closed import CLOSED
from ipsdesk.services.today_asked import UNTIL, Found, lines_of
from ipsdesk.services.today_lines import OpenForm, OpenTab, TodayKind, shortened
from ipsdesk.services.today_worded import Worded, key_of

ACTIONS, CLIENTS, ITEMS, MEETINGS, RECOMMENDATIONS, TURNS = (
    MeetingAction.__table__,
    Client.__table__,
    AgendaItem.__table__,
    DecisionMeeting.__table__,
    Recommendation.__table__,
    Turn.__table__,
)
INVOLVEMENT, AT_MEETINGS, AT_ROTA = "Involvement", "Meetings", "Rota"
MINUTES_DAYS, ANSWER_DAYS, TURN_DAYS = 14, 28, 14
"""Days after a meeting for its minutes, after a recommendation for an answer, before a meeting for a turn."""
CALLED = func.coalesce(MEETINGS.c.name, MEETINGS.c.kind, type_=String)


def _turns() -> Select[Any]:
    """Meetings of the weeks ahead, open to representatives, for which nobody has or is asked for the turn."""
    own = MEETINGS.c
    asked = there_is(
        TURNS,
        live(TURNS),
        TURNS.c.meeting_id == own.id,
        or_(TURNS.c.answer.is_(None), TURNS.c.answer == "accepted"),
    )
    due = plus_days(own.on_date, -TURN_DAYS)
    return lines_of(null(), own.id, due, CALLED, staff=own.chair_id, more=own.on_date).where(
        live(MEETINGS), own.open_to.is_(True), own.on_date >= LAST, due <= UNTIL, ~asked
    )


def _actions() -> Select[Any]:
    """Actions of meetings, not done; of a closed item no word of it."""
    own = ACTIONS.c
    closed = there_is(
        ITEMS, live(ITEMS), ITEMS.c.meeting_id == own.meeting_id, ITEMS.c.number == own.number,
        ITEMS.c.part == CLOSED,
    )  # fmt: skip
    words = func.iif(closed, null(), own.action, type_=String)
    return (
        lines_of(null(), own.id, own.due_on, words, staff=own.owner_id, more=CALLED)
        .join(MEETINGS, and_(MEETINGS.c.id == own.meeting_id, live(MEETINGS)))
        .where(live(ACTIONS), own.done_on.is_(None), own.due_on <= UNTIL)
    )


def _recommendations() -> Select[Any]:
    """Recommendations and requests that nobody has answered."""
    own = RECOMMENDATIONS.c
    due = plus_days(own.on_date, ANSWER_DAYS)
    return lines_of(own.client_id, own.id, due, own.recommendation).where(
        live(RECOMMENDATIONS), own.answered_on.is_(None), due <= UNTIL
    )


def _minutes() -> Select[Any]:
    """Meetings held two weeks ago or more whose minutes are not signed off, or not shared."""
    own = MEETINGS.c
    due = plus_days(own.on_date, MINUTES_DAYS)
    return lines_of(null(), own.id, due, CALLED, staff=own.chair_id, more=own.signed_on.is_not(None)).where(
        live(MEETINGS),
        within(due, plus_days(LAST, -365), LAST),
        or_(own.signed_on.is_(None), and_(own.shared_on.is_(None), own.open_to.is_(True))),
    )


INVOLVEMENT_ASKED: Mapping[TodayKind, Packed] = {
    TodayKind.TURN: Packed(_turns, "last", "until"),
    TodayKind.MEETING_ACTION: Packed(_actions, "until"),
    TodayKind.RECOMMENDATION: Packed(_recommendations, "until"),
    TodayKind.MINUTES: Packed(_minutes, "last"),
}


def _turn(found: Found, today: date) -> Worded:
    kind, on = TodayKind.TURN, date.fromisoformat(str(found.more))
    away = (on - today) // DAY
    when = "today" if not away else f"in {away} day{'s' if away > 1 else ''}"
    return Worded(
        key_of(kind, found.record), kind, None, found.staff, found.due_on,
        f"Offer the turn: {sentence_case(found.text or '')}", f"the meeting is {when}",
        OpenTab(INVOLVEMENT, AT_ROTA, found.record),
    )  # fmt: skip


def _action(found: Found, _today: date) -> Worded:
    kind, called = TodayKind.MEETING_ACTION, sentence_case(str(found.more))
    words = shortened(found.text) if found.text else "Action of a closed item"
    return Worded(
        key_of(kind, found.record), kind, None, found.staff, found.due_on, words, called,
        OpenForm("action of a meeting", found.record), can_be_done=True,
    )  # fmt: skip


def _recommendation(found: Found, _today: date) -> Worded:
    kind = TodayKind.RECOMMENDATION
    return Worded(
        key_of(kind, found.record), kind, found.client, None, found.due_on,
        f"Answer: {shortened(found.text or '')}", "", OpenForm("recommendation", found.record),
    )  # fmt: skip


def _unshared(found: Found, _today: date) -> Worded:
    kind = TodayKind.MINUTES
    what = "Share the open minutes" if found.more else "Sign the minutes off"
    return Worded(
        key_of(kind, found.record), kind, None, found.staff, found.due_on,
        f"{what}: {sentence_case(found.text or '')}", "", OpenTab(INVOLVEMENT, AT_MEETINGS, found.record),
    )  # fmt: skip


INVOLVEMENT_WORDED: Mapping[TodayKind, Callable[[Found, date], Worded]] = {
    TodayKind.TURN: _turn,
    TodayKind.MEETING_ACTION: _action,
    TodayKind.RECOMMENDATION: _recommendation,
    TodayKind.MINUTES: _unshared,
}
