"""By how much a month's pay lowers Universal Credit, as an illustration and never a verdict."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files

from ipsdesk.rules.wording import shown_pounds


class Allowance(StrEnum):
    """Which work allowance an award has: only people with a child or limited capability for work have one."""

    NONE = "none"
    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class WorkAllowances:
    """What may be earned from a day on before Universal Credit falls, in pence a month, and the taper.

    ``lower`` holds with help for housing costs in the award, ``higher`` without. ``certainty`` derived
    means that the amounts are published and the day is the usual one.
    """

    since: date
    lower: int
    higher: int
    taper: Fraction
    source: str
    certainty: str

    def of(self, allowance: Allowance) -> int:
        """The allowance in pence a month; 0 for an award without one."""
        return {Allowance.NONE: 0, Allowance.LOWER: self.lower, Allowance.HIGHER: self.higher}[allowance]


@dataclass(frozen=True, slots=True)
class Illustration:
    """How a month's net pay would lower an award, in pence, with the arithmetic in words."""

    reduction: int
    allowances: WorkAllowances
    working: str


@cache
def work_allowances() -> tuple[WorkAllowances, ...]:
    """The dated table, earliest first (Universal Credit Regulations 2013 reg 22)."""
    table = tomllib.loads(files("ipsdesk.rules").joinpath("universal_credit.toml").read_text("utf-8"))
    return tuple(
        WorkAllowances(
            row["from"],
            _pence(row["lower"]),
            _pence(row["higher"]),
            Fraction(row["taper"]),
            row["source"],
            row["certainty"],
        )
        for row in table["allowances"]
    )


@dataclass(frozen=True, slots=True)
class OwnAllowance:
    """A unit's own row: one of the two allowances from a day on, in pence a month."""

    since: date
    allowance: Allowance
    pence: int
    source: str
    certainty: str


def allowances_with(added: Iterable[OwnAllowance]) -> tuple[WorkAllowances, ...]:
    """The table and a unit's own rows, earliest first; of two of one day and kind the later given holds.

    What a row does not say goes on as it was: the other allowance, and the taper. Rows before the table
    begins stay out.
    """
    own: dict[date, list[OwnAllowance]] = defaultdict(list)
    for row in added:
        own[row.since].append(row)
    shipped = {row.since: row for row in work_allowances()}
    rows: list[WorkAllowances] = []
    for since in sorted({*shipped, *own}):
        now = shipped.get(since) or (replace(rows[-1], since=since) if rows else None)
        for one in own.get(since, []) if now else ():
            amount = {"lower" if one.allowance is Allowance.LOWER else "higher": one.pence}
            now = replace(now, source=one.source, certainty=one.certainty, **amount)  # type: ignore[type-var]
        rows += [now] if now else []
    return tuple(rows)


def _pence(pounds: str) -> int:
    return int(Fraction(pounds) * 100)


def illustrate(
    net_pay: int, allowance: Allowance, on: date, table: Sequence[WorkAllowances] | None = None
) -> Illustration | None:
    """max(0, net pay - allowance) x taper for a month's net pay in pence, to the nearest penny, halves up.

    From the table given (`allowances_with`), else the program's own. None before April 2016, when the rules
    were different. The last row of the table holds on.
    """
    rows = [row for row in (work_allowances() if table is None else table) if row.since <= on]
    if not rows:
        return None
    row = rows[-1]
    free = row.of(allowance)
    above = max(0, net_pay - free)
    reduction = (above * row.taper + Fraction(1, 2)).__floor__()
    taper = f"{int(row.taper * 100)} %"
    working = (
        f"Illustration: {shown_pounds(net_pay)} a month after tax, {shown_pounds(free)} of it untouched; "
        f"{taper} of {shown_pounds(above)} is {shown_pounds(reduction)} less Universal Credit."
    )
    return Illustration(reduction, row, working)
