"""One column of a sheet, converted: each different cell once, each row by the number of its value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from ipsdesk.exchange.cells import converter
from ipsdesk.exchange.complaint import Complaint, Kept, Raw
from ipsdesk.fields import Field

NOT_RECORDED = 0
"""The number of the value that stands for an empty cell: the field's default, or None."""

# TRUE is 1 and FALSE is 0 to Python: told apart here, or the first of the two read would stand for both.
TRUTHS: dict[bool, tuple[bool]] = {True: (True,), False: (False,)}


class Column:
    """The values found in a column so far and what is wrong with some of them.

    Real columns repeat: a date, a name of a list or an ID is converted once, however many rows hold it.
    """

    def __init__(self, attribute: str, field: Field, index: int) -> None:
        self.attribute, self.field, self.index = attribute, field, index
        self.values: list[Kept] = [cast("Kept", field.default)]
        self.complaints: dict[int, str] = {}
        self._convert = converter(attribute, field)
        self._known: dict[Any, int] = {"": NOT_RECORDED}
        if field.required:
            self.complaints[NOT_RECORDED] = f"'{field.label}' is empty and must be filled in"

    def codes(self, cells: Sequence[Raw]) -> list[int]:
        """The numbers of these cells' values."""
        keys: Sequence[Any] = cells
        if bool in set(map(type, cells)):
            keys = [TRUTHS[cell] if isinstance(cell, bool) else cell for cell in cells]
        known = self._known
        codes = list(map(known.get, keys))
        if None in codes:
            for row, code in enumerate(codes):
                if code is None:
                    key = keys[row]
                    codes[row] = known[key] if key in known else self._learn(key)
        return cast("list[int]", codes)

    def _learn(self, key: Any) -> int:
        code = len(self.values)
        try:
            kept = self._convert(key[0] if isinstance(key, tuple) else key)
        except Complaint as complaint:
            kept = None
            self.complaints[code] = str(complaint)
        else:
            if kept is None:
                code = NOT_RECORDED
        if code:
            self.values.append(kept)
        self._known[key] = code
        return code
