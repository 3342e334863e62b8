"""Words without the names in them: whole names, parts of names, references, days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

SHORTEST = 3
"""Letters of a part of a name that is replaced too."""
SOME_DAY = "[day]"
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
DAYS = re.compile(
    rf"\b(?:\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTHS})[a-z]*(?: \d{{4}})?|(?:{MONTHS})[a-z]* \d{{4}})\b",
    re.IGNORECASE,
)


def any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """What finds any of these as a word of its own, whatever its case, the longest first; None for none."""
    wanted = sorted({name.strip() for name in names if name and name.strip()}, key=len, reverse=True)
    if not wanted:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)", re.IGNORECASE)


def parts_of(name: str) -> list[str]:
    """The name, and each part of it that is long enough to be known by."""
    return [name, *(part for part in name.split() if len(part) >= SHORTEST)]


def nameless(words: str, names: Mapping[str, str]) -> str:
    """The words with each of these names, and every day that is written out, replaced.

    ``names`` says what stands in place of each; a name is found whatever its case.
    """
    instead = {name.strip().casefold(): other for name, other in names.items()}
    found = any_of(names)
    if found is not None:
        words = found.sub(lambda match: instead[match[0].casefold()], words)
    return DAYS.sub(SOME_DAY, words)
