"""What is asked before minutes are signed off, opened again in a new version, or shared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from ipsdesk.fields import Field, Kind
from ipsdesk.services.caseload_words import counted, short_day
from ipsdesk.services.desk import Desk
from ipsdesk.services.impressions import RecommendationRow, Recommendations
from ipsdesk.services.meetings_record import MeetingRecord
from ipsdesk.services.records import Done
from ipsdesk.services.today_lines import shortened
from ipsdesk.ui.pathway.asked import Asked, Prepared, Values

SIGN_OFF, NEW_VERSION, SHARE = "minutes signed off", "minutes again", "minutes shared"
TAKE_ON = "requests taken on"
NOTHING_WAITS = "No request waits for an agenda."
TAKING_ON = (
    "What people recommended or asked for and nobody has answered yet. Each that is ticked becomes an item, "
    "in their own words."
)
SIGNING = (
    "From then on the minutes stay as they are. Those who attended have it among their involvement: nothing "
    "is typed twice."
)
AGAIN = (
    "The minutes can then be changed, a closed item opened say. The new version is signed off and shared "
    "again; the reason is kept in the audit trail."
)
SHARING = "Say when the representative was given the open minutes, and how."


def ask_sign_off(meeting: MeetingRecord) -> Asked:
    """What is missing is said first; it keeps nobody from signing off."""

    def take(desk: Desk, filled: Values) -> Done:
        return desk.meetings.sign_off(meeting.row.id, cast("date", filled["on"]))

    fields = {"on": Field("Signed off on", Kind.DATE, required=True)}
    return Asked(SIGN_OFF, meeting.row.id, None, "Sign the minutes off", SIGNING, "Sign off", fields, take,
                 {"on": meeting.today}, prepare=_checks(meeting), looks_back=frozenset(fields))  # fmt: skip


def _checks(meeting: MeetingRecord) -> Callable[[Desk], Prepared]:
    def prepare(_desk: Desk) -> Prepared:
        open_ended = [
            one for one in meeting.items if not one.is_withheld and not (one.outcome or one.decision)
        ]
        checks = []
        if not meeting.row.people:
            checks.append("Nobody who uses the service is named among those who attended.")
        if open_ended:
            checks.append(f"{counted(len(open_ended), 'item')} without a decision or an outcome.")
        return Prepared(checks=checks)

    return prepare


def ask_new_version(meeting: MeetingRecord) -> Asked:
    """The reason."""

    def take(desk: Desk, filled: Values) -> Done:
        return desk.meetings.new_version(meeting.row.id, str(filled["reason"] or ""))

    fields = {"reason": Field("Reason", Kind.LONG_TEXT, "Why signed minutes are changed.", required=True)}
    title = f"Begin version {meeting.row.version + 1} of the minutes"
    return Asked(NEW_VERSION, meeting.row.id, None, title, AGAIN, "Begin", fields, take)


def ask_share(meeting: MeetingRecord) -> Asked:
    """When, and how."""

    def take(desk: Desk, filled: Values) -> Done:
        on, how = cast("date", filled["on"]), str(filled["how"] or "")
        return desk.meetings.share(meeting.row.id, on, how)

    fields = {
        "on": Field("Shared on", Kind.DATE, required=True),
        "how": Field("How", help="In large print, by hand, say."),
    }
    return Asked(SHARE, meeting.row.id, None, "The open minutes were shared", SHARING, "Shared", fields, take,
                 {"on": meeting.today}, looks_back=frozenset({"on"}))  # fmt: skip


def ask_take_on(meeting: int, found: Recommendations) -> Asked:
    """Which of what waits goes on the agenda; all of it, unless somebody says otherwise."""
    called = {_called(place, one, found.today): one.id for place, one in enumerate(found.waiting, 1)}

    def take(desk: Desk, filled: Values) -> Done:
        chosen = cast("list[str]", filled["requests"] or [])
        return desk.meetings.take_on(meeting, [called[words] for words in chosen if words in called])

    fields = {"requests": Field("Requests", Kind.CHOICES, choices=tuple(called), required=True)}
    return Asked(TAKE_ON, meeting, None, "Requests for the agenda", TAKING_ON, "Put on the agenda", fields,
                 take, {"requests": list(called)})  # fmt: skip


def _called(place: int, one: RecommendationRow, today: date) -> str:
    return f"{place}. {shortened(one.words)} ({one.source}, {short_day(one.on, today)})"


def ask_again(desk: Desk, kind: str, about: int) -> Asked:
    """Asked from a draft; raises ``CannotRun`` for a meeting that was removed."""
    asks = {SIGN_OFF: ask_sign_off, NEW_VERSION: ask_new_version, SHARE: ask_share}
    if kind == TAKE_ON:
        return ask_take_on(about, desk.impressions.recommendations())
    return asks[kind](desk.meetings.record(about))
