"""The dialogs of the way: what they ask, explain and refuse, how they are reached, and their drafts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Typed
from ipsdesk.services.pathway import Step
from ipsdesk.ui.background import run_now
from ipsdesk.ui.caseload.of_person import OfPerson
from ipsdesk.ui.caseload.tab import CaseloadTab
from ipsdesk.ui.pathway.merging import MergeDialog
from ipsdesk.ui.pathway.step_dialog import DRAFT, StepDialog
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.services.records_books import SHEETS
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import TODAY, bring_in, rows_of, write_book

Key = Qt.Key


@pytest.fixture
def tab(desk: Desk, tmp_path: Path, theme: Theme, settings: QSettings, qtbot: QtBot) -> CaseloadTab:
    """Annis Fold, with a referral under way, and Benet Larch."""
    assert bring_in(desk, write_book(tmp_path / "two.xlsx", SHEETS)).written
    tab = CaseloadTab(theme, run_now, desk, settings)
    qtbot.addWidget(tab)
    tab.resize(1366, 660)
    tab.show()
    assert QTest.qWaitForWindowActive(tab)
    tab.refresh()
    open_record(tab, "Annis Fold")
    return tab


def open_record(tab: CaseloadTab, name: str) -> None:
    """Somebody's record, read again."""
    tab.refresh()
    assert tab.people is not None
    tab.go_to(next(one.client for one in tab.people.people if one.name == name))
    assert tab.record.shown is not None


def dialog_of(tab: CaseloadTab, kind: type[QDialog]) -> Any:
    """The dialog that is open."""
    (found,) = [one for one in tab.findChildren(kind) if one.isVisible()]
    return found


def asked(tab: CaseloadTab, step: Step) -> StepDialog:
    """What a step of the person on screen asks."""
    of: OfPerson = tab.of_person
    assert tab.record.standing is not None
    assert tab.record.shown is not None
    of.doing.ask_step(step, tab.record.standing, tab.record.shown.person.name)
    dialog: StepDialog = dialog_of(tab, StepDialog)
    return dialog


def test_the_menu_has_on_what_fits_and_says_of_the_rest_why_not(tab: CaseloadTab) -> None:
    tab.of_person.show_menu()
    menu = tab.of_person.menu
    assert menu is not None
    on = [one.text().replace("&", "") for one in menu.actions() if one.isEnabled() and one.text()]
    assert on == [
        "Change this person…",
        "Hand over…",
        "Pause support…",
        "Close the referral…",
        "Merge with another record…",
        "Restrict this record…",
        "History…",
        "Remove the person…",
    ]
    why = dict(tab.of_person.why_off())
    assert why["Start support…"] == "Started on 13 October 2025 already."
    assert why["Refer again…"] == "Referral R2 is under way. Close it first."
    menu.close()


def test_closing_says_first_what_is_still_under_way_and_explains_missed_appointments(
    tab: CaseloadTab, desk: Desk
) -> None:
    dialog = asked(tab, Step.CLOSE)
    assert [one.words.text() for one in dialog.checks] == [
        "Still in a job: Packer, Larkfield Bakery, since 5 January 2026"
    ]
    assert dialog.form is not None
    assert not dialog.form.rows["words"].isVisible()
    dialog.form.show_typed({"reason": "missed appointments"})
    assert "Fidelity item 25" in dialog.hint._words.words.text()
    dialog.next.click()
    assert dialog.isVisible()
    assert "Record each attempt" in dialog.form.summary.links[0].text()
    dialog.form.show_typed({"reason": "other"})
    assert dialog.form.rows["words"].isVisible()
    dialog.form.show_typed({"words": "Won the lottery"})
    dialog.next.click()
    assert not dialog.isVisible()
    assert rows_of(desk, "SELECT closure_reason, closed_on FROM episodes WHERE reference = 'R2'") == [
        ("Won the lottery", TODAY.isoformat())
    ]


