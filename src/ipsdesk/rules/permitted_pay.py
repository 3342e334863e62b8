"""What a pay slip comes to a week: what counts as earnings of permitted work, and how it is divided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ipsdesk.rules.wording import shown_pounds

MONTHLY, FOUR_WEEKLY = "monthly", "four-weekly"
WEEKS_A_YEAR, MONTHS_A_YEAR, FOUR = 52, 12, 4


@dataclass(frozen=True, slots=True)
class PaySlip:
    """One pay period as it was recorded, in pence; what is not known is None.

    ``pension`` is the person's own contribution, ``net`` what was paid out after all of it was taken off.
    """

    first: date
    last: date
    paid: str
    gross: int | None = None
    tax: int | None = None
    insurance: int | None = None
    pension: int | None = None
    net: int | None = None

    @property
    def days(self) -> int:
        """How many days the period has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class WeeklyPay:
    """What a week of the period counts as, in pence (None: not known), and how, line by line."""

    pence: int | None
    working: tuple[str, ...]


def weekly_pay(slip: PaySlip) -> WeeklyPay:
    """Gross less tax, National Insurance and half of the pension, divided into weeks, halves of a penny up.

    Monthly pay x 12 / 52, four-weekly pay / 4, any other x 7 / its days (ESA Regulations 2013 reg 79).
    Without a gross figure half of the pension goes back to the net pay, from which all of it was taken.
    """
    counted, lines = _counted(slip)
    if counted is None:
        return WeeklyPay(None, ("Neither gross nor net pay is recorded.",))
    if counted < 0:
        return WeeklyPay(None, (*lines, "More is taken off than was paid: look at the pay slip."))
    share, words = _share(slip)
    pence = _rounded(counted * share)
    return WeeklyPay(pence, (*lines, f"A week: {_pounds(counted)} {words} = {shown_pounds(pence)}"))


def _counted(slip: PaySlip) -> tuple[Fraction | None, list[str]]:
    half = Fraction(slip.pension or 0, 2)
    if slip.gross is not None:
        taken = [("tax", slip.tax), ("National Insurance", slip.insurance)]
        counted = slip.gross - sum(pence or 0 for _, pence in taken) - half
        parts = [f"Gross {shown_pounds(slip.gross)}"]
        parts += [f"{name} {shown_pounds(pence)}" for name, pence in taken if pence]
        parts += [f"half of the pension {_pounds(half)}"] if half else []
        total = f" = {_pounds(counted)}" if len(parts) > 1 else ""
        return counted, [f"{' − '.join(parts)}{total}", *_against_net(slip)]
    if slip.net is None:
        return None, []
    if not half:
        return Fraction(slip.net), [f"Net {shown_pounds(slip.net)}"]
    counted = slip.net + half
    return counted, [
        f"Net {shown_pounds(slip.net)} + half of the pension {_pounds(half)} = {_pounds(counted)}"
    ]


def _against_net(slip: PaySlip) -> list[str]:
    """A net figure that is not what the others come to."""
    taken = (slip.tax or 0) + (slip.insurance or 0) + (slip.pension or 0)
    expected = (slip.gross or 0) - taken
    if slip.net is None or slip.net == expected or expected < 0:
        return []
    return [
        f"Net is recorded as {shown_pounds(slip.net)}, but gross less all that is taken off is "
        f"{shown_pounds(expected)}: look at the pay slip."
    ]


def _share(slip: PaySlip) -> tuple[Fraction, str]:
    if slip.paid == MONTHLY:
        return Fraction(MONTHS_A_YEAR, WEEKS_A_YEAR), f"× {MONTHS_A_YEAR} / {WEEKS_A_YEAR}"
    if slip.paid == FOUR_WEEKLY:
        return Fraction(1, FOUR), f"/ {FOUR}"
    return Fraction(7, slip.days), f"× 7 / {slip.days} days"


def _rounded(pence: Fraction) -> int:
    return (pence + Fraction(1, 2)).__floor__()


def _pounds(pence: Fraction) -> str:
    """With half a penny where there is one."""
    sign = "−" if pence < 0 else ""
    whole, half = divmod(abs(pence), 1)
    return f"{sign}{shown_pounds(int(whole))}{'½p' if half else ''}"
