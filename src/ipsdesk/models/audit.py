"""The audit trail: one chained row for each change, view, export and sign-in."""

from __future__ import annotations

from sqlalchemy import DDL, ForeignKey, Index, LargeBinary, String, Text, event
from sqlalchemy.orm import Mapped, mapped_column

from ipsdesk.models.base import Base


class AuditEntry(Base):
    """Who did what, when, to which record, with what was there before and after.

    ``at`` is UTC in ISO 8601; ``details`` is JSON; ``mac`` chains the entry to the one before it.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_action", "action", "kind", "account_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str] = mapped_column(String(32))
    account_id: Mapped[int | None]
    action: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(32), index=True)
    record_id: Mapped[int | None] = mapped_column(index=True)
    record_uuid: Mapped[str | None] = mapped_column(String(32))
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"))
    details: Mapped[str] = mapped_column(Text)
    mac: Mapped[bytes] = mapped_column(LargeBinary(32))


TRIGGERS = tuple(
    f"CREATE TRIGGER audit_entries_no_{verb.lower()} BEFORE {verb} ON audit_entries "
    f"BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END"
    for verb in ("UPDATE", "DELETE")
)
for statement in TRIGGERS:
    event.listen(AuditEntry.__table__, "after_create", DDL(statement))  # type: ignore[no-untyped-call]
