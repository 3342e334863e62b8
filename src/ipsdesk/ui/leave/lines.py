"""Leave that was authorised, how it went, and the shifts it is asked for, as lines of the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.rules.leave import Authority, Standing
from ipsdesk.rules.wording import shown_hours
from ipsdesk.services.calendar import Slot
from ipsdesk.services.caseload_words import LEGAL_STATUS_WORDS, counted, sentence_case, short_day
from ipsdesk.services.leave import AuthoritySeen, LeavePage, OutcomeSeen
from ipsdesk.services.leave_reading import ESCORT_WORDS
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.widgets.marks import Mark

ANY_DAY, ANY_TIME = "any day", "no times are recorded"
MARK_OF = {Standing.FREE: Mark.DONE, Standing.NOT_KNOWN: Mark.INCOMPLETE, Standing.IMPOSSIBLE: Mark.OVER}
WENT: Mapping[bool | None, tuple[str, Mark | None]] = {
    True: ("As planned", Mark.DONE), False: ("Not as planned", Mark.NEAR_LIMITS), None: ("", None),
}  # fmt: skip
ON_MOJ = "Ministry of Justice consent of"
NOT_RECORDED = "Legal status not recorded"


def standing_words(page: LeavePage) -> tuple[Mark, str]:
    """What the legal status means for leave."""
    status = LEGAL_STATUS_WORDS.get(page.status or "", page.status) or NOT_RECORDED
    clinician = f" Responsible clinician: {page.clinician}." if page.clinician else ""
    return MARK_OF.get(page.standing, Mark.NOTE), f"{status}: {page.standing.value}.{clinician}"


def authority_line(seen: AuthoritySeen, page: LeavePage) -> Line:
    """What was authorised: when and where, on which conditions, and how it stands."""
    rule, today = seen.rule, page.today
    aside, mark = _state(rule, page)
    title = f"{sentence_case(', '.join(_when(rule)))}, {_dates(rule, today)}"
    note = "\n".join(
        part for part in (seen.place, sentence_case(", ".join(_how(seen, today))), *_more(seen)) if part
    )
    return Line(rule.id, title, note, aside, mark, quiet=rule.is_over(today), about=seen)


def _state(rule: Authority, page: LeavePage) -> tuple[str, Mark | None]:
    today = page.today
    if rule.revoked_on is not None and rule.revoked_on <= today:
        return f"Revoked {short_day(rule.revoked_on, today)}", Mark.NOT_APPLICABLE
    if rule.is_over(today):
        return "Ended", None
    if since := page.checks.get(rule.id):
        return f"Needs checking: change of {short_day(since, today)}", Mark.LEAVE_ENDING
    if page.standing is Standing.RESTRICTED and rule.moj_on is None:
        return "No Ministry of Justice consent", Mark.OVER
    if (left := page.ends_in.get(rule.id)) is not None:
        return ("Ends today" if not left else f"Ends in {counted(left, 'day')}"), Mark.LEAVE_ENDING
    return (
        ("To come", Mark.WAITING)
        if max(rule.from_on, rule.authorised_on) > today
        else ("In force", Mark.DONE)
    )


def _when(rule: Authority) -> Iterator[str]:
    yield ", ".join(day[:3] for day in rule.days) if rule.days else ANY_DAY
    if rule.out_from or rule.back_by:
        out = f"from {rule.out_from:%H:%M}" if rule.out_from else ""
        back = f"back by {rule.back_by:%H:%M}" if rule.back_by else ""
        yield " ".join(part for part in (out, back) if part)
    else:
        yield ANY_TIME
    if rule.most_seconds is not None:
        yield f"at most {shown_hours(rule.most_seconds)}"


def _dates(rule: Authority, today: date) -> str:
    if rule.to_on is None:
        return f"from {short_day(rule.from_on, today)}, without an end"
    return f"{short_day(rule.from_on, today)} to {short_day(rule.to_on, today)}"


def _how(seen: AuthoritySeen, today: date) -> Iterator[str]:
    rule = seen.rule
    if rule.escort:
        along = ESCORT_WORDS.get(rule.escort)
        yield f"{sentence_case(rule.escort)}: {along}" if along else sentence_case(rule.escort)
    if seen.escort_detail:
        yield seen.escort_detail
    yield f"authorised by {seen.authorised_by} on {short_day(rule.authorised_on, today)}"
    if rule.moj_on is not None:
        yield f"{ON_MOJ} {short_day(rule.moj_on, today)} {seen.moj_reference}".strip()


def _more(seen: AuthoritySeen) -> Iterator[str]:
    if seen.route:
        yield f"Route: {seen.route}"
    if seen.conditions:
        yield f"Conditions: {seen.conditions}"
    if seen.own_view:
        yield f"The person’s view: {seen.own_view}"
    if seen.copies:
        yield f"Copies given to {', '.join(seen.copies)}"


def outcome_line(outcome: OutcomeSeen, today: date) -> Line:
    """How one leave went."""
    times = " to ".join(part for part in (outcome.out_at, outcome.back_at) if part)
    title = ", ".join(part for part in (short_day(outcome.on_date, today), times) if part)
    told = (
        outcome.what_happened,
        f"The person’s account: {outcome.own_account}" if outcome.own_account else "",
        f"For the next leave: {outcome.effect}" if outcome.effect else "",
    )
    aside, mark = WENT[outcome.as_planned]
    return Line(outcome.id, title, "\n".join(part for part in told if part), aside, mark, about=outcome)


def slot_line(slot: Slot, today: date) -> Line:
    """A shift or appointment to come, and whether leave covers it."""
    cover = slot.cover
    way = f"{slot.travel} min each way" if slot.travel else ""
    note = ", ".join(part for part in (slot.place, way) if part)
    day = f"{WEEKDAYS[slot.day.weekday()][:3]} {short_day(slot.day, today)}"
    title = f"{day}, {slot.from_time}–{slot.to_time}: {slot.words}"
    aside = cover.words if cover else ""
    mark = Mark.DONE if cover and cover.is_enough else Mark.OVER
    return Line((slot.kind, slot.id, slot.day), title, note, aside, mark, plain=True, about=slot)
