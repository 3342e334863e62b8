"""What is due again for somebody of the team: supervision, a review of the caseload, training, clearance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Date, Select, func, select

from ipsdesk.measures.terms import as_number, is_specialist, live, open_on, posts
from ipsdesk.measures.window import LAST
from ipsdesk.models import CaseloadReview, Staff, StaffTraining, Supervision
from ipsdesk.rules.codes import STAFF_TOPICS
from ipsdesk.rules.periods import DAY, add_months
from ipsdesk.rules.rhythms import APPRAISAL, INDUCTION, MONTHS, PROBATION, TITLES, induction_due, next_due
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.caseload_words import short_day
from ipsdesk.services.team_due import dbs_due, topic_due
from ipsdesk.services.today_lines import OpenTab, TodayKind, shortened
from ipsdesk.services.today_team import AT_TRAINING, SOON, TAB
from ipsdesk.services.today_worded import Worded, key_of

PEOPLE, SUPERVISIONS, REVIEWS, TRAININGS = (
    Staff.__table__,
    Supervision.__table__,
    CaseloadReview.__table__,
    StaffTraining.__table__,
)
AT_SUPERVISION, AT_REVIEWS = "Supervision", "Caseload reviews"
AHEAD, DBS_AHEAD = timedelta(days=SOON), timedelta(days=60)
LONGEST = timedelta(days=91)
"""How long an induction that is due is told, and the day of what was never done; the tab goes on."""


class Person(NamedTuple):
    """Somebody in post, as far as it says what is due."""

    id: int
    name: str
    started_on: date
    manager: int | None
    induction_on: date | None
    probation_on: date | None
    probation_passed_on: date | None
    dbs_seen_on: date | None
    dbs_due_on: date | None
    is_specialist: int


class Held(NamedTuple):
    """When something was last done, and who supervised."""

    on: date
    supervisor: int | None = None


def _people() -> Select[Any]:
    own = PEOPLE.c
    return select(
        *(own.id, own.name, own.started_on, own.manager_id, own.induction_on, own.probation_on),
        *(own.probation_passed_on, own.dbs_seen_on, own.dbs_due_on),
        as_number(is_specialist(own.id, LAST, posts())).label("is_specialist"),
    ).where(live(PEOPLE), open_on(LAST, own.started_on, own.left_on))


def _supervised() -> Select[Any]:
    """The last of each kind with each person; beside a maximum SQLite gives its row's other columns."""
    own = SUPERVISIONS.c
    last = func.max(own.on_date, type_=Date).label("last")
    return (
        select(own.staff_id, own.kind, last, own.supervisor_id)
        .where(live(SUPERVISIONS), own.on_date <= LAST)
        .group_by(own.staff_id, own.kind)
    )


def _reviewed() -> Select[Any]:
    own = REVIEWS.c
    last = func.max(own.on_date, type_=Date).label("last")
    return (
        select(own.staff_id, last, own.reviewer_id)
        .where(live(REVIEWS), own.on_date <= LAST)
        .group_by(own.staff_id)
    )


def _trained() -> Select[Any]:
    own = TRAININGS.c
    last = func.max(own.on_date, type_=Date).label("last")
    return (
        select(own.staff_id, own.topic, last)
        .where(live(TRAININGS), own.on_date <= LAST, own.topic.in_(STAFF_TOPICS))
        .group_by(own.staff_id, own.topic)
    )


ASKED = {make: Packed(make, "last") for make in (_people, _supervised, _reviewed, _trained)}


class Team:
    """Who is in post, and when each was last supervised, reviewed and trained."""

    def __init__(self, connection: Connection, today: date) -> None:
        people, supervised, reviewed, trained = (
            asked.rows(connection, {"last": today}) for asked in ASKED.values()
        )
        self.today = today
        self.people = {row[0]: Person(*row) for row in people}
        self.held: dict[str, dict[int, Held]] = defaultdict(dict)
        for staff, kind, on, supervisor in supervised:
            self.held[kind][staff] = Held(on, supervisor)
        self.reviewed = {staff: Held(on, reviewer) for staff, on, reviewer in reviewed}
        self.is_training = bool(trained)
        self.trained: dict[int, dict[str, date]] = defaultdict(dict)
        for staff, topic, on in trained:
            self.trained[staff][topic] = on

    def owner_of(self, person: Person, last: Held | None) -> int | None:
        """Who sees to it: whoever did last, else the line manager; None: those who lead."""
        for one in (last.supervisor if last else None, person.manager):
            if one in self.people and one != person.id:
                return one
        return None

    def told_on(self, due: date, last: Held | date | None) -> date | None:
        """The day to tell; None for something that was never done and should have been long ago."""
        return due if last is not None or due >= self.today - LONGEST else None


