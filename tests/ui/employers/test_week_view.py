"""The week of employer contacts on the tab, its pictures, and what the form of a contact says meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipsdesk.rules.wording import shown_day
from ipsdesk.services.desk import Desk
from ipsdesk.services.employer_week_reading import SpecialistWeek
from ipsdesk.services.roles import Actor, Role
from ipsdesk.ui.background import run_now
from ipsdesk.ui.employers import week_words as words
from ipsdesk.ui.employers.tab import EmployersTab
from ipsdesk.ui.employers.week_pictures import PicturesView
from ipsdesk.ui.employers.week_view import WeekView
from ipsdesk.ui.records.employer_strip import LEVELS
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.words import Words
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import TODAY, rows_of

WEEK = timedelta(days=7)


@pytest.fixture
def tab(demo: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> EmployersTab:
    """The practice copy's employers on screen."""
    return opened(qtbot, theme, demo, settings)


def opened(qtbot: QtBot, theme: Theme, desk: Desk, settings: QSettings) -> EmployersTab:
    tab = EmployersTab(theme, run_now, desk, settings)
    qtbot.addWidget(tab)
    tab.resize(1366, 660)
    tab.show()
    QTest.qWaitForWindowActive(tab)
    return tab


def week_of(tab: EmployersTab, row: int = 0) -> WeekView:
    """The part of the week, somebody chosen in it."""
    view = tab.inside.go_to_part("Week")
    assert isinstance(view, WeekView)
    view.list.view.setCurrentIndex(view.list.model.index(row, 0))
    return view


def said(tab: EmployersTab) -> str:
    return tab.inside._outcome.text()


def test_the_week_turns_and_shows_its_rows(tab: EmployersTab) -> None:
    view = week_of(tab)
    this = view.monday
    assert not view.stepper.after.isEnabled()
    view.stepper.before.click()
    assert view.monday == this - WEEK
    assert view.stepper.after.isEnabled()
    row = view.chosen
    assert isinstance(row, SpecialistWeek)
    counted = [line for line in view.contacts.list.lines if line.aside == "Counted"]
    assert len(counted) == row.made
    view.go_on()
    view.go_on()
    assert view.monday == this
    view.go_to(TODAY - 10 * WEEK)
    assert view.monday <= TODAY - 10 * WEEK
    view.go_now()
    assert view.monday == this


def test_space_signs_the_week_off_and_says_so(tab: EmployersTab, demo: Desk, qtbot: QtBot) -> None:
    view = week_of(tab)
    assert view.chosen.reviewed_on is None
    view.list.view.setFocus()
    qtbot.waitUntil(view.list.view.hasFocus)
    QTest.keyClick(view.list.view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: said(tab).startswith("Signed off: employer contacts of"))
    view.refresh()
    assert view.chosen.reviewed_on == TODAY
    signed = f"SELECT count(*) FROM log_reviews WHERE week_starting_on = '{view.monday}'"
    assert rows_of(demo, signed) == [(1,)]


