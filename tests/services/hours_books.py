"""A unit with people at work, for the tests of weekly hours."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ipsdesk.rules.periods import DAY
from ipsdesk.rules.wording import HOUR
from ipsdesk.services.desk import Desk
from ipsdesk.services.hours import Hours
from ipsdesk.services.hours_judging import BenefitWeek
from ipsdesk.services.hours_week import JobLine, PersonWeek
from ipsdesk.services.records import Records
from ipsdesk.services.roles import Actor, Role, Workspace
from tests.units import bring_in, rows_of, write_book

MONDAY = date(2026, 4, 13)
SUNDAY = date(2026, 4, 19)
STARTED = date(2026, 1, 5)
ANN, BEN, CAL = "Annis Fold", "Benet Larch", "Calla Quince"
HEADS = {
    "Clients": ("Client ID", "Name", "Benefits", "Benefit week ends", "Legal status"),
    "Activities": (
        *("Activity ID", "Client ID", "Kind", "Title", "Started", "Ended", "Permitted work", "Supported by"),
        *("Hourly pay", "PW1 sent"),
    ),
    "Hours": ("Activity ID", "Date", "Hours", "Earnings"),
    "Usual shifts": ("Activity ID", "Day", "From", "To"),
    "Changes": ("Record", "ID", "Field", "From", "Value"),
}
PEOPLE: Sequence[Sequence[object]] = (
    ("C1", ANN, "ESA new style", None, None),
    ("C2", BEN, "ESA new style", "Thursday", None),
    ("C3", CAL, None, "Sunday", None),
)
JOBS: Sequence[Sequence[object]] = (
    ("A1", "C1", "paid job", "Packer", STARTED, None, "higher", None, 12.71, STARTED),
    ("A2", "C2", "paid job", "Porter", STARTED, None, "higher", None, 12.71, None),
    ("A3", "C2", "self-employment", "Cards", STARTED, None, "none", None, None, None),
    ("A4", "C3", "paid job", "Gardener", STARTED, date(2026, 4, 15), "higher", None, 12.71, STARTED),
)


def a_unit_at_work(desk: Desk, folder: Path, **sheets: Sequence[Sequence[object]]) -> None:
    """Three people with four jobs, no hours; more rows by sheet, spaces written as ``_``."""
    rows = {"Clients": PEOPLE, "Activities": JOBS} | {
        name.replace("_", " "): given for name, given in sheets.items()
    }
    book = {name: [HEADS[name], *given] for name, given in rows.items()}
    report = bring_in(desk, write_book(folder / "at-work.xlsx", book))
    assert report.written, report.problems


def key_of(desk: Desk, reference: str, table: str = "activities") -> int:
    """The key of a job or client."""
    ((key,),) = rows_of(desk, f"SELECT id FROM {table} WHERE reference = '{reference}'")
    return int(key)


def person(desk: Desk, name: str, monday: date = MONDAY) -> PersonWeek:
    """A person's rows of the grid."""
    return next(one for one in desk.hours.week(monday).people if one.name == name)


def line(desk: Desk, name: str, monday: date = MONDAY, number: int = 0) -> JobLine:
    """A job's line of the grid."""
    return person(desk, name, monday).jobs[number]


def week_to(desk: Desk, name: str, ends_on: date = SUNDAY, monday: date = MONDAY) -> BenefitWeek:
    """A person's benefit week as the grid shows it."""
    return next(week for week in person(desk, name, monday).weeks if week.ends_on == ends_on)


def work(desk: Desk, reference: str, hours: Mapping[int, float | None], monday: date = MONDAY) -> None:
    """Record hours by the number of the day, 0 for Monday."""
    for number, worked in hours.items():
        seconds = None if worked is None else round(worked * HOUR)
        desk.hours.record(key_of(desk, reference), monday + number * DAY, seconds)


def pay(desk: Desk, reference: str, pounds: float | None, ends_on: date = SUNDAY) -> None:
    """Record pay of the seven days to a day."""
    pence = None if pounds is None else round(pounds * 100)
    desk.hours.record_pay(key_of(desk, reference), ends_on, pence)


def trail(desk: Desk, kind: str = "hours") -> list[dict[str, Any]]:
    """The entries of the audit trail for a kind of record, oldest first, details unfolded."""
    found = rows_of(
        desk,
        "SELECT action, account_id, record_id, record_uuid, at, details FROM audit_entries "
        f"WHERE kind = '{kind}' ORDER BY id",
    )
    names = ("action", "account", "record", "uuid", "at")
    return [dict(zip(names, row[:-1], strict=True)) | json.loads(row[-1]) for row in found]


def days_kept(desk: Desk, reference: str) -> list[tuple[Any, ...]]:
    """Day, seconds and pence of each live row of a job."""
    return rows_of(
        desk,
        "SELECT on_date, seconds, pence FROM hours JOIN activities ON activities.id = activity_id "
        f"WHERE reference = '{reference}' AND hours.removed_at IS NULL ORDER BY on_date",
    )


def space_of(desk: Desk, account: int, role: Role = Role.MANAGER, now: datetime | None = None) -> Workspace:
    """The desk's workspace as another account, or at another moment, would have it."""
    space = replace(desk.workspace, actor=Actor(account, f"Account {account}", role))
    return space if now is None else replace(space, now=lambda: now)


def hours_of(desk: Desk, account: int, role: Role = Role.MANAGER) -> Hours:
    """The service as another account would have it."""
    return Hours(space_of(desk, account, role))


def next_undo(desk: Desk, account: int = 1, now: datetime | None = None) -> str | None:
    """What would be undone next, in words."""
    undoable = Records(space_of(desk, account, now=now)).next_undo()
    return undoable.words if undoable else None
