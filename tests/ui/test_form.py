"""The form: shows, gives back, compares, says what is wrong in the same words twice, and loses nothing."""

from __future__ import annotations

import json
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ipsdesk.fields import Field, Kind
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.choice_field import ChoiceField, Option
from ipsdesk.ui.widgets.date_field import DateField
from ipsdesk.ui.widgets.form import Around, Form
from ipsdesk.ui.widgets.line_fields import Line, LineField, PassphraseField
from ipsdesk.ui.widgets.tick_field import TicksField, YesNoField
from ipsdesk.ui.widgets.typed_field import TypedField
from ipsdesk.ui.widgets.typed_values import Value

FIELDS = {
    "name": Field("Name", required=True),
    "nhs": Field("NHS number", Kind.NHS_NUMBER),
    "started": Field("Start", Kind.DATE, required=True),
    "hours": Field("Hours a week", Kind.HOURS, least=0, most=48),
    "pay": Field("Pay", Kind.MONEY),
    "setting": Field("Setting", Kind.CHOICE, choices=("shop", "office", "warehouse", "shop floor")),
    "employer": Field("Employer", Kind.REFERENCE, target="employer"),
    "days": Field("Days worked", Kind.CHOICES, choices=("Mon", "Tue", "Wed")),
    "told": Field("May be told", Kind.YES_NO, help="What the person has agreed to"),
    "note": Field("Note", Kind.LONG_TEXT),
    "scale": Field("WTE", Kind.DECIMAL, scale=100, default=100),
}
RECORD: dict[str, Value] = {
    "name": "Callum Reid",
    "nhs": "9990000018",
    "started": date(2026, 2, 9),
    "hours": 16 * 3600 + 1800,
    "pay": 20_972,
    "setting": "warehouse",
    "employer": "7",
    "days": ["Mon", "Wed"],
    "told": False,
    "note": "Two lines\nof a note",
    "scale": 60,
}
AROUND = Around(lambda: date(2026, 5, 11), {"employer": [Option("7", "Northgate Packaging")]})


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> Form:
    made = Form(theme, FIELDS, AROUND)
    qtbot.addWidget(made)
    made.resize(600, 1100)
    made.show()
    qtbot.waitActive(made)
    return made


def line(form: Form, key: str) -> QLineEdit:
    editor = form.rows[key].editor
    assert isinstance(editor, TypedField | DateField)
    return editor.line


def test_it_gives_back_what_it_shows_and_nothing_has_changed(form: Form) -> None:
    form.show_values(RECORD)
    assert form.values() == RECORD
    assert not form.is_changed()
    assert line(form, "hours").text() == "16:30"
    assert line(form, "pay").text() == "£209.72"
    assert line(form, "started").text() == "09/02/2026"


def test_an_empty_record_shows_defaults_and_is_not_changed(form: Form) -> None:
    form.show_values({})
    assert not form.is_changed()
    assert line(form, "scale").text() == "1"


@pytest.mark.parametrize("key", FIELDS)
def test_a_change_of_any_field_is_noticed_and_its_taking_back_too(form: Form, key: str) -> None:
    form.show_values(RECORD)
    form.rows[key].editor.show_value(None)
    assert form.is_changed()
    form.rows[key].editor.show_value(RECORD[key])
    assert not form.is_changed()


def test_problems_are_said_at_the_top_and_at_the_field_and_nothing_is_lost(qtbot: QtBot, form: Form) -> None:
    form.show_values(RECORD)
    line(form, "name").setText("  ")
    line(form, "started").setText("31/2")
    line(form, "hours").setText("lots")
    assert form.is_changed()
    assert form.values() is None
    said = [
        "Name: nothing is filled in yet",
        "Start: '31/2' is not a real date",
        "Hours a week: 'lots' is not a number of hours: write 7.5 or 7:30",
    ]
    assert [link.text() for link in form.summary.links] == said
    assert form.summary.accessibleName() == "There is a problem"
    at_fields = [form.rows[key]._words for key in ("name", "started", "hours")]
    assert [words.text() for words in at_fields] == said
    assert all(words.isVisible() for words in at_fields)
    assert line(form, "hours").text() == "lots"
    assert "'lots'" in line(form, "hours").accessibleDescription()
    line(form, "name").setText("Callum")
    line(form, "started").setText("9 feb")
    line(form, "hours").setText("15.5")
    values = form.values()
    assert values is not None
    assert values["hours"] == 15 * 3600 + 1800
    assert not form.summary.isVisible()
    assert not at_fields[0].isVisible()


def test_a_link_leads_to_its_field_by_keyboard(qtbot: QtBot, form: Form) -> None:
    form.show_values(RECORD | {"started": None})
    assert form.values() is None
    assert QApplication.focusWidget() is form.summary.links[0]
    QTest.keyClick(form.summary.links[0], Qt.Key.Key_Return)
    assert QApplication.focusWidget() is line(form, "started")


