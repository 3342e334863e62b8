"""Takes one import back: what it added goes, what it changed returns, and what was changed since stays."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun
from ipsdesk.models import Hours, Record
from ipsdesk.services.intake_checks import ANOTHERS, HOURS_OUTSIDE, OPEN_TWICE, THERE_TWICE
from ipsdesk.services.intake_past import (
    IMPORT_UNDONE,
    MODELS,
    Key,
    changed_since,
    named,
    past_imports,
    references_to_added,
)
from ipsdesk.services.intake_rows import SHEET_OF
from ipsdesk.services.roles import Workspace

MOST_NAMED = 5
"""Records of one reason named in a sentence; the report holds them all."""


class UndoRefused(CannotRun):
    """The import is not there or is undone already; nothing was changed."""


class Why(StrEnum):
    """Why a record of the import stays as it is."""

    CHANGED = "changed since"
    NEEDED = "records that stay need it"
    CONTRADICTS = "the former values contradict records that stay"


@dataclass(frozen=True, slots=True)
class Kept:
    """A record of the import that stays as it is, in words such as ``Contact of 12 May 2026 (C3)``."""

    kind: str
    record_id: int
    words: str
    why: Why


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What was taken back, in records by kind, and every record that stays with the reason."""

    import_id: int
    removed: Mapping[str, int]
    put_back: Mapping[str, int]
    kept: tuple[Kept, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of record that changed; none means that the import still stands."""
        return frozenset(self.removed) | frozenset(self.put_back)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The report in words, a sentence for each thing done and each reason."""
        told = [
            f"{done}: {', '.join(f'{SHEET_OF[kind]} {number:,}' for kind, number in counts.items())}."
            for done, counts in (("Removed", self.removed), ("Put back as before", self.put_back))
            if counts
        ]
        told = told or ["Nothing could be taken back; nothing was changed."]
        return (*told, *(self._kept_because(why) for why in Why if any(one.why is why for one in self.kept)))

    def _kept_because(self, why: Why) -> str:
        words = [one.words for one in self.kept if one.why is why]
        more = [f"and {len(words) - MOST_NAMED:,} more"] if len(words) > MOST_NAMED else []
        rows = "1 row" if len(words) == 1 else f"{len(words):,} rows"
        return f"Kept because {why}: {', '.join([*words[:MOST_NAMED], *more])}; {rows}."


def refuse_undoing(connection: Connection, import_id: int) -> None:
    """Raise ``UndoRefused`` for an import that is not there or is undone already."""
    one = next((one for one in past_imports(connection) if one.id == import_id), None)
    if one is None:
        raise UndoRefused("There is no such import in this unit. Nothing was changed.")
    if one.undone_at:
        raise UndoRefused(
            f"This import was undone already, on {one.undone_at:%d/%m/%Y} by {one.undone_by}. "
            "Nothing was changed. To have its records again, import the workbook once more."
        )


def take_back(connection: Connection, workspace: Workspace, import_id: int) -> UndoReport:
    """Take the import back in the caller's transaction and note it; see ``Taking``."""
    refuse_undoing(connection, import_id)
    taking = Taking(connection, import_id)
    taking.settle(workspace.now())
    kept = tuple(
        Kept(kind, id_, named(connection, MODELS[kind], id_), why)
        for (kind, id_), why in sorted(taking.kept.items(), key=lambda one: (one[1], *one[0]))
    )
    report = UndoReport(import_id, _counted(taking.leaving), _counted(taking.returning), kept)
    if report.kinds:
        _note(connection, workspace, taking, report)
    return report


def _counted(keys: Iterable[Key]) -> dict[str, int]:
    found = Counter(kind for kind, _ in keys)
    return {kind: found[kind] for kind in MODELS if kind in found}


def _note(connection: Connection, workspace: Workspace, taking: Taking, report: UndoReport) -> None:
    """One entry for each record put back, and one for the undo; removals stand under the import's number."""
    at = workspace.now()
    for key in sorted(taking.returning):
        update = taking.updates[key]
        workspace.audit.append(
            connection,
            account=workspace.actor.account,
            action=IMPORT_UNDONE,
            kind=key[0],
            record_id=key[1],
            record_uuid=update["uuid"],
            import_id=report.import_id,
            details={"before": update["after"], "after": update["before"]},
            at=at,
        )
    details = {
        "removed": report.removed,
        "put back": report.put_back,
        "kept": [[one.kind, one.record_id, one.why] for one in report.kept],
        "days": taking.days,
    }
    workspace.note(connection, IMPORT_UNDONE, details, import_id=report.import_id)


class Taking:
    """One import while it is taken back.

    A record changed since (by hand or by a later import, and not changed back) stays. So does a record added
    by the import that one which stays refers to, and a change whose former values would contradict what
    stays: a second open referral, hours outside their job, another client's referral or job, a day of hours
    twice, a goal rated twice on a day, and what else can be there only once.
    A record that goes gives up what identifies it (reference, Record ID, day of hours), as if it had never
    come, so that the mended workbook can be imported again.
    """

    def __init__(self, connection: Connection, import_id: int) -> None:
        self._connection, self._import_id = connection, import_id
        self._number, details = connection.exec_driver_sql(
            "SELECT id, details FROM audit_entries "
            "WHERE kind = 'unit' AND action = 'import' AND import_id = ?",
            (import_id,),
        ).one()
        self.updates: dict[Key, dict[str, Any]] = {
            (one["kind"], one["id"]): one for one in json.loads(details)["updated"]
        }
        self._added: set[Key] = {
            (kind, id_)
            for kind, model in MODELS.items()
            for (id_,) in connection.exec_driver_sql(
                f"SELECT id FROM {model.__tablename__} WHERE import_id = ? AND removed_at IS NULL",  # noqa: S608
                (import_id,),
            )
        }
        changed = changed_since(connection, self._number) & (self._added | set(self.updates))
        self.kept: dict[Key, Why] = dict.fromkeys(changed, Why.CHANGED)
        self.days: dict[int, str] = {}

    @property
    def leaving(self) -> set[Key]:
        """The records that go."""
        return self._added - set(self.kept)

    @property
    def returning(self) -> set[Key]:
        """The records that get their former values back."""
        return set(self.updates) - set(self.kept)

    def settle(self, at: datetime) -> None:
        """Write until nothing contradicts: each round keeps what stood in the way of the one before."""
        while True:
            self._keep_days_taken()
            self._keep_needed()
            self._connection.exec_driver_sql("SAVEPOINT taking_back")
            self._write(at)
            found = self._contradicting() & self.returning
            if not found:
                self._connection.exec_driver_sql("RELEASE taking_back")
                return
            self._connection.exec_driver_sql("ROLLBACK TO taking_back")
            self.kept |= dict.fromkeys(found, Why.CONTRADICTS)

    # ---- what has to stay -------------------------------------------------------------------------

    def _keep_needed(self) -> None:
        """Keep what is named by a record that stays, and what that one names, and so on."""
        edges = list(references_to_added(self._connection, self._import_id))
        leaving, returning = self.leaving, self.returning
        while needed := {
            target
            for owner, attribute, target in edges
            if target in leaving
            and owner not in leaving
            and not (owner in returning and attribute in self.updates[owner]["before"])
        }:
            leaving -= needed
            self.kept |= dict.fromkeys(needed, Why.NEEDED)

    def _keep_days_taken(self) -> None:
        """Keep hours on their day where another record has taken the day they came from."""
        moving = self._moving()
        while found := {key for key in moving if (holder := self._holder(key)) and holder not in moving}:
            moving -= found
            self.kept |= dict.fromkeys(found, Why.CONTRADICTS)

    def _moving(self) -> set[Key]:
        natural = set(Hours.family.natural_key)
        return {
            key for key in self.returning if key[0] == "hours" and natural & set(self.updates[key]["before"])
        }

    def _holder(self, key: Key) -> Key | None:
        """What stands on the day that a record of hours would go back to, and stays there."""
        place = self._place(key)
        holder = self._connection.exec_driver_sql(
            "SELECT id FROM hours WHERE activity_id = ? AND on_date = ?", place
        ).scalar()
        found = ("hours", int(holder)) if holder is not None else None
        return None if found == key or found in self.leaving else found

    def _place(self, key: Key) -> tuple[Any, ...]:
        now = self._connection.exec_driver_sql(
            "SELECT activity_id, on_date FROM hours WHERE id = ?", (key[1],)
        ).one()
        before = self.updates[key]["before"]
        return (before.get("activity_id", now[0]), before.get("on_date", now[1]))

    def _contradicting(self) -> set[Key]:
        """Every record that stands in a contradiction with another, as an import looks for them."""
        found: set[Key] = set()
        ask = self._connection.exec_driver_sql
        for later, earlier, _ in ask(OPEN_TWICE):
            found |= {("referral", later), ("referral", earlier)}
        for hours, activity, *_ in ask(HOURS_OUTSIDE):
            found |= {("hours", hours), ("activity", activity)}
        for naming in ANOTHERS:
            for id_, other, _ in ask(naming.statement):
                found |= {(naming.kind, id_), (naming.target, other)}
        for kind, twice in THERE_TWICE.items():
            for one, other in ask(twice):
                found |= {(kind, one), (kind, other)}
        return found

    # ---- writing ----------------------------------------------------------------------------------

    def _write(self, at: datetime) -> None:
        by_kind: dict[str, list[int]] = defaultdict(list)
        for kind, id_ in sorted(self.leaving):
            by_kind[kind].append(id_)
        self._free_days(by_kind)
        for kind, ids in by_kind.items():
            self._remove(MODELS[kind], ids, at)
        places = {key: self._place(key) for key in self._moving()}
        for _, id_ in places:
            self._connection.exec_driver_sql("UPDATE hours SET on_date = 'moved ' || id WHERE id = ?", (id_,))
        for key in sorted(self.returning):
            place = dict(zip(Hours.family.natural_key, places[key], strict=True)) if key in places else {}
            self._put_back(MODELS[key[0]], key[1], {**self.updates[key]["before"], **place})

    def _free_days(self, leaving: Mapping[str, list[int]]) -> None:
        """Hours that go from a job that stays give up their day: noted, and replaced by one of year 1."""
        gone = set(leaving.get("activity", ()))
        hours = set(leaving.get("hours", ()))
        held = self._connection.exec_driver_sql(
            "SELECT id, activity_id, on_date FROM hours WHERE import_id = ? AND removed_at IS NULL",
            (self._import_id,),
        )
        self.days = {id_: day for id_, activity, day in held if id_ in hours and activity not in gone}
        if self.days:
            self._connection.exec_driver_sql(
                "UPDATE hours SET on_date = date('0001-01-01', '+' || (SELECT count(*) FROM hours AS freed "
                "WHERE freed.activity_id = hours.activity_id AND freed.on_date < '0999-12-31') || ' days') "
                "WHERE id = ?",
                [(id_,) for id_ in self.days],
            )

    def _remove(self, model: type[Record], ids: list[int], at: datetime) -> None:
        identity = model.family.identity
        freed = (
            f"{identity} = {identity} || ' (import {self._import_id} undone)'"
            if identity
            else "uuid = lower(hex(randomblob(16)))"
        )
        self._connection.exec_driver_sql(
            f"UPDATE {model.__tablename__} SET version = version + 1, removed_at = ?, {freed} WHERE id = ?",  # noqa: S608
            [(at.isoformat(), id_) for id_ in ids],
        )

    def _put_back(self, model: type[Record], id_: int, values: dict[str, Any]) -> None:
        links = model.links()
        plain = {name: value for name, value in values.items() if name not in links}
        settings = "".join(f', "{name}" = ?' for name in plain)
        self._connection.exec_driver_sql(
            f"UPDATE {model.__tablename__} SET version = version + 1{settings} WHERE id = ?",  # noqa: S608
            (*plain.values(), id_),
        )
        for name in values.keys() & links.keys():
            link = links[name]
            self._connection.exec_driver_sql(
                f"DELETE FROM {link.table.name} WHERE {link.owner} = ?",  # noqa: S608
                (id_,),
            )
            for place, other in enumerate(values[name]):
                self._connection.exec_driver_sql(
                    f"INSERT INTO {link.table.name} ({link.owner}, {link.linked}, position) VALUES (?, ?, ?)",  # noqa: S608
                    (id_, other, place),
                )
