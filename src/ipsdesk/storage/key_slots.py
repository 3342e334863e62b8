"""One way into a unit: a key pair wrapped by a passphrase, with the data key sealed to it."""

from __future__ import annotations

import hashlib
import json
import secrets
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.pwhash import argon2id

from ipsdesk.storage.data_key import KEY_BYTES, DataKey, Purpose

MIB = 1024 * 1024
NONCE_BYTES = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
TAG_BYTES = bindings.crypto_aead_xchacha20poly1305_ietf_ABYTES
RECOVERY = 0
"""The number of the slot that the printed recovery key opens."""


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """What deriving a key from a passphrase costs: passes and bytes of memory (about 0.5 s as given)."""

    opslimit: int = 3
    memlimit: int = 256 * MIB

    def __post_init__(self) -> None:
        # A slot read from a file must not make the program ask for a year or all memory.
        if not (1 <= self.opslimit <= 20 and 8192 <= self.memlimit <= 4096 * MIB):
            raise ValueError("cost of key derivation out of bounds")

    def derive(self, secret: str, salt: bytes) -> bytes:
        """The key for ``secret``, however its accents were typed."""
        text = unicodedata.normalize("NFC", secret).encode()
        return argon2id.kdf(KEY_BYTES, text, salt, opslimit=self.opslimit, memlimit=self.memlimit)


@dataclass(frozen=True, slots=True)
class Slot:
    """One account's slot (or, numbered 0, the recovery key's).

    ``private`` is the private key wrapped under the passphrase, with the account's name and this slot's
    parameters bound to it; ``data_key`` is the data key sealed to ``public``, so that a new data key can be
    given to every account without its passphrase; ``name`` is sealed under the data key.
    """

    number: int
    hint: str
    name: bytes
    cost: Argon2Cost
    salt: bytes
    public: bytes
    private: bytes
    data_key: bytes

    def open(self, unit: str, name: str, secret: str) -> DataKey | None:
        """The data key, or None if name and secret do not open this slot."""
        wrapping = self.cost.derive(secret, self.salt)
        try:
            return DataKey(SealedBox(PrivateKey(self._unwrap(wrapping, unit, name))).decrypt(self.data_key))
        except (CryptoError, ValueError):
            return None

    def read_name(self, unit: str, data_key: DataKey) -> str:
        """The account's name as it was given; ``CryptoError`` if it was altered."""
        plain = decrypt(self.name, f"{unit} {self.number}".encode(), data_key.derive(Purpose.NAMES))
        return plain.decode()

    def sealed_anew(self, unit: str, new: DataKey, old: DataKey) -> Slot:
        """The same slot leading to another data key; what the passphrase wraps stays as it is."""
        name = _seal_name(unit, self.number, self.read_name(unit, old), new)
        return replace(self, name=name, data_key=_seal_key(self.public, new))

    def to_plain(self) -> dict[str, Any]:
        """What stands in ``keys.json``."""
        return {
            "number": self.number,
            "hint": self.hint,
            "name": self.name.hex(),
            "opslimit": self.cost.opslimit,
            "memlimit": self.cost.memlimit,
            "salt": self.salt.hex(),
            "public": self.public.hex(),
            "private": self.private.hex(),
            "data_key": self.data_key.hex(),
        }

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Slot:
        """Read back what ``to_plain`` gave.

        Raises:
            KeyError, TypeError, ValueError: the slot is damaged.
        """
        slot = cls(
            number=int(plain["number"]),
            hint=str(plain["hint"]),
            name=bytes.fromhex(plain["name"]),
            cost=Argon2Cost(int(plain["opslimit"]), int(plain["memlimit"])),
            salt=bytes.fromhex(plain["salt"]),
            public=bytes.fromhex(plain["public"]),
            private=bytes.fromhex(plain["private"]),
            data_key=bytes.fromhex(plain["data_key"]),
        )
        if len(slot.salt) != argon2id.SALTBYTES or len(slot.public) != KEY_BYTES or slot.number < RECOVERY:
            raise ValueError("a field of a key slot has the wrong length")
        return slot

    def _unwrap(self, wrapping: bytes, unit: str, name: str) -> bytes:
        return decrypt(
            self.private, _bound(unit, self.number, name, self.cost, self.salt, self.public), wrapping
        )


def make_slot(unit: str, number: int, name: str, secret: str, data_key: DataKey, cost: Argon2Cost) -> Slot:
    """A slot that ``secret`` opens for account ``number`` called ``name`` (empty for the recovery key)."""
    pair = PrivateKey.generate()
    salt = secrets.token_bytes(argon2id.SALTBYTES)
    public = bytes(pair.public_key)
    bound = _bound(unit, number, name, cost, salt, public)
    return Slot(
        number=number,
        hint=hint_of(unit, name),
        name=_seal_name(unit, number, name, data_key),
        cost=cost,
        salt=salt,
        public=public,
        private=encrypt(bytes(pair), bound, cost.derive(secret, salt)),
        data_key=_seal_key(public, data_key),
    )


def hint_of(unit: str, name: str) -> str:
    """One byte that says which slots may be a name's: enough to try one, too little to learn the name."""
    digest = hashlib.blake2b(
        plain_name(name).encode(), key=unit.encode(), person=b"ipsdesk hint", digest_size=1
    )
    return digest.hexdigest()


def plain_name(name: str) -> str:
    """The name as it is compared: without regard to case, repeated spaces and ways to write an accent."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def encrypt(plain: bytes, bound: bytes, key: bytes) -> bytes:
    """Encrypt under a derived key, with a context bound to it that is needed again to decrypt."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, bound, nonce, key)


def decrypt(sealed: bytes, bound: bytes, key: bytes) -> bytes:
    """The plain text; ``CryptoError`` if key or context is another one, or anything was altered."""
    if len(sealed) < NONCE_BYTES + TAG_BYTES:
        raise CryptoError("too short to be sealed")
    nonce, body = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(body, bound, nonce, key)


def _seal_name(unit: str, number: int, name: str, data_key: DataKey) -> bytes:
    return encrypt(name.encode(), f"{unit} {number}".encode(), data_key.derive(Purpose.NAMES))


def _seal_key(public: bytes, data_key: DataKey) -> bytes:
    return SealedBox(PublicKey(public)).encrypt(data_key.value)


def _bound(unit: str, number: int, name: str, cost: Argon2Cost, salt: bytes, public: bytes) -> bytes:
    values = [unit, number, plain_name(name), cost.opslimit, cost.memlimit, salt.hex(), public.hex()]
    return json.dumps(values).encode()
