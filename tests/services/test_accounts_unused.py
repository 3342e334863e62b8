"""Accounts nobody uses, as the clock goes on, stands still or is set back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ipsdesk.services.accounts import Accounts
from ipsdesk.services.accounts_list import State
from ipsdesk.services.accounts_rules import NewAccount
from ipsdesk.services.accounts_unused import UNUSED, flag_unused
from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Role, utc_now
from tests.units import CHEAP, copy_unit, rows_of, sit_down

NOW = utc_now()
ME = 1


@pytest.fixture
def manager(empty_unit: Path, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")) as desk:
        desk.accounts.cost = CHEAP
        yield desk


def at(desk: Desk, moment: datetime, account: int = ME, role: Role = Role.MANAGER) -> list[str]:
    """Somebody signs in at a moment; gives the warnings they see."""
    actor = replace(desk.workspace.actor, account=account, role=role)
    space = replace(desk.workspace, now=lambda: moment, actor=actor)
    with space.transactions.begin() as connection:
        space.note(connection, "signed in", {})
    return flag_unused(space)


def states(desk: Desk, moment: datetime) -> dict[str, State]:
    space = replace(desk.workspace, now=lambda: moment)
    lines = Accounts(space, desk._opened, lambda _: None).accounts()
    return {line.name.split()[0]: line.state for line in lines}


def add(desk: Desk, name: str, role: Role = Role.PRACTITIONER) -> int:
    return desk.accounts.add(NewAccount(name, role, "meadow anchor pepper violin candle"))


def test_after_30_days_it_shows_and_after_90_it_is_disabled_with_a_word_to_managers(manager: Desk) -> None:
    rosa = add(manager, "Rosa Quill")
    assert at(manager, NOW + timedelta(days=31)) == []
    assert states(manager, NOW + timedelta(days=31))["Rosa"] is State.UNUSED
    later = NOW + timedelta(days=91)
    assert at(manager, later, account=rosa + 1, role=Role.LEAD) == []  # whoever signs in, it happens
    assert states(manager, later)["Rosa"] is State.DISABLED
    (warning,) = at(manager, later + timedelta(hours=1))
    assert "Rosa Quill" in warning
    assert at(manager, later + timedelta(hours=2)) == []
    ((account, details),) = rows_of(
        manager, "SELECT account_id, details FROM audit_entries WHERE action = 'disabled'"
    )
    assert account is None
    assert UNUSED in details
    manager.accounts.enable(rosa)
    assert states(manager, NOW)["Rosa"] is State.ACTIVE


def test_those_disabled_are_named_in_one_sentence_once(manager: Desk) -> None:
    for name in ("Tess Marl", "Rosa Quill", "Sam Hollow"):
        add(manager, name)
    assert [at(manager, NOW + timedelta(days=day)) for day in (50, 85)] == [[], []]
    (warning,) = at(manager, NOW + timedelta(days=91))
    assert "Rosa Quill, Sam Hollow and Tess Marl were" in warning
    assert at(manager, NOW + timedelta(days=92)) == []


def test_a_unit_that_was_laid_aside_disables_nobody_until_90_days_after_it_is_taken_up(manager: Desk) -> None:
    add(manager, "Rosa Quill")
    for day in (200, 201, 250, 289):
        assert at(manager, NOW + timedelta(days=day)) == []
        assert states(manager, NOW + timedelta(days=day))["Rosa"] is State.UNUSED
    assert len(at(manager, NOW + timedelta(days=291))) == 1


def test_a_clock_that_was_once_years_ahead_neither_disables_nor_spares_anybody(manager: Desk) -> None:
    add(manager, "Rosa Quill")
    assert at(manager, NOW + timedelta(days=900)) == []
    for day in (1, 50):
        assert at(manager, NOW + timedelta(days=day)) == []
    assert states(manager, NOW)["Rosa"] is State.ACTIVE
    assert len(at(manager, NOW + timedelta(days=91))) == 1


def test_an_enabled_account_has_another_90_days(manager: Desk) -> None:
    rosa = add(manager, "Rosa Quill")
    later = NOW + timedelta(days=100)
    at(manager, NOW + timedelta(days=50))
    at(manager, later)
    assert states(manager, later)["Rosa"] is State.DISABLED
    Accounts(replace(manager.workspace, now=lambda: later), manager._opened, lambda _: None).enable(rosa)
    at(manager, later + timedelta(days=1))
    assert states(manager, later)["Rosa"] is State.ACTIVE


def test_the_last_manager_is_never_disabled(manager: Desk) -> None:
    rosa = add(manager, "Rosa Quill")
    add(manager, "Sam Hollow", Role.MANAGER)
    later = NOW + timedelta(days=400)
    for days in range(50, 401, 50):
        at(manager, NOW + timedelta(days=days), account=rosa, role=Role.PRACTITIONER)
    managers = {name: state for name, state in states(manager, later).items() if name != "Rosa"}
    assert sorted(managers.values()) == [State.DISABLED, State.UNUSED]


def test_a_clock_set_back_disables_and_enables_nobody(manager: Desk) -> None:
    add(manager, "Rosa Quill")
    years_back = NOW - timedelta(days=900)
    assert at(manager, years_back) == []
    space = replace(manager.workspace, now=lambda: years_back)
    sam = Accounts(space, manager._opened, lambda _: None, CHEAP).add(
        NewAccount("Sam Hollow", Role.LEAD, "garden timber velvet ribbon saddle")
    )
    at(manager, NOW + timedelta(minutes=1))  # the clock is right again
    assert set(states(manager, NOW).values()) == {State.ACTIVE}
    manager.accounts.disable(sam, "on a long leave")
    at(manager, years_back)
    assert states(manager, years_back)["Sam"] is State.DISABLED
