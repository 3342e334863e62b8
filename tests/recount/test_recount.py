"""The recount agrees with the expected figures of the sample unit, and random units can be counted."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from .figures import recount
from .generator import generate_unit, random_unit
from .validity import problems
from .workbook import Records, read_workbook

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
SAMPLE_PERIODS = ["2026-27 Q2", "2025-26", "2026-02-10..2026-05-17"]
# Beside the sample's: each form, years that end in February, and a part of one month.
PERIODS = [*SAMPLE_PERIODS, "2024-25 H2", "2025-26 Q4", "2026-27", "2024-02-10..2024-02-29"]
PERIODS += ["2025-03-01..2026-02-28", "2024-12-01..2025-02-28", "2026-06-20..2026-06-25"]
SEEDS = range(20)

needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the folder of sample units is not here")


@pytest.fixture(scope="module")
def oak_unit() -> Records:
    return read_workbook(SAMPLES / "oak-unit.xlsx")


def _close(value: object) -> object:
    """The same structure, its numbers compared within 1e-9."""
    if isinstance(value, dict):
        return {key: _close(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_close(part) for part in value]
    return pytest.approx(value, rel=1e-9) if isinstance(value, float) else value


@needs_samples
@pytest.mark.parametrize("number", range(3), ids=SAMPLE_PERIODS)
def test_recount_of_the_sample_unit(oak_unit: Records, number: int) -> None:
    expected: dict[str, Any] = json.loads((SAMPLES / "oak-unit.expected.json").read_text())[number]
    counted = recount(oak_unit, SAMPLE_PERIODS[number])
    assert counted["period"] == expected["period"]
    printed = counted["measures"][: len(expected["measures"])]
    assert [m["key"] for m in printed] == [m["key"] for m in expected["measures"]]
    for got, want in zip(printed, expected["measures"], strict=True):
        assert got == _close(want), got["key"]
        assert list(got) == list(want), "keys stand in the order of the JSON"


@needs_samples
def test_sample_unit_passes_the_checks(oak_unit: Records) -> None:
    assert problems(oak_unit) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_random_unit_is_valid_and_reads_back_as_drawn(seed: int, tmp_path: Path) -> None:
    generate_unit(seed, tmp_path / "unit.xlsx")
    records = read_workbook(tmp_path / "unit.xlsx")
    assert records == random_unit(seed)
    assert problems(records) == []
    for period in PERIODS:
        assert len(recount(records, period)["measures"]) == 69


def test_generator_is_deterministic(tmp_path: Path) -> None:
    for name in ("once.xlsx", "again.xlsx"):
        generate_unit(7, tmp_path / name, clients=12)
    assert _cells(tmp_path / "once.xlsx") == _cells(tmp_path / "again.xlsx")


def _cells(path: Path) -> list[tuple[str, list[tuple[Any, ...]]]]:
    return [(sheet.title, list(sheet.values)) for sheet in openpyxl.load_workbook(path).worksheets]


def test_random_units_move_every_measure() -> None:
    """No figure, band or status stays the same over all seeds: each is put to the test by some unit."""
    seen: dict[str, set[str]] = {}
    for seed in SEEDS:
        records = random_unit(seed)
        for period in PERIODS:
            for measure in recount(records, period)["measures"]:
                for name, value in (measure | measure.get("bands", {})).items():
                    seen.setdefault(f"{measure['key']} {name}", set()).add(str(value))
    still = [name for name, values in seen.items() if len(values) == 1 and not _fixed(name, values)]
    assert still == []


def _fixed(name: str, values: set[str]) -> bool:
    """A key never changes, nor does a target that is not pro rata, nor the lack of one."""
    return name.split()[1] in {"key", "target"} or values == {"no target"}
