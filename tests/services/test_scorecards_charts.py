"""Each chart holds the measures' own figures, with gaps, and says the same in words and rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipsdesk.exchange.demo.unit import demo_records
from ipsdesk.rules.periods import free_period, parse_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.scorecards import Scorecards
from ipsdesk.services.scorecards_chart import Chart, Series, Tone, ticks_for
from tests.recount.generator import generate_unit
from tests.units import TODAY, bring_in

KEYS = ["job-starts", "time-to-job", "staying-in-work", "caseload", "permitted-weeks"]


def charts_of(desk: Desk, label: str) -> dict[str, Chart]:
    """The charts of a period by their keys."""
    return {chart.key: chart for chart in Scorecards(desk.workspace).charts(parse_period(label))}


def assert_whole(chart: Chart) -> None:
    """A value, its words, a target and a row of the table for each label; ticks above everything."""
    for series in chart.series:
        assert len(series.values) == len(series.words) == len(chart.labels)
        for value, words in zip(series.values, series.words, strict=True):
            assert (value is None) == (words == "–"), chart.key
    assert len(chart.targets) == len(chart.rows) == len(chart.labels)
    assert all(len(row) == len(chart.heads) for row in chart.rows)
    assert chart.sentence.endswith(".")
    stacks = zip(*(series.values for series in chart.series), strict=True)
    assert chart.ticks[-1][0] >= max((sum(value or 0 for value in stack) for stack in stacks), default=0)


@pytest.mark.parametrize("seed", [None, 2, 6, 13])
@pytest.mark.parametrize(
    "label", ["2026-27 Q2", "2025-26", "2026-01-14..2026-02-20", "2026-05-05..2026-05-05"]
)
def test_charts_hold_the_figures(desk: Desk, tmp_path: Path, seed: int | None, label: str) -> None:
    if seed is None:
        desk.intake.bring_in(demo_records(TODAY))
    else:
        generate_unit(seed, tmp_path / "unit.xlsx")
        bring_in(desk, tmp_path / "unit.xlsx")
    charts, period = charts_of(desk, label), parse_period(label)
    assert list(charts) == KEYS
    for chart in charts.values():
        assert_whole(chart)
    card = desk.figures.scorecard(period)
    for place, quarter in enumerate(charts["job-starts"].labels):
        value = charts["job-starts"].series[0].values[place]
        assert (value or 0) == desk.figures.scorecard(parse_period(quarter))["jobs.started"].value
    assert [int(value or 0) for value in charts["time-to-job"].series[0].values] == list(
        (card["jobs.by_time"].bands or {}).values()
    )
    for name, value in zip(
        ("13_weeks", "3_months", "6_months", "9_months", "12_months"),
        charts["staying-in-work"].series[0].values,
        strict=True,
    ):
        figure = card[f"kept.{name}"].value
        assert value == (None if figure is None else float(figure))
    on_it = sum(series.values[-1] or 0 for series in charts["caseload"].series)
    assert on_it == (card["caseload.working"].value or 0) + (card["caseload.permitted_work"].value or 0)
    assert len(charts["caseload"].labels) == 13


@pytest.mark.parametrize("seed", [None, 2, 6, 9])
def test_the_weeks_are_those_of_the_measure(desk: Desk, tmp_path: Path, seed: int | None) -> None:
    if seed is None:
        desk.intake.bring_in(demo_records(TODAY))
    else:
        generate_unit(seed, tmp_path / "unit.xlsx")
        bring_in(desk, tmp_path / "unit.xlsx")
    chart = charts_of(desk, "2025-26")["permitted-weeks"]
    # The weeks from Monday to Sunday that end in the year are those from 31 March 2025 to 29 March 2026.
    bands = desk.figures.scorecard(free_period(date(2025, 3, 31), date(2026, 3, 29)))["permitted.weeks"].bands
    assert bands
    assert sum(int(row[-1]) for row in chart.rows) == sum(bands.values())
    by_tone = {series.tone: series for series in chart.series}
    over = sum(bands[band] for band in ("over hours", "over earnings", "over both"))
    assert bool(over) == any(by_tone[Tone.OVER].values)
    assert len(chart.labels) == 52
    assert all((row[-1] == "0") == (row[1] == "–") for row in chart.rows)


def test_the_sentences(desk: Desk) -> None:
    desk.intake.bring_in(demo_records(TODAY))
    sentences = {key: chart.sentence for key, chart in charts_of(desk, "2026-27 Q2").items()}
    assert sentences["job-starts"] == (
        "4 job starts in 2026-27 Q2, at least 10 asked: off target; 6 in 2026-27 Q1."
    )
    assert sentences["staying-in-work"].startswith("Jobs kept in 2026-27 Q2: 5 of 6 that came to 13 weeks;")
    assert sentences["caseload"] == (
        "29 people on the caseload on 30 September 2026, 16 of them in permitted work; 11 a year before."
    )
    assert sentences["permitted-weeks"].startswith("Hours in the 13 weeks to 27 September 2026: ")


def test_nothing_recorded_is_a_gap_and_is_said(desk: Desk) -> None:
    for chart in charts_of(desk, "2026-27 Q2").values():
        assert_whole(chart)
        assert chart.is_empty
        assert all(value is None for series in chart.series for value in series.values)
        assert chart.sentence.startswith(("No", "Nothing"))


def test_what_has_not_begun_is_a_gap(desk: Desk) -> None:
    desk.intake.bring_in(demo_records(TODAY))
    early = replace(desk.workspace, today=lambda: date(2026, 8, 15))
    starts, _, _, caseload, _ = Scorecards(early).charts(parse_period("2026-27 H2"))
    assert [value is None for value in starts.series[0].values][-3:] == [False, True, True]
    assert starts.rows[-3][-1].endswith("so far")
    assert caseload.series[0].words[-8:] == (caseload.series[0].words[-8], *("–",) * 7)
    assert caseload.series[0].values[-8] is not None


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=20))
def test_ticks_are_few_round_and_high_enough(values: list[float]) -> None:
    ticks = ticks_for([Series("", tuple(values), ("",) * len(values))])
    heights = [height for height, _ in ticks]
    assert heights[0] == 0
    assert heights[-1] >= max(values)
    assert 2 <= len(ticks) <= 5
    steps = {Fraction(after) - Fraction(before) for before, after in pairwise(heights)}
    assert len(steps) == 1
    assert str(int(steps.pop())).strip("0") in ("1", "2", "5")
