"""Checks that need a whole row, or several records: orders of days, one open episode, hours within a job."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection

from ipsdesk.services.intake_rows import Outcome, SheetIntake

Outcomes = dict[str, tuple[SheetIntake, Outcome]]

OPEN_TWICE = """
SELECT later.id, earlier.id, earlier.reference
FROM episodes AS later JOIN episodes AS earlier ON earlier.client_id = later.client_id
WHERE later.removed_at IS NULL AND earlier.removed_at IS NULL
  AND (earlier.received_on, earlier.id) < (later.received_on, later.id)
  AND coalesce(earlier.closed_on, earlier.declined_on, '9999-12-31') > later.received_on
ORDER BY later.id
"""

HOURS_OUTSIDE = """
SELECT hours.id, activities.id, activities.reference, hours.on_date
FROM hours JOIN activities ON activities.id = hours.activity_id
WHERE hours.removed_at IS NULL AND activities.removed_at IS NULL
  AND (hours.on_date < activities.started_on OR hours.on_date > activities.ended_on)
ORDER BY hours.id
"""

ANOTHERS_REFERRAL = """
SELECT activities.id, episodes.reference FROM activities JOIN episodes ON episodes.id = activities.episode_id
WHERE activities.removed_at IS NULL AND activities.client_id <> episodes.client_id
ORDER BY activities.id
"""

RATED_TWICE = """
SELECT one.id, other.id FROM goal_ratings AS one
JOIN goal_ratings AS other
  ON other.goal_id = one.goal_id AND other.on_date = one.on_date AND other.id > one.id
WHERE one.removed_at IS NULL AND other.removed_at IS NULL
"""


def spoken(day: str) -> str:
    """A kept day as people write it."""
    return f"{date.fromisoformat(day):%d/%m/%Y}"


def check_rows(intake: SheetIntake, rows: dict[int, dict[str, Any]], today: date) -> None:
    """Complain of each row that contradicts itself; such rows are marked bad."""
    _check_repeats(intake, rows)
    orders = _orders_given(intake)
    identity = intake.model.family.identity or ""
    existing = (
        {record[identity]: record for record in intake.existing.values()} if orders and identity else {}
    )
    for number, row in rows.items():
        known = existing.get(row.get(identity), {})
        for first, last in orders:
            start, end = (row.get(name, known.get(name)) for name in (first, last))
            if start and end and end < start:
                at = last if last in row else first
                intake.complain(
                    number,
                    at,
                    f"{intake.fields[last].label} {spoken(end)} is before {intake.fields[first].label} "
                    f"{spoken(start)}",
                )
        if (born := row.get("born_on")) and born > today.isoformat():
            intake.complain(number, "born_on", f"{spoken(born)} is in the future")
        if (monday := row.get("week_starting_on")) and date.fromisoformat(monday).weekday():
            intake.complain(number, "week_starting_on", f"{spoken(monday)} is not a Monday")


def _orders_given(intake: SheetIntake) -> list[tuple[str, str]]:
    return [pair for pair in intake.model.family.orders if set(pair) & set(intake.columns)]


def _check_repeats(intake: SheetIntake, rows: dict[int, dict[str, Any]]) -> None:
    """References are unique in their sheet, and so is a natural key; a single record stands once."""
    family = intake.model.family
    key = (family.identity,) if family.identity else family.natural_key
    if not key and not family.single:
        return
    seen: dict[tuple[Any, ...], int] = {}
    for number, row in rows.items():
        value = tuple(row[name] for name in key)
        first = seen.setdefault(value, number)
        if first != number:
            intake.complain(number, key[0] if key else intake.columns[0], _repeat_words(intake, row, first))


def _repeat_words(intake: SheetIntake, row: dict[str, Any], first: int) -> str:
    family = intake.model.family
    if family.single:
        return f"only one {family.noun} can stand in this sheet (row {first} has it already)"
    if family.identity:
        return f"'{row[family.identity]}' is already in row {first}"
    labels = (intake.fields[name].label.removesuffix(" ID").lower() for name in family.natural_key)
    return f"row {first} has the same {' and '.join(labels)} already"


def check_unit(connection: Connection, outcomes: Outcomes) -> None:
    """Complain of incoming rows that contradict other records, once all of them are in place."""
    if "referral" in outcomes:
        for later, earlier, reference in connection.exec_driver_sql(OPEN_TWICE):
            text = f"received while referral '{reference}' of the same client is still open"
            _complain_of(outcomes, ("referral", "received_on", (later, earlier)), text)
    if "activity" in outcomes:
        for activity, reference in connection.exec_driver_sql(ANOTHERS_REFERRAL):
            text = f"'{reference}' is a referral of another client"
            _complain_of(outcomes, ("activity", "episode_id", (activity,)), text)
    if {"activity", "hours"} & set(outcomes):
        _check_hours(connection, outcomes)


def _check_hours(connection: Connection, outcomes: Outcomes) -> None:
    for hours, activity, reference, day in connection.exec_driver_sql(HOURS_OUTSIDE):
        text = f"{spoken(day)} is outside the time of activity '{reference}'"
        if not _complain_of(outcomes, ("hours", "on_date", (hours,)), text):
            text = f"hours are recorded on {spoken(day)}, outside these dates"
            _complain_of(outcomes, ("activity", "started_on", (activity,)), text)


def _complain_of(outcomes: Outcomes, where: tuple[str, str, tuple[int, ...]], text: str) -> bool:
    """Complain at the first of the records that came in with this workbook; False if none did."""
    kind, attribute, candidates = where
    if kind not in outcomes:
        return False
    intake, outcome = outcomes[kind]
    for number in _rows_of(outcome, candidates):
        intake.complain(number, attribute, text)
        return True
    return False


def _rows_of(outcome: Outcome, ids: tuple[int, ...]) -> Iterator[int]:
    return (outcome.places[id_] for id_ in ids if id_ in outcome.places)
