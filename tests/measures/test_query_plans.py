"""Measures walk indexes: no statement reads every contact or every row of hours."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, Select, event

from ipsdesk.measures import MEASURES, Measure, Window
from ipsdesk.rules.periods import parse_period
from ipsdesk.rules.targets import Staffing
from ipsdesk.services.desk import Desk

WINDOW = Window(parse_period("2026-27 Q2"), Staffing(()))
LARGE = ("contacts", "hours", "contact_clients")


def plan(connection: Connection, statement: Select[Any], parameters: dict[str, Any]) -> list[str]:
    """How SQLite means to answer a statement, line by line."""
    sent: list[tuple[str, Any]] = []

    def note(*given: Any) -> None:
        sent.append((given[2], given[3]))

    event.listen(connection, "before_cursor_execute", note)
    connection.execute(statement, parameters).fetchall()
    event.remove(connection, "before_cursor_execute", note)
    found = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sent[0][0]}", sent[0][1])
    return [str(row[3]) for row in found]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.key)
def test_no_measure_scans_a_large_table(measure: Measure, desk: Desk) -> None:
    with desk.workspace.transactions.read() as connection:
        lines = plan(connection, measure.cases, WINDOW.parameters)
    scans = [line for line in lines if line.startswith("SCAN") and line.split()[1] in LARGE]
    assert all("COVERING INDEX" in line for line in scans), "\n".join(lines)