def test_declining_as_not_ready_is_explained_and_marked(tab: CaseloadTab, desk: Desk) -> None:
    client = desk.editing.save(Typed("client", None, 0, {"reference": "C9", "name": "Cora Reed"})).id
    desk.pathway.refer(client, TODAY)
    open_record(tab, "Cora Reed")
    dialog = asked(tab, Step.DECLINE)
    assert dialog.form is not None
    dialog.form.show_typed({"reason": "not ready"})
    assert "Zero exclusion (fidelity item 9)" in dialog.hint._words.words.text()
    dialog.next.click()
    tab.refresh()
    assert tab.people is not None
    (cora,) = [one for one in tab.people.people if one.client == client]
    assert [flag.words for flag in cora.flags] == ["Declined as not ready: against zero exclusion"]


def test_whoever_is_here_already_is_said_while_a_new_person_is_typed_and_the_referral_is_asked_next(
    tab: CaseloadTab, desk: Desk, qtbot: QtBot
) -> None:
    tab.page.toolbar.add.click()
    dialog: RecordDialog = dialog_of(tab, RecordDialog)
    assert dialog.form is not None
    strip = dialog._similar
    assert strip is not None
    assert not strip.isVisible()
    dialog.form.show_typed({"name": "Fold Annis"})
    qtbot.waitUntil(strip.isVisible)
    assert strip.words.words.text() == "Is this person here already?\nC1, Annis Fold: the same name"
    dialog.form.show_typed({"name": "Cora Reed"})
    qtbot.waitUntil(lambda: not strip.isVisible())
    dialog.next.click()
    step: StepDialog = dialog_of(tab, StepDialog)
    assert step.asked.words == "When Cora Reed was referred to us, and by whom."
    step.next.click()
    assert rows_of(desk, "SELECT reference FROM episodes WHERE received_on = '2026-11-22'") == [("R4",)]


def test_two_records_are_merged_with_what_was_chosen(tab: CaseloadTab, desk: Desk) -> None:
    twin = {"reference": "C9", "name": "Anis Fold", "nhs_number": "9990000018"}
    desk.editing.save(Typed("client", None, 0, twin))
    tab.of_person.merge()
    dialog: MergeDialog = dialog_of(tab, MergeDialog)
    assert dialog.form is not None
    dialog.form.show_typed({"other": "Benet Larch (C2)"})
    dialog.next.click()
    assert dialog.told is not None
    assert dialog.told.problems == ("Referrals R2 and R3 would be open at once: close one of them first.",)
    assert not dialog.next.isEnabled()
    dialog.back.click()
    dialog.form.show_typed({"other": "Anis Fold (C9)"})
    dialog.next.click()
    dialog.next.click()
    assert dialog.isVisible(), "a reason is needed"
    dialog.form.show_typed({"name": "Anis Fold", "reason": "The same NHS number"})
    dialog.next.click()
    assert not dialog.isVisible()
    assert rows_of(desk, "SELECT name, nhs_number FROM clients WHERE reference = 'C1'") == [
        ("Anis Fold", "9990000018")
    ]


def test_what_was_filled_in_comes_back_from_a_draft(tab: CaseloadTab) -> None:
    dialog = asked(tab, Step.PAUSE)
    assert dialog.drafts() == ()
    assert dialog.form is not None
    dialog.form.show_typed({"why": "leave", "from_on": "not a day"})
    (note,) = dialog.drafts()
    dialog.done(0)
    tab.reopeners()[DRAFT](note)
    again: StepDialog = dialog_of(tab, StepDialog)
    assert again.form is not None
    assert again.form.typed() == {"why": "leave", "from_on": "not a day"}


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("kind", ["close", "merge"])
def test_the_dialogs_can_be_used_by_keyboard_and_ear(
    tab: CaseloadTab, theme: Theme, text: int, kind: str, qtbot: QtBot
) -> None:
    theme.choose(Shade.LIGHT, text)
    if kind == "close":
        dialog: QDialog = asked(tab, Step.CLOSE)
    else:
        tab.of_person.merge()
        dialog = dialog_of(tab, MergeDialog)
    qtbot.wait(20)
    faults = [*unnamed(dialog), *too_small(dialog), *out_of_keyboards_reach(dialog), *cut(dialog)]
    assert faults == []
