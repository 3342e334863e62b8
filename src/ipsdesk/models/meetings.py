"""Meetings where the service decides, who of the people it supports is there, and what they find and ask."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table
from sqlalchemy.orm import Mapped

from ipsdesk.fields import Kind
from ipsdesk.models.base import Base, Family, Record, field, links, live_index
from ipsdesk.rules.codes import (
    AGENDA_OPEN,
    AGENDA_OUTCOMES,
    AGENDA_PARTS,
    DECISION_MEETING_KINDS,
    IMPRESSION_ANSWERS,
    PAPERS,
    PROPOSED_BY,
    RECOMMENDATION_OUTCOMES,
    RECOMMENDATION_SOURCES,
    TURN_ANSWERS,
)


def _of_meeting() -> Mapped[int]:
    return field("Meeting ID", Kind.REFERENCE, target="decision meeting", required=True)


def _of_client() -> Mapped[int]:
    return field("Client ID", Kind.REFERENCE, target="client", required=True)


def _by_client(words: str) -> Mapped[int | None]:
    return field("Client ID", Kind.REFERENCE, target="client", words=words)


def _date() -> Mapped[dt.date]:
    return field("Date", Kind.DATE, required=True)


def _day(label: str) -> Mapped[dt.date | None]:
    return field(label, Kind.DATE)


def _told(label: str) -> Mapped[str | None]:
    return field(label, Kind.LONG_TEXT, personal=True)


def _votes(label: str) -> Mapped[int | None]:
    return field(label, Kind.WHOLE, least=0)


decision_meeting_staff = Table(
    "decision_meeting_staff",
    Base.metadata,
    Column("meeting_id", Integer, ForeignKey("decision_meetings.id"), primary_key=True),
    Column("staff_id", Integer, ForeignKey("staff.id"), primary_key=True),
    Column("position", Integer, nullable=False),
)
decision_meeting_clients = Table(
    "decision_meeting_clients",
    Base.metadata,
    Column("meeting_id", Integer, ForeignKey("decision_meetings.id"), primary_key=True),
    Column("client_id", Integer, ForeignKey("clients.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Index("ix_decision_meeting_clients_client", "client_id", "meeting_id"),
)


class DecisionMeeting(Record):
    """A meeting of the service in which something is decided."""

    __tablename__ = "decision_meetings"
    __table_args__ = (
        CheckConstraint("signed_on >= on_date", name="signed_after_meeting"),
        CheckConstraint("minutes_version >= 1", name="minutes_version"),
        live_index("day", "on_date", table="decision_meetings"),
    )
    family = Family(
        "decision meeting",
        "Decision meetings",
        "decision meeting",
        identity="reference",
        orders=(("on_date", "signed_on"),),
    )

    reference: Mapped[str] = field("Meeting ID", required=True, unique=True)
    on_date: Mapped[dt.date] = _date()
    kind: Mapped[str] = field("Kind", Kind.CHOICE, choices=DECISION_MEETING_KINDS, required=True)
    name: Mapped[str | None] = field("Name", help="What the unit itself calls it.")
    from_time: Mapped[str | None] = field("From", Kind.TIME)
    place: Mapped[str | None] = field("Place")
    open_to: Mapped[bool] = field("Open to representatives", Kind.YES_NO, default=True)
    chair_id: Mapped[int | None] = field("Chair ID", Kind.REFERENCE, target="staff")
    staff_ids = links(
        "Staff IDs",
        decision_meeting_staff,
        "meeting_id",
        "staff_id",
        target="staff",
        words="Staff who attended",
    )
    client_ids = links(
        "Client IDs",
        decision_meeting_clients,
        "meeting_id",
        "client_id",
        target="client",
        words="Representatives who attended",
        help="Those who attended as full voting members.",
    )
    others: Mapped[list[str] | None] = field("Others", Kind.TEXTS, personal=True)
    signed_on: Mapped[dt.date | None] = _day("Signed off on")
    signed_by_id: Mapped[int | None] = field("Signed off by ID", Kind.REFERENCE, target="staff")
    minutes_version: Mapped[int] = field("Minutes version", Kind.WHOLE, least=1, default=1)
    shared_on: Mapped[dt.date | None] = _day("Shared with representative on")
    shared_how: Mapped[str | None] = field("How shared")


class AgendaItem(Record):
    """One item of a meeting, with what was said and decided; a closed one is read by those who were there."""

    __tablename__ = "agenda_items"
    __table_args__ = (
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("votes_for >= 0 AND votes_against >= 0 AND abstained >= 0", name="votes"),
        live_index("meeting", "meeting_id", "number", table="agenda_items"),
    )
    family = Family("agenda item", "Agenda items", "agenda item", natural_key=("meeting_id", "number"))

    meeting_id: Mapped[int] = _of_meeting()
    number: Mapped[int] = field("Number", Kind.WHOLE, least=1, required=True)
    title: Mapped[str] = field("Title", required=True, personal=True)
    part: Mapped[str] = field("Part", Kind.CHOICE, choices=AGENDA_PARTS, default=AGENDA_OPEN)
    proposed_by: Mapped[str | None] = field("Proposed by", Kind.CHOICE, choices=PROPOSED_BY)
    client_id: Mapped[int | None] = _by_client("Resident who proposed it")
    introduced_by: Mapped[str | None] = field("Introduced by", personal=True)
    residents_view: Mapped[str | None] = _told("Residents' view")
    discussion: Mapped[str | None] = _told("Discussion")
    decision: Mapped[str | None] = _told("Decision")
    outcome: Mapped[str | None] = field("Outcome", Kind.CHOICE, choices=AGENDA_OUTCOMES)
    votes_for: Mapped[int | None] = _votes("Votes for")
    votes_against: Mapped[int | None] = _votes("Votes against")
    abstained: Mapped[int | None] = _votes("Abstained")


class MeetingAction(Record):
    """What somebody is to do after a meeting."""

    __tablename__ = "meeting_actions"
    __table_args__ = (
        CheckConstraint("number >= 1", name="number"),
        live_index("meeting", "meeting_id", "number", table="meeting_actions"),
    )
    family = Family("action of a meeting", "Meeting actions", "action of a meeting")

    meeting_id: Mapped[int] = _of_meeting()
    number: Mapped[int] = field("Number", Kind.WHOLE, least=1, required=True, help="Of the agenda item.")
    action: Mapped[str] = field("Action", Kind.LONG_TEXT, required=True, personal=True)
    owner: Mapped[str | None] = field("Owner", personal=True)
    owner_id: Mapped[int | None] = field(
        "Owner ID", Kind.REFERENCE, target="staff", words="Owner on our staff"
    )
    due_on: Mapped[dt.date] = field("Due", Kind.DATE, required=True)
    done_on: Mapped[dt.date | None] = _day("Done")


class ClosedMeeting(Record):
    """A meeting to which no representative goes yet, with why and by when that shall change."""

    __tablename__ = "closed_meetings"
    family = Family("meeting not open yet", "Meetings to open", "meeting not open yet")

    name: Mapped[str] = field("Name", required=True)
    why: Mapped[str | None] = field("Why not", Kind.LONG_TEXT)
    plan: Mapped[str | None] = field("Plan", Kind.LONG_TEXT)
    open_by_on: Mapped[dt.date | None] = _day("Open by")
    opened_on: Mapped[dt.date | None] = _day("Opened on")
    owner_id: Mapped[int | None] = field("Owner ID", Kind.REFERENCE, target="staff")


class Representative(Record):
    """Somebody who is one of the residents' representatives, from a day to a day."""

    __tablename__ = "representatives"
    __table_args__ = (
        CheckConstraint("to_on >= from_on", name="to_after_from"),
        live_index("client", "client_id", "from_on", table="representatives"),
    )
    family = Family(
        "representative",
        "Representatives",
        "representative",
        natural_key=("client_id", "from_on"),
        orders=(("from_on", "to_on"),),
    )

    client_id: Mapped[int] = _of_client()
    from_on: Mapped[dt.date] = field("From", Kind.DATE, required=True)
    to_on: Mapped[dt.date | None] = _day("To")
    meetings: Mapped[list[str] | None] = field(
        "Meetings", Kind.CHOICES, choices=DECISION_MEETING_KINDS, help="Empty means any."
    )
    needs: Mapped[str | None] = field(
        "Needs", Kind.LONG_TEXT, personal=True, help="How papers and preparation should be."
    )


