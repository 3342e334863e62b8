"""How ready the records are: every gap against a plain count, whose it is, and what opens it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ipsdesk.rules.periods import parse_period, quarter_of
from ipsdesk.services.desk import Desk
from ipsdesk.services.readiness import OpenItem, Readiness, ReturnReadiness
from ipsdesk.services.readiness_wanted import WANTED
from ipsdesk.services.restricted_access import RESTRICTED_RECORD
from ipsdesk.services.today import Scope, Today
from ipsdesk.services.today_lines import OpenForm, OpenHours, OpenPerson, OpenReadiness, TodayKind
from tests.recount.days import months_after
from tests.recount.generator import generate_unit
from tests.services.test_editing import add, change
from tests.services.test_today_recount import JOBS, Plain
from tests.services.today_books import HARRY, TODAY, a_unit_that_waits
from tests.units import bring_in, copy_unit, rows_of, sit_down

QUARTER = parse_period("2026-27 Q1")
Row = dict[str, Any]
Counts = tuple[int, int]


@pytest.fixture(scope="module")
def waiting(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk on a Monday of May at a unit that lacks this and that; no test of it writes."""
    folder = tmp_path_factory.mktemp("waiting")
    with sit_down(copy_unit(empty_unit, folder / "Larkrise.ipsdesk"), TODAY) as desk:
        a_unit_that_waits(desk, folder)
        yield desk


# ---- counted again --------------------------------------------------------------------------------


