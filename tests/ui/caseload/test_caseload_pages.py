"""The pages of the record: goals and profile, plan and week, contacts; turned and changed by keyboard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Typed
from ipsdesk.services.roles import Actor, Role
from ipsdesk.ui.background import run_now
from ipsdesk.ui.caseload.contacts_page import ContactsOfPerson
from ipsdesk.ui.caseload.page_kinds import PAGES
from ipsdesk.ui.caseload.pages import RecordPages
from ipsdesk.ui.caseload.plan_page import PlanOfPerson
from ipsdesk.ui.caseload.profile_page import ProfileAndGoals
from ipsdesk.ui.caseload.tab import CaseloadTab
from ipsdesk.ui.caseload.timeline import TimelinePane
from ipsdesk.ui.pathway.comparing import CompareVersions
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.ui.caseload.caseload_desk import DAY, a_caseload, key_of, open_record, opened, press
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import TODAY, rows_of

Key = Qt.Key
CALLUM = "Callum Reid"
FEW = ("Profile and goals", "Plan", "Contacts")


def add(desk: Desk, family: str, **values: Any) -> int:
    """A new record."""
    return desk.editing.save(Typed(family, None, 0, values)).id


def of_callum(tab: CaseloadTab) -> dict[str, str]:
    """Whose records are added."""
    return {"client_id": str(key_of(tab, CALLUM))}


def at_page(tab: CaseloadTab, kind: type[Any]) -> Any:
    """Callum's record, turned to a page."""
    tab.refresh()
    open_record(tab, CALLUM)
    tab.record.pages.go_to(kind)
    page = tab.record.pages.page
    assert isinstance(page, kind)
    page.first().setFocus()
    return page


def dialog_of(tab: CaseloadTab, kind: type[QDialog]) -> Any:
    """The dialog that is open."""
    (found,) = [one for one in tab.findChildren(kind) if one.isVisible()]
    return found


def said(section: Any) -> list[str]:
    """What is read out of each line."""
    return [line.said for line in section.list.lines]


def test_the_pages_are_turned_by_key_and_stay_turned_for_the_next_person(tab: CaseloadTab) -> None:
    open_record(tab, CALLUM)
    doers = tab.doers()
    titles = []
    for _ in range(len(PAGES) + 1):
        doers["record-page-after"]()
        titles.append(tab.record.pages.bar.tabText(tab.record.pages.bar.currentIndex()))
    assert titles == [*(kind.title for kind in PAGES), "Timeline"]
    assert [page.title for page in tab.record.pages.pages] == titles[:-1]
    tab.record.pages.go_to(ContactsOfPerson)
    tab.go_back()
    assert isinstance(tab.record.pages.page, ContactsOfPerson)


def test_goals_are_rated_reached_and_given_up_by_keyboard(tab: CaseloadTab, desk: Desk, qtbot: QtBot) -> None:
    goal = add(desk, "goal", **of_callum(tab), reference="G1", set_on=TODAY - 9 * DAY, goal="A job near home")
    add(desk, "goal rating", goal_id=str(goal), on_date=TODAY - 9 * DAY, rating=3)
    page = at_page(tab, ProfileAndGoals)
    press(Key.Key_Home)
    assert said(page.goals) == ["A job near home. Set on 13 Nov, rated 3 of 10 on 13 Nov"]
    assert said(page.ratings) == ["3 of 10. 13 Nov"]
    press(Key.Key_Space)
    form = dialog_of(tab, RecordDialog).form
    form.show_typed({"rating": "6"})
    dialog_of(tab, RecordDialog).next.click()
    tab.refresh()
    assert said(page.ratings) == ["6 of 10. 22 Nov", "3 of 10. 13 Nov"]
    page.goals.list.setFocus()
    page._reached()
    dialog = dialog_of(tab, StepDialog)
    dialog.form.show_typed({"on": "1/1/2026"})
    dialog.next.click()
    assert dialog.isVisible()
    assert "before the goal was set" in dialog.form.summary.links[0].text()
    dialog.form.show_typed({"on": "22/11/2026"})
    dialog.next.click()
    tab.refresh()
    assert said(page.goals)[0].endswith("Reached 22 Nov")
    assert rows_of(desk, "SELECT reached_on FROM goals") == [(TODAY.isoformat(),)]


