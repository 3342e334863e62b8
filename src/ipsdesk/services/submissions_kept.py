"""What is kept of a return and of the changes made after it, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from ipsdesk.measures import Figure
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import Period


class Form(StrEnum):
    """What kind of file a return is saved as."""

    WORKBOOK = "xlsx"
    WORD = "docx"
    PDF = "pdf"


class State(StrEnum):
    """How far a return has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class ReturnFile:
    """A file of a return: its name, its form, its bytes."""

    name: str
    form: Form
    content: bytes

    @property
    def sha256(self) -> str:
        """The fingerprint of its bytes."""
        return sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Submission:
    """A return, draft or submitted: ``number`` is None until it is submitted.

    ``kind`` is quarter, half-year, year or other days; ``commissioner`` None: for all, with an empty name.
    Who prepared and approved it stand by name, empty where nobody did. ``supersedes`` and ``superseded_by``
    are numbers of other returns. ``changed`` counts the amendments to it since it was submitted.
    """

    id: int
    number: int | None
    period: Period
    kind: str
    profile: Profile
    commissioner: int | None
    commissioner_name: str
    definitions_version: str
    state: State
    supersedes: int | None
    superseded_by: int | None
    prepared_by: str
    prepared_at: datetime
    approved_by: str
    approved_at: datetime | None
    submitted_at: datetime | None
    files: tuple[str, ...] = ()
    changed: int = 0


@dataclass(frozen=True, slots=True)
class ReturnDraft:
    """A return being prepared, or as it was submitted: its narratives by section, and its readiness."""

    submission: Submission
    narratives: Mapping[str, str]
    readiness: Mapping[str, Any]
    choices: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RowDifference:
    """One row of a measure that stands otherwise today than in the return, in words; empty: no such row."""

    key: str
    title: str
    reference: str
    submitted: str
    today: str


@dataclass(frozen=True, slots=True)
class FigureBeside:
    """A measure as submitted beside the same as the records stand today; None where it was not counted."""

    key: str
    title: str
    submitted: Figure | None
    today: Figure | None
    differs: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A submitted return beside the records of today, counted by the choices that it was made with."""

    submission: Submission
    figures: tuple[FigureBeside, ...]
    rows: tuple[RowDifference, ...]


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change made after a return was submitted: what it did to one row of it, by whom, when and why.

    ``number`` and ``period`` are those of the return that it touches; ``key`` and ``what`` are the measure's;
    ``record`` is the row's identity (empty for a sum), ``reference`` the person's or the record's own;
    ``told_in`` is the number of the return that told it.
    """

    id: int
    number: int
    period: Period
    key: str
    record: str
    reference: str
    what: str
    before: str
    after: str
    who: str
    at: datetime
    why: str
    told_in: int | None
