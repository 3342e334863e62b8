"""The wizard of the return: its steps, what it keeps, what it refuses, what goes out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.exchange.encrypted import decrypt, is_encrypted
from ipsdesk.reports.return_files import return_files
from ipsdesk.reports.return_submitting import submit_workbook
from ipsdesk.rules.disclosure import WITHHELD, Profile
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.submissions_kept import Form
from ipsdesk.ui.background import run_now
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.returns.readiness_dialog import ReadinessDialog
from ipsdesk.ui.returns.wizard import CLOSE, NEXT, READY, SAVE, SUBMIT, TOLD, WHOM, ReturnWizard
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import SAMPLES, bring_in, copy_unit, sit_down

TODAY = date(2026, 11, 22)
Q1, Q2, Q3 = (parse_period(f"2026-27 Q{number}") for number in (1, 2, 3))


@pytest.fixture(scope="module")
def own_unit(demo_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed unit with many records that has submitted its first quarter."""
    unit = copy_unit(demo_unit, tmp_path_factory.mktemp("returns") / "Own.ipsdesk")
    with sit_down(unit) as desk:
        draft = desk.submissions.begin(Q1)
        desk.submissions.narrate(draft, "Paid work", "Six jobs began.")
        files = [
            one for one in return_files(desk, desk.submissions.draft(draft)) if one.form is Form.WORKBOOK
        ]
        assert desk.submissions.submit(draft, files) == 1
    return unit


@pytest.fixture
def own(own_unit: Path, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(copy_unit(own_unit, tmp_path / "Own.ipsdesk")) as desk:
        yield desk


class Opened:
    """The wizard over a page, and what is pressed in it."""

    def __init__(self, qtbot: QtBot, theme: Theme, desk: Desk, settings: QSettings) -> None:
        self.page = QWidget()
        qtbot.addWidget(self.page)
        self.page.resize(1366, 768)
        self.page.show()
        self.at = AtDesk(theme, run_now, desk, settings, self.page)

    def wizard(self, period: str = "2026-27 Q2") -> ReturnWizard:
        wizard = ReturnWizard(self.at, parse_period(period))
        wizard.open()
        return wizard


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, own: Desk, settings: QSettings) -> Opened:
    return Opened(qtbot, theme, own, settings)


def come_to(wizard: ReturnWizard, step: int) -> ReturnWizard:
    while wizard.at < step:
        wizard.next.click()
    return wizard


def saved(wizard: ReturnWizard, path: Path) -> ReturnWizard:
    come_to(wizard, SAVE)
    wizard.save.file.show_value(str(path))
    for box in wizard.save.boxes.values():
        box.setChecked(False)
    wizard.next.click()
    return wizard


def problem(wizard: ReturnWizard) -> str:
    return plain("\n".join(label.text() for label in wizard.steps.page.summary.findChildren(QLabel)))


def plain(words: str) -> str:
    """Without the places where a long name may break."""
    return words.replace("\u200b", "")


# ---- the way --------------------------------------------------------------------------------------


@pytest.mark.skipif(not SAMPLES.exists(), reason="the shared samples are not beside this checkout")
def test_what_is_withheld_beside_a_return_that_is_out_is_named(
    qtbot: QtBot, theme: Theme, empty_unit: Path, settings: QSettings, tmp_path: Path
) -> None:
    with sit_down(copy_unit(empty_unit, tmp_path / "Sample.ipsdesk")) as desk:
        assert bring_in(desk, SAMPLES / "oak-unit.xlsx").written
        submit_workbook(desk, Q1, Profile.COMMISSIONER, tmp_path / "Q1.xlsx")
        wizard = come_to(Opened(qtbot, theme, desk, settings).wizard(), WHOM)
        assert "because hidden numbers could be worked out of this return and others: Gender." in plain(
            wizard.whom.outcome.text()
        )
        assert "held against 2026-27 Q1" in wizard.whom.deduced.words.text()
        lines = {line.title: line for line in wizard.whom.panel.model.rows}
        assert lines["Gender: male"].read == WITHHELD


