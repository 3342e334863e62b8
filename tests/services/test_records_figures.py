"""A removed person counts nowhere, as if they had never come; brought back, every figure is as before."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipsdesk.models import FAMILIES
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import RecordRef
from tests.measures.test_recount import assert_same, figures
from tests.recount.figures import recount
from tests.recount.generator import generate_unit
from tests.recount.workbook import Records, Row
from tests.recount.workbook import read_workbook as read_again
from tests.units import bring_in, rows_of

SEEDS = (1, 9)
PERIODS = ("2025-26 Q3", "2025-26 H2", "2025-26", "2024-25", "2026-02-10..2026-05-20")
REMOVED_OF_EACH = 3
WITH_OWN_ID = {model.family.sheet for model in FAMILIES if model.family.identity}
"""The sheets whose first column is the record's own, and none that it belongs to."""


def without(records: Records, client: str) -> Records:
    """The unit's records had the person never come: a contact that names nobody else was never made."""
    gone = {("Client ID", client)}
    for sheet in WITH_OWN_ID & records.keys():
        for row in records[sheet]:
            if row.get("Client ID") == client:
                own_id = next(iter(row))
                gone.add((own_id, row[own_id]))

    def stays(sheet: str, row: Row) -> bool:
        named = {(heading, row[heading]) for heading in row if heading.endswith(" ID")}
        if sheet == "Changes":
            named = {(f"{row['Record'].capitalize()} ID", row["ID"])}
        return not named & gone and not (sheet == "Contacts" and row["Client IDs"] == [client])

    return {
        sheet: [_unnamed(row, client) for row in rows if stays(sheet, row)] for sheet, rows in records.items()
    }


def _unnamed(row: Row, client: str) -> Row:
    if "Client IDs" not in row:
        return row
    return row | {"Client IDs": [one for one in row["Client IDs"] if one != client]}


@pytest.mark.parametrize("seed", SEEDS)
def test_figures_without_and_with_the_person(desk: Desk, seed: int, tmp_path: Path) -> None:
    path = tmp_path / "unit.xlsx"
    generate_unit(seed, path)
    assert not bring_in(desk, path).problems
    records = read_again(path)
    busiest = rows_of(
        desk,
        "SELECT clients.id, clients.reference FROM clients JOIN activities ON client_id = clients.id "
        f"GROUP BY clients.id ORDER BY count(*) DESC, clients.id LIMIT {REMOVED_OF_EACH}",
    )
    left = records
    for id_, reference in busiest:
        desk.records.remove(RecordRef("client", id_), "entered by mistake")
        left = without(left, reference)
        for period in PERIODS:
            assert_same(figures(desk, period), recount(left, period))
    assert left != records
    for removed in desk.records.removed():
        desk.records.bring_back(removed.change)
    for period in PERIODS:
        assert_same(figures(desk, period), recount(records, period))
