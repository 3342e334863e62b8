"""The files of a return: its workbook, and its written report as Word."""

from __future__ import annotations

from collections.abc import Sequence

from ipsdesk.excel import workbook_bytes
from ipsdesk.reports.blocks import Block
from ipsdesk.reports.return_report import report_blocks
from ipsdesk.reports.return_workbook import return_of
from ipsdesk.reports.word import word_bytes
from ipsdesk.services.desk import Desk
from ipsdesk.services.returns import ReturnContent
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope, Whose
from ipsdesk.services.submissions_kept import Form, ReturnDraft, ReturnFile


def content_of(desk: Desk, draft: ReturnDraft) -> ReturnContent:
    """The figures of a draft as its profile prints them."""
    own = draft.submission
    scope = EVERYBODY
    if own.commissioner is not None:
        scope = Scope(Whose.COMMISSIONER, own.commissioner, own.commissioner_name)
    return desk.returns.content(own.period, own.profile, scope)


def return_files(desk: Desk, draft: ReturnDraft) -> Sequence[ReturnFile]:
    """The workbook and the report in Word, each under the name of the period."""
    content = content_of(desk, draft)
    blocks: Sequence[Block] = report_blocks(content, draft.narratives)
    unit, period = content.contract.unit_name, content.now.period.label
    word = word_bytes(blocks, unit, period, practice=content.practice)
    name = f"Return {draft.submission.period.label}"
    return (
        ReturnFile(f"{name}.{Form.WORKBOOK}", Form.WORKBOOK, workbook_bytes(return_of(content))),
        ReturnFile(f"{name}.{Form.WORD}", Form.WORD, word),
    )
