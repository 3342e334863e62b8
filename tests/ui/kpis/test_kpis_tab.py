"""The scorecard says what the figures are; behind each are its rows; turning, changes and keys work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipsdesk.errors import CannotRun
from ipsdesk.measures import MEASURES
from ipsdesk.models import FAMILIES
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.cases import Case
from ipsdesk.services.desk import Desk
from ipsdesk.services.scorecards_drill import Rows
from ipsdesk.services.scorecards_scope import Whose
from ipsdesk.ui.actions import Actions, mistakes
from ipsdesk.ui.background import Background, run_now
from ipsdesk.ui.frame.menus import table_of
from ipsdesk.ui.hours.tab import HoursTab
from ipsdesk.ui.kpis.opened import open_up
from ipsdesk.ui.kpis.scorecard_rows import Of
from ipsdesk.ui.kpis.tab import KpisTab
from ipsdesk.ui.kpis.turning import Length
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.ui.kpis.kpis_desk import SETTLED, Heard, behind, opened_tab, said
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed

QUARTER = parse_period("2026-27 Q2")


# ---- the scorecard --------------------------------------------------------------------------------


def test_a_cell_says_measure_figure_target_and_status(tab: KpisTab) -> None:
    assert said(tab, "search.within_30_days", Of.MEASURE) == (
        "Met an employer within 30 days: 60%, 3 of 5; target at least 100%; off target"
    )
    assert said(tab, "search.within_30_days", Of.PREVIOUS) == (
        "Met an employer within 30 days, Previous Q1: 67%"
    )
    assert said(tab, "search.within_30_days", Of.TREND).endswith("dashed: target: 60%, 40%, 100%, 67%, 60%")
    assert said(tab, "jobs.by_type", Of.MEASURE, "full time") == "Job starts by type, full time: 2"
    assert said(tab, "survey.positive", Of.PREVIOUS) == "Positive survey answers, Previous Q1: –"


def test_the_window_is_told_what_waits_and_what_is_on_screen(tab: KpisTab) -> None:
    heard = Heard(tab)
    tab.refresh()
    assert heard.waiting == [(14, "14 measures off target")]
    assert heard.context[-1] == "2026-27 Q2 · period ended on 30 September 2026"
    tab.go_on()
    assert heard.context[-1] == "2026-27 Q3 · provisional, the period ends on 31 December 2026"


def test_every_figure_opens_what_its_rows_list(tab: KpisTab, demo: Desk) -> None:
    for measure in MEASURES:
        opened = behind(tab, measure.key)
        assert opened.drill.key == measure.key
        shown = [line.case for line in tab.drill.rows.lines.lines if line.case]
        try:
            listed = demo.cases.with_names(measure.key, QUARTER)
        except CannotRun:
            assert tab.drill.no_rows.text() == "Survey answers are anonymous: a figure, never its rows."
            assert tab.drill.rows.isHidden()
            continue
        assert shown == listed
        assert (not listed) == tab.drill.rows.isHidden()


def test_a_band_opens_its_own_rows(tab: KpisTab, demo: Desk) -> None:
    opened = behind(tab, "permitted.weeks", "over hours")
    listed = [case for case in demo.cases.with_names("permitted.weeks", QUARTER) if case.band == "over hours"]
    assert [line.case for line in tab.drill.rows.lines.lines if line.case] == listed
    assert opened.drill.counted.all == len(listed) == 2
    assert tab.drill.head.figure.text() == "2"
    assert tab.drill.head.behind.text() == "of 195 in all bands"


def test_the_head_says_figure_status_definition_and_more_at_a_press(tab: KpisTab) -> None:
    behind(tab, "search.days_to_employer")
    head = tab.drill.head
    assert (head.figure.text(), head.behind.text()) == ("26.3", "4 cases, median 26, 0 not yet")
    assert head.status.words.text() == "On target, at most 30 days asked"
    assert head.strip.accessibleDescription() == "4 cases from 13 to 40 days; target 30: 2 beyond it"
    assert not head.source.isVisible()
    head.more.click()
    assert "The contract asks: at most 30 days." in head.source.text()
    assert "2026-27 Q1 28.8; 2026-27 Q2 26.3" in head.source.text()
    behind(tab, "search.within_30_days")
    assert head.behind.text() == "3 of 5 referrals"
    assert head.strip.isHidden()


def test_thousands_of_rows_and_names_of_any_length_and_direction(tab: KpisTab) -> None:
    opened = behind(tab, "access.served")
    names = ("Bo Ash", "X" * 200, "\u0645\u062d\u0645\u062f \u0639\u0628\u062f \u0627\u0644\u0644\u0647")
    cases = tuple(
        (Case("client", f"C{at}", "counted", name=names[at % 3], subject=at, client=at), "")
        for at in range(5_000)
    )
    drill = replace(opened.drill, counted=Rows(12_345, cases))
    tab.drill.show_opened(open_up(opened.about, opened.line, drill))
    rows = tab.drill.rows
    assert rows.lines.lines[0].right == "first 5,000 of 12,345 people shown"
    assert rows.rowHeight(2) > 3 * rows.rowHeight(1) == 3 * rows.rowHeight(3)
    QTest.qWait(10)
    rows.setCurrentIndex(rows.lines.index(4_997, 0))
    assert rows.rowHeight(4_997) > rows.rowHeight(4_996)
    said_aloud = rows.lines.index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said_aloud == f"{names[2]}, C2"


def test_an_empty_unit_says_why_in_every_line(
    desk: Desk, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    tab = opened_tab(qtbot, theme, run_now, desk, settings)
    heard = Heard(tab)
    tab.refresh()
    assert heard.waiting == [(0, "0 measures off target")]
    assert said(tab, "jobs.in_work", Of.FIGURE) == "In work, Figure: –, nothing recorded yet"
    behind(tab, "jobs.in_work")
    assert tab.drill.no_rows.text() == "Nothing falls under this measure in the period."
    tab.turn_charts()
    assert [card.chart.is_empty for card in tab.page.charts.cards] == [True] * 5


# ---- turning --------------------------------------------------------------------------------------


def test_length_and_neighbours(tab: KpisTab) -> None:
    labels = []
    turns: list[Callable[[], None]] = [
        partial(tab.choose_length, Length.HALF),
        tab.go_back,
        partial(tab.choose_length, Length.QUARTER),
        partial(tab.choose_length, Length.YEAR),
        tab.go_on,
        tab.go_on,
    ]
    for turn in turns:
        turn()
        labels.append(tab.turning.period.label)
    assert labels == ["2026-27 H1", "2025-26 H2", "2025-26 Q4", "2025-26", "2026-27", "2026-27"]
    assert not tab.toolbar.stepper.after.isEnabled()
    assert tab.toolbar.stepper.middle.text() == "2026-27"


def test_free_dates_are_asked_for_in_order(tab: KpisTab) -> None:
    tab.toolbar.lengths.segments[3].click()
    dialog = tab.dialogs.now
    assert dialog is not None
    dialog.last.line.setText("1/6/2026")  # type: ignore[attr-defined] # the dates that were asked for
    dialog.show_button.click()  # type: ignore[attr-defined]
    assert tab.dialogs.now is dialog
    dialog.first.line.setText("15/5/2026")  # type: ignore[attr-defined]
    dialog.show_button.click()  # type: ignore[attr-defined]
    assert tab.turning.period.label == "2026-05-15..2026-06-01"
    assert tab.toolbar.lengths.place == 3
    assert tab.toolbar.stepper.middle.text() == "15 May to 1 Jun 2026"


def test_taking_dates_back_leaves_the_period_chosen(tab: KpisTab) -> None:
    tab.toolbar.lengths.segments[3].click()
    assert tab.dialogs.now is not None
    tab.dialogs.now.reject()
    assert (tab.turning.period, tab.toolbar.lengths.place) == (QUARTER, 0)


def test_a_specialist_has_their_own_figures_and_no_target(tab: KpisTab, demo: Desk) -> None:
    scope = next(one for one in demo.scorecards.scopes() if one.whose is Whose.SPECIALIST)
    tab.toolbar.scope.box.line.setText(scope.name[:6])
    tab.toolbar.scope.box.line.editingFinished.emit()
    assert tab.scope == scope
    line = demo.scorecards.line("jobs.started", QUARTER, scope)
    assert said(tab, "jobs.started", Of.MEASURE) == f"Job starts: {line.shown}, jobs; no target"
    behind(tab, "fidelity.score")
    assert tab.drill.no_rows.text().startswith("Not counted per specialist")


def test_turning_back_asks_nothing_and_a_change_drops_everything(tab: KpisTab, demo: Desk) -> None:
    asked: list[str] = []
    ask = demo.scorecards.line

    def noted(key: str, *given: object) -> object:
        asked.append(key)
        return ask(key, *given)  # type: ignore[arg-type]

    demo.scorecards.line = noted  # type: ignore[method-assign, assignment]
    tab.go_back()
    assert asked[-1] == "permitted.weeks"  # the slowest comes last
    assert len(set(asked)) == len(asked) == len(MEASURES)
    tab.go_on()
    assert len(asked) == len(MEASURES)
    demo.changes.announce(frozenset({"hours"}))
    tab.refresh()
    assert len(asked) == 2 * len(MEASURES)


def test_the_tab_listens_to_every_kind_of_record() -> None:
    kept_apart = {"restriction", "cover"}  # whose rows may be named follows from these
    assert KpisTab.listens_to == {model.family.kind for model in FAMILIES} | kept_apart


def test_old_figures_stand_in_for_a_moment_and_say_so(tab: KpisTab, demo: Desk) -> None:
    model = tab.page.model
    model.turn_to(parse_period("2026-27 Q1"), tab.scope)
    cell = model.index(next(at for at, row in enumerate(model.rows) if row.key == "jobs.started"), Of.FIGURE)
    assert (cell.data(), said(tab, "jobs.started", Of.FIGURE)) == ("4", "Job starts: being counted")
    model.let_go()
    assert (cell.data(), said(tab, "jobs.started", Of.FIGURE)) == ("", "Job starts: being counted")
    model.take([demo.scorecards.line("jobs.started", model.period)])
    assert (cell.data(), said(tab, "jobs.started", Of.FIGURE)) == ("6", "Job starts, Figure: 6, jobs")


def test_in_the_background_lines_come_one_by_one_and_what_is_not_wanted_is_not_counted(
    demo: Desk, theme: Theme, settings: QSettings, qtbot: QtBot, background: Background
) -> None:
    tab = opened_tab(qtbot, theme, background.run_in_background, demo, settings)
    heard = Heard(tab)
    tab.refresh()
    assert said(tab, "jobs.started", Of.MEASURE) == "Job starts: being counted"
    qtbot.waitUntil(lambda: 0 < tab.reader.left < len(MEASURES) - 5)
    tab.go_back()
    tab.go_back()
    tab.go_back()
    assert "to go" in heard.context[-1]
    qtbot.waitUntil(lambda: len(heard.waiting) == 1, timeout=20_000)
    assert {line.period.label for line in tab.page.model.lines} == {"2025-26 Q3"}
    assert len(tab.page.model.lines) == len(MEASURES)
    qtbot.waitUntil(lambda: tab.drill.opened is not None)
    assert heard.context[-1] == "2025-26 Q3 · period ended on 31 December 2025"
    tab.leave()


# ---- keys -----------------------------------------------------------------------------------------


def test_keys_lead_from_a_figure_to_its_people(tab: KpisTab, demo: Desk) -> None:
    heard = Heard(tab)
    tab.scorecard.go_to("access.started")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(tab.scorecard, key)
    assert tab.drill.opened is not None
    assert tab.drill.opened.about.key == "access.started"
    assert QApplication.focusWidget() is tab.drill.rows
    tab.drill.rows.go_to_first()
    QTest.keyClick(tab.drill.rows, Qt.Key.Key_Down)
    QTest.keyClick(tab.drill.rows, Qt.Key.Key_Return)
    assert heard.people == [demo.cases.with_names("access.started", QUARTER)[1].client]


def test_what_lies_behind_follows_the_cursor_once_it_rests(tab: KpisTab) -> None:
    tab.scorecard.go_to("jobs.started")
    QTest.keyClick(tab.scorecard, Qt.Key.Key_Down)
    assert tab.drill.head.title.text() != "People who started a job"
    QTest.qWait(SETTLED)
    assert tab.drill.head.title.text() == "People who started a job"
    assert QApplication.focusWidget() is tab.scorecard


def test_arrows_pass_over_headings(tab: KpisTab) -> None:
    tab.scorecard.go_to("caseload.from_team")
    QTest.keyClick(tab.scorecard, Qt.Key.Key_Down)
    row = tab.scorecard.current_row()
    assert row is not None
    assert row.key == "search.days_to_employer"


@pytest.mark.parametrize(
    ("key", "label"), [(Qt.Key.Key_Left, "2026-27 Q1"), (Qt.Key.Key_Right, "2026-27 Q3")]
)
def test_alt_and_an_arrow_turn_the_period(tab: KpisTab, key: Qt.Key, label: str) -> None:
    tab.scorecard.setFocus()
    QTest.keyClick(tab.scorecard, key, Qt.KeyboardModifier.AltModifier)
    assert tab.turning.period.label == label


def test_where_it_is_narrow_the_rows_are_a_drawer(
    demo: Desk, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    tab = opened_tab(qtbot, theme, run_now, demo, settings, size=(1024, 600))
    tab.refresh()
    assert tab.drill.opened is None
    tab.scorecard.go_to("jobs.started")
    QTest.keyClick(tab.scorecard, Qt.Key.Key_Return)
    assert tab.page.panes.is_side_shown
    assert tab.drill.opened is not None
    QTest.keyClick(QApplication.focusWidget() or tab, Qt.Key.Key_Escape)
    assert not tab.page.panes.is_side_shown
    assert QApplication.focusWidget() is tab.scorecard


def test_copied_rows_are_text_with_heads(tab: KpisTab) -> None:
    behind(tab, "search.within_30_days")
    tab.drill.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["State", "Name", "Reference", "In the figure"]
    assert lines[1].split("\t") == ["Counted", "Zora Bramble", "C24-1", "yes"]
    assert tab.drill.outcome.words.text() == "Copied, for Excel."


def test_the_search_finds_measures(tab: KpisTab) -> None:
    found = tab.find("employ rate")
    assert [one.words for one in found] == ["Employment rate"]
    tab.turn_charts()
    found[0].go()
    row = tab.scorecard.current_row()
    assert row is not None
    assert row.key == "jobs.employment_rate"
    assert not tab.page.shows_charts


# ---- the window's demands -------------------------------------------------------------------------


def test_its_lines_stand_beside_those_of_the_hours(tab: KpisTab) -> None:
    both: list[Any] = [HoursTab, KpisTab]  # the tables are the classes'
    assert not list(mistakes(table_of(both)))
    Actions(tab._theme, KpisTab.actions_table, tab.doers(), tab)


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("shade", [Shade.LIGHT, Shade.DARK])
def test_nothing_is_unnamed_small_cut_or_out_of_reach(
    tab: KpisTab, theme: Theme, size: int, shade: Shade
) -> None:
    theme.choose(shade, size)
    behind(tab, "search.days_to_employer")
    for _ in range(2):
        QTest.qWait(20)
        assert not [*unnamed(tab), *too_small(tab), *out_of_keyboards_reach(tab), *cut(tab)]
        tab.turn_charts()
    for ask in (tab.ask_dates, tab.save_return):
        ask()
        dialog = tab.dialogs.now
        assert dialog is not None
        QTest.qWait(20)
        assert not [*unnamed(dialog), *too_small(dialog), *out_of_keyboards_reach(dialog), *cut(dialog)]
        dialog.reject()
