"""Consent given and withdrawn, and what a contact with an employer says of it, by keyboard in the window."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipsdesk import preferences
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from ipsdesk.ui.told.consent_strip import ConsentStrip
from ipsdesk.ui.told.page import ToldOfPerson
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.pathway.test_pathway_walk import Walk
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import Sheets, bring_in, copy_unit, rows_of, sit_down, write_book

TODAY = date(2026, 4, 13)
CANARY = "zimtstern"
CTRL = Qt.KeyboardModifier.ControlModifier
BOOK: Sheets = {
    "Employers": (["Employer ID", "Name"], ["E1", "Mill Lane"]),
    "Clients": (["Client ID", "Name"], ["C1", "Ash Rowan"]),
    "Referrals": (
        ["Referral ID", "Client ID", "Received", "Accepted", "Started"],
        ["R1", "C1", date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 12)],
    ),
    "Personal information talks": (
        ["Client ID", "Date", "Talked about"],
        ["C1", date(2026, 2, 1), CANARY],
    ),
    "Personal information": (
        ["Client ID", "Date", "Employer ID", "Decision", "Agreed wording", "Never told"],
        ["C1", date(2026, 2, 1), "E1", "adjustments only", f"Mornings suit me {CANARY}", CANARY],
        ["C1", date(2026, 1, 20), "E1", "nothing", CANARY, CANARY],
    ),
    "Criminal record": (
        ["Client ID", "Date", "Permission", "May be told", "Never told"],
        ["C1", date(2026, 2, 1), "given", CANARY, CANARY],
    ),
    "Consents": (
        ["Client ID", "Scope", "Answer", "Date", "Note"],
        ["C1", "family", "refused", date(2026, 2, 1), CANARY],
    ),
    "Appointments": (
        ["Client ID", "Date", "From", "To", "Kind", "What"],
        ["C1", date(2026, 4, 16), "10:00", "11:00", "interview", "Interview at the mill"],
    ),
}


class AtTold(Walk):
    """At the page of what may be told of somebody."""

    @property
    def page(self) -> ToldOfPerson:
        page = self.tab.record.pages.page
        assert isinstance(page, ToldOfPerson)
        return page

    def turn_to_told(self) -> None:
        """The record, turned to what may be told."""
        person, record = self.person, self.tab.record
        person.wait(self.tab.list.view.hasFocus)
        person.press(Key.Key_Return)
        person.wait(lambda: record.shown is not None and not person.background.busy)
        bar = record.pages.bar
        while bar.tabText(bar.currentIndex()) != ToldOfPerson.title:
            person.press(Key.Key_PageDown, with_=CTRL)
        person.wait(lambda: self.page.client is not None and not person.background.busy)

    def go_to_scope(self, title: str) -> None:
        """Tab to the consents, and down to one."""
        self.tab_to("Consents")
        consents = self.page.consents.list
        self.person.press(Key.Key_Home)
        while (line := consents.current()) is None or line.title != title:
            self.person.press(Key.Key_Down)

    def state_of(self, title: str) -> str:
        """What is said of a scope."""
        return next(line.aside for line in self.page.consents.list.lines if line.title == title)

    def contact_with_mill(self) -> tuple[RecordDialog, ConsentStrip]:
        """The form of a contact with the employer, credited to the person."""
        self.person.window.activateWindow()
        self.person.wait(self.person.window.isActiveWindow)
        self.tab.of_person.add_contact()
        dialog: RecordDialog = self.dialog(RecordDialog)
        assert dialog.form is not None
        for name, words in (("kind", "employer"), ("employer_id", "Mill")):
            dialog.form.go_to(name)
            self.type_over(words)
            self.person.press(Key.Key_Tab)
        strip = dialog.findChild(ConsentStrip)
        assert strip is not None
        self.person.wait(lambda: "Only which adjustments" in strip.said.words.text())
        return dialog, strip

    def leave_form(self, dialog: RecordDialog) -> None:
        """Leave without saving."""
        dialog.done(0)
        self.person.wait(lambda: QApplication.activeModalWidget() is None)
        self.person.window.activateWindow()
        self.person.wait(self.person.window.isActiveWindow)


@pytest.fixture
def walk(
    empty_unit: Path, tmp_path: Path, qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> Iterator[AtTold]:
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        assert bring_in(desk, write_book(tmp_path / "unit.xlsx", BOOK)).written
    (tmp_path / "unit.xlsx").unlink()
    yield AtTold(AtTheWindow(qtbot, theme, tmp_path, TODAY), unit, monkeypatch, dict)
    theme.choose(Shade.LIGHT, 100)


def test_consent_is_given_and_withdrawn_and_a_contact_asks_for_the_reason(walk: AtTold) -> None:
    walk.sit_down()
    walk.turn_to_told()
    page, person = walk.page, walk.person
    assert page.large.what.text() == "Only which adjustments are needed"
    assert page.large.barrier.words.text().startswith("No consent to speak with employers: never asked")
    assert walk.state_of("Family") == "Refused 1 Feb"

    walk.go_to_scope("Employers")
    person.press(Key.Key_Return)
    form = walk.dialog(RecordDialog)
    person.press("given")
    walk.save(form)
    person.wait(lambda: walk.state_of("Employers") == "In force")
    assert page.large.barrier.isHidden()
    dialog, strip = walk.contact_with_mill()
    assert dialog.form is not None
    assert strip.without.words.text() == ""
    assert dialog.form.rows["without_consent"].isHidden()
    walk.leave_form(dialog)

    walk.go_to_scope("Employers")
    walk.tab_to("The consent was withdrawn", Key.Key_Backtab)
    person.press(Key.Key_Return)
    asked = walk.dialog(StepDialog)
    assert [one.words.text() for one in asked.checks] == ["This lies ahead: 16 Apr Interview at the mill."]
    walk.save(asked)
    person.wait(lambda: walk.state_of("Employers") == "Withdrawn 13 Apr")
    assert "16 Apr Interview at the mill" in page.unsupported.words.text()

    say_why(walk)
    person.leave()
    with sit_down(walk.unit, TODAY) as desk:
        assert rows_of(desk, "SELECT kind, without_consent FROM contacts") == [("employer", "They rang us")]
        assert rows_of(desk, "SELECT withdrawn_on FROM consents WHERE scope = 'employers'") == [
            ("2026-04-13",)
        ]


def say_why(walk: AtTold) -> None:
    """A contact after the consent was withdrawn: the form asks for the reason, and keeps it."""
    dialog, strip = walk.contact_with_mill()
    assert dialog.form is not None
    assert strip.without.words.text() == (
        "No consent to speak with employers on that day: Ash Rowan (it was withdrawn). Give the reason below."
    )
    walk.person.wait(lambda: dialog.form is not None and dialog.form.rows["without_consent"].isVisible())
    dialog.form.go_to("without_consent")
    walk.person.press("They rang us")
    walk.save(dialog)


def test_the_criminal_record_asks_before_it_opens_and_nothing_told_leaves_the_file(
    walk: AtTold, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    with caplog.at_level(logging.DEBUG):
        walk.sit_down()
        walk.turn_to_told()
        page, person = walk.page, walk.person
        assert page.criminal.list.lines == []
        walk.tab_to("Open the criminal record")
        person.press(Key.Key_Return)
        assert "noted in the audit trail" in page.criminal.nothing.text()
        person.press(Key.Key_Return)
        person.wait(lambda: bool(page.criminal.list.lines))
        assert CANARY in page.criminal.list.lines[0].note
        titles = [one.windowTitle() for one in QApplication.topLevelWidgets()]
        person.press(Key.Key_PageDown, with_=CTRL)
        person.press(Key.Key_PageUp, with_=CTRL)
        assert page.criminal.list.lines == []
        person.leave()
    assert CANARY not in caplog.text + "".join(titles)
    folders = [tmp_path, preferences.log_file().parent]
    written = [one for folder in folders for one in folder.rglob("*") if one.is_file()]
    assert len(written) > 1
    assert [one for one in written if CANARY.encode() in one.read_bytes()] == []
    with sit_down(walk.unit, TODAY) as desk:
        assert rows_of(desk, "SELECT count(*) FROM audit_entries WHERE action = 'viewed' AND kind"
                       " = 'criminal record information'") == [(1,)]  # fmt: skip


@pytest.mark.parametrize("text", [100, 200])
def test_every_part_of_the_page_can_be_used(walk: AtTold, theme: Theme, text: int) -> None:
    theme.choose(Shade.LIGHT, text)
    walk.sit_down()
    walk.turn_to_told()
    page = walk.page

    def nothing_is_wrong() -> None:
        assert [*unnamed(page), *too_small(page), *out_of_keyboards_reach(page), *cut(page)] == []

    walk.person.wait(nothing_is_wrong)
    walk.person.leave()
