"""A week's hours by keyboard alone, from signing in to the figures, in the window as people have it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ipsdesk.cli import run
from ipsdesk.ui.theme import Theme
from tests.services.hours_books import ANN, BEN, CAL, a_unit_at_work
from tests.ui.at_the_window import AtTheWindow, Key
from tests.units import ACCOUNT, PASSPHRASE, copy_unit, rows_of, sit_down

TODAY = date(2026, 4, 24)
"""A Friday: the week typed in is last week's, Monday 13 to Sunday 19 April, whose benefit weeks are over."""
LAST_MONDAY = date(2026, 4, 13)
ALT = Qt.KeyboardModifier.AltModifier
MON, TUE, WED, THU, FRI = (
    f"{name} {day} April"
    for name, day in zip(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"), range(13, 18), strict=True)
)


@pytest.fixture
def unit(empty_unit: Path, tmp_path: Path) -> Path:
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        a_unit_at_work(desk, tmp_path)
    return unit


def last_week(person: AtTheWindow, unit: Path) -> None:
    """Sign in, and turn back to the week before."""
    tab = person.sign_in(unit)
    person.press(Key.Key_Left, with_=ALT)
    person.wait(lambda: tab.grid.week is not None and tab.grid.week.monday == LAST_MONDAY)


def kpis(unit: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What ``kpis --json`` says of April."""
    monkeypatch.setenv("IPSDESK_USER", ACCOUNT)
    monkeypatch.setenv("IPSDESK_PASSPHRASE", PASSPHRASE)
    capsys.readouterr()
    assert run(["kpis", "--unit", str(unit), "--period", "2026-04-01..2026-04-30", "--json"]) == 0
    return {figure["key"]: figure for figure in json.loads(capsys.readouterr().out)["measures"]}


def type_the_week(person: AtTheWindow) -> None:
    """Hours and pay of three people; what is said of a cell is listened to on the way."""
    # Annis: 15.98 hours are within the limit, 16.00 are over it, and the pay makes the week complete.
    person.go_to(ANN, MON)
    person.press("4", Key.Key_Tab, "4:00", Key.Key_Tab, "4", Key.Key_Tab, "3.98", Key.Key_Tab)
    assert "Incomplete: pay not in yet" in person.heard()
    person.go_to(ANN, ", pay,")
    person.press("200", Key.Key_Return)
    person.go_to(ANN, THU)
    assert "3 h 58 min 48 s, Within, near limits" in person.heard()
    person.press("4", Key.Key_Return)
    person.go_to(ANN, THU)
    assert "4 h, Over 16 hours, week to Sunday 19 April" in person.heard()

    # Benet's benefit week ends on Thursday: Friday's hours belong to the next one.
    person.go_to(BEN, f"Porter, {THU}")
    person.press("10", Key.Key_Tab, "5:30", Key.Key_Return)
    person.go_to(BEN, "Porter", ", pay,", "week to Thursday 16 April")
    person.press("127.10", Key.Key_Return)
    person.go_to(BEN, f"Porter, {THU}")
    assert "10 h, Within, week to Thursday 16 April" in person.heard()
    person.go_to(BEN, f"Porter, {FRI}")
    assert "5 h 30, Incomplete: pay not in yet, week to Thursday 23 April" in person.heard()

    # Calla did not work on Monday, which is not the same as nothing recorded.
    person.go_to(CAL, MON)
    person.press("0", Key.Key_Return)
    person.go_to(CAL, MON)
    assert "did not work" in person.heard()


def test_a_week_by_keyboard_alone(
    qtbot: QtBot,
    theme: Theme,
    unit: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    person = AtTheWindow(qtbot, theme, tmp_path, TODAY)
    last_week(person, unit)
    type_the_week(person)
    person.wait(person.tab.is_settled)
    assert person.said_saved()
    person.leave()

    again = AtTheWindow(qtbot, theme, tmp_path, TODAY)
    last_week(again, unit)
    for words in (
        (ANN, THU, "4 h, Over 16 hours"),
        (BEN, f"Porter, {FRI}", "5 h 30"),
        (BEN, "Porter", ", pay, £127.10"),
        (CAL, MON, "did not work"),
    ):
        again.go_to(*words)
    again.leave()

    with sit_down(unit, TODAY) as desk:
        added = "SELECT count(*) FROM audit_entries WHERE kind = 'hours' AND action = 'added'"
        assert rows_of(desk, added)[0][0] == 7
        assert [line.sentence for line in desk.checks() if not line.ok] == []
    figures = kpis(unit, monkeypatch, capsys)
    assert figures["permitted.hours"]["value"] == pytest.approx(16 + 15.5)
    assert figures["permitted.earnings"]["value"] == pytest.approx(200 + 127.10)


def test_why_a_week_went_over_is_told_by_keyboard(
    qtbot: QtBot, theme: Theme, unit: Path, tmp_path: Path
) -> None:
    person = AtTheWindow(qtbot, theme, tmp_path, TODAY)
    last_week(person, unit)
    person.go_to(ANN, MON)
    person.press("9", Key.Key_Tab, "9", Key.Key_Return)
    person.go_to(ANN, ", pay,")
    person.press("150", Key.Key_Tab)
    person.press("Covered a shift", Key.Key_Return)
    person.wait(person.tab.is_settled)
    person.leave()
    with sit_down(unit, TODAY) as desk:
        (ann,) = [one for one in desk.hours.week(LAST_MONDAY).people if one.name == ANN]
    assert [week.reason and week.reason.text for week in ann.weeks] == ["Covered a shift"]
