"""Risk seen together: the person's part first, the staff's beside it, and how far the two agree."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from ipsdesk.fields import Kind
from ipsdesk.models.base import Family, Record, field, live_index
from ipsdesk.rules.codes import AGREEMENTS


def _said(label: str, *, help: str = "") -> Mapped[str | None]:  # noqa: A002 - as a field calls it
    return field(label, Kind.LONG_TEXT, personal=True, help=help)


def _agreed(point: str) -> Mapped[str | None]:
    """Whether the person and the staff see one point alike."""
    return field(f"Agreed: {point}", Kind.CHOICE, choices=AGREEMENTS)


class Risk(Record):
    """A risk record that carries the person's own view beside the professional's."""

    __tablename__ = "risks"
    __table_args__ = (
        CheckConstraint("reviewed_on >= on_date", name="reviewed_after_written"),
        live_index("client", "client_id", "on_date", "id", table="risks"),
    )
    family = Family("risk", "Risk", "risk record", orders=(("on_date", "reviewed_on"),))

    client_id: Mapped[int] = field("Client ID", Kind.REFERENCE, target="client", required=True)
    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    own_view: Mapped[str | None] = _said("Own view")
    strengths: Mapped[str | None] = _said("Strengths")
    vulnerabilities: Mapped[str | None] = _said("Vulnerabilities")
    protective_factors: Mapped[str | None] = _said("Protective factors")
    staff_view: Mapped[str | None] = _said("Staff view")
    review_on: Mapped[dt.date | None] = field("Review on", Kind.DATE)
    early_signs: Mapped[str | None] = _said("Early signs")
    what_helps: Mapped[str | None] = _said("What helps")
    staff_should: Mapped[str | None] = _said("How staff should act")
    own_closed_on: Mapped[dt.date | None] = field(
        "Own part closed on",
        Kind.DATE,
        help="The day the person's part was finished; it is not changed any more.",
    )
    staff_strengths: Mapped[str | None] = _said("Staff strengths")
    staff_vulnerabilities: Mapped[str | None] = _said("Staff vulnerabilities")
    staff_protective_factors: Mapped[str | None] = _said("Staff protective factors")
    staff_early_signs: Mapped[str | None] = _said("Staff early signs")
    staff_what_helps: Mapped[str | None] = _said("Staff what helps")
    staff_how_to_act: Mapped[str | None] = _said("Staff how to act")
    agreed_view: Mapped[str | None] = _agreed("view")
    agreed_strengths: Mapped[str | None] = _agreed("strengths")
    agreed_vulnerabilities: Mapped[str | None] = _agreed("vulnerabilities")
    agreed_protective_factors: Mapped[str | None] = _agreed("protective factors")
    agreed_early_signs: Mapped[str | None] = _agreed("early signs")
    agreed_what_helps: Mapped[str | None] = _agreed("what helps")
    agreed_how_to_act: Mapped[str | None] = _agreed("how to act")
    staff_on: Mapped[dt.date | None] = field("Staff part on", Kind.DATE)
    staff_id: Mapped[int | None] = field("Staff part by ID", Kind.REFERENCE, target="staff")
    staff_first: Mapped[str | None] = _said("Reason staff part came first")
    took_part: Mapped[list[str] | None] = field("Took part", Kind.TEXTS, personal=True)
    workplace_visit: Mapped[str | None] = _said(
        "For a workplace visit", help="What a worker must know before a visit to a workplace."
    )
    reviewed_on: Mapped[dt.date | None] = field("Reviewed on", Kind.DATE)
