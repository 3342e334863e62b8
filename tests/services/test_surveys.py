"""Surveys: answers that nobody can be found by, and nothing told while fewer than five have answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from ipsdesk.errors import CannotRun, NotSaved
from ipsdesk.rules.periods import free_period
from ipsdesk.rules.surveys import forms
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Plain, Typed
from ipsdesk.services.surveys import Answer
from tests.units import copy_unit, rows_of, sit_down

TODAY, OPENS, CLOSES = date(2026, 4, 8), date(2026, 4, 1), date(2026, 4, 14)
YES_TO_ALL = dict.fromkeys(range(1, 14), "yes")


@pytest.fixture
def unit(empty_unit: Path, tmp_path: Path) -> Path:
    return copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")


@pytest.fixture
def desk(unit: Path) -> Iterator[Desk]:
    with sit_down(unit, TODAY) as desk:
        yield desk


@pytest.fixture
def round_(desk: Desk) -> int:
    """A round that is open."""
    return added(desk, "R1", "half-yearly", OPENS)


def added(desk: Desk, reference: str, kind: str, opens: date) -> int:
    given: dict[str, Plain] = {"reference": reference, "kind": kind, "opens_on": opens, "closes_on": CLOSES}
    return desk.editing.save(Typed("survey round", None, 0, given)).id


def answer_so_many(desk: Desk, round_: int, many: int) -> None:
    for number in range(many):
        said = YES_TO_ALL | {6: "no" if number == 0 else "yes"}
        desk.surveys.answer(round_, Answer(5 if number else 2, said, f"word {number}"))


def test_four_answers_tell_nothing_and_seven_do(desk: Desk, round_: int) -> None:
    answer_so_many(desk, round_, 4)
    assert desk.surveys.rounds()[0].answers == 4
    open_ = desk.surveys.results(round_)
    assert (open_.positive, open_.comments, {one.counts for one in open_.tallies}) == (None, (), {None})
    desk.surveys.close(round_, TODAY)
    closed = desk.surveys.results(round_)
    assert (closed.positive, closed.comments, {one.counts for one in closed.tallies}) == (None, (), {None})

    again = added(desk, "R2", "half-yearly", OPENS)
    answer_so_many(desk, again, 7)
    assert desk.surveys.results(again).comments == ()
    desk.surveys.close(again, TODAY)
    told = desk.surveys.results(again)
    assert [told.positive, told.rated] == [6, 7]
    assert told.tallies[5].counts == (6, 0, 1)
    assert set(told.comments) == {f"word {number}" for number in range(7)}


def test_an_answer_leaves_no_trace_but_its_rounds_count(desk: Desk, round_: int) -> None:
    before = rows_of(desk, "SELECT count(*) FROM audit_entries")
    answer_so_many(desk, round_, 5)
    assert rows_of(desk, "SELECT count(*) FROM audit_entries") == before
    desk.surveys.close(round_, TODAY)
    entries = rows_of(
        desk, "SELECT kind, json_extract(details, '$.answers') FROM audit_entries ORDER BY id DESC LIMIT 1"
    )
    assert entries == [("survey round", 5)]
    assert rows_of(desk, "SELECT DISTINCT on_date, import_id FROM survey_responses") == [
        (TODAY.isoformat(), None)
    ]
    keys = [key for (key,) in rows_of(desk, "SELECT id FROM survey_responses ORDER BY rowid")]
    assert max(keys) > 1_000_000


def test_answers_count_in_the_figure_on_the_day_of_their_round(desk: Desk, round_: int) -> None:
    answer_so_many(desk, round_, 7)
    figure = desk.figures.scorecard(free_period(OPENS, date(2026, 6, 30)))["survey.positive"]
    assert [figure.numerator, figure.denominator] == [6, 7]


@pytest.mark.parametrize(
    ("on", "words"), [(date(2026, 3, 31), "it opens"), (date(2026, 4, 15), "its last day was")]
)
def test_an_answer_outside_its_round_is_refused(unit: Path, on: date, words: str) -> None:
    with sit_down(unit, TODAY) as desk:
        round_ = added(desk, "R1", "half-yearly", OPENS)
    with sit_down(unit, on) as desk:
        with pytest.raises(CannotRun, match=words):
            desk.surveys.answer(round_, Answer(4))
        assert rows_of(desk, "SELECT count(*) FROM survey_responses") == [(0,)]


def test_what_is_no_answer_is_refused_in_words(desk: Desk, round_: int) -> None:
    for answer, words in (
        (Answer(), "Nothing was answered"),
        (Answer(6), "A rating is 1 to 5"),
        (Answer(4, {1: "perhaps"}), "no answer to question 1"),
        (Answer(4, {14: "yes"}), "no answer to question 14"),
    ):
        with pytest.raises(NotSaved, match=words):
            desk.surveys.answer(round_, answer)


def test_others_answer_their_own_short_form(desk: Desk) -> None:
    round_ = added(desk, "R1", "employers", OPENS)
    for _ in range(5):
        desk.surveys.answer(round_, Answer(4, dict.fromkeys(range(1, 7), "partly")))
    desk.surveys.close(round_, TODAY)
    told = desk.surveys.results(round_)
    assert [one.counts for one in told.tallies] == [(0, 5, 0)] * 6
    assert rows_of(desk, "SELECT count(*) FROM survey_responses") == [(0,)]


def test_results_stand_beside_those_of_the_round_before(desk: Desk) -> None:
    for reference, opens in (("R1", date(2026, 3, 1)), ("R2", OPENS)):
        round_ = added(desk, reference, "yearly", opens)
        asked = {question.number: "yes" for question in forms()["yearly"].questions}
        for number in range(5):
            said = asked | ({6: "no"} if reference == "R1" and number < 2 else {})
            desk.surveys.answer(round_, Answer(3, said))
        desk.surveys.close(round_, date(2026, 4, 7) if reference == "R1" else TODAY)
    told = desk.surveys.results(round_)
    assert told.previous is not None
    respect = next(one for one in told.tallies if one.question.number == 6)
    assert [respect.share, respect.before] == [Fraction(1), Fraction(3, 5)]
    assert [told.positive, told.before] == [0, Fraction(0)]
    desk.surveys.give_back(round_, TODAY)
    with pytest.raises(CannotRun, match="closed"):
        desk.surveys.close(round_, TODAY)
