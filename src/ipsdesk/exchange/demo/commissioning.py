"""Who pays for what at Larkrise House: two commissioners, their contracts, targets, definitions chosen."""

from __future__ import annotations

from ipsdesk.exchange.demo.days import Days
from ipsdesk.exchange.demo.house import CONTRACT_MONTHS
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.models import Commissioner, CommissionerContract, DefinitionChoice, TargetRow
from ipsdesk.models.contracts import TARGET_SCALE
from ipsdesk.rules.periods import add_months

COMMISSIONERS = (
    ("CV", "Carr Valley Commissioning Board (fictional)", "Orla Greenfinch", "Pays for most people here."),
    (
        "NM",
        "Northmoor Health Partnership (fictional)",
        "Emrys Saltmarsh",
        "Pays for people from over the hill.",
    ),
)
CONTRACTS = (
    ("K1", "CV", "CVCB/IPS/014", CONTRACT_MONTHS, "quarter", 20, "commissioner"),
    ("K2", "NM", "NHP-2207", 7, "half-year", 30, "commissioner"),
)
"""Reference, whose, number, begun how many months ago, return every, due days, how small numbers show."""
NORTHMOOR = ("Dilys Fern", "Isla Brook", "Petra Larch", "Rosa Finch", "Tansy Rook", "Zora Bramble")
"""For whom the second commissioner pays; the first pays for everybody else."""
HOME, MOVED_OVER, MOVED_OVER_AGO = "CV", "Tansy Rook", 40
"""For one of them the first pays since they moved."""

TARGETS = (
    ("jobs.competitive_share", 0, "at least", 0.3, None, "the figure", "Contract CVCB/IPS/014, schedule 2"),
    ("survey.positive", 0, "at least", 0.75, None, "the figure", "Contract CVCB/IPS/014, schedule 2"),
    ("access.started", 1, "at least", 35, None, "specialist-year", "Contract CVCB/IPS/014, schedule 2"),
    ("access.days_to_start", 0, "at most", None, 21, "the figure", "Agreed at the review meeting"),
)
"""Measure, contract year, sense, least, most, per, and where it is written."""


def commissioner_of(name: str) -> str:
    """Who pays for somebody's episode."""
    return COMMISSIONERS[name in NORTHMOOR][0]


def add_commissioning(rows: Rows, days: Days) -> None:
    """Add commissioners, contracts and targets, and the one definition that was settled."""
    start = add_months(days.today.replace(day=1), -CONTRACT_MONTHS)
    for reference, name, person, note in COMMISSIONERS:
        email = f"{person.split()[0].lower()}@example.org"
        rows.add(Commissioner, reference=reference, name=name, contact_person=person, email=email, note=note)
    for reference, whose, number, months, every, due, profile in CONTRACTS:
        rows.add(
            CommissionerContract, reference=reference, commissioner_id=whose, number=number,
            from_on=add_months(days.today.replace(day=1), -months), return_every=every, due_days=due,
            profile=profile,
        )  # fmt: skip
    for measure, year, sense, least, most, per, source in TARGETS:
        rows.add(
            TargetRow, measure=measure, from_on=start, contract_year=year, sense=sense,
            least=_scaled(least), most=_scaled(most), per=per, source=source,
        )  # fmt: skip
    rows.add(
        DefinitionChoice, subject="30-day clock", from_on=start, choice="started",
        why="As the contract has it, and as the figures before it were counted.",
    )  # fmt: skip


def _scaled(bound: float | None) -> int | None:
    return None if bound is None else round(bound * TARGET_SCALE)
