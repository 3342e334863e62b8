"""A few made-up people as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipsdesk.ui.widgets.columns import Column, Filter, Listing
from ipsdesk.ui.widgets.painting import RIGHT


@dataclass(frozen=True, slots=True)
class Person:
    number: int
    name: str
    days: int | None
    seen: date | None
    job: str = ""


PEOPLE = (
    Person(1, "Aidan Marsh", 301, date(2026, 5, 8), "Kitchen assistant"),
    Person(2, "bernadette Okoye", 9, date(2026, 5, 6)),
    Person(3, "Callum Reid", None, None, "Packer"),
    Person(4, "Dilys Pugh", 1_000, date(2026, 4, 30)),
)

COLUMNS = (
    Column[Person]("Person", lambda one: one.name, second=lambda one: one.job, width=160, name=True),
    Column[Person]("Days", lambda one: one.days, width=60, align=RIGHT),
    Column[Person]("Last\nseen", lambda one: one.seen),
    Column[Person]("Job", lambda one: one.job, at_first=False),
)

LISTING = Listing[Person](
    "People",
    COLUMNS,
    "Nobody yet: add the first person",
    lambda one: one.number,
    (
        Filter("All", lambda _: True),
        Filter("In work", lambda one: bool(one.job)),
        Filter("Closed", lambda _: False),
    ),
)
