"""Wrong passphrases before a sign-in are told to the person and kept in the audit trail, once."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ipsdesk.errors import NotAllowed, WrongPassphrase
from ipsdesk.services.accounts_rules import NewAccount
from ipsdesk.services.desk import TURNED_AWAY, Desk, open_desk
from ipsdesk.services.roles import Role
from ipsdesk.storage.opening import open_unit
from tests.units import ACCOUNT, CHEAP, PASSPHRASE, copy_unit, rows_of, sit_down

EVENING = datetime(2026, 11, 22, 21, 14, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("the clock of this system can't be told its place")
    with monkeypatch.context() as patch:
        patch.setitem(os.environ, "TZ", "Europe/London")
        time.tzset()
        yield
    time.tzset()


def signs_in_after(empty_unit: Path, place: Path, wrong: int) -> Desk:
    unit = copy_unit(empty_unit, place / "Larkrise.ipsdesk")
    for _ in range(wrong):
        with pytest.raises(WrongPassphrase):
            open_unit(unit, ACCOUNT, "wrong", now=lambda: EVENING)
    return sit_down(unit)


def noted(desk: Desk) -> list[object]:
    rows = rows_of(desk, "SELECT details FROM audit_entries WHERE action = 'signed in' ORDER BY id")
    return [json.loads(details) for (details,) in rows]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (1, "1 wrong passphrase was typed for this unit since the last sign-in, on 22 November at 9:14pm."),
        (
            2,
            "2 wrong passphrases were typed for this unit since the last sign-in,"
            " the last on 22 November at 9:14pm.",
        ),
    ],
)
def test_they_are_told_and_noted_once(empty_unit: Path, tmp_path: Path, wrong: int, sentence: str) -> None:
    with signs_in_after(empty_unit, tmp_path, wrong) as desk:
        assert sentence in desk.warnings
        details = {"wrong passphrases before": wrong, "last wrong at": EVENING.isoformat()}
        assert noted(desk) == [details]
    with sit_down(desk.folder) as again:
        assert not [line for line in again.warnings if "wrong" in line]
        assert noted(again) == [details, {}]


def test_a_disabled_account_that_is_tried_leaves_its_trace(empty_unit: Path, tmp_path: Path) -> None:
    with signs_in_after(empty_unit, tmp_path, 0) as desk:
        desk.accounts.cost = CHEAP
        number = desk.accounts.add(NewAccount("Rosa Quill", Role.LEAD, PASSPHRASE))
        desk.accounts.disable(number, "on a long leave")
        unit = desk.folder
    with pytest.raises(WrongPassphrase):
        open_unit(unit, ACCOUNT, "wrong", now=lambda: EVENING)
    with pytest.raises(NotAllowed):
        open_desk(unit, "Rosa Quill", PASSPHRASE)
    with sit_down(unit) as desk:
        found = rows_of(desk, f"SELECT account_id, details FROM audit_entries WHERE action = '{TURNED_AWAY}'")
    ((account, details),) = found
    assert account == number
    assert json.loads(details)["wrong passphrases before"] == 1
