"""The product's figures against the independent recount, which shares no code with it, and the sample."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ipsdesk.measures import MEASURES
from ipsdesk.reports.fidelity_text import as_json as as_list
from ipsdesk.reports.scorecard_text import as_json
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.desk import Desk
from tests.recount.fidelity import recount_fidelity
from tests.recount.figures import recount
from tests.recount.generator import generate_unit
from tests.recount.workbook import read_workbook as read_again
from tests.units import SAMPLES, bring_in

SEEDS = range(24)
PERIODS = (
    *("2025-26 Q1", "2025-26 Q2", "2025-26 Q3", "2025-26 Q4", "2026-27 Q2"),
    *("2025-26 H1", "2025-26 H2", "2025-26", "2024-25"),
    "2026-07-01..2026-07-31",  # one calendar month
    "2026-02-10..2026-05-20",  # across 31 March
    "2026-08-01..2026-10-31",  # across many a contract's anniversary
    "2026-02-28..2026-02-28",  # one day
    "2030-01-01..2030-06-30",  # after everything
)
REVIEWED_ON = (date(2025, 8, 31), date(2026, 2, 28), date(2026, 9, 1))


def figures(desk: Desk, period: str) -> dict[str, Any]:
    """What ``ipsdesk kpis --json`` says of a period."""
    return as_json(desk.figures.scorecard(parse_period(period)))


def assert_same(found: dict[str, Any], expected: dict[str, Any]) -> None:
    """Every key in order, every number equal (floats to a billionth)."""
    assert found["period"] == expected["period"]
    assert [one["key"] for one in found["measures"]] == [one["key"] for one in expected["measures"]]
    for one, other in zip(found["measures"], expected["measures"], strict=True):
        assert list(one) == list(other), one["key"]
        for name, value in one.items():
            known = other[name]
            near = pytest.approx(known, rel=1e-9) if isinstance(known, float | list) else known
            assert value == near, (one["key"], name)


@pytest.mark.skipif(not SAMPLES.exists(), reason="the shared samples are not beside this checkout")
def test_the_sample_gives_the_expected_figures(desk: Desk) -> None:
    assert not bring_in(desk, SAMPLES / "oak-unit.xlsx").problems
    for expected in json.loads((SAMPLES / "oak-unit.expected.json").read_text("utf-8")):
        found = figures(desk, expected["period"]["label"])
        added = [one["key"] for one in found["measures"][len(expected["measures"]) :]]
        assert added == [
            "goals.progress",
            "goals.reached",
            "plans.reviewed",
            "advice.coordinators",
            "involvement.decisions",
            "team.specialist_named",
            "team.audits",
            "team.training",
        ]
        assert_same(found | {"measures": found["measures"][: -len(added)]}, expected)


@pytest.mark.parametrize("seed", SEEDS)
def test_generated_units_agree_with_the_recount(desk: Desk, seed: int, tmp_path: Path) -> None:
    path = tmp_path / "unit.xlsx"
    generate_unit(seed, path)
    assert not bring_in(desk, path).problems
    records = read_again(path)
    for period in PERIODS:
        assert_same(figures(desk, period), recount(records, period))
    for on in REVIEWED_ON:
        assert_proposed(desk, records, on)


def assert_proposed(desk: Desk, records: Any, on: date) -> None:
    """What the records propose for a fidelity review is what the recount finds."""
    for one, other in zip(
        as_list(desk.fidelity_proposals.proposals(on)), recount_fidelity(records, on), strict=True
    ):
        assert set(one) - {"why"} == set(other), one["item"]
        assert ("why" in one) == (one["score"] is None), one
        for name, value in other.items():
            known = None if value is None else pytest.approx(float(value), rel=1e-9)
            assert one[name] == known, (on, one, other)


def test_an_empty_unit_has_no_figure_and_no_error(desk: Desk) -> None:
    for one in figures(desk, "2026-27 Q2")["measures"]:
        if "bands" in one:
            assert not any(one["bands"].values())
        elif one["key"] == "team.audits":  # a month without an audit is one, whatever else there is
            assert (one["numerator"], one["denominator"]) == (0, 3)
        elif "denominator" in one or "n" in one:
            assert one["value"] is None
            assert one["status"] in ("no figure", "no target")


def test_every_measure_says_what_it_counts() -> None:
    assert len({measure.key for measure in MEASURES}) == len(MEASURES) == 69
    for measure in MEASURES:
        assert measure.words.endswith("."), measure.key
        assert measure.source, measure.key
        assert measure.title, measure.key
