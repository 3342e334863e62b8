"""What every test may use: an empty unit, an open desk at it, and no network."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ipsdesk.services.desk import Desk
from tests.services.in_service_books import TODAY as DAY_IN_THE_KITCHEN
from tests.services.in_service_books import a_job_in_the_kitchen
from tests.units import copy_unit, new_unit, sit_down


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in the program opens a network connection; a test that did would fail here."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            raise AssertionError("a network connection was opened")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="session")
def empty_unit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed, empty unit; copy it, never open it."""
    return new_unit(tmp_path_factory.mktemp("units") / "Larkrise.ipsdesk")


@pytest.fixture
def desk(empty_unit: Path, tmp_path: Path) -> Iterator[Desk]:
    """An open desk at an empty unit, signed in as its first manager."""
    with sit_down(copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")) as desk:
        yield desk


@pytest.fixture(scope="session")
def closed_kitchen(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed unit with a job in its own kitchen; copy it, never open it."""
    folder = tmp_path_factory.mktemp("kitchen")
    with sit_down(copy_unit(empty_unit, folder / "Larkrise.ipsdesk"), DAY_IN_THE_KITCHEN) as desk:
        a_job_in_the_kitchen(desk, folder)
    return folder / "Larkrise.ipsdesk"


@pytest.fixture
def kitchen(closed_kitchen: Path, tmp_path: Path) -> Iterator[Desk]:
    """An open desk at a copy of it."""
    unit = copy_unit(closed_kitchen, tmp_path / "Kitchen.ipsdesk")
    with sit_down(unit, DAY_IN_THE_KITCHEN) as desk:
        yield desk
