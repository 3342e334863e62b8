"""The printed recovery key: 160 random bits as groups of letters and digits with a check character."""

from __future__ import annotations

import secrets

from ipsdesk.errors import WrongPassphrase

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32: no I, L, O, U
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})
LENGTH = 32  # 32 characters of 5 bits
GROUP = 4
FIELD_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive over GF(2)


def new_recovery_key() -> str:
    """A fresh key as it is printed: eight groups of four and the check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    groups = [body[start : start + GROUP] for start in range(0, LENGTH, GROUP)]
    return "-".join([*groups, _check_character(body)])


def read_recovery_key(typed: str) -> bytes:
    """The secret of a typed key, whatever its case, spaces and dashes.

    Raises:
        WrongPassphrase: the key is mistyped (length, a foreign character, the check character).
    """
    text = "".join(typed.split()).upper().translate(LOOKALIKES)
    if len(text) != LENGTH + 1 or any(letter not in ALPHABET for letter in text):
        raise WrongPassphrase(
            f"A recovery key has {LENGTH + 1} letters and digits; what was typed has {len(text)} or a sign"
            " that doesn't occur in it. Nothing was changed. Compare it with the printed sheet and try again."
        )
    if text[-1] != _check_character(text[:-1]):
        raise WrongPassphrase(
            "The check character at the end of the recovery key doesn't fit the rest: something is mistyped."
            " Nothing was changed. Compare each group with the printed sheet and try again."
        )
    return text[:-1].encode()


def _check_character(body: str) -> str:
    """The body as a polynomial over GF(32), taken at x: one wrong sign or two swapped always show."""
    remainder = 0
    for letter in body:
        remainder = _times_x(remainder ^ ALPHABET.index(letter))
    return ALPHABET[remainder]


def _times_x(value: int) -> int:
    value <<= 1
    return value ^ FIELD_POLYNOMIAL if value & 0b100000 else value