class Turn(Record):
    """A representative's turn at a meeting: offered, prepared, attended, paid, talked over."""

    __tablename__ = "turns"
    __table_args__ = (
        CheckConstraint("answered_on >= offered_on", name="answered_after_offered"),
        live_index("meeting", "meeting_id", "client_id", table="turns"),
        live_index("client", "client_id", table="turns"),
    )
    family = Family(
        "turn",
        "Turns",
        "turn",
        natural_key=("meeting_id", "client_id"),
        orders=(("offered_on", "answered_on"),),
    )

    meeting_id: Mapped[int] = _of_meeting()
    client_id: Mapped[int] = _of_client()
    offered_on: Mapped[dt.date] = field("Offered on", Kind.DATE, required=True)
    answer: Mapped[str | None] = field("Answer", Kind.CHOICE, choices=TURN_ANSWERS)
    answered_on: Mapped[dt.date | None] = _day("Answered on")
    attended: Mapped[bool | None] = field("Attended", Kind.YES_NO)
    prepared_on: Mapped[dt.date | None] = _day("Prepared on")
    papers: Mapped[str | None] = field("Papers", Kind.CHOICE, choices=PAPERS)
    papers_on: Mapped[dt.date | None] = _day("Papers given on")
    expenses: Mapped[int | None] = field("Expenses", Kind.MONEY, least=0)
    expenses_on: Mapped[dt.date | None] = _day("Expenses paid on")
    debrief_on: Mapped[dt.date | None] = _day("Debrief on")
    debrief: Mapped[str | None] = _told("Debrief")


