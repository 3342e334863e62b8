"""The unit's own limits and wages: added by a manager for a day to come, never changing what is past."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ipsdesk.errors import CannotRun, NotAllowed, NotSaved
from ipsdesk.exchange.workbook_out import write_unit_of
from ipsdesk.reports.return_sections import limits_used
from ipsdesk.rules.periods import DAY, parse_period
from ipsdesk.rules.permitted_work import WeekStatus
from ipsdesk.rules.rates import RateKind
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Editing, Plain, Typed
from ipsdesk.services.records import RecordRef
from ipsdesk.services.roles import Role
from ipsdesk.services.today_lines import Scope, TodayKind
from tests.services.hours_books import ANN as PACKER
from tests.services.hours_books import MONDAY, a_unit_at_work, pay, space_of, week_to, work
from tests.units import bring_in, copy_unit, rows_of, sit_down, write_book

TODAY = date(2027, 2, 10)
APRIL = date(2027, 4, 1)


@pytest.fixture
def unit(empty_unit: Path, tmp_path: Path) -> Path:
    return copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")


@pytest.fixture
def desk(unit: Path) -> Iterator[Desk]:
    with sit_down(unit, TODAY) as desk:
        yield desk


def typed(**values: Plain) -> Typed:
    given: dict[str, Plain] = {
        "kind": "permitted work limit", "from_on": APRIL, "pence": 211_00, "from_age": 0,
        "source": "DWP", "certainty": "published", "checked_on": TODAY,
    }  # fmt: skip
    return Typed("rate", None, 0, {**given, **values})


def test_next_aprils_limit_holds_for_weeks_from_then_on_and_no_other(desk: Desk, tmp_path: Path) -> None:
    a_unit_at_work(desk, tmp_path)
    for monday in (MONDAY, date(2027, 4, 12)):
        work(desk, "A1", {0: 8}, monday)
        pay(desk, "A1", 211, monday + 6 * DAY)
    before = desk.figures.scorecard(parse_period("2026-27 Q1"))
    desk.editing.save(typed())
    assert week_to(desk, PACKER).judged.status is WeekStatus.OVER_EARNINGS
    later = week_to(desk, PACKER, date(2027, 4, 18), date(2027, 4, 12)).judged
    assert (later.status, later.limit and later.limit.pence) == (WeekStatus.WITHIN, 211_00)
    assert desk.figures.scorecard(parse_period("2026-27 Q1")) == before
    bands = desk.figures.scorecard(parse_period("2027-28 Q1"))["permitted.weeks"].bands or {}
    assert (bands[WeekStatus.WITHIN], bands[WeekStatus.OVER_EARNINGS]) == (1, 0)
    told = limits_used(desk.returns.content(parse_period("2027-28 Q1")))
    assert "higher limit £211.00 from 1 April 2027; lower limit £20.00" in told


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"from_on": date(2027, 2, 14)}, "from_on", "choose a day after 14 February 2027"),
        ({"from_on": date(2026, 4, 1)}, "from_on", "so that no week that is past stands otherwise"),
        ({"kind": "minimum wage", "pence": 13_18}, "from_age", "From age is needed"),
        ({"from_age": 21}, "from_age", "for a minimum wage alone"),
        ({"pence": 0}, "pence", "more than £0.00"),
    ],
)
def test_what_is_refused(desk: Desk, values: dict[str, Plain], field: str, words: str) -> None:
    with pytest.raises(NotSaved) as refused:
        desk.editing.save(typed(**values))
    assert words in refused.value.problems[field]
    assert rows_of(desk, "SELECT count(*) FROM rates") == [(0,)]


def test_the_first_day_after_this_week_is_taken(desk: Desk) -> None:
    desk.editing.save(typed(from_on=date(2027, 2, 15)))


def test_a_row_is_changed_and_removed_until_it_is_used(unit: Path) -> None:
    with sit_down(unit, TODAY) as desk:
        key = desk.editing.save(typed()).id
        desk.editing.save(replace(typed(pence=212_00), id=key, version=1))
        ref = RecordRef("rate", key)
        desk.records.remove(ref, "typed by mistake")
        desk.records.undo_last()
    with sit_down(unit, APRIL) as desk:
        with pytest.raises(NotSaved, match="choose a day after"):
            desk.editing.save(replace(typed(pence=190_00), id=key, version=4))
        with pytest.raises(CannotRun, match="never changed or taken away"):
            desk.records.remove(ref, "not wanted")
        assert rows_of(desk, "SELECT pence, removed_at FROM rates") == [(212_00, None)]


def test_only_a_manager_adds_a_row(desk: Desk) -> None:
    for role in (Role.PRACTITIONER, Role.LEAD):
        with pytest.raises(NotAllowed):
            Editing(space_of(desk, 1, role)).save(typed())


def test_the_list_has_every_row_and_says_which_holds(desk: Desk) -> None:
    desk.editing.save(typed())
    desk.editing.save(typed(kind="minimum wage", pence=13_18, from_age=21))
    tables = desk.rates.tables()
    limits = [one for one in tables.lines if one.row.kind is RateKind.LIMIT]
    assert [(one.row.pence, one.holds, one.is_used) for one in limits[:3]] == [
        (211_00, False, False), (203_50, True, True), (195_50, False, True),
    ]  # fmt: skip
    wages = [one.row for one in tables.lines if one.row.kind is RateKind.WAGE and one.holds]
    assert [(row.from_age, row.pence) for row in wages] == [(21, 12_71), (18, 10_85), (16, 8_00)]
    assert [one.kind for one in tables.missing] == [RateKind.WITH_HOUSING]


def test_today_tells_a_manager_until_the_row_is_there(desk: Desk) -> None:
    def told() -> list[str]:
        lines = desk.today.lines(Scope.MINE).lines
        return [one.words for one in lines if one.kind is TodayKind.RATES]

    assert told()[0] == "Permitted work limit is not known from 1 April 2027"
    assert len(told()) == 3
    desk.editing.save(typed())
    assert len(told()) == 2


def test_a_units_own_export_brings_its_rows_as_they_are(desk: Desk, empty_unit: Path, tmp_path: Path) -> None:
    book = write_book(tmp_path / "rates.xlsx", {
        "Rates": [
            ["Kind", "From", "Amount", "From age", "Source", "Certainty", "Checked on"],
            ["permitted work limit", date(2026, 4, 1), 204, None, "DWP", "published", date(2026, 4, 2)],
            ["minimum wage", date(2026, 10, 1), 13, 21, None, "uncertain", None],
        ],
    })  # fmt: skip
    assert not bring_in(desk, book).problems
    write_unit_of(desk, tmp_path / "out.xlsx")
    with sit_down(copy_unit(empty_unit, tmp_path / "Other.ipsdesk"), TODAY) as other:
        assert not bring_in(other, tmp_path / "out.xlsx").problems
        kept = "SELECT kind, from_on, pence, from_age, source, certainty, checked_on FROM rates ORDER BY id"
        assert rows_of(other, kept) == rows_of(desk, kept)
        assert len(rows_of(other, kept)) == 2


def test_a_competitive_job_is_held_against_the_units_own_minimum(desk: Desk, tmp_path: Path) -> None:
    """A row of the unit decides whether a job that begins from then on pays the minimum."""
    book: dict[str, list[list[object]]] = {
        "Rates": [["Kind", "From", "Amount", "From age", "Certainty"],
                  ["minimum wage", date(2026, 6, 1), 13, 21, "published"]],
        "Clients": [["Client ID", "Name", "Date of birth"], ["C1", "Annis Fold", date(1990, 5, 1)]],
        "Referrals": [["Referral ID", "Client ID", "Received", "Started", "Position at start"],
                      ["R1", "C1", date(2026, 4, 1), date(2026, 4, 2), "out of work"]],
        "Activities": [["Activity ID", "Client ID", "Kind", "Started", "Hourly pay", "Open to anyone",
                        "Set aside", "Four hours worked on"],
                       ["A1", "C1", "paid job", date(2026, 7, 1), 12.71, "yes", "no", date(2026, 7, 1)]],
    }  # fmt: skip
    assert not bring_in(desk, write_book(tmp_path / "job.xlsx", book)).problems
    assert desk.figures.scorecard(parse_period("2026-27 Q2"))["jobs.competitive_share"].numerator == 0
