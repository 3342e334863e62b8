"""Fidelity: what stands behind a score, reviewers' scores, calendar, action plan, evidence packs."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_what_stands_behind()
    _add_columns()


def _make_records(table: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), sa.ForeignKey("imports.id"), nullable=True),
        *columns,
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uuid"),
    )


def _live_index(name: str, table: str, *columns: str) -> None:
    where = sa.text("removed_at IS NULL")
    op.create_index(name, table, [*columns, "removed_at"], unique=False, sqlite_where=where)


def _make_what_stands_behind() -> None:
    _make_records(
        "fidelity_items",
        sa.Column("review_id", sa.Integer(), sa.ForeignKey("fidelity_reviews.id"), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("proposed", sa.Integer(), nullable=True),
        sa.Column("arithmetic", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("parts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("comment", sa.String(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("recommendation", sa.String(), nullable=True),
        sa.CheckConstraint("item BETWEEN 1 AND 25", name="item"),
        sa.CheckConstraint("proposed BETWEEN 1 AND 5", name="proposed"),
    )
    _live_index("ix_fidelity_items_review", "fidelity_items", "review_id", "item")
    _make_records(
        "fidelity_scores",
        sa.Column("review_id", sa.Integer(), sa.ForeignKey("fidelity_reviews.id"), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("item BETWEEN 1 AND 25", name="item"),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name="score"),
    )
    _live_index("ix_fidelity_scores_review", "fidelity_scores", "review_id", "item")
    _make_records(
        "fidelity_steps",
        sa.Column("review_id", sa.Integer(), sa.ForeignKey("fidelity_reviews.id"), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
    )
    _make_records(
        "fidelity_notes",
        sa.Column("review_id", sa.Integer(), sa.ForeignKey("fidelity_reviews.id"), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("staff_id", sa.Integer(), sa.ForeignKey("staff.id"), nullable=True),
        sa.CheckConstraint("item BETWEEN 1 AND 25", name="item"),
    )
    _live_index("ix_fidelity_notes_review", "fidelity_notes", "review_id", "item")
    _make_records(
        "evidence_packs",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("review_id", sa.Integer(), sa.ForeignKey("fidelity_reviews.id"), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=True),
        sa.Column("delete_by_on", sa.Date(), nullable=True),
        sa.Column("deleted_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.UniqueConstraint("reference"),
        sa.CheckConstraint("delete_by_on >= made_on", name="delete_by_after_made"),
        sa.CheckConstraint("deleted_on >= made_on", name="deleted_after_made"),
        sa.CheckConstraint("files >= 0", name="files"),
    )
    op.create_table(
        "evidence_pack_people",
        sa.Column("pack_id", sa.Integer(), sa.ForeignKey("evidence_packs.id"), nullable=False),
        sa.Column("pseudonym", sa.String(length=16), nullable=False),
        sa.Column("client_id", sa.Integer(), sa.ForeignKey("clients.id"), nullable=False),
        sa.PrimaryKeyConstraint("pack_id", "pseudonym"),
    )


def _add_columns() -> None:
    with op.batch_alter_table("fidelity_reviews", recreate="always") as reviews:
        default = sa.text("'IPS25-2008-UK'")
        reviews.add_column(sa.Column("scale", sa.String(), server_default=default, nullable=False))
        reviews.add_column(sa.Column("reviewers", sa.JSON(none_as_null=True), nullable=True))
        for name in ("completed_on", "reopened_on"):
            reviews.add_column(sa.Column(name, sa.Date(), nullable=True))
        for name in ("reopened_reason", "summary", "strengths", "recommendations"):
            reviews.add_column(sa.Column(name, sa.String(), nullable=True))
        reviews.create_check_constraint("completed_after_review", "completed_on >= on_date")
    with op.batch_alter_table("fidelity_actions", recreate="always") as actions:
        for name in ("current_score", "target_score"):
            actions.add_column(sa.Column(name, sa.Integer(), nullable=True))
            actions.create_check_constraint(name, f"{name} BETWEEN 1 AND 5")
        for name in ("start_on", "revised_due_on", "evidence_on", "verified_on"):
            actions.add_column(sa.Column(name, sa.Date(), nullable=True))
        for name in ("revised_reason", "measured_by", "priority", "stopped_reason", "evidence"):
            actions.add_column(sa.Column(name, sa.String(), nullable=True))
        default = sa.text("'not started'")
        actions.add_column(sa.Column("status", sa.String(), server_default=default, nullable=False))
        for name in ("owner_id", "verified_by_id"):
            actions.add_column(sa.Column(name, sa.Integer(), nullable=True))
            actions.create_foreign_key(f"fk_fidelity_actions_{name}_staff", "staff", [name], ["id"])
        actions.create_check_constraint("done_after_start", "done_on >= start_on")
    op.execute("UPDATE fidelity_actions SET status = 'done, awaiting evidence' WHERE done_on IS NOT NULL")
    for table, name in (("fidelity_reviews", "scale"), ("fidelity_actions", "status")):
        with op.batch_alter_table(table, recreate="always") as changed:
            changed.alter_column(name, existing_type=sa.String(), server_default=None)
