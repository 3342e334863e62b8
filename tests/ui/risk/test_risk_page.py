"""Page and dialogs of risk: for keyboard and ear, kept as drafts, told before a visit, and never leaked."""

from __future__ import annotations

import json
import logging
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk import preferences
from ipsdesk.services.desk import Desk
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.editing import Plain
from ipsdesk.services.risk import OwnPart, Risks, StaffPart
from ipsdesk.services.risk_points import POINTS
from ipsdesk.services.roles import Actor, Role
from ipsdesk.ui.background import run_now
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.records.record_dialog import RecordDialog, Wanted
from ipsdesk.ui.risk.own_dialog import OwnPartDialog, reopen_own
from ipsdesk.ui.risk.page import RiskOfPerson
from ipsdesk.ui.risk.staff_dialog import StaffPartDialog, reopen_staff
from ipsdesk.ui.risk.words import NOT_TOLD
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from tests.services.records_books import annis
from tests.ui.risk.at_risk import texts
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import TODAY

CANARY = "zimtstern"


@pytest.fixture
def at(two: Desk, theme: Theme, qtbot: QtBot, settings: QSettings) -> Iterator[AtDesk]:
    """A desk, and a plain window that dialogs open over."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    yield AtDesk(theme, run_now, two, settings, window)
    for dialog in window.findChildren(QDialog):
        dialog.done(0)


def both_parts(desk: Desk, words: str = "Words", *, day: date = TODAY) -> int:
    """A version with both parts, every field filled, two of them not seen alike."""
    client = annis(desk).id
    form = desk.risk.own_form(client)
    own = {point.own: f"{words} {point.own}" for point in POINTS}
    desk.risk.save_own(OwnPart(client, form.id, form.version, own, closes=True))
    shown = desk.risk.staff_form(client)
    values: dict[str, Plain] = {point.staff: f"{words} {point.staff}" for point in POINTS}
    agreed: dict[str, Plain] = {
        point.agreed: "disagree" if place < 2 else "agree" for place, point in enumerate(POINTS)
    }
    more: dict[str, Plain] = {
        "took_part": [f"{words} somebody"],
        "workplace_visit": f"{words} visit",
        "review_on": day,
    }
    desk.risk.save_staff(StaffPart(client, shown.id, shown.version, {**values, **agreed, **more}))
    return client


def faults_of(window: QWidget) -> list[str]:
    """Everything a person could not use."""
    return [*unnamed(window), *too_small(window), *out_of_keyboards_reach(window), *cut(window)]


def is_sound(window: QWidget, found: list[str]) -> bool:
    """Whether nothing is wrong with it; ``found`` holds what is."""
    found[:] = faults_of(window)
    return not found


@pytest.mark.parametrize("text", [100, 200])
def test_page_and_dialogs_can_be_used_by_keyboard_and_ear(
    at: AtDesk, qtbot: QtBot, theme: Theme, text: int
) -> None:
    theme.choose(Shade.LIGHT, text)
    page = RiskOfPerson(theme, may_change=True)
    scrolled = FocusScroll(at.page)  # as in the record
    scrolled.setWidget(page)
    scrolled.resize(700, 900)
    scrolled.show()
    client = annis(at.desk).id
    for _ in range(2):
        page.show_of(client, page.read(at.desk, client))
        qtbot.waitUntil(partial(is_sound, page, []), timeout=5000)
        both_parts(
            at.desk, "A sentence that is long enough to need more than one line at either size of text"
        )
    for kind in (OwnPartDialog, StaffPartDialog):
        dialog = kind(at, client)
        at.open(dialog)
        qtbot.waitUntil(partial(is_sound, dialog, []), timeout=5000)
        dialog.done(0)


def test_who_only_reads_sees_that_there_are_records_not_what_they_say(at: AtDesk) -> None:
    client = both_parts(at.desk)
    page = RiskOfPerson(at.theme, may_change=False)
    page.setParent(at.page)  # which outlasts the painting of what is shown last
    page.resize(at.page.size())
    page.show()
    auditor = Risks(replace(at.desk.workspace, actor=Actor(2, "Other", Role.AUDITOR)))
    page.show_of(client, auditor.page(client))
    heard = " ".join(
        line.said for part in (page.both, page.about.list, page.versions.list) for line in part.lines
    )
    assert "Words" not in texts(page) + heard
    assert NOT_TOLD in texts(page)
    assert "2 points seen differently" in page.state.words.text()
    page.show_of(client, at.desk.risk.page(client))
    assert "Words strengths" in page.both.lines[1].said


def test_what_is_typed_outlasts_a_lock_and_is_asked_about_first(at: AtDesk) -> None:
    client = annis(at.desk).id
    own = OwnPartDialog(at, client)
    at.open(own)
    own.form.questions["strengths"].editor.show_typed("I am")
    (note,) = own.drafts()
    own.reject()
    assert own.isVisible()
    own.done(0)
    again = reopen_own(at, json_of(note))
    assert again.form.texts()["strengths"] == "I am"
    again.form.save()
    assert not again.isVisible()
    assert at.desk.risk.own_form(client).texts["strengths"] == "I am"

    staff = StaffPartDialog(at, client)
    at.open(staff)
    assert staff.form is not None
    staff.form.rows["staff_view"].editor.show_typed("Settled")
    (note,) = staff.drafts()
    staff.done(0)
    reopened = reopen_staff(at, json_of(note))
    assert reopened.form is not None
    assert reopened.form.rows["staff_view"].editor.typed() == "Settled"
    reopened.next.click()
    assert "before the person has finished" in texts(reopened)
    reopened.form.rows["staff_first"].editor.show_typed("She asked us to.")
    reopened.next.click()
    assert not reopened.isVisible()
    assert at.desk.risk.page(client).versions[0].staff_first == "She asked us to."


def json_of(note: DraftNote) -> DraftNote:
    """A draft as it comes back out of the file."""
    return DraftNote(note.kind, note.about, note.words, json.loads(json.dumps(note.content)))


def test_before_a_visit_the_contact_form_says_what_to_know(at: AtDesk, qtbot: QtBot) -> None:
    client = both_parts(at.desk)
    dialog = RecordDialog(at, Wanted("contact", None, {"client_ids": [str(client)], "on_date": TODAY}))
    at.open(dialog)
    assert dialog.form is not None
    said = "Words visit"
    qtbot.wait(300)
    assert said not in texts(dialog)
    dialog.form.rows["kind"].editor.show_typed("employer")
    qtbot.waitUntil(lambda: said in texts(dialog), timeout=5000)
    dialog.form.rows["kind"].editor.show_typed("client")
    qtbot.waitUntil(lambda: said not in texts(dialog), timeout=5000)
    dialog.form.rows["place"].editor.show_typed("workplace")
    qtbot.waitUntil(lambda: said in texts(dialog), timeout=5000)


def test_what_is_written_is_in_no_log_title_or_file(
    at: AtDesk, two: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    with caplog.at_level(logging.DEBUG):
        client = both_parts(two, CANARY)
        for kind in (OwnPartDialog, StaffPartDialog):
            dialog = kind(at, client)
            at.open(dialog)
            titles = [one.windowTitle() for one in QApplication.topLevelWidgets()]
            assert CANARY not in "".join(titles)
            dialog.done(0)
        two.risk.note_viewed(client)
    assert CANARY not in caplog.text
    folders = [tmp_path, two.folder, preferences.log_file().parent]
    written = [one for folder in folders for one in folder.rglob("*") if one.is_file()]
    assert len(written) > 1
    assert [one for one in written if CANARY.encode() in one.read_bytes()] == []
