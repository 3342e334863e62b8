"""The contract and the definitions of the unit: what holds, since when, and another choice from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from ipsdesk.errors import NotSaved
from ipsdesk.measures import DEFINITIONS_VERSION, MEASURES, Measure, Shape
from ipsdesk.measures.terms import E, live
from ipsdesk.measures.wording import as_agreed, goal_in_words
from ipsdesk.models import DefinitionChoice, TargetRow
from ipsdesk.rules.definitions import DEFAULTS, Choices, Subject, settled, version_with
from ipsdesk.rules.targets import Staffing
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.contracts_checks import CHOICE_MISSING, choice_problems, target_problems
from ipsdesk.services.contracts_reading import (
    CHOSEN,
    COMMISSIONERS,
    CONTRACTS,
    TARGETS,
    next_due,
)
from ipsdesk.services.contracts_sources import CONTRACT, DISAGREEMENTS, Disagreement
from ipsdesk.services.figures import staffing_of
from ipsdesk.services.records import Done
from ipsdesk.services.roles import Role, Service, allowed
from ipsdesk.services.saving import Saving, kept_records

NONE_SET = "none"


@dataclass(frozen=True, slots=True)
class ContractLine:
    """One contract; ``due`` is the return that comes next: ``2026-27 Q3, due 30 Jan 2027``."""

    id: int
    reference: str
    commissioner: int
    name: str
    number: str
    from_on: date
    to_on: date | None
    every: str
    profile: str
    due: str
    holds: bool


@dataclass(frozen=True, slots=True)
class CommissionerLine:
    """Who pays: ``referrals`` are those that name them today on their main sheet and are not closed."""

    id: int
    reference: str
    name: str
    contact_person: str
    email: str
    referrals: int


@dataclass(frozen=True, slots=True)
class TargetLine:
    """What is asked of one measure: by the default contract, and today; ``rows`` are the unit's own.

    ``is_share``: its numbers are per cents. ``next`` says what holds from a day to come.
    """

    key: str
    title: str
    section: str
    unit: str
    is_share: bool
    default: str
    asked: str
    is_own: bool
    since: date | None
    source: str
    next: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One subject on which the sources differ, and what this unit reports."""

    about: Disagreement
    reports: str
    since: date | None
    why: str
    next: str

    @property
    def subject(self) -> Subject | None:
        """The choice that decides it; None where a target or the contract does."""
        return self.about.decided if isinstance(self.about.decided, Subject) else None


