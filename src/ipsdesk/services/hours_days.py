"""Writes the days of a job that typing changed: a row each, and a removed row of the same day comes back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import Connection, select

from ipsdesk.errors import ChangedSince
from ipsdesk.measures.terms import live
from ipsdesk.models import Hours
from ipsdesk.rules.periods import DAY
from ipsdesk.rules.typed_hours import spoken_hours
from ipsdesk.services.hours_reading import ACTIVITIES, CLIENTS, HOURS, IS_JOB, read_people
from ipsdesk.services.hours_records import JobRecords, PersonRecords
from ipsdesk.services.hours_typing import Changed, HoursRefused, TypedHours, changed_by_hours
from ipsdesk.services.hours_words import spoken_day
from ipsdesk.services.saving import Saving, Values, kept_records


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as it stands after saving; ``seconds`` None: blank. ``version`` as a grid's cell has it."""

    activity: int
    day: date
    seconds: int | None
    pence: int | None
    version: int


def person_of(connection: Connection, activity: int, first: date, last: date) -> PersonRecords:
    """Whose job it is, with the benefit weeks that hold these days; raises ``HoursRefused`` if it is gone."""
    client = connection.scalar(
        select(ACTIVITIES.c.client_id)
        .join(CLIENTS, CLIENTS.c.id == ACTIVITIES.c.client_id)
        .where(IS_JOB, live(CLIENTS), ACTIVITIES.c.id == activity)
    )
    if client is None:
        raise HoursRefused(
            "This job was removed from the unit's records, so its hours were not saved. Nothing was changed."
        )
    return read_people(connection, [client], first - 6 * DAY, last + 6 * DAY)[0]


def for_whom(connection: Connection, activities: Collection[int]) -> str:
    """`` for Annis Fold``, where these jobs are all one person's."""
    of_jobs = select(CLIENTS.c.id, CLIENTS.c.name).join(ACTIVITIES, ACTIVITIES.c.client_id == CLIENTS.c.id)
    people = connection.execute(of_jobs.where(ACTIVITIES.c.id.in_(activities)).distinct()).all()
    return f" for {people[0].name}" if len(people) == 1 else ""


def write_typed(connection: Connection, saving: Saving, typed: Sequence[TypedHours]) -> list[WrittenDay]:
    """Write what was typed into any number of cells; raises ``HoursRefused`` or ``ChangedSince``."""
    written = []
    for activity, cells in groupby(sorted(typed, key=_by_job), key=lambda cell: cell.activity):
        of_job = list(cells)
        days = [cell.day for cell in of_job]
        person = person_of(connection, activity, min(days), max(days))
        job = person.job(activity)
        changed: Changed = {}
        for cell in of_job:
            _refuse_if_seen_otherwise(job, cell)
            step = changed_by_hours(job.with_days(changed), cell, person.week_ending(cell.day))
            changed |= step
        written += write_days(connection, saving, job, changed)
    return written


def _by_job(cell: TypedHours) -> tuple[int, bool]:
    # Days are filled before others are cleared, so that pay on a cleared day finds where to stand.
    return cell.activity, cell.seconds is None


def _refuse_if_seen_otherwise(job: JobRecords, cell: TypedHours) -> None:
    row = job.days.get(cell.day)
    if cell.seen is not None and cell.seen != (row.version if row else 0):
        now = spoken_hours(row.seconds) if row else "nothing"
        raise ChangedSince(
            f"{spoken_day(cell.day)} was changed since it was shown: it now has {now}. What was typed was "
            "not saved; look at it and type what is right."
        )


def write_days(connection: Connection, saving: Saving, job: JobRecords, changed: Changed) -> list[WrittenDay]:
    """Write the changed days of a job; gives how each stands now."""
    kept = _kept(connection, job.activity, changed)
    for day, row in sorted(changed.items()):
        record = kept.get(day)
        if row is None:
            if record is not None and not record["removed_at"]:
                saving.remove(Hours, record)
            continue
        values = {"seconds": row.seconds, "pence": row.pence}
        if record is None:
            saving.add(Hours, {"activity_id": job.activity, "on_date": day, **values})
        elif record["removed_at"]:
            saving.bring_back(Hours, record, values)
        else:
            saving.alter(Hours, record, values)
    now = _kept(connection, job.activity, changed)
    return [_written(job.activity, day, now.get(day)) for day in sorted(changed)]


def _kept(connection: Connection, activity: int, days: Iterable[date]) -> dict[date, Values]:
    """The rows of these days as they are kept, removed ones too."""
    of_days = select(HOURS).where(HOURS.c.activity_id == activity, HOURS.c.on_date.in_(list(days)))
    return {record["on_date"]: record for record in kept_records(connection, of_days)}


def _written(activity: int, day: date, record: Values | None) -> WrittenDay:
    if record is None or record["removed_at"]:
        return WrittenDay(activity, day, None, None, 0)
    return WrittenDay(activity, day, record["seconds"], record["pence"], record["version"])
