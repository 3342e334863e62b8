"""The unit's choices: usual at first, a manager's to make, noted with what they were."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ipsdesk.errors import CannotRun
from ipsdesk.services.desk import Desk
from ipsdesk.services.settings import CHANGED, Choices
from tests.units import rows_of

NOTED = "SELECT details FROM audit_entries WHERE action = 'changed the settings'"


def test_what_is_chosen_holds_is_noted_and_announced(desk: Desk) -> None:
    heard: list[frozenset[str]] = []
    desk.changes.listen(heard.append)
    assert desk.settings.choices().lock_minutes == 5
    for minutes in (3, 3, 15):
        desk.settings.change(Choices(lock_minutes=minutes))
        assert desk.settings.choices() == Choices(lock_minutes=minutes)
    assert heard == [frozenset({CHANGED})] * 2
    noted = [json.loads(details) for (details,) in rows_of(desk, NOTED)]
    assert [list(told.values()) for told in noted] == [[[5, 3]], [[3, 15]]]


@pytest.mark.parametrize("minutes", [0, 16, -1])
def test_out_of_bounds_changes_nothing(desk: Desk, minutes: int) -> None:
    before = desk.settings.choices()
    with pytest.raises(CannotRun, match=r"choose 1 to 15\. Nothing was changed"):
        desk.settings.change(replace(before, lock_minutes=minutes))
    assert desk.settings.choices() == before
