"""Makes error cells (`#N/A`) visible to a reader of workbooks that takes them for empty ones."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection

from ipsdesk.exchange.complaint import ERROR_MARK

ERROR_CELL = re.compile(
    rb"""(<(?:\w+:)?c\s(?:[^<>]*?\s)?t\s*=\s*["'])e(["'][^<>]*(?<!/)>\s*"""  # the cell, of type e
    rb"""(?:<(?:\w+:)?f(?:\s[^<>]*)?>(?:[^<]*</(?:\w+:)?f>)?\s*)?"""  # perhaps its formula
    rb"""<(?:\w+:)?v(?:\s[^<>]*)?>)"""  # up to its value
)
AS_TEXT = rb"\1str\2" + ERROR_MARK.encode()


def marked(data: bytes, parts: Collection[str]) -> bytes:
    """The workbook with each error cell of these parts as text that begins with `ERROR_MARK`."""
    if not parts:
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, ERROR_CELL.sub(AS_TEXT, content) if name in parts else content)
    return out.getvalue()
