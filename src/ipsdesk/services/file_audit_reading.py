"""Audits of files as they are shown: the list of them, one with its files, and shares of yes over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, String, and_, bindparam, case, cast, func, select

from ipsdesk.measures.sqlite import Expression
from ipsdesk.measures.terms import as_number, live, within
from ipsdesk.measures.window import FIRST, LAST
from ipsdesk.models import AuditedFile, Client, FileAudit, Staff
from ipsdesk.rules.codes import AUDIT_ANSWERS
from ipsdesk.rules.periods import add_months
from ipsdesk.services.file_audit_checks import CHECKS, KEYS, NO, YES, Check, proposals_of
from ipsdesk.services.file_audit_facts import facts_of
from ipsdesk.services.restricted_access import RESTRICTED_RECORD, Access

AUDITS, CLIENTS, FILES, STAFF = (
    FileAudit.__table__,
    Client.__table__,
    AuditedFile.__table__,
    Staff.__table__,
)
AUDIT: BindParameter[int] = bindparam("audit")
MONTHS_BACK = 12


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An audit in few words: how many of its checks are answered, and what is still to be put right."""

    id: int
    reference: str
    on: date
    auditor: str
    per_specialist: int
    completed_on: date | None
    note: str
    files: int
    answered: int
    yes: int
    no: int
    to_put_right: int

    @property
    def checks(self) -> int:
        """How many answers it takes."""
        return self.files * len(CHECKS)


@dataclass(frozen=True, slots=True)
class CheckSeen:
    """A check of a file: the answer (empty: none yet), and what the records propose and why."""

    check: Check
    answer: str
    proposed: str
    words: str

    @property
    def differs(self) -> bool:
        """Whether the auditor says something else than the records."""
        return bool(self.answer) and self.answer != self.proposed


