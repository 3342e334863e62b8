"""Whose turn it is: nobody is passed over, whatever was answered and whenever somebody joined."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from ipsdesk.rules.rota import Volunteer, in_turn, rounds

FIRST = date(2026, 1, 5)
JOINS = some.lists(some.integers(0, 40), min_size=1, max_size=6)
MEETINGS = some.lists(some.integers(0, 60), max_size=30)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def offered(joins: list[int], meetings: list[int]) -> tuple[list[Volunteer], list[tuple[int, int]]]:
    """Volunteers who joined on these days, each meeting's turn offered to whom it is due; who, and when."""
    people = [Volunteer(number, day(join)) for number, join in enumerate(joins)]
    asked = []
    for meeting in sorted(set(meetings)):
        there = [one for one in people if one.since <= day(meeting)]
        if there:
            who = in_turn(there)[0]
            people[who] = replace(people[who], offers=(*people[who].offers, day(meeting)))
            asked.append((meeting, who))
    return people, asked


@given(JOINS, MEETINGS)
def test_nobody_is_asked_twice_before_everyone_who_waits_is_asked(
    joins: list[int], meetings: list[int]
) -> None:
    _, asked = offered(joins, meetings)
    for place, (first, who) in enumerate(asked):
        again = next((later for later in range(place + 1, len(asked)) if asked[later][1] == who), None)
        if again is not None:
            between = {one for _, one in asked[place:again]}
            assert between >= {number for number, join in enumerate(joins) if join < first}


@given(JOINS, MEETINGS)
def test_rounds_never_differ_by_more_than_one(joins: list[int], meetings: list[int]) -> None:
    people, _ = offered(joins, meetings)
    reached = rounds(people).values()
    assert max(reached) - min(reached) <= 1


@given(JOINS, MEETINGS)
def test_everyone_has_one_place_whatever_their_order(joins: list[int], meetings: list[int]) -> None:
    people, _ = offered(joins, meetings)
    order = in_turn(people)
    assert sorted(order) == list(range(len(joins)))
    assert in_turn(list(reversed(people))) == order


def test_who_joins_later_begins_in_the_round_of_the_others() -> None:
    old = [Volunteer(number, day(0), (day(7 + number), day(21 + number))) for number in (1, 2)]
    new = Volunteer(3, day(30))
    assert rounds([*old, new]) == {1: 2, 2: 2, 3: 2}
    assert in_turn([*old, new]) == (1, 2, 3)


def test_who_comes_back_is_not_asked_until_they_have_caught_up() -> None:
    stayed = [Volunteer(n, day(0), tuple(day(7 * week + n) for week in range(8))) for n in (1, 2)]
    back = Volunteer(3, day(70), (day(3), day(10)))
    assert rounds([*stayed, back]) == {1: 8, 2: 8, 3: 8}
    assert in_turn([*stayed, back]) == (1, 2, 3)


def test_who_joined_while_another_was_away_begins_with_those_who_were_there() -> None:
    stayed = Volunteer(1, day(0), tuple(day(7 * week) for week in range(1, 6)))
    away, new = Volunteer(2, day(50), (day(3),)), Volunteer(3, day(36))
    assert rounds([stayed, away, new]) == {1: 5, 2: 5, 3: 5}


def test_an_offer_before_the_first_day_counts_in_the_round_of_the_others() -> None:
    others = [Volunteer(n, day(0), (day(1 + n), day(8 + n))) for n in (1, 2)]
    assert in_turn([*others, Volunteer(3, day(40), (day(20),))])[-1] == 3


def test_volunteers_who_all_begin_anew_on_one_day_keep_their_order() -> None:
    renewed = [Volunteer(1, day(40), (day(1), day(3))), Volunteer(2, day(40), (day(2),))]
    assert in_turn([*renewed, Volunteer(3, day(40))]) == (2, 3, 1)


def test_an_offer_counts_whatever_the_answer_was() -> None:
    assert in_turn([Volunteer(1, day(0), (day(3),)), Volunteer(2, day(0))]) == (2, 1)
