"""What happened in one person's work: jobs and steps begun and ended, and benefit weeks over a limit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, bindparam, select

from ipsdesk.measures.terms import A, live
from ipsdesk.models import Employer
from ipsdesk.rules.codes import JOB_KINDS
from ipsdesk.rules.permitted_work import JudgedWeek, judge
from ipsdesk.rules.typed_hours import spoken_hours
from ipsdesk.rules.wording import shown_pounds
from ipsdesk.services.caseload_entries import EntryIcon, EntryKind, TimelineEntry
from ipsdesk.services.caseload_flags import FlagKind
from ipsdesk.services.caseload_words import sentence_case, short_day
from ipsdesk.services.caseload_work import job_name
from ipsdesk.services.hours_judging import week_of_work
from ipsdesk.services.hours_reading import read_people
from ipsdesk.services.hours_records import PersonRecords, Reason
from ipsdesk.services.hours_words import status_words, week_words

EMPLOYERS = Employer.__table__
ACTIVITIES = (
    select(A, EMPLOYERS.c.name.label("employer"))
    .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS)))
    .where(live(A), A.c.client_id == bindparam("client"))
)
OVER = "red"


def read_work_events(connection: Connection, client: int, today: date) -> Iterator[TimelineEntry]:
    """All of them, in no order."""
    jobs = connection.execute(ACTIVITIES, {"client": client}).all()
    for row in jobs:
        yield from _of_activity(row)
    begun = [row.started_on for row in jobs if row.kind in JOB_KINDS]
    if begun:
        for person in read_people(connection, [client], min(begun), today):
            yield from _weeks(person, today)


def _of_activity(row: Any) -> Iterator[TimelineEntry]:
    is_job = row.kind in JOB_KINDS
    icon, what = (EntryIcon.JOB, "Job") if is_job else (EntryIcon.STEP, sentence_case(row.kind))
    name = job_name(row.title, row.employer, row.reference)

    def entry(day: date, happened: str, note: str | None, icon: EntryIcon = icon) -> TimelineEntry:
        return TimelineEntry(
            day, EntryKind.WORK, icon, happened, sentence_case(note or ""), "", "activity", row.id
        )

    yield entry(row.started_on, f"{what} began: {name}", row.contract)
    if row.ended_on is not None:
        yield entry(row.ended_on, f"{what} ended: {name}", row.end_reason)
    if row.heard_of_end_on is not None:
        yield entry(row.heard_of_end_on, f"Heard of the end: {name}", row.view_of_end)
    if row.pw1_sent_on is not None:
        yield entry(row.pw1_sent_on, "PW1 sent", name, EntryIcon.FORM)


def _weeks(person: PersonRecords, today: date) -> Iterator[TimelineEntry]:
    """The benefit weeks that went over a limit, and any other for which a reason is recorded."""
    ends = {person.week_ending(day) for job in person.jobs for day in job.days}
    for ends_on in sorted(ends | set(person.reasons)):
        work, reason = week_of_work(person, ends_on), person.reasons.get(ends_on)
        judged = judge(work, person.limits)
        is_over = judged.status.colour == OVER
        if is_over or reason:
            words = status_words(work, judged) if work.jobs else "Reason recorded"
            yield TimelineEntry(
                ends_on,
                EntryKind.HOURS,
                EntryIcon.OVER if is_over else EntryIcon.HOURS,
                f"{words}, {week_words(ends_on)}",
                _note(judged, reason, today),
                "",
                "hours",
                person.client,
                FlagKind.OVER if is_over else None,
            )


def _note(judged: JudgedWeek, reason: Reason | None, today: date) -> str:
    limit = f" of {shown_pounds(judged.limit.pence)}" if judged.limit else ""
    parts = [spoken_hours(judged.seconds), f"{shown_pounds(judged.pence)}{limit}"]
    if reason:
        parts.append(reason.text)
    follow_up = reason.follow_up_on if reason else None
    return " · ".join(parts) + (f"\nFollow up on {short_day(follow_up, today)}" if follow_up else "")
