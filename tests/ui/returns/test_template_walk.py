"""A commissioner's own workbook mapped and filled with nothing but keys; what is refused, and how."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.exchange.encrypted import encrypt
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.return_templates import MappedCell
from ipsdesk.ui.background import run_now
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.printing import PrintPreview
from ipsdesk.ui.returns.template_dialog import CELLS, DAYS, FORM, SAVE, FillForm
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.reports.commissioner_forms import styled_form, with_part
from tests.services.hours_books import a_unit_at_work
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import copy_unit, sit_down

APRIL, WINTER = date(2026, 4, 24), parse_period("2025-26 Q4")
PEOPLE = "People in permitted work"
MOST_KEYS = 60


class Walk:
    """Somebody with nothing but keys."""

    def __init__(self, person: AtTheWindow) -> None:
        self.person = person

    @property
    def dialog(self) -> FillForm:
        return next(one for one in self.person.window.findChildren(FillForm) if one.isVisible())

    def comes_to(self, step: int) -> None:
        self.person.wait(lambda: self.dialog.at == step and not self.dialog.is_working)
        self.dialog.activateWindow()  # a desktop would do so
        self.person.wait(self.dialog.isActiveWindow)

    def tab_to(self, wanted: QWidget) -> None:
        for _ in range(MOST_KEYS):
            focus = QApplication.focusWidget()
            if focus is not None and (focus is wanted or wanted.isAncestorOf(focus)):
                return
            self.person.press(Key.Key_Tab)
        raise AssertionError(f"Tab does not come to {wanted.accessibleName()}")

    def stands_at(self, wanted: QWidget) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is wanted or wanted.isAncestorOf(focus))

    def go_on(self, to: int) -> None:
        self.tab_to(self.dialog.next)
        self.person.press(Key.Key_Return)
        self.comes_to(to)

    def put_in(self, what: str) -> None:
        """What goes into the cell under the cursor; Enter in the field beside puts it in."""
        cells = self.dialog.cells
        self.person.wait(lambda: self.stands_at(cells.what))
        self.person.press(what, Key.Key_Tab, Key.Key_Return)
        self.person.wait(lambda: self.stands_at(cells.grid))


def test_a_form_is_mapped_and_filled_by_keyboard(
    qtbot: QtBot, theme: Theme, own_unit: Path, tmp_path: Path
) -> None:
    form = styled_form(tmp_path / "form.xlsx")
    unit = copy_unit(own_unit, tmp_path / "Larkrise.ipsdesk")
    person = AtTheWindow(qtbot, theme, tmp_path, APRIL)
    person.sign_in(unit)
    page = person.window.page
    assert page is not None
    page.go_to(next(tab for tab in page.tabs if tab.title == "KPIs"))
    person.wait(lambda: not person.background.busy)
    page.actions_table["kpis-form"].trigger()
    walk = Walk(person)
    walk.comes_to(FORM)
    person.wait(lambda: walk.stands_at(walk.dialog.form.form))
    person.press("A new form")
    walk.tab_to(walk.dialog.form.file)
    person.press(str(form), Key.Key_Return)
    walk.comes_to(CELLS)
    map_two(walk)
    walk.go_on(DAYS)
    walk.go_on(SAVE)
    walk.tab_to(walk.dialog.save.file)
    walk.dialog.save.file.line.selectAll()
    person.press(str(tmp_path / "Filled.xlsx"))
    walk.tab_to(walk.dialog.next)
    person.press(Key.Key_Return)
    person.wait((tmp_path / "Filled.xlsx").is_file)
    person.wait(lambda: walk.dialog.next.text() == "Close" and not walk.dialog.is_working)
    person.press(Key.Key_Return)
    person.wait(lambda: not any(one.isVisible() for one in person.window.findChildren(FillForm)))
    person.leave()
    sheet: Any = load_workbook(tmp_path / "Filled.xlsx")["Return"]
    with sit_down(unit, APRIL) as desk:
        assert {one.words for one in desk.return_forms.list()[0].cells} == {
            "Period",
            PEOPLE,
        }
    assert (sheet["B3"].value, sheet["B7"].value) == ("2025-26 Q4", 3)


def map_two(walk: Walk) -> None:
    """One cell come to with the arrows, one by its address; a third is taken out again."""
    person, cells = walk.person, walk.dialog.cells
    person.wait(lambda: walk.stands_at(cells.grid))
    person.press(*[Key.Key_Down] * 6, Key.Key_Right)
    assert cells.grid.address == "B7"
    person.press(Key.Key_Return)
    walk.put_in(PEOPLE)
    walk.tab_to(cells.cell)
    person.press("b3", Key.Key_Return)
    walk.put_in("Period")
    assert cells.grid.address == "B3"
    person.press(Key.Key_Up, Key.Key_Return)
    walk.put_in("Name of the unit")
    assert len(cells.cells) == 3
    person.press(Key.Key_Delete)
    assert [one.cell for one in cells.cells] == ["B7", "B3"]


# ---- in the window alone ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def own_unit(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed unit with three people in permitted work that keeps a form."""
    folder = tmp_path_factory.mktemp("forms")
    unit = copy_unit(empty_unit, folder / "Own.ipsdesk")
    content = styled_form(folder / "form.xlsx").read_bytes()
    cells = (
        MappedCell("Return", "B7", "permitted.people"),
        MappedCell("Equality", "B2", "profile.gender", band="female"),
    )
    with sit_down(unit, APRIL) as desk:
        a_unit_at_work(desk, folder)
        desk.return_forms.keep("Our ICB", content, cells)
    return unit


