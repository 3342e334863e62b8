"""What the wizard says of the return it makes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ipsdesk.rules.periods import Period
from ipsdesk.rules.wording import shown_moment
from ipsdesk.services.readiness import Readiness
from ipsdesk.services.submissions_kept import State, Submission
from ipsdesk.ui.kpis.turning import name_of
from ipsdesk.ui.returns.profile_choice import EXPLAINED
from ipsdesk.ui.returns.readiness_listing import filled_words
from ipsdesk.ui.returns.submit_step import Facts
from ipsdesk.ui.returns.wizard_work import Written, draft_of
from ipsdesk.ui.widgets.file_dialog import EXCEL, documents


def file_start(period: Period) -> Path:
    """Where the workbook of a period goes unless another place is chosen."""
    return documents() / f"Return {name_of(period)}{EXCEL.ending}"


def earlier_words(returns: Sequence[Submission], period: Period, commissioner: int | None, me: str) -> str:
    """What there is of these days already; empty where that is nothing."""
    same = [one for one in returns if (one.period, one.commissioner) == (period, commissioner)]
    if (draft := draft_of(same, period, commissioner, me)) is not None:
        return f"You began a draft of it on {shown_moment(draft.prepared_at)}. Next goes on with it."
    for one in same:
        if one.state is State.DRAFT:
            return f"{one.prepared_by} has a draft of it too, begun on {shown_moment(one.prepared_at)}."
        if one.superseded_by is None and one.submitted_at is not None:
            said = f"It was submitted as number {one.number} on {shown_moment(one.submitted_at)}."
            return f"{said} Another is kept beside it, and takes its place."
    return ""


def facts_of(own: Submission, found: Readiness | None, written: Written) -> Facts:
    """What is submitted, or why it can't be."""
    whose = own.commissioner_name or "all commissioners"
    profile = EXPLAINED[own.profile][0].casefold()
    return Facts(
        what=f"{name_of(own.period)}, {whose}, profile {profile}",
        prepared_by=own.prepared_by,
        filled=filled_words(found) if found else "",
        open_lines=len(found.items) if found else 0,
        files=", ".join(path.name for path in written.paths),
        why_not=written.why_not,
    )
