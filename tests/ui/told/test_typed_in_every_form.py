"""What is typed into any form about a person stays in the file: no log, title or temporary file has it."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk import logs, preferences
from ipsdesk.errors import DeskError
from ipsdesk.fields import Kind
from ipsdesk.models import FAMILIES
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Plain, Typed
from ipsdesk.ui.background import run_now
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.records.record_dialog import RecordDialog, Wanted
from ipsdesk.ui.theme import Theme

CANARY = "zimtstern"
WRITTEN = (Kind.TEXT, Kind.LONG_TEXT, Kind.TEXTS)
FORMS: Mapping[str, Mapping[str, str]] = {
    "talk about personal information": {"on_date": "1/3/2026"},
    "decision about personal information": {"on_date": "1/3/2026", "decision": "adjustments only"},
    "criminal record information": {"on_date": "1/3/2026", "permission": "given"},
    "consent": {"scope": "family", "answer": "refused", "on_date": "1/3/2026"},
    "leave authority": {"authorised_on": "1/3/2026", "from_on": "2/3/2026"},
    "leave outcome": {"on_date": "3/3/2026"},
}
"""The forms of what may be told and of leave, and what each must have besides words."""


@dataclass
class Form:
    """The form of a new record of somebody made up, over an open unit."""

    at: AtDesk
    dialog: RecordDialog

    def type_everywhere(self, known: Mapping[str, str]) -> list[str]:
        """What is known, and the canary into every field that takes words; the names of those."""
        form = self.dialog.form
        assert form is not None
        words = [name for name, row in form.rows.items() if row.editor.field.kind in WRITTEN]
        for name in [*known, *words]:
            form.go_to(name)
            at_it = QApplication.focusWidget()
            assert at_it is not None
            QTest.keyClicks(at_it, known.get(name, CANARY))
        return words

    def save(self) -> None:
        """Save it; what is wrong fails the test."""
        saved: list[object] = []
        self.dialog.saved.connect(saved.append)
        self.dialog.next.click()
        assert saved

    def kept(self, kind: str) -> Mapping[str, object]:
        """The one record of the kind in the file."""
        family = next(one for one in FAMILIES if one.family.kind == kind)
        with self.at.desk.workspace.transactions.read() as connection:
            statement = f"SELECT * FROM {family.__tablename__}"
            return dict(connection.exec_driver_sql(statement).mappings().one())


@pytest.fixture
def form(kind: str, desk: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> Form:
    client = desk.editing.save(Typed("client", None, 0, {"reference": "C1", "name": "Ash Rowan"})).id
    given: dict[str, Plain] = {"client_id": client}
    if kind == "leave outcome":
        days: dict[str, Plain] = {"authorised_on": date(2026, 3, 1), "from_on": date(2026, 3, 2)}
        leave = {**given, **days, "reference": "L1", "authorised_by": "Dr Elm"}
        given = {"leave_id": desk.editing.save(Typed("leave authority", None, 0, leave)).id}
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    at = AtDesk(theme, run_now, desk, settings, page)
    dialog = RecordDialog(at, Wanted(kind, given=given))
    at.open(dialog)
    dialog.activateWindow()  # a desktop would do so
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return Form(at, dialog)


@pytest.mark.parametrize("kind", FORMS)
def test_words_typed_into_every_field_stay_in_the_file(
    kind: str, form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with caplog.at_level(logging.DEBUG):
        words = form.type_everywhere(FORMS[kind])
        titles = [one.windowTitle() for one in QApplication.topLevelWidgets()]
        form.save()
        logs.log_fault(DeskError("Something went wrong."), preferences.log_file())
    kept = form.kept(kind)
    assert words
    assert [name for name in words if CANARY not in str(kept[name])] == []
    places = tmp_path, preferences.log_file().parent
    files = [one for folder in places for one in folder.rglob("*") if one.is_file()]
    assert [one for one in files if CANARY.encode() in one.read_bytes()] == []
    assert CANARY not in caplog.text + "".join(titles)
