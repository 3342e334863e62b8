"""The tab of the caseload at a real desk, for its tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.ui.caseload.tab import CaseloadTab
from tests.units import ACCOUNT, TODAY, bring_in, rows_of, write_book

DAY = timedelta(days=1)
LONG_NAME = "Maximiliana " * 16 + "Featherstone"
RIGHT_TO_LEFT = "ليلى حداد"
MARKUP = "<b>Bo</b> & Co"
HEADS = {
    "Staff": ("Staff ID", "Name", "Role", "Started", "Employment WTE"),
    "Clients": ("Client ID", "Name", "Benefits", "Date of birth", "NHS number"),
    "Referrals": ("Referral ID", "Client ID", "Received", "Accepted", "Started", "Closed", "Staff ID",
                  "Position at start"),
    "Plans": ("Client ID", "Agreed", "Next review"),
    "Employers": ("Employer ID", "Name"),
    "Contacts": ("Date", "Kind", "Attended", "Mode", "Client IDs", "Staff ID", "Note"),
    "Activities": ("Activity ID", "Client ID", "Kind", "Title", "Employer ID", "Started", "Permitted work",
                   "Hourly pay", "PW1 sent"),
    "Hours": ("Activity ID", "Date", "Hours", "Earnings"),
}  # fmt: skip
STARTED = TODAY - 175 * DAY
CONTACT = TODAY - 15 * DAY
"""Callum's last contact, a Saturday."""


def a_caseload(desk: Desk, folder: Path, contacts: int = 1, *, mine: bool = True) -> None:
    """Callum Reid over the earnings limit, and three people with names that are hard to show."""
    people = [("C1", "Callum Reid"), ("C2", LONG_NAME), ("C3", RIGHT_TO_LEFT), ("C4", MARKUP)]
    monday = TODAY - 13 * DAY
    sheets: dict[str, Sequence[Sequence[object]]] = {
        "Staff": [("S1", ACCOUNT if mine else "Priya Meadows", "employment specialist", date(2024, 1, 1), 1)],
        "Clients": [(key, name, "ESA new style", date(1992, 5, 4), None) for key, name in people],
        "Referrals": [
            (f"R{key}", key, STARTED - 14 * DAY, STARTED, STARTED, TODAY if key == "C4" else None, "S1",
             "out of work")
            for key, _ in people
        ],
        "Plans": [("C1", STARTED, TODAY)],
        "Employers": [("E1", "Northgate Packaging")],
        "Contacts": [
            (CONTACT - number // 12 * DAY, "client", "yes", "phone", "C1", "S1", f"Note {number}")
            for number in range(contacts)
        ],
        "Activities": [("A1", "C1", "paid job", "Packer", "E1", TODAY - 90 * DAY, "higher", 12.71,
                        TODAY - 90 * DAY)],
        "Hours": [("A1", monday + place * DAY, 3.5, 60) for place in range(4)],
    }  # fmt: skip
    book = {name: [HEADS[name], *rows] for name, rows in sheets.items()}
    report = bring_in(desk, write_book(folder / "caseload.xlsx", book))
    assert report.written, report.problems


def opened(qtbot: QtBot, tab: CaseloadTab, size: tuple[int, int] = (1366, 660)) -> CaseloadTab:
    """On screen, its list read."""
    qtbot.addWidget(tab)
    tab.resize(*size)
    tab.show()
    QTest.qWaitForWindowActive(tab)
    tab.refresh()
    return tab


def shown_names(tab: CaseloadTab) -> list[str]:
    """The people in the list as it stands."""
    return [row.name for row in tab.list.model.shown]


def key_of(tab: CaseloadTab, name: str) -> int:
    """A person's key."""
    assert tab.people is not None
    return next(one.client for one in tab.people.people if one.name == name)


def open_record(tab: CaseloadTab, name: str) -> None:
    """Go to somebody's row; the record is on screen then."""
    tab.go_to(key_of(tab, name))
    assert tab.record.shown is not None
    assert tab.record.shown.person.name == name


def record_name(tab: CaseloadTab) -> str:
    """Whose record is on screen."""
    return tab.record.head.name.text() if tab.record.shown else ""


def keyboard() -> QWidget:
    """Where keys go."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Qt.Key) -> None:
    """Keys, wherever the keyboard is."""
    for key in keys:
        QTest.keyClick(keyboard(), key)


def viewed(desk: Desk) -> list[int]:
    """The clients whose records are noted as looked at."""
    return [
        row[0]
        for row in rows_of(desk, "SELECT record_id FROM audit_entries WHERE action = 'viewed' ORDER BY id")
    ]