def _impression(label: str) -> Mapped[str | None]:
    return field(label, Kind.CHOICE, choices=IMPRESSION_ANSWERS)


class FirstImpression(Record):
    """How somebody who arrived lately found it, asked by another who lives there."""

    __tablename__ = "first_impressions"
    __table_args__ = (CheckConstraint("on_date >= arrived_on", name="asked_after_arrived"),)
    family = Family(
        "first impressions audit",
        "First impressions",
        "first impressions audit",
        orders=(("arrived_on", "on_date"),),
    )

    on_date: Mapped[dt.date] = _date()
    client_id: Mapped[int | None] = field(
        "Client ID", Kind.REFERENCE, target="client", help="May stay empty: nobody has to give a name."
    )
    helped_by: Mapped[str | None] = field("Helped by", personal=True)
    arrived_on: Mapped[dt.date | None] = _day("Arrived on")
    welcomed: Mapped[str | None] = _impression("Welcomed")
    shown_round: Mapped[str | None] = _impression("Shown round")
    told_next: Mapped[str | None] = _impression("Told what happens next")
    room_ready: Mapped[str | None] = _impression("Room ready")
    felt_safe: Mapped[str | None] = _impression("Felt safe")
    asked_work: Mapped[str | None] = _impression("Asked about work")
    information: Mapped[str | None] = _impression("Information given")
    best: Mapped[str | None] = _told("Best")
    better: Mapped[str | None] = _told("Even better")


class Recommendation(Record):
    """What residents ask the service to change, and the answer they got."""

    __tablename__ = "recommendations"
    __table_args__ = (
        CheckConstraint("answered_on >= on_date", name="answered_after_made"),
        CheckConstraint("done_on >= on_date", name="done_after_made"),
    )
    family = Family(
        "recommendation",
        "Recommendations",
        "recommendation",
        orders=(("on_date", "answered_on"), ("on_date", "done_on")),
    )

    on_date: Mapped[dt.date] = _date()
    recommendation: Mapped[str] = field("Recommendation", Kind.LONG_TEXT, required=True, personal=True)
    source: Mapped[str] = field("From", Kind.CHOICE, choices=RECOMMENDATION_SOURCES, required=True)
    client_id: Mapped[int | None] = _by_client("Who made it")
    meeting_id: Mapped[int | None] = field(
        "Meeting ID", Kind.REFERENCE, target="decision meeting", words="Taken to"
    )
    answer: Mapped[str | None] = field("Answer", Kind.LONG_TEXT)
    answered_on: Mapped[dt.date | None] = _day("Answered on")
    outcome: Mapped[str | None] = field("Outcome", Kind.CHOICE, choices=RECOMMENDATION_OUTCOMES)
    done_on: Mapped[dt.date | None] = _day("Done on")
