"""Backups in words: when, why, what is in them, how large, and with which key they open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ipsdesk.rules.wording import shown_day
from ipsdesk.services.saving import SAVED_HERE
from ipsdesk.storage.backup import BackupInfo
from ipsdesk.storage.bundles import opens_with, size_of
from ipsdesk.storage.data_key import DataKey

COUNTED = ("client", "referral", "contact", "activity", "hours")
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class BackupLine:
    """One backup, as its manifest says; ``rows`` in words, ``size`` in bytes.

    ``opens`` says whether the unit's present key opens it; else it takes a passphrase or recovery key as it
    was then.
    """

    folder: Path
    at: datetime
    reason: str
    rows: str
    size: int
    opens: bool

    @property
    def name(self) -> str:
        """What its folder is called."""
        return self.folder.name


def line_of(backup: BackupInfo, data_key: DataKey) -> BackupLine:
    """A backup as a line of a list."""
    manifest = backup.manifest
    return BackupLine(
        backup.folder,
        manifest.at,
        manifest.reason,
        rows_in_words(manifest.rows),
        size_of(backup),
        opens_with(backup, data_key),
    )


def rows_in_words(rows: Mapping[str, int]) -> str:
    """How many records of the main kinds there are, such as ``12 clients, 1 contact``."""
    models = [SAVED_HERE[kind] for kind in COUNTED]
    return ", ".join(
        f"{count:,} {noun_for(model.family.kind, count)}"
        for model in models
        if (count := rows.get(model.__tablename__, 0))
    )


def noun_for(kind: str, count: int) -> str:
    """The noun of a kind of record for so many of them."""
    noun = SAVED_HERE[kind].family.noun
    if count == 1:
        return noun
    head = re.split(" of | for ", noun)[0]
    plural = f"{head[:-1]}ies" if re.search("[^aeiou]y$", head) else f"{head}s"
    return plural + noun.removeprefix(head)


def moment_in_words(at: datetime) -> str:
    """A moment as ``3 March 2025, 12:00``, by this computer's clock."""
    local = at.astimezone()
    return f"{shown_day(local.date())}, {local:%H:%M}"
