"""Measures walk indexes: no statement of any reads all contacts, all their clients or all hours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, event

from ipsdesk.measures import MEASURES, Measure, Window
from ipsdesk.measures.gaps import GAPS, Gap
from ipsdesk.rules.periods import parse_period
from ipsdesk.rules.rates import shipped_rates
from ipsdesk.rules.targets import Staffing
from ipsdesk.services.desk import Desk

WINDOW = Window(parse_period("2026-27 Q2"), Staffing(()), shipped_rates())
FULL_SCAN = re.compile(r"SCAN (contacts|contact_clients|hours)(_\d+)?\b")
"""A table, or an alias that SQLAlchemy numbers. Going through all of an index is no better."""

Sent = list[tuple[str, Any]]


@contextmanager
def listening(connection: Connection) -> Iterator[Sent]:
    """Every statement sent to the database meanwhile, with its parameters."""
    sent: Sent = []

    def note(*given: Any) -> None:
        sent.append((given[2], given[3]))

    event.listen(connection, "before_cursor_execute", note)
    yield sent
    event.remove(connection, "before_cursor_execute", note)


def plans(connection: Connection, ask: Callable[[], object]) -> list[str]:
    """How SQLite means to answer whatever is asked, line by line; there are no statistics to sway it."""
    with listening(connection) as sent:
        ask()
    return [
        str(line[3])
        for statement, parameters in sent
        for line in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    ]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.key)
def test_no_measure_reads_all_of_a_large_table(measure: Measure, desk: Desk) -> None:
    with desk.workspace.transactions.read() as connection:
        lines = plans(
            connection, lambda: (measure.figure(connection, WINDOW), measure.rows(connection, WINDOW))
        )
    assert lines
    assert not [line for line in lines if FULL_SCAN.match(line)], "\n".join(lines)


@pytest.mark.parametrize("gap", GAPS, ids=lambda gap: f"{gap.title}, {gap.among}")
def test_no_gap_reads_all_of_a_large_table(gap: Gap, desk: Desk) -> None:
    with desk.workspace.transactions.read() as connection:
        lines = plans(connection, lambda: gap.count(connection, WINDOW))
    assert not [line for line in lines if FULL_SCAN.match(line)], "\n".join(lines)


def test_a_full_scan_would_be_seen(desk: Desk) -> None:
    with desk.workspace.transactions.read() as connection:
        lines = plans(connection, lambda: connection.exec_driver_sql("SELECT count(*) FROM hours AS hours_1"))
    assert FULL_SCAN.match(lines[0])