def test_a_form_opened_on_the_way_takes_its_line_from_the_list(opened: Opened, own: Desk) -> None:
    wizard = come_to(opened.wizard(), READY)
    item = next(one for one in own.readiness.of(Q2).items if one.title == "Religion")
    many = len(wizard.ready.list.panel.model.shown)
    wizard.ready.list.open(item)
    (dialog,) = wizard.findChildren(RecordDialog)
    assert dialog.form is not None
    dialog.form.rows["religion"].editor.show_value("no religion")
    dialog.next.click()
    assert len(wizard.ready.list.panel.model.shown) == many - 1
    assert wizard.at == READY


def test_last_time_s_words_and_what_changed_stand_beside(opened: Opened, own: Desk) -> None:
    wizard = come_to(opened.wizard(), TOLD)
    wizard.told.go_to(3)
    assert wizard.told.last.text() == "Six jobs began."
    wizard.told.begin_with.click()
    sentence = "Job starts: 4, 2 fewer than in 2026-27 Q1 (6)."
    lines = wizard.told.moved.model_of_lines.lines
    assert lines[0].title == sentence
    wizard.told.moved.opened.emit(lines[0].about)
    wizard.told.go_to(4)
    (draft,) = [one for one in own.submissions.list() if one.number is None]
    assert own.submissions.draft(draft.id).narratives == {"Paid work": f"Six jobs began. {sentence}"}


def test_words_that_tell_what_a_profile_keeps_back_are_settled_first(opened: Opened, own: Desk) -> None:
    wizard = come_to(opened.wizard(), TOLD)
    wizard.told.show_typed("Paid work", "Well. Job starts: 4, 2 fewer than in 2026-27 Q1 (6).")
    come_to(wizard, WHOM)
    assert not wizard.whom.tells.isVisible()
    wizard.whom.profiles.choose(Profile.OPEN)
    assert wizard.whom.take_out.isVisible()
    lines = {line.title: line for line in wizard.whom.panel.model.rows}
    assert (lines["Job starts"].counted, lines["Job starts"].read) == ("4", "*")
    assert lines["People served"].read == "30"
    assert "held against 2026-27 Q1" in wizard.whom.deduced.words.text()
    wizard.next.click()
    assert wizard.at == WHOM
    wizard.whom.take_out.click()
    wizard.next.click()
    assert wizard.at == SAVE
    (draft,) = [one for one in own.submissions.list() if one.number is None]
    assert own.submissions.draft(draft.id).narratives == {"Paid work": "Well."}
    assert draft.profile is Profile.OPEN


