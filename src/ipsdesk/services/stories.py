"""Stories of people's ways: told with consent, used where it allows, asked back when it is withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from ipsdesk.errors import CannotRun, NotSaved
from ipsdesk.measures.terms import live
from ipsdesk.models import Activity, Client, Employer, Staff, Story, StoryUse, Team
from ipsdesk.rules.codes import STORY_SCOPES
from ipsdesk.rules.nameless import nameless, parts_of
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_reading import who_am_i
from ipsdesk.services.caseload_words import counted, sentence_case
from ipsdesk.services.meetings_step import blank
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import RESTRICTED_RECORD, access_of, refuse_without_reason
from ipsdesk.services.roles import EVERYONE, STAFF, Service, allowed
from ipsdesk.services.saving import Saving, Values, record_at

ANYWHERE = STORY_SCOPES[-1]
GONE = "This story has been removed. Nothing was changed."
WITHDRAWN = "The consent to this story was withdrawn {day}: it goes nowhere any more.{went}"
CLIENTS, STORIES, USES, STAFF_TABLE, TEAMS, EMPLOYERS, ACTIVITIES = (
    Client.__table__,
    Story.__table__,
    StoryUse.__table__,
    Staff.__table__,
    Team.__table__,
    Employer.__table__,
    Activity.__table__,
)


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a story went."""

    id: int
    on: date
    went_to: str
    by: str
    asked_back_on: date | None


@dataclass(frozen=True, slots=True)
class StorySeen:
    """A story with where it may be used, and where it went; a restricted one without its words."""

    id: int
    client: int
    name: str
    on: date
    title: str
    done: str
    excellent: str
    better: str
    scopes: tuple[str, ...]
    consent_on: date | None
    withdrawn_on: date | None
    review_on: date | None
    uses: tuple[Use, ...]
    is_withheld: bool

    @property
    def may_be_used(self) -> bool:
        """Whether there is consent to anything at all."""
        return self.consent_on is not None and self.withdrawn_on is None and bool(self.scopes)

    @property
    def to_ask_back(self) -> tuple[Use, ...]:
        """Where a withdrawn story still is."""
        if self.withdrawn_on is None:
            return ()
        return tuple(use for use in self.uses if use.asked_back_on is None)


@dataclass(frozen=True, slots=True)
class PlainStory:
    """A story without names, references and days, and where it may go."""

    title: str
    done: str
    excellent: str
    better: str
    scopes: tuple[str, ...]


