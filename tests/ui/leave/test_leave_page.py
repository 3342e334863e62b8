"""The page of leave and its forms: what is written there is in no log, title or file."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk import preferences
from ipsdesk.fields import Kind
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Plain, Typed
from ipsdesk.ui.background import run_now
from ipsdesk.ui.leave.asking import ask_revoked
from ipsdesk.ui.leave.page import LEAVE, OUTCOME, LeaveOfPerson
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.records.record_dialog import RecordDialog, Wanted
from ipsdesk.ui.theme import Theme
from tests.services.records_books import annis
from tests.units import TODAY

CANARY = "zimtstern"


def written(desk: Desk, kind: str, given: dict[str, Plain]) -> int:
    """A record whose every text is the canary."""
    form = desk.editing.blank(kind, given)
    texts: dict[str, Plain] = {
        name: [CANARY] if one.kind is Kind.TEXTS else f"{CANARY} {name}"
        for name, one in form.fields.items()
        if one.personal and one.kind in {Kind.TEXT, Kind.LONG_TEXT, Kind.TEXTS}
    }
    assert len(texts) >= 3
    return desk.editing.save(Typed(kind, None, 0, {**form.values, **given, **texts})).id


@pytest.fixture
def at(two: Desk, theme: Theme, qtbot: QtBot, settings: QSettings) -> AtDesk:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    return AtDesk(theme, run_now, two, settings, window)


def test_what_is_written_of_leave_is_in_no_log_title_or_file(
    at: AtDesk, two: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    client = annis(two).id
    with caplog.at_level(logging.DEBUG):
        leave = written(two, LEAVE, {"client_id": str(client), "authorised_on": TODAY, "from_on": TODAY})
        outcome = written(two, OUTCOME, {"leave_id": str(leave), "on_date": TODAY})
        page = LeaveOfPerson(at.theme, may_change=True)
        page.setParent(at.page)
        page.show()
        page.show_of(client, page.read(two, client))
        assert CANARY in page.leaves.list.lines[0].said
        assert CANARY in page.outcomes.list.lines[0].said
        for dialog in (
            RecordDialog(at, Wanted(LEAVE, leave)),
            RecordDialog(at, Wanted(OUTCOME, outcome)),
            StepDialog(at, ask_revoked(client, leave, TODAY)),
        ):
            at.open(dialog)
            assert CANARY not in "".join(one.windowTitle() for one in QApplication.topLevelWidgets())
            dialog.done(0)
        done = two.leave.revoke(leave, TODAY)
        assert CANARY not in done.words
    assert CANARY not in caplog.text
    folders = [tmp_path, two.folder, preferences.log_file().parent]
    files = [one for folder in folders for one in folder.rglob("*") if one.is_file()]
    assert len(files) > 1
    assert [one for one in files if CANARY.encode() in one.read_bytes()] == []
