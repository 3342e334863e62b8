"""The page of work at a real desk: what follows the chosen line, one-key answers, forms by kind, drafts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Typed
from ipsdesk.services.hours_records import Shift
from ipsdesk.services.roles import Actor, Role
from ipsdesk.ui.background import run_now
from ipsdesk.ui.caseload.tab import CaseloadTab
from ipsdesk.ui.pathway.step_dialog import DRAFT, StepDialog
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from ipsdesk.ui.work.of_job import HowItWas, OfJob
from ipsdesk.ui.work.page import WorkOfPerson
from ipsdesk.ui.work.support import BesideJobs, InWork
from tests.services.records_books import a_unit_of_two
from tests.ui.caseload.caseload_desk import open_record, opened, press
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import rows_of

Key = Qt.Key
ANNIS = "Annis Fold"
PACKER = 1


def add(desk: Desk, kind: str, /, **values: Any) -> int:
    return desk.editing.save(Typed(kind, None, 0, values)).id


@pytest.fixture
def desk(desk: Desk, tmp_path: Path) -> Desk:
    """Annis Fold is a packer since 5 January, and on work experience beside it."""
    a_unit_of_two(desk, tmp_path)
    step = {"started_on": date(2026, 9, 1), "planned_end_on": date(2026, 11, 10)}
    add(desk, "activity", client_id="1", reference="A2", kind="work experience", title="Saturdays",
        review_on=date(2026, 10, 10), **step)  # fmt: skip
    desk.hours.set_usual_shifts(PACKER, [Shift("Monday", "09:00", "13:00")])
    return desk


@pytest.fixture
def tab(desk: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> CaseloadTab:
    return opened(qtbot, CaseloadTab(theme, run_now, desk, settings))


def at_work(tab: CaseloadTab) -> WorkOfPerson:
    open_record(tab, ANNIS)
    tab.record.pages.go_to(WorkOfPerson)
    page = tab.record.pages.page
    assert isinstance(page, WorkOfPerson)
    page.jobs.list.setFocus()
    return page


def part(page: WorkOfPerson, kind: type[Any]) -> Any:
    return page.part(kind)


def dialog_of(tab: CaseloadTab, kind: type[QDialog]) -> Any:
    (found,) = [one for one in tab.findChildren(kind) if one.isVisible()]
    return found


def said(section: Any) -> list[str]:
    return [line.said for line in section.list.lines]


def test_what_stands_below_is_about_the_line_with_the_keyboard(tab: CaseloadTab) -> None:
    page = at_work(tab)
    assert said(page.jobs.jobs) == [
        "Packer, Larkfield Bakery. Paid job · since 5 Jan · £13.00 an hour. 45 weeks",
        "Saturdays. Work experience · since 1 Sep. Planned end was 10 Nov",
    ]
    of_job, in_work = part(page, OfJob), part(page, InWork)
    assert said(of_job.shifts) == ["Monday, 09:00 to 13:00"]
    assert said(of_job.facts) == [
        "Hourly pay: £13.00 an hour. From 1 Apr",
        "Hourly pay: £12.71 an hour. From 5 Jan",
    ]
    assert in_work.milestones.isVisibleTo(page)
    press(Key.Key_Down)
    assert not in_work.milestones.isVisibleTo(page)
    assert not of_job.tests.isVisibleTo(page)
    assert said(of_job.facts) == []


def test_space_confirms_a_milestone_and_otherwise_asks(tab: CaseloadTab, desk: Desk) -> None:
    page = at_work(tab)
    in_work = part(page, InWork)
    in_work.milestones.list.setFocus()
    press(Key.Key_Home, Key.Key_Space)
    assert rows_of(desk, "SELECT milestone FROM milestones") == [("13 weeks",), ("3 months",)]
    tab.refresh()
    assert said(in_work.milestones)[0] == ("13 weeks. 6 Apr · confirmed 22 Nov · same hours. Still in work")
    press(Key.Key_End, Key.Key_Space)
    assert len(rows_of(desk, "SELECT 1 FROM milestones")) == 2  # 12 months lie ahead
    press(Key.Key_Up)
    in_work._otherwise()
    dialog = dialog_of(tab, StepDialog)
    dialog.form.rows["still_in_work"].editor.show_value(True)
    dialog.form.rows["same_hours"].editor.show_value(False)
    dialog.next.click()
    assert rows_of(desk, "SELECT same_hours FROM milestones WHERE milestone = '9 months'") == [(0,)]


def test_enter_goes_to_what_waits(tab: CaseloadTab, desk: Desk) -> None:
    page = at_work(tab)
    assert said(page.jobs.due) == [
        "9 months: still in work, same hours? Packer, Larkfield Bakery. Since 5 Oct",
        "Review: Saturdays. Since 10 Oct",
        "The planned end has come: Saturdays. Since 10 Nov",
        "No in-work support plan: Packer, Larkfield Bakery",
    ]
    page.jobs.due.list.setFocus()
    press(Key.Key_Home, Key.Key_Return)
    milestones = part(page, InWork).milestones.list
    assert milestones.hasFocus()
    assert milestones.current().key == "9 months"
    page.jobs.due.list.setFocus()
    press(Key.Key_End, Key.Key_Return)
    form = dialog_of(tab, RecordDialog).form
    assert form.values()["activity_id"] == str(PACKER)
    dialog_of(tab, RecordDialog).next.click()
    tab.refresh()
    assert len(page.jobs.due.list.lines) == 3
    assert rows_of(desk, "SELECT activity_id, agreed_on FROM in_work_plans") == [(1, "2026-11-22")]


def test_the_form_asks_for_what_the_kind_needs_and_warns_of_pay(tab: CaseloadTab) -> None:
    page = at_work(tab)
    page.jobs._add_step()
    dialog = dialog_of(tab, RecordDialog)
    form = dialog.form
    shown = {name for name, row in form.rows.items() if not row.isHidden()}
    assert {"planned_end_on", "review_on"} <= shown
    assert not {"hourly_pay", "contract", "open_to_anyone", "end_reason"} & shown
    assert "agreed beforehand" in dialog._warning.words.text()
    form.show_typed({"kind": "paid job", "started_on": "1/8/2026", "hourly_pay": "0.50"})
    shown = {name for name, row in form.rows.items() if not row.isHidden()}
    assert {"hourly_pay", "contract", "open_to_anyone", "set_aside", "service_end"} <= shown
    assert "below every legal minimum of that day" in dialog._warning.words.text()
    form.show_typed({"ended_on": "1/9/2026", "hourly_pay": "13"})
    assert not form.rows["end_reason"].isHidden()
    assert dialog._warning.words.text() == ""


def test_the_end_is_asked_with_its_reason_and_offers_the_profile(tab: CaseloadTab, desk: Desk) -> None:
    page = at_work(tab)
    page.jobs._end()
    dialog = dialog_of(tab, StepDialog)
    assert "profile should be updated" in dialog.hint._words.words.text()
    assert dialog.form.rows["words"].isHidden()
    dialog.form.show_typed({"reason": "other", "view_of_end": "It was time"})
    assert not dialog.form.rows["words"].isHidden()
    dialog.next.click()
    assert dialog.isVisible()
    dialog.form.show_typed({"words": "the shop moved"})
    dialog.next.click()
    assert rows_of(desk, "SELECT end_reason, view_of_end FROM activities WHERE id = 1") == [
        ("the shop moved", "It was time")
    ]
    tab.refresh()
    ended = part(page, HowItWas).ended
    page.jobs.list.go_to(PACKER)
    assert said(ended)[0].startswith("the shop moved")
    part(page, HowItWas)._new_version()
    assert dialog_of(tab, RecordDialog).form.values()["after_activity_id"] == str(PACKER)


@pytest.mark.parametrize("which", ["end", "terms", "travel", "milestone"])
def test_what_was_begun_is_asked_again_from_its_draft(tab: CaseloadTab, which: str) -> None:
    page = at_work(tab)
    of_job, in_work = part(page, OfJob), part(page, InWork)
    if which == "travel":
        of_job._open_shift(of_job.shifts.list.lines[0].about)
    elif which == "milestone":
        in_work.milestones.list.go_to("9 months")
        in_work._otherwise()
    else:
        {"end": page.jobs._end, "terms": of_job._change}[which]()
    dialog = dialog_of(tab, StepDialog)
    name = {"end": "learned", "terms": "weekly_hours", "travel": "minutes", "milestone": "note"}[which]
    dialog.form.show_typed({name: "not yet"})
    (note,) = dialog.drafts()
    dialog.done(0)
    tab.reopeners()[DRAFT](note)
    again = dialog_of(tab, StepDialog)
    assert again.form.typed()[name] == "not yet"
    assert again.asked.title == dialog.asked.title


def test_who_only_reads_changes_nothing(desk: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> None:
    desk.workspace = replace(desk.workspace, actor=Actor(1, "An auditor", Role.AUDITOR))
    for service in (desk.caseload, desk.pathway, desk.work):
        service.workspace = desk.workspace
    tab = opened(qtbot, CaseloadTab(theme, run_now, desk, settings))
    page = at_work(tab)
    buttons = [one for section in (page.jobs.jobs, part(page, InWork).plan) for one in section.buttons]
    assert not any(button.isVisible() for button in buttons)
    part(page, InWork).milestones.list.setFocus()
    press(Key.Key_Home, Key.Key_Space, Key.Key_Return)
    part(page, OfJob)._change()
    assert rows_of(desk, "SELECT count(*) FROM milestones") == [(0,)]
    assert not [one for one in tab.findChildren(QDialog) if one.isVisible()]


@pytest.mark.parametrize("text", [100, 200])
def test_every_line_and_button_is_reached_by_keyboard_and_ear(
    tab: CaseloadTab, desk: Desk, theme: Theme, text: int, qtbot: QtBot, tmp_path: Path
) -> None:
    add(desk, "in-work support plan", activity_id="1", agreed_on=date(2026, 1, 5), travel="Bus 14")
    add(desk, "retention case", client_id="1", opened_on=date(2026, 11, 2), risk="sick leave", actions="Rest")
    add(desk, "qualification", client_id="1", attained_on=date(2026, 5, 1), title="Food hygiene")
    add(desk, "adjustment", client_id="1", activity_id="1", adjustment="Breaks", asked_on=date(2026, 2, 1))
    theme.choose(Shade.LIGHT, text)
    page = at_work(tab)
    qtbot.wait(30)
    assert len(part(page, BesideJobs).at_risk.list.lines) == 1
    window = tab.record
    assert [*unnamed(window), *too_small(window), *out_of_keyboards_reach(window), *cut(window)] == []