@pytest.fixture
def own(own_unit: Path, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(copy_unit(own_unit, tmp_path / "Own.ipsdesk"), APRIL) as desk:
        yield desk


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, own: Desk, settings: QSettings) -> FillForm:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    dialog = FillForm(AtDesk(theme, run_now, own, settings, page), WINTER)
    dialog.open()
    return dialog


def said(dialog: FillForm) -> str:
    """Everything on the step that is on screen."""
    words = (label.text() for label in dialog.steps.page.findChildren(QLabel) if label.isVisible())
    return "\n".join(words).replace("\u200b", "")


def come_to(dialog: FillForm, step: int) -> FillForm:
    while dialog.at < step:
        dialog.next.click()
    return dialog


def test_a_new_workbook_for_a_form_that_is_kept_says_which_sheet_is_gone(
    dialog: FillForm, own: Desk, tmp_path: Path
) -> None:
    book = load_workbook(styled_form(tmp_path / "next.xlsx"))
    del book["Equality"]
    book.save(tmp_path / "next.xlsx")
    dialog.form.file.show_value(str(tmp_path / "next.xlsx"))
    come_to(dialog, CELLS).next.click()
    assert dialog.at == CELLS
    assert "The workbook has no sheet Equality." in said(dialog)
    dialog.cells.lines.opened.emit(dialog.cells.lines.lines[0].about)  # takes out what has no sheet any more
    come_to(dialog, DAYS)
    (kept,) = own.return_forms.list()
    assert [one.cell for one in kept.cells] == ["B7"]


def bad_workbooks(folder: Path) -> Iterator[tuple[str, str]]:
    """Files that are no form, and what is said of each."""
    form = styled_form(folder / "form.xlsx")
    yield str(folder / "none.xlsx"), "There is no file none.xlsx."
    yield "form.xlsx", "Give the whole path of the file"
    macros = with_part(form, "xl/vbaProject.bin", b"code").rename(folder / "macros.xlsx")
    yield str(macros), "has macros"
    links = with_part(form, "xl/externalLinks/externalLink1.xml", b"<x/>").rename(folder / "links.xlsx")
    yield str(links), "has links to other files"
    (folder / "cut.xlsx").write_bytes(form.read_bytes()[:900])
    yield str(folder / "cut.xlsx"), "damaged"
    (folder / "locked.xlsx").write_bytes(encrypt(form.read_bytes(), "lantern harbour"))
    yield str(folder / "locked.xlsx"), "has a password"


def test_a_workbook_that_cannot_be_a_form_says_why(dialog: FillForm, tmp_path: Path) -> None:
    for path, words in bad_workbooks(tmp_path):
        dialog.form.file.show_value(path)
        dialog.next.click()
        assert dialog.at == FORM
        assert words in said(dialog)


def test_a_cell_that_holds_a_formula_is_not_taken(dialog: FillForm) -> None:
    cells = come_to(dialog, CELLS).cells
    cells.grid.go_to("D6")
    cells.what.show_value("jobs.people")
    cells.put.click()
    assert len(cells.cells) == 2
    assert "holds a formula" in cells.rows["cell"].findChildren(QLabel)[-1].text()


