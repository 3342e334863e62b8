"""The tab of employers at a real desk: its list, a record, its other parts, and what leaves it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipsdesk.errors import CannotRun
from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Actor, Role
from ipsdesk.ui.background import run_now
from ipsdesk.ui.employers.became_job import ask_again
from ipsdesk.ui.employers.employers_view import EmployersView
from ipsdesk.ui.employers.lines import lasted
from ipsdesk.ui.employers.record_pages import PAGES, ContactsPage
from ipsdesk.ui.employers.tab import EmployersTab
from ipsdesk.ui.employers.views import VIEWS
from ipsdesk.ui.parts.detail_view import DetailView
from ipsdesk.ui.pathway.asked_again import ASKED_AGAIN
from ipsdesk.ui.printing import PrintPreview
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import rows_of


def opened(qtbot: QtBot, theme: Theme, desk: Desk, settings: QSettings) -> EmployersTab:
    """On screen, its list read."""
    tab = EmployersTab(theme, run_now, desk, settings)
    qtbot.addWidget(tab)
    tab.resize(1366, 660)
    tab.show()
    QTest.qWaitForWindowActive(tab)
    tab.refresh()
    return tab


@pytest.fixture
def tab(demo: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> EmployersTab:
    """The employers of the practice copy."""
    return opened(qtbot, theme, demo, settings)


def shown(view: EmployersView) -> list[str]:
    return [row.name for row in view.list.model.shown]


def go_to(tab: EmployersTab, name: str) -> EmployersView:
    """An employer's record on screen."""
    view = tab.inside.employers
    assert view.employers is not None
    view.go_to(next(one.employer for one in view.employers.employers if one.name == name))
    assert view.record.shown is not None
    return view


def form_open(tab: EmployersTab) -> Any:
    """The form that is open."""
    (dialog,) = tab.findChildren(RecordDialog)
    return dialog


def nothing_is_wrong_with(tab: EmployersTab) -> None:
    assert [*unnamed(tab), *too_small(tab), *out_of_keyboards_reach(tab), *cut(tab)] == []


# ---- as anybody can use it --------------------------------------------------------------------------


@pytest.mark.parametrize("text", [100, 200])
def test_every_part_and_page_can_be_used_by_keyboard_and_ear(
    tab: EmployersTab, theme: Theme, qtbot: QtBot, text: int
) -> None:
    theme.choose(Shade.LIGHT, text)
    view = go_to(tab, "Northgate Packaging")
    view.turn_narrowing()
    for place in range(len(PAGES)):
        view.record.bar.bar.setCurrentIndex(place)
        qtbot.waitUntil(partial(nothing_is_wrong_with, tab))
    for kind in VIEWS[1:]:
        part = tab.inside.go_to_part(kind.title)
        if isinstance(part, DetailView):
            part.list.view.setCurrentIndex(part.list.model.index(0, 0))
        qtbot.waitUntil(partial(nothing_is_wrong_with, tab))


