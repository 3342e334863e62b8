"""A return submitted with its workbook alone, and files written again as they were submitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ipsdesk.excel import workbook_bytes, write_whole
from ipsdesk.reports.return_files import content_of
from ipsdesk.reports.return_workbook import return_of
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import Period
from ipsdesk.services.desk import Desk
from ipsdesk.services.readiness import Readiness
from ipsdesk.services.return_out import kept_of
from ipsdesk.services.submissions import Form, ReturnFile
from ipsdesk.services.trail import Out, Way


@dataclass(frozen=True, slots=True)
class SubmittedWorkbook:
    """The number a return was given, and what was open in its records when it was submitted."""

    number: int
    open_items: tuple[str, ...]


def submit_workbook(desk: Desk, period: Period, profile: Profile, path: Path) -> SubmittedWorkbook:
    """Make the workbook, submit it, prepared by this account, and write it.

    What is open in the records is noted and refuses nothing. Raises ``CannotRun`` where the period can't be
    submitted; ``NoSpace``, ``ReadOnly`` or ``CannotRun`` where the file can't be written, which is submitted
    by then and can be written again under its number.
    """
    desk.submissions.refuse(period)
    ready = desk.readiness.of(period)
    draft = desk.submissions.begin(period, profile=profile)
    desk.submissions.note_readiness(draft, ready.record())
    next_one = desk.submissions.next_number()
    content = content_of(desk, desk.submissions.draft(draft), next_one)
    made = workbook_bytes(return_of(content))
    name = f"Return {period.label.replace('/', '-')}.xlsx"
    number = desk.submissions.submit(
        draft, [ReturnFile(name, Form.WORKBOOK, made)], next_one, kept_of(content)
    )
    write_whole(made, path)
    return SubmittedWorkbook(number, tuple(_open_items(ready)))


def _open_items(ready: Readiness) -> Sequence[str]:
    return [
        f"{kind.title}: missing in {kind.missing:,} of {kind.of:,} {kind.among}"
        for kind in ready.kinds
        if kind.missing
    ]


def write_submitted(desk: Desk, number: int, path: Path, form: Form = Form.WORKBOOK) -> None:
    """A file of a submitted return, byte for byte, noted in the audit trail before it is there.

    Raises ``CannotRun`` where there is no such return; ``NoSpace``, ``ReadOnly`` or ``CannotRun`` where it
    can't be written.
    """
    file = desk.submissions.file(number, form)
    out = Out(f"return {number} as submitted", Way.EXPORTED, file.name, sha256=file.sha256)
    desk.trail.note_out(out)
    write_whole(file.content, path)
