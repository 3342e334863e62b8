"""What is typed into any form about a person stays in the unit's file: no log, title or temporary file has it."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Mapping
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
from ipsdesk.services.editing import Typed
from ipsdesk.ui.background import run_now
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.records.record_dialog import RecordDialog, Wanted
from ipsdesk.ui.theme import Theme
from tests.units import copy_unit, sit_down

TODAY = date(2026, 4, 13)
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


@pytest.mark.parametrize("kind", FORMS)
def test_words_typed_into_every_field_stay_in_the_file(
    kind: str,
    empty_unit: Path,
    tmp_path: Path,
    theme: Theme,
    settings: QSettings,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    unit, temporary = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk"), tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with sit_down(unit, TODAY) as desk, caplog.at_level(logging.DEBUG):
        client = desk.editing.save(Typed("client", None, 0, {"reference": "C1", "name": "Ash Rowan"})).id
        given = {"client_id": client}
        if kind == "leave outcome":
            days = {"authorised_on": date(2026, 3, 1), "from_on": date(2026, 3, 2)}
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
        form = dialog.form
        assert form is not None
        words = [name for name, row in form.rows.items() if row.editor.field.kind in WRITTEN]
        assert words
        for name in [*FORMS[kind], *words]:
            form.go_to(name)
            at_it = QApplication.focusWidget()
            assert at_it is not None
            QTest.keyClicks(at_it, FORMS[kind].get(name, CANARY))
        titles = [one.windowTitle() for one in QApplication.topLevelWidgets()]
        error = DeskError("Something went wrong.")
        logs.log_fault(error, preferences.log_file())
        saved: list[object] = []
        dialog.saved.connect(saved.append)
        dialog.next.click()
        assert saved, dialog.form.summary.accessibleName() if dialog.form else ""
        family = next(one for one in FAMILIES if one.family.kind == kind)
        with desk.workspace.transactions.read() as connection:
            row = connection.exec_driver_sql(f"SELECT * FROM {family.__tablename__}").mappings().one()
        assert [name for name in words if CANARY not in str(row[name])] == []
    files = [
        one
        for folder in (tmp_path, preferences.log_file().parent)
        for one in folder.rglob("*")
        if one.is_file()
    ]
    assert [one for one in files if CANARY.encode() in one.read_bytes()] == []
    assert CANARY not in caplog.text + "".join(titles)
