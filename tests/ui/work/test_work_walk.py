"""An ordinary job from its first day to its end after twelve months, by keyboard alone; figures follow."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipsdesk.cli import run
from ipsdesk.services.today_lines import TodayKind
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.today.tab import TodayTab
from ipsdesk.ui.work.page import WorkOfPerson
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.pathway.test_pathway_walk import Walk
from tests.units import ACCOUNT, PASSPHRASE, bring_in, copy_unit, rows_of, sit_down, write_book

BEGINNING, QUARTER, YEAR = date(2026, 6, 8), date(2026, 9, 8), date(2027, 6, 2)
CTRL = Qt.KeyboardModifier.ControlModifier
SHEETS = {
    "Staff": (
        ("Staff ID", "Name", "Role", "Started", "Employment WTE"),
        ("S1", ACCOUNT, "employment specialist", date(2024, 1, 1), 1),
    ),
    "Clients": (("Client ID", "Name", "Date of birth"), ("C1", "Cora Reed", date(1992, 5, 4))),
    "Referrals": (
        ("Referral ID", "Client ID", "Received", "Accepted", "Started", "Staff ID", "Position at start"),
        ("R1", "C1", date(2026, 4, 1), date(2026, 4, 1), date(2026, 4, 8), "S1", "out of work"),
    ),
    "Employers": (("Employer ID", "Name"), ("E1", "Larkfield Bakery")),
}
Figures = Callable[[str], Mapping[str, Any]]


@pytest.fixture
def unit(empty_unit: Path, tmp_path: Path) -> Path:
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")
    with sit_down(unit, BEGINNING) as desk:
        assert bring_in(desk, write_book(tmp_path / "unit.xlsx", SHEETS)).written
    return unit


@pytest.fixture
def figures(
    unit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Figures:
    """What ``kpis --json`` says of a period."""
    monkeypatch.setenv("IPSDESK_USER", ACCOUNT)
    monkeypatch.setenv("IPSDESK_PASSPHRASE", PASSPHRASE)

    def of(period: str) -> Mapping[str, Any]:
        capsys.readouterr()
        copy = copy_unit(unit, tmp_path / f"copy-{len(list(tmp_path.iterdir()))}.ipsdesk")
        assert run(["kpis", "--unit", str(copy), "--period", period, "--json"]) == 0
        return {one["key"]: one for one in json.loads(capsys.readouterr().out)["measures"]}

    return of


class AtWork(Walk):
    """Somebody at the window on one day."""

    @property
    def page(self) -> WorkOfPerson:
        page = self.tab.record.pages.page
        assert isinstance(page, WorkOfPerson)
        return page

    def open_work(self) -> None:
        """The record of Cora Reed, turned to her work."""
        person, page = self.person, self.person.window.page
        assert page is not None
        person.press(Key(Key.Key_1.value + page.tabs.index(self.tab)), with_=CTRL)
        person.wait(lambda: self.tab.people is not None and self.tab.list.view.hasFocus())
        person.press(Key.Key_Home, Key.Key_Return)
        person.wait(lambda: self.tab.record.shown is not None and not person.background.busy)
        bar = self.tab.record.pages.bar
        while bar.tabText(bar.currentIndex()) != "Work":
            person.press(Key.Key_PageDown, with_=CTRL)
        person.wait(lambda: self.page.client is not None and not person.background.busy)

    def type_in(self, dialog: Any, **typed: str) -> None:
        """Tab to these fields, type over what stands in them, and save."""
        for name, words in typed.items():
            for _ in range(60):
                if dialog.form.rows[name].isAncestorOf(QApplication.focusWidget() or dialog):
                    break
                self.person.press(Key.Key_Tab)
            else:
                raise AssertionError(f"Tab does not come to {name}")
            self.type_over(words)
        self.save(dialog)

    def confirm_on_today(self, words: str) -> None:
        """The milestone's line on Today, done with one key."""
        person, page = self.person, self.person.window.page
        assert page is not None
        tab = next(one for one in page.tabs if isinstance(one, TodayTab))
        person.press(Key(Key.Key_1.value + page.tabs.index(tab)), with_=CTRL)
        person.wait(lambda: tab.found is not None and not person.background.busy)
        lines = tab.page.view
        person.wait(lines.hasFocus)
        for _ in range(40):
            line = lines.current_line()
            if line is not None and line.kind is TodayKind.MILESTONE:
                break
            person.press(Key.Key_Down)
        assert line is not None
        assert line.words == words
        person.press(Key.Key_D)
        person.wait(lambda: line.key not in {one.key for one in tab.found.lines})  # type: ignore[union-attr]


