"""Whatever is written, by whatever way: what is noted of a submitted return is what a whole recount finds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, Date, Integer, func, select
from sqlalchemy.exc import DatabaseError

from ipsdesk.errors import AmendmentReasonNeeded, DeskError
from ipsdesk.measures import MEASURES
from ipsdesk.models import FAMILIES, Client, Record
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.amending import because
from ipsdesk.services.amending_people import WindowOfPeople, identities_of, is_of_people, over_people
from ipsdesk.services.amending_reach import Touch, feeds, measured_tables
from ipsdesk.services.desk import Desk
from ipsdesk.services.saving import SAVED_HERE, Saving, record_at, table_of
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope, Whose
from ipsdesk.services.submissions import Form, ReturnFile
from ipsdesk.services.submissions_rows import count_rows, differences
from ipsdesk.services.submissions_store import in_force, rows_amended
from tests.recount.generator import generate_unit
from tests.units import bring_in, copy_unit, sit_down

PERIODS = ("2026-27 Q2", "2025-26 Q4")
KEYS = {measure.key for measure in MEASURES}
CHANGES = 15
READ = [model for model in FAMILIES if table_of(model).name in measured_tables()]
WRITTEN = [model for model in READ if model.family.kind in SAVED_HERE]


@pytest.fixture(scope="module", params=[6])
def submitted(request: pytest.FixtureRequest, empty_unit: Path, tmp_path_factory: Any) -> Iterator[Desk]:
    """A generated unit with two quarters submitted."""
    folder = tmp_path_factory.mktemp("amended")
    generate_unit(request.param, folder / "unit.xlsx")
    with sit_down(copy_unit(empty_unit, folder / "Larkrise.ipsdesk")) as desk:
        assert bring_in(desk, folder / "unit.xlsx").written
        for period in PERIODS:
            draft = desk.submissions.begin(parse_period(period))
            desk.submissions.submit(draft, [ReturnFile("return.xlsx", Form.WORKBOOK, b"as sent")])
        yield desk


def recounted(connection: Connection) -> list[Any]:
    """What every row of every measure, counted anew, says otherwise than what is noted of the returns."""
    return [
        changed
        for one in in_force(connection)
        for changed in differences(
            rows_amended(connection, one.id, KEYS),
            count_rows(connection, one.window(connection), one.scope),
        )
    ]


def change_at_random(saving: Saving, random: Random) -> None:
    """Remove a record, add one more like it, or give it a value of another of its kind."""
    connection = saving.connection
    model = random.choice(WRITTEN)
    table = table_of(model)
    ids = connection.scalars(select(table.c.id).where(table.c.removed_at.is_(None))).all()
    if not ids:
        return
    record, other = (record_at(connection, model, random.choice(ids)) for _ in range(2))
    match random.randrange(6):
        case 0:
            saving.remove(model, record)
        case 1:
            saving.add(model, one_more(connection, model, record, random))
        case _:
            name = random.choice([name for name, _ in model.fields()])
            saving.alter(model, record, {name: moved(table.c.get(name), other[name], random)})


def one_more(connection: Connection, model: type[Record], record: Any, random: Random) -> dict[str, Any]:
    """A record like another, with an identity of its own, some days apart."""
    table = table_of(model)
    values = {name: moved(table.c.get(name), record[name], random) for name, _ in model.fields()}
    if identity := model.family.identity:
        values[identity] = f"{record[identity]}-{connection.scalar(select(func.count()).select_from(table))}"
    return values


def moved(column: Any, value: Any, random: Random) -> Any:
    """A day so many days from it; any other value as it is."""
    if column is not None and isinstance(column.type, Date) and isinstance(value, date):
        return value + timedelta(days=random.choice((-400, -90, -7, 0, 7, 90, 400)))
    if column is not None and isinstance(column.type, Integer) and not column.foreign_keys and value:
        return max(1, value + random.choice((-1, 0, 1)))
    return value


def test_what_is_noted_is_what_a_whole_recount_finds(submitted: Desk) -> None:
    random = Random(7)
    doors, asked, kept = submitted.workspace.transactions, 0, 0
    for _ in range(CHANGES):
        seed, needs = random.random(), None
        for reason in ("", "seen at the yearly look through the records"):
            with ExitStack() as stack:
                if reason:
                    stack.enter_context(because(reason))
                try:
                    with doors.begin() as connection:
                        saving = Saving(submitted.workspace, connection, "a change")
                        change_at_random(saving, Random(seed))
                        needs = bool(recounted(connection))
                except AmendmentReasonNeeded:
                    assert needs, "a reason was asked for what changes nothing"
                    asked += 1
                except (DeskError, DatabaseError):
                    needs = None  # a change that the tables or the checks refuse
                    break
                else:
                    assert reason or not needs, "a change went by that should have been asked for"
                    kept += 1
                    break
        with doors.read() as connection:
            assert recounted(connection) == []
    assert asked > 1
    assert kept > asked


OF_HOURS = [one for one in MEASURES if feeds(Touch(frozenset({"hours"})), one, EVERYBODY)]


@pytest.mark.parametrize("scope", [EVERYBODY, Scope(Whose.COMMISSIONER, 1)], ids=lambda one: one.whose)
def test_where_hours_alone_are_written_the_rows_of_those_people_are_all_of_it(
    submitted: Desk, scope: Scope
) -> None:
    random, told = Random(7), 0
    assert is_of_people(OF_HOURS)
    with submitted.workspace.transactions.read() as connection:
        everybody = connection.scalars(select(table_of(Client).c.id)).all()
        for one in in_force(connection):
            window = one.window(connection)
            whole = count_rows(connection, window, scope, OF_HOURS)
            for _ in range(CHANGES):
                people = json.dumps(sorted(random.sample(everybody, random.randint(1, 3))))
                own, theirs = WindowOfPeople.over(window, people), identities_of(connection, people)
                found = count_rows(connection, own, scope, OF_HOURS, over_people)
                assert found == {row: parts for row, parts in whole.items() if row.uuid in theirs}
                told += len(found)
    assert told or scope is not EVERYBODY
