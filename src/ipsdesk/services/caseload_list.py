"""The list of the caseload: one row for each person, with the filters it belongs to and its flags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from sqlalchemy import Connection

from ipsdesk.rules.periods import DAY
from ipsdesk.rules.permitted_work import WEEKS_BEFORE
from ipsdesk.services import hours_reading
from ipsdesk.services.caseload_actions import EVERYBODY_S, earliest_actions
from ipsdesk.services.caseload_flags import (
    NOT_READY_WORDS,
    Flag,
    FlagKind,
    NextAction,
    OpenAction,
    in_order,
    is_quiet,
    next_action,
    without_employer,
)
from ipsdesk.services.caseload_reading import (
    EARLIER_DAYS,
    EVERYBODY,
    RECENT_DAYS,
    WAITING,
    WITH_COUNTED_JOB,
    KnownPerson,
    LastContact,
    known_people,
    last_contact_days,
    looked_up_contacts,
    without_employer_contact,
)
from ipsdesk.services.caseload_stages import OVER, Referral, Stage, stage_of
from ipsdesk.services.caseload_words import short_day
from ipsdesk.services.caseload_work import (
    LastWeek,
    is_permitted_work,
    job_words,
    jobs_on,
    lacks_pw1,
    last_week,
    short_job_words,
)
from ipsdesk.services.hours_reading import people_at_work, read_people
from ipsdesk.services.hours_records import WEEK, JobRecords, PersonRecords


class Filter(StrEnum):
    """What the list can be narrowed to, in the order of its chips."""

    MINE = "Mine"
    ALL = "All"
    SEEKING = "Job seeking"
    IN_WORK = "In work"
    PERMITTED = "Permitted work"
    QUIET = "Gone quiet"
    CLOSED = "Closed"


class PersonRow(NamedTuple):
    """One person in the list.

    ``about`` stands after the stage ("In work · Northgate Packaging"). ``days`` are those since the start of
    the present referral, up to its closing; None before the start. ``last_contact_on`` is the latest with the
    person themself. ``last_week`` is None where there was no job in it. ``flags``: the most pressing first.
    ``is_withheld``: the record is restricted, and only the stage and the specialist are told.
    """

    client: int
    reference: str
    name: str
    stage: Stage
    about: str
    specialist: str
    is_mine: bool
    is_on_caseload: bool
    days: int | None
    last_contact_on: date | None
    next_action: NextAction | None
    job: str
    last_week: LastWeek | None
    flags: tuple[Flag, ...]
    filters: frozenset[Filter]
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class CaseloadList:
    """Everyone, by name, who was never referred too, and how many belong to each filter.

    ``me`` is the member of staff whose people are "mine"; empty where the account belongs to nobody.
    """

    today: date
    me: str
    people: tuple[PersonRow, ...]
    counts: Mapping[Filter, int]

    @property
    def on_caseload(self) -> int:
        """People on the caseload today, those in permitted work among them."""
        return sum(person.is_on_caseload for person in self.people)

    def only(self, chosen: Filter) -> tuple[PersonRow, ...]:
        """The people who belong to a filter."""
        return tuple(person for person in self.people if chosen in person.filters)


def get_ready() -> None:
    """Put what the list asks into the words of SQL, before there is a unit to ask."""
    for asked in (RECENT_DAYS, EARLIER_DAYS, WAITING, WITH_COUNTED_JOB, EVERYBODY, EVERYBODY_S):
        asked.get_ready()
    hours_reading.get_ready()


def read_list(connection: Connection, today: date, me: tuple[int, str] | None) -> CaseloadList:
    """Everyone; who was added and not referred yet is not lost to sight."""
    # First what SQLite is long about: meanwhile the interpreter is free for the window.
    contacts = last_contact_days(connection, today)
    unmet = without_employer_contact(connection, today)
    actions = earliest_actions(connection)
    known = known_people(connection, today)
    at_work = _at_work(connection, people_at_work(connection, today - 2 * WEEK + DAY, today), today)
    rows = _Rows(today, me[0] if me else None, contacts, at_work, unmet, actions)
    people = tuple(sorted(map(rows.row, known), key=lambda row: (row.name.casefold(), row.client)))
    counts = Counter(one for person in people for one in person.filters)
    return CaseloadList(today, me[1] if me else "", people, {one: counts[one] for one in Filter})


class RowRead(NamedTuple):
    """The row of one client, with what it is made of."""

    known: KnownPerson
    row: PersonRow
    records: PersonRecords | None
    last_contact: LastContact | None


def read_rows(
    connection: Connection, today: date, me: tuple[int, str] | None, clients: Collection[int]
) -> Iterator[RowRead]:
    """The rows of a few clients, referred or not."""
    contacts = looked_up_contacts(connection, clients, today)
    at_work = _at_work(connection, clients, today)
    unmet = without_employer_contact(connection, today, clients)
    days = {client: contact.on for client, contact in contacts.items()}
    actions = earliest_actions(connection, clients)
    rows = _Rows(today, me[0] if me else None, days, at_work, unmet, actions)
    for person in known_people(connection, today, clients):
        client = person.client
        yield RowRead(person, rows.row(person), at_work.get(client), contacts.get(client))


def _at_work(connection: Connection, clients: Collection[int], today: date) -> dict[int, PersonRecords]:
    first = today - (WEEKS_BEFORE + 2) * WEEK + DAY
    return {person.client: person for person in read_people(connection, clients, first, today)}


@dataclass(frozen=True, slots=True)
class _Rows:
    """Makes the rows; ``me`` is the key of a member of staff, ``unmet`` referrals without an employer."""

    today: date
    me: int | None
    contacts: Mapping[int, date | None]
    at_work: Mapping[int, PersonRecords]
    unmet: Collection[int]
    actions: Mapping[int, OpenAction]

    def row(self, person: KnownPerson) -> PersonRow:
        """One person's row."""
        referral, today = person.referral, self.today
        records = self.at_work.get(person.client)
        jobs = jobs_on(records, today) if records else []
        stage = stage_of(referral, today, has_job=bool(jobs))
        on_caseload = referral is not None and referral.is_on_caseload(today)
        week = last_week(records, today) if records and on_caseload else None
        flags = self._flags(person, jobs, week) if on_caseload else self._off_caseload(referral, jobs)
        is_mine = self.me is not None and person.specialist_id == self.me
        return PersonRow(
            person.client,
            person.reference,
            person.name,
            stage,
            about(person, stage, jobs, today),
            person.specialist,
            is_mine,
            on_caseload,
            referral.days(today) if referral else None,
            self.contacts.get(person.client),
            next_action(person.review_on, self.actions.get(person.client), today)
            if stage not in OVER
            else None,
            job_words(jobs),
            week,
            in_order(flags),
            _filters(
                stage,
                is_mine=is_mine,
                permitted=on_caseload and is_permitted_work(jobs, today),
                quiet=any(flag.kind is FlagKind.QUIET for flag in flags),
            ),
        )

    def _flags(self, person: KnownPerson, jobs: list[JobRecords], week: LastWeek | None) -> list[Flag]:
        referral, today, flags = person.referral, self.today, self._pw1(jobs)
        if week and week.flag:
            flags.append(week.flag)
        if person.review_on and person.review_on < today:
            flags.append(Flag(FlagKind.OVERDUE, "Plan review overdue"))
        if referral is None or referral.started_on is None:
            return flags
        if referral.id in self.unmet and (waiting := without_employer(referral, today)):
            flags.append(waiting)
        if is_quiet(referral.started_on, self.contacts.get(person.client), today):
            flags.append(Flag(FlagKind.QUIET, "Gone quiet"))
        return flags

    def _off_caseload(self, referral: Referral | None, jobs: list[JobRecords]) -> list[Flag]:
        against = referral is not None and referral.is_not_ready(self.today)
        return [*self._pw1(jobs), *([Flag(FlagKind.NOT_READY, NOT_READY_WORDS)] if against else [])]

    def _pw1(self, jobs: list[JobRecords]) -> list[Flag]:
        """A missing PW1 is said of anyone at work, on the caseload or not."""
        return [Flag(FlagKind.PW1, "PW1 not sent")] if lacks_pw1(jobs, self.today) else []


