"""The files of a return: its workbook, and its written report as Word."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from ipsdesk.excel import workbook_bytes
from ipsdesk.reports.return_report import report_blocks
from ipsdesk.reports.return_workbook import return_of
from ipsdesk.reports.word import word_bytes
from ipsdesk.services.desk import Desk
from ipsdesk.services.return_about import Handed
from ipsdesk.services.return_content import ReturnContent
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope, Whose
from ipsdesk.services.submissions_kept import Form, ReturnDraft, ReturnFile, Submission


def content_of(desk: Desk, draft: ReturnDraft, number: int | None = None) -> ReturnContent:
    """What a draft prints as its profile has it; ``number``: the one it is about to be submitted under."""
    own = draft.submission
    scope = EVERYBODY
    if own.commissioner is not None:
        scope = Scope(Whose.COMMISSIONER, own.commissioner, own.commissioner_name)
    handed = Handed(number, _replaced(desk, own), own.prepared_by, draft.narratives)
    return replace(desk.returns.content(own.period, own.profile, scope), handed=handed)


def _replaced(desk: Desk, own: Submission) -> int | None:
    """The return of the same days to the same commissioner that this one takes the place of."""
    same = (one for one in desk.submissions.list() if one.number and one.superseded_by is None)
    days = own.period.first, own.period.last, own.commissioner
    return next(
        (one.number for one in same if (one.period.first, one.period.last, one.commissioner) == days), None
    )


def return_files(desk: Desk, draft: ReturnDraft) -> Sequence[ReturnFile]:
    """The workbook and the report in Word of a draft, each under the name of the period."""
    return files_of(content_of(desk, draft))


def files_of(
    content: ReturnContent, forms: Container[Form] = (Form.WORKBOOK, Form.WORD)
) -> Sequence[ReturnFile]:
    """The workbook and the report in Word, as far as they are wanted."""
    name = f"Return {content.now.period.label}"
    made = ((Form.WORKBOOK, _workbook), (Form.WORD, _word))
    return tuple(ReturnFile(f"{name}.{form}", form, make(content)) for form, make in made if form in forms)


def _workbook(content: ReturnContent) -> bytes:
    return workbook_bytes(return_of(content))


def _word(content: ReturnContent) -> bytes:
    unit, period = content.contract.unit_name, content.now.period.label
    return word_bytes(report_blocks(content), unit, period, practice=content.practice)
