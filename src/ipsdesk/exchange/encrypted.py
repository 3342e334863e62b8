"""Workbooks with a password: recognised, decrypted and encrypted in memory only."""

from __future__ import annotations

import io

from ipsdesk.errors import CannotRun, UnreadableFile

OLD_EXCEL = bytes.fromhex("D0CF11E0A1B11AE1")
"""The first bytes of an OLE file: an old .xls, or the wrapping of an encrypted workbook."""

MOST_ROUNDS = 1_000_000
"""Excel derives the key in 100,000 rounds; a file that asks for far more only wants to keep us busy."""

LONGEST_PASSWORD = 255
"""Excel takes no more in its own box."""

NEEDS_PASSWORD = "The workbook has a password; give the password to import it."  # noqa: S105
WRONG_PASSWORD = "The password does not open this workbook."  # noqa: S105
UNKNOWN = "The workbook is encrypted in a way that can't be read; save it without a password and use that."


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


def refuse_password(password: str) -> None:
    """Refuse a password that protects nothing or that Excel could not take."""
    if not password.strip():
        raise CannotRun("The password is empty. Nothing was written.")
    if len(password) > LONGEST_PASSWORD or not password.isprintable():
        raise CannotRun(
            f"A workbook's password has at most {LONGEST_PASSWORD} characters, all of them printable. "
            "Nothing was written."
        )


def encrypt(data: bytes, password: str) -> bytes:
    """The workbook encrypted as Excel does it (agile, AES-256), and opened again to see that it opens.

    Raises `CannotRun` for a password that is empty, or if what was encrypted does not come back the same.
    """
    refuse_password(password)
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415 - as above

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, out)
    if decrypt(out.getvalue(), password) != data:
        raise CannotRun("The workbook could not be encrypted so that it opens again. Nothing was written.")
    return out.getvalue()
