"""The part of the page of work for a job in our own service: its picture, its checklist, the record."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

import pytest
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.services.in_service import InServiceWork, PayBeside, SafeguardLine
from ipsdesk.services.in_service_safeguards import Group
from ipsdesk.services.work_lines import DueKind
from ipsdesk.ui.background import run_now
from ipsdesk.ui.caseload.tab import CaseloadTab
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.restricted.restrict_dialog import RestrictDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.work.page import WorkOfPerson
from ipsdesk.ui.work.service_lines import pay_words, summary_words
from ipsdesk.ui.work.service_part import ServicePart
from tests.services.in_service_books import TODAY
from tests.ui.caseload.caseload_desk import open_record, opened, press
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import rows_of

Key = Qt.Key
DAY = timedelta(days=1)


@pytest.fixture
def desk(kitchen: Desk) -> Desk:
    return kitchen


@pytest.fixture
def tab(desk: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> CaseloadTab:
    return opened(qtbot, CaseloadTab(theme, run_now, desk, settings))


def part_of(tab: CaseloadTab, name: str = "Corin Ash") -> ServicePart:
    open_record(tab, name)
    tab.record.pages.go_to(WorkOfPerson)
    page = tab.record.pages.page
    assert isinstance(page, WorkOfPerson)
    return cast("ServicePart", page.part(ServicePart))


def test_missing_safeguards_are_to_be_seen_to_and_enter_goes_to_the_first(tab: CaseloadTab) -> None:
    part = part_of(tab)
    page = cast("WorkOfPerson", part.page)
    due = page.jobs.due.list
    missing = [line for line in due.lines if line.about.kind is DueKind.SAFEGUARDS]
    assert [line.title for line in missing] == ["14 safeguards missing: Kitchen assistant, Larkrise Kitchen"]
    due.go_to(missing[0].key)
    due.setFocus()
    press(Key.Key_Return)
    first = part.groups[Group.RECRUITMENT].list
    assert first.hasFocus()
    assert first.lines[first.currentIndex().row()].key == "open vacancy"


def test_the_story_and_its_checklist_follow_the_job_with_the_keyboard(tab: CaseloadTab) -> None:
    part = part_of(tab)
    assert part.story.isVisible()
    assert part.way.accessibleDescription().startswith("Work experience, 2 June 2025, Kitchen helper")
    assert (
        part.summary.words.text()
        == "0 of 14 safeguards done; 10 that belong before the first day are missing."
    )
    assert part.groups[Group.RECRUITMENT].isVisible()
    jobs = tab.record.pages.page.jobs.list  # type: ignore[union-attr] # the page of work
    jobs.setFocus()
    press(Key.Key_Home, Key.Key_Down)
    assert part.work is not None
    assert part.work.kind == "work experience"
    assert not part.groups[Group.RECRUITMENT].isVisible()
    assert part.summary.words.text() == "0 of 10 safeguards done."


def test_space_does_a_safeguard_and_enter_changes_what_was_said(tab: CaseloadTab, desk: Desk) -> None:
    part = part_of(tab)
    section = part.groups[Group.CONFIDENTIALITY]
    section.list.setFocus()
    press(Key.Key_Home, Key.Key_Space)
    tab.refresh()
    assert section.list.lines[0].aside == "Done 11 May"
    press(Key.Key_Return)
    (dialog,) = [one for one in tab.findChildren(RecordDialog) if one.isVisible()]
    assert dialog.form is not None
    dialog.form.rows["note"].editor.show_value("Signed with the cook.")
    dialog.next.click()
    tab.refresh()
    assert section.list.lines[0].note.endswith("Signed with the cook.")
    press(Key.Key_Down, Key.Key_Return)
    (dialog,) = [one for one in tab.findChildren(RecordDialog) if one.isVisible()]
    assert dialog.form is not None
    assert dialog.form.rows["safeguard"].editor.value() == "records and places kept away from"
    dialog.next.click()
    tab.refresh()
    assert rows_of(desk, "SELECT safeguard, done_on, note FROM safeguards ORDER BY id") == [
        ("confidentiality signed", "2026-05-11", "Signed with the cook."),
        ("records and places kept away from", "2026-05-11", None),
    ]
    assert part.summary.words.text().startswith("2 of 14 safeguards done; 8 that belong")


def test_the_record_is_restricted_from_the_page_and_that_is_said(tab: CaseloadTab, desk: Desk) -> None:
    part = part_of(tab)
    assert "is not restricted yet" in part.restricted.words.text()
    part.restrict.click()
    (dialog,) = [one for one in tab.findChildren(RestrictDialog) if one.isVisible()]
    dialog.reject()
    desk.restricted.restrict(part.page.client or 0, "works in our kitchen")
    desk.restricted.open_with_reason(part.page.client or 0, "looks at the safeguards")
    tab.refresh()
    assert part.restricted.words.text().startswith("Their own record is restricted since")
    assert not part.restrict.isVisible()


def test_a_job_elsewhere_has_no_such_part(tab: CaseloadTab, desk: Desk) -> None:
    with desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE employers SET own_service = NULL")
    part = part_of(tab)
    assert not part.story.isVisible()
    assert not any(section.isVisible() for section in part.groups.values())


@pytest.mark.parametrize("text", [100, 200])
def test_the_page_can_be_used_by_keyboard_and_ear(
    tab: CaseloadTab, theme: Theme, qtbot: QtBot, text: int
) -> None:
    theme.choose(Shade.LIGHT, text)
    part_of(tab)

    def nothing_is_wrong() -> None:
        record = tab.record
        found = [*unnamed(record), *too_small(record), *out_of_keyboards_reach(record), *cut(record)]
        assert found == []

    qtbot.waitUntil(nothing_is_wrong)


def test_pay_beside_that_of_others() -> None:
    assert pay_words(None) == (Mark.NOTE, "")
    assert pay_words(PayBeside(None, (), None))[0] is Mark.INCOMPLETE
    assert pay_words(PayBeside(127_100, (), None))[1] == (
        "Paid £12.71 an hour. Nobody else we support is paid there now."
    )
    assert pay_words(PayBeside(122_100, (122_100, 127_100), None))[0] is Mark.NEAR_LIMITS
    assert pay_words(PayBeside(127_100, (122_100, 127_100), None)) == (
        Mark.DONE,
        "Paid £12.71 an hour; 2 others we support there: £12.21 to £12.71.",
    )


def test_safeguards_before_the_start_are_told_with_the_day() -> None:
    lines = tuple(SafeguardLine(name, None, None, "", "") for name in ("open vacancy", "induction"))
    work = InServiceWork(1, "paid job", "Cook", TODAY + 7 * DAY, None, lines, None)
    assert summary_words(work, TODAY) == (
        Mark.DAY_COMING,
        "0 of 2 safeguards done; 1 to be done before 18 May.",
    )
