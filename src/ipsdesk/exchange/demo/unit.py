"""Puts the demonstration unit together: the house, its people, their work and two years of its diary."""

from __future__ import annotations

from datetime import date

from ipsdesk.exchange.demo.aims import add_aims
from ipsdesk.exchange.demo.commissioning import add_commissioning
from ipsdesk.exchange.demo.days import Days
from ipsdesk.exchange.demo.decisions import add_decisions
from ipsdesk.exchange.demo.diary import Diary
from ipsdesk.exchange.demo.fidelity import add_fidelity
from ipsdesk.exchange.demo.house import add_house, add_meetings, add_staff
from ipsdesk.exchange.demo.lives import people, unfold_lives
from ipsdesk.exchange.demo.quality import add_quality
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.exchange.demo.standards import add_standards
from ipsdesk.exchange.demo.supervising import add_supervising
from ipsdesk.exchange.demo.support import add_support
from ipsdesk.exchange.demo.town import add_town
from ipsdesk.exchange.demo.trust import add_trust
from ipsdesk.exchange.demo.voices import add_voices
from ipsdesk.exchange.demo.working import unfold_work
from ipsdesk.services.incoming import Incoming

FILE_NAME = "Larkrise House (practice).xlsx"


def demo_records(today: date) -> Incoming:
    """The whole unit as a workbook would bring it: the same for the same day, and every name invented."""
    rows, days = Rows(), Days(today)
    known = people(days)
    add_house(rows, days)
    add_commissioning(rows, days)
    add_staff(rows, days)
    cases = unfold_lives(rows, days, known)
    spells = unfold_work(rows, days, known)
    add_support(rows, days, known)
    add_town(rows, days, known)
    add_aims(rows, days, known, cases)
    add_trust(rows, days, known)
    Diary(rows, days, cases, spells).write()
    add_meetings(rows, days)
    add_supervising(rows, days, cases, spells)
    add_standards(rows, days, cases)
    add_quality(rows, days, known, cases)
    add_fidelity(rows, days)
    add_decisions(rows, days, known)
    add_voices(rows, days, known)
    return rows.incoming(FILE_NAME)
