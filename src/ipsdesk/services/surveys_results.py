"""What a round of a survey says, once enough have answered; nothing of it before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from secrets import SystemRandom
from typing import Any

from sqlalchemy import Connection, Table, func, select

from ipsdesk.measures.terms import live
from ipsdesk.models import OtherSurveyResponse, SaidDid, Staff, SurveyResponse, SurveyRound
from ipsdesk.rules.codes import SURVEY_ANSWERS
from ipsdesk.rules.surveys import FEWEST, OF_CLIENTS, POSITIVE, Question, SurveyForm, forms

ROUNDS: Table = SurveyRound.__table__  # type: ignore[assignment] # a table, not a part of one
SAID, STAFF = SaidDid.__table__, Staff.__table__
YES, PARTLY, NO = SURVEY_ANSWERS


@dataclass(frozen=True, slots=True)
class RoundSeen:
    """A round: its days, how many were asked, how many answered, how far it is."""

    id: int
    reference: str
    form: SurveyForm
    opens_on: date
    closes_on: date
    closed_on: date | None
    given_back_on: date | None
    asked: int | None
    answers: int
    note: str

    def is_open(self, today: date) -> bool:
        """Whether an answer can be given."""
        return self.closed_on is None and self.opens_on <= today <= self.closes_on

    @property
    def day(self) -> date:
        """The day that every answer carries."""
        return self.closed_on or self.closes_on

    @property
    def can_be_shown(self) -> bool:
        """Whether it is over, and enough have answered."""
        return self.closed_on is not None and self.answers >= FEWEST


@dataclass(frozen=True, slots=True)
class Tally:
    """How one question was answered: yes, partly and no; ``before`` is the share of yes in the last round.

    Nothing is told of a question that too few answered: ``counts`` is None.
    """

    question: Question
    counts: tuple[int, int, int] | None
    before: Fraction | None

    @property
    def share(self) -> Fraction | None:
        """Of those who answered the question, those who said yes."""
        return Fraction(self.counts[0], sum(self.counts)) if self.counts else None


@dataclass(frozen=True, slots=True)
class SaidAndDone:
    """What people said, and what was done about it."""

    id: int
    said: str
    did: str
    owner: str
    done_on: date | None


@dataclass(frozen=True, slots=True)
class RoundResults:
    """A round opened: its tallies where they can be shown, comments in no order, what was done.

    ``positive`` is how many of ``rated`` gave 4 or 5; None under five ratings.
    """

    round: RoundSeen
    previous: RoundSeen | None
    tallies: tuple[Tally, ...]
    positive: int | None
    rated: int | None
    before: Fraction | None
    comments: tuple[str, ...]
    said: tuple[SaidAndDone, ...]


def answers_of(kind: str) -> Any:
    """The table that holds the answers of a kind of survey."""
    return (SurveyResponse if kind in OF_CLIENTS else OtherSurveyResponse).__table__


def read_rounds(connection: Connection) -> list[RoundSeen]:
    """Every round, the newest first."""
    counted: Counter[int] = Counter()
    for table in (SurveyResponse.__table__, OtherSurveyResponse.__table__):
        many = select(table.c.round_id, func.count()).where(live(table)).group_by(table.c.round_id)
        counted.update({row[0]: row[1] for row in connection.execute(many) if row[0] is not None})
    own = ROUNDS.c
    rows = connection.execute(
        select(ROUNDS).where(live(ROUNDS)).order_by(own.closes_on.desc(), own.id.desc())
    )
    return [
        RoundSeen(
            row.id, row.reference, forms()[row.kind], row.opens_on, row.closes_on, row.closed_on,
            row.given_back_on, row.asked, counted[row.id], row.note or "",
        )
        for row in rows
    ]  # fmt: skip


def read_results(connection: Connection, rounds: Sequence[RoundSeen], chosen: RoundSeen) -> RoundResults:
    """What can be told of a round, beside the round of its kind before it."""
    previous = next(
        (one for one in rounds if one.form.kind == chosen.form.kind and one.day < chosen.day), None
    )
    given, last = _given(connection, chosen), _given(connection, previous)
    ratings = [row["overall"] for row in given if row["overall"] is not None]
    is_rated = len(ratings) >= FEWEST
    comments = [row["comment"] for row in given if row["comment"]]
    SystemRandom().shuffle(comments)
    return RoundResults(
        chosen,
        previous,
        tuple(_tally(question, given, last) for question in chosen.form.questions),
        sum(one in POSITIVE for one in ratings) if is_rated else None,
        len(ratings) if is_rated else None,
        _positive(last),
        tuple(comments),
        _said(connection, chosen.id),
    )


def _given(connection: Connection, seen: RoundSeen | None) -> list[Mapping[str, Any]]:
    """The answers of a round that may be shown; else none."""
    if seen is None or not seen.can_be_shown:
        return []
    table = answers_of(seen.form.kind)
    rows = connection.execute(select(table).where(live(table), table.c.round_id == seen.id))
    return [dict(row._mapping) for row in rows]


def _tally(
    question: Question, given: Sequence[Mapping[str, Any]], last: Sequence[Mapping[str, Any]]
) -> Tally:
    counts, earlier = _counts(question, given), _counts(question, last)
    return Tally(question, counts, Fraction(earlier[0], sum(earlier)) if earlier else None)


def _counts(question: Question, given: Sequence[Mapping[str, Any]]) -> tuple[int, int, int] | None:
    found = Counter(row[question.attribute] for row in given if row[question.attribute])
    return (found[YES], found[PARTLY], found[NO]) if found.total() >= FEWEST else None


def _positive(given: Sequence[Mapping[str, Any]]) -> Fraction | None:
    ratings = [row["overall"] for row in given if row["overall"] is not None]
    return Fraction(sum(one in POSITIVE for one in ratings), len(ratings)) if len(ratings) >= FEWEST else None


def _said(connection: Connection, round_: int) -> tuple[SaidAndDone, ...]:
    rows = connection.execute(
        select(SAID.c.id, SAID.c.said, SAID.c.did, STAFF.c.name, SAID.c.done_on)
        .outerjoin(STAFF, STAFF.c.id == SAID.c.owner_id)
        .where(live(SAID), SAID.c.round_id == round_)
        .order_by(SAID.c.id)
    )
    return tuple(SaidAndDone(row[0], row[1], row[2] or "", row[3] or "", row[4]) for row in rows)