@pytest.fixture
def on(unit: Path, tmp_path: Path, qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> Any:
    """At the window on a day, the caseload on screen."""

    def sit(day: date) -> AtWork:
        walk = AtWork(AtTheWindow(qtbot, theme, tmp_path, day), unit, monkeypatch, dict)
        walk.sit_down()
        return walk

    return sit


def begin_the_job(walk: AtWork) -> None:
    walk.open_work()
    walk.tab_to("Add job")
    dialog = walk.press_button("Add job")
    walk.type_in(
        dialog,
        title="Assistant baker",
        employer_id="Larkfield",
        started_on="2/6/2026",
        weekly_hours="8",
        hourly_pay="12.71",
        contract="permanent",
    )
    walk.tab_to("Day of the fourth hour worked")
    walk.type_in(walk.press_button("Day of the fourth hour worked", StepDialog), on="3/6/2026")
    walk.tab_to("Agree a plan")
    walk.type_in(walk.press_button("Agree a plan"), travel="Bus 14, practised twice")
    assert [line.title for line in walk.page.jobs.due.list.lines] == []


def test_an_ordinary_job_to_twelve_months(on: Any, unit: Path, figures: Figures) -> None:
    assert figures("2026-27 Q1")["jobs.started"]["value"] == 0
    walk = on(BEGINNING)
    begin_the_job(walk)
    walk.person.leave()
    assert figures("2026-27 Q1")["jobs.started"]["value"] == 1

    walk = on(QUARTER)
    walk.open_work()
    walk.tab_to("Change from a day")
    dialog = walk.press_button("Change from a day", StepDialog)
    walk.type_in(dialog, from_on="1/9/2026", weekly_hours="12", hourly_pay="13.05")
    assert [line.title for line in walk.page.jobs.due.list.lines] == [
        "13 weeks and 3 months: still in work, same hours? Assistant baker, Larkfield Bakery"
    ]
    walk.confirm_on_today("13 weeks and 3 months: still in work, same hours?")
    walk.person.leave()
    for key in ("kept.13_weeks", "kept.3_months"):
        one = figures("2026-27 Q2")[key]
        assert (one["numerator"], one["denominator"], one["confirmed"]) == (1, 1, 1)

    walk = on(YEAR)
    walk.confirm_on_today("12 months: still in work, same hours?")
    walk.open_work()
    walk.tab_to("End the job or step")
    dialog = walk.press_button("End the job or step", StepDialog)
    walk.type_in(dialog, ended_on="2/6/2027", reason="resigned: new job", view_of_end="Ready for more",
                 learned="Early mornings suit")  # fmt: skip
    walk.tab_to("Update the profile")
    dialog = walk.press_button("Update the profile")
    walk.type_in(dialog, lessons="Early mornings suit")
    walk.person.leave()
    kept = figures("2027-28 Q1")["kept.12_months"]
    assert (kept["numerator"], kept["denominator"], kept["confirmed"]) == (1, 1, 1)
    with sit_down(unit, YEAR) as desk:
        assert rows_of(desk, "SELECT fact, from_on, value FROM changes ORDER BY fact") == [
            ("Hourly pay", "2026-09-01", "130500"),
            ("Weekly hours", "2026-09-01", "43200"),
        ]
        assert rows_of(desk, "SELECT ended_on, end_reason, learned FROM activities") == [
            ("2027-06-02", "resigned: new job", "Early mornings suit")
        ]
        assert rows_of(desk, "SELECT after_activity_id, lessons FROM vocational_profiles") == [
            (1, "Early mornings suit")
        ]
        assert [line.sentence for line in desk.checks() if not line.ok] == []
