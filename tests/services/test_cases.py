"""The rows behind each figure give the figure again, and never more than they may."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from statistics import median

import pytest

from ipsdesk.errors import CannotRun, NotAllowed
from ipsdesk.measures import MEASURES, Figure, Measure, Shape
from ipsdesk.measures.measure import COUNTED, LEFT_OUT, NOT_YET
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.cases import Case, Cases
from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Role
from tests.recount.generator import generate_unit
from tests.units import bring_in

PERIODS = ("2026-27 Q2", "2025-26", "2026-03-10..2026-05-01")


def again(measure: Measure, cases: list[Case], figure: Figure) -> None:
    """Work a figure out from its rows and compare."""
    counted = [case for case in cases if case.state == COUNTED]
    amounts = [Fraction(case.amount or 0) for case in counted]
    match measure.shape:
        case Shape.NUMBER:
            assert figure.value == len(counted)
        case Shape.SHARE:
            whole = sum(Fraction(1 if case.whole is None else case.whole) for case in counted)
            assert (figure.numerator, figure.denominator) == (sum(amounts), whole)
        case Shape.MEAN:
            assert figure.n == len(counted)
            if counted:
                assert figure.value == sum(amounts) / len(amounts)
                assert figure.median == median(amounts)
            if measure.waits:
                assert figure.not_yet == sum(case.state == NOT_YET for case in cases)
        case Shape.BANDS:
            bands = Counter(case.band for case in counted)
            assert figure.bands == {band: bands[band] for band in measure.bands}
        case Shape.RATE:
            assert figure.numerator == len(counted)
        case Shape.SUM:
            assert figure.value == sum(amounts) / measure.scale
        case Shape.SCORE:
            assert figure.value == (sum(amounts) if counted else None)


@pytest.mark.parametrize("seed", [2, 6, 9])
def test_each_figure_comes_out_of_its_rows(desk: Desk, tmp_path: Path, seed: int) -> None:
    generate_unit(seed, tmp_path / "unit.xlsx")
    bring_in(desk, tmp_path / "unit.xlsx")
    reasons: set[str] = set()
    for label in PERIODS:
        period = parse_period(label)
        card = desk.figures.scorecard(period)
        for measure in MEASURES:
            if measure.subjects:
                cases = desk.cases.of(measure.key, period)
                again(measure, cases, card[measure.key])
                assert measure.subjects == "calendar month" or not any(case.name for case in cases)
                assert all(bool(case.reason) == (case.state == LEFT_OUT) for case in cases), measure.key
                reasons |= {case.reason for case in cases if case.reason}
    assert len(reasons) > 5


def test_names_are_for_managers(desk: Desk, tmp_path: Path) -> None:
    generate_unit(2, tmp_path / "unit.xlsx")
    bring_in(desk, tmp_path / "unit.xlsx")
    period = parse_period("2026-27 Q2")
    assert all(case.name for case in desk.cases.with_names("access.served", period))
    actor = replace(desk.workspace.actor, role=Role.LEAD)
    with pytest.raises(NotAllowed):
        Cases(replace(desk.workspace, actor=actor)).with_names("access.served", period)


@pytest.mark.parametrize(
    ("key", "sentence"), [("survey.positive", "anonymous"), ("access.dogs", "There is no measure")]
)
def test_rows_that_are_never_shown(desk: Desk, key: str, sentence: str) -> None:
    with pytest.raises(CannotRun, match=sentence):
        desk.cases.of(key, parse_period("2026-27 Q2"))
