"""Records of any family typed into a form: what it is given, and saving what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun, ChangedSince, NotAllowed, NotSaved
from ipsdesk.models import Contact, Record
from ipsdesk.services.contracts_checks import OF_THE_CONTRACT
from ipsdesk.services.editing_checks import kept_of_form, problems_of_record, problems_of_unit
from ipsdesk.services.editing_dated import DatedFact, dated_facts
from ipsdesk.services.editing_form import Choice, Plain, RecordForm, blank_form, choices_of, filled_form
from ipsdesk.services.employer_clock import ClockStop, stopped_by
from ipsdesk.services.fidelity_checks import BY_LEADS, BY_SERVICE
from ipsdesk.services.fidelity_sealed import set_by_completing
from ipsdesk.services.meetings_closed import closed_problems, refuse_closed
from ipsdesk.services.meetings_sealed import set_by_verbs
from ipsdesk.services.meetings_step import follow, follow_change
from ipsdesk.services.records import Done
from ipsdesk.services.records_belonging import owners
from ipsdesk.services.records_names import CALLED_BY, NUMBERED, OF_NOBODY, Names
from ipsdesk.services.restricted_access import refuse_without_reason
from ipsdesk.services.roles import STAFF, Role, Service, allowed
from ipsdesk.services.saving import SAVED_HERE, Saving, Values, record_at
from ipsdesk.services.supervision_signed import set_by_signing
from ipsdesk.services.team_checks import OF_THE_TEAM

__all__ = ["Choice", "Editing", "Plain", "RecordForm", "SavedRecord", "Typed"]

FOR_LEADS = frozenset(
    {"staff", "team", "wte change", "absence", "supervision", "log review", *OF_THE_TEAM, *BY_LEADS}
)
FOR_MANAGERS = frozenset({"contract", "rate", *OF_THE_CONTRACT})
ELSEWHERE = frozenset(
    {"hours", "hours reason", "change", "usual shift", "attachment", "document of the unit"}
    | {"restriction", "cover", "risk"}
) | frozenset(BY_SERVICE)
"""Kinds that have a service of their own."""

CHANGED_MEANWHILE = (
    "This {noun} was changed by someone else meanwhile. Nothing was changed; what you typed is still here."
    " Look at the record as it is now, then save again."
)
GONE = "This {noun} has been removed. Nothing was changed. Tools, Removed records can bring it back."


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form gives back: the record (``id`` None: a new one), the version it showed, and its values.

    A value left out stays as it is. ``since`` is the day from which dated facts that differ hold; without it
    they are corrected.
    """

    kind: str
    id: int | None
    version: int
    values: Mapping[str, Plain]
    since: date | None = None


@dataclass(frozen=True, slots=True)
class SavedRecord:
    """The record that was saved, its new version, and what was done in words."""

    id: int
    version: int
    done: Done