def rhythms_waiting(connection: Connection, today: date) -> Iterator[Worded]:
    """What is due by the records of each person in post, once the unit has begun to keep such records."""
    team = Team(connection, today)
    for person in team.people.values():
        yield from _supervision(team, person)
        if person.is_specialist and team.reviewed:
            yield from _review(team, person)
        if team.is_training:
            yield from _training(team, person)
    yield from _clearance(team)


# ---- supervision ----------------------------------------------------------------------------------


def _supervision(team: Team, person: Person) -> Iterator[Worded]:
    """Each kind for whoever supervises, and for the person."""
    for what, due, last in _dues(team, person):
        if due <= team.today + AHEAD:
            told = f"last {short_day(last.on, team.today)}" if last else "not yet"
            kind, title = TodayKind.SUPERVISION, TITLES[what]
            yield Worded(
                key_of(kind, person.id, what.replace(" ", "-")), kind, None, team.owner_of(person, last),
                team.told_on(due, last), shortened(f"{title}: {person.name}"), told,
                OpenTab(TAB, AT_SUPERVISION, person.id), person=person.id, to_them=f"Your {title.lower()}",
            )  # fmt: skip


def _dues(team: Team, person: Person) -> Iterator[tuple[str, date, Held | None]]:
    for what in MONTHS:
        if team.held[what] and (person.is_specialist or what == APPRAISAL):
            last = team.held[what].get(person.id)
            yield what, next_due(what, person.started_on, last.on if last else None), last
    if person.probation_on and not person.probation_passed_on:
        yield PROBATION, person.probation_on, None
    induction = induction_due(person.started_on)
    if person.is_specialist and not person.induction_on and team.today - LONGEST <= induction:
        yield INDUCTION, induction, None


# ---- caseload, training, clearance ----------------------------------------------------------------


def _month_end(day: date) -> date:
    return add_months(day.replace(day=1), 1) - DAY


def _review(team: Team, person: Person) -> Iterator[Worded]:
    """By the end of each month."""
    last, kind = team.reviewed.get(person.id), TodayKind.CASELOAD_REVIEW
    due = _month_end(_month_end(last.on) + DAY if last else team.today)
    if due <= team.today + AHEAD:
        about = f"last {short_day(last.on, team.today)}" if last else "not yet"
        yield Worded(
            key_of(kind, person.id), kind, None, team.owner_of(person, last), due,
            shortened(f"Caseload review: {person.name}"), about, OpenTab(TAB, AT_REVIEWS, 0),
            person=person.id, to_them="Your caseload review",
        )  # fmt: skip


def _training(team: Team, person: Person) -> Iterator[Worded]:
    """All topics of a person in one line, with the day of the soonest."""
    done, kind = team.trained[person.id], TodayKind.TRAINING
    dues = {
        topic: topic_due(topic, done.get(topic), person.started_on, team.today).day for topic in STAFF_TOPICS
    }
    due = {topic: day for topic, day in dues.items() if day and day <= team.today + AHEAD}
    if due:
        told = [day for topic in due if (day := team.told_on(due[topic], done.get(topic)))]
        yield Worded(
            key_of(kind, person.id), kind, None, person.id, min(told, default=None),
            shortened(f"Training: {', '.join(due)}"), person.name, OpenTab(TAB, AT_TRAINING, person.id),
        )  # fmt: skip


def _clearance(team: Team) -> Iterator[Worded]:
    """For those who lead, and for the person."""
    if not any(person.dbs_seen_on or person.dbs_due_on for person in team.people.values()):
        return
    kind = TodayKind.DBS
    for person in team.people.values():
        due = dbs_due(person.dbs_seen_on, person.dbs_due_on, person.started_on, team.today)
        if due.day is not None and (due.never or due.day <= team.today + DBS_AHEAD):
            about = "not seen yet" if due.never else ""
            day = None if due.never else due.day
            yield Worded(
                key_of(kind, person.id), kind, None, None, day, shortened(f"DBS recheck: {person.name}"),
                about, OpenTab(TAB, AT_TRAINING, person.id), person=person.id, to_them="Your DBS recheck",
            )  # fmt: skip
