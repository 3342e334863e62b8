"""What the part of file audits says: of an audit, a file, a check, and of how audits went over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from ipsdesk.rules.codes import AUDIT_RESULTS
from ipsdesk.rules.wording import counted, shown_day, shown_month
from ipsdesk.services.caseload_words import sentence_case, short_day
from ipsdesk.services.file_audit_checks import NO, NOT_APPLICABLE, YES
from ipsdesk.services.file_audit_reading import (
    AuditLine,
    AuditTrend,
    CheckSeen,
    FileSeen,
    MonthOfAudits,
    Share,
)
from ipsdesk.services.restricted_access import RESTRICTED_RECORD
from ipsdesk.ui.widgets.chart import Bar, ChartData
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.widgets.marks import Mark

NOBODY = "Nobody named"
NO_AUDIT = "No audit yet: draw the files of the first one."
MARKS: Mapping[str, Mark] = {YES: Mark.DONE, NO: Mark.OFF_TARGET, NOT_APPLICABLE: Mark.NOT_APPLICABLE}
TICKS = ((0.0, "0"), (50.0, "50 %"), (100.0, "100 %"))
PUT_RIGHT = AUDIT_RESULTS[0]
LABELLED = 3
"""Every third month is named below its bar, the last one among them."""


def audit_name(audit: AuditLine) -> str:
    """``22 November 2026, F5``."""
    return f"{shown_day(audit.on)}, {audit.reference}"


def audit_words(audit: AuditLine | None) -> str:
    """How far it is."""
    if audit is None:
        return NO_AUDIT
    by = f"by {audit.auditor}" if audit.auditor else ""
    state = f"complete since {shown_day(audit.completed_on)}" if audit.completed_on else ""
    answered = f"{audit.answered} of {counted(audit.checks, 'check')} answered"
    waits = f"{counted(audit.to_put_right, 'file')} with something to put right" if audit.to_put_right else ""
    parts = (by, counted(audit.files, "file"), state or answered, waits, audit.note)
    return sentence_case(" · ".join(part for part in parts if part))


# ---- a file ---------------------------------------------------------------------------------------


def file_state(file: FileSeen, today: date) -> tuple[str, Mark]:
    """Where a file stands, its most pressing thing."""
    if file.is_withheld:
        return RESTRICTED_RECORD, Mark.RESTRICTED
    left = len(file.checks) - file.answered
    if file.is_to_put_right:
        by = file.put_right_by_on
        is_late = by is not None and by < today
        words = f"Put right by {short_day(by, today)}" if by else "To put right"
        return words, Mark.OVERDUE if is_late else Mark.DAY_COMING
    if left:
        return f"{left} to answer", Mark.WAITING
    if file.lacks_words:
        return "No finding yet", Mark.INCOMPLETE
    if file.finding:
        return ("Audited again" if file.result == PUT_RIGHT else "Put right"), Mark.DONE
    return "Answered", Mark.DONE


def answered_words(file: FileSeen) -> str:
    """``7 of 10``."""
    return "" if file.is_withheld else f"{file.answered} of {len(file.checks)}"


def file_details(file: FileSeen) -> Iterator[tuple[str, str]]:
    """What was found, and what became of it."""
    again = f"{shown_day(file.again_on)}, {file.result}" if file.again_on else ""
    yield "To be put right", file.finding
    yield "By when", shown_day(file.put_right_by_on) if file.put_right_by_on else ""
    yield "By whom", file.owner
    yield "Put right", shown_day(file.put_right_on) if file.put_right_on else ""
    yield "Audited again", f"{again}, by {file.again_by}" if again and file.again_by else again
    yield "Note", "" if file.is_withheld else file.note


def check_line(seen: CheckSeen) -> Line:
    """A check with what the records say and the answer."""
    differs = "Answered otherwise. " if seen.differs else ""
    note = f"{differs}Records say {seen.proposed}: {seen.words}"
    answer = seen.answer
    return Line(seen.check.key, seen.check.name, note, sentence_case(answer), MARKS.get(answer), about=seen)


# ---- over time ------------------------------------------------------------------------------------


def percent_of(share: Share) -> str:
    """``96 %, 197 of 205``."""
    return "" if share.percent is None else f"{share.percent:.0f} %, {share.yes} of {share.of}"


def share_line(name: str, share: Share) -> Line:
    """A check over all the months."""
    return Line(name, name, "", percent_of(share) or "not answered yet", plain=True)


def trend_chart(trend: AuditTrend) -> ChartData:
    """The share of yes month by month."""
    bars = [
        Bar(shown_month(one.first.year, one.first.month), one.share.percent, _bar_words(one))
        for one in trend.months
    ]
    last = len(trend.months) - 1
    places = [
        (place, one.first.strftime("%b %y"))
        for place, one in enumerate(trend.months)
        if (last - place) % LABELLED == 0
    ]
    return ChartData("Checks answered yes", trend_sentence(trend), bars, (), TICKS, places)


def _bar_words(month: MonthOfAudits) -> str:
    if month.share.of:
        return percent_of(month.share)
    return "nothing answered" if month.audits else "no audit"


def trend_sentence(trend: AuditTrend) -> str:
    """The picture in words, and the months without an audit."""
    first, last = trend.months[0].first, trend.months[-1].first
    span = f"{shown_month(first.year, first.month)} to {shown_month(last.year, last.month)}"
    share = trend.share
    told = f"{span}: no check was answered yet."
    if share.of:
        of = counted(share.of, "check")
        told = f"{span}: {share.yes} of {of} answered yes or no were yes, {share.percent:.0f} %."
    missing = _spans(trend.months)
    return f"{told} No audit in {missing}." if missing else f"{told} There was an audit in every month."


def _spans(months: Sequence[MonthOfAudits]) -> str:
    """The months without an audit, those in a row as one."""
    found = []
    for is_missing, row in groupby(months, lambda one: not one.audits):
        named = [shown_month(one.first.year, one.first.month) for one in row]
        if is_missing:
            found.append(named[0] if len(named) == 1 else f"{named[0]} to {named[-1]}")
    return found[0] if len(found) == 1 else " and ".join((", ".join(found[:-1]), found[-1])) if found else ""
