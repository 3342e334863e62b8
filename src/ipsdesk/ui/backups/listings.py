"""The tables of the dialog about backups: backups, people in whom one differs, one person's records."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from ipsdesk.services.backups import BackupLine, Difference, RecordThere
from ipsdesk.ui.backups.backup_words import capital, key_words, reason_words, size_words
from ipsdesk.ui.sign_in.foot import moment_words
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.columns import Column, Listing
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import RIGHT


def when_words(line: BackupLine) -> str:
    """When it was made, within a sentence."""
    return moment_words(line.at, datetime.now(UTC))


BACKUPS = Listing[BackupLine](
    "Backups",
    (
        Column[BackupLine](
            "Made",
            lambda one: one.at,
            lambda one: capital(when_words(one)),
            175,
            second=reason_words,
            name=True,
        ),
        Column[BackupLine](
            "Size", lambda one: one.size, lambda one: size_words(one.size), 80, RIGHT, gives_way=1
        ),
        Column[BackupLine](
            "Opens with",
            lambda one: one.opens,
            key_words,
            130,
            mark=lambda one: Mark.DONE if one.opens else Mark.NEAR_LIMITS,
        ),
    ),
    "There is no backup of this unit here.",
    lambda one: one.folder,
    row_height=Height.CASELOAD_ROW,
)


@dataclass(frozen=True, slots=True)
class PersonBetween:
    """One client and how a backup differs from the unit in them."""

    uuid: str
    name: str
    difference: Difference


def change_words(one: PersonBetween) -> str:
    """``3 lost, 2 as they were, 10 come back``."""
    difference = one.difference
    told = (
        (difference.lost, "lost"),
        (difference.changed, "as they were"),
        (difference.returning, "come back"),
    )
    return ", ".join(f"{count:,} {words}" for count, words in told if count)


PEOPLE = Listing[PersonBetween](
    "People whose records differ",
    (
        Column[PersonBetween]("Person", lambda one: one.name, width=220, name=True),
        Column[PersonBetween](
            "Records",
            lambda one: one.difference.lost,
            change_words,
            mark=lambda one: Mark.NEAR_LIMITS if one.difference.lost or one.difference.changed else Mark.NOTE,
        ),
    ),
    "Nobody's records differ.",
    lambda one: one.uuid,
    row_height=Height.CHIP,
)


@dataclass
class Ticked:
    """A record that may come back, and whether it is to."""

    record: RecordThere
    wanted: bool = field(default=True)


def record_words(one: Ticked) -> str:
    """The record, with a capital."""
    return capital(one.record.words)


def wanted_words(one: Ticked) -> str:
    """Whether it is to come back."""
    return "Yes" if one.wanted else "No"


RECORDS = Listing[Ticked](
    "Records that differ",
    (
        Column[Ticked](
            "Bring back",
            lambda one: one.wanted,
            wanted_words,
            110,
            mark=lambda one: Mark.DONE if one.wanted else Mark.NOT_APPLICABLE,
        ),
        Column[Ticked]("Record", record_words, width=330, name=True),
        Column[Ticked]("In the unit", lambda one: one.record.now.value, width=130),
    ),
    "Nothing differs: the unit has all of it as it was.",
    lambda one: one.record.uuid,
    row_height=Height.CHIP,
    said=lambda one: f"{record_words(one)}, {one.record.now.value}, bring back: {wanted_words(one)}",
)
