"""What a return says beside its figures: the commissioners' numbers of the contracts, weak fidelity items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, or_, select

from ipsdesk.measures.gaps import GAPS, Gap
from ipsdesk.measures.quality import ITEMS, REVIEW, latest_review
from ipsdesk.measures.terms import live
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.ips25 import item
from ipsdesk.rules.periods import Period
from ipsdesk.services.contracts_reading import COMMISSIONERS, CONTRACTS

LOW = 4
"""An item below this score is named."""


@dataclass(frozen=True, slots=True)
class LowItem:
    """An item of the latest fidelity review that has room to grow."""

    number: int
    name: str
    score: int


@dataclass(frozen=True, slots=True)
class Handed:
    """How a return is handed in: its number (None: a draft), the one it replaces, by whom, what it tells."""

    number: int | None = None
    replaces: int | None = None
    prepared_by: str = ""
    narratives: Mapping[str, str] = field(default_factory=dict)


NOT_HANDED = Handed()


def low_items(connection: Connection, last: date) -> tuple[LowItem, ...]:
    """Those of the review that the period's score is from, the lowest first."""
    found = connection.execute(select(*ITEMS).where(REVIEW.c.id == latest_review()), {"last": last}).first()
    low = [(score, number) for number, score in enumerate(found or (), start=1) if score < LOW]
    return tuple(LowItem(number, item(number).name, score) for score, number in sorted(low))


@dataclass(frozen=True, slots=True)
class ContractNumber:
    """A commissioner and their own number of a contract."""

    commissioner: str
    number: str


def contract_numbers(
    connection: Connection, period: Period, commissioner: int | None
) -> tuple[ContractNumber, ...]:
    """The contracts in force on some day of the period, of all or one."""
    own = CONTRACTS.c
    asked = (
        select(COMMISSIONERS.c.name, own.number)
        .join(COMMISSIONERS, COMMISSIONERS.c.id == own.commissioner_id)
        .where(live(CONTRACTS), live(COMMISSIONERS), own.number.is_not(None))
        .where(own.from_on <= period.last, or_(own.to_on.is_(None), own.to_on >= period.first))
        .order_by(own.from_on, own.id)
    )
    if commissioner is not None:
        asked = asked.where(own.commissioner_id == commissioner)
    return tuple(ContractNumber(name, number) for name, number in connection.execute(asked))


def gaps_for(profile: Profile) -> list[Gap]:
    """What is told to be missing: of who people are, only where nothing is protected."""
    return [gap for gap in GAPS if not (gap.personal and profile.protects_tables)]
