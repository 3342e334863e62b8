"""What everyone may see of a person whose record is restricted: the name, the reference, and that fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from ipsdesk.rules.codes import NOT_PERMITTED_WORK
from ipsdesk.services.caseload_finding import FoundPerson
from ipsdesk.services.caseload_flags import Flag, FlagKind
from ipsdesk.services.caseload_list import CaseloadList, Filter, PersonRow
from ipsdesk.services.caseload_record import ClientRecord
from ipsdesk.services.hours_records import DatedFact, JobRecords, PersonRecords
from ipsdesk.services.restricted_access import RESTRICTED_RECORD, Access

WITH_REASON = f"{RESTRICTED_RECORD}: opened with a reason"
TELLING = frozenset({Filter.PERMITTED, Filter.QUIET})
"""Filters that say more of a person than their stage does."""


def shown_list(people: CaseloadList, access: Access) -> CaseloadList:
    """The list with what this account may see of each person."""
    if not access.restricted:
        return people
    rows = tuple(
        _shown_row(person, access) if person.client in access.restricted else person
        for person in people.people
    )
    counts = Counter(one for person in rows for one in person.filters)
    return replace(people, people=rows, counts={one: counts[one] for one in Filter})


def _shown_row(person: PersonRow, access: Access) -> PersonRow:
    return _bare_row(person) if person.client in access.asked else _flagged(person, access)


def _flagged(person: PersonRow, access: Access) -> PersonRow:
    words = WITH_REASON if person.client in access.opened else RESTRICTED_RECORD
    return person._replace(flags=(*person.flags, Flag(FlagKind.RESTRICTED, words)))


def _bare_row(person: PersonRow) -> PersonRow:
    return person._replace(
        about="",
        days=None,
        last_contact_on=None,
        next_action=None,
        job="",
        last_week=None,
        flags=(Flag(FlagKind.RESTRICTED, RESTRICTED_RECORD),),
        filters=person.filters - TELLING,
        is_withheld=True,
    )


def shown_record(record: ClientRecord, access: Access) -> ClientRecord:
    """A record this account may read, marked if it is restricted."""
    client = record.person.client
    return replace(record, person=_flagged(record.person, access)) if client in access.restricted else record


def shown_found(found: Iterable[FoundPerson], access: Access) -> tuple[FoundPerson, ...]:
    """Whom a search finds, with their stage only where this account may know it."""
    return tuple(
        replace(one, stage=RESTRICTED_RECORD) if one.client in access.asked else one for one in found
    )


def bare_hours(person: PersonRecords) -> PersonRecords:
    """What recording hours takes and no more: the days, pay, dates and usual shifts of jobs without names."""
    return replace(
        person,
        benefits=DatedFact(None),
        legal_status=DatedFact(None),
        jobs=tuple(map(_bare_job, person.jobs)),
        reasons={},
        is_withheld=True,
    )


def _bare_job(job: JobRecords) -> JobRecords:
    return replace(
        job,
        title=None,
        employer=None,
        supported_by=None,
        pw1_sent_on=None,
        category=DatedFact(NOT_PERMITTED_WORK),
        hourly_pay=DatedFact(None),
    )
