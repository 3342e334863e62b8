"""A file of an audit: its checks answered, what was found, put right, and looked at again."""

from __future__ import annotations

from datetime import date
from typing import Any

from ipsdesk.errors import CannotRun, NotAllowed
from ipsdesk.models import AuditedFile
from ipsdesk.rules.codes import AUDIT_ANSWERS, AUDIT_RESULTS
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.file_audit_checks import CHECKS, KEYS
from ipsdesk.services.file_audit_saving import LEADING, AuditSaving, refuse_before, refuse_complete
from ipsdesk.services.records import Done
from ipsdesk.services.roles import STAFF, Service, allowed
from ipsdesk.services.saving import Saving, Values

PUT_RIGHT, NOT_YET = AUDIT_RESULTS
OWN = (
    "This is your own file. Say in its note first why you audit it yourself, so that it can be read beside"
    " the answers. Nothing was changed."
)
NO_FINDING = "Say what is to be put right. Nothing was changed."
NOT_FOUND = "Nothing is to be put right in this file. Nothing was changed."
ALREADY = "This was put right on {day} already. Nothing was changed."
NOT_YOURS = (
    "This is marked by whoever works with the person or is to put it right, or by a lead or a manager."
    " Nothing was changed."
)
NO_NEW_DAY = "Say by when it is to be put right now. Nothing was changed."


class AuditedFiles(AuditSaving, Service):
    """Raises ``CannotRun`` for what was removed or can't be, ``ReasonNeeded`` for a restricted record."""

    @allowed(*LEADING)
    def answer(self, file: int, check: str, answer: str | None) -> Done:
        """Answer a check of a file, or take the answer back."""
        if check not in KEYS or answer not in (*AUDIT_ANSWERS, None):
            raise ValueError(f"{check}: {answer} is no answer of the checklist")
        name = next(one.name for one in CHECKS if one.key == check)

        def write(saving: Saving, record: Values, audit: Values) -> str:
            refuse_complete(audit)
            self._refuse_own(saving, record)
            saving.alter(AuditedFile, record, {check: answer})
            return f"{name}: {answer or 'no answer yet'}"

        return self._save_file(file, write)

    @allowed(*LEADING)
    def note(self, file: int, words: str) -> Done:
        """What else there is to say of a file, and why it is audited by whoever works with the person."""

        def write(saving: Saving, record: Values, audit: Values) -> str:
            refuse_complete(audit)
            saving.alter(AuditedFile, record, {"note": words.strip() or None})
            return "note"

        return self._save_file(file, write)

    @allowed(*LEADING)
    def find(self, file: int, finding: str, by: date, owner: int) -> Done:
        """What is to be put right in a file, by when, and by whom."""
        if not finding.strip():
            raise CannotRun(NO_FINDING)

        def write(saving: Saving, record: Values, audit: Values) -> str:
            refuse_before(by, audit)
            values = {"finding": finding.strip(), "put_right_by_on": by, "owner_id": owner}
            saving.alter(AuditedFile, record, values)
            return f"to be put right by {shown_day(by)}"

        return self._save_file(file, write)

    # ---- put right ----------------------------------------------------------------------------------

    @allowed(*STAFF)
    def put_right(self, file: int, on: date) -> Done:
        """What was found is put right: whoever works with the person or has it to do says so, or a lead."""
        self._refuse_ahead(on)

        def write(saving: Saving, record: Values, audit: Values) -> str:
            me, mine = self._me(saving.connection), (record["staff_id"], record["owner_id"])
            if self.workspace.actor.role not in LEADING and (me is None or me not in mine):
                raise NotAllowed(NOT_YOURS)
            _refuse_unfound(record)
            if record["put_right_on"] is not None:
                raise CannotRun(ALREADY.format(day=shown_day(record["put_right_on"])))
            refuse_before(on, audit)
            saving.alter(AuditedFile, record, {"put_right_on": on})
            return f"put right on {shown_day(on)}"

        return self._save_file(file, write)

    @allowed(*LEADING)
    def again(self, file: int, on: date, result: str, by: date | None = None) -> Done:
        """Looked at again: it is put right, or not yet and has another day by which it is to be."""
        self._refuse_ahead(on)
        if result == NOT_YET and by is None:
            raise CannotRun(NO_NEW_DAY)

        def write(saving: Saving, record: Values, audit: Values) -> str:
            self._refuse_own(saving, record)
            _refuse_unfound(record)
            refuse_before(on, audit)
            seen: dict[str, Any] = {
                "again_on": on,
                "again_by_id": self._me(saving.connection),
                "result": result,
            }
            if result == NOT_YET:
                seen |= {"put_right_on": None, "put_right_by_on": by}
            else:
                seen |= {"put_right_on": record["put_right_on"] or on}
            saving.alter(AuditedFile, record, seen)
            return f"audited again on {shown_day(on)}, {result}"

        return self._save_file(file, write)

    def _refuse_own(self, saving: Saving, record: Values) -> None:
        me = self._me(saving.connection)
        if me is not None and record["staff_id"] == me and not record["note"]:
            raise CannotRun(OWN)


def _refuse_unfound(record: Values) -> None:
    if not record["finding"]:
        raise CannotRun(NOT_FOUND)
