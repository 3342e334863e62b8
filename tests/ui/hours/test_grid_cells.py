"""The whole grid of the practice unit: what each cell reads out, that nothing is cut, and who it shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.exchange.demo import ACCOUNT, PASSPHRASE, make_practice_unit
from ipsdesk.rules.periods import DAY
from ipsdesk.services.desk import Desk, open_desk
from ipsdesk.services.hours_week import HoursWeek
from ipsdesk.ui.hours.grid_limit import flow_of, inner_width, width_of_note, width_of_status
from ipsdesk.ui.hours.grid_view import HoursGrid
from ipsdesk.ui.hours.lines import COLUMNS, FIRST_DAY, LIMIT, PAY, PERSON, TOTAL, Kind
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade, Token
from ipsdesk.ui.widgets.painting import width_of
from ipsdesk.ui.widgets.text_styles import NAME, SECOND
from tests.services.hours_books import MONDAY as BOOK_MONDAY
from tests.services.hours_books import a_unit_at_work
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import TODAY

SAID = Qt.ItemDataRole.AccessibleTextRole
MONDAY = TODAY - 6 * DAY


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[date, HoursWeek]]:
    """This week and the last of the practice unit."""
    folder = tmp_path_factory.mktemp("practice") / "Practice.ipsdesk"
    make_practice_unit(folder, TODAY)
    with open_desk(folder, ACCOUNT, PASSPHRASE, today=lambda: TODAY) as desk:
        yield {monday: desk.hours.week(monday) for monday in (MONDAY, MONDAY - 7 * DAY)}


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.resize(1010, 700)
    return made


@pytest.fixture
def grid(window: QWidget, theme: Theme) -> HoursGrid:
    made = HoursGrid(theme)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    window.show()
    return made


def test_every_cell_reads_out_whose_it_is_its_day_its_value_and_the_status(
    grid: HoursGrid, weeks: dict[date, HoursWeek]
) -> None:
    for monday, week in weeks.items():
        grid.show_week(week)
        for row, line in enumerate(grid.rows.lines):
            for column in range(COLUMNS if line.kind is not Kind.REASON else 1):
                said = grid.rows.data(grid.rows.index(row, column), SAID)
                assert said.startswith(f"{line.person.name}, "), said
                if FIRST_DAY <= column < TOTAL and line.kind is not Kind.REASON:
                    assert f" {(monday + (column - FIRST_DAY) * DAY).day} November, " in said
                    assert line.cells[column].said in said
                    assert line.cells[column].said
                if column == PAY:
                    assert line.week.words in said


def test_no_word_is_cut_at_any_text_size_or_width(
    grid: HoursGrid, window: QWidget, theme: Theme, weeks: dict[date, HoursWeek]
) -> None:
    for size, width in ((100, 700), (100, 1010), (150, 1340), (200, 1340)):
        theme.choose(Shade.LIGHT, size)
        window.resize(width, 700)
        for week in weeks.values():
            grid.show_week(week)
            QApplication.processEvents()
            assert _cut(grid, theme) == []
            assert cut(window) == []
    assert grid.horizontalScrollBar().maximum() > 0  # the last columns are scrolled to, not squeezed


def _cut(grid: HoursGrid, theme: Theme) -> list[str]:
    widths, found = grid.shape.widths, []
    for row, line in enumerate(grid.rows.lines):
        if line.kind is Kind.REASON:
            continue
        room = grid.shape.person_room(line)
        cell = line.cells[PERSON]
        for words, style in (
            (cell.words, NAME if line.kind is not Kind.JOB else SECOND),
            (cell.second, SECOND),
        ):
            found += [
                one for one in grid.shape.wrapped(words, style, room) if width_of(theme, one, style) > room
            ]
        found += [
            line.cells[column].words
            for column in range(FIRST_DAY, LIMIT)
            if width_of(theme, line.cells[column].words, NAME) > widths[column]
        ]
        if line.limit is not None:
            room_of_limit = inner_width(theme, widths[LIMIT])
            flow = flow_of(theme, line.limit, room_of_limit)
            beside = width_of_status(theme, line.limit.words) + sum(
                width_of_note(theme, note) for note in flow.beside
            )
            needs = sum(width_of(theme, half.words, SECOND) for half in line.limit.halves or ())
            if max(beside, needs, width_of(theme, line.limit.sentence, SECOND)) > room_of_limit:
                found.append(line.limit.said)
            if (len(flow.between) + 2) * theme.px(16) > grid.rowHeight(row):
                found.append(f"{line.person.name}: row too low")
    return found


@pytest.mark.parametrize(("shade", "size"), [(Shade.LIGHT, 100), (Shade.HIGH_CONTRAST, 200)])
def test_everything_in_it_can_be_named_reached_and_hit(
    grid: HoursGrid, window: QWidget, theme: Theme, weeks: dict[date, HoursWeek], shade: Shade, size: int
) -> None:
    theme.choose(shade, size)
    grid.show_week(weeks[MONDAY - 7 * DAY])
    assert (unnamed(window), too_small(window), out_of_keyboards_reach(window)) == ([], [], [])
    assert not grid.grab().isNull()


def test_the_head_names_days_today_and_the_usual_benefit_week(
    grid: HoursGrid, weeks: dict[date, HoursWeek]
) -> None:
    grid.show_week(weeks[MONDAY])
    head = grid.rows.headerData(FIRST_DAY, Qt.Orientation.Horizontal, SAID)
    assert (head, grid.rows.head_week()) == ("Monday 16 November", "week to Sun 22 Nov")
    assert grid.rows.day(TOTAL - 1) == grid.rows.today == TODAY


def test_one_person_alone_or_nobody_with_the_way_back(
    grid: HoursGrid, weeks: dict[date, HoursWeek], qtbot: QtBot
) -> None:
    week = weeks[MONDAY]
    chosen = week.people[3]
    with qtbot.waitSignal(grid.person_changed) as told:
        grid.show_week(week, only=chosen.client)
    assert told.args == [chosen]
    assert {line.person.name for line in grid.rows.lines} == {chosen.name}
    assert grid.week == week
    nobody = HoursWeek(week.monday, week.today, ())
    grid.show_week(nobody, chosen.client, f"{chosen.name} has no paid job in this week.")
    assert grid._nobody.words == f"{chosen.name} has no paid job in this week."
    with qtbot.waitSignal(grid.everyone_wanted):
        grid._nobody.everyone.click()
    grid.show_week(nobody)
    assert grid._nobody.words == "Nobody has a paid job in this week."
    assert not grid._nobody.everyone.isVisible()
    grid.show_week(week)
    assert grid._nobody.words == ""


def test_persons_stay_in_sight_while_the_rest_is_scrolled(
    grid: HoursGrid, window: QWidget, theme: Theme, weeks: dict[date, HoursWeek]
) -> None:
    theme.choose(Shade.LIGHT, 200)
    window.resize(1340, 700)
    week = weeks[MONDAY]
    grid.show_week(week)
    QApplication.processEvents()
    grid.go(grid.rows.index(1, LIMIT))
    assert grid._frozen.isVisible()
    assert grid._frozen.width() == grid.columnWidth(PERSON)
    grid.go(grid.rows.index(1, FIRST_DAY))
    assert grid.visualRect(grid.currentIndex()).left() >= grid._frozen.width_kept()
    QTest.mouseClick(grid._frozen, Qt.MouseButton.LeftButton, pos=grid._frozen.rect().center())
    assert grid.currentIndex().column() == PERSON


def test_the_place_of_the_keyboard_stays_through_a_new_reading(
    grid: HoursGrid, weeks: dict[date, HoursWeek]
) -> None:
    week = weeks[MONDAY]
    grid.show_week(week)
    grid.go_to(week.people[5].client)
    grid.setCurrentIndex(grid.currentIndex().siblingAtColumn(PAY))
    grid.show_week(HoursWeek(week.monday, week.today, week.people[3:]))
    line = grid.rows.lines[grid.currentIndex().row()]
    assert (line.person.client, grid.currentIndex().column()) == (week.people[5].client, PAY)


def test_two_weeks_of_the_last_job_leave_no_line_across_the_limits(
    grid: HoursGrid, desk: Desk, tmp_path: Path
) -> None:
    a_unit_at_work(desk, tmp_path)
    grid.show_week(desk.hours.week(BOOK_MONDAY))
    lines = enumerate(grid.rows.lines)
    rows = [row for row, line in lines if line.kind is Kind.JOB and line.is_last_job]
    picture = grid.viewport().grab().toImage()
    first, last = (grid.visualRect(grid.rows.index(row, LIMIT)).bottomLeft() for row in rows)
    quiet, ruled = (picture.pixelColor(at.x() + 2, at.y()) for at in (first, last))
    assert (quiet, ruled) == (grid._theme.colour(Token.SURFACE), grid._theme.colour(Token.LINE))
