"""The job in the kitchen of the seed: a resident from unpaid experience to paid work after discharge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ipsdesk.services.desk import Desk
from tests.units import bring_in, write_book

TODAY = date(2026, 5, 11)
"""A Monday."""
PLACEMENT, QUALIFIED, PAID, DISCHARGED = (
    date(2025, 6, 2),
    date(2025, 9, 15),
    date(2025, 11, 3),
    date(2026, 3, 2),
)
MORE_HOURS = date(2026, 4, 6)
KITCHEN, ROWAN = "Larkrise Kitchen", "Rowan step-down"
SHEETS: dict[str, Sequence[Sequence[object]]] = {
    "Teams": (
        ["Team ID", "Name", "Setting"],
        ["T1", ROWAN, "step-down"],
        ["T2", "Community north", "community"],
    ),
    "Staff": (
        ["Staff ID", "Name", "Role", "Started", "Employment WTE"],
        ["S1", "Priya Nair", "employment specialist", date(2024, 1, 1), 1],
        ["S2", "Orla Finch", "occupational therapist", date(2024, 1, 1), 0],
    ),
    "Clients": (
        ["Client ID", "Name", "Team ID", "Benefits", "Benefit week ends"],
        ["C1", "Corin Ash", "T1", "ESA new style", "Sunday"],
        ["C2", "Dara Wick", "T1", "ESA new style; UC", "Sunday"],
    ),
    "Referrals": (
        ["Referral ID", "Client ID", "Received", "Accepted", "Started", "Staff ID", "Source"],
        ["R1", "C1", date(2025, 5, 5), date(2025, 5, 5), date(2025, 5, 12), "S1", "OT"],
        ["R2", "C2", date(2025, 5, 5), date(2025, 5, 5), date(2025, 5, 12), "S1", "OT"],
    ),
    "Employers": (
        ["Employer ID", "Name", "Town", "Own service"],
        ["E1", KITCHEN, "Larkrise", "yes"],
        ["E2", "Northgate Packaging", "Weirmouth", None],
    ),
    "Activities": (
        [*("Activity ID", "Client ID", "Referral ID", "Kind", "Employer ID", "Title", "Started", "Ended"),
         *("Contract", "Weekly hours", "Hourly pay", "Four hours worked on", "Permitted work"),
         *("PW1 sent", "Open to anyone", "Set aside")],
        [*("A1", "C1", "R1", "work experience", "E1", "Kitchen helper", PLACEMENT, date(2025, 10, 31)),
         *(None, 4, None, None, None, None, None, None)],
        [*("A2", "C1", "R1", "paid job", "E1", "Kitchen assistant", PAID, None),
         *("permanent", 4, 12.21, date(2025, 11, 3), "higher", date(2025, 10, 20), "yes", "no")],
        [*("A3", "C2", "R2", "paid job", "E1", "Kitchen assistant", date(2026, 1, 5), None),
         *("permanent", 8, 12.71, date(2026, 1, 5), "none", None, "yes", "no")],
    ),
    "Changes": (
        ["Record", "ID", "Field", "From", "Value"],
        ["client", "C1", "Team ID", DISCHARGED, "T2"],
        ["activity", "A2", "Weekly hours", MORE_HOURS, 12],
        ["activity", "A2", "Hourly pay", date(2026, 4, 1), 12.71],
        ["client", "C1", "Benefits", DISCHARGED, "ESA new style; PIP or DLA"],
    ),
    "Usual shifts": (
        ["Activity ID", "Day", "From", "To", "Travel minutes"],
        ["A2", "Saturday", "09:00", "15:00", 20],
        ["A2", "Sunday", "09:00", "15:00", 20],
    ),
    "Timetable": (
        ["Client ID", "Day", "From", "To", "Kind", "What"],
        ["C1", "Saturday", "14:30", "16:00", "other", "Football"],
        ["C1", "Tuesday", "10:00", "11:00", "therapy", "Psychology"],
    ),
    "Appointments": (
        ["Client ID", "Date", "From", "To", "Kind", "What", "Place"],
        ["C1", date(2026, 5, 13), "14:00", "15:00", "appointment", "Benefits advice", "Citizens Advice"],
        ["C1", date(2026, 5, 20), "14:00", "15:00", "appointment", "Dentist", None],
    ),
    "Qualifications": (["Client ID", "Attained", "Title"], ["C1", QUALIFIED, "NVQ level 2, catering"]),
}  # fmt: skip


def a_job_in_the_kitchen(desk: Desk, folder: Path) -> None:
    """Fill an empty unit with the story so far."""
    report = bring_in(desk, write_book(folder / "kitchen.xlsx", SHEETS))
    assert report.written, report.problems
