"""The job in the kitchen by keyboard alone: from a placement to twelve hours a week after discharge."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipsdesk.cli import run
from ipsdesk.errors import ReasonNeeded
from ipsdesk.services.editing import Typed
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.restricted.restrict_dialog import RestrictDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.work.benefits_page import BenefitsOfPerson
from ipsdesk.ui.work.page import WorkOfPerson
from ipsdesk.ui.work.service_part import ServicePart
from tests.services.in_service_books import SHEETS, TODAY
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.pathway.test_pathway_walk import Walk
from tests.units import bring_in, copy_unit, rows_of, sit_down, write_book

CTRL = Qt.KeyboardModifier.ControlModifier
BEGINS = ("Teams", "Staff", "Clients", "Referrals", "Employers")
"""What is there before the story begins."""


class KitchenWalk(Walk):
    """At Corin's record."""

    def page(self, kind: type[Any]) -> Any:
        """One of its pages, read."""
        self.tab.record.pages.go_to(kind)
        self.person.wait(lambda: not self.person.background.busy)
        page: Any = self.tab.record.pages.page
        self.person.wait(lambda: page.client is not None)
        page.first().setFocus()
        return page

    def typed(self, dialog: Any, **words: str) -> None:
        """Words into fields by name, then saved."""
        for name, typed in words.items():
            dialog.form.folding.reveal(frozenset({name}))
            dialog.form.go_to(name)
            self.type_over(typed)
        self.save(dialog)

    def button(self, name: str, kind: type[Any] = RecordDialog) -> Any:
        """A button of the page, wherever the keyboard is."""
        self.tab_to(name)
        return self.press_button(name, kind)


@pytest.fixture
def walk(
    empty_unit: Path, tmp_path: Path, qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> KitchenWalk:  # fmt: skip
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")
    sheets = {
        **{name: SHEETS[name] for name in BEGINS},
        "Qualifications": SHEETS["Qualifications"],
    }
    with sit_down(unit, TODAY) as desk:
        assert bring_in(desk, write_book(tmp_path / "before.xlsx", sheets)).written

    def figures() -> dict[str, Any]:
        capsys.readouterr()
        copy = copy_unit(unit, tmp_path / f"copy-{len(list(tmp_path.iterdir()))}.ipsdesk")
        assert run(["kpis", "--unit", str(copy), "--period", "2025-04-01..2026-03-31", "--json"]) == 0
        return {one["key"]: one for one in json.loads(capsys.readouterr().out)["measures"]}

    return KitchenWalk(AtTheWindow(qtbot, theme, tmp_path, TODAY), unit, monkeypatch, figures)


def work(walk: KitchenWalk) -> None:
    """The placement, then the paid job there, the discharge, and more hours after it."""
    walk.page(WorkOfPerson)
    walk.typed(
        walk.button("Add step"), title="Kitchen helper", employer_id="Larkrise Kitchen",
        started_on="2/6/2025", planned_end_on="31/10/2025", weekly_hours="4", ended_on="31/10/2025",
    )  # fmt: skip
    assert walk.figure("jobs.in_service")["value"] == 0
    walk.typed(
        walk.button("Add job"), title="Kitchen assistant", employer_id="Larkrise Kitchen",
        started_on="3/11/2025", weekly_hours="4", hourly_pay="12.21", contract="permanent",
        four_hours_on="3/11/2025", open_to_anyone="yes", set_aside="no", permitted_work="higher",
        pw1_sent_on="20/10/2025",
    )  # fmt: skip
    assert walk.figure("jobs.in_service")["value"] == 1
    walk.person.press(Key.Key_E, with_=CTRL | Qt.KeyboardModifier.ShiftModifier)
    walk.typed(walk.dialog(RecordDialog), team_id="Community north", since="2/3/2026")
    walk.page(WorkOfPerson)
    walk.tab_to("Jobs and steps")
    walk.person.press(Key.Key_Home)
    walk.typed(walk.button("Change from a day", StepDialog), from_on="6/4/2026", weekly_hours="12")


def make_safe(walk: KitchenWalk) -> None:
    """Every safeguard is done with the space bar, and the record restricted from the page."""
    page = walk.page(WorkOfPerson)
    part = page.part(ServicePart)
    walk.person.wait(part.story.isVisible)
    assert part.way.accessibleDescription().split("; ")[-1] == "More hours, 6 April 2026, 12 h a week"
    for section in part.groups.values():
        count = len(section.list.lines)
        walk.tab_to(section.list.accessibleName())
        walk.person.press(Key.Key_Home)
        for place in range(count):
            walk.person.press(Key.Key_Space)
            walk.person.wait(lambda at=place, one=section: one.list.lines[at].aside.startswith("Done"))  # type: ignore[misc] # of this moment
            walk.person.press(Key.Key_Down)
    assert part.summary.words.text() == "All 14 safeguards are done."
    walk.tab_to("Restrict the record", Key.Key_Backtab)
    walk.person.press(Key.Key_Return)
    walk.person.wait(lambda: any(one.isVisible() for one in walk.tab.findChildren(RestrictDialog)))
    (dialog,) = [one for one in walk.tab.findChildren(RestrictDialog) if one.isVisible()]
    dialog.activateWindow()  # a desktop would do so
    walk.person.wait(lambda: not dialog.is_working and QApplication.activeWindow() is dialog)
    walk.person.press("Works in our own kitchen")
    walk.person.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Return)
    walk.person.wait(lambda: not (shiboken6.isValid(dialog) and dialog.isVisible()))
    walk.person.wait(lambda: not walk.person.background.busy)


def test_the_job_in_the_kitchen(walk: KitchenWalk) -> None:
    walk.sit_down()
    walk.tab.go_to(1)
    walk.person.wait(lambda: walk.tab.record.shown is not None and not walk.person.background.busy)
    work(walk)
    page = walk.page(BenefitsOfPerson)
    assert "hours changed on 6 April 2026" in page.due.list.lines[0].title
    walk.tab_to("What asks for advice")
    walk.person.press(Key.Key_Home, Key.Key_Return)
    walk.typed(walk.dialog(RecordDialog), about="better-off calculation", adviser="Citizens Advice")
    walk.person.wait(lambda: not page.due.list.lines or page.due.list.lines[0].aside == "Not advised")
    make_safe(walk)
    walk.person.leave()

    with sit_down(walk.unit, TODAY) as desk:
        with pytest.raises(ReasonNeeded):
            desk.in_service.page(1)
        desk.restricted.open_with_reason(1, "records who checked the permitted work")
        ((job,),) = rows_of(desk, "SELECT id FROM activities WHERE kind = 'paid job'")
        ((therapist,),) = rows_of(desk, "SELECT id FROM staff WHERE role = 'occupational therapist'")
        checked: dict[str, Any] = {
            "activity_id": str(job),
            "on_date": date(2025, 10, 18),
            "staff_id": str(therapist),
        }
        checked["event"] = "checked with the person"
        desk.editing.save(Typed("permitted work event", None, 0, checked))
        assert rows_of(desk, "SELECT value FROM changes WHERE fact = 'Weekly hours'") == [("43200",)]
        assert rows_of(desk, "SELECT count(*) FROM safeguards WHERE done_on IS NOT NULL") == [(14,)]
        assert len(rows_of(desk, "SELECT id FROM restrictions WHERE removed_at IS NULL")) == 1
        (story,) = desk.in_service.page(1).stories
        assert [step.words for step in story.way] == [
            *("Work experience", "Qualification", "Paid job", "Discharged from Rowan step-down"),
            "More hours",
        ]
        assert [line.sentence for line in desk.checks() if not line.ok] == []
