"""Bringing a workbook's records into the unit: all of it, or nothing and every problem named."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from ipsdesk.models import FAMILIES, Change, Import, Record, Setting
from ipsdesk.services.incoming import Incoming, IncomingSheet, Problem
from ipsdesk.services.intake_answers import AnswersIntake
from ipsdesk.services.intake_changes import ChangesIntake
from ipsdesk.services.intake_checks import Outcomes, check_rows, check_unit
from ipsdesk.services.intake_conflicts import check_conflicts, exported_at, refuse_newer_export
from ipsdesk.services.intake_frozen import signed_meetings
from ipsdesk.services.intake_identity import check_identity, known_record_ids
from ipsdesk.services.intake_past import PastImport, past_imports
from ipsdesk.services.intake_rows import SHEET_OF, Ids, SheetIntake, Tally
from ipsdesk.services.intake_undo import UndoReport, refuse_undoing, take_back
from ipsdesk.services.roles import Role, Service, Workspace, allowed

ORDER: tuple[type[Record], ...] = (*(model for model in FAMILIES if model is not Change), Change)
"""Sheets are written after those they refer to; Changes name records of several kinds, so they come last."""

HEADING_ROWS = {0, 1}
"""A problem of the sheet itself or of its headings: its rows can't be read."""


TRACKER_PRESETS = "tracker presets"
"""The setting that holds the kept ways of reading the unit's own trackers, as JSON by name."""


class AnyReference(dict[str, int]):
    """Stands for a sheet that can't be read: no row is blamed for naming one of its records."""

    def get(self, reference: str, default: Any = None) -> int:
        """A key that is never kept."""
        del reference, default
        return 0


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """What an import did, or would do: rows by sheet, or the problems that kept it from doing anything."""

    tallies: dict[str, Tally]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    written: bool

    @property
    def changes(self) -> int:
        """How many records are added or updated."""
        return sum(tally.added + tally.updated for tally in self.tallies.values())


class _Undo(Exception):
    """Leaves the transaction without keeping what was written in it."""


