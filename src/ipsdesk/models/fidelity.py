"""Reviews against the fidelity scale: scores, what stands behind them, the action plan, the evidence."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ipsdesk.fields import Kind
from ipsdesk.models.base import Base, Family, Record, field, live_index
from ipsdesk.rules.codes import (
    FIDELITY_ACTION_STATUSES,
    FIDELITY_ITEMS,
    FIDELITY_SCALES,
    FIDELITY_STEPS,
    PRIORITIES,
    REVIEW_KINDS,
)

_OF_ITEM = f"item BETWEEN 1 AND {FIDELITY_ITEMS}"


def _of_review() -> Mapped[int]:
    return field("Review ID", Kind.REFERENCE, target="fidelity review", required=True)


def _item() -> Mapped[int]:
    return field("Item", Kind.WHOLE, least=1, most=FIDELITY_ITEMS, required=True)


def _score(label: str, *, required: bool = False) -> Mapped[int | None]:
    return field(label, Kind.WHOLE, least=1, most=5, required=required)


def _long(label: str) -> Mapped[str | None]:
    return field(label, Kind.LONG_TEXT)


class FidelityReview(Record):
    """A review against the IPS fidelity scale of 25 items (IPS25-2008-UK), each scored 1 to 5.

    A review whose date is still to come is a planned one. One that was completed is not written in again
    before somebody reopens it.
    """

    __tablename__ = "fidelity_reviews"
    __table_args__ = (CheckConstraint("completed_on >= on_date", name="completed_after_review"),)
    family = Family(
        "fidelity review",
        "Fidelity reviews",
        "fidelity review",
        identity="reference",
        orders=(("on_date", "completed_on"),),
    )

    reference: Mapped[str] = field("Review ID", required=True, unique=True)
    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    kind: Mapped[str | None] = field("Kind", Kind.CHOICE, choices=REVIEW_KINDS)
    for _n in range(1, FIDELITY_ITEMS + 1):
        vars()[f"item_{_n}"] = field(f"Item {_n}", Kind.WHOLE, least=1, most=5)
    del _n
    scale: Mapped[str] = field("Scale", Kind.CHOICE, choices=FIDELITY_SCALES, default=FIDELITY_SCALES[0])
    reviewers: Mapped[list[str] | None] = field("Reviewers", Kind.TEXTS)
    completed_on: Mapped[dt.date | None] = field("Completed on", Kind.DATE)
    reopened_on: Mapped[dt.date | None] = field("Reopened on", Kind.DATE)
    reopened_reason: Mapped[str | None] = _long("Reason reopened")
    summary: Mapped[str | None] = _long("Summary")
    strengths: Mapped[str | None] = _long("What is strong")
    recommendations: Mapped[str | None] = _long("Recommendations")


class FidelityItem(Record):
    """What stands behind the agreed score of one item of a review."""

    __tablename__ = "fidelity_items"
    __table_args__ = (
        CheckConstraint(_OF_ITEM, name="item"),
        CheckConstraint("proposed BETWEEN 1 AND 5", name="proposed"),
        live_index("review", "review_id", "item", table="fidelity_items"),
    )
    family = Family("fidelity item", "Fidelity items", "fidelity item", natural_key=("review_id", "item"))

    review_id: Mapped[int] = _of_review()
    item: Mapped[int] = _item()
    proposed: Mapped[int | None] = field(
        "Proposed", Kind.WHOLE, least=1, most=5, help="What the records proposed when it was scored."
    )
    arithmetic: Mapped[str | None] = _long("Arithmetic")
    reason: Mapped[str | None] = _long("Reason it differs")
    parts: Mapped[list[str] | None] = field("Parts met", Kind.TEXTS, help="Numbers of the parts, 1; 2.")
    comment: Mapped[str | None] = _long("Comment")
    evidence: Mapped[str | None] = _long("Evidence")
    recommendation: Mapped[str | None] = _long("Recommendation")


class FidelityScore(Record):
    """What one reviewer gave an item, before the reviewers agreed."""

    __tablename__ = "fidelity_scores"
    __table_args__ = (
        CheckConstraint(_OF_ITEM, name="item"),
        CheckConstraint("score BETWEEN 1 AND 5", name="score"),
        live_index("review", "review_id", "item", table="fidelity_scores"),
    )
    family = Family(
        "reviewer's score",
        "Fidelity scores",
        "reviewer's score",
        natural_key=("review_id", "item", "reviewer"),
    )

    review_id: Mapped[int] = _of_review()
    item: Mapped[int] = _item()
    reviewer: Mapped[str] = field("Reviewer", required=True)
    score: Mapped[int] = _score("Score", required=True)  # type: ignore[assignment] # required here
    note: Mapped[str | None] = _long("Note")


class FidelityAction(Record):
    """What the unit decided to do about an item of a review."""

    __tablename__ = "fidelity_actions"
    __table_args__ = (
        CheckConstraint(_OF_ITEM, name="item"),
        CheckConstraint("current_score BETWEEN 1 AND 5", name="current_score"),
        CheckConstraint("target_score BETWEEN 1 AND 5", name="target_score"),
        CheckConstraint("done_on >= start_on", name="done_after_start"),
    )
    family = Family(
        "fidelity action", "Fidelity actions", "fidelity action", orders=(("start_on", "done_on"),)
    )

    review_id: Mapped[int] = _of_review()
    item: Mapped[int] = _item()
    action: Mapped[str] = field("Action", Kind.LONG_TEXT, required=True)
    owner: Mapped[str | None] = field("Owner")
    due_on: Mapped[dt.date] = field("Due", Kind.DATE, required=True)
    done_on: Mapped[dt.date | None] = field("Done", Kind.DATE)
    current_score: Mapped[int | None] = _score("Current score")
    target_score: Mapped[int | None] = _score("Target score")
    start_on: Mapped[dt.date | None] = field("Start", Kind.DATE)
    revised_due_on: Mapped[dt.date | None] = field("Revised due", Kind.DATE)
    revised_reason: Mapped[str | None] = _long("Reason revised")
    measured_by: Mapped[str | None] = _long("How it is measured")
    priority: Mapped[str | None] = field("Priority", Kind.CHOICE, choices=PRIORITIES)
    status: Mapped[str] = field(
        "Status", Kind.CHOICE, choices=FIDELITY_ACTION_STATUSES, default=FIDELITY_ACTION_STATUSES[0]
    )
    stopped_reason: Mapped[str | None] = _long("Reason stopped")
    owner_id: Mapped[int | None] = field(
        "Owner ID", Kind.REFERENCE, target="staff", words="Owner on our staff"
    )
    evidence: Mapped[str | None] = _long("Evidence")
    evidence_on: Mapped[dt.date | None] = field("Evidence on", Kind.DATE)
    verified_by_id: Mapped[int | None] = field("Verified by ID", Kind.REFERENCE, target="staff")
    verified_on: Mapped[dt.date | None] = field("Verified on", Kind.DATE)


class FidelityNote(Record):
    """What became of the actions on an item by a day."""

    __tablename__ = "fidelity_notes"
    __table_args__ = (
        CheckConstraint(_OF_ITEM, name="item"),
        live_index("review", "review_id", "item", table="fidelity_notes"),
    )
    family = Family("note on a fidelity action", "Fidelity notes", "note on a fidelity action")

    review_id: Mapped[int] = _of_review()
    item: Mapped[int] = _item()
    on_date: Mapped[dt.date] = field("Date", Kind.DATE, required=True)
    note: Mapped[str] = field("Note", Kind.LONG_TEXT, required=True)
    staff_id: Mapped[int | None] = field("Staff ID", Kind.REFERENCE, target="staff", words="Who of us")


class FidelityStep(Record):
    """A step of a review's calendar that was done."""

    __tablename__ = "fidelity_steps"
    family = Family(
        "step of a review", "Fidelity calendar", "step of a review", natural_key=("review_id", "step")
    )

    review_id: Mapped[int] = _of_review()
    step: Mapped[str] = field("Step", Kind.CHOICE, choices=FIDELITY_STEPS, required=True)
    done_on: Mapped[dt.date] = field("Done on", Kind.DATE, required=True)
    note: Mapped[str | None] = _long("Note")