def test_an_empty_unit_says_what_to_do_in_every_part(
    desk: Desk, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    tab = opened(qtbot, theme, desk, settings)
    for kind in VIEWS:
        view = tab.inside.go_to_part(kind.title)
        if view.panel is not None:
            assert "first" in view.panel.listing.nobody
            assert not view.panel.model.shown
        qtbot.waitUntil(partial(nothing_is_wrong_with, tab))


# ---- the list ---------------------------------------------------------------------------------------


def test_the_list_is_searched_and_narrowed_and_cleared_again(tab: EmployersTab) -> None:
    view = tab.inside.employers
    everybody = shown(view)
    tab.inside.toolbar.find_box.setText("pack")
    assert shown(view) == ["Fennel & Fig", "Northgate Packaging"]
    tab.inside.toolbar.find_box.clear()
    view.turn_narrowing()
    assert view.narrowing.fields[0].isAncestorOf(QApplication.focusWidget() or tab)
    level = view.narrowing.fields[1]
    level.box.setEditText("leader")
    level.box.line.editingFinished.emit()
    assert shown(view) == ["Station Hotel"]
    assert view.narrow_button.text() == "Narrow (1)"
    tab.inside.toolbar.find_box.setText("nobody has this name")
    assert shown(view) == []
    view.list.clear_filter()
    assert shown(view) == everybody
    assert (tab.inside.toolbar.find_box.text(), view.narrow_button.text()) == ("", "Narrow")


def test_three_thousand_are_sorted_and_filtered(
    demo: Desk, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    with demo.workspace.transactions.begin() as connection:
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 3099) "
            "INSERT INTO employers (uuid, reference, name, sector, town) SELECT lower(hex(randomblob(16))), "
            "'X' || i, 'Employer ' || (i * 7919 % 3001), 'Sector ' || (i % 30), 'Town ' || (i % 40) FROM n"
        )
    tab = opened(qtbot, theme, demo, settings)
    view = tab.inside.employers
    assert view.employers is not None
    assert len(view.employers.employers) > 3_000

    def narrow() -> None:
        view.narrowing.fields[0].chosen = "Sector 7"
        view._narrow()

    model = view.list.model
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert len(model.shown) > 3_000
    view.list.search("employer 3000")
    assert "Employer 3000" in shown(view)
    assert len(model.shown) < 10
    view.list.search("")
    narrow()
    assert len(model.shown) == 100


def test_what_is_found_by_the_search_box_is_gone_to_from_any_part(tab: EmployersTab) -> None:
    tab.inside.go_to_part("Partners")
    (found,) = tab.find("kettle")
    assert (found.words, found.kind) == ("Kettle & Loom", "Employers")
    found.go()
    record = tab.inside.employers.record
    assert tab.inside.view is tab.inside.employers
    assert record.shown is not None
    assert record.head.spared.words.text().startswith("Do not contact: The owner asked")


# ---- a record ---------------------------------------------------------------------------------------


def test_a_record_tells_the_facts_and_earlier_contacts_when_asked(tab: EmployersTab) -> None:
    view = go_to(tab, "Northgate Packaging")
    page = view.record.page
    assert isinstance(page, ContactsPage)
    assert view.record.head.who.text().startswith("Manufacturing · 50 to 249 people · Disability Confident")
    assert len(page.contacts.list.lines) == 50
    assert page.contacts.count.text().startswith("The latest 50 of ")
    page.contacts.more.click()
    assert len(page.contacts.list.lines) > 50


def test_a_contact_is_begun_with_the_employer_and_oneself(tab: EmployersTab, qtbot: QtBot) -> None:
    view = go_to(tab, "Northgate Packaging")
    view.record.head.add_contact.click()
    dialog = form_open(tab)
    qtbot.waitUntil(lambda: dialog.form is not None)
    typed = {key: row.editor.typed() for key, row in dialog.form.rows.items()}
    assert typed["kind"] == "employer"
    assert str(typed["employer_id"]).startswith("Northgate Packaging")
    there = [one.words for one in dialog._record.choices["employer_person_id"]]
    assert [words.partition(" (")[0] for words in there] == ["Desmond Quarry", "Ines Weir"], "theirs alone"


def test_a_job_leads_to_the_persons_record(tab: EmployersTab, qtbot: QtBot) -> None:
    view = go_to(tab, "Kettle & Loom")
    view.record.bar.bar.setCurrentIndex(len(PAGES) - 1)
    jobs = view.record.page
    job = next(one for one in jobs.now.list.lines)  # type: ignore[attr-defined] # the last page
    with qtbot.waitSignal(tab.person_wanted) as wanted:
        jobs.now.list.opened.emit(job.about)  # type: ignore[attr-defined] # as above
    assert wanted.args == [job.about.client]


def test_a_draft_of_a_job_start_is_asked_again_until_the_lead_is_over(demo: Desk) -> None:
    ((lead,),) = rows_of(demo, "SELECT id FROM vacancies WHERE title = 'Counter, early'")
    asked = ask_again(demo, lead)
    assert asked.title == "Counter, early at Brightwell Bakery became a job"
    assert asked.kind in ASKED_AGAIN
    demo.vacancies.close(lead)
    with pytest.raises(CannotRun, match="is over"):
        ask_again(demo, lead)


