"""Risk seen together: the person first and then locked, the staff beside them, version after version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from ipsdesk.errors import CannotRun, ChangedSince, NotSaved
from ipsdesk.models import Risk
from ipsdesk.rules.periods import add_months
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_reading import uuid_of, who_am_i
from ipsdesk.services.editing_checks import kept_of_form
from ipsdesk.services.editing_form import Plain, choices_of
from ipsdesk.services.profiles import Compared, compared
from ipsdesk.services.records import Done
from ipsdesk.services.restricted_access import access_of, note_on, refuse_without_reason
from ipsdesk.services.risk_parts import OwnForm, OwnPart, RiskPage, StaffForm, StaffPart
from ipsdesk.services.risk_points import AGREED, OWN, POINTS, STAFFS, Point
from ipsdesk.services.risk_reading import (
    PointSeen,
    RiskVersion,
    VisitNote,
    name_of,
    read_versions,
    visit_notes,
)
from ipsdesk.services.risk_sealed import CLOSED
from ipsdesk.services.roles import EVERYONE, STAFF, Role, Service, allowed
from ipsdesk.services.saving import Saving, Values, record_at
from ipsdesk.storage.audit import ENTRIES

__all__ = [
    "OwnForm",
    "OwnPart",
    "Point",
    "PointSeen",
    "RiskPage",
    "RiskVersion",
    "Risks",
    "StaffForm",
    "StaffPart",
    "VisitNote",
]

KIND, VIEWED = Risk.family.kind, "viewed"
VIEWED_AGAIN_AFTER = timedelta(minutes=10)
REVIEW_MONTHS = 3
"""When the next review is, unless somebody chooses another day."""
BESIDE = ("took_part", "workplace_visit", "review_on", "staff_id", "staff_on", "staff_first")
OF_STAFF = (*STAFFS, *AGREED, *BESIDE)
"""What the staff's part consists of."""
NOTHING_SAID = "Nothing is written yet. Write at least one answer, or save it for later."
BEGUN_MEANWHILE = (
    "Somebody began a new version meanwhile. Nothing was changed; what you typed is still here."
    " Close this and look at the version as it is now."
)
CHANGED_MEANWHILE = (
    "This risk record was changed by someone else meanwhile. Nothing was changed; what you typed is still"
    " here. Close this and look at the record as it is now."
)
GONE = "This risk record has been removed. Nothing was changed. Tools, Removed records can bring it back."
WHY_FIRST = "Say why the staff’s part is written before the person has finished theirs"


