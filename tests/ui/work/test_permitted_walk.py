"""A permitted-work job through every kind of week, its notice and pay, to next April's limit, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.rules.wording import HOUR
from ipsdesk.services.today_lines import TodayKind
from ipsdesk.ui.background import run_now
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.settings.rates_dialog import RatesDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.today.tab import TodayTab
from ipsdesk.ui.tokens import Shade
from ipsdesk.ui.work.permitted_page import PermittedWorkOfPerson
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.pathway.test_pathway_walk import Walk
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import ACCOUNT, bring_in, copy_unit, rows_of, sit_down, write_book

JUNE, FEBRUARY, NEXT_YEAR = date(2026, 6, 2), date(2027, 2, 10), date(2027, 4, 20)
WEEK = timedelta(days=7)
FIRST_SUNDAY = date(2026, 4, 12)
WEEKS = ((10, 100), (15, 190), (10, 100), (12, 100), (20, 150), (26, 200), (8, 210), (8, None))
CTRL = Qt.KeyboardModifier.ControlModifier


def hours() -> list[list[object]]:
    """Two days a week from Easter on, pay on the second of them."""
    rows: list[list[object]] = []
    for number, (worked, pounds) in enumerate(WEEKS):
        sunday = FIRST_SUNDAY + number * WEEK
        rows.append(["A1", sunday - timedelta(days=5), worked / 2, None])
        rows.append(["A1", sunday - timedelta(days=3), worked / 2, pounds])
    return rows


@pytest.fixture(scope="module")
def closed_unit(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("permitted")
    sheets: dict[str, list[list[object]]] = {
        "Staff": [
            ["Staff ID", "Name", "Role", "Started", "Employment WTE"],
            ["S1", ACCOUNT, "employment specialist", date(2024, 1, 1), 1],
        ],
        "Clients": [["Client ID", "Name", "Benefits"], ["C1", "Cora Reed", "ESA new style"]],
        "Referrals": [
            ["Referral ID", "Client ID", "Received", "Accepted", "Started", "Staff ID", "Position at start"],
            ["R1", "C1", date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 8), "S1", "out of work"],
        ],
        "Activities": [
            ["Activity ID", "Client ID", "Kind", "Title", "Started", "Permitted work", "Agreed hours"],
            ["A1", "C1", "paid job", "Packer", date(2026, 4, 7), "higher", 12],
        ],
        "Hours": [["Activity ID", "Date", "Hours", "Earnings"], *hours()],
    }
    with sit_down(copy_unit(empty_unit, folder / "Larkrise.ipsdesk"), JUNE) as desk:
        report = bring_in(desk, write_book(folder / "unit.xlsx", sheets))
        assert report.written, report.problems
    return folder / "Larkrise.ipsdesk"


@pytest.fixture
def unit(closed_unit: Path, tmp_path: Path) -> Path:
    return copy_unit(closed_unit, tmp_path / "Larkrise.ipsdesk")


class AtPermittedWork(Walk):
    """Somebody at the window on one day."""

    @property
    def page(self) -> PermittedWorkOfPerson:
        """The page of permitted work."""
        page = self.tab.record.pages.page
        assert isinstance(page, PermittedWorkOfPerson)
        return page

    def open_page(self) -> None:
        """The record of Cora Reed, turned to her permitted work."""
        person, pages = self.person, self.tab.record.pages
        person.wait(lambda: self.tab.people is not None and self.tab.list.view.hasFocus())
        person.press(Key.Key_Home, Key.Key_Return)
        person.wait(lambda: self.tab.record.shown is not None and not person.background.busy)
        titles = [pages.bar.tabText(number) for number in range(pages.bar.count())]
        for _ in range(titles.index("Permitted work")):
            person.press(Key.Key_PageDown, with_=CTRL)
        person.wait(lambda: self.page.client is not None and not person.background.busy)

    def settle(self) -> None:
        """Until what was done is written and read again."""
        self.person.wait(lambda: not self.person.background.busy)

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

    def week(self, sunday: date) -> str:
        """What is said of a week in the list."""
        return next(line.said for line in self.page.weeks.list.lines if line.key == sunday)


@pytest.fixture
def on(unit: Path, tmp_path: Path, qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> Any:
    """At the window on a day, the caseload on screen."""

    def sit(day: date) -> AtPermittedWork:
        walk = AtPermittedWork(AtTheWindow(qtbot, theme, tmp_path, day), unit, monkeypatch, dict)
        walk.sit_down()
        return walk

    return sit


def test_a_permitted_work_job_to_next_aprils_limit(on: Callable[[date], AtPermittedWork], unit: Path) -> None:
    walk = on(JUNE)
    walk.open_page()
    every_week_says_its_working(walk)
    the_notice_goes_its_way(walk)
    pay_goes_into_its_week(walk)
    the_picture_is_walked_through(walk)
    walk.person.leave()

    walk = on(FEBRUARY)
    next_april_is_added_from_today(walk)
    walk.person.leave()

    with sit_down(unit, NEXT_YEAR) as desk:
        ((job,),) = rows_of(desk, "SELECT id FROM activities")
        desk.hours.record(job, date(2027, 4, 13), 8 * HOUR)
        desk.hours.record_pay(job, date(2027, 4, 18), 210_00)
    walk = on(NEXT_YEAR)
    walk.open_page()
    assert "Pay £210.00 is at most £211.00. Within, near limits" in walk.week(date(2027, 4, 18)).replace(
        "..", "."
    )
    walk.tab_to("The year before")
    walk.person.press(Key.Key_Return)
    walk.settle()
    assert "Pay £210.00 is more than £203.50" in walk.week(date(2026, 5, 24))
    walk.person.leave()


def every_week_says_its_working(walk: AtPermittedWork) -> None:
    """Within, near, on average, over hours, over earnings, and without pay."""
    expected = (
        ("Hours 10:00 is under 16:00. Pay £100.00 is at most £203.50", "Within"),
        ("Hours 15:00 is under 16:00. Pay £190.00 is at most £203.50", "Within, near limits"),
        ("Hours 10:00 is under 16:00", "Within"),
        ("Hours 12:00 is under 16:00", "Within"),
        (
            "mean (10 + 15 + 10 + 12 + 20) / 5 = 13:24, under 16:00. Pay £150.00",
            "Within on average: get advice",
        ),
        ("mean (15 + 10 + 12 + 20 + 26) / 5 = 16:36, not under 16:00. Pay £200.00", "Over 16 hours"),
        ("Hours 8:00 is under 16:00. Pay £210.00 is more than £203.50", "Over the earnings limit"),
        ("Hours but no pay recorded: 1 job.", "Incomplete: pay not in yet"),
    )
    for number, (working, words) in enumerate(expected):
        said = walk.week(FIRST_SUNDAY + number * WEEK)
        assert working in said
        assert said.endswith(f". {words}")


def the_notice_goes_its_way(walk: AtPermittedWork) -> None:
    """Not sent, then checked with the person and sent with one key each, too late."""
    person, page = walk.person, walk.page
    walk.tab_to("Jobs in permitted work")
    person.press(Key.Key_Home)
    assert page.jobs.list.lines[0].aside == "PW1 not sent"
    for button, left in (("Checked with the person today", "PW1 not sent"), ("PW1 sent today", None)):
        assert page.next.text() == button
        person.press(Key.Key_Space)
        walk.settle()
        person.wait(lambda before=button: page.next.text() != before)  # type: ignore[misc]
        assert left is None or page.jobs.list.lines[0].aside == left
    told = [line.title for line in page.trail.list.lines]
    assert told[0] == "The first shift was on 7 April 2026, PW1 was sent on 2 June 2026."
    assert [line.title for line in page.trail.list.lines[-2:]] == ["PW1 sent", "Checked with the person"]
    walk.tab_to("Jobs in permitted work")
    person.press(Key.Key_Space)
    walk.settle()
    person.wait(lambda: page.next.text() == "Record the decision…")
    person.press(Key.Key_Space)
    walk.type_in(walk.dialog(RecordDialog), decision="permitted")
    person.wait(lambda: page.next.text() == "Next step")
    assert page.jobs.list.lines[0].aside == "PW1 sent after the first shift"


def pay_goes_into_its_week(walk: AtPermittedWork) -> None:
    """A pay slip is typed, and put into the week that has none."""
    person, page = walk.person, walk.page
    dialog = walk.press_button("Add pay")
    walk.type_in(
        dialog, paid="weekly", from_on="25/5/2026", to_on="31/5/2026", gross_pence="100", tax_pence="10"
    )
    person.wait(lambda: bool(page.pay.list.lines))
    assert page.pay.list.lines[0].said == (
        "25 May to 31 May, weekly. Gross £100.00 − tax £10.00 = £90.00 A week: £90.00 × 7 / 7 days = £90.00 "
        "1 week to be filled.. £90.00 a week"
    )
    walk.tab_to("Pay")
    person.press(Key.Key_Home, Key.Key_Space)
    walk.settle()
    person.wait(lambda: walk.week(date(2026, 5, 31)).endswith("Within"))


def the_picture_is_walked_through(walk: AtPermittedWork) -> None:
    """With the arrow keys; the list goes along."""
    person, page = walk.person, walk.page
    walk.tab_to(page.picture.accessibleName())
    assert page.picture.hasFocus()
    person.press(Key.Key_Home)
    person.press(*[Key.Key_Right] * 7)
    assert page.picture.accessibleDescription().startswith(
        "Week to Sun 24 May: Over the earnings limit, 8:00, £210.00."
    )
    person.press(Key.Key_Return)
    assert page.weeks.list.hasFocus()
    line = page.weeks.list.current()
    assert line is not None
    assert line.key == date(2026, 5, 24)


def next_april_is_added_from_today(walk: AtPermittedWork) -> None:
    """Today names what is not known; Enter opens the form, filled in as far as it goes."""
    person, page = walk.person, walk.person.window.page
    assert page is not None
    person.wait(lambda: walk.tab.list.view.hasFocus() and not person.background.busy)
    tab = next(one for one in page.tabs if isinstance(one, TodayTab))
    person.press(Key(Key.Key_1.value + page.tabs.index(tab)), with_=CTRL)
    person.wait(lambda: tab.found is not None and not person.background.busy)
    lines = tab.page.view
    person.wait(lines.hasFocus)
    person.press(Key.Key_Home)
    for _ in range(60):
        line = lines.current_line()
        if line is not None and line.kind is TodayKind.RATES:
            break
        person.press(Key.Key_Down)
    assert line is not None
    assert line.words == "Permitted work limit is not known from 1 April 2027"
    person.press(Key.Key_Return)
    dialog = walk.dialog(RecordDialog)
    walk.type_in(dialog, pence="211", source="DWP factsheet", certainty="published")
    with sit_down(copy_unit(walk.unit, walk.unit.parent / "Looked at.ipsdesk"), FEBRUARY) as desk:
        assert rows_of(desk, "SELECT kind, from_on, pence, from_age FROM rates") == [
            ("permitted work limit", "2027-04-01", 211_00, 0)
        ]


def nothing_is_wrong_with(window: QWidget) -> None:
    """Asked again until all has been laid out."""
    found = [*unnamed(window), *too_small(window), *out_of_keyboards_reach(window), *cut(window)]
    assert found == []


@pytest.mark.parametrize(("shade", "text"), [(Shade.LIGHT, 100), (Shade.DARK, 200)])
def test_the_page_and_the_rates_are_used_by_keyboard_and_ear(
    unit: Path, qtbot: QtBot, theme: Theme, tmp_path: Path, shade: Shade, text: int
) -> None:
    theme.choose(shade, text)
    with sit_down(unit, JUNE) as desk:
        page, area = PermittedWorkOfPerson(theme, may_change=True), QScrollArea()
        qtbot.addWidget(area)
        area.setAccessibleName("Record")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.resize(620, 900)
        page.show_of(1, desk.permitted.page(1))
        area.show()
        qtbot.waitUntil(partial(nothing_is_wrong_with, page))
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        rates = RatesDialog(AtDesk(theme, run_now, desk, settings, area))
        rates.show()
        qtbot.waitUntil(partial(nothing_is_wrong_with, rates))
        assert rates.panel.model.shown[0].row.pence == 203_50
        rates.change(rates.panel.model.shown[0])
        assert rates.outcome.isVisible()
        rates.reject()
