"""The one key that opens a unit's records, and the keys derived from it for other purposes."""

from __future__ import annotations

import hashlib
import secrets
from enum import StrEnum

KEY_BYTES = 32


class Purpose(StrEnum):
    """What a derived key is for; each gives an independent key (at most 8 letters, see ``derive``)."""

    KEY_FILE = "keyfile"
    NAMES = "names"
    AUDIT = "audit"
    MANIFEST = "manifest"
    FORMER = "former"


class DataKey:
    """Holds the data key of an open unit and never shows it in a message or a traceback."""

    __slots__ = ("_value",)

    def __init__(self, value: bytes) -> None:
        if len(value) != KEY_BYTES:
            raise ValueError("a data key is 32 bytes long")
        self._value = value

    @classmethod
    def new(cls) -> DataKey:
        """A fresh random key."""
        return cls(secrets.token_bytes(KEY_BYTES))

    @property
    def value(self) -> bytes:
        """The 32 bytes; a ``RuntimeError`` once the unit was closed."""
        if not self._value:
            raise RuntimeError("the data key was dropped when the unit was closed")
        return self._value

    def derive(self, purpose: Purpose) -> bytes:
        """A key of 32 bytes for one purpose, by keyed BLAKE2b with the purpose as its personalisation."""
        person = f"ipsdesk {purpose}".encode()
        return hashlib.blake2b(key=self.value, person=person, digest_size=KEY_BYTES).digest()

    def become(self, other: DataKey) -> None:
        """Take the value of ``other``, for everybody who holds this one: the unit's key was changed."""
        self._value = other.value

    def drop(self) -> None:
        """Let go of the key (Python cannot promise that no copy stays in memory)."""
        self._value = b""

    def __repr__(self) -> str:
        return "DataKey()"
