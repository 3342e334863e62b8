"""Rows that SQLite hands over in one piece are the rows it hands over one by one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Date, Select, String, bindparam, literal, null, select, union_all

from ipsdesk.measures.terms import C
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.desk import Desk
from tests.units import TODAY

DAY = bindparam("day", type_=Date)
HARD = 'Zoë "Bo" \\ ليلى\n\t1'
STATEMENTS: dict[str, tuple[Any, dict[str, object]]] = {
    "a day, one that was given, and none": (
        select(literal(date(2024, 2, 29)), DAY, null().cast(Date), literal(0)),
        {"day": TODAY},
    ),
    "text as it is": (select(literal(HARD, String), bindparam("words")), {"words": "2026-01-01"}),
    "a list of values": (select(literal(1)).where(literal("b").in_(["a", "b"])), {}),
    "columns of one name": (select(C.c.id, C.c.id), {}),
    "several rows": (
        select(union_all(select(literal(1).label("n")), select(literal(2))).subquery().c.n),
        {},
    ),
    "no row": (select(literal(1)).where(literal(1) == 2), {}),
}


@pytest.mark.parametrize(("statement", "given"), STATEMENTS.values(), ids=STATEMENTS)
def test_it_reads_what_the_statement_itself_does(
    desk: Desk, statement: Select[Any], given: dict[str, object]
) -> None:
    with desk.workspace.transactions.read() as connection:
        packed = Packed(lambda: statement, *given).rows(connection, given)
        plain = connection.execute(statement, given).all()
    assert sorted(map(tuple, packed)) == sorted(map(tuple, plain))


def test_the_words_of_a_statement_are_made_once(desk: Desk) -> None:
    made: list[Select[Any]] = []

    def make() -> Select[Any]:
        made.append(select(literal(1)))
        return made[-1]

    packed = Packed(make)
    packed.get_ready()
    with desk.workspace.transactions.read() as connection:
        assert packed.rows(connection, {}) == packed.rows(connection, {}) == [[1]]
    assert len(made) == 1
