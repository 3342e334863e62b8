"""The tab of involvement at a real desk: its parts and dialogs by ear, at 200 %, and for who only reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.roles import Actor, Role
from ipsdesk.services.surveys import Answer
from ipsdesk.ui.background import run_now
from ipsdesk.ui.involvement.impression_dialog import ImpressionDialog
from ipsdesk.ui.involvement.minutes_out import COPIES
from ipsdesk.ui.involvement.open_minutes import OpenMinutesTab
from ipsdesk.ui.involvement.survey_alone import SurveyAlone
from ipsdesk.ui.involvement.survey_paper import PaperDialog
from ipsdesk.ui.involvement.tab import InvolvementTab
from ipsdesk.ui.involvement.views import VIEWS
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.pathway.asked_again import ASKED_AGAIN
from ipsdesk.ui.printing import PrintPreview
from ipsdesk.ui.records.picker import Picker
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.services.meeting_books import AUDITOR, ELSEWHERE, SECRET, TODAY, add, key_of, meeting_unit
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import copy_unit, rows_of, sit_down


@pytest.fixture(scope="module")
def closed_books(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("involvement_tab")
    with sit_down(copy_unit(empty_unit, folder / "Larkrise.ipsdesk"), TODAY) as desk:
        meeting_unit(desk, folder)
        add(desk, "representative", client_id=key_of(desk, "clients", "C2"), from_on=TODAY)
        add(desk, "decision meeting", kind="heads of department", on_date=TODAY)
        annis = key_of(desk, "clients", "C1")
        again = add(desk, "survey round", kind="half-yearly", opens_on=TODAY, closes_on=TODAY, asked=9)
        for rating in (2, 3, 4, 5, 5):
            desk.surveys.answer(again, Answer(rating, {1: "yes", 2: "partly"}, "A kettle would be good"))
        desk.surveys.close(again, TODAY)
        add(desk, "you said, we did", round_id=str(again), said="A kettle", did="There is one now")
        add(desk, "survey round", kind="employers", opens_on=TODAY, closes_on=TODAY)
        add(desk, "joint training", on_date=TODAY, title="Talking about risk", client_ids=[annis],
            trainer_clients=[annis], modules=["Early signs", "What helps at work"])  # fmt: skip
        story = add(desk, "story", client_id=annis, on_date=TODAY, title="Annis and the mill", done="In.",
                    may_be_used=["in the unit"], consent_on=TODAY)  # fmt: skip
        desk.stories.use(story, "in the unit", "Notice board")
        add(desk, "involvement", client_id=annis, on_date=TODAY, area="planning", kind="interview panel")
        add(desk, "improvement", year=2026, aim="Letters that people can read", client_ids=[annis])
        add(desk, "meeting not open yet", name="Security meeting", plan="Split it in two")
        desk.impressions.record({"on_date": TODAY, "felt_safe": "yes"}, ["A lamp in each room"])
    return folder / "Larkrise.ipsdesk"


@pytest.fixture
def books(closed_books: Path, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(copy_unit(closed_books, tmp_path / "Larkrise.ipsdesk"), TODAY) as desk:
        yield desk


def opened(qtbot: QtBot, theme: Theme, desk: Desk, settings: QSettings) -> InvolvementTab:
    """On screen, its list read."""
    tab = InvolvementTab(theme, run_now, desk, settings)
    qtbot.addWidget(tab)
    tab.resize(1366, 660)
    tab.show()
    QTest.qWaitForWindowActive(tab)
    tab.refresh()
    return tab


def as_somebody(desk: Desk, account: int, role: Role) -> None:
    """Another account sits at the desk."""
    actor = Actor(account, "Somebody", role)
    space = replace(desk.workspace, actor=actor, opened=set())
    for service in (desk.meetings, desk.minutes, desk.rota, desk.impressions, desk.editing, desk.records):
        service.workspace = space
    desk.workspace = space


def governance(tab: InvolvementTab) -> Any:
    """The part of meetings with the governance meeting chosen."""
    view = tab.inside.meetings
    assert tab.show_part("Meetings", next(one.id for one in view.rows if one.called == "Governance"))
    assert view.record is not None
    return view


@pytest.mark.parametrize("text", [100, 200])
def test_every_part_can_be_used_by_keyboard_and_ear(
    books: Desk, theme: Theme, settings: QSettings, qtbot: QtBot, text: int
) -> None:
    theme.choose(Shade.LIGHT, text)
    tab = opened(qtbot, theme, books, settings)
    inside = tab.inside
    for place, kind in enumerate(VIEWS):
        inside.toolbar.choose(place)
        if inside.view.panel is not None:
            inside.view.panel.view.selectRow(0)

        def nothing_is_wrong(title: str = kind.title) -> None:
            seen = [*unnamed(inside), *too_small(inside), *out_of_keyboards_reach(inside), *cut(inside)]
            assert seen == [], title

        qtbot.waitUntil(nothing_is_wrong)


def test_who_is_not_entitled_sees_a_closed_item_and_no_copy_of_it(
    books: Desk, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    as_somebody(books, ELSEWHERE, Role.PRACTITIONER)
    tab = opened(qtbot, theme, books, settings)
    view = governance(tab)
    said = [line.said for line in (*view.agenda.list.lines, *view.after.list.lines)]
    assert any("Closed item" in one for one in said)
    assert SECRET not in repr(said)
    assert view.sign.isHidden()
    view.ask_minutes()
    (picker,) = view._at.page.findChildren(Picker)
    assert [one.key for one in picker.model.picks] == ["open", "large", "easy", "word", "easy-word"]
    view.minutes.make("closed")
    assert not view._at.page.findChildren(PrintPreview)


def test_minutes_as_word_are_noted_and_have_nothing_closed(
    books: Desk, theme: Theme, settings: QSettings, qtbot: QtBot, tmp_path: Path
) -> None:
    from docx import Document

    tab = opened(qtbot, theme, books, settings)
    view = governance(tab)
    told: list[str] = []
    view.told.connect(lambda words, _refused: told.append(words))
    for key, is_there in (("word", False), ("closed-word", True)):
        view.minutes._meeting = view.record.row.id
        view.minutes._made = view.minutes._read(COPIES[key], view.record.row.id, None)
        path = tmp_path / f"{key}.docx"
        view.minutes.save_word(str(path))
        text = "\n".join(one.text for one in Document(str(path)).paragraphs)
        assert (SECRET in text) is is_there
    assert told[0].startswith("Saved as word.docx.")
    assert rows_of(books, "SELECT count(*) FROM audit_entries WHERE action = 'saved as Word'") == [(2,)]


def test_who_only_reads_has_the_minutes_and_no_button_that_changes_anything(
    books: Desk, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    as_somebody(books, AUDITOR, Role.AUDITOR)
    tab = opened(qtbot, theme, books, settings)
    inside = tab.inside
    view = governance(tab)
    assert not view.out.isHidden()
    hidden = (view.sign, view.again, view.share, view.card.change, view.card.remove, inside.toolbar.add)
    assert all(one.isHidden() for one in (*hidden, *view.agenda.buttons, *view.turns.buttons))


def test_first_impressions_are_asked_kept_as_a_draft_and_saved(
    books: Desk, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    tab = opened(qtbot, theme, books, settings)
    inside = tab.inside
    at = AtDesk(theme, run_now, books, settings, inside)
    dialog = ImpressionDialog(at)
    dialog.show()
    assert dialog.drafts() == ()
    dialog.questions["welcomed"].show_answer("partly")
    assert dialog.after is not None
    dialog.after.show_typed({"asked": "A kettle\nA key"})
    (note,) = dialog.drafts()
    assert isinstance(note, DraftNote)
    dialog.reject()
    assert dialog.isVisible()
    assert dialog.doing.text() == "Leave without saving?"
    tab.reopeners()[note.kind](note)
    again = next(one for one in tab.findChildren(ImpressionDialog) if one is not dialog)
    assert again.questions["welcomed"].answer == "partly"
    again._save()
    wanted = ["A kettle", "A key", "A lamp in each room"]
    assert sorted(one.words for one in books.impressions.recommendations().lines) == wanted


@pytest.mark.parametrize("text", [100, 200])
def test_the_dialog_of_first_impressions_can_be_used_by_keyboard_and_ear(
    books: Desk, theme: Theme, settings: QSettings, qtbot: QtBot, text: int
) -> None:
    theme.choose(Shade.LIGHT, text)
    tab = opened(qtbot, theme, books, settings)
    inside = tab.inside
    dialog = ImpressionDialog(AtDesk(theme, run_now, books, settings, inside))
    dialog.show()

    def nothing_is_wrong() -> None:
        seen = [*unnamed(dialog), *too_small(dialog), *out_of_keyboards_reach(dialog), *cut(dialog)]
        assert seen == []

    qtbot.waitUntil(nothing_is_wrong)


@pytest.mark.parametrize("text", [100, 200])
def test_a_survey_can_be_answered_by_keyboard_and_ear(
    books: Desk, theme: Theme, settings: QSettings, qtbot: QtBot, text: int
) -> None:
    theme.choose(Shade.LIGHT, text)
    tab = opened(qtbot, theme, books, settings)
    at = AtDesk(theme, run_now, books, settings, tab.inside)
    open_round = next(one for one in books.surveys.rounds() if one.closed_on is None)
    paper, alone = PaperDialog(at, open_round), SurveyAlone(at, open_round)
    qtbot.addWidget(alone)
    alone.resize(1366, 768)
    alone.begin()
    for shown in (paper, alone):
        shown.show()

        def nothing_is_wrong(window: QWidget = shown) -> None:
            seen = [*unnamed(window), *too_small(window), *out_of_keyboards_reach(window), *cut(window)]
            assert seen == []

        qtbot.waitUntil(nothing_is_wrong)
    alone.manner.choose(1)
    assert "Did we explain ourselves?" in [one.accessibleName() for one in alone.asking.answers.values()]
    qtbot.waitUntil(partial(nothing_is_wrong, alone))
    alone.give()
    assert "Nothing was answered" in alone.told.words.text()
    qtbot.waitUntil(partial(nothing_is_wrong, alone))


def test_what_was_asked_of_a_meeting_is_asked_again_from_a_draft(books: Desk) -> None:
    (key,) = rows_of(books, "SELECT id FROM decision_meetings WHERE name = 'Governance'")[0]
    for kind, title in (
        ("minutes signed off", "Sign the minutes off"),
        ("minutes again", "Begin version 2 of the minutes"),
        ("minutes shared", "The open minutes were shared"),
        ("requests taken on", "Requests for the agenda"),
    ):
        assert ASKED_AGAIN[kind](books, 0, key).title == title


def test_a_representative_reads_open_minutes_alone(
    books: Desk, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    (key,) = rows_of(books, "SELECT id FROM decision_meetings WHERE name = 'Governance'")[0]
    books.meetings.sign_off(key, TODAY)
    as_somebody(books, AUDITOR, Role.REPRESENTATIVE)
    tab = OpenMinutesTab(theme, run_now, books, settings)
    qtbot.addWidget(tab)
    tab.show()
    tab.refresh()
    assert [one.called for one in tab.panel.model.shown] == ["Governance"]
    tab.panel.opened.emit(tab.panel.model.shown[0])
    tab.out.make("open")
    (preview,) = tab.findChildren(PrintPreview)
    assert SECRET not in preview.pages.document.toPlainText()
    assert "Closed item" in preview.pages.document.toPlainText()
