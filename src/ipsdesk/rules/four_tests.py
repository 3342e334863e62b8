"""The four tests of a competitive job, each with what it means and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ipsdesk.rules.ages import age_on
from ipsdesk.rules.codes import SELF_EMPLOYMENT
from ipsdesk.rules.pay import PAY_SCALE, WageRate, minimum_pay
from ipsdesk.rules.wording import shown_day

NOT_KNOWN = "Not known yet."


@dataclass(frozen=True, slots=True)
class Answered:
    """One of the tests: whether it is met (None: not known), and how that comes about or what it means."""

    test: str
    met: bool | None
    working: str


@dataclass(frozen=True, slots=True)
class AskedJob:
    """What the tests ask of a job; ``hourly_pay`` (ten-thousandths of a pound) is that of its first day."""

    kind: str
    started_on: date
    hourly_pay: int | None
    open_to_anyone: bool | None
    set_aside: bool | None
    service_end: bool | None


def shown_pay(pay: int) -> str:
    """Hourly pay as ``£12.71``, with more digits only where there are any."""
    pounds, part = divmod(pay, PAY_SCALE)
    digits = f"{part:04}".rstrip("0").ljust(2, "0")
    return f"£{pounds:,}.{digits}"


def four_tests(
    job: AskedJob, born_on: date | None, wages: Sequence[WageRate] | None = None
) -> tuple[Answered, ...]:
    """Pay, open to anyone, not set aside, no end set by the service, in this order.

    The first three are what a competitive job is counted by; ``wages`` are the unit's rates.
    """
    return (
        _pays_minimum(job, born_on, wages),
        _answered(
            "Open to anyone",
            job.open_to_anyone,
            "Anyone could have applied for it.",
            "Only people of the service could have it.",
        ),
        _answered(
            "Not set aside",
            _not(job.set_aside),
            "It is not kept for people with a disability or who use services.",
            "It is kept for people with a disability or who use services.",
        ),
        _answered(
            "No end set by the service",
            _not(job.service_end),
            "It ends as other people’s jobs there do.",
            "The service, and not the employer, set when it ends.",
        ),
    )


def pay_working(pay: int, day: date, born_on: date, wages: Sequence[WageRate] | None = None) -> str:
    """Pay on a day against the legal minimum of that day and age, in words."""
    age = age_on(day, born_on)
    least = minimum_pay(day, age, wages)
    paid = f"{shown_pay(pay)} an hour on {shown_day(day)}, at age {age}"
    if least is None:
        return f"{paid}; the legal minimum of that day and age is not known."
    if pay < least:
        return f"{paid}: {shown_pay(least - pay)} below the legal minimum of {shown_pay(least)}."
    return f"{paid}; the legal minimum was {shown_pay(least)}."


def _pays_minimum(job: AskedJob, born_on: date | None, wages: Sequence[WageRate] | None) -> Answered:
    test, pay = "Pays the legal minimum", job.hourly_pay
    if job.kind == SELF_EMPLOYMENT:
        return Answered(test, None, "Nobody is owed a minimum in self-employment; it counts as competitive.")
    if pay is None:
        return Answered(test, None, "The hourly pay of the first day is not known yet.")
    if born_on is None:
        return Answered(test, None, "The date of birth is not known, and with it the minimum for the age.")
    least = minimum_pay(job.started_on, age_on(job.started_on, born_on), wages)
    met = None if least is None else pay >= least
    return Answered(test, met, pay_working(pay, job.started_on, born_on, wages))


def _answered(test: str, met: bool | None, yes: str, no: str) -> Answered:  # noqa: FBT001 - an answer
    return Answered(test, met, NOT_KNOWN if met is None else yes if met else no)


def _not(answer: bool | None) -> bool | None:  # noqa: FBT001 - as above
    return None if answer is None else not answer
