"""Which measures, and which periods, the records written in a transaction can have a part in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Date
from sqlalchemy.dialects import sqlite

from ipsdesk.measures import MEASURES, Measure
from ipsdesk.models import Client, Contact, Employer, Hours, Milestone, Rate, Record
from ipsdesk.services.saving import ADDED, BROUGHT_BACK, CHANGED, REMOVED, table_of
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope, narrowed, why_not
from ipsdesk.storage.database import Written

WORDS = re.compile(r"\w+")
COUNT_BY_WHAT_NAMES_THEM = (Client, Employer)
"""A new one is in no figure until another record names it."""
AT_ANY_TIME = (Milestone,)
"""Records that figures read whenever they were written."""
OF_ONE_DAY = (Hours, Contact)
"""Records that go and come back for their own days alone; others may take along what belongs to them."""
RATES = table_of(Rate).name


@dataclass(frozen=True, slots=True)
class Touch:
    """What was written: tables, columns (empty: all), and the earliest day it can matter on (None: any).

    ``jobs``: those whose hours it is, where it is nothing else.
    """

    tables: frozenset[str]
    columns: frozenset[str] = frozenset()
    since: date | None = None
    jobs: frozenset[int] = frozenset()

    def reaches(self, last: date) -> bool:
        """Whether a period that ends on this day can know of it."""
        return self.since is None or self.since <= last


def touches_of(written: Written) -> tuple[Touch, ...]:
    """What the transaction wrote of what any measure reads, record by record where its writer told."""
    measured = written.tables & measured_tables()
    if not measured:
        return ()
    told = tuple(touch for one in written.records for touch in _touches(*one))
    rest = measured - {table for done, model, *_ in written.records for table in _tables(model)}
    return (*told, Touch(frozenset(rest))) if rest else told


def feeds(touch: Touch, measure: Measure, scope: Scope) -> bool:
    """Whether the measure reads what was written."""
    words = words_read(measure, scope)
    if RATES in touch.tables:
        return True
    return bool(touch.tables & words) and (not touch.columns or bool(touch.columns & words))


@lru_cache(maxsize=2048)
def words_read(measure: Measure, scope: Scope) -> frozenset[str]:
    """Every table and column that the measure's statements name, and what else stands in them."""
    if why_not(measure, scope):
        return frozenset()
    own = narrowed(measure, scope)
    statements = [own.cases, *(other() for other in (own.per, own.beside) if other)]
    texts = (str(statement.compile(dialect=sqlite.dialect())) for statement in statements)
    return frozenset(word for text in texts for word in WORDS.findall(text))


@cache
def measured_tables() -> frozenset[str]:
    """The tables that any measure reads."""
    words: set[str] = {RATES}
    for measure in MEASURES:
        words |= words_read(measure, EVERYBODY)
    return frozenset(words)


def _touches(done: str, model: type[Record], record: Any, after: Any) -> Iterator[Touch]:
    if done == ADDED and model in COUNT_BY_WHAT_NAMES_THEM:
        return
    days = _days((*record.values(), *after.values()))
    since = min(days, default=None)
    changed = frozenset(after) if done == CHANGED else frozenset()
    if changed and _only_days(model, changed):
        moved = _days(value for name in changed for value in (record[name], after[name]))
        since = max((day for day in (since, min(moved, default=None)) if day), default=None)
    is_whole = done in (REMOVED, BROUGHT_BACK) and model not in OF_ONE_DAY
    since = None if is_whole or model in AT_ANY_TIME else since
    yield Touch(_tables(model), changed, since, _jobs(model, record, after))


def _jobs(model: type[Record], record: Any, after: Mapping[str, Any]) -> frozenset[int]:
    if model is not Hours:
        return frozenset()
    named = (values.get("activity_id") for values in (record, after))  # a new one is only in what is after
    return frozenset(activity for activity in named if activity is not None)


def _days(values: Iterable[Any]) -> list[date]:
    return [value for value in values if isinstance(value, date)]


def _only_days(model: type[Record], names: frozenset[str]) -> bool:
    columns = table_of(model).c
    return all(name in columns and isinstance(columns[name].type, Date) for name in names)


@cache
def _tables(model: type[Record]) -> frozenset[str]:
    return frozenset({table_of(model).name, *(link.table.name for link in model.links().values())})
