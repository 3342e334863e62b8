"""The employers of the demonstration closer by: their sites and people, vacancies, partners, the market."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ipsdesk.exchange.demo.days import Days
from ipsdesk.exchange.demo.lives import Person
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.exchange.demo.work import OWN_KITCHEN, TOWN
from ipsdesk.exchange.demo.working import EMPLOYER_IDS
from ipsdesk.models import Awareness, EmployerPerson, EmployerSite, LabourNote, Partner, Vacancy
from ipsdesk.models.activities import HOUR
from ipsdesk.rules.pay import PAY_SCALE

SITES = (
    ("X01", "Northgate Packaging", "Line hall", "7 Northgate Road"),
    ("X02", "Northgate Packaging", "Warehouse", "Canal Wharf, unit 3"),
    ("X03", "Station Hotel", "Hotel", "Station Square"),
)
PEOPLE = (
    ("P01", OWN_KITCHEN, "Greta Saltmarsh", "Head cook", "", None),
    ("P02", "Northgate Packaging", "Desmond Quarry", "Shift leader", "X01", None),
    ("P03", "Northgate Packaging", "Ines Weir", "Office", "X02", None),
    ("P04", "Station Hotel", "Odile Furrow", "Housekeeper", "X03", None),
    ("P05", "Station Hotel", "Rufus Glade", "Manager", "X03", 70),
    ("P06", "Penny Lane Books", "Thea Paddock", "Owner", "", None),
)
"""Reference, where, name, post, site, and how many days ago they left."""

PARTNERS = (
    ("N01", "Jobcentre Plus, Carrowby", "Jobcentre Plus", "Lionel Brae"),
    ("N02", "Citizens Advice, Carrowby", "benefits advice", "Agnes Tiller"),
    ("N03", "Carr Valley College", "college", "Moira Spindle"),
    ("N04", "Careers Carrowby", "careers advice", None),
)
PARTNER_OF = {"benefits advice": "N02", "careers advice": "N04"}
PARTNERS_MET = ("N01", "N03")
"""Those that a contact with a partner agency is with, in turn."""


class Lead(NamedTuple):
    """A vacancy; days are days ago (below 0: in so many days), ``pay`` pounds an hour."""

    reference: str
    employer: str
    title: str
    trade: str
    found: int
    by: str
    stage: str
    since: int
    closes: int | None
    hours: int | None
    pay: float | None
    people: tuple[str, ...]
    staff: str
    job: str | None = None


LEADS = (
    Lead("W01", "Penny Lane Books", "Weekend cashier", "retail", 12, "network", "interview", 3, -6, 8, 12.60,
         ("Gulsen Vetch", "Bronwen Teasel"), "TB"),
    Lead("W02", "Station Hotel", "Breakfast helper", "hospitality", 20, "employer contact", "lead", 20, -2,
         12, 12.40, ("Frances Dale",), "PM"),
    Lead("W03", "Brightwell Bakery", "Counter, early", "baking", 9, "advert", "applied", 4, 1, 16, 12.71,
         ("Hugo Bracken",), "PM"),
    Lead("W04", "Elm Court", "Activities worker", "care", 48, "advert", "started", 17, None, 20, 12.90,
         ("Delphine Yarrow",), "TB", "A29"),
    Lead("W05", "Holm Nursery", "Potting shed, spring", "horticulture", 5, "the person", "idea", 5, None,
         None, None, (), "HO"),
    Lead("W06", "Carrowby Library", "Shelving", "administration", 75, "partner", "closed", 50, 55, 10, 12.30,
         ("Edwin Sedge",), "HO"),
)  # fmt: skip

LABOUR = (
    (80, "catering", "Hospitality", "Hotels take on for Easter from February.", "Station Hotel",
     "minimum, and tips", "first bus 06:10"),
    (35, "packing", "Manufacturing", "Two lines more from spring.", "Northgate Packaging", "40p above", None),
    (14, "retail", "Retail", "Christmas staff kept on who can work Saturdays.", "Penny Lane Books", None,
     "town centre"),
)  # fmt: skip
AWARENESS = (
    (210, "employers", "What helps at work: breakfast at the Station Hotel", 17, 75, ("PM", "TB"),
     "Three firms asked for a visit."),
    (120, "care teams", "Who can work? Everybody who wants to", 12, 60, ("HO", "YR"), "Two referrals."),
    (28, "our staff", "Permitted work in half an hour", 9, 30, ("HO",), "Wants a card with the limits."),
)  # fmt: skip


def add_town(rows: Rows, days: Days, known: dict[str, Person]) -> None:
    """Add all of it; the employers themselves come with the jobs."""
    for reference, employer, name, address in SITES:
        rows.add(
            EmployerSite, reference=reference, employer_id=EMPLOYER_IDS[employer], name=name,
            address=address, town=TOWN,
        )  # fmt: skip
    for reference, employer, name, post, site, left in PEOPLE:
        rows.add(
            EmployerPerson, reference=reference, employer_id=EMPLOYER_IDS[employer], name=name,
            job_title=post, site_id=site or None, phone="01632 960000",
            left_on=None if left is None else days.ago(left),
        )  # fmt: skip
    for reference, name, kind, person in PARTNERS:
        rows.add(Partner, reference=reference, name=name, kind=kind, contact_person=person)
    _add_vacancies(rows, days, known)
    for ago, trade, sector, note, who, pay, travel in LABOUR:
        rows.add(
            LabourNote, on_date=days.ago(ago), job_type=trade, sector=sector, note=note, who_hires=who,
            pay=pay, travel=travel, source="Visits",
        )  # fmt: skip
    for ago, audience, title, people, minutes, staff, feedback in AWARENESS:
        rows.add(
            Awareness, on_date=days.ago(ago), audience=audience, title=title, people=people,
            minutes=minutes, staff_ids=list(staff), feedback=feedback,
        )  # fmt: skip


def _add_vacancies(rows: Rows, days: Days, known: dict[str, Person]) -> None:
    for lead in LEADS:
        rows.add(
            Vacancy, reference=lead.reference, employer_id=EMPLOYER_IDS[lead.employer], title=lead.title,
            job_type=lead.trade, found_on=days.ago(lead.found), stage=lead.stage,
            stage_on=days.ago(lead.since), closes_on=None if lead.closes is None else days.ago(lead.closes),
            weekly_seconds=lead.hours and lead.hours * HOUR,
            hourly_pay=lead.pay and round(lead.pay * PAY_SCALE), found_by=lead.by,
            client_ids=[known[who].reference for who in lead.people] or None, staff_id=lead.staff,
            activity_id=lead.job,
        )  # fmt: skip


def whom_met(days: Days, employer: str | None, day: date) -> str | None:
    """Who at an employer was met on a day: its people in turn, unless they had left."""
    here = [
        reference
        for reference, name, _, _, _, left in PEOPLE
        if EMPLOYER_IDS[name] == employer and (left is None or day <= days.ago(left))
    ]
    return here[day.toordinal() % len(here)] if here else None


def partner_met(kind: str, day: date) -> str | None:
    """The agency that a contact of a kind was with on a day."""
    if kind == "partner agency":
        return PARTNERS_MET[day.toordinal() % len(PARTNERS_MET)]
    return PARTNER_OF.get(kind)
