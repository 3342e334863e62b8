"""Reads the leave that was authorised for people, what changed since, and what it covers of a week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from sqlalchemy import Connection, select

from ipsdesk.measures.sqlite import values_of
from ipsdesk.measures.terms import live
from ipsdesk.models import Change, Client, Leave, LeaveOutcome
from ipsdesk.rules.leave import Authority, Standing, cover, outing, standing_of
from ipsdesk.services.calendar_reading import Cover, PersonSlots, Slot, What
from ipsdesk.services.saving import table_of
from ipsdesk.services.work_facts import IDS, given_ids

CHANGES, CLIENTS, LEAVES, OUTCOMES = (table_of(one) for one in (Change, Client, Leave, LeaveOutcome))
FACTS = {CLIENTS.c[name].info["field"].label: name for name in ("legal_status", "responsible_clinician")}
OF_THEM = select(values_of(IDS).c.value)
FIRST_KNOWN = select(CLIENTS.c.id, *(CLIENTS.c[name] for name in FACTS.values())).where(
    live(CLIENTS), CLIENTS.c.id.in_(OF_THEM)
)
KNOWN_SINCE = (
    select(CHANGES.c.client_id, CHANGES.c.fact, CHANGES.c.from_on, CHANGES.c.value)
    .where(live(CHANGES), CHANGES.c.client_id.in_(OF_THEM), CHANGES.c.fact.in_(FACTS))
    .order_by(CHANGES.c.from_on, CHANGES.c.id)
)
THEIR_LEAVE = (
    select(LEAVES)
    .where(live(LEAVES), LEAVES.c.client_id.in_(OF_THEM))
    .order_by(LEAVES.c.from_on.desc(), LEAVES.c.id.desc())
)
THEIR_OUTCOMES = (
    select(OUTCOMES)
    .join(LEAVES, LEAVES.c.id == OUTCOMES.c.leave_id)
    .where(live(OUTCOMES), live(LEAVES), LEAVES.c.client_id.in_(OF_THEM))
    .order_by(OUTCOMES.c.on_date.desc(), OUTCOMES.c.id.desc())
)
NEEDS_LEAVE = (What.WORK, What.APPOINTMENT, What.INTERVIEW, What.OTHER)
"""What takes a person out; therapy stays in, and an entry of leave is the leave itself."""
COVERED = "Leave covers this"
ESCORT_WORDS = {"escorted": "staff go along", "accompanied": "family or friends go along"}


@dataclass(frozen=True, slots=True)
class OutcomeSeen:
    """How one leave went; empty where nothing is recorded."""

    id: int
    on_date: date
    out_at: str
    back_at: str
    as_planned: bool | None
    what_happened: str
    own_account: str
    effect: str


@dataclass(frozen=True, slots=True)
class AuthoritySeen:
    """What was authorised, as it was recorded, with how each leave under it went, newest first."""

    rule: Authority
    reference: str
    authorised_by: str
    place: str
    route: str
    escort_detail: str
    conditions: str
    moj_reference: str
    copies: tuple[str, ...]
    own_view: str
    outcomes: tuple[OutcomeSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of one person for leave: status and clinician from which day on, and authorities."""

    statuses: tuple[tuple[date, str | None], ...]
    clinicians: tuple[tuple[date, str | None], ...]
    authorities: tuple[AuthoritySeen, ...]

    def status_on(self, day: date) -> str | None:
        """The code of the legal status on a day."""
        return next((value for since, value in reversed(self.statuses) if since <= day), None)

    def clinician_on(self, day: date) -> str | None:
        """The responsible clinician on a day."""
        return next((value for since, value in reversed(self.clinicians) if since <= day), None)

    def standing_on(self, day: date) -> Standing:
        """What the legal status of a day means for leave."""
        return standing_of(self.status_on(day))

    @property
    def changed(self) -> tuple[date, ...]:
        """The days from which clinician or legal status was another; what became known first is no change."""
        return tuple(sorted({*_moves(self.statuses), *_moves(self.clinicians)}))

    def cover_of(self, slot: Slot) -> Cover | None:
        """Whether leave covers something of the week, way included; None where leave is not asked for."""
        standing = self.standing_on(slot.day)
        if slot.what not in NEEDS_LEAVE or not standing.asks:
            return None
        trip = outing(slot.day, time.fromisoformat(slot.from_time), _end_of(slot), slot.travel)
        found = cover(trip, [one.rule for one in self.authorities], standing, self.changed)
        if found.authority is None:
            return Cover(is_enough=False, words=f"No leave covers this: {', '.join(found.reasons)}")
        along = ESCORT_WORDS.get(found.authority.escort or "")
        return Cover(is_enough=True, words=f"{COVERED}, {along}" if along else COVERED)


