"""How a person's present referral stands, and which steps can be taken from there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Date, and_, bindparam, func, select

from ipsdesk.measures.terms import E, live, named_specialist_on
from ipsdesk.measures.window import LAST
from ipsdesk.models import Change, Episode, Staff
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.editing_dated import present_values
from ipsdesk.services.saving import Values, record_at

CHANGES, STAFF = Change.__table__, Staff.__table__


class Step(StrEnum):
    """What can be done with a referral, as the record of its change says it."""

    REFER = "adding"
    ACCEPT = "accepting"
    DECLINE = "declining"
    START = "starting"
    HAND_OVER = "handing over"
    PAUSE = "pausing"
    RESUME = "resuming"
    CLOSE = "closing"
    REFER_AGAIN = "adding again"


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's referral under way, else the latest; ``episode`` None: there never was one.

    ``paused`` is why support is paused today, ``paused_since`` from which day on if that was recorded,
    ``specialist_id`` and ``specialist`` who is named today.
    """

    client: int
    episode: int | None = None
    reference: str = ""
    received_on: date | None = None
    accepted_on: date | None = None
    declined_on: date | None = None
    started_on: date | None = None
    closed_on: date | None = None
    paused: str | None = None
    paused_since: date | None = None
    specialist_id: int | None = None
    specialist: str = ""

    @property
    def is_over(self) -> bool:
        """Declined or closed."""
        return self.declined_on is not None or self.closed_on is not None

    def why_not(self, step: Step) -> str:
        """What keeps a step from being taken; empty where nothing does."""
        if self.episode is None:
            return "" if step is Step.REFER else NEVER_REFERRED
        return WHY_NOT[step](self)

    def begun_words(self) -> str:
        """That the person was taken on, and since when; empty where that is not so yet."""
        if self.started_on is not None:
            return f"Started on {shown_day(self.started_on)} already."
        return f"Accepted on {shown_day(self.accepted_on)} already." if self.accepted_on else ""

    def over_words(self) -> str:
        """That it is over, and since when."""
        if self.declined_on is not None:
            return f"Referral {self.reference} was declined on {shown_day(self.declined_on)}."
        closed = self.closed_on
        return f"Referral {self.reference} was closed on {shown_day(closed)}." if closed else ""


NEVER_REFERRED = "No referral is recorded yet. Add the referral first."


def _to_refer(standing: Standing) -> str:
    if standing.is_over:
        return "The person was referred before. Use Refer again."
    return f"Referral {standing.reference} is under way."


def _to_refer_again(standing: Standing) -> str:
    return "" if standing.is_over else f"Referral {standing.reference} is under way. Close it first."


def _to_accept(standing: Standing) -> str:
    return standing.over_words() or standing.begun_words()


def _to_decline(standing: Standing) -> str:
    begun = standing.begun_words()
    return standing.over_words() or (f"{begun} Close the referral instead." if begun else "")


def _to_start(standing: Standing) -> str:
    if standing.is_over:
        return standing.over_words()
    if standing.started_on is not None:
        return standing.begun_words()
    return "" if standing.accepted_on else "Accept the referral first."


def _to_pause(standing: Standing) -> str:
    if standing.is_over or standing.paused:
        return standing.over_words() or f"Paused already: {standing.paused}."
    return "" if standing.started_on else "Support has not started yet."


def _to_resume(standing: Standing) -> str:
    return standing.over_words() or ("" if standing.paused else "Support is not paused.")


def _to_close(standing: Standing) -> str:
    if standing.is_over:
        return standing.over_words()
    undecided = standing.accepted_on is None and standing.started_on is None
    return "Accept or decline the referral first." if undecided else ""


WHY_NOT: Mapping[Step, Callable[[Standing], str]] = {
    Step.REFER: _to_refer,
    Step.ACCEPT: _to_accept,
    Step.DECLINE: _to_decline,
    Step.START: _to_start,
    Step.HAND_OVER: Standing.over_words,
    Step.PAUSE: _to_pause,
    Step.RESUME: _to_resume,
    Step.CLOSE: _to_close,
    Step.REFER_AGAIN: _to_refer_again,
}

PRESENT = (
    select(E.c.id)
    .where(live(E))
    .order_by(and_(E.c.closed_on.is_(None), E.c.declined_on.is_(None)).desc(), E.c.received_on.desc(),
              E.c.id.desc())
    .limit(1)
)  # fmt: skip


PAUSED_SINCE = select(func.max(CHANGES.c.from_on, type_=Date)).where(
    live(CHANGES),
    CHANGES.c.episode_id == bindparam("episode"),
    CHANGES.c.fact == "Paused",
    CHANGES.c.from_on <= LAST,
)


def read_standing(connection: Connection, client: int, today: date) -> Standing:
    """How the person's referral under way stands, else the latest."""
    episode = connection.scalar(PRESENT.where(E.c.client_id == client))
    return (
        standing_of(connection, record_at(connection, Episode, episode), today)
        if episode
        else Standing(client)
    )


def standing_of(connection: Connection, record: Values, today: date) -> Standing:
    """How one referral stands."""
    named = _specialist(connection, record["id"], today)
    paused = present_values(connection, Episode, record["id"], today).get("paused", record["paused"])
    since = {"episode": record["id"], "last": today}
    return Standing(
        record["client_id"],
        record["id"],
        record["reference"],
        record["received_on"],
        record["accepted_on"],
        record["declined_on"],
        record["started_on"],
        record["closed_on"],
        paused,
        connection.scalar(PAUSED_SINCE, since) if paused else None,
        named.id if named else None,
        named.name if named else "",
    )


def _specialist(connection: Connection, episode: int, day: date) -> Any:
    who = select(STAFF.c.id, STAFF.c.name).select_from(E).join(STAFF, STAFF.c.id == named_specialist_on(LAST))
    return connection.execute(who.where(live(STAFF), E.c.id == episode), {"last": day}).one_or_none()
