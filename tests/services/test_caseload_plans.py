"""The caseload walks indexes: neither the list nor a record reads all contacts or all hours."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Connection

from ipsdesk.rules.periods import DAY
from ipsdesk.services.caseload_actions import earliest_actions
from ipsdesk.services.caseload_aims import read_aims
from ipsdesk.services.caseload_contacts import contact_days, read_contacts
from ipsdesk.services.caseload_entries import EntryKind
from ipsdesk.services.caseload_events import read_events
from ipsdesk.services.caseload_finding import find_people
from ipsdesk.services.caseload_list import read_list
from ipsdesk.services.caseload_reading import looked_up_contacts, without_employer_contact
from ipsdesk.services.caseload_record import HEAD, MET_ON
from ipsdesk.services.desk import Desk
from tests.measures.test_query_plans import FULL_SCAN, plans
from tests.units import TODAY

OF_ALL_CLIENTS = re.compile(r"SEARCH contacts USING (COVERING )?INDEX")
"""Contacts found by kind, day or team instead of by their key: those of everybody are looked through."""

SPAN = {"client": 1, "episode": 1, "last": TODAY, "since": date(2026, 1, 1), "until": TODAY}
OF_ONE: dict[str, Callable[[Connection], object]] = {
    "head": lambda connection: connection.execute(HEAD, SPAN).all(),
    "first employer": lambda connection: connection.execute(MET_ON, SPAN).all(),
    "last contact": lambda connection: looked_up_contacts(connection, [1], TODAY),
    "waiting": lambda connection: without_employer_contact(connection, TODAY, [1]),
    "everybody waiting": lambda connection: without_employer_contact(connection, TODAY),
    "days of contacts": lambda connection: contact_days(connection, 1),
    "a page": lambda connection: list(
        read_contacts(connection, 1, tuple(EntryKind), since=TODAY - DAY, before=TODAY)
    ),
    "events": lambda connection: list(read_events(connection, 1)),
    "aims": lambda connection: list(read_aims(connection, 1, TODAY)),
    "next action": lambda connection: earliest_actions(connection, [1]),
    "finding": lambda connection: find_people(connection, TODAY, "annis"),
}


def lines(desk: Desk, ask: Callable[[Connection], object]) -> list[str]:
    """How SQLite means to answer."""
    with desk.workspace.transactions.read() as connection:
        return plans(connection, lambda: ask(connection))


@pytest.mark.parametrize("ask", OF_ONE.values(), ids=OF_ONE)
def test_one_person_s_contacts_are_found_by_the_person(
    desk: Desk, ask: Callable[[Connection], object]
) -> None:
    found = lines(desk, ask)
    assert found
    assert not [line for line in found if FULL_SCAN.match(line) or OF_ALL_CLIENTS.match(line)], "\n".join(
        found
    )


def test_the_list_reads_no_large_table_from_end_to_end(desk: Desk) -> None:
    found = lines(desk, lambda connection: read_list(connection, TODAY, None))
    assert not [line for line in found if FULL_SCAN.match(line)], "\n".join(found)
    by_index = sorted(line for line in found if OF_ALL_CLIENTS.match(line))
    assert len(by_index) == 2  # the contacts of the last four weeks, by kind and day; what is still to do
    assert "on_date>? AND on_date<?" in by_index[0]
    assert "ix_contacts_next_action" in by_index[1]
