"""Opening: the sequence, its refusals, and that none of them changes a byte."""

from __future__ import annotations

import os
import random
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest

from ipsdesk.errors import DeskError, NoUnit, UnitDamaged, WrongPassphrase
from ipsdesk.storage import opening
from ipsdesk.storage.backup import back_up
from ipsdesk.storage.faults import plain_words
from ipsdesk.storage.integrity import refuse_damage
from ipsdesk.storage.opening import open_unit
from tests.storage.units import (
    NAME,
    NOON,
    PASSPHRASE,
    add_team,
    change_closed,
    count_teams,
    digest,
    note,
    reopen,
    run_child,
)

SAVE_AND_CRASH = """
import os, sys
from pathlib import Path
from tests.storage.units import add_team, note, reopen
opened = reopen(Path(sys.argv[1]))
for number in range(1000, 1050):
    with opened.transactions.begin() as connection:
        add_team(connection, number)
        note(connection, opened.audit, number)
opened.transactions.begin().__enter__()
os._exit(9)
"""


def refused(unit: Path, kind: type[DeskError] = UnitDamaged, **how: object) -> str:
    before = digest(unit.parent)
    with pytest.raises(kind) as caught:
        reopen(unit, **how)
    assert digest(unit.parent) == before
    sentence = str(caught.value)
    assert "changed" in sentence or "safe" in sentence
    return sentence


def test_opening_and_closing_changes_nothing(unit: Path) -> None:
    before = digest(unit.parent)
    with reopen(unit) as opened:
        assert opened.account == 1
        assert count_teams(opened) == 300
        assert opened.warnings == []
    assert digest(unit.parent) == before


@pytest.mark.parametrize(
    ("name", "passphrase"),
    [(NAME, "wrong"), ("Nobody", PASSPHRASE), (NAME, ""), ("", ""), (NAME, PASSPHRASE + " ")],
)
def test_wrong_words_are_refused_with_one_sentence(unit: Path, name: str, passphrase: str) -> None:
    before = digest(unit.parent)
    with pytest.raises(WrongPassphrase, match="This account name and passphrase don't open the unit"):
        open_unit(unit, name, passphrase)
    assert digest(unit.parent) == before
    reopen(unit).close()


def test_what_is_no_unit_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    before = sorted(tmp_path.iterdir())
    for folder in (tmp_path, tmp_path / "missing", tmp_path / "letter.txt"):
        with pytest.raises(NoUnit, match="There is no unit in"):
            open_unit(folder, NAME, PASSPHRASE)
    assert sorted(tmp_path.iterdir()) == before


def test_missing_or_empty_records_are_damage(unit: Path) -> None:
    records = unit / "records.db"
    records.write_bytes(b"")
    assert "missing or empty" in refused(unit)
    records.unlink()
    assert "missing or empty" in refused(unit)
    records.mkdir()
    assert "missing or empty" in refused(unit)


@pytest.mark.parametrize("data", [b"x", b"SQLite format 3\0" + bytes(4080), os.urandom(8192)])
def test_records_of_another_kind_are_damage(unit: Path, data: bytes) -> None:
    (unit / "records.db").write_bytes(data)
    refused(unit)


def test_records_of_another_unit_are_refused(unit: Path, tmp_path: Path) -> None:
    from ipsdesk.storage.creating import create_unit
    from tests.storage.units import CHEAP

    create_unit(tmp_path / "Other.ipsdesk", NAME, PASSPHRASE, cost=CHEAP).opened.close()
    shutil.copy(tmp_path / "Other.ipsdesk" / "records.db", unit / "records.db")
    assert "another unit's" in refused(unit)


def test_another_programs_database_is_refused_even_with_our_key(unit: Path) -> None:
    change_closed(unit, lambda connection: connection.execute("PRAGMA application_id = 1"))
    assert "not written by IPS Desk" in refused(unit)


