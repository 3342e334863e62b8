"""A line of the scorecard says what the figure is; its rows give it again; nothing is ever a bare dash."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ipsdesk.errors import CannotRun
from ipsdesk.exchange.demo.unit import demo_records
from ipsdesk.measures import MEASURES
from ipsdesk.rules.periods import parse_period, period_before, year_to_date
from ipsdesk.rules.targets import Status
from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import EVERYONE, Role
from ipsdesk.services.scorecards import Scorecards, measure_with
from ipsdesk.services.scorecards_drill import Drill, recomputed
from ipsdesk.services.scorecards_lines import MarkKind
from ipsdesk.services.scorecards_scope import EVERYBODY, Whose
from tests.recount.generator import generate_unit
from tests.units import TODAY, bring_in, write_book

PERIODS = ("2026-27 Q2", "2025-26", "2026-03-10..2026-05-01", "2026-02-28..2026-02-28", "2030-31 Q1")
QUARTER = parse_period("2026-27 Q2")
KEYS = [measure.key for measure in MEASURES]


def unit_of(desk: Desk, folder: Path, seed: int | None) -> Scorecards:
    """The scorecard of a random unit, or of the demo unit."""
    if seed is None:
        assert not desk.intake.bring_in(demo_records(TODAY)).problems
    else:
        generate_unit(seed, folder / "unit.xlsx")
        assert not bring_in(desk, folder / "unit.xlsx").problems
    return Scorecards(desk.workspace)


def assert_again(drill: Drill) -> None:
    """The figure comes out of the rows alone."""
    measure = measure_with(drill.key)
    bare = replace(drill.figure, target=None, current=None, confirmed=None)
    assert recomputed(measure, drill.rows, drill.per) == bare, (drill.key, drill.period, drill.scope)


@pytest.mark.parametrize("seed", [None, 2, 6, 9, 13])
def test_every_figure_comes_out_of_its_rows(desk: Desk, tmp_path: Path, seed: int | None) -> None:
    cards = unit_of(desk, tmp_path, seed)
    noughts = figures = 0
    for period in map(parse_period, PERIODS):
        card = desk.figures.scorecard(period)
        for key in KEYS:
            drill = cards.drill(key, period, most=None)
            assert drill.figure == card[key] or drill.why
            noughts += drill.figure.value == 0
            figures += drill.figure.value is not None
            if key == "survey.positive":
                assert not drill.rows
                assert "anonymous" in drill.no_rows
            elif drill.figure.value is not None or drill.figure.bands:
                assert_again(drill)
                assert bool(drill.rows) != bool(drill.no_rows)
            else:
                assert drill.why
    assert figures > noughts > 10


@pytest.mark.parametrize("seed", [None, 4])
def test_so_does_every_figure_of_a_specialist_and_of_a_team(
    desk: Desk, tmp_path: Path, seed: int | None
) -> None:
    cards = unit_of(desk, tmp_path, seed)
    for scope in cards.scopes():
        for key in KEYS:
            drill = cards.drill(key, parse_period("2025-26"), scope, most=None)
            assert drill.figure.target is None or scope == EVERYBODY
            if drill.figure.value is not None or drill.figure.bands:
                if key != "survey.positive":
                    assert_again(drill)
            else:
                assert drill.why


@pytest.mark.parametrize("seed", [None, 7])
@pytest.mark.parametrize("label", ["2026-27 Q2", "2025-26 H2", "2026-01-15..2026-03-02"])
def test_a_line_holds_the_scorecards_figures(
    desk: Desk, tmp_path: Path, seed: int | None, label: str
) -> None:
    cards, period = unit_of(desk, tmp_path, seed), parse_period(label)
    run = [period]
    while len(run) < 5:
        run.insert(0, period_before(run[0]))
    exact = {one: desk.figures.scorecard(one) for one in (*run, year_to_date(period))}
    for key in KEYS:
        line = cards.line(key, period)
        assert line.figure == exact[period][key]
        assert [point.period for point in line.trend] == run
        for point in line.trend:
            figure = exact[point.period][key]
            assert point.value == figure.value or (point.value is None and not figure.value)
            assert point.target == figure.target
        for band in line.bands:
            counted = [(exact[one][key].bands or {})[band.band] for one in run]
            assert [int(point.value or 0) for point in band.trend] == counted
            assert band.shown == str(counted[-1])
            assert band.year_to_date == str((exact[year_to_date(period)][key].bands or {})[band.band])
        assert line.shown or line.bands
        assert bool(line.why) == (line.figure.value is None and not line.bands)


def test_the_words_of_a_line(desk: Desk) -> None:
    desk.intake.bring_in(demo_records(TODAY))
    cards = Scorecards(desk.workspace)
    started, plan = cards.line("access.started", QUARTER), cards.line("caseload.plan", QUARTER)
    assert (started.shown, started.target, started.working) == ("6", "at least 20.4", "45 × 1.8 WTE × 92/365")
    assert (started.standing, started.mark, started.so_far) == ("off target", MarkKind.OFF_TARGET, False)
    assert (plan.shown, plan.behind, plan.standing, plan.mark) == (
        *("93%", "27 of 29"),
        *("near", MarkKind.NEAR_TARGET),
    )
    assert (plan.previous, plan.year_to_date) == ("100%", "93%")
    drill = cards.drill("caseload.plan", QUARTER)
    assert drill.source == "S1: sample service specification for a vocational service"
    assert {words for _, words in drill.counted.shown} == {"counted", "not counted"}


def test_a_period_under_way_stands_so_far(desk: Desk) -> None:
    desk.intake.bring_in(demo_records(TODAY))
    line = Scorecards(desk.workspace).line("access.started", parse_period("2026-27 Q3"))
    assert line.so_far
    assert (line.standing, line.mark) == ("off target so far", MarkKind.WAITING)


def test_an_empty_unit_says_why_there_is_no_figure(desk: Desk) -> None:
    cards = Scorecards(desk.workspace)
    for key in KEYS:
        line = cards.line(key, QUARTER)
        assert line.why == "nothing recorded yet"
        assert line.shown == "–"
        assert all(point.value is None for point in line.trend)
        drill = cards.drill(key, QUARTER)
        assert not drill.rows
        assert drill.no_rows


def test_before_the_first_referral_there_is_a_gap_and_not_a_nought(desk: Desk, tmp_path: Path) -> None:
    sheets: dict[str, list[list[object]]] = {
        "Clients": [["Client ID", "Name"], ["C1", "Rosa Finch"]],
        "Referrals": [
            ["Client ID", "Referral ID", "Received", "Started"],
            ["C1", "R1", date(2026, 5, 2), date(2026, 5, 9)],
        ],
        "Activities": [
            ["Activity ID", "Client ID", "Kind", "Started"],
            ["A1", "C1", "education", date(2025, 11, 3)],
        ],
    }
    assert not bring_in(desk, write_book(tmp_path / "unit.xlsx", sheets)).problems
    cards = Scorecards(desk.workspace)
    line = cards.line("jobs.started", QUARTER)
    assert [point.value for point in line.trend] == [None, None, None, 0, 0]
    assert (
        cards.line("jobs.started", parse_period("2025-26 Q4")).why == "before the first referral, 2 May 2026"
    )
    # What was recorded all the same is never hidden.
    assert cards.line("steps.education", parse_period("2025-26 Q3")).shown == "1"
    assert cards.line("caseload.plan", QUARTER).behind == "0 of 1"
    assert cards.line("kept.6_months", QUARTER).why == "no job due"
    assert cards.line("survey.positive", QUARTER).why == "fewer than five answers"


def test_the_sections_are_the_printed_order_without_the_records(desk: Desk) -> None:
    cards = Scorecards(replace(desk.workspace, transactions=None))  # type: ignore[arg-type]  # none is needed
    sections = cards.sections()
    assert [about.key for section in sections for about in section.measures] == KEYS
    assert sections[0].title == "Access and caseload"
    working = next(about for about in sections[0].measures if about.key == "caseload.working")
    assert (working.unit, working.target) == ("people", "at most 25 per WTE in post on the last day")
    assert all(about.definition and about.source for section in sections for about in section.measures)


@pytest.mark.parametrize("role", EVERYONE)
def test_names_are_for_those_who_work_with_the_people(desk: Desk, role: Role) -> None:
    desk.intake.bring_in(demo_records(TODAY))
    actor = replace(desk.workspace.actor, role=role)
    drill = Scorecards(replace(desk.workspace, actor=actor)).drill("access.started", QUARTER)
    named = [bool(case.name) for case in drill.rows]
    assert drill.with_names == all(named) == any(named) == (role is not Role.AUDITOR)
    assert all(case.reference and case.subject and case.client == case.subject for case in drill.rows)


def test_rows_are_cut_but_all_are_counted(desk: Desk) -> None:
    desk.intake.bring_in(demo_records(TODAY))
    cards = Scorecards(desk.workspace)
    everything, some = (cards.drill("permitted.hours", QUARTER, most=most) for most in (None, 10))
    assert len(some.counted.shown) == 10
    assert some.counted.all == len(everything.counted.shown) > 100
    assert all(case.client for case in some.rows)


class CountedDoor:
    """The door to the records, with a count of how often it was opened."""

    def __init__(self, transactions: Any) -> None:
        self._transactions, self.opened = transactions, 0

    @contextmanager
    def read(self) -> Iterator[Any]:
        self.opened += 1
        with self._transactions.read() as connection:
            yield connection


def test_a_line_is_one_transaction(desk: Desk) -> None:
    door = CountedDoor(desk.workspace.transactions)
    cards = Scorecards(replace(desk.workspace, transactions=door))  # type: ignore[arg-type]  # a fake door
    cards.line("access.started", QUARTER)
    assert door.opened == 1
    cards.drill("access.started", QUARTER)
    assert door.opened == 2


def test_a_measure_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(CannotRun, match="There is no measure"):
        Scorecards(desk.workspace).line("access.dogs", QUARTER)


def test_a_scope_without_figures_says_why(desk: Desk) -> None:
    desk.intake.bring_in(demo_records(TODAY))
    cards = Scorecards(desk.workspace)
    specialist, team = (
        next(scope for scope in cards.scopes() if scope.whose is whose)
        for whose in (Whose.SPECIALIST, Whose.TEAM)
    )
    line = cards.line("team.meetings", QUARTER, specialist)
    assert (line.shown, line.why) == ("–", "Not counted per specialist: it is about teams.")
    assert cards.drill("team.meetings", QUARTER, specialist).no_rows == line.why
    assert cards.line("employers.per_week", QUARTER, team).why.startswith("Not counted per team")
    started = cards.line("access.started", QUARTER, specialist)
    assert (started.target, started.standing) == ("", Status.NO_TARGET)