def test_a_new_version_begins_with_the_text_of_the_newest_and_is_compared(
    tab: CaseloadTab, desk: Desk
) -> None:
    first = add(desk, "vocational profile", **of_callum(tab), reference="V1", on_date=TODAY - 9 * DAY,
                aims="Animals", criminal_record="Spent")  # fmt: skip
    job = int(rows_of(desk, "SELECT id FROM activities")[0][0])
    desk.editing.save(Typed("activity", job, 1, {"ended_on": TODAY - DAY}))
    page = at_page(tab, ProfileAndGoals)
    assert "Update the profile with what was learned" in page.learned._words.words.text()
    assert said(page.profile) == [
        "Aims and preferred jobs. Animals", "Criminal record position. Kept apart. Space shows it."
    ]  # fmt: skip
    page.profile.list.setFocus()
    press(Key.Key_End, Key.Key_Space)
    assert said(page.profile)[1] == "Criminal record position. Spent"
    page._new_version()
    form = dialog_of(tab, RecordDialog).form
    form.show_typed({"aims": "Animals, outdoors"})
    dialog_of(tab, RecordDialog).next.click()
    tab.refresh()
    assert rows_of(desk, "SELECT id, aims, criminal_record, after_activity_id FROM vocational_profiles") == [
        (first, "Animals", "Spent", None),
        (first + 1, "Animals, outdoors", "Spent", job),
    ]
    assert page.learned.isHidden()
    page.versions.list.setFocus()
    press(Key.Key_Home)
    page._compare()
    assert said(dialog_of(tab, CompareVersions)) == [
        "Aims and preferred jobs. Animals, outdoors Before: Animals. Changed"
    ]


def test_an_action_is_done_with_one_key_and_the_week_is_a_picture(tab: CaseloadTab, desk: Desk) -> None:
    who = of_callum(tab)
    add(desk, "plan", **who, agreed_on=TODAY - 9 * DAY, goal="Four mornings", next_review_on=TODAY - DAY)
    add(desk, "plan action", **who, added_on=TODAY - DAY, action="Ask for the rota", by_whom="the person",
        due_on=TODAY)  # fmt: skip
    add(desk, "adjustment", **who, adjustment="Later start", asked_on=TODAY - DAY, access_to_work=True)
    add(desk, "timetable entry", **who, day="Monday", from_time="09:00", to_time="13:00", kind="work")
    page = at_page(tab, PlanOfPerson)
    assert "Agreed 13 Nov. Four mornings. Review was due 21 Nov" in said(page.plans)
    assert said(page.to_do) == ["Ask for the rota. The person. Due today"]
    assert said(page.adjustments) == ["Later start. Asked 21 Nov, Access to Work. Asked"]
    assert said(page.week) == ["Monday, 09:00 to 13:00. Work"]
    assert page.picture.accessibleDescription() == "Monday 09:00 to 13:00 work"
    page.to_do.list.setFocus()
    press(Key.Key_Home, Key.Key_Space)
    tab.refresh()
    assert said(page.to_do) == ["Ask for the rota. The person. Done 22 Nov"]
    desk.records.undo_last()
    tab.refresh()
    assert said(page.to_do) == ["Ask for the rota. The person. Due today"]
    press(Key.Key_Return)
    assert dialog_of(tab, RecordDialog).form.typed()["action"] == "Ask for the rota"


def test_contacts_say_who_came_and_what_follows(tab: CaseloadTab, desk: Desk) -> None:
    client = str(key_of(tab, CALLUM))
    add(desk, "contact", on_date=TODAY, kind="client", client_ids=[client], attended=False, outreach=True)
    add(desk, "contact", on_date=TODAY, kind="client", client_ids=[client], others_present="his sister",
        next_action="Ring the bakery", next_action_due_on=TODAY - DAY)  # fmt: skip
    page = at_page(tab, ContactsOfPerson)
    assert said(page.contacts)[:2] == [
        "Sun 22 Nov: Meeting. with his sister Next: Ring the bakery. Was due 21 Nov",
        "Sun 22 Nov: Meeting, not attended. Outreach",
    ]
    press(Key.Key_Home)
    newest = int(rows_of(desk, "SELECT max(id) FROM contacts")[0][0])
    assert tab.contacts_on_screen() == (newest,)
    press(Key.Key_Space)
    tab.refresh()
    assert said(page.contacts)[0].endswith("Done 22 Nov")


