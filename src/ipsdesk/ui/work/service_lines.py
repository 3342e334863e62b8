"""Safeguards and pay of a job in our own service as lines of the record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ipsdesk.rules.four_tests import shown_pay
from ipsdesk.services.caseload_words import counted, sentence_case, short_day
from ipsdesk.services.in_service import InServiceStory, InServiceWork, PayBeside, SafeguardLine
from ipsdesk.services.in_service_safeguards import BY_NAME, Group
from ipsdesk.services.restricted import RestrictionState
from ipsdesk.services.work_lines import Due, DueKind
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.widgets.marks import Mark

NO_ACCOUNT = "Somebody the service supports never has an account that opens people's records."


def lines_of_group(work: InServiceWork, group: Group, today: date) -> list[Line]:
    """The safeguards of one part of the checklist."""
    return [_line(one, work, today) for one in work.safeguards if BY_NAME[one.safeguard].group is group]


def _line(one: SafeguardLine, work: InServiceWork, today: date) -> Line:
    known = BY_NAME[one.safeguard]
    said = [known.means, *([one.note] if one.note else []), *_earlier(one, today)]
    aside, mark = _standing(one, work, today)
    return Line(one.safeguard, sentence_case(one.safeguard), "\n".join(said), aside, mark, about=one)


def _earlier(one: SafeguardLine, today: date) -> Iterator[str]:
    if one.done_on is None and one.earlier is not None:
        day = short_day(one.earlier, today)
        yield f"Done for earlier work here on {day}: look whether it still holds."


def _standing(one: SafeguardLine, work: InServiceWork, today: date) -> tuple[str, Mark | None]:
    if one.done_on is not None:
        by = f", {one.staff}" if one.staff else ""
        return f"Done {short_day(one.done_on, today)}{by}", Mark.DONE
    if not BY_NAME[one.safeguard].before_start:
        return "Not done yet", Mark.INCOMPLETE if work.started_on <= today else None
    if work.started_on <= today:
        return "Missing since the start", Mark.NEAR_LIMITS
    return f"Before {short_day(work.started_on, today)}", Mark.DAY_COMING


def missing_due(work: InServiceWork, story: InServiceStory, today: date) -> Due | None:
    """That safeguards of work which goes on are missing."""
    missing = sum(one.done_on is None or one.done_on > today for one in work.safeguards)
    if not missing or work.started_on > today or (work.ended_on is not None and work.ended_on < today):
        return None
    words = f"{counted(missing, 'safeguard')} missing: {work.title}, {story.employer}"
    return Due(DueKind.SAFEGUARDS, words, work.started_on, work.activity, ("safeguard", 0))


def summary_words(work: InServiceWork, today: date) -> tuple[Mark, str]:
    """How the checklist stands, in one sentence."""
    missing = [one for one in work.safeguards if one.done_on is None]
    total = len(work.safeguards)
    if not missing:
        return Mark.DONE, f"All {total} safeguards are done."
    begins = [one for one in missing if BY_NAME[one.safeguard].before_start]
    done = f"{total - len(missing)} of {counted(total, 'safeguard')} done"
    if not begins or work.ended_on is not None:
        return Mark.INCOMPLETE, f"{done}."
    if work.started_on <= today:
        verb = "belongs" if len(begins) == 1 else "belong"
        return Mark.OVERDUE, f"{done}; {len(begins)} that {verb} before the first day are missing."
    return Mark.DAY_COMING, f"{done}; {len(begins)} to be done before {short_day(work.started_on, today)}."


def pay_words(pay: PayBeside | None) -> tuple[Mark, str]:
    """The pay beside what others we support are paid there; nothing where there is none to compare with."""
    if pay is None:
        return Mark.NOTE, ""
    if pay.own is None:
        return Mark.INCOMPLETE, "Hourly pay is not recorded."
    own = f"Paid {shown_pay(pay.own)} an hour"
    if not pay.others:
        said = {True: ": said to be the same as others in the same work", None: "", False: ""}[pay.said_same]
        return Mark.NOTE, f"{own}{said}. Nobody else we support is paid there now."
    lowest, highest = pay.others[0], pay.others[-1]
    span = shown_pay(lowest) if lowest == highest else f"{shown_pay(lowest)} to {shown_pay(highest)}"
    others = f"{counted(len(pay.others), 'other')} we support there: {span}"
    if pay.own < highest:
        return Mark.NEAR_LIMITS, f"{own}; {others}. Is it the same rate for the same work?"
    return Mark.DONE, f"{own}; {others}."


def restricted_words(state: RestrictionState | None, today: date) -> tuple[Mark, str]:
    """Whether the person's own record is kept from colleagues."""
    if state is None:
        return Mark.NEAR_LIMITS, "Their own record is not restricted yet: every colleague can open it."
    since = short_day(state.since.date(), today)
    return Mark.RESTRICTED, f"Their own record is restricted since {since}, by {state.by}."
