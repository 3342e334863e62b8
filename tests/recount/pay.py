"""The legal minimum wage by age and date, and whether a job pays at least that."""

from datetime import date

from .days import age_on
from .terms import Unit
from .workbook import Row

# From when, and the pence an hour from each age up; the apprentice rate is not used.
MINIMUM_PENCE: list[tuple[date, dict[int, int]]] = [
    (date(2013, 10, 1), {21: 631, 18: 503, 16: 372}),
    (date(2014, 10, 1), {21: 650, 18: 513, 16: 379}),
    (date(2015, 10, 1), {21: 670, 18: 530, 16: 387}),
    (date(2016, 4, 1), {25: 720, 21: 670, 18: 530, 16: 387}),
    (date(2016, 10, 1), {25: 720, 21: 695, 18: 555, 16: 400}),
    (date(2017, 4, 1), {25: 750, 21: 705, 18: 560, 16: 405}),
    (date(2018, 4, 1), {25: 783, 21: 738, 18: 590, 16: 420}),
    (date(2019, 4, 1), {25: 821, 21: 770, 18: 615, 16: 435}),
    (date(2020, 4, 1), {25: 872, 21: 820, 18: 645, 16: 455}),
    (date(2021, 4, 1), {23: 891, 21: 836, 18: 656, 16: 462}),
    (date(2022, 4, 1), {23: 950, 21: 918, 18: 683, 16: 481}),
    (date(2023, 4, 1), {23: 1042, 21: 1018, 18: 749, 16: 528}),
    (date(2024, 4, 1), {21: 1144, 18: 860, 16: 640}),
    (date(2025, 4, 1), {21: 1221, 18: 1000, 16: 755}),
    (date(2026, 4, 1), {21: 1271, 18: 1085, 16: 800}),
]


def minimum_pence(age: int, day: date, own: list[Row] | None = None) -> int | None:
    """The legal minimum at an age on a day; None before the table begins and under 16.

    A unit's own rows stand in for the band of their age; everybody's table begins anew at each of its dates.
    """
    in_force: dict[int, int] = {}
    added = [(row["From"], 1, {row["From age"] or 0: row["Amount"]}) for row in own or []]
    for since, is_own, rates in sorted(
        [*((since, 0, rates) for since, rates in MINIMUM_PENCE), *added], key=_first
    ):
        if since <= day:
            in_force = {**in_force, **rates} if is_own else rates
    reached = [from_age for from_age in in_force if age >= from_age]
    return in_force[max(reached)] if reached else None


def _first(step: tuple[date, int, dict[int, int]]) -> tuple[date, int]:
    return step[:2]


def pays_the_minimum(unit: Unit, job: Row) -> bool:
    """Whether the pay on the start date is known to reach the minimum for the client's age."""
    born = unit.clients[job["Client ID"]]["Date of birth"]
    pence = unit.job_fact(job, "Hourly pay", job["Started"])
    if born is None or pence is None:
        return False
    own = [row for row in unit.records["Rates"] if row["Kind"] == "minimum wage"]
    minimum = minimum_pence(age_on(born, job["Started"]), job["Started"], own)
    return minimum is not None and pence >= minimum


def is_competitive(unit: Unit, job: Row) -> bool:
    """Self-employment; or open to anyone, not set aside, and paid at least the minimum."""
    if job["Kind"] == "self-employment":
        return True
    return job["Open to anyone"] == "yes" and job["Set aside"] == "no" and pays_the_minimum(unit, job)
