"""What goes with the jobs of the demonstration: permitted work, pay, support, safeguards, advice, rates."""

from __future__ import annotations

from ipsdesk.exchange.demo.days import Days
from ipsdesk.exchange.demo.lives import Person
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.exchange.demo.work import JOBS, OWN_KITCHEN
from ipsdesk.models import (
    Appointment,
    BenefitsAdvice,
    InWorkPlan,
    Milestone,
    PayPeriod,
    PermittedWorkEvent,
    Rate,
    RetentionCase,
    Safeguard,
)
from ipsdesk.rules.codes import SAFEGUARDS
from ipsdesk.rules.periods import financial_year_start

OT = "HO"
"""The occupational therapist, who goes through permitted work with people (seed 000)."""

TRAIL = (
    ("Aidan Marsh", 306, "checked with the person", None, "Went through the limits with the pay slip."),
    ("Aidan Marsh", 290, "acknowledged", None, None),
    ("Aidan Marsh", 276, "decision", "permitted", None),
    ("Aidan Marsh", 152, "circumstances changed", None, "Six hours a day at weekends from now on."),
    ("Aidan Marsh", 151, "re-sent", None, None),
    ("Callum Heron", 268, "checked with the person", None, "Wants to stay below 16 hours."),
    ("Callum Heron", 251, "acknowledged", None, None),
    ("Callum Heron", 240, "decision", "permitted", None),
    ("Owen Pike", 335, "checked with the person", None, None),
    ("Owen Pike", 318, "acknowledged", None, None),
    ("Arjun Larkspur", 143, "checked with the person", None, None),
    ("Ebo Kestrel", 26, "re-sent", None, "The wage went up in April."),
    ("Isla Brook", 20, "re-sent", None, None),
    ("Kwame Alder", 19, "re-sent", None, None),
    ("Owen Pike", 12, "re-sent", None, None),
)
"""Whose, how many days ago, what, the decision, and a note."""

PAY = (
    (
        "Callum Heron",
        "four-weekly",
        28,
        ((90, 612_40, 0, 0, 0), (62, 612_40, 0, 0, 0), (34, 638_00, 0, 0, 0)),
    ),
    ("Farida Linnet", "four-weekly", 28, ((76, 1_012_00, 0, 0, 24_80), (48, 1_168_50, 24_20, 9_60, 32_60))),
    ("Nadia Hazel", "weekly", 7, ((21, 76_30, 0, 0, 0), (14, 76_30, 0, 0, 0))),
)
"""Whose, how often, days of a period; of each how many days ago it began, gross, tax, insurance, pension."""

IN_WORK = (
    ("Aidan Marsh", 298, "every week at first, then every other", 20),
    ("Callum Heron", 260, "every other week", -30),
    ("Rosa Finch", 120, "once a month", -60),
    ("Zora Bramble", 85, "when she asks", -12),
)
"""Whose job, agreed how many days ago, how often we meet, and when it is looked at again."""

IN_WORK_WORDS = {
    "first_day": "Start an hour after the others; meet the person who shows the way round.",
    "travel": "Practised twice; a neighbour goes the same way on Mondays.",
    "anxieties": "The noise at noon, and being asked where the year went.",
    "natural_supports": "The colleague on the same shift, and a sister on the phone in the evening.",
    "employer_support": "One person gives the tasks; a card for when a break is needed.",
    "benefits": "Pay slip to the adviser each month until the figures are steady.",
}

CONFIRMED = (
    ("Aidan Marsh", "13 weeks", 208), ("Aidan Marsh", "3 months", 208), ("Aidan Marsh", "6 months", 116),
    ("Aidan Marsh", "9 months", 25), ("Callum Heron", "13 weeks", 170), ("Callum Heron", "6 months", 79),
    ("Jonah Wren", "13 weeks", 298), ("Jonah Wren", "12 months", 24),
    ("Kwame Alder", "9 months", 75), ("Petra Larch", "12 months", 74), ("Ebo Kestrel", "6 months", 65),
    ("Owen Pike", "9 months", 54), ("Harry Thorne", "6 months", 48), ("Bernadette Plover", "12 months", 44),
    ("Arjun Larkspur", "13 weeks", 45), ("Arjun Larkspur", "3 months", 45), ("Dilys Fern", "6 months", 33),
    ("Rosa Finch", "13 weeks", 27), ("Rosa Finch", "3 months", 27), ("Leah Stone", "6 months", 24),
    ("Nadia Hazel", "6 months", 18), ("Maya Sorrel", "9 months", 13),
)  # fmt: skip
"""Whose job, what was confirmed, and how many days ago."""

SAFEGUARD_NOTES = {
    "open vacancy": "Put up on the unit's board and in the job centre for three weeks.",
    "fair recruitment": "Two people met him who are not part of his care.",
    "same pay as others": "The kitchen's rate for the grade.",
    "records and places kept away from": "The office and the clinic room; no account for records.",
    "records hidden from them": "Everybody's; the rota shows first names only.",
    "line manager is not their therapist": "The head cook, who has no part in his care.",
    "plan for discharge": "The job goes on after the move; buses looked up.",
}
SETTLED = (("Aidan Marsh", 312, len(SAFEGUARDS)), ("Arjun Larkspur", 146, 9))
"""Who works in our own kitchen, since how many days ago things were settled, and how many of them are."""

