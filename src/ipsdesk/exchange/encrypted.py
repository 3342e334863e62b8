"""Workbooks with a password: recognised, and decrypted in memory only."""

from __future__ import annotations

import io

from ipsdesk.errors import UnreadableFile

OLD_EXCEL = bytes.fromhex("D0CF11E0A1B11AE1")
"""The first bytes of an OLE file: an old .xls, or the wrapping of an encrypted workbook."""

MOST_ROUNDS = 1_000_000
"""Excel derives the key in 100,000 rounds; a file that asks for far more only wants to keep us busy."""

NEEDS_PASSWORD = "The workbook has a password; give the password to import it."  # noqa: S105
WRONG_PASSWORD = "The password does not open this workbook."  # noqa: S105
UNKNOWN = "The workbook is encrypted in a way that can't be read; save it without a password and import that."


def is_encrypted(data: bytes) -> bool:
    """Whether the bytes are a workbook with a password to open it."""
    return data.startswith(OLD_EXCEL) and "EncryptedPackage".encode("utf-16-le") in data


def decrypt(data: bytes, password: str | None) -> bytes:
    """The workbook inside; a missing, empty or wrong password is refused with a sentence."""
    if not password:
        raise UnreadableFile(NEEDS_PASSWORD)
    # Loaded only for the rare workbook with a password: it brings a whole library of cryptography.
    from msoffcrypto.exceptions import InvalidKeyError  # noqa: PLC0415
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415

    plain = io.BytesIO()
    try:
        book = OOXMLFile(io.BytesIO(data))
        if book.info.get("spinValue", 0) > MOST_ROUNDS:
            raise UnreadableFile(UNKNOWN)
        book.load_key(password=password, verify_password=True)
        book.decrypt(plain)
    except UnreadableFile:
        raise
    except InvalidKeyError:
        raise UnreadableFile(WRONG_PASSWORD) from None
    except Exception:  # noqa: BLE001 - a damaged file may fail anywhere in the libraries that take it apart
        raise UnreadableFile(UNKNOWN) from None
    return plain.getvalue()