class Risks(Service):
    """Raises ``ReasonNeeded`` for a restricted record, ``CannotRun`` for what was removed."""

    # ---- read ---------------------------------------------------------------------------------------

    @allowed(*EVERYONE)
    def page(self, client: int) -> RiskPage:
        """A person's versions; to an auditor without what they say."""
        space = self.workspace
        told = space.actor.role is not Role.AUDITOR
        with space.transactions.read() as connection:
            refuse_without_reason(connection, space, client)
            uuid_of(connection, client)
            versions = read_versions(connection, client, told=told)
            return RiskPage(client, name_of(connection, client), space.today(), versions, told)

    @allowed(*EVERYONE)
    def note_viewed(self, client: int) -> bool:
        """Note in the audit trail that this account looked at the newest version; False: noted just now."""
        space = self.workspace
        with space.transactions.begin() as connection:
            refuse_without_reason(connection, space, client)
            versions = read_versions(connection, client, told=False)
            if not versions or self._noted_since(connection, versions[0].id):
                return False
            uuid = record_at(connection, Risk, versions[0].id)["uuid"]
            note_on(connection, space, VIEWED, (KIND, versions[0].id, uuid), {})
        return True

    @allowed(*EVERYONE)
    def compare(self, first: int, second: int) -> tuple[Compared, ...]:
        """Two versions of one person, both sides of each point."""
        with self.workspace.transactions.read() as connection:
            records = [self._present(connection, version) for version in (first, second)]
        if records[0]["client_id"] != records[1]["client_id"]:
            raise CannotRun("These are the risk records of two people. Nothing was changed.")
        hidden = self.workspace.actor.role is Role.AUDITOR
        return tuple(
            compared((title, hidden), *(record[name] or "" for record in records)) for name, title in SIDES
        )

    @allowed(*EVERYONE)
    def before_visit(self, clients: Sequence[int]) -> tuple[VisitNote, ...]:
        """What a worker must know before a visit to the workplaces of these people.

        Of a restricted record that is not open it is said only that there may be something.
        """
        space = self.workspace
        if space.actor.role is Role.AUDITOR:
            return ()
        with space.transactions.read() as connection:
            asked = access_of(connection, space).asked
            return tuple(visit_notes(connection, clients, asked))

    # ---- the person's part --------------------------------------------------------------------------

    @allowed(*STAFF)
    def own_form(self, client: int) -> OwnForm:
        """The person's part as it stands; after it is finished, of a review that begins with it."""
        with self.workspace.transactions.read() as connection:
            refuse_without_reason(connection, self.workspace, client)
            uuid_of(connection, client)
            name, versions = name_of(connection, client), read_versions(connection, client)
        newest = versions[0] if versions else None
        texts = {one.point.own: one.own for one in newest.points} if newest else {}
        if newest is None or newest.own_closed_on is not None:
            return OwnForm(client, name, None, 0, texts, newest.on_date if newest else None)
        return OwnForm(client, name, newest.id, newest.version, texts, None)

    @allowed(*STAFF)
    def save_own(self, part: OwnPart) -> Done:
        """Keep what the person said, for good once they have finished.

        Raises:
            NotSaved: something typed can't be kept, or nothing was said that could be finished.
            ChangedSince: someone else changed it meanwhile.
            CannotRun: the person has finished it already, or it was removed.
        """
        if strange := part.texts.keys() - set(OWN):
            raise ValueError(f"not of the person's part: {', '.join(sorted(strange))}")
        texts = {name: words.strip() or None for name, words in part.texts.items()}
        with self.workspace.transactions.begin() as connection:
            refuse_without_reason(connection, self.workspace, part.client)
            kept = _kept(connection, texts)
            today = self.workspace.today()
            if part.closes:
                kept["own_closed_on"] = today
            words = f"the person’s part of risk for {name_of(connection, part.client)}"
            saving = Saving(self.workspace, connection, words)
            record = self._open(connection, part.client, part.id, part.version)
            if record is None:
                self._begin(saving, part.client, kept, nothing_said=part.closes)
            elif record["own_closed_on"]:
                raise CannotRun(CLOSED)
            else:
                _refuse_nothing({**record, **kept}, needed=part.closes)
                saving.alter(Risk, record, kept)
        return self._done(saving, "Finished" if part.closes else "Saved")

    # ---- the staff's part ---------------------------------------------------------------------------

    @allowed(*STAFF)
    def staff_form(self, client: int) -> StaffForm:
        """The staff's part as it stands, else what they said the last time, to begin with."""
        space = self.workspace
        with space.transactions.read() as connection:
            refuse_without_reason(connection, space, client)
            uuid_of(connection, client)
            name, versions = name_of(connection, client), read_versions(connection, client)
            me = who_am_i(connection, space.actor.account, space.actor.name)
            choices = choices_of(connection, "staff")
            record = record_at(connection, Risk, versions[0].id) if versions else None
        newest = versions[0] if versions else None
        today = space.today()
        begins: dict[str, Plain] = {"staff_on": today, "review_on": add_months(today, REVIEW_MONTHS)}
        begins |= {"staff_id": str(me[0])} if me else {}
        if newest is not None and not newest.has_staff and len(versions) > 1:
            begins |= {one.point.staff: one.staff for one in versions[1].points if one.staff}
            begins["workplace_visit"] = versions[1].workplace_visit
        if record is not None:
            begins |= {name: _plain(name, record[name]) for name in OF_STAFF if record[name] is not None}
        return StaffForm(
            client,
            name,
            newest.id if newest else None,
            newest.version if newest else 0,
            newest.points if newest else tuple(PointSeen(one, "", "", "") for one in POINTS),
            {name: declared for name, declared in Risk.fields() if name in OF_STAFF},
            begins,
            choices,
            newest is None or newest.own_closed_on is None,
        )

    @allowed(*STAFF)
    def save_staff(self, part: StaffPart) -> Done:
        """Keep what the staff say; before the person has finished their part only with a reason.

        Raises as ``save_own``; ``NotSaved`` also where that reason is missing.
        """
        if strange := part.values.keys() - set(OF_STAFF):
            raise ValueError(f"not of the staff's part: {', '.join(sorted(strange))}")
        with self.workspace.transactions.begin() as connection:
            refuse_without_reason(connection, self.workspace, part.client)
            kept = _kept(connection, part.values)
            kept["staff_on"] = kept.get("staff_on") or self.workspace.today()
            record = self._open(connection, part.client, part.id, part.version)
            self._refuse_staff(record, kept)
            words = f"the staff’s part of risk for {name_of(connection, part.client)}"
            saving = Saving(self.workspace, connection, words)
            if record is None:
                self._begin(saving, part.client, kept)
            else:
                saving.alter(Risk, record, kept)
        return self._done(saving, "Saved")

    def _refuse_staff(self, record: Values | None, kept: Mapping[str, Any]) -> None:
        today = self.workspace.today()
        if kept["staff_on"] > today:
            raise NotSaved({"staff_on": f"Staff part on {shown_day(kept['staff_on'])} is in the future"})
        review = kept.get("review_on")
        if review and review < kept["staff_on"]:
            raise NotSaved({"review_on": f"Review on {shown_day(review)} is before the staff’s part"})
        if not (record and record["own_closed_on"]) and not kept.get("staff_first"):
            raise NotSaved({"staff_first": WHY_FIRST})

    # ---- both ---------------------------------------------------------------------------------------

    def _open(self, connection: Connection, client: int, id_: int | None, version: int) -> Values | None:
        """The version that is written in, as it was when it was shown; None: a new one is to be begun."""
        if id_ is None:
            newest = read_versions(connection, client, told=False)[:1]
            if newest and newest[0].own_closed_on is None:
                raise ChangedSince(BEGUN_MEANWHILE)
            return None
        record = self._present(connection, id_)
        if record["client_id"] != client:
            raise CannotRun("This is the risk record of somebody else. Nothing was changed.")
        if record["version"] != version:
            raise ChangedSince(CHANGED_MEANWHILE)
        return record

    def _begin(
        self, saving: Saving, client: int, kept: Mapping[str, Any], *, nothing_said: bool = False
    ) -> None:
        """A new version; the one before it was reviewed with that."""
        _refuse_nothing(kept, needed=nothing_said)
        uuid_of(saving.connection, client)
        today = self.workspace.today()
        before = read_versions(saving.connection, client, told=False)[:1]
        if before and before[0].reviewed_on is None and before[0].on_date <= today:
            record = record_at(saving.connection, Risk, before[0].id)
            saving.alter(Risk, record, {"reviewed_on": today})
        saving.add(Risk, {"client_id": client, "on_date": today, **kept})

    def _present(self, connection: Connection, id_: int) -> Values:
        there = connection.scalar(
            select(func.count()).where(Risk.__table__.c.id == id_, Risk.__table__.c.removed_at.is_(None))
        )
        if not there:
            raise CannotRun(GONE)
        record = record_at(connection, Risk, id_)
        refuse_without_reason(connection, self.workspace, record["client_id"])
        return record

    def _done(self, saving: Saving, did: str) -> Done:
        kinds = frozenset(saving.kinds)
        self.workspace.changes.announce(kinds)
        return Done(f"{did}: {saving.words}", saving.at, kinds)

    def _noted_since(self, connection: Connection, id_: int) -> bool:
        now, noted = self.workspace.now(), ENTRIES.c
        recent = select(func.count()).where(
            noted.record_id == id_,
            noted.kind == KIND,
            noted.action == VIEWED,
            noted.account_id == self.workspace.actor.account,
            noted.at > (now - VIEWED_AGAIN_AFTER).isoformat(),
            noted.at <= now.isoformat(),
        )
        return bool(connection.scalar(recent))


SIDES = (
    *((one.own, f"{one.title}: the person") for one in POINTS),
    *((one.staff, f"{one.title}: staff") for one in POINTS),
    *((one.agreed, f"{one.title}: agreed") for one in POINTS),
    ("workplace_visit", "For a workplace visit"),
)


def _kept(connection: Connection, values: Mapping[str, Plain]) -> dict[str, Any]:
    """The values as the table keeps them; raises ``NotSaved``."""
    kept, problems = kept_of_form(connection, Risk, values)
    if problems:
        raise NotSaved(problems)
    return kept


def _refuse_nothing(record: Mapping[str, Any], *, needed: bool) -> None:
    if needed and not any(record.get(name) for name in OWN):
        raise NotSaved({"": NOTHING_SAID})


def _plain(name: str, kept: Any) -> Plain:
    plain: Plain = str(kept) if name == "staff_id" else kept
    return plain
