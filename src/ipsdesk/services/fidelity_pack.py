"""The evidence pack of a review: a folder by item, people under pseudonyms, the key kept in the unit."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from ipsdesk.errors import CannotRun
from ipsdesk.excel import write_whole
from ipsdesk.measures.terms import live
from ipsdesk.models import Client, EvidencePack, EvidencePackPerson
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.editing_form import next_reference
from ipsdesk.services.fidelity_calendar import delete_by
from ipsdesk.services.fidelity_pack_files import Pseudonyms, files_of
from ipsdesk.services.fidelity_sheet import live_review
from ipsdesk.services.records import Done
from ipsdesk.services.restricted_access import access_of
from ipsdesk.services.roles import EVERYONE, Role, Service, allowed
from ipsdesk.services.saving import Saving, record_at
from ipsdesk.services.trail_notes import Out, Way, write_out

CLIENTS, PACKS, PEOPLE = Client.__table__, EvidencePack.__table__, EvidencePackPerson.__table__
PACKING = (Role.LEAD, Role.MANAGER)
RESTRICTED = "restricted"
NO_FOLDER = "There is no folder {folder}. Nothing was written. Choose one that is there."
GONE = "This evidence pack is not in the unit any more. Nothing was changed."
AHEAD = "{day} lies ahead. Nothing was changed."
BEFORE = "The pack was made later, on {day}. Nothing was changed."
NOT_WRITTEN = "The evidence pack could not be written: {why}. Nothing is left in the folder."


@dataclass(frozen=True, slots=True)
class PackLine:
    """A pack that was written: ``folder`` is where, known only when it is made."""

    id: int
    reference: str
    review: int
    made_on: date
    files: int
    delete_by_on: date | None
    deleted_on: date | None
    note: str
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class PackPerson:
    """Who stands behind a pseudonym; of a restricted record no more than that."""

    pseudonym: str
    reference: str
    name: str


class EvidencePacks(Service):
    """Raises ``CannotRun`` for a review or pack that was removed."""

    @allowed(*EVERYONE)
    def packs(self, review: int) -> tuple[PackLine, ...]:
        """The packs of a review, newest first."""
        with self.workspace.transactions.read() as connection:
            rows = connection.execute(
                select(PACKS)
                .where(live(PACKS), PACKS.c.review_id == review)
                .order_by(PACKS.c.made_on.desc(), PACKS.c.id.desc())
            )
            return tuple(_line(row) for row in rows)

    @allowed(*PACKING)
    def key(self, pack: int) -> tuple[PackPerson, ...]:
        """Who stands behind each pseudonym."""
        with self.workspace.transactions.read() as connection:
            asked = access_of(connection, self.workspace).asked
            rows = connection.execute(
                select(PEOPLE.c.pseudonym, CLIENTS.c.id, CLIENTS.c.reference, CLIENTS.c.name)
                .join(CLIENTS, CLIENTS.c.id == PEOPLE.c.client_id)
                .where(PEOPLE.c.pack_id == pack)
                .order_by(PEOPLE.c.pseudonym)
            )
            return tuple(
                PackPerson(row.pseudonym, *((RESTRICTED, RESTRICTED) if row.id in asked else row[2:]))
                for row in rows
            )

    @allowed(*PACKING)
    def make(self, review: int, folder: Path) -> PackLine:
        """Write the pack into a new folder in this one, noted in the audit trail.

        Raises ``NoSpace``, ``ReadOnly`` or ``CannotRun`` where it can't be written; nothing is left then.
        """
        if not folder.is_dir():
            raise CannotRun(NO_FOLDER.format(folder=folder))
        space, made = self.workspace, None
        try:
            with space.transactions.begin() as connection:
                record = live_review(connection, review)
                made = _new_folder(folder, f"Fidelity evidence {record['reference']}, {record['on_date']}")
                pack = self._write(connection, record, made)
        except OSError as error:
            _drop(made)
            raise CannotRun(NOT_WRITTEN.format(why=error.strerror or error)) from error
        except BaseException:
            _drop(made)
            raise
        space.changes.announce(frozenset({EvidencePack.family.kind}))
        return pack

    def _write(self, connection: Connection, record: Any, made: Path) -> PackLine:
        today = self.workspace.today()
        values = {
            "reference": next_reference(connection, EvidencePack),
            "review_id": record["id"],
            "made_on": today,
            "delete_by_on": delete_by(record["on_date"], today),
        }
        pseudonyms = Pseudonyms(connection, access_of(connection, self.workspace).asked)
        files = files_of(connection, record, values["delete_by_on"], pseudonyms, self.workspace)
        values["files"] = len(files)
        saving = Saving(self.workspace, connection, f"evidence pack {values['reference']}")
        id_ = saving.add(EvidencePack, values)
        _keep_key(connection, id_, pseudonyms)
        title = f"evidence pack of the fidelity review of {shown_day(record['on_date'])}"
        write_out(connection, self.workspace, Out(title, Way.EXPORTED, values["reference"], len(files)))
        for path, content in files.items():
            place = made / path
            place.parent.mkdir(exist_ok=True)
            write_whole(content, place)
        return PackLine(
            id_, values["reference"], record["id"], today, len(files), values["delete_by_on"], None, "", made
        )

    @allowed(*PACKING)
    def deleted(self, pack: int, on: date) -> Done:
        """The folder and every copy of it were deleted that day."""
        space = self.workspace
        if on > space.today():
            raise CannotRun(AHEAD.format(day=shown_day(on)))
        with space.transactions.begin() as connection:
            if connection.scalar(select(PACKS.c.id).where(live(PACKS), PACKS.c.id == pack)) is None:
                raise CannotRun(GONE)
            record = record_at(connection, EvidencePack, pack)
            if on < record["made_on"]:
                raise CannotRun(BEFORE.format(day=shown_day(record["made_on"])))
            saving = Saving(space, connection, f"evidence pack {record['reference']}")
            saving.alter(EvidencePack, record, {"deleted_on": on})
        kinds = frozenset(saving.kinds)
        if kinds:
            space.changes.announce(kinds)
        return Done(f"{saving.words}: deleted {shown_day(on)}", saving.at, kinds)


def _keep_key(connection: Connection, pack: int, pseudonyms: Pseudonyms) -> None:
    rows: Sequence[dict[str, Any]] = [
        {"pack_id": pack, "pseudonym": pseudonym, "client_id": client}
        for client, pseudonym in pseudonyms.given.items()
    ]
    if rows:
        connection.execute(insert(EvidencePackPerson), rows)


def _new_folder(folder: Path, name: str) -> Path:
    """A new folder of this name, with a number where there is one already."""
    safe = "".join(letter if letter.isalnum() or letter in " ,-_." else "-" for letter in name)
    place, number = folder / safe, 2
    while place.exists():
        place, number = folder / f"{safe} ({number})", number + 1
    place.mkdir()
    return place


def _drop(made: Path | None) -> None:
    if made is not None:
        shutil.rmtree(made, ignore_errors=True)


def _line(row: Any) -> PackLine:
    return PackLine(
        row.id, row.reference, row.review_id, row.made_on, row.files or 0, row.delete_by_on, row.deleted_on,
        row.note or "",
    )  # fmt: skip
