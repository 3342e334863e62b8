"""The pages of the help: every link leads somewhere, every key named is one, every status is explained."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from ipsdesk.services import hours_words
from ipsdesk.ui.calendar.actions import ROW as CALENDAR_ROW
from ipsdesk.ui.caseload.tab import CaseloadTab
from ipsdesk.ui.employers.tab import EmployersTab
from ipsdesk.ui.fidelity.tab import FidelityTab
from ipsdesk.ui.frame.menus import table_of
from ipsdesk.ui.help.contents import PAGES, page_of, part_name, read_page
from ipsdesk.ui.hours.tab import HoursTab
from ipsdesk.ui.importing.actions import ROWS
from ipsdesk.ui.kpis.tab import KpisTab
from ipsdesk.ui.records.actions import CHANGING, READING
from ipsdesk.ui.tab import Tab
from ipsdesk.ui.today.tab import TodayTab
from ipsdesk.ui.together.actions import ROWS as TOGETHER
from ipsdesk.ui.trail.actions import UNDO_ROW

LINKS = re.compile(r"\]\(([^)]*)\)")
HEADINGS = re.compile(r"^#+ (.+)$", re.MULTILINE)
KEYS = re.compile(
    r"`((?:(?:Ctrl|Alt|Shift)\+)*(?:Ctrl|Alt|Shift|F[0-9]{1,2}|Enter|Tab|Esc|Delete|[A-Z0-9+-]|Left|Right|Up|Down|Home|PgUp|PgDown))`"
)
BUILT_IN = {"Tab", "Shift+Tab", "Enter", "Esc", "Delete", "F2", "Shift", "Alt", "Ctrl+C"}
"""Keys of fields, grids and menus, which stand in no table."""

IN_FORMS = {"Ctrl+S", "Ctrl+Shift+S"}
IN_HELP = {"Ctrl+F", "F3", "Shift+F3", "Alt+Left"}


def keys_named(page: str) -> set[str]:
    return {key for key in KEYS.findall(read_page(page)) if not key.isdigit()}


def keys_there(*tabs: type[Tab]) -> set[str]:
    rows = [UNDO_ROW, CALENDAR_ROW, *TOGETHER, *ROWS, *CHANGING, *READING]
    return {row.shortcut for row in table_of(tabs, rows)} | BUILT_IN


def test_every_page_has_its_title_and_nothing_lies_beside_them() -> None:
    pages = files("ipsdesk.ui.help").joinpath("pages")
    assert sorted(one.name for one in pages.iterdir()) == sorted(f"{page}.md" for page in PAGES)
    assert {page: HEADINGS.findall(read_page(page))[0] for page in PAGES} == PAGES


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_page_and_a_heading_on_it(page: str) -> None:
    for link in LINKS.findall(read_page(page)):
        target = page_of(link)
        assert target is not None, link
        name, part = target
        headings = {part_name(heading) for heading in HEADINGS.findall(read_page(name or page))}
        assert not part or part in headings, link


@pytest.mark.parametrize(
    "link", ["https://www.gov.uk", "file:///etc/passwd", "../window.md", "none.md", "window"]
)
def test_what_leads_out_of_the_help_is_no_page(link: str) -> None:
    assert page_of(link) is None


def test_every_tab_s_help_page_is_there() -> None:
    assert {
        tab.help_page for tab in (TodayTab, HoursTab, CaseloadTab, EmployersTab, FidelityTab, KpisTab)
    } <= set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_keys_named_are_keys_there_are(page: str) -> None:
    there = (
        keys_there(TodayTab, CaseloadTab, HoursTab, EmployersTab, FidelityTab, KpisTab)
        | (IN_HELP if page == "window" else set())
        | IN_FORMS
    )
    assert keys_named(page) - there - {"Ctrl+2"} == set()


@pytest.mark.parametrize("tab", [TodayTab, CaseloadTab, HoursTab, EmployersTab, FidelityTab, KpisTab])
def test_every_key_of_a_tab_is_explained_on_its_page(tab: type[Tab]) -> None:
    of_the_tab = {row.shortcut for row in tab.actions_table if row.shortcut}
    assert of_the_tab - keys_named(tab.help_page) == set()


def test_every_key_of_the_window_is_explained() -> None:
    of_the_window = {row.shortcut for row in table_of([]) if row.shortcut}
    assert of_the_window - keys_named("window") == set()


def test_every_status_is_explained() -> None:
    page = read_page("weekly-hours")
    words = [
        *hours_words.STATUS_WORDS.values(),
        hours_words.NOT_IN,
        hours_words.SO_FAR,
        hours_words.RESTRICTED,
        "Within, near limits",
    ]
    words += ["Not applicable", "Not applicable: Universal Credit", "PW1 not sent"]
    words += [f"Incomplete: {why}" for why in ("pay not in yet", "pay without hours", "benefits not known")]
    assert [one for one in words if f"| {one} |" not in page] == []
