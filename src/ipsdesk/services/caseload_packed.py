"""All rows of a statement in one piece of text, for the list of everybody.

The driver lets go of the interpreter at every row it fetches, and a window that is being put together on
another thread then has it for half a millisecond: for two thousand rows that is a second.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Date, Select, func, select
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

DIALECT = SQLiteDialect_pysqlite(paramstyle="named")


class Packed:
    """A statement whose rows SQLite hands over as one list in JSON.

    ``asked``: the names of what is given whenever it is carried out, beside those that it finds itself. It
    is made, and put into the words of SQL, once for every unit: by `get_ready`, else when it is first
    carried out.
    """

    def __init__(self, make: Callable[[], Select[Any]], *asked: str) -> None:
        self._make, self._asked = make, asked

    @cached_property
    def _ready(self) -> tuple[str, dict[str, Any], list[int]]:
        columns = self._make().subquery("rows").c
        days = [place for place, column in enumerate(columns) if isinstance(column.type, Date)]
        statement = select(func.json_group_array(func.json_array(*columns)))
        compiled = statement.compile(dialect=DIALECT)
        asked = [*self._asked, *(name for name, bind in compiled.binds.items() if bind.required)]
        words = compiled.construct_expanded_state(dict.fromkeys(asked))
        return words.statement, dict(words.parameters), days

    def get_ready(self) -> None:
        """Do now what the first reading would have to wait for."""
        self._ready  # noqa: B018 - made by being asked for

    def rows(self, connection: Connection, given: Mapping[str, Any]) -> list[list[Any]]:
        """The rows in no order, their days as dates."""
        words, own, days = self._ready
        asked = {name: _kept(value) for name, value in {**own, **given}.items()}
        rows: list[list[Any]] = json.loads(connection.exec_driver_sql(words, asked).scalar_one())
        for row in rows:
            for place in days:
                if row[place]:
                    row[place] = date.fromisoformat(row[place])
        return rows


def _kept(value: Any) -> Any:
    """As it is kept in the file."""
    return value.isoformat() if isinstance(value, date) else value