def test_of_two_thousand_contacts_the_latest_are_shown_and_more_come_with_end(
    desk: Desk, tmp_path: Path, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    a_caseload(desk, tmp_path, contacts=2_000)
    tab = opened(qtbot, CaseloadTab(theme, run_now, desk, settings))
    open_record(tab, CALLUM)
    tab.record.pages.go_to(ContactsOfPerson)
    page = tab.record.pages.page
    assert isinstance(page, ContactsOfPerson)
    assert len(page.contacts.list.lines) == 50
    assert page.count.text() == "The latest 50 of 2,000 are shown"
    page.first().setFocus()
    press(Key.Key_End)
    assert len(page.contacts.list.lines) == 100
    keys = [line.key for line in page.contacts.list.lines]
    assert len(set(keys)) == 100


def test_nothing_of_somebody_else_is_seen_while_a_page_is_read(tab: CaseloadTab) -> None:
    page = at_page(tab, ContactsOfPerson)
    assert page._inside.isVisible()
    page.belongs_to(-1)
    assert not page._inside.isVisible()


def test_who_only_reads_changes_nothing(
    tab: CaseloadTab, desk: Desk, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    add(desk, "plan action", **of_callum(tab), added_on=TODAY, action="Ask for the rota")
    desk.workspace = replace(desk.workspace, actor=Actor(1, "An auditor", Role.AUDITOR))
    for service in (desk.caseload, desk.pathway, desk.profiles, desk.editing):
        service.workspace = desk.workspace
    reading = opened(qtbot, CaseloadTab(theme, run_now, desk, settings))
    page = at_page(reading, PlanOfPerson)
    assert not any(button.isVisible() for section in (page.plans, page.to_do) for button in section.buttons)
    assert not reading.record.head.add_contact.isVisible()
    assert not reading.page.toolbar.add.isVisible()
    page.to_do.list.setFocus()
    press(Key.Key_Home, Key.Key_Space, Key.Key_Return)
    assert rows_of(desk, "SELECT done_on FROM plan_actions") == [(None,)]
    assert not [one for one in reading.findChildren(QDialog) if one.isVisible()]


@pytest.mark.parametrize("text", [100, 200])
def test_every_page_can_be_used_by_keyboard_and_ear(
    demo_tab: CaseloadTab, theme: Theme, text: int, qtbot: QtBot
) -> None:
    theme.choose(Shade.LIGHT, text)
    demo_tab.go_to(key_of(demo_tab, "Umar Rowan"))
    for place in range(len(PAGES) + 1):
        demo_tab.record.pages.bar.setCurrentIndex(place)
        qtbot.wait(20)
        window = demo_tab.record
        assert [*unnamed(window), *too_small(window), *out_of_keyboards_reach(window), *cut(window)] == []


def test_the_names_without_room_stand_in_a_menu(theme: Theme, qtbot: QtBot) -> None:
    timeline = TimelinePane(theme, lambda: TODAY)
    pages = RecordPages(theme, timeline, PAGES, may_change=False)
    qtbot.addWidget(pages)
    pages.resize(460, 400)
    pages.show()
    count = pages.bar.count()
    there = [place for place in range(count) if pages.bar.isTabVisible(place)]
    assert there == list(range(len(there)))
    assert pages.more.text() == f"{count - len(there)} more"
    pages.more.setFocus()
    QTest.keyClick(pages.more, Qt.Key.Key_Return)
    offered = pages.menu_of_more.actions()
    assert [one.text() for one in offered] == [one.title for one in PAGES[len(there) - 1 :]]
    next(one for one in offered if one.text() == ContactsOfPerson.title).trigger()
    pages.menu_of_more.close()
    assert isinstance(pages.page, ContactsOfPerson)
    assert pages.bar.isTabVisible(pages.bar.currentIndex())
    assert pages.bar.tabRect(pages.bar.currentIndex()).width() > 0
    assert cut(pages) == []
    pages.resize(3000, 400)
    assert all(pages.bar.isTabVisible(place) for place in range(count))
    assert not pages.more.isVisible()


def test_in_little_room_the_pages_are_chosen_from_a_list(theme: Theme, qtbot: QtBot) -> None:
    theme.choose(Shade.LIGHT, 200)
    timeline = TimelinePane(theme, lambda: TODAY)
    pages = RecordPages(theme, timeline, [one for one in PAGES if one.title in FEW], may_change=False)
    qtbot.addWidget(pages)
    pages.resize(1100, 400)
    pages.show()
    assert pages.bar.isVisible()
    assert not pages.picker.isVisible()
    pages.resize(520, 400)
    assert pages.picker.isVisible()
    assert not pages.bar.isVisible()
    pages.picker.show_typed("Plan")
    assert isinstance(pages.page, PlanOfPerson)
    assert pages.page.isVisible()
    assert not timeline.isVisible()