def test_who_reads_only_finds_nothing_to_press(
    demo: Desk, theme: Theme, settings: QSettings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "workspace", replace(demo.workspace, actor=Actor(9, "Auditor", Role.AUDITOR)))
    tab = opened(qtbot, theme, demo, settings)
    view = go_to(tab, "Northgate Packaging")
    assert tab.inside.toolbar.add.isHidden()
    assert view.record.head.add_contact.isHidden()
    view.of_employer.add_contact()
    assert tab.inside._outcome.text() == "This account reads only."
    view.of_employer.show_menu()
    assert view.of_employer.menu is not None
    off = [one.text().replace("&", "") for one in view.of_employer.menu.actions() if not one.isEnabled()]
    assert off[:2] == ["Change this employer…", "Merge with another record…"]
    view.of_employer.menu.close()


# ---- the other parts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "typed", "table"),
    [
        ("Partners", {"name": "Carr Careers"}, "partners"),
        ("Labour market", {"note": "Hiring for the fair"}, "labour_notes"),
        ("Awareness", {"title": "Talk", "audience": "employers"}, "awareness_events"),
    ],
)
def test_each_part_adds_what_it_lists_and_goes_to_it(
    tab: EmployersTab, demo: Desk, qtbot: QtBot, part: str, typed: dict[str, str], table: str
) -> None:
    view = tab.inside.go_to_part(part)
    assert isinstance(view, DetailView)
    count = len(view.rows)
    tab.inside.toolbar.add.click()
    dialog = form_open(tab)
    qtbot.waitUntil(lambda: dialog.form is not None)
    dialog.form.show_typed(typed)
    dialog._save()
    assert len(view.rows) == count + 1
    assert view.chosen is not None
    assert next(iter(typed.values())) in repr(view.details(view.chosen))
    assert len(rows_of(demo, f"SELECT id FROM {table}")) == count + 1


def test_contacts_with_a_partner_are_counted_and_listed(tab: EmployersTab) -> None:
    view = tab.inside.go_to_part("Partners")
    assert isinstance(view, DetailView)
    row = next(one for one in view.rows if one.name.startswith("Citizens Advice"))
    view.list.view.setCurrentIndex(view.list.model.index(view.list.model.place_of(row.partner) or 0, 0))
    assert row.contacts_in_year > 0
    assert len(view.contacts.list.lines) > 0  # type: ignore[attr-defined] # of partners


# ---- out --------------------------------------------------------------------------------------------


def test_each_list_is_printed_as_it_is_shown(tab: EmployersTab) -> None:
    for kind, says in (("Employers", "Employers: All"), ("Labour market", "Labour market: All")):
        tab.inside.go_to_part(kind)
        tab.inside.print_list()
        preview = tab.findChildren(PrintPreview)[-1]
        text = preview.pages.document.toPlainText()
        assert text.startswith(says)
        assert "employers." in text or "notes." in text
        preview.close()


def test_the_list_is_exported_as_it_is_shown(tab: EmployersTab, demo: Desk, tmp_path: Any) -> None:
    from openpyxl import load_workbook

    view = tab.inside.employers
    view.list.search("packaging")
    view.export._shown = None
    view.list._on_export = lambda given: setattr(view.export, "_shown", given)
    view.list.export()
    view.export.save_to(str(tmp_path / "list.xlsx"))
    sheet: Any = load_workbook(tmp_path / "list.xlsx").active
    cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert cells[0] == "Employers: All"
    assert any(str(cell).startswith("Northgate Packaging") for cell in cells)
    assert "Saved as list.xlsx" in tab.inside._outcome.text()


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "1 day"), (13, "13 days"), (14, "2 weeks"), (91, "2 months"), (400, "13 months"), (760, "2 years")],
)
def test_how_long_a_job_lasted_is_said_as_people_say_it(days: int, words: str) -> None:
    assert lasted(days) == words
