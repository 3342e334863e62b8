"""Lines of Today in the words of the window: what opens them, what ends them, and how they sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ipsdesk.rules.periods import DAY
from ipsdesk.rules.wording import MONTHS
from ipsdesk.services.caseload_words import counted
from ipsdesk.services.hours_words import spoken_day
from ipsdesk.services.today_lines import (
    OpenForm,
    OpenHours,
    OpenReadiness,
    OpenReturn,
    OpenTab,
    Scope,
    Section,
    TodayKind,
    TodayLine,
    TodayList,
    sunday_of,
)
from ipsdesk.ui.tokens import Token

ENTER, DONE_KEY, LATER_KEY, FILTER_KEY = "Enter", "D", "S", "F"

ICON_OF: Mapping[TodayKind, tuple[str, Token]] = {
    TodayKind.REASON: ("alert-octagon", Token.BAD),
    TodayKind.NOT_IN: ("clock-outline", Token.BAD),
    TodayKind.PW1: ("file-document-outline", Token.BAD),
    TodayKind.PW1_AGAIN: ("file-document-outline", Token.WARN),
    TodayKind.RATES: ("currency-gbp", Token.WARN),
    TodayKind.SIGN_OFF: ("clipboard-check-outline", Token.TEXT2),
    TodayKind.RETURN_DUE: ("file-send-outline", Token.WARN),
    TodayKind.FIDELITY_ACTION: ("clipboard-text-outline", Token.TEXT2),
    TodayKind.FIDELITY_STEP: ("calendar-check", Token.TEXT2),
    TodayKind.FIDELITY_REVIEW: ("clipboard-check-outline", Token.WARN),
    TodayKind.EVIDENCE_PACK: ("delete-outline", Token.WARN),
    TodayKind.TURN: ("account-switch-outline", Token.TEXT2),
    TodayKind.MEETING_ACTION: ("gavel", Token.TEXT2),
    TodayKind.RECOMMENDATION: ("comment-question-outline", Token.TEXT2),
    TodayKind.MINUTES: ("file-document-edit-outline", Token.WARN),
    TodayKind.SURVEY: ("poll", Token.TEXT2),
    TodayKind.SURVEY_DUE: ("poll", Token.TEXT2),
    TodayKind.STORY: ("book-open-outline", Token.WARN),
    TodayKind.AIM: ("bullseye-arrow", Token.TEXT2),
    TodayKind.UNTRAINED: ("account-group-outline", Token.TEXT2),
    TodayKind.SUPERVISION: ("account-supervisor-outline", Token.TEXT2),
    TodayKind.CASELOAD_REVIEW: ("clipboard-list-outline", Token.TEXT2),
    TodayKind.DBS: ("shield-account-outline", Token.WARN),
    TodayKind.TRAINING: ("school-outline", Token.TEXT2),
    TodayKind.TRAINING_ACTION: ("school-outline", Token.WARN),
    TodayKind.FILE_AUDIT: ("file-document-check-outline", Token.WARN),
    TodayKind.FINDING: ("file-document-edit-outline", Token.WARN),
    TodayKind.POLICY: ("file-document-outline", Token.TEXT2),
    TodayKind.HOST_TEAM: ("handshake-outline", Token.TEXT2),
    TodayKind.DOCUMENT: ("file-document-outline", Token.TEXT2),
    TodayKind.ADVICE: ("scale-balance", Token.WARN),
    TodayKind.ACTION: ("clipboard-text-outline", Token.TEXT2),
    TodayKind.NEXT: ("phone-outline", Token.TEXT2),
    TodayKind.FOLLOW_UP: ("redo", Token.TEXT2),
    TodayKind.VACANCY: ("briefcase-search-outline", Token.WARN),
    TodayKind.MILESTONE: ("flag-outline", Token.TEXT2),
    TodayKind.STEP_DUE: ("timer-sand", Token.WARN),
    TodayKind.NO_SUPPORT: ("account-group-outline", Token.TEXT2),
    TodayKind.INCOMPLETE: ("currency-gbp", Token.WARN),
    TodayKind.NEAR: ("alert", Token.WARN),
    TodayKind.NO_ADVICE: ("scale-balance", Token.WARN),
    TodayKind.UNSAFE: ("shield-account-outline", Token.WARN),
    TodayKind.EMPLOYER: ("timer-sand", Token.WARN),
    TodayKind.NOT_COVERED: ("home-export-outline", Token.BAD),
    TodayKind.LEAVE_ENDING: ("home-export-outline", Token.WARN),
    TodayKind.LEAVE_CHECK: ("home-export-outline", Token.WARN),
    TodayKind.CARE_REVIEW: ("account-group-outline", Token.TEXT2),
    TodayKind.PLAN_REVIEW: ("calendar-check", Token.TEXT2),
    TodayKind.PROFILE_REVIEW: ("account-details-outline", Token.TEXT2),
    TodayKind.RISK_REVIEW: ("shield-account-outline", Token.TEXT2),
    TodayKind.CONSENT: ("comment-account-outline", Token.WARN),
    TodayKind.TOLD_REVIEW: ("comment-account-outline", Token.TEXT2),
    TodayKind.QUIET: ("bell-sleep-outline", Token.WARN),
    TodayKind.NO_NEXT: ("calendar-question", Token.WARN),
    TodayKind.MISSING: ("database-alert-outline", Token.TEXT2),
    TodayKind.RESTRICTED: ("lock-outline", Token.TEXT2),
}

ENDS: Mapping[TodayKind, str] = {
    TodayKind.REASON: "Goes once a reason is given for the week.",
    TodayKind.NOT_IN: "Goes once hours are typed for the week, a 0 included.",
    TodayKind.PW1: "Goes once the day on which form PW1 was sent is known.",
    TodayKind.PW1_AGAIN: "Goes once form PW1 is recorded as re-sent.",
    TodayKind.SIGN_OFF: "Goes once the week is signed off, or another week has passed.",
    TodayKind.FIDELITY_ACTION: "Goes once the action is done or stopped, or has another day.",
    TodayKind.FIDELITY_STEP: "Goes once the day it was done is recorded.",
    TodayKind.FIDELITY_REVIEW: "Goes once a review is planned in time, or held with all items scored.",
    TodayKind.EVIDENCE_PACK: "Goes once the pack is recorded as deleted.",
    TodayKind.RETURN_DUE: "Goes once the return of these days is submitted.",
    TodayKind.TURN: "Goes once somebody was offered the turn; comes back if they decline.",
    TodayKind.MEETING_ACTION: "Goes once the action is done.",
    TodayKind.RECOMMENDATION: "Goes once it has an answer, with its day.",
    TodayKind.MINUTES: "Goes once the minutes are signed off and shared with the representative.",
    TodayKind.SURVEY: "Goes once the round is closed, and what came of it was given back.",
    TodayKind.SURVEY_DUE: "Goes once the next round is planned.",
    TodayKind.STORY: "Goes once there is another day to talk, or every copy was asked back.",
    TodayKind.AIM: "Goes once the aim is reached, or has another day.",
    TodayKind.UNTRAINED: "Goes once everybody here now has been to a joint training.",
    TodayKind.SUPERVISION: "Goes once it is recorded as held, passed or done.",
    TodayKind.CASELOAD_REVIEW: "Goes once a review of this caseload is begun in the month.",
    TodayKind.DBS: "Goes once the day it was seen, or another day, is recorded.",
    TodayKind.TRAINING: "Goes once the training is recorded.",
    TodayKind.TRAINING_ACTION: "Goes once all it is for have been trained, or it has another day.",
    TodayKind.FILE_AUDIT: "Goes once a file audit of the month is drawn, or two weeks after it.",
    TodayKind.FINDING: "Goes once it is put right, or has another day.",
    TodayKind.POLICY: "Goes once the policy is checked, has another day, or has ended.",
    TodayKind.HOST_TEAM: "Goes once the agreement is gone through, made anew, or has another day.",
    TodayKind.DOCUMENT: "Goes once the document has another day, or none.",
    TodayKind.RATES: "Goes once a row from that day on is added.",
    TodayKind.ADVICE: "Goes once benefits advice since the week began is recorded.",
    TodayKind.ACTION: "Goes once the action is done, or has another day.",
    TodayKind.NEXT: "Goes once the next action is done, or has another day.",
    TodayKind.VACANCY: "Goes once it is applied for, or closed.",
    TodayKind.FOLLOW_UP: "Goes once there has been a contact with the person since that day.",
    TodayKind.MILESTONE: "Goes once it is confirmed, when the next milestone comes, or with the job.",
    TodayKind.STEP_DUE: "Goes once it has ended, or has another day.",
    TodayKind.NO_SUPPORT: "Goes once a plan of support in the job is agreed.",
    TodayKind.INCOMPLETE: "Goes once pay and benefits are known for the week.",
    TodayKind.NEAR: "Look before the next shift. Goes with the next week.",
    TodayKind.NO_ADVICE: "Goes once benefits advice of the year before the job, or since, is recorded.",
    TodayKind.UNSAFE: "Goes once each safeguard of the job in our own service is done.",
    TodayKind.EMPLOYER: "Goes once a face-to-face contact with an employer is credited to the person.",
    TodayKind.NOT_COVERED: "Goes once leave that covers it is recorded, or the shift is another.",
    TodayKind.LEAVE_ENDING: "Goes once it has another end, or is over.",
    TodayKind.LEAVE_CHECK: "Goes once it is recorded as checked again, changed or revoked.",
    TodayKind.CARE_REVIEW: "Goes once our section is written, and comes back to ask whether it was held.",
    TodayKind.PLAN_REVIEW: "Goes once the plan is reviewed, or the review has another day.",
    TodayKind.PROFILE_REVIEW: "Goes once the profile has a new version, or the review another day.",
    TodayKind.RISK_REVIEW: "Goes once the person begins a new version, or the review has another day.",
    TodayKind.CONSENT: "Goes once the person was asked again, or took it back.",
    TodayKind.TOLD_REVIEW: "Goes once the person decided again, or the review has another day.",
    TodayKind.QUIET: "Goes once a contact with the person is recorded.",
    TodayKind.NO_NEXT: "Goes once an action, or a review of the plan, has a day.",
    TodayKind.MISSING: "Goes once nothing of it is missing, or with the quarter.",
    TodayKind.RESTRICTED: "Something waits here. The record is opened with a reason.",
}

OPENS_FORM: Mapping[TodayKind, str] = {
    TodayKind.ACTION: "Open action",
    TodayKind.NEXT: "Open contact",
    TodayKind.VACANCY: "Open vacancy",
    TodayKind.MEETING_ACTION: "Open action",
    TodayKind.RECOMMENDATION: "Answer",
    TodayKind.AIM: "Open aim",
    TodayKind.PW1: "Open job",
    TodayKind.STEP_DUE: "Open step",
    TodayKind.LEAVE_ENDING: "Open leave",
    TodayKind.LEAVE_CHECK: "Open leave",
    TodayKind.CARE_REVIEW: "Open review",
    TodayKind.PLAN_REVIEW: "Open plan",
    TodayKind.PROFILE_REVIEW: "New version",
    TodayKind.RISK_REVIEW: "Review together",
    TodayKind.TOLD_REVIEW: "Open decision",
}


DOES: Mapping[TodayKind, str] = {
    TodayKind.PW1: "Sent today",
    TodayKind.PW1_AGAIN: "Re-sent today",
    TodayKind.MILESTONE: "Still in work",
    TodayKind.SIGN_OFF: "Signed off",
}
"""What a line that is done with one key says on it, where that is not Done."""

ADDS_FORM: Mapping[str, str] = {
    "contact": "Add contact",
    "plan action": "Add action",
    "in-work support plan": "Add plan",
    "benefits advice": "Add advice",
    "rate": "Add rate",
    "log review": "Add sign-off",
    "consent": "Ask again",
    "survey round": "Plan the round",
}


class Offer(NamedTuple):
    """What a line offers: its words and its key."""

    words: str
    key: str


def offers_of(line: TodayLine, *, may_change: bool) -> tuple[Offer, ...]:
    """What can be done with a line, what is quickest first."""
    opens = Offer(_opens(line, may_change=may_change), ENTER)
    if line.can_be_done and may_change:
        return Offer(DOES.get(line.kind, "Done"), DONE_KEY), opens
    return (opens,)


def _opens(line: TodayLine, *, may_change: bool) -> str:
    target = line.opens
    if isinstance(target, OpenHours):
        return "Open hours"
    if isinstance(target, OpenTab):
        return f"Open {target.part.lower()}"
    if isinstance(target, OpenReadiness | OpenReturn):
        return "Open the list" if isinstance(target, OpenReadiness) else "Make the return"
    if not isinstance(target, OpenForm) or not may_change:
        return "Open record"
    if target.id is None:
        return ADDS_FORM[target.kind]
    return OPENS_FORM[line.kind]


def said_line(line: TodayLine, *, may_change: bool) -> str:
    """A line as one sentence to the ear."""
    keys = ", ".join(f"{offer.words}: {offer.key}" for offer in offers_of(line, may_change=may_change))
    parts = (line.section.value, line.name, line.words, line.second, f"{keys}" if keys else "")
    return ". ".join(part for part in parts if part)


def said_section(section: Section, count: int) -> str:
    """A heading to the ear."""
    return f"{section}, {counted(count, 'line')}"


def title_of(day: date) -> str:
    """``Monday 11 May``."""
    return spoken_day(day)


def summary_of(found: TodayList) -> str:
    """``6 need you now, 7 more this week``; who looks at everyone's is not spoken to."""
    week = len(found.of(Section.THIS_WEEK))
    need = "needs" if found.now == 1 else "need"
    whom = "you now" if found.scope is Scope.MINE else "somebody now"
    now = f"{found.now:,} {need} {whom}" if found.now else "Nothing for today"
    return f"{now}, {week:,} more this week" if week else now


