"""A generated unit of two years, the same for the same number of clients: as records, workbook or file."""

from __future__ import annotations

from random import Random

from bench.large_aims import add_aims
from bench.large_diary import add_diary
from bench.large_house import add_house
from bench.large_people import add_people
from bench.large_team import add_team
from bench.large_voices import add_voices
from bench.large_waiting import add_waiting
from bench.large_work import add_work
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.services.incoming import Incoming

SEED = 61
SCALES = (200, 2_000, 20_000)
USUAL_CONTACTS, FEWER_CONTACTS = 100, 50
"""Contacts for each client; half as many at the largest scale, which then has a million of them."""


def large_unit(clients: int) -> Incoming:
    """Every record as a workbook would bring it: 100 contacts and 30 rows of hours for each client."""
    rows, random = Rows(), Random(SEED)
    add_house(rows, clients, random)
    lives = add_people(rows, clients, random)
    add_work(rows, lives, random)
    add_diary(rows, lives, FEWER_CONTACTS if clients > SCALES[1] else USUAL_CONTACTS, random)
    add_aims(rows, lives, random)
    add_waiting(rows, lives)
    add_voices(rows, clients)
    add_team(rows, clients, lives)
    return rows.incoming(f"bench-{clients}.xlsx")
