"""Checks that need a whole row, or several records: orders of days, one open episode, hours within a job."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection

from ipsdesk.models import FAMILIES
from ipsdesk.services.contracts_checks import CONTRACT_CHECKS
from ipsdesk.services.fidelity_checks import check_fidelity
from ipsdesk.services.intake_rows import Outcome, SheetIntake
from ipsdesk.services.team_checks import check_team, is_written

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

DUE_EARLY = """
SELECT actions.id, reviews.id, reviews.reference, reviews.on_date, actions.due_on < reviews.on_date
FROM fidelity_actions AS actions JOIN fidelity_reviews AS reviews ON reviews.id = actions.review_id
WHERE actions.removed_at IS NULL AND reviews.removed_at IS NULL
  AND min(actions.due_on, coalesce(actions.revised_due_on, actions.due_on)) < reviews.on_date
ORDER BY actions.id
"""
"""Actions of a plan that would be due before the review they follow from."""


class Naming(NamedTuple):
    """A field by which a record of one person names another record, which has to be of the same person.

    ``statement`` finds those that name somebody else's: key, the other's key, and the other's reference.
    """

    kind: str
    name: str
    target: str
    noun: str
    statement: str


def _namings() -> Iterator[Naming]:
    of_clients = {model.family.kind: model for model in FAMILIES if "client_id" in dict(model.fields())}
    for kind, model in of_clients.items():
        for name, declared in model.fields():
            other = of_clients.get(declared.target or "")
            if other is None or not other.family.identity:
                continue
            statement = (
                f"SELECT one.id, other.id, other.{other.family.identity} "  # noqa: S608
                f"FROM {model.__tablename__} AS one "
                f"JOIN {other.__tablename__} AS other ON other.id = one.{name} "
                "WHERE one.removed_at IS NULL AND one.client_id <> other.client_id ORDER BY one.id"
            )
            yield Naming(kind, name, other.family.kind, other.family.noun, statement)


ANOTHERS = tuple(_namings())
"""The referral of an activity, the job of an adjustment or of a profile: what may be another person's."""

THERE_TWICE: dict[str, str] = {
    model.family.kind: f"""
SELECT one.id, other.id FROM {model.__tablename__} AS one
JOIN {model.__tablename__} AS other
  ON {" AND ".join(f"other.{name} = one.{name}" for name in model.family.natural_key)} AND other.id > one.id
WHERE one.removed_at IS NULL AND other.removed_at IS NULL
"""  # noqa: S608
    for model in FAMILIES
    if model.family.natural_key and not model.stays_taken(model.family.natural_key)
}
"""Two records with the same natural key, by kind, where the table itself does not keep them apart."""


def spoken(day: str) -> str:
    """A kept day as people write it."""
    return f"{date.fromisoformat(day):%d/%m/%Y}"


def check_rows(intake: SheetIntake, rows: dict[int, dict[str, Any]], today: date) -> None:
    """Complain of each row that contradicts itself; such rows are marked bad."""
    _check_repeats(intake, rows)
    _check_contract(intake, rows)
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


def _check_contract(intake: SheetIntake, rows: dict[int, dict[str, Any]]) -> None:
    """Targets of known measures, and definitions that can be chosen."""
    check = CONTRACT_CHECKS.get(intake.model.family.kind)
    if check is None:
        return
    key = intake.model.family.natural_key
    known = {tuple(record[name] for name in key): record for record in intake.existing.values()}
    for number, row in rows.items():
        whole = {**known.get(tuple(row[name] for name in key), {}), **row}
        for attribute, text in check(whole).items():
            intake.complain(number, attribute, text)


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
    for naming in (one for one in ANOTHERS if one.kind in outcomes):
        for id_, _, reference in connection.exec_driver_sql(naming.statement):
            article = "an" if naming.noun[0] in "aeiou" else "a"
            text = f"'{reference}' is {article} {naming.noun} of another client"
            _complain_of(outcomes, (naming.kind, naming.name, (id_,)), text)
    if {"activity", "hours"} & set(outcomes):
        _check_hours(connection, outcomes)
    if {"fidelity review", "fidelity action"} & set(outcomes):
        _check_due(connection, outcomes)
    check_fidelity(connection, outcomes)
    check_team(connection, outcomes)


def _check_due(connection: Connection, outcomes: Outcomes) -> None:
    """Only where a row is new or changed: a unit may have recorded such a day before it was refused."""
    for action, review, reference, day, is_due in connection.exec_driver_sql(DUE_EARLY):
        if is_written(outcomes, "fidelity action", action):
            text = f"due before its review '{reference}' of {spoken(day)}"
            at = "due_on" if is_due else "revised_due_on"
            _complain_of(outcomes, ("fidelity action", at, (action,)), text)
        elif is_written(outcomes, "fidelity review", review):
            text = f"an action of this review is due before {spoken(day)}"
            _complain_of(outcomes, ("fidelity review", "on_date", (review,)), text)


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