class EvidencePack(Record):
    """The documents made for the reviewers, with people under pseudonyms, until they are deleted."""

    __tablename__ = "evidence_packs"
    __table_args__ = (
        CheckConstraint("files >= 0", name="files"),
        CheckConstraint("delete_by_on >= made_on", name="delete_by_after_made"),
        CheckConstraint("deleted_on >= made_on", name="deleted_after_made"),
    )
    family = Family(
        "evidence pack",
        "Evidence packs",
        "evidence pack",
        identity="reference",
        orders=(("made_on", "delete_by_on"), ("made_on", "deleted_on")),
    )

    reference: Mapped[str] = field("Pack ID", required=True, unique=True)
    review_id: Mapped[int] = _of_review()
    made_on: Mapped[dt.date] = field("Made on", Kind.DATE, required=True)
    files: Mapped[int | None] = field("Files", Kind.WHOLE, least=0)
    delete_by_on: Mapped[dt.date | None] = field("Delete by", Kind.DATE)
    deleted_on: Mapped[dt.date | None] = field("Deleted on", Kind.DATE)
    note: Mapped[str | None] = _long("Note")


class EvidencePackPerson(Base):
    """Who stands behind a pseudonym of a pack: the key, which is kept apart and never leaves the unit."""

    __tablename__ = "evidence_pack_people"

    pack_id: Mapped[int] = mapped_column(ForeignKey("evidence_packs.id"), primary_key=True)
    pseudonym: Mapped[str] = mapped_column(String(16), primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