class Stories(Service):
    """Raises ``CannotRun`` for a story that was removed, ``ReasonNeeded`` for a restricted record."""

    @allowed(*EVERYONE)
    def directory(self) -> tuple[StorySeen, ...]:
        """Every story, the newest first."""
        with self.workspace.transactions.read() as connection:
            withheld = access_of(connection, self.workspace).asked
            uses = _uses(connection)
            rows = connection.execute(
                select(STORIES, CLIENTS.c.name)
                .join(CLIENTS, CLIENTS.c.id == STORIES.c.client_id)
                .where(live(STORIES), live(CLIENTS))
                .order_by(STORIES.c.on_date.desc(), STORIES.c.id.desc())
            )
            return tuple(_seen(row, uses.get(row.id, ()), withheld=row.client_id in withheld) for row in rows)

    @allowed(*STAFF)
    def plain(self, story: int, scope: str) -> PlainStory:
        """A story for somebody who is not to know whose it is.

        Raises ``CannotRun`` without consent, after it was withdrawn (and says where the story went), or
        where it does not go so far.
        """
        with self.workspace.transactions.read() as connection:
            record = self._told(connection, story)
            self._refuse(connection, record, scope)
            names = dict(_names(connection, record["client_id"]))
            told = ("title", "done", "excellent", "better")
            title, done, excellent, better = (nameless(record[name] or "", names) for name in told)
            return PlainStory(title, done, excellent, better, tuple(record["may_be_used"] or ()))

    @allowed(*STAFF)
    def use(self, story: int, scope: str, went_to: str) -> Done:
        """Note where a story goes, before it does; refused as ``plain`` refuses."""
        where = went_to.strip()
        if not where:
            raise NotSaved({"went_to": "Say where it goes."})

        def write(saving: Saving, record: Values) -> None:
            connection, space = saving.connection, self.workspace
            self._refuse(connection, record, scope)
            me = who_am_i(connection, space.actor.account, space.actor.name)
            told = {"story_id": story, "on_date": space.today(), "went_to": where}
            saving.add(StoryUse, blank(StoryUse) | told | {"staff_id": me[0] if me else None})

        return self._save(story, f"goes to {where}", write)

    @allowed(*STAFF)
    def withdraw(self, story: int, on: date) -> Done:
        """The person does not want it told any more."""

        def write(saving: Saving, record: Values) -> None:
            if record["withdrawn_on"] is not None:
                raise CannotRun("The consent was withdrawn already. Nothing was changed.")
            first, today = record["consent_on"] or record["on_date"], self.workspace.today()
            if not first <= on <= today:
                raise NotSaved({"on": f"Withdrawn on: a day from {shown_day(first)} to {shown_day(today)}"})
            saving.alter(Story, record, {"withdrawn_on": on})

        return self._save(story, "consent withdrawn", write)

    @allowed(*STAFF)
    def ask_back(self, use: int) -> Done:
        """Note that a copy was asked back today."""
        with self.workspace.transactions.read() as connection:
            story = connection.scalar(select(USES.c.story_id).where(USES.c.id == use, live(USES)))
        if story is None:
            raise CannotRun(GONE)

        def write(saving: Saving, _record: Values) -> None:
            record = record_at(saving.connection, StoryUse, use)
            if record["asked_back_on"] is not None:
                raise CannotRun("It was asked back already. Nothing was changed.")
            saving.alter(StoryUse, record, {"asked_back_on": self.workspace.today()})

        return self._save(story, "asked back", write)

    def _told(self, connection: Connection, story: int) -> Values:
        row = Names(connection).row((Story.family.kind, story))
        if not row or row["removed_at"]:
            raise CannotRun(GONE)
        record = record_at(connection, Story, story)
        refuse_without_reason(connection, self.workspace, record["client_id"])
        return record

    def _refuse(self, connection: Connection, record: Values, scope: str) -> None:
        if (day := record["withdrawn_on"]) is not None:
            went = [use.went_to for use in _uses(connection).get(record["id"], ())]
            words = f" It went to {counted(len(went), 'place')}: {', '.join(went)}." if went else ""
            raise CannotRun(WITHDRAWN.format(day=shown_day(day), went=words))
        if record["consent_on"] is None:
            raise CannotRun("The person has not consented to this story being told. Nothing was written.")
        allowed_here = record["may_be_used"] or []
        if scope not in allowed_here and ANYWHERE not in allowed_here:
            raise CannotRun(f"The consent does not go so far: {scope}. Nothing was written.")

    def _save(self, story: int, did: str, write: Callable[[Saving, Values], None]) -> Done:
        space = self.workspace
        with space.transactions.begin() as connection:
            record = self._told(connection, story)
            called = Names(connection).record((Story.family.kind, story))
            saving = Saving(space, connection, f"{called}: {did}")
            write(saving, record)
        kinds = frozenset(saving.kinds)
        space.changes.announce(kinds)
        return Done(sentence_case(saving.words), saving.at, kinds)


def _uses(connection: Connection) -> dict[int, tuple[Use, ...]]:
    found: dict[int, list[Use]] = {}
    rows = connection.execute(
        select(USES, STAFF_TABLE.c.name)
        .outerjoin(STAFF_TABLE, STAFF_TABLE.c.id == USES.c.staff_id)
        .where(live(USES))
        .order_by(USES.c.on_date.desc(), USES.c.id.desc())
    )
    for row in rows:
        use = Use(row.id, row.on_date, row.went_to, row.name or "", row.asked_back_on)
        found.setdefault(row.story_id, []).append(use)
    return {story: tuple(uses) for story, uses in found.items()}


def _seen(row: Any, uses: tuple[Use, ...], *, withheld: bool) -> StorySeen:
    title, done, excellent, better = (
        ("", "", "", "") if withheld else (row.title, row.done or "", row.excellent or "", row.better or "")
    )
    return StorySeen(
        row.id, row.client_id, RESTRICTED_RECORD if withheld else row.name, row.on_date, title, done,
        excellent, better, tuple(row.may_be_used or ()), row.consent_on, row.withdrawn_on, row.review_on,
        () if withheld else uses, withheld,
    )  # fmt: skip


def _names(connection: Connection, client: int) -> Iterator[tuple[str, str]]:
    """What is replaced, and by what: everybody of the unit, its teams, the person's employers."""
    for name, reference, number in connection.execute(
        select(CLIENTS.c.name, CLIENTS.c.reference, CLIENTS.c.nhs_number)
    ):
        yield from ((part, "[name]") for part in parts_of(name or ""))
        yield from ((one, "[number]") for one in (reference, number) if one)
    for (name,) in connection.execute(select(STAFF_TABLE.c.name)):
        yield from ((part, "[member of staff]") for part in parts_of(name or ""))
    for (name,) in connection.execute(select(TEAMS.c.name)):
        yield name, "[team]"
    of_person = (
        select(EMPLOYERS.c.name)
        .join(ACTIVITIES, ACTIVITIES.c.employer_id == EMPLOYERS.c.id)
        .where(ACTIVITIES.c.client_id == client)
        .distinct()
    )
    for (name,) in connection.execute(of_person):
        yield name, "[employer]"
