"""By keyboard alone: a file audit from the draw through its checklist and a finding to the re-audit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.services.file_audit_checks import KEYS
from ipsdesk.services.file_audit_reading import AuditLine, FileSeen
from ipsdesk.services.roles import Actor, Role
from ipsdesk.ui.background import run_now
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.printing import PrintPreview
from ipsdesk.ui.team.audit_trend import AuditTrendDialog
from ipsdesk.ui.team.audit_view import AuditView
from ipsdesk.ui.team.tab import TeamTab
from ipsdesk.ui.theme import Theme
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import TODAY, copy_unit, rows_of, sit_down

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Walk:
    """One person at the keyboard, on the part of file audits."""

    def __init__(self, person: AtTheWindow, unit: Path) -> None:
        self.person = person
        person.sign_in(unit)
        person.press(Key.Key_8, with_=CTRL)
        self.settle()
        for _ in range(12):
            if isinstance(self.inside.view, AuditView):
                break
            person.press(Key.Key_PageDown, with_=CTRL | SHIFT)
            self.settle()
        person.wait(lambda: self.view.page is not None)

    @property
    def inside(self) -> Any:
        """What lies on the tab."""
        page = self.person.window.page
        assert page is not None
        tab = page.current_tab()
        assert isinstance(tab, TeamTab)
        return tab.inside

    @property
    def view(self) -> AuditView:
        """The part."""
        view = self.inside.view
        assert isinstance(view, AuditView)
        return view

    def settle(self) -> None:
        """Until everything is written and read."""
        self.person.wait(lambda: not self.person.background.busy)

    def until(self, is_so: Callable[[FileSeen], bool]) -> None:
        """Until the chosen file is so."""
        self.person.wait(lambda: self.view.chosen is not None and is_so(self.view.chosen))
        self.settle()

    def dialog(self, kind: type[QDialog]) -> Any:
        """The dialog that is open and has the keyboard."""
        found: list[Any] = []

        def is_ready() -> bool:
            found[:] = [one for one in self.person.window.findChildren(kind) if one.isVisible()]
            if not found:
                return False
            found[0].activateWindow()  # a desktop would do so
            form = getattr(found[0], "form", found[0])
            return form is not None and form.isAncestorOf(QApplication.focusWidget() or found[0])

        self.person.wait(is_ready)
        return found[0]

    def gone(self, kind: type[QDialog]) -> None:
        """Until no such dialog is open and the window has the keyboard again."""
        window = self.person.window
        self.person.wait(lambda: not any(one.isVisible() for one in window.findChildren(kind)))
        window.activateWindow()
        self.person.wait(window.isActiveWindow)
        self.settle()

    def fill_in(self, **typed: str) -> None:
        """Words in the fields of the small dialog that is open, then Ctrl+S."""
        dialog = self.dialog(StepDialog)
        for name, words in typed.items():
            dialog.form.go_to(name)
            self.person.press(Key.Key_A, with_=CTRL)
            self.person.press(words)
        self.person.press(Key.Key_S, with_=CTRL)
        self.gone(StepDialog)

    def tab_to(self, widget: QWidget) -> None:
        """Tab until it has the keyboard."""
        for _ in range(40):
            if QApplication.focusWidget() is widget:
                return
            self.person.press(Key.Key_Tab)
        raise AssertionError(f"Tab does not come to {widget.accessibleName() or widget}")

    def press_button(self, button: Any) -> None:
        """Tab to it, Enter."""
        self.person.wait(button.isVisible)
        self.tab_to(button)
        self.person.press(Key.Key_Return)

    @property
    def audit(self) -> AuditLine:
        """The audit on screen."""
        assert self.view.page is not None
        assert self.view.page.chosen is not None
        return self.view.page.chosen

    def open_file(self, place: int) -> None:
        """Go to a file of the list, and Enter to its checklist."""
        self.settle()
        self.tab_to(self.view.list.view)
        self.person.press(Key.Key_Home, with_=CTRL)
        self.person.press(*[Key.Key_Down] * place, Key.Key_Return)
        self.person.wait(lambda: QApplication.focusWidget() is self.view.checks.lines)
        self.until(lambda file: file.id == self.view.list.model.shown[place].id)

    def answer(self, place: int, first: str) -> None:
        """The first check so, the others not applicable; a finding where the first is a no."""
        person = self.person
        self.open_file(place)
        assert self.view.checks.lines.lines[0].said.startswith("Referral. Records say")
        person.press(first)
        for _ in KEYS[1:]:
            person.press(Key.Key_Down, "a")
        self.until(lambda file: file.answered == len(KEYS))
        if first == "n":
            person.press("f")
            self.fill_in(finding="Find out who referred and write it in")
            self.until(lambda file: file.is_to_put_right)
        person.press(Key.Key_Escape)
        person.wait(lambda: QApplication.focusWidget() is self.view.list.view)


@pytest.fixture
def walk(qtbot: QtBot, theme: Theme, tmp_path: Path, demo_unit: Path) -> Walk:
    return Walk(AtTheWindow(qtbot, theme, tmp_path, TODAY), copy_unit(demo_unit, tmp_path / "Demo.ipsdesk"))


def test_a_file_audit_from_draw_to_re_audit(walk: Walk, tmp_path: Path) -> None:
    person = walk.person
    person.press("N", with_=CTRL | SHIFT)
    walk.fill_in(each="1", note="Monthly")
    person.wait(lambda: walk.audit.on == TODAY)
    audit, files = walk.audit.id, len(walk.view.rows)
    for place in range(files):
        walk.answer(place, "n" if place == 0 else "y")

    walk.press_button(walk.view.bar.complete)
    person.wait(lambda: walk.audit.completed_on == TODAY)
    walk.open_file(0)
    person.press("y")  # nothing is answered any more
    walk.press_button(walk.view.right)
    walk.fill_in()
    walk.until(lambda file: file.put_right_on == TODAY)
    walk.press_button(walk.view.again)
    walk.fill_in(result="put right")
    walk.until(lambda file: file.result == "put right")

    walk.press_button(walk.view.bar.paper)
    person.wait(walk.view.bar.menu.isVisible)
    QTest.keyClick(walk.view.bar.menu, Key.Key_Return)
    walk.dialog(PrintPreview)
    person.press(Key.Key_Escape)
    walk.gone(PrintPreview)
    person.leave()
    with sit_down(tmp_path / "Demo.ipsdesk") as desk:
        day = TODAY.isoformat()
        kept = f"SELECT completed_on, note FROM file_audits WHERE id = {audit}"
        assert rows_of(desk, kept) == [(day, "Monthly")]
        (first, *others) = rows_of(
            desk, "SELECT referral, plan, finding IS NULL, put_right_on, again_on, result "
                  f"FROM audited_files WHERE audit_id = {audit} ORDER BY id"
        )  # fmt: skip
        assert first == ("no", "not applicable", 0, day, day, "put right")
        assert others == [("yes", "not applicable", 1, None, None, None)] * (files - 1)


@pytest.fixture
def view(demo: Desk, theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[..., AuditView]]:
    """The part of an account, alone in a window."""
    made: list[AuditView] = []

    def make(role: Role = Role.MANAGER, account: int = 1) -> AuditView:
        space = replace(demo.workspace, actor=Actor(account, "Somebody", role))
        demo.workspace = space
        for name in ("file_audits", "audited_files", "editing"):
            demo.__dict__.pop(name, None)
        settings = QSettings(str(tmp_path / "audit.ini"), QSettings.Format.IniFormat)
        page = QWidget()
        qtbot.addWidget(page)
        found = AuditView(AtDesk(theme, run_now, demo, settings, page))
        qtbot.addWidget(found)
        found.resize(1366, 700)
        found.show()
        found.refresh()
        made.append(found)
        return found

    yield make
    for one in made:
        one.leave()


def test_who_only_reads_answers_nothing_and_prints(view: Callable[..., AuditView]) -> None:
    part = view(Role.PRACTITIONER, 99)
    told: list[str] = []
    part.told.connect(lambda words, _refused: told.append(words))
    part.list.view.setCurrentIndex(part.list.model.index(0, part.list.columns.first_shown()))
    part.panes.go_to_side()
    QTest.keyClicks(part.checks.lines, "n")
    assert told == ["A lead or a manager answers the checks. Nothing was changed."]
    shown = {
        button.text() for button in (part.open, part.finding, part.note, part.instead) if button.isVisible()
    }
    assert shown == {"Open record"}
    assert not part.bar.complete.isVisible()
    assert not part.bar.reopen.isVisible()


def test_a_line_of_today_turns_to_the_audit_of_its_file(view: Callable[..., AuditView]) -> None:
    part = view()
    assert part.page is not None
    older = part.page.audits[-1]
    ((file,),) = [(one.id,) for one in part._at.desk.file_audits.page(older.id).files[1:2]]
    part.show_record(file)
    assert part.audit == older.id
    assert part.chosen is not None
    assert part.chosen.id == file


@pytest.mark.parametrize("size", [100, 200])
def test_part_and_trend_can_be_used_by_keyboard_and_ear(
    view: Callable[..., AuditView], theme: Theme, qtbot: QtBot, size: int
) -> None:
    theme.choose(None, size)
    part = view()
    part.list.view.setCurrentIndex(part.list.model.index(0, part.list.columns.first_shown()))
    part.panes.go_to_side()
    qtbot.waitUntil(lambda: [*unnamed(part), *too_small(part), *out_of_keyboards_reach(part)] == [])
    part.bar.trend.click()
    (dialog,) = part._at.page.findChildren(AuditTrendDialog)
    qtbot.waitUntil(
        lambda: [*unnamed(dialog), *too_small(dialog), *out_of_keyboards_reach(dialog), *cut(dialog)] == []
    )
    sentence = dialog.chart.data.sentence
    assert "checks answered yes or no were yes" in sentence
    assert "No audit in" in sentence
    people = dialog.whose._names
    dialog.whose.step(1)
    assert len(people) > 1
    assert dialog.chart.data.sentence != sentence
    dialog.reject()
