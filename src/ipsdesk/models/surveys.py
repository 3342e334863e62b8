"""Rounds of a survey, the anonymous answers, and what the service did with them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from ipsdesk.fields import Kind
from ipsdesk.models.base import Family, Record, field
from ipsdesk.rules.codes import OTHER_SURVEY_QUESTIONS, ROUND_KINDS, SURVEY_ANSWERS, SURVEY_QUESTIONS

_OVERALL = "overall BETWEEN 1 AND 5"


def _overall() -> Mapped[int | None]:
    return field("Overall", Kind.WHOLE, least=1, most=5)


def _of_round() -> Mapped[int]:
    return field("Round ID", Kind.REFERENCE, target="survey round", required=True)


class SurveyRound(Record):
    """One round of a survey, from the day it opens to the day its results are given back."""

    __tablename__ = "survey_rounds"
    __table_args__ = (
        CheckConstraint("closes_on >= opens_on", name="closes_after_opens"),
        CheckConstraint("closed_on >= opens_on", name="closed_after_opens"),
        CheckConstraint("given_back_on >= closed_on", name="given_back_after_closed"),
        CheckConstraint("asked >= 0", name="asked"),
    )
    family = Family(
        "survey round",
        "Survey rounds",
        "survey round",
        identity="reference",
        orders=(("opens_on", "closes_on"), ("opens_on", "closed_on"), ("closed_on", "given_back_on")),
    )

    reference: Mapped[str] = field("Round ID", required=True, unique=True)
    kind: Mapped[str] = field("Kind", Kind.CHOICE, choices=ROUND_KINDS, required=True)
    opens_on: Mapped[dt.date] = field("Opens", Kind.DATE, required=True)
    closes_on: Mapped[dt.date] = field("Closes", Kind.DATE, required=True)
    closed_on: Mapped[dt.date | None] = field("Closed on", Kind.DATE)
    given_back_on: Mapped[dt.date | None] = field("Given back on", Kind.DATE)
    asked: Mapped[int | None] = field("Asked", Kind.WHOLE, least=0, help="How many were asked.")
    note: Mapped[str | None] = field("Note", Kind.LONG_TEXT)


class SurveyResponse(Record):
    """One anonymous answer to the survey; it never names a client, and its date is its round's last day."""

    __tablename__ = "survey_responses"
    __table_args__ = (CheckConstraint(_OVERALL, name="overall"),)
    family = Family("survey response", "Survey", "survey response", anonymous=True)

    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    overall: Mapped[int | None] = _overall()
    for _n in range(1, SURVEY_QUESTIONS + 1):
        vars()[f"q{_n}"] = field(f"Q{_n}", Kind.CHOICE, choices=SURVEY_ANSWERS)
    del _n
    round_id: Mapped[int | None] = field("Round ID", Kind.REFERENCE, target="survey round")
    comment: Mapped[str | None] = field("Comment", Kind.LONG_TEXT, personal=True)


class OtherSurveyResponse(Record):
    """One anonymous answer of a carer, a clinician or an employer."""

    __tablename__ = "other_survey_responses"
    __table_args__ = (CheckConstraint(_OVERALL, name="overall"),)
    family = Family("answer of others", "Other surveys", "answer of others", anonymous=True)

    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    round_id: Mapped[int] = _of_round()
    overall: Mapped[int | None] = _overall()
    for _n in range(1, OTHER_SURVEY_QUESTIONS + 1):
        vars()[f"q{_n}"] = field(f"Q{_n}", Kind.CHOICE, choices=SURVEY_ANSWERS)
    del _n
    comment: Mapped[str | None] = field("Comment", Kind.LONG_TEXT, personal=True)


class SaidDid(Record):
    """Something that was said in a round, and what was done about it."""

    __tablename__ = "said_did"
    family = Family("you said, we did", "You said we did", "you said, we did")

    round_id: Mapped[int] = _of_round()
    said: Mapped[str] = field("You said", Kind.LONG_TEXT, required=True)
    did: Mapped[str | None] = field("We did", Kind.LONG_TEXT)
    owner_id: Mapped[int | None] = field("Owner ID", Kind.REFERENCE, target="staff")
    done_on: Mapped[dt.date | None] = field("Done on", Kind.DATE)
