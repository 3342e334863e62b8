"""What the tab of the figures says of what is on screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ipsdesk.rules.periods import Period, is_provisional
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.scorecards_lines import MarkKind, MeasureLine
from ipsdesk.services.scorecards_scope import Scope, Whose
from ipsdesk.ui.kpis.turning import name_of

KINDS = frozenset(
    {
        *("absence", "activity", "change", "client", "contact", "contract", "employer", "fidelity action"),
        *("decision meeting", "agenda item", "action of a meeting", "turn", "representative"),
        *("meeting not open yet", "first impressions audit", "recommendation", "survey round"),
        *("answer of others", "you said, we did", "story", "use of a story", "improvement"),
        *("fidelity item", "reviewer's score", "step of a review", "note on a fidelity action"),
        "evidence pack",
        *("fidelity review", "hours", "hours reason", "involvement", "joint training", "log review", "plan"),
        *("qualification", "referral", "risk", "staff", "supervision", "survey response", "team"),
        *("team meeting", "usual shift", "wte change", "restriction", "cover", "vocational profile"),
        *("profile session", "goal", "goal rating", "plan action", "adjustment", "timetable entry"),
        *("care review", "rate", "appointment", "permitted work event", "pay period", "milestone"),
        *("in-work support plan", "safeguard", "retention case", "benefits advice", "consent"),
        *("talk about personal information", "decision about personal information"),
        *("criminal record information", "leave authority", "leave outcome", "employer site"),
        *("commissioner", "contract with a commissioner", "target", "choice of a definition"),
        *("caseload review", "person in a caseload review", "file audit", "audited file", "policy"),
        *("training of staff", "training action", "host team agreement"),
        *("person at an employer", "partner agency", "vacancy", "labour market note", "awareness event"),
    }
)
"""Every kind of record: any of them may be behind a figure."""


def context_words(period: Period, scope: Scope, today: date, left: int) -> str:
    """``2026-27 Q2 · period ended 30 September 2026``, and what is still being counted."""
    standing = (
        f"provisional, the period ends on {shown_day(period.last)}"
        if is_provisional(period, today)
        else f"period ended on {shown_day(period.last)}"
    )
    whose = "" if scope.whose is Whose.EVERYBODY else scope.name
    counting = f"counting, {left} to go" if left else ""
    return " · ".join(part for part in (name_of(period), standing, whose, counting) if part)


def waiting_words(lines: Sequence[MeasureLine]) -> tuple[int, str]:
    """How many measures are off target, and the words for it."""
    count = sum(line.mark is MarkKind.OFF_TARGET for line in lines)
    return count, f"{count} measure{'' if count == 1 else 's'} off target"


def counted_words(period: Period, lines: Sequence[MeasureLine]) -> str:
    """What is said aloud once a period is counted."""
    return f"{name_of(period)}: {waiting_words(lines)[1]} of {len(lines)}"
