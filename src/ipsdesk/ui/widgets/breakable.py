"""Long words that may be broken, so that a path or a name never stands out of its card."""

from __future__ import annotations

import re

LONG = re.compile(r"(\S{18})(?=\S)")
MAY_BREAK = "\u200b"


def breakable(words: str) -> str:
    """The same words with unseen places to break in whatever is long and has no space."""
    return LONG.sub(rf"\1{MAY_BREAK}", words)
