"""Fixtures of the window's tests: no screen is needed, and every test begins in the light theme at 100 %."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication

from ipsdesk.exchange.demo import demo_records
from ipsdesk.services.desk import Desk
from ipsdesk.ui.background import Background
from ipsdesk.ui.theme import STYLE, Theme
from ipsdesk.ui.tokens import Shade
from tests.services.hours_books import a_unit_at_work
from tests.units import TODAY, copy_unit, sit_down


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Made as the program makes it."""
    return ["ipsdesk", *STYLE]


@pytest.fixture(scope="session")
def one_theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Shade.LIGHT)


@pytest.fixture
def theme(one_theme: Theme) -> Iterator[Theme]:
    one_theme.choose(Shade.LIGHT, 100)
    yield one_theme
    # Without an event loop nothing deletes what pytest-qt closes, and every later change of theme dresses it.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    one_theme.choose(Shade.LIGHT, 100)


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    """Where widths and choices are remembered."""
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    """A worker of its own, finished at the end."""
    worker = Background()
    yield worker
    worker.finish()


@pytest.fixture
def at_work(desk: Desk, tmp_path: Path) -> Desk:
    """A desk at a unit with three people in four jobs."""
    a_unit_at_work(desk, tmp_path)
    return desk


@pytest.fixture(scope="session")
def demo_unit(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed unit with the records of the practice copy; copy it, never open it."""
    unit = copy_unit(empty_unit, tmp_path_factory.mktemp("demo") / "Demo.ipsdesk")
    with sit_down(unit) as desk:
        assert desk.intake.bring_in(demo_records(TODAY)).written
    return unit


@pytest.fixture
def demo(demo_unit: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk at a copy of it."""
    with sit_down(copy_unit(demo_unit, tmp_path / "Demo.ipsdesk")) as desk:
        yield desk
