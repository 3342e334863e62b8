"""Which passphrases are good enough, and a random one to offer."""

from __future__ import annotations

import secrets
from functools import cache
from pathlib import Path

LEAST_CHARACTERS = 14
LEAST_SCORE = 4
WORDS_OFFERED = 5
LONGEST_SCORED = 72  # what zxcvbn takes


@cache
def words() -> tuple[str, ...]:
    """The 1,024 words an offered passphrase is drawn from."""
    return tuple(Path(__file__).with_name("words.txt").read_text(encoding="ascii").split())


def offer_passphrase() -> str:
    """Five words drawn independently from 1,024: 50 bits (four would be 40)."""
    return " ".join(secrets.choice(words()) for _ in range(WORDS_OFFERED))


def check_passphrase(text: str) -> str | None:
    """A sentence saying what is wrong with a passphrase, or None if it will do.

    Good enough are five different words of our own list, or at least 14 characters that ``zxcvbn`` scores 4.
    """
    parts = text.casefold().replace("-", " ").split()
    if len(set(parts) & set(words())) >= WORDS_OFFERED:
        return None
    if len(text) < LEAST_CHARACTERS:
        return (
            f"This passphrase has {len(text)} characters; it needs {LEAST_CHARACTERS}, or five random words."
        )
    from zxcvbn import zxcvbn  # noqa: PLC0415 (30 ms to load, and only needed when somebody chooses)

    if zxcvbn(text[:LONGEST_SCORED])["score"] < LEAST_SCORE:
        return (
            "This passphrase is too easy to guess."
            " Take the five words offered, or add words that don't belong together."
        )
    return None
