"""The base of every table: naming convention, the columns each record carries, and fields declared once."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

from ipsdesk.fields import Field, Kind

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

COLUMN_TYPES: dict[Kind, Any] = {
    Kind.DATE: Date,
    Kind.WHOLE: Integer,
    Kind.DECIMAL: Integer,
    Kind.HOURS: Integer,
    Kind.MONEY: Integer,
    Kind.YES_NO: Boolean,
    Kind.CHOICES: JSON(none_as_null=True),
    Kind.TEXTS: JSON(none_as_null=True),
    Kind.REFERENCE: Integer,
}


def new_uuid() -> str:
    """A random identity for a record, 32 hexadecimal digits, the same in every copy of the unit."""
    return uuid.uuid4().hex


class Base(DeclarativeBase):
    """Every table of the unit file."""

    metadata = MetaData(naming_convention=NAMING)


@dataclass(frozen=True, slots=True)
class Family:
    """What kind of record a table holds and how it appears in the unit workbook.

    ``identity`` is the attribute with the unit's own reference (``Client ID``), or None where rows have no
    reference; ``natural_key`` are the attributes that identify a row of such a sheet all the same; a
    ``single`` family has one record. ``orders`` are pairs of days of which the second may not be earlier.
    ``anonymous``: nothing may tell who wrote a record or when; it has no Record ID, history or undo.
    """

    kind: str
    sheet: str
    noun: str
    identity: str | None = None
    natural_key: tuple[str, ...] = ()
    single: bool = False
    orders: tuple[tuple[str, str], ...] = ()
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """A field that names several other records, kept in order in a table of its own."""

    field: Field
    table: Table
    owner: str
    linked: str


class Record(Base):
    """A record of the unit: integer key, unique identity, version, removal instead of deletion.

    ``version`` counts the saves; ``removed_at`` (UTC, ISO 8601) takes a record out of every list and figure
    without destroying it; ``import_id`` is the import that added it, which stands for its audit entry.
    """

    __abstract__ = True
    family: ClassVar[Family]

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-9)
    uuid: Mapped[str] = mapped_column(String(32), unique=True, default=new_uuid, sort_order=-8)
    version: Mapped[int] = mapped_column(default=1, server_default=text("1"), sort_order=-7)
    removed_at: Mapped[str | None] = mapped_column(String(32), sort_order=-6)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"), sort_order=-5)

    @classmethod
    def fields(cls) -> Iterator[tuple[str, Field]]:
        """Attribute name and declaration of each field, in the order they are declared."""
        for name, value in vars(cls).items():
            if isinstance(value, Links):
                yield name, value.field
            else:
                declared = getattr(value, "info", {}) if hasattr(value, "property") else {}
                if "field" in declared:
                    yield name, cast("Field", declared["field"])

    @classmethod
    def links(cls) -> dict[str, Links]:
        """The fields of this record that name several others, by attribute name."""
        return {name: value for name, value in vars(cls).items() if isinstance(value, Links)}

    @classmethod
    def stays_taken(cls, key: tuple[str, ...]) -> bool:
        """Whether the table keeps records apart by these columns, those that were removed too."""
        table = cast("Table", cls.__table__)
        kept = (one.columns.keys() for one in table.constraints if isinstance(one, UniqueConstraint))
        return list(key) in kept


def field(
    label: str,
    kind: Kind = Kind.TEXT,
    *,
    unique: bool = False,
    **declared: Any,
) -> MappedColumn[Any]:
    """A column that carries its declaration: the one place where a field of a record is described."""
    described = Field(label, kind, **declared)
    keys = [ForeignKey(TABLE_OF[described.target])] if described.target else []
    return mapped_column(
        COLUMN_TYPES.get(kind, String),
        *keys,
        nullable=not (described.required or described.default is not None),
        unique=unique or None,
        info={"field": described},
    )


TABLE_OF: dict[str | None, str] = {
    "client": "clients.id",
    "referral": "episodes.id",
    "staff": "staff.id",
    "team": "teams.id",
    "employer": "employers.id",
    "activity": "activities.id",
    "fidelity review": "fidelity_reviews.id",
    "vocational profile": "vocational_profiles.id",
    "goal": "goals.id",
    "leave authority": "leaves.id",
    "employer site": "employer_sites.id",
    "person at an employer": "employer_people.id",
    "partner agency": "partners.id",
    "vacancy": "vacancies.id",
    "commissioner": "commissioners.id",
    "contract with a commissioner": "commissioner_contracts.id",
    "decision meeting": "decision_meetings.id",
    "survey round": "survey_rounds.id",
    "story": "stories.id",
    "evidence pack": "evidence_packs.id",
    "caseload review": "caseload_reviews.id",
    "file audit": "file_audits.id",
    "training action": "training_actions.id",
    "policy": "policies.id",
}
"""The key a reference of each kind points to."""


def links(label: str, table: Table, owner: str, linked: str, *, target: str, **declared: Any) -> Links:
    """A field that names several records of the kind ``target``, kept in ``table``."""
    return Links(Field(label, Kind.REFERENCES, target=target, **declared), table, owner, linked)


def live_index(name: str, *columns: str, table: str) -> Index:
    """An index over the records that count (not removed), named by hand as partial indexes must be.

    It ends with ``removed_at``: without that SQLite fetches each row from the table only to look at it.
    """
    return Index(f"ix_{table}_{name}", *columns, "removed_at", sqlite_where=text("removed_at IS NULL"))