@dataclass(frozen=True, slots=True)
class FileSeen:
    """A file of an audit; of one that this account opens only with a reason nothing is told but whose it is.

    ``is_own``: whoever is at the desk works with this person.
    """

    id: int
    client: int
    reference: str
    name: str
    staff_id: int | None
    staff: str
    checks: tuple[CheckSeen, ...]
    finding: str = ""
    put_right_by_on: date | None = None
    owner_id: int | None = None
    owner: str = ""
    put_right_on: date | None = None
    again_on: date | None = None
    again_by: str = ""
    result: str = ""
    note: str = ""
    is_own: bool = False
    is_withheld: bool = False

    @property
    def answered(self) -> int:
        """How many checks have an answer."""
        return sum(bool(one.answer) for one in self.checks)

    def count(self, answer: str) -> int:
        """How many checks have this answer."""
        return sum(one.answer == answer for one in self.checks)

    @property
    def lacks_words(self) -> bool:
        """Whether some check says no and there is neither a finding nor a note."""
        return bool(self.count(NO)) and not (self.finding or self.note)

    @property
    def is_to_put_right(self) -> bool:
        """Whether something found is not put right yet."""
        return bool(self.finding) and self.put_right_on is None


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Every audit, the newest first, and one of them with its files; ``me`` is who is at the desk."""

    today: date
    audits: tuple[AuditLine, ...]
    chosen: AuditLine | None
    files: tuple[FileSeen, ...]
    me: int | None


def audit_lines(connection: Connection) -> tuple[AuditLine, ...]:
    """Every audit, the newest first."""
    own = AUDITS.c
    answered, yes, no = (
        func.sum(reduce(add, (as_number(FILES.c[key].in_(words)) for key in KEYS)))
        for words in (AUDIT_ANSWERS, (YES,), (NO,))
    )
    waits = as_number(and_(FILES.c.finding.is_not(None), FILES.c.put_right_on.is_(None)))
    statement = (
        select(
            own.id, own.reference, own.on_date, STAFF.c.name, own.per_specialist, own.completed_on, own.note,
            func.count(FILES.c.id), func.coalesce(answered, 0), func.coalesce(yes, 0), func.coalesce(no, 0),
            func.coalesce(func.sum(waits), 0),
        )
        .outerjoin(STAFF, STAFF.c.id == own.auditor_id)
        .outerjoin(FILES, and_(FILES.c.audit_id == own.id, live(FILES)))
        .where(live(AUDITS))
        .group_by(own.id)
        .order_by(own.on_date.desc(), own.id.desc())
    )  # fmt: skip
    return tuple(
        AuditLine(id_, reference, on, auditor or "", each, completed, note or "", *counts)
        for id_, reference, on, auditor, each, completed, note, *counts in connection.execute(statement)
    )


def files_of(
    connection: Connection, audit: int, on: date, access: Access, me: int | None
) -> tuple[FileSeen, ...]:
    """The files of an audit in the order they were drawn, with what their records say of its day."""
    rows = [dict(row._mapping) for row in connection.execute(_files(), {"audit": audit})]
    readable = {row["client_id"] for row in rows} - access.asked
    facts = facts_of(connection, readable, on)
    return tuple(
        _withheld(row)
        if row["client_id"] in access.asked
        else _seen(row, _checks(row, proposals_of(facts.get(row["client_id"]), on)), me)
        for row in rows
    )


def _files() -> Select[Any]:
    whose, owner, again = STAFF.alias("whose"), STAFF.alias("owners"), STAFF.alias("again_by")
    return (
        select(
            FILES, CLIENTS.c.reference, CLIENTS.c.name, whose.c.name.label("staff_name"),
            owner.c.name.label("owner_name"), again.c.name.label("again_name"),
        )
        .join(CLIENTS, CLIENTS.c.id == FILES.c.client_id)
        .outerjoin(whose, whose.c.id == FILES.c.staff_id)
        .outerjoin(owner, owner.c.id == FILES.c.owner_id)
        .outerjoin(again, again.c.id == FILES.c.again_by_id)
        .where(live(FILES), FILES.c.audit_id == AUDIT)
        .order_by(FILES.c.id)
    )  # fmt: skip


def _checks(row: Mapping[str, Any], proposed: Mapping[str, Any]) -> tuple[CheckSeen, ...]:
    return tuple(
        CheckSeen(check, row[check.key] or "", proposed[check.key].answer, proposed[check.key].words)
        for check in CHECKS
    )


def _withheld(row: Mapping[str, Any]) -> FileSeen:
    return FileSeen(
        row["id"], row["client_id"], row["reference"], row["name"], row["staff_id"], row["staff_name"] or "",
        (), note=RESTRICTED_RECORD, is_withheld=True,
    )  # fmt: skip


def _seen(row: Mapping[str, Any], checks: tuple[CheckSeen, ...], me: int | None) -> FileSeen:
    return FileSeen(
        row["id"], row["client_id"], row["reference"], row["name"], row["staff_id"], row["staff_name"] or "",
        checks, row["finding"] or "", row["put_right_by_on"], row["owner_id"], row["owner_name"] or "",
        row["put_right_on"], row["again_on"], row["again_name"] or "", row["result"] or "", row["note"] or "",
        is_own=me is not None and row["staff_id"] == me,
    )  # fmt: skip


# ---- over time ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Share:
    """Of so many checks answered yes or no, those answered yes."""

    yes: int = 0
    of: int = 0

    @property
    def percent(self) -> float | None:
        """As a number of a hundred; None where there is nothing to share."""
        return 100 * self.yes / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class MonthOfAudits:
    """A calendar month by its first day: how many audits are dated in it, and what was answered."""

    first: date
    audits: int
    share: Share


@dataclass(frozen=True, slots=True)
class AuditTrend:
    """The twelve months to today, and each check over all of them; of one specialist where one is named.

    ``people`` are those of whom this account may see it.
    """

    staff: int | None
    months: tuple[MonthOfAudits, ...]
    checks: tuple[tuple[Check, Share], ...]
    people: tuple[tuple[int, str], ...]

    @property
    def share(self) -> Share:
        """All of it."""
        return Share(sum(one.yes for _, one in self.checks), sum(one.of for _, one in self.checks))


def read_trend(
    connection: Connection, today: date, staff: int | None, people: tuple[tuple[int, str], ...]
) -> AuditTrend:
    """The shares of yes over twelve months, by month and by check, in one statement."""
    first = add_months(today.replace(day=1), 1 - MONTHS_BACK)
    rows = connection.execute(_shares(staff), {"first": first, "last": today}).all()
    found = {row.month: row for row in rows}
    starts = [add_months(first, n) for n in range(MONTHS_BACK)]
    months = tuple(_month(day, found.get(day.strftime("%Y-%m"))) for day in starts)
    checks = tuple((check, _share(rows, [check.key])) for check in CHECKS)
    return AuditTrend(staff, months, checks, people)


def _shares(staff: int | None) -> Select[Any]:
    month: Expression = func.substr(cast(AUDITS.c.on_date, String), 1, 7)
    own = [live(FILES), FILES.c.audit_id == AUDITS.c.id]
    if staff is not None:
        own.append(FILES.c.staff_id == staff)
    counted: list[Expression] = [month.label("month"), func.count(AUDITS.c.id.distinct()).label("audits")]
    counted += [
        func.sum(case((FILES.c[key].in_(words), 1), else_=0)).label(f"{what}_{key}")
        for what, words in (("yes", (YES,)), ("of", (YES, NO)))
        for key in KEYS
    ]
    return (
        select(*counted)
        .outerjoin(FILES, and_(*own))
        .where(live(AUDITS), within(AUDITS.c.on_date, FIRST, LAST))
        .group_by(month)
    )


def _share(rows: Sequence[Any], keys: Sequence[str]) -> Share:
    yes, of = (sum(getattr(row, f"{what}_{key}") for row in rows for key in keys) for what in ("yes", "of"))
    return Share(yes, of)


def _month(first: date, row: Any) -> MonthOfAudits:
    return MonthOfAudits(first, row.audits, _share([row], KEYS)) if row else MonthOfAudits(first, 0, Share())


def people_audited(connection: Connection, only: int | None = None) -> tuple[tuple[int, str], ...]:
    """Whose files were in an audit, by name; ``only`` this one."""
    found = (
        select(STAFF.c.id, STAFF.c.name)
        .where(live(STAFF), STAFF.c.id.in_(select(FILES.c.staff_id).where(live(FILES))))
        .order_by(STAFF.c.name)
    )
    rows = connection.execute(found if only is None else found.where(STAFF.c.id == only))
    return tuple((row.id, row.name) for row in rows)
