"""A unit for each test, copied from one that is made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ipsdesk.storage.opening import Opened
from tests.storage.units import make_unit, reopen


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a closed unit, its backup folder, and the recovery key in a file for the tests."""
    parent = tmp_path_factory.mktemp("template")
    opened, recovery_key = make_unit(parent / "North.ipsdesk")
    opened.close()
    (parent / "recovery.txt").write_text(recovery_key)
    return parent


@pytest.fixture
def unit(template: Path, tmp_path: Path) -> Path:
    """The folder of a closed unit."""
    shutil.copytree(template, tmp_path / "place")
    return tmp_path / "place" / "North.ipsdesk"


@pytest.fixture
def opened(unit: Path) -> Iterator[Opened]:
    """An open unit."""
    with reopen(unit) as opened:
        yield opened
