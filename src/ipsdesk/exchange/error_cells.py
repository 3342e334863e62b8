"""Makes error cells (`#N/A`) visible to a reader of workbooks that takes them for empty ones."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection

from ipsdesk.exchange.complaint import ERROR_MARK

CELL_OR_VALUE = re.compile(rb"<(?:\w+:)?(?:c(?:\s[^<>]*)?|v(?:\s[^<>]*)?)>")
IS_CELL = re.compile(rb"<(?:\w+:)?c\b")
ERROR_TYPE = re.compile(rb"""(\st\s*=\s*)(["'])e\2""")
MARK = ERROR_MARK.encode()


def marked(data: bytes, parts: Collection[str]) -> bytes:
    """The workbook with each error cell of these parts as text that begins with `ERROR_MARK`."""
    if not parts:
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, CELL_OR_VALUE.sub(_AsText(), content) if name in parts else content)
    return out.getvalue()


class _AsText:
    """Turns the error cells of one part into text, in one pass whatever the part holds."""

    def __init__(self) -> None:
        self._in_error = False

    def __call__(self, found: re.Match[bytes]) -> bytes:
        tag = found[0]
        if IS_CELL.match(tag):
            tag, changed = ERROR_TYPE.subn(rb"\1\2str\2", tag)
            self._in_error = bool(changed) and not tag.endswith(b"/>")
            return tag
        mark = MARK if self._in_error else b""
        self._in_error = False
        return tag + mark