@dataclass(frozen=True, slots=True)
class ContractPage:
    """All of the page; ``version`` is what a return made today would say it was counted by."""

    today: date
    version: str
    choices: Choices
    commissioners: tuple[CommissionerLine, ...]
    contracts: tuple[ContractLine, ...]
    targets: tuple[TargetLine, ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class TargetTyped:
    """A target as it is typed; its numbers in millionths, those of a share of 1."""

    key: str
    from_on: date
    contract_year: int
    sense: str
    least: int | None
    most: int | None
    per: str
    source: str | None


class Contracts(Service):
    """Commissioners and contracts are added and changed by `Editing`; targets and choices here."""

    @allowed(Role.MANAGER)
    def page(self) -> ContractPage:
        """What holds today, and what was and will be otherwise."""
        today = self.workspace.today()
        with self.workspace.transactions.read() as connection:
            staffing, rows = staffing_of(connection), _rows(connection)
            asked = [measure for measure in MEASURES if measure.shape is not Shape.BANDS]
            choices = staffing.choices_on(today)
            contracts = tuple(_contracts(connection, today))
            return ContractPage(
                today,
                version_with(DEFINITIONS_VERSION, choices),
                choices,
                tuple(_commissioners(connection)),
                contracts,
                tuple(_target(one, staffing, rows, today) for one in asked),
                tuple(_source(one, staffing, rows, contracts, today) for one in DISAGREEMENTS),
            )

    @allowed(Role.MANAGER)
    def choose(self, subject: Subject, choice: str, from_on: date, why: str | None) -> Done:
        """Count a subject so from a day on, and say why; the same day again corrects it.

        Raises ``NotSaved`` where it can't be counted so.
        """
        values = {"subject": str(subject), "choice": choice, "from_on": from_on, "why": why or None}
        self._refuse(choice_problems(values) | ({} if why else {"why": CHOICE_MISSING}))
        values["choice"] = settled(subject, choice) or choice
        words = f"{str(subject).capitalize()}: {values['choice']} from {shown_day(from_on)}"
        return self._write(DefinitionChoice, values, ("subject", "from_on"), words)

    @allowed(Role.MANAGER)
    def set_target(self, typed: TargetTyped) -> Done:
        """Ask this of a figure from a day on; the same day and contract year again corrects it.

        Raises ``NotSaved`` where a number is missing or the figure can have no target.
        """
        measure = next((one for one in MEASURES if one.key == typed.key), None)
        values = {
            "measure": typed.key,
            "from_on": typed.from_on,
            "contract_year": typed.contract_year,
            "sense": typed.sense,
            "least": typed.least,
            "most": typed.most,
            "per": typed.per,
            "source": typed.source or None,
        }
        self._refuse(target_problems(values))
        title = measure.title if measure else typed.key
        words = f"Target of {title} from {shown_day(typed.from_on)}"
        return self._write(TargetRow, values, ("measure", "contract_year", "from_on"), words)

    def _refuse(self, problems: dict[str, str]) -> None:
        if problems:
            raise NotSaved(problems)

    def _write(self, model: Any, values: dict[str, Any], key: tuple[str, ...], words: str) -> Done:
        table = model.__table__
        same = [table.c[name] == values[name] for name in key]
        with self.workspace.transactions.begin() as connection:
            found = kept_records(connection, select(table).where(live(table), *same))
            saving = Saving(self.workspace, connection, words)
            if found:
                saving.alter(model, found[0], values)
            else:
                saving.add(model, values)
        self.workspace.changes.announce(frozenset(saving.kinds))
        return Done(words, saving.at, frozenset(saving.kinds))


# ---- reading ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rows:
    targets: tuple[Any, ...]
    choices: tuple[Any, ...]


def _rows(connection: Connection) -> _Rows:
    targets, choices = (
        tuple(connection.execute(select(kept).where(live(kept)).order_by(kept.c.from_on, kept.c.id)))
        for kept in (TARGETS, CHOSEN)
    )
    return _Rows(targets, choices)


def _contracts(connection: Connection, today: date) -> list[ContractLine]:
    found = connection.execute(
        select(CONTRACTS, COMMISSIONERS.c.name)
        .join(COMMISSIONERS, COMMISSIONERS.c.id == CONTRACTS.c.commissioner_id)
        .where(live(CONTRACTS), live(COMMISSIONERS))
        .order_by(CONTRACTS.c.from_on.desc(), CONTRACTS.c.id.desc())
    )
    return [
        ContractLine(
            row.id, row.reference, row.commissioner_id, row.name, row.number or "", row.from_on, row.to_on,
            row.return_every or "quarter", row.profile or "", _due_in_words(row, today),
            row.from_on <= today and (row.to_on is None or row.to_on >= today),
        )
        for row in found
    ]  # fmt: skip


def _due_in_words(contract: Any, today: date) -> str:
    found = next_due(contract, today)
    return f"{found[0].label}, due {shown_day(found[1])}" if found else ""


def _commissioners(connection: Connection) -> list[CommissionerLine]:
    own = COMMISSIONERS.c
    open_ones = (
        select(func.count())
        .where(live(E), E.c.commissioner_id == own.id, E.c.closed_on.is_(None))
        .correlate(COMMISSIONERS)
        .scalar_subquery()
    )
    found = connection.execute(
        select(own.id, own.reference, own.name, own.contact_person, own.email, open_ones)
        .where(live(COMMISSIONERS))
        .order_by(func.lower(own.name), own.id)
    )
    return [CommissionerLine(id_, reference, name, person or "", email or "", many)
            for id_, reference, name, person, email, many in found]  # fmt: skip


def _target(measure: Measure, staffing: Staffing, rows: _Rows, today: date) -> TargetLine:
    own = [row for row in rows.targets if row.measure == measure.key]
    begun = [row for row in own if row.from_on <= today]
    ahead = next((row for row in own if row.from_on > today), None)
    return TargetLine(
        measure.key,
        measure.title,
        str(measure.section),
        measure.unit,
        measure.shape is Shape.SHARE,
        goal_in_words(measure) or NONE_SET,
        _asked(measure, staffing, today),
        bool(begun),
        begun[-1].from_on if begun else None,
        (begun[-1].source or "") if begun else "",
        f"{_asked(measure, staffing, ahead.from_on)} from {shown_day(ahead.from_on)}" if ahead else "",
    )


def _asked(measure: Measure, staffing: Staffing, day: date) -> str:
    return goal_in_words(as_agreed(measure, staffing, day)) or NONE_SET


def _source(
    about: Disagreement, staffing: Staffing, rows: _Rows, contracts: tuple[ContractLine, ...], today: date
) -> SourceLine:
    if isinstance(about.decided, Subject):
        return _chosen(about, about.decided, staffing, rows, today)
    if about.decided == CONTRACT:
        every = dict.fromkeys(f"every {one.every}" for one in contracts if one.holds)
        return SourceLine(about, ", ".join(every) or "whenever a return is made", None, "", "")
    asked = [f"{one.title}: {_asked(one, staffing, today)}" for one in MEASURES if one.key in about.decided]
    return SourceLine(about, "; ".join(asked), None, "", "")


def _chosen(
    about: Disagreement, subject: Subject, staffing: Staffing, rows: _Rows, today: date
) -> SourceLine:
    own = [row for row in rows.choices if row.subject == subject]
    begun = [row for row in own if row.from_on <= today]
    ahead = next((row for row in own if row.from_on > today), None)
    return SourceLine(
        about,
        in_words(subject, staffing.choices_on(today)[subject]),
        begun[-1].from_on if begun else None,
        (begun[-1].why or "") if begun else "",
        f"{in_words(subject, ahead.choice)} from {shown_day(ahead.from_on)}" if ahead else "",
    )


def in_words(subject: Subject, choice: str) -> str:
    """A choice as the page says it; the usual one says so."""
    words = WORDS.get(choice, choice)
    if subject is Subject.JOB_HOURS:
        words = f"{choice} hour{'' if choice == '1' else 's'} of paid work"
    return f"{words} (usual)" if choice == DEFAULTS[subject] else words


WORDS = {
    "started": "the first meeting with the specialist",
    "accepted": "acceptance of the referral",
    "received": "the day the referral was received",
    "initial assessment": "the first meeting with the specialist",
    "profile started": "the vocational profile was started",
    "first attended direct contact": "the first direct contact attended",
    "same job": "the same job",
    "half-yearly": "every half-year",
    "yearly": "once a year",
    "both": "half-yearly and yearly answers",
}
