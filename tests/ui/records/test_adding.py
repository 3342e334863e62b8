"""What Ctrl+N opens: somebody new and a referral go the way of a person, all else its form."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.errors import CannotRun
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Typed
from ipsdesk.ui.background import run_now
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.records.adding import ADDABLE, Adding
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.words import Words
from tests.units import TODAY, rows_of


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """What the forms are opened over."""
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def adding(theme: Theme, desk: Desk, settings: QSettings, page: QWidget) -> Adding:
    return Adding(AtDesk(theme, run_now, desk, settings, page))


def add(adding: Adding, kind: str, client: int | None = None, name: str = "") -> None:
    """What is picked in the list."""
    adding.add(next(one for one in ADDABLE if one.kind == kind), client, name)


def dialog_over(page: QWidget, kind: type[QDialog]) -> Any:
    """The one that is open."""
    (found,) = [one for one in page.findChildren(kind) if one.isVisible()]
    return found


def test_somebody_new_is_followed_by_the_referral(adding: Adding, page: QWidget, desk: Desk) -> None:
    added: list[int] = []
    adding.added.connect(added.append)
    add(adding, "client")
    form = dialog_over(page, RecordDialog)
    assert form.form.rows["reference"].isHidden()  # the program gives one
    QTest.keyClicks(form.form.rows["name"].editor.control, "Cora Reed")
    form.next.click()
    asks = dialog_over(page, StepDialog)
    assert (asks.asked.title, asks.asked.words) == (
        "Add a referral",
        "When Cora Reed was referred to us, and by whom.",
    )
    asks.next.click()
    assert rows_of(desk, "SELECT client_id, received_on FROM episodes") == [(*added, TODAY.isoformat())]


def test_a_second_referral_is_refused_while_one_is_under_way(
    adding: Adding, page: QWidget, desk: Desk
) -> None:
    cora = desk.editing.save(Typed("client", None, 0, {"reference": "C1", "name": "Cora Reed"})).id
    desk.pathway.refer(cora, TODAY)
    told: list[tuple[str, bool]] = []
    adding.told.connect(lambda words, refuses: told.append((words, refuses)))
    add(adding, "referral", cora, "Cora Reed")
    assert told == [("Referral R1 is under way. Close it first.", True)]
    assert not [one for one in page.findChildren(QDialog) if one.isVisible()]


def test_nobodys_referral_is_refused_in_a_sentence(adding: Adding) -> None:
    with pytest.raises(CannotRun, match=r"Choose a person first.* For somebody new add the person"):
        add(adding, "referral")


def test_a_form_says_whose_it_is_and_asks_where_that_is_not_known(
    adding: Adding, page: QWidget, desk: Desk
) -> None:
    cora = desk.editing.save(Typed("client", None, 0, {"reference": "C1", "name": "Cora Reed"})).id
    add(adding, "goal", cora)
    form = dialog_over(page, RecordDialog)
    assert form._heading.text() == "New goal: Cora Reed (C1)"
    assert form.form.rows["client_id"].isHidden()
    form.form.folding.button.click()
    assert form.form.rows["client_id"].isVisible()
    form.reject()
    add(adding, "goal")
    form = dialog_over(page, RecordDialog)
    assert form._heading.text() == "New goal"
    assert next(iter(form.form.rows)) == "client_id"
    assert form.form.rows["client_id"].isVisible()


def test_a_contact_that_is_yet_to_come_is_refused_at_its_day(
    adding: Adding, page: QWidget, desk: Desk
) -> None:
    add(adding, "contact")
    dialog = dialog_over(page, RecordDialog)
    dialog.form.rows["on_date"].editor.show_typed("1/1/2030")
    dialog.next.click()
    assert "Date 1 January 2030 is in the future" in [label.text() for label in dialog.findChildren(Words)]
    assert rows_of(desk, "SELECT count(*) FROM contacts") == [(0,)]
    dialog.form.rows["on_date"].editor.show_typed("today")
    dialog.next.click()
    assert rows_of(desk, "SELECT count(*) FROM contacts") == [(1,)]
