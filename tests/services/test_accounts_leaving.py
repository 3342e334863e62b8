"""Somebody leaves a real unit: what still opens for them, for the others, and for the printed key."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ipsdesk.errors import CannotRun, NoSpace, WrongPassphrase
from ipsdesk.services import accounts_leaving
from ipsdesk.services.accounts_leaving import OLDER
from ipsdesk.services.accounts_list import State
from ipsdesk.services.accounts_rules import NewAccount
from ipsdesk.services.desk import Desk, offer_recovery_key, open_desk
from ipsdesk.services.drafts import DraftNote, Drafts
from ipsdesk.services.recovering import recover_account
from ipsdesk.services.roles import Role
from ipsdesk.storage.keys import read_keys
from ipsdesk.storage.unit_folder import UnitFolder
from tests.units import ACCOUNT, CHEAP, PASSPHRASE, copy_unit, rows_of, sit_down

ROSA, ROSAS = "Rosa Quill", "meadow anchor pepper violin candle"
SAM, SAMS = "Sam Hollow", "garden timber velvet ribbon saddle"


@pytest.fixture
def unit(empty_unit: Path, tmp_path: Path) -> Path:
    return copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")


@pytest.fixture
def manager(unit: Path) -> Iterator[Desk]:
    with sit_down(unit) as desk:
        desk.accounts.cost = CHEAP
        desk.accounts.add(NewAccount(ROSA, Role.PRACTITIONER, ROSAS))
        desk.accounts.add(NewAccount(SAM, Role.LEAD, SAMS))
        yield desk


def test_who_left_opens_nothing_made_since_and_the_others_everything(unit: Path, manager: Desk) -> None:
    printed = offer_recovery_key()
    manager.accounts.set_recovery_key(printed, printed)
    old_keys = (unit / "keys.json").read_bytes()
    left = manager.accounts.leaver(2, "a new post elsewhere")
    assert manager.accounts.accounts()[-1].state is State.DISABLED
    assert [check.sentence for check in manager.checks() if not check.ok] == []
    ((details,),) = rows_of(manager, "SELECT details FROM audit_entries WHERE action = 'disabled'")
    noted = sorted(json.loads(details)[OLDER])
    manager.close()

    assert (left.name, left.warnings) == (ROSA, ())
    made = {one.name for one in (unit.parent / "backups").iterdir() if one.is_dir()}
    assert {one.name for one in left.older} == made - {left.backup}
    assert noted == sorted(one.name for one in left.older)
    with pytest.raises(WrongPassphrase):
        open_desk(unit, ROSA, ROSAS)
    copy = Path(shutil.copytree(unit, unit.with_name("Taken.ipsdesk")))
    (copy / "keys.json").write_bytes(old_keys)
    with pytest.raises(CannotRun):
        open_desk(copy, ROSA, ROSAS)
    for name, passphrase in ((ACCOUNT, PASSPHRASE), (SAM, SAMS)):
        open_desk(unit, name, passphrase).close()
    recover_account(unit, printed, SAM, PASSPHRASE, cost=CHEAP)
    open_desk(unit, SAM, PASSPHRASE).close()
    backups = UnitFolder(unit.parent / "backups" / left.backup)
    assert {slot.number for slot in read_keys(backups).slots} == {0, 1, 3}


def test_what_who_left_was_writing_goes_with_them_and_no_one_elses(manager: Desk) -> None:
    note = DraftNote("a form", None, "a note", {"text": "half a sentence"})
    for account in (1, 2):
        actor = replace(manager.workspace.actor, account=account)
        Drafts(replace(manager.workspace, actor=actor)).keep([note])
    manager.accounts.leaver(2, "a new post elsewhere")
    assert rows_of(manager, "SELECT account_id FROM drafts") == [(1,)]


def test_a_second_leaver_is_told_of_backups_that_theirs_opens_and_of_no_others(manager: Desk) -> None:
    first = manager.accounts.leaver(2, "a new post elsewhere")
    late = manager.accounts.add(NewAccount("Tess Marl", Role.LEAD, ROSAS))
    assert {one.name for one in manager.accounts.leaver(late, "moved away").older}.isdisjoint(
        one.name for one in first.older
    )
    assert {one.name for one in first.older} <= {
        one.name for one in manager.accounts.leaver(3, "moved away").older
    }


def test_oneself_and_leaving_without_a_reason_are_refused(manager: Desk) -> None:
    manager.accounts.change(3, role=Role.MANAGER, staff=None)
    with pytest.raises(CannotRun, match="Another manager"):
        manager.accounts.leaver(1, "a new post elsewhere")
    with pytest.raises(CannotRun, match="why"):
        manager.accounts.leaver(2, "")


def test_an_interrupted_leaving_keeps_them_out_and_can_be_asked_for_again(
    unit: Path, manager: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise NoSpace("The disk is full.")

    monkeypatch.setattr(accounts_leaving, "rotate", full)
    with pytest.raises(NoSpace):
        manager.accounts.leaver(2, "a new post elsewhere")
    assert manager.accounts.accounts()[-1].state is State.DISABLED
    monkeypatch.undo()
    manager.accounts.leaver(2, "a new post elsewhere")
    with pytest.raises(CannotRun, match="no key any more"):
        manager.accounts.enable(2)
    manager.accounts.set_passphrase(2, ROSAS)
    manager.accounts.enable(2)
    assert rows_of(manager, "SELECT count(*) FROM audit_entries WHERE action = 'new keys'") == [(1,)]
    manager.close()
    open_desk(unit, ROSA, ROSAS).close()
