"""What is read of risk and what is written: all versions, the form and the answer of each side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ipsdesk.fields import Field
from ipsdesk.services.editing_form import Choice, Plain
from ipsdesk.services.risk_reading import PointSeen, RiskVersion


@dataclass(frozen=True, slots=True)
class RiskPage:
    """All versions of a person, newest first; not ``told``: this account does not see what they say."""

    client: int
    name: str
    today: date
    versions: tuple[RiskVersion, ...]
    told: bool = True


@dataclass(frozen=True, slots=True)
class OwnForm:
    """The person's part to be written: of the open version, else of a new one that begins with the last.

    ``id`` None and ``version`` 0 while it is new; ``begins_from`` is the day of the version it begins with.
    """

    client: int
    name: str
    id: int | None
    version: int
    texts: Mapping[str, str]
    begins_from: date | None


@dataclass(frozen=True, slots=True)
class OwnPart:
    """What the person said, by attribute; ``closes``: they have finished, and it is not changed any more."""

    client: int
    id: int | None
    version: int
    texts: Mapping[str, str]
    closes: bool


@dataclass(frozen=True, slots=True)
class StaffForm:
    """The staff's part to be written beside the person's.

    ``comes_first``: the person has not finished theirs, so that a reason is needed.
    """

    client: int
    name: str
    id: int | None
    version: int
    points: tuple[PointSeen, ...]
    fields: Mapping[str, Field]
    values: Mapping[str, Plain]
    choices: tuple[Choice, ...]
    comes_first: bool


@dataclass(frozen=True, slots=True)
class StaffPart:
    """What the staff say, by attribute."""

    client: int
    id: int | None
    version: int
    values: Mapping[str, Plain]
