"""The list of employers out of the unit's file: the same few queries however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Connection, Date, Select, and_, bindparam, func, or_, select

from ipsdesk.measures.sqlite import plus_days, values_of
from ipsdesk.measures.terms import CC, A, C, live, open_on
from ipsdesk.measures.window import LAST
from ipsdesk.models import Employer, EmployerPerson, EmployerSite, Staff, Vacancy
from ipsdesk.rules.codes import BEFORE_APPLYING, JOB_KINDS, VACANCY_STAGES
from ipsdesk.rules.periods import DAY
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.restricted_access import RESTRICTED_RECORD

EMPLOYERS, SITES, PEOPLE, STAFF, VACANCIES = (
    Employer.__table__,
    EmployerSite.__table__,
    EmployerPerson.__table__,
    Staff.__table__,
    Vacancy.__table__,
)
QUIET_AFTER = 90
"""Days without a contact after which an employer the unit knows has gone quiet."""
YEAR = 365
OPEN_STAGES = VACANCY_STAGES[:-2]
"""From an idea to an offer: what may still become a job."""
ASKED: BindParameter[str] = bindparam("asked")
"""The clients, as a JSON list of keys, whose records this account opens only with a reason."""


class EmployerFilter(StrEnum):
    """What the list can be narrowed to with one key."""

    ALL = "All"
    MINE = "Known to me"
    DUE = "Next action due"
    LEADS = "Open leads"
    QUIET = "Gone quiet"
    OWN = "Own service"
    SPARED = "Do not contact"


class Since(StrEnum):
    """How long ago the last contact with an employer was."""

    RECENT = "last 30 days"
    QUARTER = "31 to 90 days ago"
    LONGER = "over 90 days ago"
    NEVER = "none yet"


class EmployerRow(NamedTuple):
    """One employer as the list has it; days and counts are empty or 0 where there is nothing.

    ``known_by`` are those of us who had contacts there and have not left, who had most of them first.
    ``next_action`` says `RESTRICTED_RECORD` where it is about somebody this account may not read of.
    ``searched`` is everything it is found by.
    """

    employer: int
    reference: str
    name: str
    sector: str
    towns: tuple[str, ...]
    size: str
    confident: str
    own_service: bool
    do_not_contact: bool
    reason: str
    known_by: tuple[str, ...]
    last_contact_on: date | None
    contacts_in_year: int
    next_action: str
    next_on: date | None
    leads: int
    closes_on: date | None
    jobs_now: int
    jobs_before: int
    since: Since
    filters: frozenset[EmployerFilter]
    searched: str


@dataclass(frozen=True, slots=True)
class EmployerList:
    """Every employer by name; ``me`` is the member of staff the account belongs to, empty: none."""

    today: date
    me: str
    employers: tuple[EmployerRow, ...]


# ---- what is asked ----------------------------------------------------------------------------------


def _employers() -> Select[Any]:
    own = EMPLOYERS.c
    return select(
        own.id, own.reference, own.name, own.sector, own.town, own.size, own.disability_confident,
        own.own_service, own.do_not_contact, own.do_not_contact_reason,
    ).where(live(EMPLOYERS))  # fmt: skip


def _met() -> Select[Any]:
    """The latest contact with each employer, and how many there were in the last year."""
    in_year = func.sum(C.c.on_date > plus_days(LAST, -YEAR))
    return (
        select(C.c.employer_id, func.max(C.c.on_date, type_=Date).label("latest"), in_year.label("in_year"))
        .where(live(C), C.c.employer_id.is_not(None), C.c.attended.is_(True), C.c.on_date <= LAST)
        .group_by(C.c.employer_id)
    )


def met_by_us() -> Select[Any]:
    """Who of us had how many contacts with each employer, and when last; who has left is told too."""
    return (
        select(
            C.c.employer_id,
            STAFF.c.name,
            func.count().label("contacts"),
            func.max(C.c.on_date, type_=Date).label("latest"),
            STAFF.c.left_on,
        )
        .join(STAFF, and_(STAFF.c.id == C.c.staff_id, live(STAFF)))
        .where(
            live(C), C.c.employer_id.is_not(None), C.c.attended.is_(True), C.c.by != "client",
            C.c.on_date <= LAST,
        )
        .group_by(C.c.employer_id, STAFF.c.id)
    )  # fmt: skip


def still_here() -> Any:
    """A member of staff who has not left."""
    return or_(STAFF.c.left_on.is_(None), STAFF.c.left_on >= LAST)


def _known_by() -> Select[Any]:
    return met_by_us().where(still_here())


def withheld_contacts() -> Any:
    """The contacts that name somebody whose record this account opens only with a reason."""
    return select(CC.c.contact_id).where(CC.c.client_id.in_(select(values_of(ASKED).c.value)))


def _next() -> Select[Any]:
    """What is still to be done from contacts with employers, where it has a day."""
    return select(
        C.c.employer_id,
        C.c.next_action_due_on,
        C.c.id,
        C.c.next_action,
        C.c.id.in_(withheld_contacts()).label("withheld"),
    ).where(
        live(C),
        C.c.employer_id.is_not(None),
        C.c.next_action_due_on.is_not(None),
        C.c.next_action_done_on.is_(None),
    )


def _leads() -> Select[Any]:
    own = VACANCIES.c
    waits = and_(own.closes_on >= LAST, own.stage.in_(BEFORE_APPLYING))
    closes = func.min(own.closes_on, type_=Date).filter(waits)
    return (
        select(own.employer_id, func.count().label("leads"), closes.label("closes_on"))
        .where(live(VACANCIES), own.stage.in_(OPEN_STAGES))
        .group_by(own.employer_id)
    )


def _jobs() -> Select[Any]:
    now = func.sum(open_on(LAST, A.c.started_on, A.c.ended_on))
    before = func.sum(A.c.ended_on < LAST)
    return (
        select(A.c.employer_id, now.label("now"), before.label("before"))
        .where(live(A), A.c.employer_id.is_not(None), A.c.kind.in_(JOB_KINDS))
        .group_by(A.c.employer_id)
    )


def _towns() -> Select[Any]:
    return select(SITES.c.employer_id, SITES.c.town).where(live(SITES), SITES.c.town.is_not(None)).distinct()


def _people() -> Select[Any]:
    here = or_(PEOPLE.c.left_on.is_(None), PEOPLE.c.left_on > LAST)
    return select(PEOPLE.c.employer_id, PEOPLE.c.name).where(live(PEOPLE), here)


LISTED = Packed(_employers)
MET, KNOWN_BY = Packed(_met, "last"), Packed(_known_by, "last")
NEXT, LEADS, JOBS = Packed(_next, "asked"), Packed(_leads, "last"), Packed(_jobs, "last")
TOWNS, PEOPLE_THERE = Packed(_towns), Packed(_people, "last")


# ---- put together -----------------------------------------------------------------------------------

Grouped = Mapping[int, list[list[Any]]]


@dataclass(frozen=True, slots=True)
class _Rows:
    """What is known of all employers, by their key; ``me`` is the name of whoever asks."""

    today: date
    me: str
    met: Grouped
    known_by: Grouped
    following: Grouped
    leads: Grouped
    jobs: Grouped
    towns: Grouped
    people: Grouped

    def row(self, found: list[Any]) -> EmployerRow:
        """One employer's row."""
        key, reference, name, sector, town, size, confident, own, spared, reason = found
        latest, in_year = self._one(self.met, key, (None, 0))
        known_by = tuple(one[0] for one in sorted(self.known_by.get(key, ()), key=_most_first))
        due, _, action, withheld = min(self.following.get(key, ()), default=(None, 0, "", False))
        leads, closes = self._one(self.leads, key, (0, None))
        now, before = self._one(self.jobs, key, (0, 0))
        since = since_of(latest, self.today)
        elsewhere = sorted({one for (one,) in self.towns.get(key, ())} - {town})
        towns = tuple(one for one in (town, *elsewhere) if one)
        belongs = {
            EmployerFilter.ALL: True,
            EmployerFilter.MINE: self.me in known_by,
            EmployerFilter.DUE: due is not None and due <= self.today,
            EmployerFilter.LEADS: leads > 0,
            EmployerFilter.QUIET: since is Since.LONGER and not spared,
            EmployerFilter.OWN: bool(own),
            EmployerFilter.SPARED: bool(spared),
        }
        people = [one for (one,) in self.people.get(key, ())]
        words = (name, reference, sector or "", *towns, *people, *known_by)
        return EmployerRow(
            key, reference, name, sector or "", towns, size or "", confident or "", bool(own), bool(spared),
            reason or "", known_by, latest, in_year or 0, RESTRICTED_RECORD if withheld else action or "",
            due, leads, closes, now or 0, before or 0, since,
            frozenset(one for one, does in belongs.items() if does), plain("\n".join(words)),
        )  # fmt: skip

    @staticmethod
    def _one(grouped: Grouped, key: int, nothing: tuple[Any, ...]) -> Collection[Any]:
        found = grouped.get(key)
        return found[0] if found else nothing


def read_employers(connection: Connection, today: date, me: str, asked: str) -> EmployerList:
    """All of them by name, as they stand today."""
    given = {"last": today, "asked": asked}

    def grouped(packed: Packed) -> Grouped:
        found: defaultdict[int, list[list[Any]]] = defaultdict(list)
        for key, *rest in packed.rows(connection, given):
            found[key].append(rest)
        return found

    parts = (MET, KNOWN_BY, NEXT, LEADS, JOBS, TOWNS, PEOPLE_THERE)
    rows = _Rows(today, me, *map(grouped, parts))
    employers = [rows.row(found) for found in LISTED.rows(connection, given)]
    return EmployerList(today, me, tuple(sorted(employers, key=_by_name)))


def since_of(latest: date | None, today: date) -> Since:
    """How long ago a last contact was."""
    if latest is None:
        return Since.NEVER
    ago = (today - latest) // DAY
    return Since.RECENT if ago <= 30 else Since.QUARTER if ago <= QUIET_AFTER else Since.LONGER


def _most_first(known: list[Any]) -> tuple[int, str]:
    name, contacts, *_ = known
    return -contacts, name


def _by_name(row: EmployerRow) -> tuple[str, str]:
    return plain(row.name), row.reference
