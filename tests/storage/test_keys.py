"""Key slots: who gets in, who does not, and what damage to the file does."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from ipsdesk.errors import CannotRun, NewerUnit, UnitDamaged, WrongPassphrase
from ipsdesk.storage.data_key import DataKey, Purpose
from ipsdesk.storage.key_slots import Argon2Cost, hint_of
from ipsdesk.storage.keys import KeyFile, _checksum, copy_keys, create_keys, read_keys, write_keys
from ipsdesk.storage.opening import open_unit, open_with_recovery_key
from ipsdesk.storage.recovery_key import new_recovery_key
from ipsdesk.storage.unit_folder import UnitFolder
from tests.storage.units import CHEAP, NAME, NOON, PASSPHRASE, count_teams, digest, reopen


@pytest.fixture(scope="module")
def data_key() -> DataKey:
    return DataKey.new()


@pytest.fixture(scope="module")
def keys(data_key: DataKey) -> KeyFile:
    first, _ = create_keys("Ann Other", "first passphrase", data_key, CHEAP)
    return first.with_account(2, "Björn Østergård", "second passphrase", data_key, CHEAP)


def test_each_account_opens_with_its_own_passphrase(keys: KeyFile, data_key: DataKey) -> None:
    for number, name, passphrase in (
        (1, "Ann Other", "first passphrase"),
        (2, " björn  ØSTERGÅRD", "second passphrase"),
    ):
        account, opened = keys.unlock(name, passphrase)
        assert (account, opened.value) == (number, data_key.value)
    assert keys.names(data_key) == {1: "Ann Other", 2: "Björn Østergård"}


def test_a_wrong_name_and_a_wrong_passphrase_read_the_same(keys: KeyFile) -> None:
    sentences = set()
    for name, passphrase in (
        ("Ann Other", "second passphrase"),
        ("Björn Østergård", "first passphrase"),
        ("Nobody", "first passphrase"),
        ("", ""),
    ):
        with pytest.raises(WrongPassphrase) as caught:
            keys.unlock(name, passphrase)
        sentences.add(str(caught.value))
    assert len(sentences) == 1


def test_accents_may_be_typed_either_way(data_key: DataKey) -> None:
    keys, _ = create_keys("Zoe\u0308", "caf\u00e9 au lait", data_key, CHEAP)
    assert keys.unlock("Zo\u00eb", "cafe\u0301 au lait")[0] == 1


def test_accounts_whose_hints_are_equal_both_get_in(data_key: DataKey) -> None:
    keys, _ = create_keys("Ann Other", "first passphrase", data_key, CHEAP)
    hint = hint_of(keys.unit, "Ann Other")
    twin = next(name for name in map(str, range(100_000)) if hint_of(keys.unit, name) == hint)
    both = keys.with_account(2, twin, "second passphrase", data_key, CHEAP)
    assert both.unlock("Ann Other", "first passphrase")[0] == 1
    assert both.unlock(twin, "second passphrase")[0] == 2


@pytest.mark.parametrize(
    ("number", "name"), [(1, "New"), (0, "New"), (-1, "New"), (2, "ann OTHER"), (2, "  ")]
)
def test_numbers_and_names_are_unique(data_key: DataKey, number: int, name: str) -> None:
    keys, _ = create_keys("Ann Other", "first passphrase", data_key, CHEAP)
    with pytest.raises(ValueError, match="taken"):
        keys.with_account(number, name, "second passphrase", data_key, CHEAP)


def test_the_recovery_key_opens_the_unit(unit: Path) -> None:
    recovery_key = (unit.parent / "recovery.txt").read_text()
    with open_with_recovery_key(unit, recovery_key.lower()) as opened:
        assert opened.account is None
        assert count_teams(opened) == 300


def test_another_units_recovery_key_does_not(unit: Path, data_key: DataKey) -> None:
    _, other = create_keys("Ann Other", "first passphrase", data_key, CHEAP)
    before = digest(unit.parent)
    with pytest.raises(WrongPassphrase, match="doesn't belong"):
        open_with_recovery_key(unit, other)
    assert digest(unit.parent) == before


def test_the_real_cost_takes_real_time_and_opens(data_key: DataKey) -> None:
    keys, _ = create_keys("Ann Other", "first passphrase", data_key, CHEAP)
    real = keys.with_account(2, "Real Cost", "second passphrase", data_key, Argon2Cost())
    assert real.unlock("Real Cost", "second passphrase")[0] == 2
    assert json.loads(real.to_bytes())["slots"][-1]["memlimit"] == 256 * 1024 * 1024


def test_the_file_reads_back_as_it_was(keys: KeyFile) -> None:
    assert KeyFile.from_bytes(keys.to_bytes()) == keys


def test_derived_keys_differ_and_the_data_key_hides(data_key: DataKey) -> None:
    assert len({data_key.derive(purpose) for purpose in Purpose} | {data_key.value}) == len(Purpose) + 1
    assert repr(data_key) == "DataKey()"
    gone = DataKey.new()
    gone.drop()
    with pytest.raises(RuntimeError):
        gone.derive(Purpose.AUDIT)


def damaged(plain: dict[str, Any], *, repair: bool) -> bytes:
    if repair:
        plain.pop("checksum")
        plain["checksum"] = _checksum(plain)
    return json.dumps(plain).encode()


def refused(unit: Path, data: bytes | None, kind: type[Exception] = UnitDamaged) -> str:
    keys = unit / "keys.json"
    keys.unlink()
    if data is not None:
        keys.write_bytes(data)
    before = digest(unit.parent)
    with pytest.raises(kind) as caught:
        reopen(unit)
    assert digest(unit.parent) == before
    return str(caught.value)


@pytest.mark.parametrize(
    "data", [None, b"", b"[]", b"{}", b"null", b"\xff\xfe", b'{"format": 1}', b"[" * 100_000]
)
def test_what_is_no_key_file_is_refused_and_the_copy_named(unit: Path, data: bytes | None) -> None:
    assert str(UnitFolder(unit).keys_copy) in refused(unit, data)


def test_the_copy_in_the_backup_folder_opens_the_unit(unit: Path) -> None:
    (unit / "keys.json").write_bytes(b"damaged")
    UnitFolder(unit).keys_copy.replace(unit / "keys.json")
    reopen(unit).close()


@pytest.mark.parametrize("field", ["format", "unit", "slots", "mac"])
@pytest.mark.parametrize("repair", [True, False])
def test_a_missing_field_is_damage(unit: Path, field: str, repair: bool) -> None:
    plain = json.loads((unit / "keys.json").read_bytes())
    del plain[field]
    refused(unit, damaged(plain, repair=repair))


def test_flipped_bits_and_cuts_are_damage_not_a_wrong_passphrase(unit: Path) -> None:
    whole = (unit / "keys.json").read_bytes()
    dice = random.Random(20250303)
    for _ in range(40):
        place = dice.randrange(len(whole))
        flipped = bytearray(whole)
        flipped[place] ^= 1 << dice.randrange(8)
        if bytes(flipped).split() != whole.split():  # white space carries nothing
            refused(unit, bytes(flipped))
    for cut in (1, 100, len(whole) // 2, len(whole) - 3):
        refused(unit, whole[:cut])


@pytest.mark.parametrize("field", ["salt", "private", "public", "data_key"])
def test_an_altered_slot_never_opens_even_with_a_fresh_checksum(unit: Path, field: str) -> None:
    plain = json.loads((unit / "keys.json").read_bytes())
    value = plain["slots"][1][field]
    plain["slots"][1][field] = ("0" if value[0] != "0" else "1") + value[1:]
    refused(unit, damaged(plain, repair=True), WrongPassphrase)


@pytest.mark.parametrize(
    ("field", "value"), [("memlimit", 1 << 60), ("opslimit", 10**9), ("opslimit", 0), ("number", -1)]
)
def test_absurd_parameters_are_damage_before_they_cost_anything(unit: Path, field: str, value: int) -> None:
    plain = json.loads((unit / "keys.json").read_bytes())
    plain["slots"][1][field] = value
    refused(unit, damaged(plain, repair=True))


def test_an_added_or_removed_slot_fails_the_mac(unit: Path) -> None:
    plain = json.loads((unit / "keys.json").read_bytes())
    plain["slots"].append(plain["slots"][1] | {"number": 7, "hint": "00"})
    assert "altered" in refused(unit, damaged(plain, repair=True))
    plain["slots"] = plain["slots"][1:2]
    assert "altered" in refused(unit, damaged(plain, repair=True))


def test_a_newer_key_file_is_refused_unchanged(unit: Path) -> None:
    plain = json.loads((unit / "keys.json").read_bytes()) | {"format": 2}
    assert "newer version" in refused(unit, damaged(plain, repair=True), NewerUnit)


def test_the_keys_of_another_unit_do_not_open_the_records(unit: Path, data_key: DataKey) -> None:
    keys, _ = create_keys(NAME, PASSPHRASE, data_key, CHEAP)
    refusal = refused(unit, keys.to_bytes())
    assert "another unit's" in refusal
    assert f"put {UnitFolder(unit).keys_copy} in its place" in refusal


def test_the_file_holds_no_name(unit: Path) -> None:
    read_keys(UnitFolder(unit))
    text = (unit / "keys.json").read_text().lower()
    assert not [part for part in NAME.lower().split() if part in text]


def test_the_copy_of_another_unit_of_the_same_name_is_set_aside(tmp_path: Path) -> None:
    folder = UnitFolder(tmp_path / "North.ipsdesk")
    first, _ = create_keys(NAME, PASSPHRASE, DataKey.new(), CHEAP)
    second, _ = create_keys(NAME, PASSPHRASE, DataKey.new(), CHEAP)
    copy_keys(folder, first)
    copy_keys(folder, second)
    copy_keys(folder, second)
    kept = {path.read_bytes() for path in folder.backups.iterdir()}
    assert kept == {first.to_bytes(), second.to_bytes()}
    assert folder.keys_copy.read_bytes() == second.to_bytes()


def test_an_account_goes_but_not_the_last_and_not_the_recovery_key(keys: KeyFile, data_key: DataKey) -> None:
    left = keys.without_account(1, data_key)
    assert left.names(data_key) == {2: "Björn Østergård"}
    assert left.verify_mac(data_key)
    with pytest.raises(WrongPassphrase):
        left.unlock("Ann Other", "first passphrase")
    for file, number in ((keys, 0), (keys, 3), (left, 2)):
        with pytest.raises(ValueError, match="account"):
            file.without_account(number, data_key)


def test_a_new_passphrase_replaces_the_slot_and_nothing_else(keys: KeyFile, data_key: DataKey) -> None:
    changed = keys.with_new_passphrase(1, "another passphrase", data_key, CHEAP)
    assert changed.unlock("Ann Other", "another passphrase")[0] == 1
    with pytest.raises(WrongPassphrase):
        changed.unlock("Ann Other", "first passphrase")
    old, new = keys.slots[1], changed.slots[1]
    assert (new.number, new.hint) == (old.number, old.hint)
    assert {old.salt, old.public, old.private}.isdisjoint({new.salt, new.public, new.private})
    assert (changed.slots[0], changed.slots[2]) == (keys.slots[0], keys.slots[2])
    assert changed.opens_with(1, "another passphrase", data_key)
    assert not changed.opens_with(1, "first passphrase", data_key)
    for number in (0, 9):
        with pytest.raises(ValueError, match="no account"):
            changed.with_new_passphrase(number, "x", data_key, CHEAP)
        with pytest.raises(ValueError, match="no account"):
            changed.opens_with(number, "x", data_key)


def test_a_new_recovery_key_replaces_the_printed_one(data_key: DataKey) -> None:
    keys, old = create_keys("Ann Other", "first passphrase", data_key, CHEAP)
    new = new_recovery_key()
    changed = keys.with_recovery_key(new, data_key, CHEAP)
    assert changed.unlock_with_recovery(new).value == data_key.value
    with pytest.raises(WrongPassphrase, match="doesn't belong"):
        changed.unlock_with_recovery(old)
    assert changed.slots[1:] == keys.slots[1:]
    with pytest.raises(WrongPassphrase):
        keys.with_recovery_key("1234", data_key, CHEAP)


def test_sealed_anew_every_way_in_leads_to_the_new_key_and_knows_the_former(data_key: DataKey) -> None:
    keys, printed = create_keys("Ann Other", "first passphrase", data_key, CHEAP)
    new = DataKey.new()
    both = KeyFile.from_bytes(keys.sealed_anew(new, data_key, since=NOON).to_bytes())
    assert both.unlock("Ann Other", "first passphrase")[1].value == new.value
    assert both.unlock_with_recovery(printed).value == new.value
    assert both.names(new) == {1: "Ann Other"}
    former = both.former_key(new)
    assert former
    assert former.value == data_key.value
    assert data_key.value.hex().encode() not in both.to_bytes()
    settled = both.settled(new)
    assert settled.former_key(new) is None
    assert settled.verify_mac(new)
    assert (settled.since, settled.slots) == (NOON, both.slots)
    assert [slot.private for slot in both.slots] == [slot.private for slot in keys.slots]


SWAPPED = ["number", "hint", "name", "salt", "public", "private", "data_key"]


@pytest.mark.parametrize("field", SWAPPED)
def test_a_field_swapped_between_two_accounts_opens_nothing(unit: Path, field: str) -> None:
    with reopen(unit) as opened:
        second = opened.keys.with_account(2, "Ann Other", "second passphrase", opened.data_key, CHEAP)
    plain = json.loads(second.to_bytes())
    one, two = plain["slots"][1:]
    one[field], two[field] = two[field], one[field]
    (unit / "keys.json").write_bytes(damaged(plain, repair=True))
    before = digest(unit)
    for name, passphrase in ((NAME, PASSPHRASE), ("Ann Other", "second passphrase")):
        with pytest.raises((UnitDamaged, WrongPassphrase)):
            open_unit(unit, name, passphrase)
    assert digest(unit) == before


def test_keys_from_before_a_passphrase_was_changed_are_no_longer_in_the_unit(unit: Path) -> None:
    with reopen(unit) as opened:
        write_keys(opened.unit, opened.keys.with_new_passphrase(1, "another one", opened.data_key, CHEAP))
    with pytest.raises(WrongPassphrase):
        reopen(unit)
    open_unit(unit, NAME, "another one").close()
    assert (unit / "keys.json").read_bytes() == UnitFolder(unit).keys_copy.read_bytes()


def test_where_the_copy_can_not_be_written_the_units_own_keys_stay(unit: Path) -> None:
    before = (unit / "keys.json").read_bytes()
    with reopen(unit) as opened:
        opened.unit.keys_copy.unlink()
        opened.unit.backups.rmdir()
        opened.unit.backups.write_text("in the way")
        with pytest.raises(CannotRun):
            write_keys(opened.unit, opened.keys.with_account(2, "Ann", "x", opened.data_key, CHEAP))
    assert (unit / "keys.json").read_bytes() == before
