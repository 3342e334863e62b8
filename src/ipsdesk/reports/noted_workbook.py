"""A workbook on its way out: the audit trail is told of it, by its fingerprint, before the file is there."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from openpyxl.workbook import Workbook

from ipsdesk.excel import workbook_bytes, write_whole
from ipsdesk.services.desk import Desk
from ipsdesk.services.trail import Out


def write_noted(desk: Desk, workbook: Workbook, out: Out, path: Path) -> None:
    """Write the workbook and note what goes out; an existing file is replaced only by a complete one.

    Raises ``NoSpace``, ``ReadOnly`` or ``CannotRun``.
    """
    made = workbook_bytes(workbook)
    desk.trail.note_out(replace(out, sha256=sha256(made).hexdigest()))
    write_whole(made, path)
