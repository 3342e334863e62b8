"""The sheets and columns of the unit workbook, as the families of records declare them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from ipsdesk.exchange.cells import RECORD_ID_ATTRIBUTE
from ipsdesk.fields import Field
from ipsdesk.models import FAMILIES, Family

RECORD_ID = Field(
    "Record ID", help="Says which record of the unit a row of an export is; empty for a new record."
)
"""The column by which records without a reference of their own come back to themselves."""


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One sheet: the family it holds and its fields by attribute name, in order."""

    family: Family
    fields: dict[str, Field]

    @property
    def takes_record_id(self) -> bool:
        """Whether rows may carry a ``Record ID``, because their family has no reference of its own."""
        return self.family.identity is None

    @property
    def all_fields(self) -> dict[str, Field]:
        """Its fields, and the ``Record ID`` where rows may carry one."""
        return self.fields | ({RECORD_ID_ATTRIBUTE: RECORD_ID} if self.takes_record_id else {})

    def task(self) -> dict[str, Any]:
        """The sheet as plain data for the process that reads the workbook."""
        fields = {name: asdict(field) for name, field in self.all_fields.items()}
        return {"sheet": self.family.sheet, "fields": fields}


def layout() -> tuple[SheetLayout, ...]:
    """Every sheet of the unit workbook, in order."""
    return tuple(SheetLayout(model.family, dict(model.fields())) for model in FAMILIES)
