"""A person's benefits over time, the advice they had, and when advice is due next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from ipsdesk.errors import NotSaved
from ipsdesk.models import Client
from ipsdesk.rules.codes import BENEFITS
from ipsdesk.rules.periods import DAY
from ipsdesk.rules.universal_credit import Allowance, illustrate
from ipsdesk.rules.wording import MONTHS, shown_day
from ipsdesk.services.benefits_due import NO_BENEFITS, DueAdvice, Moment, Unadvised, began_without, due_advice
from ipsdesk.services.benefits_reading import (
    AdviceLine,
    HeldBenefits,
    pay_of_month,
    read_advice,
    read_held,
    read_jobs,
)
from ipsdesk.services.caseload_reading import uuid_of
from ipsdesk.services.editing_dated import DatedFact
from ipsdesk.services.rates_reading import rates_of
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import refuse_without_reason
from ipsdesk.services.roles import EVERYONE, STAFF, Service, allowed
from ipsdesk.services.saving import Saving, Values, record_at

__all__ = [
    "AdviceLine",
    "Benefits",
    "BenefitsPage",
    "DueAdvice",
    "HeldBenefits",
    "Unadvised",
    "UniversalCredit",
]

UC, NONE = "UC", NO_BENEFITS[0]
ALLOWANCES = {
    Allowance.NONE: "Without a work allowance",
    Allowance.LOWER: "With a work allowance and help with housing",
    Allowance.HIGHER: "With a work allowance, without help with housing",
}


@dataclass(frozen=True, slots=True)
class UniversalCredit:
    """What a month's recorded pay would take off Universal Credit, for each award there can be.

    ``workings`` is empty where no pay is recorded in the month.
    """

    month: str
    workings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BenefitsPage:
    """What is held and what advice was given, newest first; what is due, and what began without advice.

    ``credit`` is None where the person gets no Universal Credit.
    """

    today: date
    held: tuple[HeldBenefits, ...]
    advice: tuple[AdviceLine, ...]
    due: tuple[DueAdvice, ...]
    without: tuple[Unadvised, ...]
    credit: UniversalCredit | None

    @property
    def now(self) -> tuple[str, ...]:
        """What the person gets today; empty: not known."""
        return next((one.benefits for one in self.held if one.is_now), ())


class Benefits(Service):
    """Raises ``ReasonNeeded`` for a restricted record, ``CannotRun`` for somebody who was removed."""

    @allowed(*EVERYONE)
    def page(self, client: int) -> BenefitsPage:
        """All that is shown of a person's benefits."""
        today = self.workspace.today()
        with self.workspace.transactions.read() as connection:
            refuse_without_reason(connection, self.workspace, client)
            held, advice = read_held(connection, client, today), read_advice(connection, client)
            jobs, advised = read_jobs(connection, client), [one.on_date for one in advice]
            page = BenefitsPage(today, held, advice, (), (), _credit(connection, client, held, today))
        if page.now == NO_BENEFITS:
            return page
        due, without = due_advice(jobs, advised, today), began_without(jobs, advised, today)
        told = {one.activity for one in due if one.moment is Moment.START}
        return replace(page, due=due, without=tuple(one for one in without if one.activity not in told))

    @allowed(*STAFF)
    def change(self, client: int, benefits: list[str], from_on: date) -> Done:
        """These benefits are held from a day on; on the day of an earlier change they are held instead.

        Raises ``NotSaved`` for none chosen and for none beside others.
        """
        if wrong := _wrong(benefits):
            raise NotSaved({"benefits": wrong})
        with self.workspace.transactions.begin() as connection:
            refuse_without_reason(connection, self.workspace, client)
            uuid_of(connection, client)
            name = Names(connection).record((Client.family.kind, client))
            saving = Saving(self.workspace, connection, f"benefits of {name} from {shown_day(from_on)}")
            record: Values = record_at(connection, Client, client)
            DatedFact(Client, record, "benefits").write(saving, benefits, from_on)
        kinds = frozenset(saving.kinds)
        self.workspace.changes.announce(kinds)
        return Done(saving.words, saving.at, kinds)


def _wrong(benefits: list[str]) -> str:
    if strange := [one for one in benefits if one not in BENEFITS]:
        return f"Benefits: '{strange[0]}' is not on the list"
    if not benefits:
        return "Say which benefits the person gets, or none"
    return "None does not stand beside other benefits" if NONE in benefits and len(benefits) > 1 else ""


def _credit(
    connection: Connection, client: int, held: tuple[HeldBenefits, ...], today: date
) -> UniversalCredit | None:
    """The last month that is over."""
    if not any(one.is_now and UC in one.benefits for one in held):
        return None
    last = today.replace(day=1) - DAY
    pay = pay_of_month(connection, client, last.replace(day=1), last)
    table = rates_of(connection).allowances
    shown = (
        {} if pay is None else {words: illustrate(pay, one, last, table) for one, words in ALLOWANCES.items()}
    )
    workings = tuple((words, found.working) for words, found in shown.items() if found is not None)
    return UniversalCredit(f"{MONTHS[last.month - 1]} {last.year}", workings)