class Intake(Service):
    """The door by which whole workbooks come in."""

    def __init__(self, workspace: Workspace, back_up: Callable[[str], object], unit: str = "") -> None:
        super().__init__(workspace)
        self._back_up = back_up
        self._unit = unit

    @allowed(Role.MANAGER)
    def bring_in(self, incoming: Incoming, *, dry_run: bool = False, overwrite: bool = False) -> IntakeReport:
        """Write every row of the workbook, or nothing if any has a problem.

        A verified backup is made before anything is written. ``dry_run`` reports and keeps nothing. A row of
        an export whose record was changed since is a problem, unless ``overwrite`` takes the workbook's side.
        Raises ``NewerUnit`` for the export of a newer version of the program.
        """
        refuse_newer_export(incoming.properties)
        rehearsal = dry_run or bool(incoming.problems)
        if not rehearsal:
            self._back_up("before import")
        outcomes: Outcomes = {}
        problems: list[Problem] = list(incoming.problems)
        try:
            with self.workspace.transactions.begin() as connection:
                import_id = self._write(connection, incoming, outcomes)
                if not overwrite:
                    self._check_conflicts(connection, incoming, outcomes)
                problems += [problem for intake, _ in outcomes.values() for problem in intake.problems]
                if rehearsal or problems:
                    raise _Undo
                changed = [
                    kind for kind, (_, out) in outcomes.items() if out.tally.added or out.tally.updated
                ]
                if not changed:
                    raise _Undo
                details = {"overwrite": True} if overwrite else {}
                self._record(connection, incoming, outcomes, import_id, details)
        except _Undo:
            changed = []
        if changed:
            self.workspace.changes.announce(frozenset(changed))
        return IntakeReport(
            {SHEET_OF[kind]: outcome.tally for kind, (_, outcome) in outcomes.items()},
            tuple(sorted(problems, key=_by_place)),
            incoming.notes,
            written=bool(changed),
        )

    @allowed(Role.MANAGER)
    def imports(self) -> list[PastImport]:
        """Every import of the past, newest first."""
        with self.workspace.transactions.read() as connection:
            return past_imports(connection)

    @allowed(Role.MANAGER)
    def undo(self, import_id: int) -> UndoReport:
        """Take one import back: all of it but what was changed since, which stays and is named.

        A verified backup is made first. Raises ``UndoRefused`` for an import that was undone already.
        """
        with self.workspace.transactions.read() as connection:
            refuse_undoing(connection, import_id)
        self._back_up("before undoing an import")
        with self.workspace.transactions.begin() as connection:
            report = take_back(connection, self.workspace, import_id)
        if report.kinds:
            self.workspace.changes.announce(report.kinds)
        return report

    @allowed(Role.MANAGER)
    def tracker_presets(self) -> dict[str, dict[str, Any]]:
        """The ways kept of reading the unit's own trackers: plain data by name."""
        with self.workspace.transactions.read() as connection:
            return _presets(connection)

    @allowed(Role.MANAGER)
    def keep_tracker_preset(self, name: str, preset: Mapping[str, Any] | None) -> None:
        """Keep a way of reading a tracker under a name, in place of one of that name; None forgets it."""
        with self.workspace.transactions.begin() as connection:
            before = _presets(connection)
            others = {one: kept for one, kept in before.items() if one != name}
            after = others if preset is None else {**others, name: dict(preset)}
            if after == before:
                return
            connection.execute(delete(Setting).where(Setting.name == TRACKER_PRESETS))
            connection.execute(insert(Setting).values(name=TRACKER_PRESETS, value=json.dumps(after)))
            details = {"setting": TRACKER_PRESETS, "name": name}
            changed = {"before": before.get(name), "after": after.get(name)}
            self.workspace.note(connection, "changed a setting", {**details, **changed})

    def _write(self, connection: Connection, incoming: Incoming, outcomes: Outcomes) -> int:
        # Rows left out for their problems may be named by others; nothing of this is kept then.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        import_id = self._begin(connection, incoming)
        sheets = {sheet.kind: sheet for sheet in incoming.sheets}
        headless = {
            sheet.kind
            for sheet in incoming.sheets
            if HEADING_ROWS & {problem.row for problem in incoming.problems if problem.sheet == sheet.sheet}
        }
        ids = _known_ids(connection, sheets) | {kind: AnyReference() for kind in headless}
        record_ids, signed = known_record_ids(connection, incoming.sheets), signed_meetings(connection)
        for model in ORDER:
            sheet = sheets.get(model.family.kind)
            if sheet is None or sheet.kind in headless:
                continue
            bad = {problem.row for problem in incoming.problems if problem.sheet == sheet.sheet}
            intake = _way_in(model)(connection, model, sheet, ids, bad)
            intake.signed = signed
            rows = intake.resolved()
            check_rows(intake, rows, self.workspace.today())
            check_identity(intake, rows, record_ids)
            good = {number: row for number, row in rows.items() if number not in intake.bad}
            outcomes[model.family.kind] = (intake, intake.bring_in(good, import_id))
        check_unit(connection, outcomes)
        return import_id

    def _check_conflicts(self, connection: Connection, incoming: Incoming, outcomes: Outcomes) -> None:
        since = exported_at(connection, incoming.properties, self._unit)
        if since is not None:
            check_conflicts(connection, outcomes, since)

    def _begin(self, connection: Connection, incoming: Incoming) -> int:
        started = connection.execute(
            insert(Import).values(
                at=self.workspace.now().isoformat(),
                account_id=self.workspace.actor.account,
                sha256=incoming.sha256,
                counts={},
            )
        )
        (import_id,) = started.inserted_primary_key or (0,)
        return int(import_id)

    def _record(
        self,
        connection: Connection,
        incoming: Incoming,
        outcomes: Outcomes,
        import_id: int,
        details: dict[str, Any],
    ) -> None:
        """Complete the import's own record and write its one entry in the audit trail."""
        counts = {
            SHEET_OF[kind]: list(asdict(outcome.tally).values()) for kind, (_, outcome) in outcomes.items()
        }
        connection.execute(update(Import).where(Import.id == import_id).values(counts=counts))
        updated = [
            {"kind": kind, **asdict(change)}
            for kind, (_, outcome) in outcomes.items()
            for change in outcome.updates
        ]
        self.workspace.note(
            connection,
            "import",
            {
                "sha256": incoming.sha256,
                "file": incoming.file_name,
                "counts": counts,
                "updated": updated,
                **details,
            },
            import_id=import_id,
        )


def _way_in(model: type[Record]) -> type[SheetIntake]:
    if model is Change:
        return ChangesIntake
    return AnswersIntake if model.family.anonymous else SheetIntake


def _presets(connection: Connection) -> dict[str, dict[str, Any]]:
    kept = connection.scalar(select(Setting.value).where(Setting.name == TRACKER_PRESETS))
    presets: dict[str, dict[str, Any]] = json.loads(kept or "{}")
    return presets


def _known_ids(connection: Connection, sheets: dict[str, IncomingSheet]) -> Ids:
    """Every reference that another sheet may name: those in the unit, and those this workbook brings."""
    ids: Ids = {}
    for model in FAMILIES:
        identity = model.family.identity
        if identity is None:
            continue
        known = connection.exec_driver_sql(
            f"SELECT {identity}, id FROM {model.__tablename__} WHERE removed_at IS NULL"  # noqa: S608
        )
        found: dict[str, int] = {reference: id_ for reference, id_ in known}  # noqa: C416
        highest = connection.exec_driver_sql(f"SELECT max(id) FROM {model.__tablename__}").scalar() or 0  # noqa: S608
        sheet = sheets.get(model.family.kind)
        if sheet and identity in sheet.columns:
            place = sheet.columns.index(identity)
            new = dict.fromkeys(row[place] for row in sheet.rows if row[place] not in found)
            found.update(
                {reference: highest + n for n, reference in enumerate(new, 1) if reference is not None}
            )
        ids[model.family.kind] = found
    return ids


def _by_place(problem: Problem) -> tuple[int, int, str]:
    order = [model.family.sheet for model in FAMILIES]
    return (order.index(problem.sheet) if problem.sheet in order else len(order), problem.row, problem.cell)
