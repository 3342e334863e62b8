"""Words in a tool tip letter for letter: Qt reads what looks like markup as that, and fetches pictures."""

from __future__ import annotations

from html import escape


def plain_tip(words: str) -> str:
    """Words of the unit's own records, so that a tool tip shows them as they are."""
    return f"<qt>{escape(words)}</qt>" if "<" in words or "&lt;" in words else words
