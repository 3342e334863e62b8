"""Returns as they were submitted, what was changed after, and the commissioners' own forms."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ipsdesk.models.base import Base

_KEPT = JSON(none_as_null=True)


def _of_return(*, primary_key: bool = False) -> Mapped[int]:
    return mapped_column(ForeignKey("returns.id"), primary_key=primary_key)


class Return(Base):
    """One return of a period: a draft until somebody approved and submitted it; then it never changes."""

    __tablename__ = "returns"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int | None] = mapped_column(unique=True)
    label: Mapped[str]
    first_on: Mapped[dt.date]
    last_on: Mapped[dt.date]
    kind: Mapped[str]
    profile: Mapped[str]
    commissioner_id: Mapped[int | None] = mapped_column(ForeignKey("commissioners.id"))
    definitions_version: Mapped[str]
    state: Mapped[str]
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("returns.id"))
    prepared_by: Mapped[int | None]
    prepared_at: Mapped[str | None] = mapped_column(String(32))
    approved_by: Mapped[int | None]
    approved_at: Mapped[str | None] = mapped_column(String(32))
    submitted_at: Mapped[str | None] = mapped_column(String(32))
    readiness: Mapped[Any | None] = mapped_column(_KEPT)
    choices: Mapped[Any | None] = mapped_column(_KEPT)
    printed: Mapped[Any | None] = mapped_column(_KEPT)


class ReturnNarrative(Base):
    """What the unit says in its own words in one section of a return."""

    __tablename__ = "return_narratives"

    return_id: Mapped[int] = _of_return(primary_key=True)
    section: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]


class ReturnFile(Base):
    """A file of a submitted return, byte for byte."""

    __tablename__ = "return_files"
    __table_args__ = (Index("ix_return_files_return", "return_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    return_id: Mapped[int] = _of_return()
    name: Mapped[str]
    form: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes]


class ReturnFigure(Base):
    """A figure as it was submitted."""

    __tablename__ = "return_figures"

    return_id: Mapped[int] = _of_return(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    figure: Mapped[Any] = mapped_column(JSON)


class ReturnRow(Base):
    """A record behind a submitted figure: whether it counted, with which amount, in which band."""

    __tablename__ = "return_rows"
    __table_args__ = (Index("ix_return_rows_figure", "return_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    return_id: Mapped[int] = _of_return()
    key: Mapped[str]
    subject_kind: Mapped[str]
    subject_uuid: Mapped[str] = mapped_column(String(32))
    state: Mapped[str | None]
    amount: Mapped[int | None]
    band: Mapped[str | None]


class Amendment(Base):
    """A record of a submitted period that was changed afterwards, with the reason given."""

    __tablename__ = "amendments"
    __table_args__ = (Index("ix_amendments_return", "return_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    return_id: Mapped[int] = _of_return()
    at: Mapped[str] = mapped_column(String(32))
    account_id: Mapped[int | None]
    reason: Mapped[str | None]
    kind: Mapped[str]
    record_uuid: Mapped[str] = mapped_column(String(32))
    words: Mapped[Any | None] = mapped_column(_KEPT)
    before: Mapped[Any | None] = mapped_column(_KEPT)
    after: Mapped[Any | None] = mapped_column(_KEPT)
    told_in: Mapped[int | None] = mapped_column(ForeignKey("returns.id"))


class ReturnTemplate(Base):
    """A commissioner's own workbook and where our figures go in it."""

    __tablename__ = "return_templates"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    mapping: Mapped[Any | None] = mapped_column(_KEPT)
    content: Mapped[bytes]
    sha256: Mapped[str] = mapped_column(String(64))
