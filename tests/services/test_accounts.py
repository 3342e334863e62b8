"""Accounts at a real unit: who can sign in with what, before and after each change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from ipsdesk.errors import CannotRun, NoSpace, NotAllowed, WaitFirst, WrongPassphrase
from ipsdesk.rules.periods import parse_period
from ipsdesk.services import accounts_keys
from ipsdesk.services.accounts import Accounts
from ipsdesk.services.accounts_list import AccountLine, State
from ipsdesk.services.accounts_rules import NewAccount
from ipsdesk.services.desk import Desk, offer_recovery_key, open_desk
from ipsdesk.services.recovering import recover_account
from ipsdesk.services.roles import Role, utc_now
from ipsdesk.storage.attempts import read_attempts
from ipsdesk.storage.keys import read_keys, write_keys
from ipsdesk.storage.opening import open_unit
from tests.services.hours_books import a_unit_at_work, key_of
from tests.units import ACCOUNT, CHEAP, PASSPHRASE, TODAY, copy_unit, rows_of, sit_down

ROSA, ROSAS = "Rosa Quill", "meadow anchor pepper violin candle"
OTHER = "garden timber velvet ribbon saddle"
ME = 1


@pytest.fixture
def unit(empty_unit: Path, tmp_path: Path) -> Path:
    return copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")


@pytest.fixture
def manager(unit: Path) -> Iterator[Desk]:
    with sit_down(unit) as desk:
        desk.accounts.cost = CHEAP
        yield desk


def line_of(desk: Desk, number: int) -> AccountLine:
    return next(line for line in desk.accounts.accounts() if line.number == number)


def signs_in(unit: Path, name: str, passphrase: str) -> Role:
    with open_desk(unit, name, passphrase, today=lambda: TODAY) as desk:
        return desk.workspace.actor.role


def rosa(role: Role = Role.PRACTITIONER) -> NewAccount:
    return NewAccount(ROSA, role, ROSAS)


def test_a_new_account_signs_in_with_its_role_and_is_listed(unit: Path, manager: Desk) -> None:
    number = manager.accounts.add(rosa(Role.LEAD))
    manager.close()
    assert signs_in(unit, " rosa  QUILL", ROSAS) is Role.LEAD
    with sit_down(unit) as desk:
        found, me = line_of(desk, number), line_of(desk, ME)
    assert (found.name, found.role, found.state, found.is_me) == (ROSA, Role.LEAD, State.ACTIVE, False)
    assert found.signed_in_at is not None
    assert me.is_me
    assert me.is_last_manager


@pytest.mark.parametrize(
    ("new", "says"),
    [
        (NewAccount("first  manager", Role.LEAD, ROSAS), "already"),
        (NewAccount(" ", Role.LEAD, ROSAS), "needs a name"),
        (NewAccount("x" * 101, Role.LEAD, ROSAS), "at most"),
        (NewAccount("First\u200b Manager", Role.LEAD, ROSAS), "can't be seen"),
        (NewAccount("Rosa \u202elliuQ", Role.LEAD, ROSAS), "can't be seen"),
        (NewAccount("Rosa\x00", Role.LEAD, ROSAS), "can't be seen"),
        (NewAccount("Rosa \ud800", Role.LEAD, ROSAS), "can't be seen"),
        (NewAccount(ROSA, Role.LEAD, "too short"), "14"),
        (NewAccount(ROSA, Role.LEAD, ROSAS, client=1, decision="helps with the review"), "only be"),
        (NewAccount(ROSA, Role.REPRESENTATIVE, ROSAS, client=1), "why a client"),
        (NewAccount(ROSA, Role.REPRESENTATIVE, ROSAS, staff=1), "staff"),
    ],
)
def test_what_may_not_be_is_refused_and_changes_nothing(manager: Desk, new: NewAccount, says: str) -> None:
    before = read_keys(manager._opened.unit)
    with pytest.raises(CannotRun, match=says):
        manager.accounts.add(new)
    assert len(manager.accounts.accounts()) == 1
    assert read_keys(manager._opened.unit) == before


@pytest.mark.parametrize("name", ["רות שדה", "=cmd()", "José", "x" * 100])
def test_any_name_that_can_be_read_signs_in(unit: Path, manager: Desk, name: str) -> None:
    manager.accounts.add(NewAccount(name, Role.LEAD, ROSAS))
    manager.close()
    assert signs_in(unit, name, ROSAS) is Role.LEAD


def test_a_number_is_never_used_again_and_a_name_neither(manager: Desk) -> None:
    first = manager.accounts.add(rosa())
    manager.accounts.disable(first, "on a long leave")
    assert manager.accounts.add(NewAccount("Sam Hollow", Role.LEAD, OTHER)) == first + 1
    with pytest.raises(CannotRun, match="or was one"):
        manager.accounts.add(rosa())


def test_where_the_keys_cant_be_written_there_is_no_account_and_the_old_keys_hold(
    unit: Path, manager: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise NoSpace("The disk is full.")

    monkeypatch.setattr(accounts_keys, "write_keys", full)
    with pytest.raises(NoSpace):
        manager.accounts.add(rosa())
    monkeypatch.undo()
    assert len(manager.accounts.accounts()) == 1
    assert manager.accounts.add(rosa()) == 2
    manager.close()
    assert signs_in(unit, ROSA, ROSAS) is Role.PRACTITIONER


def test_a_slot_that_an_interrupted_change_left_opens_nothing_and_goes_with_the_next(
    unit: Path, manager: Desk
) -> None:
    opened = manager._opened
    stray = opened.keys.with_account(7, ROSA, ROSAS, opened.data_key, CHEAP)
    write_keys(opened.unit, stray)
    manager.close()
    with pytest.raises(NotAllowed):
        signs_in(unit, ROSA, ROSAS)
    with sit_down(unit) as desk:
        desk.accounts.cost = CHEAP
        assert desk.accounts.add(NewAccount("Sam Hollow", Role.LEAD, OTHER)) == 8
        assert {slot.number for slot in read_keys(desk._opened.unit).slots} == {0, ME, 8}


def test_disabled_is_kept_out_until_enabled_and_the_list_says_why(unit: Path, manager: Desk) -> None:
    number = manager.accounts.add(rosa())
    manager.accounts.disable(number, "on a long leave")
    found = line_of(manager, number)
    assert (found.state, found.why) == (State.DISABLED, "on a long leave")
    assert found.since is not None
    manager.close()
    with pytest.raises(NotAllowed, match="disabled"):
        signs_in(unit, ROSA, ROSAS)
    with sit_down(unit) as desk:
        desk.accounts.enable(number)
    assert signs_in(unit, ROSA, ROSAS) is Role.PRACTITIONER


def test_the_last_manager_stays_one(manager: Desk) -> None:
    number = manager.accounts.add(rosa())
    for attempt in (
        lambda: manager.accounts.disable(ME, "leaving"),
        lambda: manager.accounts.change(ME, role=Role.LEAD, staff=None),
        lambda: manager.accounts.leaver(ME, "leaving"),
    ):
        with pytest.raises(CannotRun, match="another account a manager first"):
            attempt()
    manager.accounts.change(number, role=Role.MANAGER, staff=None)
    assert not line_of(manager, ME).is_last_manager
    manager.accounts.change(ME, role=Role.LEAD, staff=None)
    assert line_of(manager, number).is_last_manager


def test_disabling_needs_a_reason(manager: Desk) -> None:
    number = manager.accounts.add(rosa())
    with pytest.raises(CannotRun, match="why"):
        manager.accounts.disable(number, "  ")
    assert line_of(manager, number).state is State.ACTIVE


# ---- passphrases and the recovery key -------------------------------------------------------------------


def test_a_forgotten_passphrase_is_set_by_a_manager_and_then_changed_by_its_owner(
    unit: Path, manager: Desk
) -> None:
    number = manager.accounts.add(rosa())
    manager.accounts.set_passphrase(number, OTHER)
    manager.close()
    with pytest.raises(WrongPassphrase):
        signs_in(unit, ROSA, ROSAS)
    with open_desk(unit, ROSA, OTHER) as desk:
        desk.accounts.cost = CHEAP
        with pytest.raises(WrongPassphrase, match="present passphrase"):
            desk.accounts.change_my_passphrase(ROSAS, PASSPHRASE)
        desk.accounts.change_my_passphrase(OTHER, ROSAS)
    assert signs_in(unit, ROSA, ROSAS) is Role.PRACTITIONER


def test_wrong_present_passphrases_are_counted_and_wait_as_at_the_sign_in(manager: Desk) -> None:
    now = utc_now()
    space = replace(manager.workspace, now=lambda: now)
    mine = Accounts(space, manager._opened, lambda _: None, CHEAP)
    for _ in range(4):
        with pytest.raises(WrongPassphrase):
            mine.change_my_passphrase(ROSAS, OTHER)
    with pytest.raises(WaitFirst, match="Wait 4 seconds"):
        mine.change_my_passphrase(PASSPHRASE, OTHER)
    mine.workspace = replace(space, now=lambda: now + timedelta(seconds=5))
    mine.change_my_passphrase(PASSPHRASE, OTHER)
    assert read_attempts(manager._opened.unit).wrong == 0


def test_a_new_recovery_key_takes_the_old_ones_place_once_typed_back(unit: Path, manager: Desk) -> None:
    printed, wrong = offer_recovery_key(), offer_recovery_key()
    with pytest.raises(CannotRun, match="typed back"):
        manager.accounts.set_recovery_key(printed, wrong)
    manager.accounts.set_recovery_key(printed, printed.replace("-", " ").lower())
    old_keys = (unit / "keys.json").read_bytes()
    newer = offer_recovery_key()
    manager.accounts.set_recovery_key(newer, newer)
    manager.close()
    taken = copy_unit(unit, unit.with_name("Taken.ipsdesk"))
    (taken / "keys.json").write_bytes(old_keys)
    for folder in (unit, taken):
        with pytest.raises(CannotRun):
            recover_account(folder, printed, ACCOUNT, OTHER, cost=CHEAP)
    recover_account(unit, newer, "first manager", OTHER, cost=CHEAP)
    with pytest.raises(WrongPassphrase):
        signs_in(unit, ACCOUNT, PASSPHRASE)
    assert signs_in(unit, ACCOUNT, OTHER) is Role.MANAGER
    with open_desk(unit, ACCOUNT, OTHER) as desk:
        ((details,),) = rows_of(desk, "SELECT kind FROM audit_entries WHERE action = 'recovered the account'")
    assert details == "account"


def test_recovery_needs_an_account_that_may_sign_in_and_enables_only_a_lost_last_manager(
    unit: Path, manager: Desk
) -> None:
    printed = offer_recovery_key()
    manager.accounts.set_recovery_key(printed, printed)
    number = manager.accounts.add(rosa())
    manager.accounts.disable(number, "on a long leave")
    manager.close()
    with pytest.raises(CannotRun, match="First Manager, Rosa Quill"):
        recover_account(unit, printed, "nobody here", OTHER, cost=CHEAP)
    with pytest.raises(CannotRun, match="disabled"):
        recover_account(unit, printed, ROSA, OTHER, cost=CHEAP)
    with open_unit(unit, ACCOUNT, PASSPHRASE) as opened, opened.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE accounts SET disabled_at = '2026-01-01T00:00:00+00:00'")
    recover_account(unit, printed, ACCOUNT, OTHER, cost=CHEAP)
    assert signs_in(unit, ACCOUNT, OTHER) is Role.MANAGER


# ---- a person who is also a client ----------------------------------------------------------------------


def test_a_client_gets_the_published_figures_and_nothing_else(
    unit: Path, manager: Desk, tmp_path: Path
) -> None:
    a_unit_at_work(manager, tmp_path)
    client, quarter = key_of(manager, "C1", "clients"), parse_period("2026-27 Q1")
    new = NewAccount(ROSA, Role.REPRESENTATIVE, ROSAS, client=client, decision=" helps with the review ")
    number = manager.accounts.add(new)
    found = line_of(manager, number)
    assert found.client is not None
    assert found.client.key == client
    assert found.decision == "helps with the review"
    with pytest.raises(CannotRun, match="only be"):
        manager.accounts.change(number, role=Role.PRACTITIONER, staff=None)
    manager.close()
    with open_desk(unit, ROSA, ROSAS, today=lambda: date(2026, 8, 1)) as desk:
        content = desk.returns.published(quarter)
        assert {figure.value for figure in content.now.figures.values() if figure.key == "access.served"}
        for days in ("2026-27 Q2", "2026-27", "2026-04-01..2026-06-29"):
            with pytest.raises(CannotRun, match="have ended"):
                desk.returns.published(parse_period(days))
        for refused in (desk.caseload.people, lambda: desk.returns.content(quarter)):
            with pytest.raises(NotAllowed):
                refused()