AT_RISK = (
    (
        "Winston Elder",
        292,
        "B02",
        "relations",
        "Met the manager with him; another depot.",
        "kept, changed",
        180,
    ),
    ("Vera Cowslip", 244, "B01", "hours", "Fewer lessons, one afternoon off.", "kept", 105),
    ("Harry Thorne", 21, "", "sick leave", "Letter to the hotel, back on two mornings.", None, None),
)
"""Who, since how many days ago, which job, why, what was done, and how it turned out how many days ago."""

ADVICE = (
    ("Aidan Marsh", 312, "permitted work", "Welfare Rights, Carrowby", "welfare rights", "before a job",
     "better off", 84_60),
    ("Aidan Marsh", 158, "better-off calculation", "Welfare Rights, Carrowby", "welfare rights",
     "hours or pay change", "better off", 112_00),
    ("Callum Heron", 275, "PW1 help", "Hannah Orchard", "our team", "before a job", "better off", 91_20),
    ("Farida Linnet", 30, "UC change", "Citizens Advice, Carrowby", "Citizens Advice", "hours or pay change",
     "worse off", -14_30),
    ("Dilys Fern", 190, "Access to Work", "Jobcentre Plus, Carrowby", "Jobcentre Plus", "review",
     "about the same", 0),
)  # fmt: skip
"""Who, how many days ago, on what, by whom, of which service, why then, with which result, pence a week."""

AHEAD = (
    ("Arjun Larkspur", -3, "10:00", "11:00", "therapy", "Psychology", "Ash ward"),
    ("Arjun Larkspur", -9, "14:00", "15:30", "appointment", "Dentist", "Carrowby"),
    ("Aidan Marsh", -5, "11:00", "11:30", "appointment", "Community nurse", "Health centre"),
    ("Gulsen Vetch", -2, "13:00", "13:45", "interview", "Weekend cashier", "Penny Lane Books"),
    ("Callum Heron", 12, "09:30", "10:15", "appointment", "Blood test", "Health centre"),
)
"""Whose, how many days ago (below 0: in so many days), from, to, of which kind, what, and where."""


def job_of(who: str, employer: str = "") -> str:
    """The reference of the first of somebody's jobs whose hours are recorded, or of one at an employer."""
    named = (n for n, job in enumerate(JOBS, 1) if job.who == who)
    return next(f"A{n:02}" for n in named if not employer or JOBS[n - 1].employer == employer)


def add_support(rows: Rows, days: Days, known: dict[str, Person]) -> None:
    """Add everything that is recorded beside jobs and hours."""
    _add_permitted_work(rows, days)
    _add_in_work(rows, days)
    _add_safeguards(rows, days)
    for who, ago, job, risk, actions, outcome, ended in AT_RISK:
        rows.add(
            RetentionCase, client_id=known[who].reference, opened_on=days.ago(ago),
            activity_id=job or job_of(who), risk=risk, actions=actions, outcome=outcome,
            outcome_on=None if ended is None else days.ago(ended),
        )  # fmt: skip
    for who, ago, about, adviser, source, trigger, better_off, pence in ADVICE:
        rows.add(
            BenefitsAdvice, client_id=known[who].reference, on_date=days.ago(ago), about=about,
            adviser=adviser, trained=True, independent=source != "our team", source=source, trigger=trigger,
            better_off=better_off, weekly_difference=pence, note="Figures on paper, a copy to the person.",
        )  # fmt: skip
    for who, ago, begins, ends, kind, what, place in AHEAD:
        rows.add(
            Appointment, client_id=known[who].reference, on_date=days.ago(ago), from_time=begins,
            to_time=ends, kind=kind, what=what, place=place,
        )  # fmt: skip
    rows.add(
        Rate, kind="work allowance with housing", from_on=financial_year_start(days.today), pence=411_00,
        source="Looked up for this practice copy", certainty="uncertain", checked_on=days.ago(30),
    )  # fmt: skip


def _add_permitted_work(rows: Rows, days: Days) -> None:
    for who, ago, event, decision, note in TRAIL:
        rows.add(
            PermittedWorkEvent, activity_id=job_of(who), on_date=days.ago(ago), event=event,
            decision=decision, staff_id=OT, note=note,
        )  # fmt: skip
    for who, paid, length, periods in PAY:
        for ago, gross, tax, insurance, pension in periods:
            rows.add(
                PayPeriod, activity_id=job_of(who), from_on=days.ago(ago), to_on=days.ago(ago - length + 1),
                paid=paid, gross_pence=gross, tax_pence=tax, insurance_pence=insurance,
                pension_pence=pension, net_pence=gross - tax - insurance - pension,
            )  # fmt: skip


def _add_in_work(rows: Rows, days: Days) -> None:
    for who, agreed, how_often, review in IN_WORK:
        rows.add(
            InWorkPlan, activity_id=job_of(who), agreed_on=days.ago(agreed), how_often=how_often,
            review_on=days.ago(review), **IN_WORK_WORDS,
        )  # fmt: skip
    for who, milestone, ago in CONFIRMED:
        rows.add(
            Milestone, activity_id=job_of(who), milestone=milestone, confirmed_on=days.ago(ago),
            same_hours=True, staff_id="PM",
        )  # fmt: skip


def _add_safeguards(rows: Rows, days: Days) -> None:
    """Settled one after the other in the days before the first shift; the rest is still to do."""
    for who, first, done in SETTLED:
        for n, safeguard in enumerate(SAFEGUARDS):
            rows.add(
                Safeguard, activity_id=job_of(who, OWN_KITCHEN), safeguard=safeguard,
                done_on=days.ago(first - n) if n < done else None, staff_id=OT if n % 3 else "MF",
                note=SAFEGUARD_NOTES.get(safeguard) if n < done else None,
            )  # fmt: skip
