"""Key slots: who gets in, who does not, and what damage to the file does."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from ipsdesk.errors import NewerUnit, UnitDamaged, WrongPassphrase
from ipsdesk.storage.data_key import DataKey, Purpose
from ipsdesk.storage.key_slots import Argon2Cost, hint_of
from ipsdesk.storage.keys import KeyFile, _checksum, copy_keys, create_keys, read_keys
from ipsdesk.storage.opening import open_with_recovery_key
from ipsdesk.storage.unit_folder import UnitFolder
from tests.storage.units import CHEAP, NAME, PASSPHRASE, count_teams, digest, reopen


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
    assert "another unit's" in refused(unit, keys.to_bytes())


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