@cache
def _filters(stage: Stage, *, is_mine: bool, permitted: bool, quiet: bool) -> frozenset[Filter]:
    under_way = stage not in OVER
    belongs = {
        Filter.MINE: under_way and is_mine,
        Filter.ALL: under_way or stage is Stage.NO_REFERRAL,
        Filter.SEEKING: stage is Stage.SEEKING,
        Filter.IN_WORK: stage is Stage.IN_WORK,
        Filter.PERMITTED: permitted,
        Filter.QUIET: quiet,
        Filter.CLOSED: stage in (Stage.CLOSED, Stage.DECLINED),
    }
    return frozenset(one for one, does in belongs.items() if does)


def about(person: KnownPerson, stage: Stage, jobs: list[JobRecords], today: date) -> str:
    """What is to be said beside the stage, in a few words."""
    referral = person.referral
    if referral is None:
        return ""
    if stage is Stage.PAUSED:
        return referral.paused or ""
    if stage is Stage.IN_WORK:
        return short_job_words(jobs) + (", paused" if referral.paused else "")
    if stage is Stage.SEEKING:
        return "" if person.has_plan else _profile(referral, today)
    if stage is Stage.AT_RISK:
        return referral.retention_outcome or ""
    return _dated(referral, stage, today)


def _profile(referral: Referral, today: date) -> str:
    begun = referral.profile_started_on is not None and referral.profile_started_on <= today
    return "profile started" if begun else "profile not started"


def _dated(referral: Referral, stage: Stage, today: date) -> str:
    day = {
        Stage.ACCEPTED: referral.accepted_on,
        Stage.CLOSED: referral.closed_on,
        Stage.DECLINED: referral.declined_on,
    }.get(stage, referral.received_on)
    return short_day(day, today) if day else ""
