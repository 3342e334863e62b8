"""A unit whose figures stand on both sides of the borders of the fidelity scale, on two days."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from ipsdesk.services.desk import Desk
from tests.units import Sheets, bring_in, write_book

BELOW, ABOVE = date(2025, 6, 30), date(2026, 6, 30)
"""Two days of a review; their six months do not meet."""
EARLY, LATE = date(2024, 11, 1), date(2025, 12, 2)
MONDAYS = (
    *(date(2025, 1, 6) + timedelta(days=7 * week) for week in range(7)),
    date(2026, 1, 5),
    date(2026, 1, 12),
)


def a_unit_at_the_borders(desk: Desk, folder: Path) -> None:
    """Import it."""
    assert not bring_in(desk, write_book(folder / "borders.xlsx", _sheets())).problems


def _sheets() -> Sheets:
    return {
        "Contract": [["Unit name", "Contract starts"], ["Larkrise House", date(2024, 10, 1)]],
        "Teams": [["Team ID", "Name"], ["T1", "Aspen"], ["T2", "Birch"]],
        "Staff": [
            ["Staff ID", "Name", "Role", "Started", "Employment WTE", "Team IDs"],
            ["S1", "Priya Nair", "employment specialist", date(2024, 1, 1), 1, "T1; T2"],
            ["S2", "Owen Vale", "employment specialist", date(2024, 1, 1), 1, "T1"],
            ["S3", "Una Firth", "employment specialist", date(2025, 9, 1), 0.5, "T1"],
        ],
        "Absences": [
            ["Staff ID", "From", "To"],
            ["S1", date(2025, 2, 20), date(2025, 6, 30)],
            ["S1", date(2026, 1, 14), date(2026, 6, 30)],
            *([who, date(2024, 12, 1), date(2026, 12, 31)] for who in ("S2", "S3")),
        ],
        "Clients": [
            ["Client ID", "Name", "Date of birth", "Team ID"],
            *([f"C{n}", f"Person Number{n}", date(1990, 1, 1), "T1"] for n in range(1, 52)),
        ],
        "Referrals": [
            ["Referral ID", "Client ID", "Received", "Started", "Staff ID"],
            *([f"R{n}", f"C{n}", EARLY, _started(n), "S1"] for n in range(1, 52)),
        ],
        "Employers": [["Employer ID", "Name"], *([f"E{n}", f"Mill {n}"] for n in range(1, 11))],
        "Contacts": [
            ["Date", "Kind", "Mode", "Staff ID", "Client IDs", "Employer ID", "Place", "Minutes",
             "Matches plan"],
            *_contacts(date(2025, 1, 2), 40, "C1", 644),
            *_contacts(date(2026, 1, 2), 11, "C42", 645),
        ],
        "Activities": [
            ["Activity ID", "Client ID", "Kind", "Employer ID", "Job type", "Started", "Contract",
             "Hourly pay", "Four hours worked on", "Open to anyone", "Set aside"],
            *([f"A{n}", f"C{n}", "paid job", f"E{n}", f"trade {n}", _job(n), "permanent", 20, _job(n), "yes",
               "no"] for n in range(1, 11)),
        ],
        "Log reviews": [["Staff ID", "Week starting", "Reviewed on"],
                        *(["S1", monday, monday + timedelta(days=7)] for monday in MONDAYS)],
        "Fidelity reviews": [
            ["Review ID", "Date", "Kind", *(f"Item {n}" for n in range(1, 26))],
            ["F1", date(2025, 6, 2), "external", *([4] * 25)],
            ["F2", date(2026, 6, 1), "self", *([None] * 25)],
        ],
        "Fidelity actions": [
            ["Review ID", "Item", "Action", "Owner", "Owner ID", "Due", "Current score", "Target score"],
            ["F1", 17, "Two mornings a week at employers", None, "S1", date(2025, 9, 1), 4, 5],
            ["F1", 5, "Sit with the team on Mondays", "Owen Vale", None, date(2026, 12, 1), 4, 5],
        ],
    }  # fmt: skip


def _started(number: int) -> date:
    """The first employer is met on day 30 by the first person, on day 31 by one who comes a year later."""
    return LATE if number > 41 else date(2024, 12, 3) if number == 1 else date(2024, 12, 5)


def _job(number: int) -> date:
    """Nine jobs by the first day, ten by the second."""
    return date(2025, 10, 1) if number == 10 else date(2024, 12, 10)


def _contacts(first: date, many: int, client: str, outside: int) -> list[list[object]]:
    """So many meetings with employers, a thousand minutes in all, so many of them outside."""
    places: list[tuple[str | None, int | None]] = [("community", outside), ("office", 1000 - outside)]
    places += [(None, None)] * (many - 2)
    return [
        [
            first + timedelta(days=n % 10),
            "employer",
            "face to face",
            "S1",
            client,
            "E1",
            place,
            minutes,
            "yes",
        ]
        for n, (place, minutes) in enumerate(places)
    ]
