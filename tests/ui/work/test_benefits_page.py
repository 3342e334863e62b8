"""The page of benefits: what asks for advice leads to its form, and benefits change from a day on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ipsdesk.services.benefits import AdviceLine, Unadvised
from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Actor, Role
from ipsdesk.ui.background import run_now
from ipsdesk.ui.caseload.tab import CaseloadTab
from ipsdesk.ui.pathway.asked_again import ASKED_AGAIN
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.work.benefits_asking import CHANGED
from ipsdesk.ui.work.benefits_lines import difference_words, without_lines
from ipsdesk.ui.work.benefits_page import BenefitsOfPerson
from tests.services.in_service_books import TODAY
from tests.ui.caseload.caseload_desk import open_record, opened, press
from tests.units import rows_of

Key = Qt.Key


@pytest.fixture
def desk(kitchen: Desk) -> Desk:
    return kitchen


@pytest.fixture
def tab(desk: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> CaseloadTab:
    return opened(qtbot, CaseloadTab(theme, run_now, desk, settings))


def page_of(tab: CaseloadTab, name: str) -> BenefitsOfPerson:
    """Somebody's benefits, with the keyboard in them."""
    open_record(tab, name)
    tab.record.pages.go_to(BenefitsOfPerson)
    page = tab.record.pages.page
    assert isinstance(page, BenefitsOfPerson)
    page.first().setFocus()
    return page


def dialog_of(tab: CaseloadTab, kind: type[QDialog]) -> Any:
    (found,) = [one for one in tab.findChildren(kind) if one.isVisible()]
    return found


def test_what_asks_for_advice_stands_first_and_enter_records_it(tab: CaseloadTab, desk: Desk) -> None:
    page = page_of(tab, "Corin Ash")
    assert [line.aside for line in page.due.list.lines] == ["Get advice", "Not advised"]
    press(Key.Key_Home, Key.Key_Return)
    form = dialog_of(tab, RecordDialog).form
    assert form.rows["trigger"].editor.value() == "hours or pay change"
    form.rows["about"].editor.show_value("better-off calculation")
    form.rows["better_off"].editor.show_value("better off")
    form.rows["weekly_difference"].editor.show_typed("23.40")
    dialog_of(tab, RecordDialog).next.click()
    tab.refresh()
    (line,) = page.advice.list.lines
    assert line.title == "Better-off calculation, 11 May"
    assert line.aside == "Better off, £23.40 a week more"
    assert [line.aside for line in page.due.list.lines] == ["Not advised"]
    press(Key.Key_Tab)
    assert rows_of(desk, "SELECT weekly_difference, trigger FROM benefits_advice") == [
        (2340, "hours or pay change")
    ]


def test_benefits_change_from_a_day_and_the_history_stays(tab: CaseloadTab, desk: Desk) -> None:
    page = page_of(tab, "Dara Wick")
    assert [line.title for line in page.held.list.lines] == ["ESA new style, UC"]
    assert page.credit.isVisible()
    assert page.credit.nothing.text() == "No pay is recorded in April 2026."
    page.held.buttons[0].click()
    dialog = dialog_of(tab, StepDialog)
    dialog.form.rows["benefits"].editor.show_value(["none"])
    dialog.form.rows["from_on"].editor.show_value(date(2026, 5, 1))
    dialog.next.click()
    tab.refresh()
    assert [(line.title, line.note) for line in page.held.list.lines] == [
        ("No benefits", "From 1 May"),
        ("ESA new style, UC", "From the beginning until 30 Apr"),
    ]
    assert not page.credit.isVisible()
    assert not page.due.list.lines
    page.held.list.setFocus()
    press(Key.Key_Home, Key.Key_Return)
    again = dialog_of(tab, StepDialog)
    assert again.form.rows["from_on"].editor.value() == date(2026, 5, 1)
    again.reject()


def test_a_draft_of_a_change_is_asked_again_with_what_is_held_now(desk: Desk) -> None:
    asked = ASKED_AGAIN[CHANGED](desk, 1, 1)
    assert (asked.kind, asked.given) == (
        CHANGED,
        {"benefits": ["ESA new style", "PIP or DLA"], "from_on": TODAY},
    )


def test_who_only_reads_changes_nothing(desk: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> None:
    desk.workspace = replace(desk.workspace, actor=Actor(1, "Auditor", Role.AUDITOR))
    tab = opened(qtbot, CaseloadTab(theme, run_now, desk, settings))
    page = page_of(tab, "Corin Ash")
    assert not any(button.isVisible() for button in page.findChildren(type(page.held.buttons[0])))
    press(Key.Key_Home, Key.Key_Return)
    assert not [one for one in tab.findChildren(QDialog) if one.isVisible()]


@pytest.mark.parametrize(
    ("better_off", "pence", "words"),
    [
        ("better off", 1, "Better off, £0.01 a week more"),
        ("worse off", -450, "Worse off, £4.50 a week less"),
        ("about the same", 0, "About the same, no difference in a week"),
        ("", -450, "£4.50 a week less"),
        ("unclear", None, "Unclear"),
        ("", None, ""),
    ],
)
def test_a_difference_in_words(better_off: str, pence: int | None, words: str) -> None:
    line = AdviceLine("benefits advice", 1, TODAY, better_off=better_off, weekly_difference=pence)
    assert difference_words(line) == words


def test_many_jobs_without_advice_are_told_in_a_few_lines() -> None:
    jobs = [Unadvised(number, f"Job {number}: no advice") for number in range(60)]
    lines = list(without_lines(jobs))
    assert [line.title for line in lines[:3]] == [job.words for job in jobs[:3]]
    assert [line.title for line in lines[3:]] == ["57 earlier jobs started without advice"]
    assert len(list(without_lines(jobs[:4]))) == 4
