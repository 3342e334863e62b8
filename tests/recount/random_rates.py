"""The dated limits and minimum wages that a random unit has added of its own, near to those of everybody."""

from datetime import date

from .blueprint import Blueprint
from .draw import LAST_DAY
from .pay import MINIMUM_PENCE
from .permitted import HIGHER_LIMITS

KINDS = ["permitted work limit", "minimum wage", "work allowance with housing"]
BEGIN = date(2024, 3, 1)


def draw_rates(plan: Blueprint) -> None:
    """Draws none, a few, or many; of one kind, day and age there is one row."""
    draw, taken = plan.draw, set()
    for _ in range(draw.pick([0, 0, 1, 3, 12])):
        kind = draw.pick(KINDS)
        age = draw.pick([16, 18, 20, 21, 23]) if kind == "minimum wage" else 0
        changes = [since for since, _ in (HIGHER_LIMITS if age == 0 else MINIMUM_PENCE)]
        since = draw.pick([draw.day(BEGIN, LAST_DAY), changes[-1], changes[-2], date(2027, 4, 1)])
        if (kind, since, age) in taken:
            continue
        taken.add((kind, since, age))
        plan.add(
            "Rates",
            Kind=kind,
            From=since,
            Amount=draw.pick([203_50, 203_00, 204_00, 150_00, 19_00] if age == 0 else [12_21, 12_71, 12_00]),
            From_age=age if age else draw.pick([None, 0]),
            Source=draw.maybe("DWP", 0.5),
            Certainty=draw.pick(["published", "derived", "uncertain"]),
            Checked_on=draw.maybe(draw.day(), 0.5),
        )
