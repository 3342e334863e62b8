"""Training, meetings, host teams, policies and documents on screen: by ear, at 200 %, for who only reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Actor, Role
from ipsdesk.services.training import StaffTrainings
from ipsdesk.ui.attachments.viewer import AttachmentViewer
from ipsdesk.ui.background import run_now
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.pathway.asked_again import ASKED_AGAIN
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.printing import PrintPreview
from ipsdesk.ui.team.document_dialog import KeepDocument
from ipsdesk.ui.team.host_view import HostView
from ipsdesk.ui.team.meetings_view import MeetingsView
from ipsdesk.ui.team.policies_view import PoliciesView
from ipsdesk.ui.team.training_asking import OWN, RECORDED
from ipsdesk.ui.team.training_view import TrainingView
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.services.test_standards import TODAY, add, rate
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import copy_unit, rows_of, sit_down

PARTS = (TrainingView, MeetingsView, HostView, PoliciesView)


@pytest.fixture(scope="module")
def closed_books(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("standards_parts")
    unit = copy_unit(empty_unit, folder / "Larkrise.ipsdesk")
    contract = folder / "contract.txt"
    contract.write_text("Between the trust and the unit")
    with sit_down(unit, TODAY) as desk:
        add(desk, "team", name="Ward One", opened_on=date(2025, 1, 1))
        add(desk, "team", name="Ward Two", opened_on=date(2025, 1, 1))
        add(desk, "staff", name="Bryn Hale", role="employment specialist", started_on=date(2025, 3, 1),
            wte=1_000_000, dbs_seen_on=date(2023, 1, 1))  # fmt: skip
        rate(desk)
        desk.staff_trainings.record({"on_date": TODAY, "topic": "IPS", "title": "Eight principles"}, [1])
        add(desk, "team meeting", on_date=date(2026, 11, 3), team_id="1", kind="clinical", staff_ids=["1"])
        add(desk, "host team agreement", team_id="1", agreed_on=date(2026, 1, 5), desk="no", rooms="yes")
        desk.policies.begin()
        told = {"title": "Contract 2026", "type": "contract", "policy_id": "1"}
        desk.unit_documents.add(contract, told)
    return unit


@pytest.fixture
def desk(closed_books: Path, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(copy_unit(closed_books, tmp_path / "Larkrise.ipsdesk"), TODAY) as desk:
        yield desk


@pytest.fixture
def shown(theme: Theme, desk: Desk, settings: QSettings, qtbot: QtBot) -> Callable[..., Any]:
    """A part of the tab at this desk, or at that of an account of another role."""

    def show(part: type[Any], role: Role = Role.MANAGER) -> Any:
        seen = Desk.__new__(Desk)
        seen.__dict__.update(desk.__dict__)
        actor = Actor(desk.workspace.actor.account, "Somebody", role)
        seen.workspace = replace(desk.workspace, actor=actor)
        page = QWidget()
        qtbot.addWidget(page)
        page.resize(1366, 760)
        page.show()
        view = part(AtDesk(theme, run_now, seen, settings, page))
        view.setParent(page)
        view.resize(1366, 690)
        view.show()
        view.refresh()
        return view

    return show


def choose(view: Any, row: int = 0) -> None:
    """The cursor to a line of the list."""
    view.list.view.setCurrentIndex(view.list.model.index(row, view.list.columns.first_shown()))


def faults(window: QWidget) -> list[str]:
    return [*unnamed(window), *too_small(window), *out_of_keyboards_reach(window), *cut(window)]


def opened(view: Any, kind: type[Any]) -> Any:
    """The dialog over it."""
    return next(one for one in view._at.page.findChildren(kind) if one.isVisible())


@pytest.mark.parametrize("text", [100, 200])
def test_every_part_can_be_used_by_keyboard_and_ear(
    qtbot: QtBot, theme: Theme, shown: Callable[..., Any], text: int
) -> None:
    theme.choose(Shade.LIGHT, text)
    for part in PARTS:
        view = shown(part)
        choose(view)
        qtbot.waitUntil(partial(nothing_wrong, view), timeout=5000)
    view.keep_document()
    dialog = opened(view, KeepDocument)
    assert faults(dialog) == []
    dialog.done(0)
    view = shown(TrainingView)
    view.add()
    dialog = opened(view, StepDialog)
    assert faults(dialog) == []
    dialog.done(0)


def nothing_wrong(view: QWidget) -> None:
    assert faults(view) == []


def test_who_only_reads_changes_nothing_and_is_told_of_no_clearance(shown: Callable[..., Any]) -> None:
    for part in PARTS:
        view = shown(part, Role.AUDITOR)
        choose(view)
        assert not view.may_change
        assert view.card.change.isHidden() or view.card.tools.isHidden()
    training = shown(TrainingView, Role.AUDITOR)
    choose(training)
    assert "DBS certificate" not in [line.title for line in training.card.lines.lines]
    assert not training.to_do.buttons[0].isVisible()
    assert "DBS certificate" in [line.title for line in _of(shown(TrainingView)).card.lines.lines]


def _of(view: Any) -> Any:
    choose(view)
    return view


def test_a_practitioner_is_asked_for_their_own_training(shown: Callable[..., Any], desk: Desk) -> None:
    with desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE accounts SET staff_id = 1")
    view = shown(TrainingView, Role.PRACTITIONER)
    view.add()
    dialog = opened(view, StepDialog)
    assert dialog.asked.words == OWN
    dialog.form.show_typed({"topic": "health and safety"})
    (note,) = dialog.drafts()
    dialog.done(0)
    assert note.content["kind"] == RECORDED
    again = ASKED_AGAIN[RECORDED](desk, 0, note.content["about"])
    assert again.title == dialog.asked.title


def test_a_document_is_kept_looked_at_and_begun_again(
    shown: Callable[..., Any], desk: Desk, tmp_path: Path
) -> None:
    view = shown(PoliciesView)
    view.keep_document()
    dialog = opened(view, KeepDocument)
    program = tmp_path / "agreement.txt"
    program.write_bytes(b"MZ\x90\x00")
    dialog.take(str(program))
    assert dialog.form.typed()["title"] == "agreement"
    dialog.next.click()
    assert dialog.isVisible()
    program.write_text("We agree")
    (note,) = dialog.drafts()
    dialog.done(0)
    view.reopen(note)
    dialog = opened(view, KeepDocument)
    dialog.form.show_typed({"type": "agreement"})
    dialog.next.click()
    assert rows_of(desk, "SELECT title, type FROM unit_documents ORDER BY id") == [
        ("Contract 2026", "contract"),
        ("agreement", "agreement"),
    ]
    view.show_record(("document of the unit", 2))
    assert view.chosen.title == "agreement"
    view.look_at()
    text = opened(view, AttachmentViewer).area
    assert isinstance(text, QPlainTextEdit)
    assert text.toPlainText() == "We agree"
    view.save_to(str(tmp_path / "copy.txt"))
    assert (tmp_path / "copy.txt").read_text() == "We agree"


def test_an_agreement_is_printed_for_signing_filled_in_or_blank(shown: Callable[..., Any]) -> None:
    view = shown(HostView)
    for row, words in ((0, "Missing: desk."), (1, "Agreement with Ward Two")):
        choose(view, row)
        view.print_paper()
        preview = view.findChildren(PrintPreview)[-1]
        text = preview.pages.document.toPlainText()
        assert words in text
        assert "Signature" in text
        preview.done(0)


def test_the_page_reads_once_whatever_the_account(desk: Desk) -> None:
    """The dates of others' clearance never leave the service."""
    actor = Actor(99, "Somebody", Role.PRACTITIONER)
    page = StaffTrainings(replace(desk.workspace, actor=actor)).page()
    assert "2023" not in repr(page)


def test_a_line_of_today_leads_to_what_it_is_about(shown: Callable[..., Any]) -> None:
    training = shown(TrainingView)
    training.show_record(-1)
    assert training.to_do.list.current().about.due_on == date(2027, 4, 5)
    training.show_record(1)
    assert training.chosen.name == "Bryn Hale"
    hosts = shown(HostView)
    hosts.show_record(1)
    assert hosts.chosen.name == "Ward One"
    policies = shown(PoliciesView)
    policies.show_record(-1)
    assert policies.chosen.title == "Contract 2026"
    policies.show_record(2)
    assert policies.chosen.topic == "health and safety"