def test_sixty_flipped_bits_are_all_found(unit: Path) -> None:
    records = unit / "records.db"
    whole = records.read_bytes()
    dice = random.Random(60)
    for _ in range(60):
        flipped = bytearray(whole)
        flipped[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        records.write_bytes(flipped)
        refused(unit)
    records.write_bytes(whole)
    reopen(unit).close()


def test_twenty_truncations_are_all_found(unit: Path) -> None:
    records = unit / "records.db"
    whole = records.read_bytes()
    dice = random.Random(20)
    pages = len(whole) // 4096
    cuts = [1, 16, 4095, 4096, 4097, len(whole) - 1, len(whole) - 4096]
    cuts += [4096 * dice.randrange(1, pages) for _ in range(7)] + [
        dice.randrange(len(whole)) for _ in range(6)
    ]
    for cut in cuts:
        records.write_bytes(whole[:cut])
        refused(unit)


def read_everything(bare: Any) -> None:
    """Read every table; what is left are pages of indexes."""
    for (table,) in bare.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        bare.execute(f'SELECT * FROM "{table}" NOT INDEXED').fetchall()
    refuse_damage(bare)


def test_a_large_file_opens_without_the_full_check_and_damage_shows_at_the_first_read(
    unit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "CHECKED_AT_OPENING", 1000)
    records = unit / "records.db"
    whole = records.read_bytes()
    seen = 0
    for page in range(1, len(whole) // 4096, 5):
        flipped = bytearray(whole)
        flipped[page * 4096 + 2000] ^= 1
        records.write_bytes(flipped)
        try:
            with reopen(unit) as opened, opened.transactions.outside("reading") as bare:
                with pytest.raises(UnitDamaged), plain_words("reading"):
                    read_everything(bare)
                seen += 1
        except UnitDamaged:
            pass  # seen even earlier, while opening
        assert records.read_bytes() == bytes(flipped)
        refused(unit, thorough=True)
    assert seen


def test_a_crash_loses_nothing_that_was_saved_and_asks_nothing(unit: Path) -> None:
    status, said = run_child(SAVE_AND_CRASH, str(unit))
    assert status == 9, said
    assert (unit / "records.db-wal").stat().st_size
    with reopen(unit) as opened:
        assert count_teams(opened) == 350
        assert opened.warnings == []
    assert {path.name for path in unit.iterdir()} == {"records.db", "keys.json", "unit.lock"}


def test_a_wrong_passphrase_after_a_crash_leaves_the_journal(unit: Path) -> None:
    run_child(SAVE_AND_CRASH, str(unit))
    (unit / "unit.holder").unlink()
    before = digest(unit.parent)
    with pytest.raises(WrongPassphrase):
        open_unit(unit, NAME, "wrong")
    assert digest(unit.parent) == before


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_files_and_folders_are_their_owners_only(unit: Path) -> None:
    umask = os.umask(0)
    try:
        with reopen(unit) as opened:
            with opened.transactions.begin() as connection:
                add_team(connection, 1000)
            found = {path.name: stat.S_IMODE(path.stat().st_mode) for path in unit.iterdir()}
    finally:
        os.umask(umask)
    assert "records.db-wal" in found
    assert {mode & 0o077 for mode in found.values()} == {0}


def test_no_name_and_no_typed_word_is_in_any_file_nor_any_message(unit: Path) -> None:
    said = [refused_words(unit)]
    with reopen(unit) as opened:
        with opened.transactions.begin() as connection:
            add_team(connection, 1000)
            note(connection, opened.audit, 1000)
        back_up(opened.unit, opened.transactions, opened.data_key, reason="canary", now=NOON)
        found = [path.read_bytes() for path in unit.parent.rglob("*") if path.is_file()]
        said.append(repr(opened))
    (unit.parent / "recovery.txt").unlink()
    canaries = [*NAME.split(), *PASSPHRASE.split()]
    for canary in canaries:
        for spelling in (canary, canary.lower(), canary.upper()):
            for encoded in (
                spelling.encode(),
                spelling.encode("utf-16-le"),
                spelling.encode().hex().encode(),
            ):
                assert not any(encoded in data for data in found)
            assert not any(spelling in text for text in said)


def refused_words(unit: Path) -> str:
    with pytest.raises(WrongPassphrase) as caught:
        open_unit(unit, NAME, PASSPHRASE + "x")
    return str(caught.value)