def test_what_a_service_refuses_is_said_the_same_way(form: Form) -> None:
    form.show_values(RECORD)
    form.show_problems({"nhs": "NHS number: somebody has it already", "": "The disk is full."})
    assert [link.text() for link in form.summary.links] == ["NHS number: somebody has it already"]
    assert form.summary.accessibleName() == "There is a problem"


def test_what_was_typed_is_shown_as_it_was_understood(form: Form) -> None:
    for key, typed, tidy in (
        ("hours", "7.5", "7:30"),
        ("pay", "12", "£12.00"),
        ("started", "27 mar", "27/03/2026"),
    ):
        field = line(form, key)
        field.setFocus()
        field.clear()
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Tab)
        assert field.text() == tidy


def test_the_day_beside_a_date_and_its_arrow_keys(form: Form) -> None:
    editor = form.rows["started"].editor
    assert isinstance(editor, DateField)
    editor.line.setText("fri")
    assert editor._beside.text() == "Friday, in 4 days"
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    assert editor.line.text() == "14/05/2026"
    QTest.keyClick(editor.line, Qt.Key.Key_PageUp)
    assert editor.line.text() == "21/05/2026"
    editor.line.clear()
    QTest.keyClick(editor.line, Qt.Key.Key_Up)
    assert editor.line.text() == "11/05/2026"


@pytest.mark.parametrize(
    ("typed", "value"),
    [("ware", "warehouse"), ("SHOP", "shop"), ("floor", "shop floor"), ("o", "office"), ("", None)],
)
def test_a_choice_is_found_by_any_part_of_its_words(form: Form, typed: str, value: Value) -> None:
    editor = form.rows["setting"].editor
    assert isinstance(editor, ChoiceField)
    editor.box.setEditText(typed)
    assert editor.value() == value
    editor.box.line.editingFinished.emit()
    assert editor.box.currentText() == (value or "")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ho", "Setting: 'ho' fits several on the list; choose one"),
        ("farm", "Setting: 'farm' is not on the list; choose one"),
    ],
)
def test_a_choice_that_is_none_says_so_and_stays(form: Form, typed: str, said: str) -> None:
    form.show_values(RECORD)
    editor = form.rows["setting"].editor
    assert isinstance(editor, ChoiceField)
    editor.box.setEditText(typed)
    assert form.values() is None
    assert [link.text() for link in form.summary.links] == [said]
    assert editor.box.currentText() == typed


def test_what_has_left_the_list_since_is_kept(form: Form) -> None:
    record = RECORD | {"setting": "mill", "days": ["Mon", "Sun"], "employer": "99"}
    form.show_values(record)
    assert form.values() == record
    assert not form.is_changed()


def test_yes_no_begins_without_an_answer_and_can_go_back_to_it(form: Form) -> None:
    editor = form.rows["told"].editor
    assert isinstance(editor, YesNoField)
    yes = editor.segments.segments[0]
    assert editor.value() is None
    assert yes.accessibleName() == "May be told: Yes"
    QTest.keyClick(yes, Qt.Key.Key_Space)
    assert editor.value() is True
    QTest.keyClick(yes, Qt.Key.Key_Delete)
    assert editor.value() is None


def test_ticks_are_named_after_their_question(form: Form) -> None:
    editor = form.rows["days"].editor
    assert isinstance(editor, TicksField)
    assert [box.accessibleName() for box in editor.boxes] == [
        f"Days worked: {day}" for day in ("Mon", "Tue", "Wed")
    ]


def test_required_is_said_to_eye_and_ear(form: Form) -> None:
    assert line(form, "name").accessibleName() == "Name, required"
    assert form.rows["name"].label.buddy() is line(form, "name")
    assert line(form, "pay").accessibleName() == "Pay"


def test_what_is_typed_comes_back_as_a_draft_readable_or_not(form: Form, qtbot: QtBot, theme: Theme) -> None:
    form.show_values(RECORD)
    typed: dict[str, str | list[str] | None] = {
        "nhs": "999 000",
        "started": "31/2",
        "setting": "shop of",
        "employer": "Northgate Packaging",
        "days": ["Tue"],
        "told": "",
        "note": "Half a sen",
    }
    form.show_typed(typed)
    draft = json.loads(json.dumps(form.typed()))
    assert draft.items() >= typed.items()
    again = Form(theme, FIELDS, AROUND)
    qtbot.addWidget(again)
    again.show_values(RECORD)
    assert not again.is_changed()
    again.show_typed({**draft, "a field of an older version": "?"})
    assert again.typed() == draft
    assert again.is_changed()
    assert again.values() is None


def test_a_passphrase_and_a_recovery_key_are_never_part_of_a_draft(qtbot: QtBot, theme: Theme) -> None:
    line = Line(theme)
    for field in (
        PassphraseField(theme, Field("Passphrase")),
        LineField(theme, Field("Recovery key"), line),
    ):
        qtbot.addWidget(field)
        field.show_value("harbour lantern mosaic thistle wagon")
        assert field.typed() is None