def _end_of(slot: Slot) -> time:
    return time.min if slot.to_time == "24:00" else time.fromisoformat(slot.to_time)


def _moves(facts: tuple[tuple[date, str | None], ...]) -> Iterator[date]:
    known: str | None = None
    for since, value in facts:
        if known is not None and value != known:
            yield since
        known = value or known


def read_held(connection: Connection, clients: Iterable[int]) -> dict[int, Held]:
    """All of these people, whether leave was authorised for them or not."""
    given = given_ids(clients)
    facts = _facts(connection, given)
    outcomes = _outcomes(connection, given)
    authorities: defaultdict[int, list[AuthoritySeen]] = defaultdict(list)
    for row in connection.execute(THEIR_LEAVE, given):
        authorities[row.client_id].append(_authority(row, outcomes[row.id]))
    return {
        client: Held(tuple(known["legal_status"]), tuple(known["responsible_clinician"]),
                     tuple(authorities[client]))
        for client, known in facts.items()
    }  # fmt: skip


def _facts(
    connection: Connection, given: dict[str, str]
) -> dict[int, dict[str, list[tuple[date, str | None]]]]:
    found = {
        row.id: {name: [(date.min, row._mapping[name])] for name in FACTS.values()}
        for row in connection.execute(FIRST_KNOWN, given)
    }
    for row in connection.execute(KNOWN_SINCE, given):
        if row.client_id in found:
            found[row.client_id][FACTS[row.fact]].append((row.from_on, row.value))
    return found


def _outcomes(connection: Connection, given: dict[str, str]) -> defaultdict[int, list[OutcomeSeen]]:
    found: defaultdict[int, list[OutcomeSeen]] = defaultdict(list)
    for row in connection.execute(THEIR_OUTCOMES, given):
        found[row.leave_id].append(
            OutcomeSeen(row.id, row.on_date, row.out_at or "", row.back_at or "", row.as_planned,
                        row.what_happened or "", row.own_account or "", row.effect or "")
        )  # fmt: skip
    return found


def _authority(row: Any, outcomes: list[OutcomeSeen]) -> AuthoritySeen:
    rule = Authority(
        row.id, row.authorised_on, row.from_on, row.to_on, tuple(row.days or ()), _clock(row.out_from),
        _clock(row.back_by), row.most_seconds, row.escort, row.moj_on, row.revoked_on, row.checked_on,
    )  # fmt: skip
    return AuthoritySeen(
        rule, row.reference, row.authorised_by, row.place or "", row.route or "", row.escort_detail or "",
        row.conditions or "", row.moj_reference or "", tuple(row.copies or ()), row.own_view or "",
        tuple(outcomes),
    )  # fmt: skip


def _clock(kept: str | None) -> time | None:
    return None if kept is None else time.fromisoformat(kept)


def with_cover(connection: Connection, people: Iterable[PersonSlots]) -> tuple[PersonSlots, ...]:
    """The same people, each thing of their week marked where leave is asked for it."""
    shown = tuple(people)
    held = read_held(connection, [one.client for one in shown])
    return tuple(
        replace(one, slots=tuple(replace(slot, cover=held[one.client].cover_of(slot)) for slot in one.slots))
        for one in shown
    )
