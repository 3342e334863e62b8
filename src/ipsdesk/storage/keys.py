"""The file of key slots, ``keys.json``: who may open the unit, without a name in clear."""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from nacl.exceptions import CryptoError

from ipsdesk.errors import NewerUnit, UnitDamaged, WrongPassphrase
from ipsdesk.storage.data_key import DataKey, Purpose
from ipsdesk.storage.faults import plain_words
from ipsdesk.storage.key_slots import (
    RECOVERY,
    Argon2Cost,
    Slot,
    decrypt,
    encrypt,
    hint_of,
    make_slot,
    plain_name,
)
from ipsdesk.storage.private_files import make_private_folder, write_private
from ipsdesk.storage.recovery_key import new_recovery_key, read_recovery_key
from ipsdesk.storage.unit_folder import UnitFolder

FORMAT = 1
WRONG = "This account name and passphrase don't open the unit. Nothing was changed. Check both and try again."
WRONG_RECOVERY = (
    "This recovery key doesn't belong to the unit. Nothing was changed."
    " Look for the sheet that was printed for this unit."
)
OTHER_KEYS = "The unit's keys.json was altered, or belongs to another unit."


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The slots of one unit, its identity (random, not secret) and a MAC under the data key.

    ``since`` is when the data key was last changed (None: never). ``former`` is the data key before it,
    encrypted under the present one: it is there only while the keys are being changed (see ``rotation``).
    """

    unit: str
    slots: tuple[Slot, ...]
    mac: str = ""
    since: datetime | None = None
    former: bytes = b""

    def unlock(self, name: str, passphrase: str) -> tuple[int, DataKey]:
        """Account number and data key.

        Raises:
            WrongPassphrase: no slot opens; whether name or passphrase is wrong is not said, nor told by time.
            UnitDamaged: a slot opens, but the file was altered.
        """
        hint = hint_of(self.unit, name)
        likely = [slot for slot in self._accounts if slot.hint == hint]
        for slot in likely:
            data_key = slot.open(self.unit, name, passphrase)
            if data_key:
                return slot.number, self._verified(data_key)
        if not likely and self._accounts:
            self._accounts[0].open(self.unit, name, passphrase)
        raise WrongPassphrase(WRONG)

    def unlock_with_recovery(self, typed: str) -> DataKey:
        """The data key, by the printed recovery key.

        Raises:
            WrongPassphrase: the key is mistyped, or is another unit's.
            UnitDamaged: the key fits, but the file was altered.
        """
        secret = read_recovery_key(typed).decode()
        for slot in self.slots:
            data_key = slot.open(self.unit, "", secret) if slot.number == RECOVERY else None
            if data_key:
                return self._verified(data_key)
        raise WrongPassphrase(WRONG_RECOVERY)

    def verify_mac(self, data_key: DataKey) -> bool:
        """Whether the slots are the ones this program wrote with this data key."""
        return hmac.compare_digest(self.mac.encode(), _mac(self, data_key).encode())

    def opens_with(self, number: int, passphrase: str, data_key: DataKey) -> bool:
        """Whether this is the passphrase of account ``number``; ``ValueError`` if there is none."""
        slot = self._account(number)
        return slot.open(self.unit, slot.read_name(self.unit, data_key), passphrase) is not None

    def names(self, data_key: DataKey) -> dict[int, str]:
        """The accounts' names by number.

        Raises:
            UnitDamaged: a sealed name was altered.
        """
        try:
            return {slot.number: slot.read_name(self.unit, data_key) for slot in self._accounts}
        except CryptoError as fault:
            raise UnitDamaged(f"{OTHER_KEYS} Nothing was changed. Restore a backup.") from fault

    def with_account(
        self, number: int, name: str, passphrase: str, data_key: DataKey, cost: Argon2Cost
    ) -> KeyFile:
        """The same file with one more account; ``ValueError`` if its number or name is taken or unusable."""
        taken = {plain_name(other) for other in self.names(data_key).values()}
        if number <= RECOVERY or any(slot.number == number for slot in self.slots):
            raise ValueError("the account number is taken or not positive")
        if not plain_name(name) or plain_name(name) in taken:
            raise ValueError("the account name is taken or empty")
        slot = make_slot(self.unit, number, name, passphrase, data_key, cost)
        return self._with((*self.slots, slot), data_key)

    def without_account(self, number: int, data_key: DataKey) -> KeyFile:
        """The same file without one account; ``ValueError`` if there is no such account, or no other."""
        gone = self._account(number)
        if len(self._accounts) == 1:
            raise ValueError("the last account can't be taken away")
        return self._with(tuple(slot for slot in self.slots if slot is not gone), data_key)

    def with_new_passphrase(
        self, number: int, passphrase: str, data_key: DataKey, cost: Argon2Cost
    ) -> KeyFile:
        """The same file with another passphrase for one account; ``ValueError`` if there is no such one."""
        name = self._account(number).read_name(self.unit, data_key)
        return self._exchanged(make_slot(self.unit, number, name, passphrase, data_key, cost), data_key)

    def with_recovery_key(self, printed: str, data_key: DataKey, cost: Argon2Cost) -> KeyFile:
        """The same file with another recovery key; ``WrongPassphrase`` if ``printed`` is none."""
        secret = read_recovery_key(printed).decode()
        return self._exchanged(make_slot(self.unit, RECOVERY, "", secret, data_key, cost), data_key)

    def sealed_anew(
        self, new_data_key: DataKey, data_key: DataKey, *, since: datetime | None = None
    ) -> KeyFile:
        """The same ways in to a new data key, the present one kept as ``former``; no passphrase needed."""
        slots = tuple(slot.sealed_anew(self.unit, new_data_key, data_key) for slot in self.slots)
        former = encrypt(data_key.value, self._former_is_of, new_data_key.derive(Purpose.FORMER))
        return _signed(KeyFile(self.unit, slots, since=since or self.since, former=former), new_data_key)

    def former_key(self, data_key: DataKey) -> DataKey | None:
        """The data key before this one, while both generations are valid; else None."""
        if not self.former:
            return None
        return DataKey(decrypt(self.former, self._former_is_of, data_key.derive(Purpose.FORMER)))

    def settled(self, data_key: DataKey) -> KeyFile:
        """The same file with the present generation only."""
        return self._with(self.slots, data_key)

    def to_bytes(self) -> bytes:
        """The file as it is written: the slots, their MAC and a plain checksum (see ``read``)."""
        plain = _plain(self) | {"mac": self.mac}
        return json.dumps(plain | {"checksum": _checksum(plain)}, indent=1).encode() + b"\n"

    @classmethod
    def from_bytes(cls, data: bytes) -> KeyFile:
        """Read the file back. The checksum tells damage from a wrong passphrase before a key is known.

        Raises:
            NewerUnit: a newer version of the program wrote it.
            ValueError: it is damaged.
        """
        try:
            plain = json.loads(data)
            checksum = plain.pop("checksum")
            if not hmac.compare_digest(str(checksum).encode(), _checksum(plain).encode()):
                raise ValueError("the checksum does not fit")
            if plain["format"] > FORMAT:
                raise NewerUnit(
                    "A newer version of IPS Desk wrote this unit's keys. Nothing was changed."
                    " Install the newer version."
                )
            return cls(
                unit=uuid.UUID(hex=plain["unit"]).hex,
                slots=tuple(map(Slot.from_plain, plain["slots"])),
                mac=str(plain["mac"]),
                since=datetime.fromisoformat(plain["since"]) if "since" in plain else None,
                former=bytes.fromhex(plain.get("former", "")),
            )
        except (KeyError, TypeError, AttributeError, RecursionError) as fault:
            raise ValueError("a field is missing") from fault

    @property
    def _accounts(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.number != RECOVERY]

    @property
    def _former_is_of(self) -> bytes:
        return f"{self.unit} former".encode()

    def _account(self, number: int) -> Slot:
        for slot in self._accounts:
            if slot.number == number:
                return slot
        raise ValueError("there is no account with this number")

    def _exchanged(self, new: Slot, data_key: DataKey) -> KeyFile:
        return self._with(tuple(new if slot.number == new.number else slot for slot in self.slots), data_key)

    def _with(self, slots: tuple[Slot, ...], data_key: DataKey) -> KeyFile:
        return _signed(replace(self, slots=slots, former=b""), data_key)

    def _verified(self, data_key: DataKey) -> DataKey:
        if not self.verify_mac(data_key):
            raise UnitDamaged(f"{OTHER_KEYS} Nothing was changed. Put back the copy in the backup folder.")
        return data_key


def create_keys(name: str, passphrase: str, data_key: DataKey, cost: Argon2Cost) -> tuple[KeyFile, str]:
    """The keys of a new unit with account 1 and a recovery key, and that key as it is printed."""
    unit = uuid.uuid4().hex
    recovery = new_recovery_key()
    secret = read_recovery_key(recovery).decode()
    empty = KeyFile(unit, (make_slot(unit, RECOVERY, "", secret, data_key, cost),))
    return empty.with_account(1, name, passphrase, data_key, cost), recovery


def read_keys(unit: UnitFolder) -> KeyFile:
    """The unit's key file.

    Raises:
        UnitDamaged: it is missing or damaged; the sentence says where a copy lies.
        NewerUnit: a newer version of the program wrote it.
    """
    try:
        with plain_words("opening the unit", files=True):
            return KeyFile.from_bytes(unit.keys.read_bytes() if unit.keys.is_file() else b"")
    except ValueError as fault:
        raise UnitDamaged(
            "The file keys.json of this unit is missing or damaged. Nothing was changed."
            f" {where_a_copy_is(unit)}"
        ) from fault


def where_a_copy_is(unit: UnitFolder) -> str:
    """What to do about damaged keys, in words."""
    if unit.keys_copy.is_file():
        return f"A copy is in the backup folder: put {unit.keys_copy} in its place."
    return f"Look for a copy in the backups in {unit.backups}."


def write_keys(unit: UnitFolder, keys: KeyFile) -> None:
    """Write the file twice, each time whole or not at all: in the backup folder and, last, in the unit.

    Raises:
        NoSpace, ReadOnly, CannotRun: as the disk asks; the unit's own keys are what they were.
    """
    with plain_words("saving the keys", files=True):
        copy_keys(unit, keys)
        write_private(unit.keys, keys.to_bytes())


def copy_keys(unit: UnitFolder, keys: KeyFile) -> None:
    """Write the copy in the backup folder; the copy of another unit that lay here before is set aside."""
    make_private_folder(unit.backups)
    other = _unit_of(unit.keys_copy)
    if other not in ("", keys.unit):
        unit.keys_copy.replace(unit.keys_copy.with_name(f"{unit.path.name}.{other[:8]}.keys.json"))
    write_private(unit.keys_copy, keys.to_bytes())


def _unit_of(copy: Path) -> str:
    """The identity of the unit whose keys a file holds; empty where that can't be read."""
    try:
        return str(json.loads(copy.read_bytes())["unit"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _signed(keys: KeyFile, data_key: DataKey) -> KeyFile:
    return replace(keys, mac=_mac(keys, data_key))


def _plain(keys: KeyFile) -> dict[str, Any]:
    plain = {"format": FORMAT, "unit": keys.unit, "slots": [slot.to_plain() for slot in keys.slots]}
    since = {"since": keys.since.isoformat()} if keys.since else {}
    former = {"former": keys.former.hex()} if keys.former else {}
    return plain | since | former


def _canonical(plain: dict[str, Any]) -> bytes:
    return json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()


def _checksum(plain: dict[str, Any]) -> str:
    return hashlib.sha256(_canonical(plain)).hexdigest()


def _mac(keys: KeyFile, data_key: DataKey) -> str:
    key = data_key.derive(Purpose.KEY_FILE)
    return hashlib.blake2b(_canonical(_plain(keys)), key=key, digest_size=32).hexdigest()
