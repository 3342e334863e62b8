"""What several tests of services may use: a unit with something recorded of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ipsdesk.services.desk import Desk
from tests.services.records_books import a_unit_of_two
from tests.units import copy_unit, sit_down


@pytest.fixture(scope="session")
def closed_unit_of_two(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed unit of two people; copy it, never open it."""
    folder = tmp_path_factory.mktemp("two")
    with sit_down(copy_unit(empty_unit, folder / "Larkrise.ipsdesk")) as desk:
        a_unit_of_two(desk, folder)
    return folder / "Larkrise.ipsdesk"


@pytest.fixture
def two(closed_unit_of_two: Path, tmp_path: Path) -> Iterator[Desk]:
    """An open desk at a unit of two people: Annis Fold and Benet Larch."""
    with sit_down(copy_unit(closed_unit_of_two, tmp_path / "Larkrise.ipsdesk")) as desk:
        yield desk
