"""Letters, scans and forms kept with a person's record, their bytes apart from what is said of them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ipsdesk.fields import Kind
from ipsdesk.models.base import Base, Family, Record, field, live_index
from ipsdesk.rules.codes import ATTACHMENT_TYPES, SEEN_BY


class Attachment(Record):
    """One file kept with a client's record: what it is, of which day, and who may see it."""

    __tablename__ = "attachments"
    __table_args__ = (live_index("client", "client_id", table="attachments"),)
    family = Family("attachment", "", "attachment")

    client_id: Mapped[int] = field("Client ID", Kind.REFERENCE, target="client", required=True)
    title: Mapped[str] = field("Title", required=True, personal=True)
    type: Mapped[str] = field("Type", Kind.CHOICE, choices=ATTACHMENT_TYPES, required=True)
    dated_on: Mapped[dt.date | None] = field("Date", Kind.DATE)
    seen_by: Mapped[str] = field("Seen by", Kind.CHOICE, choices=SEEN_BY, default=SEEN_BY[0])
    file_name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))


class AttachmentContent(Base):
    """The bytes of one attachment, read only when it is opened."""

    __tablename__ = "attachment_contents"

    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachments.id"), primary_key=True)
    content: Mapped[bytes]