def test_what_was_mapped_outlasts_a_lock(
    dialog: FillForm, own: Desk, tmp_path: Path, theme: Theme, settings: QSettings
) -> None:
    assert dialog.drafts() == ()
    dialog.form.form.show_value("")
    dialog.form.file.show_value(str(styled_form(tmp_path / "new.xlsx")))
    cells = come_to(dialog, CELLS).cells
    cells.grid.go_to("B6")
    cells.what.show_value("access.started")
    cells.put.click()
    (note,) = dialog.drafts()
    page = dialog.parentWidget()
    assert page is not None
    dialog.done(0)
    at = AtDesk(theme, run_now, own, settings, page)
    again = FillForm(at, WINTER, json.loads(json.dumps(note.content)))
    again.open()
    assert again.at == CELLS
    assert [one.words for one in again.cells.cells] == ["People started"]
    come_to(again, DAYS)
    assert [one.name for one in own.return_forms.list()] == ["new", "Our ICB"]
    assert again.drafts() == ()


def test_a_target_that_is_open_or_read_only_is_told_apart(dialog: FillForm, tmp_path: Path) -> None:
    come_to(dialog, SAVE)
    path = tmp_path / "Out.xlsx"
    dialog.save.file.show_value(str(path))
    path.write_bytes(b"x")
    dialog.next.click()
    assert "There is Out.xlsx already." in dialog.save.outcome.words.text().replace("\u200b", "")
    (tmp_path / "~$Out.xlsx").write_bytes(b"")
    dialog.next.click()
    assert "is open in Excel or another program" in said(dialog)
    (tmp_path / "~$Out.xlsx").unlink()
    dialog.save.file.show_value(str(tmp_path / "nowhere" / "Out.xlsx"))
    dialog.next.click()
    assert "There is no folder nowhere" in said(dialog)
    if os.geteuid():  # root writes where it likes
        (tmp_path / "shut").mkdir(mode=0o500)
        dialog.save.file.show_value(str(tmp_path / "shut" / "Out.xlsx"))
        dialog.next.click()
        assert "read-only" in said(dialog)
    dialog.save.file.show_value(str(path))
    dialog.next.click()
    dialog.next.click()
    assert load_workbook(path).sheetnames == ["Return", "Equality", "Table"]


def test_a_profile_shows_what_it_keeps_back(dialog: FillForm) -> None:
    come_to(dialog, SAVE)
    dialog.save.profiles.choose(Profile.OPEN)
    assert dialog.save.hidden.isVisible()
    values = {line.title: line.aside for line in dialog.save.values.lines}
    assert values[PEOPLE] == "* · B7"


def test_a_form_is_taken_away_when_asked_twice(dialog: FillForm, own: Desk) -> None:
    dialog.form.forget.click()
    assert len(own.return_forms.list()) == 1
    dialog.form.forget.click()
    assert own.return_forms.list() == ()
    assert not dialog.form.rows["form"].isVisible()


@pytest.mark.parametrize("text", [100, 200])
def test_every_step_can_be_used_by_keyboard_and_ear(dialog: FillForm, theme: Theme, text: int) -> None:
    theme.choose(Shade.LIGHT, text)
    dialog.resize(1280, 700)
    for step in (FORM, CELLS, DAYS, SAVE):
        come_to(dialog, step)
        QApplication.processEvents()
        faults = [*unnamed(dialog), *too_small(dialog), *out_of_keyboards_reach(dialog), *cut(dialog)]
        assert (step, faults) == (step, [])


def test_the_quarter_for_the_wall_is_shown_and_noted(
    qtbot: QtBot, theme: Theme, own: Desk, settings: QSettings, tmp_path: Path
) -> None:
    from ipsdesk.ui.kpis.tab_dialogs import KpisDialogs

    page = QWidget()
    qtbot.addWidget(page)
    KpisDialogs(AtDesk(theme, run_now, own, settings, page)).print_wall(WINTER)
    (preview,) = page.findChildren(PrintPreview)
    assert preview.pages.count == 1
    assert "From January to March 2026" in preview.pages.said
    preview.sending.save_to(str(tmp_path / "wall.pdf"))
    assert (tmp_path / "wall.pdf").read_bytes().startswith(b"%PDF")
    (line, *_) = own.trail.gone_out()
    assert (line.what, line.how, line.filter) == ("Our winter 2026", "saved as PDF", "2025-26 Q4, open")
    assert line.sha256
