"""A small unit in which something of every kind waits, for the tests of Today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ipsdesk.rules.periods import DAY
from ipsdesk.services.desk import Desk
from ipsdesk.services.today import Scope
from ipsdesk.services.today_lines import TodayKind, TodayLine
from tests.units import bring_in, write_book

TODAY = date(2026, 5, 11)
"""A Monday."""
PRIYA = "Priya Nair"
ISLA, HARRY, CALLUM, EBO = "Isla Brook", "Harry Lund", "Callum Reid", "Ebo Mensah"
STARTED = date(2026, 1, 12)
SHEETS: dict[str, Sequence[Sequence[object]]] = {
    "Staff": (
        ["Staff ID", "Name", "Role", "Started", "Employment WTE"],
        ["S1", PRIYA, "employment specialist", date(2024, 1, 1), 1],
        ["S2", "Owen Vale", "employment specialist", date(2024, 1, 1), 1],
    ),
    "Clients": (
        [*("Client ID", "Name", "Benefits", "Benefit week ends"),
         *("Date of birth", "Gender", "Ethnic category", "Needs")],
        ["C1", ISLA, "ESA new style", "Sunday", date(1990, 1, 1), "male", "A", "housing"],
        ["C2", HARRY, "ESA new style", "Sunday", None, "male", "A", "housing"],
        ["C3", CALLUM, "ESA new style", "Sunday", date(1990, 1, 1), "male", "A", "housing"],
        ["C4", EBO, "ESA new style", "Sunday", date(1990, 1, 1), "male", "A", "housing"],
    ),
    "Referrals": (
        ["Referral ID", "Client ID", "Received", "Accepted", "Started", "Staff ID", "Source"],
        ["R1", "C1", STARTED, STARTED, STARTED, "S1", "GP"],
        ["R2", "C2", STARTED, STARTED, STARTED, "S1", "GP"],
        ["R3", "C3", STARTED, STARTED, STARTED, "S1", "GP"],
        ["R4", "C4", date(2026, 4, 15), date(2026, 4, 15), date(2026, 4, 15), "S2", "GP"],
    ),
    "Plans": (
        ["Client ID", "Agreed", "Reviewed", "Next review"],
        ["C1", date(2026, 2, 2), None, date(2026, 8, 3)],
        ["C2", date(2026, 2, 2), None, date(2026, 5, 8)],
        ["C4", date(2026, 4, 20), None, date(2026, 8, 3)],
    ),
    "Vocational profiles": (
        ["Profile ID", "Client ID", "Date", "Next review"],
        ["V1", "C1", date(2026, 2, 2), date(2026, 5, 15)],
    ),
    "Plan actions": (
        ["Client ID", "Added on", "Action", "By whom", "Staff ID", "Due", "Done"],
        [*("C1", date(2026, 5, 4), "Ring Holm Nursery about a first visit"),
         *("employment specialist", None, TODAY, None)],
        ["C2", date(2026, 5, 4), "Ask about the bus", "clinician", "S2", TODAY + 3 * DAY, None],
        ["C2", date(2026, 5, 4), "Some time later", None, None, None, None],
        ["C2", date(2026, 5, 1), "Was done", None, None, date(2026, 5, 4), date(2026, 5, 4)],
    ),
    "Care reviews": (["Client ID", "Date"], ["C1", date(2026, 5, 20)], ["C2", date(2026, 5, 5)]),
    "Contacts": (
        [*("Date", "Kind", "Client IDs", "Staff ID", "Mode", "Employer ID"),
         *("Next action", "Next action due")],
        [date(2026, 5, 6), "client", "C1; C2", "S1", None, None, "Send the letter", TODAY + DAY],
        [date(2026, 5, 6), "employer", "C1; C2", "S1", "face to face", "E1", None, None],
        [date(2026, 4, 9), "client", "C3", "S1", None, None, None, None],
        [date(2026, 5, 6), "client", "C4", "S2", None, None, None, None],
    ),
    "Employers": (["Employer ID", "Name"], ["E1", "Northgate Packaging"]),
    "Activities": (
        [*("Activity ID", "Client ID", "Referral ID", "Kind", "Employer ID", "Title", "Started", "Contract"),
         *("Weekly hours", "Hourly pay", "Four hours worked on", "Permitted work", "PW1 sent"),
         *("Open to anyone", "Set aside")],
        [*("A1", "C3", "R3", "paid job", "E1", "Packer", date(2026, 2, 9), "permanent"),
         *(12, 12.71, date(2026, 2, 9), "higher", date(2026, 2, 9), "yes", "no")],
        [*("A2", "C2", "R2", "paid job", "E1", "Porter", date(2026, 4, 30), "permanent"),
         *(8, 12.71, date(2026, 4, 30), "higher", None, "yes", "no")],
    ),
    "Hours": (
        ["Activity ID", "Date", "Hours", "Earnings"],
        *(["A1", date(2026, 4, 6) + week * 7 * DAY, 8, 101.68] for week in range(4)),
        ["A1", date(2026, 5, 4), 10, 209.72],
    ),
}  # fmt: skip


def a_unit_that_waits(desk: Desk, folder: Path) -> None:
    """Isla is in order but for what is due, Harry lacks this and that, Callum is over a limit, Ebo is new."""
    report = bring_in(desk, write_book(folder / "today.xlsx", SHEETS))
    assert report.written, report.problems


def every(desk: Desk, scope: Scope = Scope.EVERYONE) -> tuple[TodayLine, ...]:
    """What waits."""
    return desk.today.lines(scope).lines


def one(desk: Desk, kind: TodayKind, part: str = "") -> TodayLine:
    """The only line of a kind, with this in its name or words."""
    (line,) = (line for line in every(desk) if line.kind is kind and part in f"{line.name} {line.words}")
    return line


def keys(desk: Desk) -> set[str]:
    """The keys of everything that waits."""
    return {line.key for line in every(desk)}