def test_who_may_not_sign_off_has_no_button_and_is_told(
    demo: Desk, theme: Theme, settings: QSettings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor = Actor(9, "Priya Meadows", Role.PRACTITIONER)
    monkeypatch.setattr(demo, "workspace", replace(demo.workspace, actor=actor))
    tab = opened(qtbot, theme, demo, settings)
    view = week_of(tab)
    assert view.sign.isHidden()
    view.sign_off()
    assert said(tab) == "A lead or a manager signs off. Nothing was changed."


def test_a_row_opens_the_contact(tab: EmployersTab) -> None:
    view = week_of(tab)
    view.contacts.list.opened.emit(view.contacts.list.lines[0].about)
    (dialog,) = tab.findChildren(RecordDialog)
    assert dialog.windowTitle() == "Change contact"


def test_the_pictures_have_their_sentence_and_a_table(tab: EmployersTab) -> None:
    view = tab.inside.go_to_part("Pictures")
    assert isinstance(view, PicturesView)
    cards = view.charts.cards
    assert [card.title.text() for card in cards] == [
        "Contacts with employers a week", "From first contact to job", "Different jobs and employers",
    ]  # fmt: skip
    for card in cards:
        assert card.sentence.text().endswith(".")
        card.turn()
        assert card.model.rowCount() > 2
    assert cards[0].sentence.text() == view.said
    view.enter()


@pytest.mark.parametrize("part", ["Week", "Pictures"])
@pytest.mark.parametrize("size", [100, 200])
def test_all_of_it_is_named_reached_and_large_enough(
    tab: EmployersTab, theme: Theme, qtbot: QtBot, part: str, size: int
) -> None:
    theme.choose(Shade.LIGHT, size)
    tab.inside.go_to_part(part)

    def is_right() -> None:
        assert [*unnamed(tab), *too_small(tab), *out_of_keyboards_reach(tab), *cut(tab)] == []

    qtbot.waitUntil(is_right)


# ---- words ------------------------------------------------------------------------------------------


def one(**values: Any) -> SpecialistWeek:
    usual = {"staff": 1, "name": "Ann Ash", "made": 3, "days": 7, "away": 0, "job_seekers": 9,
             "reviewed_on": None, "reviewer": ""}  # fmt: skip
    return SpecialistWeek(**{**usual, **values})


@pytest.mark.parametrize(
    ("week", "is_over", "expected"),
    [
        (one(), True, ("3 short", Mark.OFF_TARGET)),
        (one(), False, ("3 to go", Mark.WAITING)),
        (one(made=6), False, ("Reached", Mark.DONE)),
        (one(away=7), True, ("Away all week", Mark.NOT_APPLICABLE)),
        (one(days=0), True, ("No mark", Mark.NOT_APPLICABLE)),
        (one(away=4), True, ("Reached", Mark.DONE)),
        (one(job_seekers=2), True, ("1 short", Mark.OFF_TARGET)),
    ],
)
def test_how_somebody_stands_is_said(week: SpecialistWeek, is_over: bool, expected: object) -> None:
    assert words.standing(week, is_over=is_over) == expected


# ---- the form of a contact --------------------------------------------------------------------------


@pytest.fixture
def form(tab: EmployersTab, demo: Desk) -> Any:
    """The form of a new contact face to face with somebody who should be spared."""
    ((employer, name),) = rows_of(demo, "SELECT id, name FROM employers WHERE do_not_contact LIMIT 1")
    tab.inside.employers.doing.add(
        "contact", **{**demo.contacts.known(None), "kind": "employer", "mode": "face to face",
                      "employer_id": str(employer)},
    )  # fmt: skip
    (dialog,) = tab.findChildren(RecordDialog)
    return dialog, name


def test_the_form_warns_tells_the_clock_and_what_a_purpose_means(
    form: Any, tab: EmployersTab, demo: Desk, qtbot: QtBot
) -> None:
    dialog, name = form
    strip = dialog._before
    spared, told = strip.spared.words, strip.words.words
    qtbot.waitUntil(lambda: spared.text().startswith(f"Do not contact {name}: "))
    known = demo.employer_week.before_contact(
        None, [key for (key,) in rows_of(demo, "SELECT id FROM clients")], TODAY
    )
    client = known.clocks[0]
    dialog.form.show_values(
        {**dialog.form.values(), "client_ids": [str(client.client)], "purpose": "relationship"}
    )
    qtbot.waitUntil(lambda: client.words in told.text())
    assert LEVELS["relationship"] in told.text()
    dialog.form.show_typed({"mode": "phone"})
    qtbot.waitUntil(lambda: client.words not in told.text())
    dialog.form.show_typed({"mode": "face to face"})
    qtbot.waitUntil(lambda: client.words in told.text())
    dialog._save()
    qtbot.waitUntil(lambda: said(tab).endswith(client.words))


def test_a_contact_on_a_sunday_to_come_is_refused_at_its_field(form: Any) -> None:
    dialog, _ = form
    dialog.form.show_values({**dialog.form.values(), "on_date": TODAY + WEEK})
    dialog._save()
    assert dialog.isVisible()
    assert f"Date {shown_day(TODAY + WEEK)} is in the future" in [
        one.text() for one in dialog.findChildren(Words)
    ]


def test_the_form_asks_what_belongs_to_the_kind_of_contact(form: Any, qtbot: QtBot) -> None:
    dialog, _ = form
    rows = dialog.form.rows

    def shown() -> set[str]:
        asked = {"employer_person_id", "vacancy_id", "purpose", "matches_plan", "outcome", "partner_id"}
        return {key for key in asked if not rows[key].isHidden()}

    assert shown() == {"employer_person_id", "vacancy_id", "purpose", "matches_plan", "outcome"}
    dialog.form.show_typed({"kind": "partner agency", "employer_id": ""})
    qtbot.waitUntil(lambda: shown() == {"partner_id"})
