"""Returns and amendments read out of the unit's file, as they are listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, true

from ipsdesk.errors import CannotRun
from ipsdesk.models import Account
from ipsdesk.models.returns import ReturnFile as KeptFile
from ipsdesk.models.returns import ReturnNarrative
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import Period
from ipsdesk.services.submissions_kept import Amendment, Form, ReturnDraft, ReturnFile, State, Submission
from ipsdesk.services.submissions_store import AMENDMENTS, COMMISSIONERS, RETURNS

ACCOUNTS, FILES, NARRATIVES = Account.__table__, KeptFile.__table__, ReturnNarrative.__table__
NAMES_OF_KINDS = {3: "quarter", 6: "half-year", 12: "year"}
OTHER_DAYS = "other days"

Condition = ColumnElement[bool]


def kind_of(period: Period) -> str:
    """What a return of these days is called: ``quarter``."""
    return NAMES_OF_KINDS.get(period.months, OTHER_DAYS)


def submissions(connection: Connection, where: Condition | None = None) -> tuple[Submission, ...]:
    """The returns that a condition finds: drafts first, then the newest number first."""
    numbers = dict(
        connection.execute(select(RETURNS.c.id, RETURNS.c.number).where(RETURNS.c.number.is_not(None))).all()
    )
    after = {
        before: numbers[id_]
        for id_, before in connection.execute(select(RETURNS.c.id, RETURNS.c.supersedes_id))
        if before is not None and id_ in numbers
    }
    known = _Known(connection, numbers, after)
    rows = connection.execute(
        select(RETURNS)
        .where(true() if where is None else where)
        .order_by(RETURNS.c.number.is_not(None), RETURNS.c.number.desc(), RETURNS.c.id.desc())
    )
    return tuple(known.submission(row) for row in rows)


class _Known:
    """What the lines of a list need beside their own rows, each read once."""

    def __init__(self, connection: Connection, numbers: Mapping[int, int], after: Mapping[int, int]) -> None:
        ask = connection.execute
        self._numbers, self._after = numbers, after
        self._names: dict[int, str] = dict(ask(select(ACCOUNTS.c.id, ACCOUNTS.c.name)).all())
        payers = select(COMMISSIONERS.c.id, COMMISSIONERS.c.name)
        self._payers: dict[int, str] = dict(ask(payers).all())
        amended = select(AMENDMENTS.c.return_id, func.count()).group_by(AMENDMENTS.c.return_id)
        self._changed: dict[int, int] = dict(ask(amended).all())
        self._files: dict[int, list[str]] = defaultdict(list)
        for return_id, name in ask(select(FILES.c.return_id, FILES.c.name).order_by(FILES.c.id)):
            self._files[return_id].append(name)

    def submission(self, row: Any) -> Submission:
        """A row of returns as it is listed."""
        return Submission(
            row.id,
            row.number,
            Period(row.first_on, row.last_on, row.label),
            row.kind,
            Profile(row.profile),
            row.commissioner_id,
            self._payers.get(row.commissioner_id, ""),
            row.definitions_version,
            State(row.state),
            self._numbers.get(row.supersedes_id),
            self._after.get(row.id),
            self._names.get(row.prepared_by, ""),
            datetime.fromisoformat(row.prepared_at),
            self._names.get(row.approved_by, ""),
            _moment(row.approved_at),
            _moment(row.submitted_at),
            tuple(self._files[row.id]),
            self._changed.get(row.id, 0),
        )


def _moment(kept: str | None) -> datetime | None:
    return datetime.fromisoformat(kept) if kept else None


def drafts_of(connection: Connection, found: Iterable[Submission]) -> tuple[ReturnDraft, ...]:
    """Returns with what is said in them."""
    return tuple(_draft(connection, one) for one in found)


def _draft(connection: Connection, one: Submission) -> ReturnDraft:
    said = select(NARRATIVES.c.section, NARRATIVES.c.text).where(NARRATIVES.c.return_id == one.id)
    kept = select(RETURNS.c.readiness, RETURNS.c.choices).where(RETURNS.c.id == one.id)
    readiness, choices = connection.execute(kept).one()
    return ReturnDraft(one, dict(connection.execute(said).all()), readiness or {}, choices or {})


def return_row(connection: Connection, id_: int) -> Any:
    """A return by its key; raises ``CannotRun`` where there is none."""
    found = connection.execute(select(RETURNS).where(RETURNS.c.id == id_)).first()
    if found is None:
        raise CannotRun("This return is no longer there: its draft was thrown away. Nothing was changed.")
    return found


def numbered_row(connection: Connection, number: int) -> Any:
    """A submitted return by its number; raises ``CannotRun`` where there is none."""
    found = connection.execute(select(RETURNS).where(RETURNS.c.number == number)).first()
    if found is None:
        newest = connection.scalar(select(func.max(RETURNS.c.number)))
        known = f"The last one is number {newest}." if newest else "None has been submitted yet."
        raise CannotRun(f"There is no submitted return with the number {number}. {known}")
    return found


def files_of(connection: Connection, return_id: int) -> tuple[ReturnFile, ...]:
    """The files of a return, byte for byte."""
    kept = select(FILES.c.name, FILES.c.form, FILES.c.content).where(FILES.c.return_id == return_id)
    rows = connection.execute(kept.order_by(FILES.c.id))
    return tuple(ReturnFile(name, Form(form), content) for name, form, content in rows)


def amendments_of(connection: Connection, where: Condition | None = None) -> tuple[Amendment, ...]:
    """The amendments that a condition finds, newest first."""
    told = RETURNS.alias()
    rows = connection.execute(
        select(
            AMENDMENTS,
            *(RETURNS.c.number, RETURNS.c.first_on, RETURNS.c.last_on, RETURNS.c.label),
            ACCOUNTS.c.name.label("who"),
            told.c.number.label("told"),
        )
        .join(RETURNS, RETURNS.c.id == AMENDMENTS.c.return_id)
        .outerjoin(ACCOUNTS, ACCOUNTS.c.id == AMENDMENTS.c.account_id)
        .outerjoin(told, told.c.id == AMENDMENTS.c.told_in)
        .where(true() if where is None else where)
        .order_by(AMENDMENTS.c.at.desc(), AMENDMENTS.c.return_id.desc(), AMENDMENTS.c.id)
    )
    return tuple(
        Amendment(
            row.id,
            row.number,
            Period(row.first_on, row.last_on, row.label),
            row.words["key"],
            row.record_uuid,
            row.words["reference"],
            row.words["title"],
            row.words["before"],
            row.words["after"],
            row.who or "",
            datetime.fromisoformat(row.at),
            row.reason or "",
            row.told,
        )
        for row in rows
    )
