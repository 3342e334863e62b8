"""Returns, their rows and their amendments as the unit's file keeps them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from ipsdesk.errors import CannotRun
from ipsdesk.measures import Figure, Shape, Window
from ipsdesk.measures.sqlite import values_of
from ipsdesk.models import Commissioner, Setting
from ipsdesk.models.returns import Amendment as KeptAmendment
from ipsdesk.models.returns import Return, ReturnFigure, ReturnRow
from ipsdesk.rules.definitions import Choices, Chosen, Subject
from ipsdesk.rules.periods import Period
from ipsdesk.rules.targets import Sense, Target
from ipsdesk.services.figures import staffing_of
from ipsdesk.services.rates_reading import rates_of
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope, Whose
from ipsdesk.services.submissions_kept import State
from ipsdesk.services.submissions_rows import Changed, RowKey, Rows, RowState, in_order

RETURNS, AMENDMENTS, COMMISSIONERS = Return.__table__, KeptAmendment.__table__, Commissioner.__table__
ROWS, FIGURES, SETTINGS = ReturnRow.__table__, ReturnFigure.__table__, Setting.__table__
COUNTED_BY = "returns counted by definitions"


@dataclass(frozen=True, slots=True)
class InForce:
    """A submitted return that no other supersedes, as far as its rows are counted anew."""

    id: int
    number: int
    period: Period
    scope: Scope
    choices: Mapping[str, str]

    def window(self, connection: Connection) -> Window:
        """The days and choices it was counted by; the dated tables are those of today."""
        return window_of(connection, self.period, self.choices)


def window_of(connection: Connection, period: Period, choices: Mapping[str, str]) -> Window:
    """A period counted by choices that were kept."""
    chosen = tuple(Chosen(Subject(subject), date.min, choice) for subject, choice in choices.items())
    return Window(period, replace(staffing_of(connection), choices=chosen), rates_of(connection))


def choices_kept(choices: Choices) -> dict[str, str]:
    """Choices as a return keeps them."""
    return {subject: choices[subject] for subject in Subject}


def scope_of(connection: Connection, commissioner: int | None) -> Scope:
    """Everybody, or those whom one commissioner pays for; raises ``CannotRun`` where there is none such."""
    if commissioner is None:
        return EVERYBODY
    name = connection.scalar(select(COMMISSIONERS.c.name).where(COMMISSIONERS.c.id == commissioner))
    if name is None:
        raise CannotRun("There is no such commissioner. Nothing was changed.")
    return Scope(Whose.COMMISSIONER, commissioner, name)


def in_force(connection: Connection) -> list[InForce]:
    """Every submitted return that no other supersedes, oldest period first."""
    other = RETURNS.alias()
    superseded = select(other.c.supersedes_id).where(
        other.c.state == State.SUBMITTED, other.c.supersedes_id.is_not(None)
    )
    rows = connection.execute(
        select(RETURNS)
        .where(RETURNS.c.state == State.SUBMITTED, RETURNS.c.id.not_in(superseded))
        .order_by(RETURNS.c.last_on, RETURNS.c.number)
    )
    return [in_force_of(connection, row) for row in rows.all()]


def in_force_of(connection: Connection, row: Any) -> InForce:
    """A row of returns as it is counted anew."""
    period = Period(row.first_on, row.last_on, row.label)
    return InForce(row.id, row.number, period, scope_of(connection, row.commissioner_id), row.choices or {})


# ---- rows -----------------------------------------------------------------------------------------


def keep_rows(connection: Connection, return_id: int, rows: Rows) -> None:
    """Keep every row of a return."""
    kept = [
        {
            "return_id": return_id,
            "key": row.key,
            "subject_kind": row.kind,
            "subject_uuid": row.uuid,
            **part._asdict(),
        }
        for row, parts in rows.items()
        for part in parts
    ]
    if kept:
        connection.execute(insert(ReturnRow), kept)


def rows_kept(
    connection: Connection,
    return_id: int,
    keys: Collection[str] | None = None,
    uuids: Collection[str] | None = None,
) -> Rows:
    """The rows of a return as it was submitted, of these measures or of all; of these records or of all."""
    wanted = select(ROWS.c.key, ROWS.c.subject_kind, ROWS.c.subject_uuid, *_PART).where(
        ROWS.c.return_id == return_id
    )
    given = {}
    for name, column, listed in (("keys", ROWS.c.key, keys), ("uuids", ROWS.c.subject_uuid, uuids)):
        if listed is not None:
            wanted = wanted.where(column.in_(select(values_of(bindparam(name)).c.value)))
            given[name] = json.dumps(sorted(listed))
    found: Rows = {}
    twice: dict[RowKey, list[RowState]] = defaultdict(list)
    for key, kind, uuid, *part in connection.execute(wanted, given).all():
        row, state = RowKey(key, kind, uuid), RowState(*part)
        if row in found:
            twice[row].append(state)
        else:
            found[row] = (state,)
    return found | {row: in_order((*found[row], *more)) for row, more in twice.items()}


_PART = (ROWS.c.state, ROWS.c.amount, ROWS.c.band)


def rows_amended(
    connection: Connection, return_id: int, keys: Collection[str], uuids: Collection[str] | None = None
) -> Rows:
    """The rows of a return with every amendment made to it: how they stood before this write."""
    found = rows_kept(connection, return_id, keys, uuids)
    amended = select(AMENDMENTS.c.words, AMENDMENTS.c.kind, AMENDMENTS.c.record_uuid, AMENDMENTS.c.after)
    for words, kind, uuid, after in connection.execute(
        amended.where(AMENDMENTS.c.return_id == return_id).order_by(AMENDMENTS.c.id)
    ):
        if words["key"] in keys and (uuids is None or uuid in uuids):
            found[RowKey(words["key"], kind, uuid)] = tuple(RowState(*part) for part in after)
    return found


def keep_amendments(
    connection: Connection,
    return_id: int,
    changed: Iterable[tuple[Changed, Mapping[str, str]]],
    noted: Mapping[str, Any],
) -> None:
    """Keep what a write did to the rows of a return, with its words; ``noted``: by whom, when, why."""
    kept = [
        {
            "return_id": return_id,
            "kind": one.row.kind,
            "record_uuid": one.row.uuid,
            "before": list(map(list, one.before)),
            "after": list(map(list, one.after)),
            "words": {"key": one.row.key, **words},
            **noted,
        }
        for one, words in changed
    ]
    connection.execute(insert(KeptAmendment), kept)


def counted_by(connection: Connection) -> str | None:
    """The version of the definitions by which the rows of submitted returns were last counted."""
    return connection.scalar(select(SETTINGS.c.value).where(SETTINGS.c.name == COUNTED_BY))


def keep_counted_by(connection: Connection, version: str) -> None:
    """Keep that version."""
    connection.execute(delete(Setting).where(SETTINGS.c.name == COUNTED_BY))
    connection.execute(insert(Setting).values(name=COUNTED_BY, value=version))


# ---- figures --------------------------------------------------------------------------------------


def figure_as_json(figure: Figure) -> dict[str, Any]:
    """A figure as it is kept, exact."""
    plain = asdict(figure)
    return {name: _plain(value) for name, value in plain.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value


def figure_of_json(kept: Mapping[str, Any]) -> Figure:
    """The same figure again."""
    exact: dict[str, Any] = {
        name: Fraction(kept[name]) for name in ("value", "numerator", "denominator", "median") if name in kept
    }
    plain = {name: kept[name] for name in ("n", "not_yet", "current", "confirmed", "bands") if name in kept}
    target = None
    if asked := kept.get("target"):
        target = Target(Sense(asked["sense"]), tuple(map(Fraction, asked["bounds"])), asked["working"])
    return Figure(kept["key"], Shape(kept["shape"]), target=target, **exact, **plain)


def figures_kept(connection: Connection, return_id: int) -> dict[str, Figure]:
    """Every figure of a submitted return, by measure."""
    rows = connection.execute(select(FIGURES.c.key, FIGURES.c.figure).where(FIGURES.c.return_id == return_id))
    return {key: figure_of_json(figure) for key, figure in rows}
