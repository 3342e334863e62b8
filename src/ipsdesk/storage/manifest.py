"""What a backup says of itself: which unit, when, why, how many rows, and the head of the audit trail."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ipsdesk.storage.data_key import DataKey, Purpose


@dataclass(frozen=True, slots=True)
class Manifest:
    """The contents of ``manifest.json``; no name of any person is among them."""

    unit: str
    at: datetime
    reason: str
    schema: int
    rows: dict[str, int]
    audit_number: int
    audit_mac: str
    sha256: dict[str, str]
    program: str

    def to_bytes(self, data_key: DataKey) -> bytes:
        """The file as it is written, with a MAC under the data key."""
        plain = self._plain()
        return json.dumps(plain | {"mac": _mac(plain, data_key)}, indent=1).encode() + b"\n"

    @classmethod
    def from_bytes(cls, data: bytes, data_key: DataKey | None = None) -> Manifest:
        """Read it back; without a key the MAC is not looked at.

        Raises:
            ValueError: it is damaged or altered.
        """
        try:
            plain = json.loads(data)
            mac = str(plain.pop("mac"))
            if data_key and not hmac.compare_digest(mac.encode(), _mac(plain, data_key).encode()):
                raise ValueError("the manifest was altered")
            return cls(**plain | {"at": datetime.fromisoformat(plain["at"])})
        except (KeyError, TypeError, AttributeError, RecursionError) as fault:
            raise ValueError("a field of the manifest is missing") from fault

    @property
    def anchor(self) -> dict[int, str]:
        """The head of the audit trail at the time of the backup, as ``AuditTrail.verify`` takes it."""
        return {self.audit_number: self.audit_mac}

    def _plain(self) -> dict[str, Any]:
        return asdict(self) | {"at": self.at.isoformat()}


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file that no connection has open (on POSIX, reading it would drop SQLite's lock)."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _mac(plain: dict[str, Any], data_key: DataKey) -> str:
    text = json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()
    return hashlib.blake2b(text, key=data_key.derive(Purpose.MANIFEST), digest_size=32).hexdigest()