class Editing(Service):
    """Forms for the families whose records are simply added and changed."""

    @allowed(*STAFF)
    def blank(self, kind: str, given: Mapping[str, Plain] | None = None) -> RecordForm:
        """The form of a new record; ``given`` is what is known of it already."""
        with self.workspace.transactions.read() as connection:
            model = self._model(kind)
            self._refuse_restricted(connection, model, given or {})
            return blank_form(connection, model, given or {})

    @allowed(*STAFF)
    def form(self, kind: str, id_: int) -> RecordForm:
        """The form of a record as it stands today; raises ``CannotRun`` for one that was removed."""
        with self.workspace.transactions.read() as connection:
            model = self._model(kind)
            self._present(connection, model, id_)
            return filled_form(connection, model, id_, self.workspace.today())

    @allowed(*STAFF)
    def kinds(self) -> frozenset[str]:
        """The kinds of record that this account may add."""
        role = self.workspace.actor.role
        return frozenset(SAVED_HERE) - ELSEWHERE - _kept_from(role)

    @allowed(*STAFF)
    def choices(self, kind: str) -> tuple[Choice, ...]:
        """The records of a kind that a field may name."""
        with self.workspace.transactions.read() as connection:
            return choices_of(connection, kind)

    @allowed(*STAFF)
    def save(self, typed: Typed) -> SavedRecord:
        """Write a new record or what was changed in one.

        Raises:
            NotSaved: something typed can't be kept; says what, by field.
            ChangedSince: someone else changed the record meanwhile.
            CannotRun, NotAllowed: the record was removed, or this role may not change it.
        """
        model = self._model(typed.kind)
        with self.workspace.transactions.begin() as connection:
            write = self._add if typed.id is None else self._change
            before = _clocks(connection, model, typed.id)
            saved = write(connection, model, typed)
            stopped = _clocks(connection, model, saved.id) - before
            if problems := problems_of_unit(connection, model, saved.id):
                raise NotSaved(problems)
        self.workspace.changes.announce(saved.done.kinds)
        return _telling(saved, stopped)

    def _model(self, kind: str) -> type[Record]:
        role = self.workspace.actor.role
        if kind in ELSEWHERE:
            raise ValueError(f"{kind} is written by a service of its own")
        if kind in _kept_from(role):
            raise NotAllowed(f"An account with the role {role} may not change this. Nothing was changed.")
        return SAVED_HERE[kind]

    def _refuse_restricted(
        self, connection: Connection, model: type[Record], values: Mapping[str, Plain]
    ) -> None:
        """Raise ``ReasonNeeded`` where a new record would be about somebody whose record is not open."""
        names, named = Names(connection), values.get("client_ids")
        keys = [("client", one) for one in named] if isinstance(named, list) else []
        keys += [(kind, str(values[name])) for name, kind in owners(model).items() if values.get(name)]
        for client in {one for kind, key in keys for one in names.people((kind, int(key)))}:
            refuse_without_reason(connection, self.workspace, client)

    def _present(self, connection: Connection, model: type[Record], id_: int) -> Values:
        """The record, if it is there and may be opened."""
        names, key = Names(connection), (model.family.kind, id_)
        for client in names.people(key):
            refuse_without_reason(connection, self.workspace, client)
        if not (row := names.row(key)) or row["removed_at"]:
            raise CannotRun(GONE.format(noun=model.family.noun))
        record = record_at(connection, model, id_)
        refuse_closed(connection, self.workspace, model, record)
        return record

    def _add(self, connection: Connection, model: type[Record], typed: Typed) -> SavedRecord:
        self._refuse_restricted(connection, model, typed.values)
        kept, problems = kept_of_form(
            connection, model, {name: typed.values.get(name) for name, _ in model.fields()}
        )
        problems |= set_by_verbs(model, kept, is_new=True) | set_by_completing(model, kept)
        problems |= set_by_signing(model, kept)
        self._refuse(connection, model, None, kept, problems)
        saving = Saving(self.workspace, connection, words_of_new(Names(connection), model, kept))
        id_ = saving.add(model, kept)
        follow(saving, model, id_, is_new=True)
        return self._saved(saving, "Added", model, id_)

    def _change(self, connection: Connection, model: type[Record], typed: Typed) -> SavedRecord:
        id_ = typed.id or 0
        record = self._present(connection, model, id_)
        if record["version"] != typed.version:
            raise ChangedSince(CHANGED_MEANWHILE.format(noun=model.family.noun))
        shown = filled_form(connection, model, id_, self.workspace.today()).values
        differing = {name: value for name, value in typed.values.items() if value != shown[name]}
        kept, problems = kept_of_form(connection, model, differing)
        problems |= set_by_verbs(model, kept, is_new=False) | set_by_completing(model, kept)
        problems |= set_by_signing(model, kept)
        self._refuse(connection, model, id_, {**record, **kept}, problems)
        saving = Saving(self.workspace, connection, Names(connection).record((typed.kind, id_)))
        dated = dated_facts(model)
        saving.alter(model, record, {name: value for name, value in kept.items() if name not in dated})
        for name in sorted(kept.keys() & dated.keys()):
            DatedFact(model, record_at(connection, model, id_), name).write(saving, kept[name], typed.since)
        follow_change(saving, model, record)
        follow(saving, model, id_, is_new=False)
        return self._saved(saving, "Changed", model, id_)

    def _refuse(
        self,
        connection: Connection,
        model: type[Record],
        id_: int | None,
        record: Values,
        problems: Mapping[str, str],
    ) -> None:
        """Raise ``NotSaved`` where a value, or the record as it would be, can't be kept."""
        found = problems or problems_of_record(connection, model, id_, record, self.workspace.today())
        found = found or closed_problems(connection, self.workspace, model, id_, record)
        if found:
            raise NotSaved(found)

    def _saved(self, saving: Saving, did: str, model: type[Record], id_: int) -> SavedRecord:
        version = record_at(saving.connection, model, id_)["version"]
        return SavedRecord(id_, version, Done(f"{did}: {saving.words}", saving.at, frozenset(saving.kinds)))


def _kept_from(role: Role) -> frozenset[str]:
    """The kinds that are written by leads or managers alone, where the role is another."""
    for_leads = FOR_LEADS if role not in (Role.LEAD, Role.MANAGER) else frozenset()
    return for_leads | (FOR_MANAGERS if role is not Role.MANAGER else frozenset())


def _clocks(connection: Connection, model: type[Record], id_: int | None) -> frozenset[ClockStop]:
    """The clocks that a record stops, if it is a contact that is there."""
    return frozenset(stopped_by(connection, id_) if model is Contact and id_ is not None else ())


def _telling(saved: SavedRecord, stopped: frozenset[ClockStop]) -> SavedRecord:
    """What was saved, and whose clocks that stopped."""
    clocks = [one.words for one in sorted(stopped, key=lambda one: one.name)]
    if not clocks:
        return saved
    return replace(saved, done=replace(saved.done, words=f"{saved.done.words}. {' '.join(clocks)}"))


def words_of_new(names: Names, model: type[Record], kept: Mapping[str, Any]) -> str:
    """A record that is not written yet, in words: ``plan for Annis Fold``."""
    called_by = () if model.family.kind in NUMBERED else CALLED_BY
    called = next((str(kept[name]) for name in called_by if kept.get(name)), "")
    keys = [("client", client) for client in kept.get("client_ids") or ()]
    of = {column: kind for column, kind in owners(model).items() if kind not in OF_NOBODY}
    keys += [(kind, kept[column]) for column, kind in of.items() if kept.get(column)]
    person = names.person(keys[0])[1] if keys else ""
    return " ".join([model.family.noun, *([called] if called else []), *(["for", person] if person else [])])