class Again:
    """The same counted in plain Python from the rows of the tables."""

    def __init__(self, desk: Desk, first: date, last: date) -> None:
        self.plain = Plain(desk, last)
        self.first, self.last = first, last
        self.clients = self.plain._rows("clients")

    def within(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    def served(self) -> list[Row]:
        people = {
            one["client_id"]
            for one in self.plain.episodes
            if one["started_on"] and one["started_on"] <= self.last
            if one["closed_on"] is None or one["closed_on"] >= self.first
        }
        return [one for one in self.clients if one["id"] in people]

    def of_people(self, name: str) -> Counts:
        return _counts(self.served(), lambda one: one[name] is None)

    def referrals(self, day: str, lacks: Callable[[Row], bool]) -> Counts:
        return _counts([one for one in self.plain.episodes if self.within(one[day])], lacks)

    def contacts(self, where: Callable[[Row], bool], lacks: Callable[[Row], bool]) -> Counts:
        held = [one for one in self.plain.contacts if one["attended"] and self.within(one["on_date"])]
        return _counts([one for one in held if where(one)], lacks)

    def settled(self) -> list[Row]:
        return [one for one in self.plain.on_caseload() if (self.last - one["started_on"]).days >= 30]

    def without_plan(self) -> Counts:
        def lacks(one: Row) -> bool:
            own = [plan for plan in self.plain.plans if plan["client_id"] == one["client_id"]]
            return not any(one["received_on"] <= plan["agreed_on"] <= self.last for plan in own)

        return _counts(self.settled(), lacks)

    def jobs_ended(self) -> Counts:
        ended = [one for one in self.plain.activities if one["kind"] in JOBS and self.within(one["ended_on"])]
        return _counts(ended, lambda one: one["end_reason"] is None)

    def milestone(self, name: str, day_of: Callable[[date], date]) -> Counts:
        reached = [
            one
            for one in self.plain.activities
            if one["kind"] in JOBS and self.within(day_of(one["started_on"]))
            if one["ended_on"] is None or one["ended_on"] >= day_of(one["started_on"])
        ]
        return _counts(reached, lambda one: (one["id"], name) not in self.plain.milestones)


def _counts(rows: list[Row], lacks: Callable[[Row], bool]) -> Counts:
    return sum(map(lacks, rows)), len(rows)


def counted_again(desk: Desk, first: date, last: date) -> dict[tuple[str, str], Counts]:
    again = Again(desk, first, last)
    people, contacts = "people served in the period", "contacts in the period"
    by_employer = "contacts with employers in the period"
    own = {
        (label, people): again.of_people(name)
        for label, name in (
            ("Date of birth", "born_on"), ("Gender", "gender"), ("Ethnic category", "ethnic_category"),
            ("Needs", "needs"), ("Disability", "disability"), ("Religion", "religion"),
            ("Sexual orientation", "sexual_orientation"),
        )
    }  # fmt: skip
    decided = ("accepted_on", "declined_on", "started_on", "closed_on")
    return {
        **own,
        ("Source", "referrals started in the period"): again.referrals(
            "started_on", lambda one: one["source"] is None
        ),
        ("Accepted or declined", "referrals received in the period"): again.referrals(
            "received_on", lambda one: all(one[name] is None for name in decided)
        ),
        ("Closure reason", "referrals closed in the period"): again.referrals(
            "closed_on", lambda one: one["closure_reason"] is None
        ),
        ("Mode", by_employer): again.contacts(
            lambda one: one["kind"] == "employer", lambda one: one["mode"] is None
        ),
        ("Mode", contacts): again.contacts(
            lambda one: one["kind"] != "employer", lambda one: one["mode"] is None
        ),
        ("Minutes", contacts): again.contacts(lambda _: True, lambda one: one["minutes"] is None),
        ("Individual plan", "people on the caseload for 30 days"): again.without_plan(),
        ("Reason the job ended", "jobs that ended in the period"): again.jobs_ended(),
        ("Still in work at 13 weeks", "jobs kept to the milestone in the period"): again.milestone(
            "13 weeks", lambda day: day + timedelta(days=91)
        ),
        ("Still in work at 6 months", "jobs kept to the milestone in the period"): again.milestone(
            "6 months", lambda day: months_after(day, 6)
        ),
    }


def found_of(found: Readiness) -> dict[tuple[str, str], Counts]:
    return {(kind.title, kind.among): (kind.missing, kind.of) for kind in found.kinds}


@pytest.mark.parametrize("seed", [2, 7])
def test_every_gap_is_one_of_a_plain_count(desk: Desk, tmp_path: Path, seed: int) -> None:
    generate_unit(seed, tmp_path / "unit.xlsx")
    assert bring_in(desk, tmp_path / "unit.xlsx").written
    for label, today in (("2025-26 Q4", date(2026, 6, 24)), ("2026-27 Q1", date(2026, 5, 20))):
        period = parse_period(label)
        found = ReturnReadiness(replace(desk.workspace, today=lambda day=today: day)).of(period)  # type: ignore[misc]
        again = counted_again(desk, period.first, min(period.last, today))
        assert {key: count for key, count in found_of(found).items() if key in again} == again
        listed = Counter(item.place for item in found.items)
        for place, (want, kind) in enumerate(zip(WANTED, found.kinds, strict=True)):
            assert listed[place] == (kind.missing if want.lists else 0), want.gap
        assert found.filled == found.wanted - sum(kind.missing for kind in found.kinds)


# ---- whose it is, and what opens it ---------------------------------------------------------------


def test_what_a_line_opens_fills_the_gap(waiting: Desk, empty_unit: Path, tmp_path: Path) -> None:
    with sit_down(copy_unit(empty_unit, tmp_path / "Own.ipsdesk"), TODAY) as desk:
        a_unit_that_waits(desk, tmp_path)
        for item in desk.readiness.of(QUARTER).items:
            assert isinstance(item.opens, OpenForm), item
            form = desk.editing.form if item.opens.id else desk.editing.blank
            assert form(item.opens.kind, item.opens.id or dict(item.opens.given))  # type: ignore[arg-type]
        harry = next(one for one in desk.readiness.of(QUARTER).items if one.title == "Date of birth")
        assert (harry.name, harry.owner_name, harry.to_do) == (
            HARRY,
            "Priya Nair",
            "Ask, or see the referral",
        )
        change(desk, "client", harry.client or 0, born_on=date(1990, 1, 1))
        (review,) = [one for one in items(desk, "Review of the contact log") if one.name == "Owen Vale"]
        assert isinstance(review.opens, OpenForm)
        given: dict[str, Any] = dict(review.opens.given)
        add(desk, review.opens.kind, **given)
        left = {(one.name, one.title) for one in desk.readiness.of(QUARTER).items}
        assert not {(HARRY, "Date of birth"), ("Owen Vale", "Review of the contact log")} & left


def items(desk: Desk, title: str) -> list[OpenItem]:
    return [one for one in desk.readiness.of(QUARTER).items if one.title == title]


def test_pay_that_is_not_in_opens_the_week(desk: Desk, tmp_path: Path) -> None:
    a_unit_that_waits(desk, tmp_path)
    activity = int(rows_of(desk, "SELECT id FROM activities WHERE reference = 'A1'")[0][0])
    desk.hours.record(activity, date(2026, 6, 3), 4 * 3_600)
    callum = int(rows_of(desk, "SELECT client_id FROM activities WHERE reference = 'A1'")[0][0])
    pay = items(desk, "Pay")
    assert [(one.about, one.opens) for one in pay] == [
        ("week to 7 June 2026", OpenHours(callum, date(2026, 6, 7)))
    ]


def test_today_has_one_line_for_each_owner_with_what_is_listed_for_them(waiting: Desk) -> None:
    listed = Counter(item.owner for item in waiting.readiness.of(quarter_of(TODAY)).items)
    lines = [line for line in waiting.today.lines(Scope.EVERYONE).lines if line.kind is TodayKind.MISSING]
    told = {
        line.opens.owner: int(line.words.split()[0])
        for line in lines
        if isinstance(line.opens, OpenReadiness)
    }
    assert told == dict(listed)


def test_of_a_restricted_record_no_more_is_told_than_that_something_waits(desk: Desk, tmp_path: Path) -> None:
    a_unit_that_waits(desk, tmp_path)
    before = desk.readiness.of(QUARTER)
    harry = next(item.client for item in before.items if item.name == HARRY)
    assert harry is not None
    desk.restricted.restrict(harry, "known to staff")
    found = desk.readiness.of(QUARTER)
    (line,) = [item for item in found.items if item.client == harry]
    assert (line.title, line.about, line.opens) == (RESTRICTED_RECORD, "", OpenPerson(harry))
    assert (found.filled, found.wanted) == (before.filled, before.wanted)


def test_an_empty_unit_lacks_nothing_and_days_to_come_are_none(desk: Desk) -> None:
    for period in (QUARTER, parse_period("2030-31 Q1")):
        found = desk.readiness.of(period)
        assert (found.items, found.filled, found.wanted) == ((), 0, 0)
    assert Today(desk.workspace).lines(Scope.EVERYONE).lines == ()