def test_it_is_saved_with_a_password_and_submitted(opened: Opened, own: Desk, tmp_path: Path) -> None:
    wizard = come_to(opened.wizard(), SAVE)
    wizard.save.choice.choose(0)
    assert wizard.save.covers.isVisible()
    for row in (wizard.save.password, wizard.save.again):
        row.show_value(wizard.save.offered.text())
    secret = wizard.save.secret
    wizard.save.file.show_value(str(tmp_path / "Return.xlsx"))
    wizard.next.click()
    content = (tmp_path / "Return.xlsx").read_bytes()
    assert is_encrypted(content)
    assert load_workbook(BytesIO(decrypt(content, secret))).sheetnames[0] == "Cover"
    assert (tmp_path / "Return.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "Return.docx").read_bytes().startswith(b"PK")
    assert wizard.next.text() == NEXT
    come_to(wizard, SUBMIT)
    wizard.next.click()
    assert wizard.submit.outcome.words.text().startswith("Submitted as number 2.")
    kept = {file.name: file.content for file in own.submissions.files(2)}
    assert kept == {
        name: (tmp_path / name).read_bytes() for name in ("Return.xlsx", "Return.docx", "Return.pdf")
    }
    assert own.submissions.draft(own.submissions.list()[0].id).readiness["wanted"] > 2_000
    assert (wizard.next.text(), wizard.back.isVisible(), wizard.drafts()) == (CLOSE, False, ())


# ---- coming back ----------------------------------------------------------------------------------


def test_a_draft_is_gone_on_with(opened: Opened) -> None:
    wizard = come_to(opened.wizard(), TOLD)
    wizard.told.show_typed("risks", "A ward may close.")
    come_to(wizard, WHOM)
    wizard.whom.profiles.choose(Profile.OPEN)
    wizard.reject()
    again = opened.wizard()
    assert "You began a draft of it" in again.period.earlier.findChildren(QLabel)[-1].text()
    come_to(again, TOLD)
    assert again.told.texts == {"risks": "A ward may close."}
    assert again.whom.profile is Profile.OPEN


def test_what_is_typed_when_the_unit_is_locked_comes_back_at_its_part(opened: Opened) -> None:
    wizard = come_to(opened.wizard(), TOLD)
    wizard.told.go_to(10)
    wizard.told.text.show_typed("A ward may")
    (note,) = wizard.drafts()
    assert note.words == "the return of 2026-27 Q2"
    wizard.deleteLater()
    back = ReturnWizard(opened.at, Q3, note.content)
    back.open()
    assert (back.at, back.told.part.key, back.told.text.typed()) == (TOLD, "risks", "A ward may")
    assert back.period.period == Q2


# ---- what is refused ------------------------------------------------------------------------------


def test_a_period_that_goes_on_is_provisional_and_not_submitted(opened: Opened, tmp_path: Path) -> None:
    wizard = opened.wizard("2026-27 Q3")
    assert "31 December 2026" in wizard.period.provisional.words.text()
    come_to(saved(wizard, tmp_path / "Return.xlsx"), SUBMIT)
    assert "goes on until 31 December 2026" in wizard.submit.outcome.words.text()
    assert wizard.next.text() == CLOSE


def test_a_file_is_replaced_when_asked_and_open_in_excel_is_told_from_read_only(
    opened: Opened, own: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard = saved(opened.wizard(), tmp_path / "nowhere" / "Return.xlsx")
    assert "There is no folder nowhere" in problem(wizard)
    path = tmp_path / "Return.xlsx"
    path.write_text("mine")
    (tmp_path / "~$Return.xlsx").write_text("")
    wizard.save.file.show_value(str(path))
    wizard.next.click()
    assert "There is Return.xlsx already." in plain(wizard.save.outcome.words.text())
    wizard.next.click()
    assert "open in Excel or another program" in problem(wizard)
    (tmp_path / "~$Return.xlsx").unlink()

    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refused)
    wizard.next.click()
    assert "open in Excel or another program" in problem(wizard)
    monkeypatch.setattr(os, "access", lambda *_: False)
    wizard.next.click()
    assert "marked as read-only" in problem(wizard)
    monkeypatch.setattr("tempfile.mkstemp", refused)
    wizard.next.click()
    assert "the folder" in problem(wizard)
    assert "is read-only" in problem(wizard)
    assert path.read_text() == "mine"
    monkeypatch.undo()
    wizard.next.click()
    assert load_workbook(path).sheetnames[0] == "Cover"


def test_an_empty_unit_says_so_and_nothing_breaks(
    qtbot: QtBot, theme: Theme, desk: Desk, settings: QSettings, tmp_path: Path
) -> None:
    wizard = Opened(qtbot, theme, desk, settings).wizard()
    come_to(wizard, READY)
    assert wizard.ready.list.filled.text() == "Nothing is recorded for these days yet"
    assert wizard.focusWidget() is wizard.next
    come_to(wizard, TOLD)
    assert wizard.told._since.text() == "No figure of this part moved."
    come_to(wizard, WHOM)
    assert wizard.whom.deduced.words.text() == "No figure is hidden for these days."
    come_to(saved(wizard, tmp_path / "Return.xlsx"), SUBMIT)
    assert wizard.next.text() == "Submit"


# ---- by ear and keyboard --------------------------------------------------------------------------


def test_every_step_can_be_used_by_keyboard_and_ear(opened: Opened, theme: Theme, tmp_path: Path) -> None:
    wizard = opened.wizard()
    for step in range(SUBMIT + 1):
        if step == SUBMIT:
            saved(wizard, tmp_path / "Return.xlsx")
        come_to(wizard, step)
        for text in (100, 200):
            theme.choose(Shade.LIGHT, text)
            QApplication.processEvents()
            found = [*unnamed(wizard), *too_small(wizard), *out_of_keyboards_reach(wizard), *cut(wizard)]
            assert found == [], (step, text)


def test_the_list_of_what_is_missing_shows_one_owner_s(opened: Opened, own: Desk) -> None:
    owner = own.readiness.of(Q2).items[0].owner
    dialog = ReadinessDialog(opened.at, Q2, owner)
    dialog.open()
    shown = len(dialog.list.panel.model.shown)
    assert shown
    dialog.list.owners.narrow(None)
    assert len(dialog.list.panel.model.shown) > shown
