"""Surveys: rounds, answers that belong to nobody, results once enough have answered, what was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, insert, update

from ipsdesk.errors import CannotRun, NotSaved
from ipsdesk.models import OtherSurveyResponse, SurveyResponse, SurveyRound
from ipsdesk.models.base import new_uuid
from ipsdesk.rules.codes import SURVEY_ANSWERS
from ipsdesk.rules.surveys import OF_CLIENTS, RATINGS
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import counted, sentence_case
from ipsdesk.services.intake_answers import random_key
from ipsdesk.services.outgoing import LONGEST
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.roles import EVERYONE, STAFF, Service, allowed
from ipsdesk.services.saving import Saving, Values, record_at
from ipsdesk.services.surveys_results import RoundResults, RoundSeen, answers_of, read_results, read_rounds

__all__ = ["Answer", "RoundResults", "RoundSeen", "Surveys"]

GONE = "This round has been removed. Nothing was changed."
NOTHING_SAVED = "The answer was not saved."


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered: a rating of 1 to 5, the questions by number, a few words."""

    overall: int | None = None
    answers: Mapping[int, str] = field(default_factory=dict)
    comment: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered at all."""
        return self.overall is None and not self.answers and not self.comment.strip()


class Surveys(Service):
    """A single answer has no author, no audit entry, no history: only its round, at its close, is noted.

    Raises ``CannotRun`` for a round that was removed.
    """

    @allowed(*EVERYONE)
    def rounds(self) -> tuple[RoundSeen, ...]:
        """Every round, the newest first, with no more of it than how many answered."""
        with self.workspace.transactions.read() as connection:
            return tuple(read_rounds(connection))

    @allowed(*EVERYONE)
    def results(self, round_: int) -> RoundResults:
        """What a round says; nothing but how many answered while it is open, or where fewer than five did."""
        with self.workspace.transactions.read() as connection:
            rounds = read_rounds(connection)
            return read_results(connection, rounds, _chosen(rounds, round_))

    @allowed(*STAFF)
    def answer(self, round_: int, answer: Answer) -> None:
        """Keep an answer, on the round's last day, at a place that does not tell when it was given.

        Raises ``CannotRun`` outside the days of the round, and ``NotSaved`` for an answer that is empty or
        not one of those offered.
        """
        today = self.workspace.today()
        with self.workspace.transactions.begin() as connection:
            seen = _chosen(read_rounds(connection), round_)
            _refuse_outside(seen, today)
            _refuse_strange(seen, answer)
            model = SurveyResponse if seen.form.kind in OF_CLIENTS else OtherSurveyResponse
            kept = {f"q{number}": said for number, said in answer.answers.items()}
            of_round = {"on_date": seen.closes_on, "round_id": seen.id, "overall": answer.overall}
            key = {"id": random_key(), "uuid": new_uuid()}
            connection.execute(
                insert(model).values(**key, **of_round, **kept, comment=answer.comment.strip() or None)
            )
        self.workspace.changes.announce(frozenset({model.family.kind}))

    @allowed(*STAFF)
    def close(self, round_: int, on: date) -> Done:
        """Close a round: its answers carry that day, and the trail notes how many there are.

        Raises ``CannotRun`` where it is closed already, ``NotSaved`` for a day that can't be.
        """

        def write(saving: Saving, record: Values) -> None:
            seen = _chosen(read_rounds(saving.connection), round_)
            if seen.closed_on is not None:
                raise CannotRun(f"This round was closed {shown_day(seen.closed_on)}. Nothing was changed.")
            if not seen.opens_on <= on <= self.workspace.today():
                opened, today = shown_day(seen.opens_on), shown_day(self.workspace.today())
                raise NotSaved({"on": f"Closed on: a day from {opened} to {today}"})
            saving.alter(SurveyRound, record, {"closed_on": on}, answers=seen.answers)
            _date_answers(saving.connection, seen, on)

        return self._save(round_, "closed", write)

    @allowed(*STAFF)
    def give_back(self, round_: int, on: date) -> Done:
        """What came of it was given back; raises ``CannotRun`` before the round is closed."""

        def write(saving: Saving, record: Values) -> None:
            closed = record["closed_on"]
            if closed is None:
                raise CannotRun("Close the round first. Nothing was changed.")
            if not closed <= on <= self.workspace.today():
                raise NotSaved({"on": f"Given back on: not before it was closed, {shown_day(closed)}"})
            saving.alter(SurveyRound, record, {"given_back_on": on})

        return self._save(round_, "results given back", write)

    def _save(self, round_: int, did: str, write: Callable[[Saving, Values], None]) -> Done:
        space = self.workspace
        with space.transactions.begin() as connection:
            names, key = Names(connection), (SurveyRound.family.kind, round_)
            if not (row := names.row(key)) or row["removed_at"]:
                raise CannotRun(GONE)
            saving = Saving(space, connection, f"{names.record(key)}: {did}")
            write(saving, record_at(connection, SurveyRound, round_))
        kinds = frozenset(saving.kinds)
        space.changes.announce(kinds)
        return Done(sentence_case(saving.words), saving.at, kinds)


def _chosen(rounds: list[RoundSeen], round_: int) -> RoundSeen:
    found = next((one for one in rounds if one.id == round_), None)
    if found is None:
        raise CannotRun(GONE)
    return found


def _refuse_outside(seen: RoundSeen, today: date) -> None:
    if seen.is_open(today):
        return
    if seen.closed_on is not None:
        why = f"it was closed {shown_day(seen.closed_on)}"
    elif today < seen.opens_on:
        why = f"it opens {shown_day(seen.opens_on)}"
    else:
        why = f"its last day was {shown_day(seen.closes_on)}"
    raise CannotRun(f"This round takes no answers today: {why}. {NOTHING_SAVED}")


def _refuse_strange(seen: RoundSeen, answer: Answer) -> None:
    if answer.is_empty:
        raise NotSaved({"": f"Nothing was answered. {NOTHING_SAVED}"})
    asked = {question.number for question in seen.form.questions}
    if answer.overall not in (None, *RATINGS):
        raise NotSaved({"overall": "A rating is 1 to 5."})
    for number, said in answer.answers.items():
        if number not in asked or said not in SURVEY_ANSWERS:
            raise NotSaved({f"q{number}": f"'{said}' is no answer to question {number}."})
    if len(answer.comment) > LONGEST:
        raise NotSaved({"comment": f"The words have {counted(len(answer.comment), 'character')}: too many."})


def _date_answers(connection: Connection, seen: RoundSeen, on: date) -> None:
    table = answers_of(seen.form.kind)
    connection.execute(update(table).where(table.c.round_id == seen.id).values(on_date=on))