def empty_words(found: TodayList) -> str:
    """Why the list is empty; the two reasons are not alike."""
    off = f" {counted(found.put_off, 'line')} put off." if found.put_off else ""
    if found.scope is Scope.MINE and found.others:
        verb = "waits" if found.others == 1 else "wait"
        return f"Nothing of yours waits; {found.others:,} {verb} for others.{off}"
    return f"Nothing waits. What comes up will stand here.{off}"


def waiting_words(count: int) -> str:
    """The count on the tab in words."""
    return f"{counted(count, 'line')} overdue or due today"


def context_words(found: TodayList) -> str:
    """What is on screen, for the status bar."""
    return f"{found.scope}: {counted(len(found.lines), 'line')}"


def week_days(today: date) -> list[date]:
    """The days of this week, Monday first."""
    sunday = sunday_of(today)
    return [sunday - back * DAY for back in reversed(range(7))]


def span_words(days: list[date]) -> str:
    """``11 to 17 May``, ``30 March to 5 April``."""
    first, last = days[0], days[-1]
    month = "" if first.month == last.month else f" {MONTHS[first.month - 1]}"
    return f"{first.day}{month} to {last.day} {MONTHS[last.month - 1]}"


def due_by_day(found: TodayList) -> dict[date, int]:
    """How many lines are due on each day of this week; what is overdue is due today."""
    counts = dict.fromkeys(week_days(found.today), 0)
    for line in found.lines:
        if line.due_on is not None:
            day = max(line.due_on, found.today)
            if day in counts:
                counts[day] += 1
    return counts


def said_week(found: TodayList) -> str:
    """The week at a glance in one sentence."""
    told = [f"{spoken_day(day)} {count}" for day, count in due_by_day(found).items() if count]
    return f"Due this week: {', '.join(told)}." if told else "Nothing is due this week."


def kinds_in(lines: tuple[TodayLine, ...]) -> Iterator[tuple[TodayKind, int]]:
    """The kinds that some of these lines are of, with how many."""
    for kind in TodayKind:
        if count := sum(line.kind is kind for line in lines):
            yield kind, count
