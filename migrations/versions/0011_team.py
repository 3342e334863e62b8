"""Supervision in full, caseload reviews, file audits, training of staff, host agreements, policies, documents."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _add_columns()
    _make_reviews()
    _make_audits()
    _make_training()
    _make_agreements()
    _make_documents()


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


def _make_links(table: str, *keys: tuple[str, str]) -> None:
    op.create_table(
        table,
        *(sa.Column(name, sa.Integer(), sa.ForeignKey(key), nullable=False) for name, key in keys),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(*(name for name, _ in keys)),
    )


def _reference() -> sa.Column[str]:
    return sa.Column("reference", sa.String(), nullable=False)


def _key(name: str, key: str, *, nullable: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(key), nullable=nullable)


def _day(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=True) for name in names]


def _add_columns() -> None:
    with op.batch_alter_table("staff", recreate="always") as staff:
        for name in ("induction_on", "probation_on", "probation_passed_on", "dbs_due_on"):
            staff.add_column(_day(name))
        staff.add_column(sa.Column("manager_id", sa.Integer(), nullable=True))
        staff.create_foreign_key("fk_staff_manager_id_staff", "staff", ["manager_id"], ["id"])
        staff.create_check_constraint("probation_after_started", "probation_on >= started_on")
        staff.create_check_constraint("passed_after_started", "probation_passed_on >= started_on")
    with op.batch_alter_table("team_meetings", recreate="always") as meetings:
        meetings.add_column(sa.Column("others", sa.JSON(none_as_null=True), nullable=True))
        meetings.add_column(sa.Column("note", sa.String(), nullable=True))
    with op.batch_alter_table("supervisions", recreate="always") as supervisions:
        for column in _texts(
            "minutes",
            "goals_reviewed",
            "goals",
            "figures",
            "wellbeing",
            "development",
            "setting",
            "how",
            "feedback",
        ):
            supervisions.add_column(column)
        for name in ("next_on", "supervisor_signed_on", "staff_signed_on"):
            supervisions.add_column(_day(name))
        supervisions.add_column(sa.Column("client_agreed", sa.Boolean(), nullable=True))
        supervisions.create_check_constraint("next_after_held", "next_on >= on_date")
        supervisions.create_check_constraint("staff_signed_after_held", "staff_signed_on >= on_date")
        supervisions.create_check_constraint(
            "supervisor_signed_after_held", "supervisor_signed_on >= on_date"
        )
    _make_links("supervision_staff", ("supervision_id", "supervisions.id"), ("staff_id", "staff.id"))


def _make_reviews() -> None:
    _make_records(
        "caseload_reviews",
        _reference(),
        _day("on_date", nullable=False),
        _key("staff_id", "staff.id", nullable=False),
        _key("reviewer_id", "staff.id"),
        _day("completed_on"),
        *_texts("note"),
        sa.UniqueConstraint("reference"),
        sa.CheckConstraint("completed_on >= on_date", name="completed_after_review"),
    )
    _live_index("ix_caseload_reviews_staff", "caseload_reviews", "staff_id", "on_date")
    _make_records(
        "caseload_review_lines",
        _key("review_id", "caseload_reviews.id", nullable=False),
        _key("client_id", "clients.id", nullable=False),
        _day("last_contact_on"),
        *_texts("stage", "next_action", "plan", "decision", "note"),
    )
    _live_index("ix_caseload_review_lines_review", "caseload_review_lines", "review_id", "client_id")
    _live_index("ix_caseload_review_lines_client", "caseload_review_lines", "client_id")


def _make_audits() -> None:
    _make_records(
        "file_audits",
        _reference(),
        _day("on_date", nullable=False),
        _key("auditor_id", "staff.id"),
        sa.Column("per_specialist", sa.Integer(), nullable=False),
        _day("completed_on"),
        *_texts("note"),
        sa.UniqueConstraint("reference"),
        sa.CheckConstraint("completed_on >= on_date", name="completed_after_audit"),
        sa.CheckConstraint("per_specialist BETWEEN 1 AND 10", name="per_specialist"),
    )
    _live_index("ix_file_audits_day", "file_audits", "on_date")
    _make_records(
        "audited_files",
        _key("audit_id", "file_audits.id", nullable=False),
        _key("client_id", "clients.id", nullable=False),
        _key("staff_id", "staff.id"),
        *_texts("referral", "consent", "profile", "plan", "advice", "talks"),
        *_texts("follow_along", "outcome", "next_action", "contacts", "finding"),
        _day("put_right_by_on"),
        _key("owner_id", "staff.id"),
        _day("put_right_on"),
        _day("again_on"),
        _key("again_by_id", "staff.id"),
        *_texts("result", "note"),
    )
    _live_index("ix_audited_files_audit", "audited_files", "audit_id", "client_id")
    _live_index("ix_audited_files_client", "audited_files", "client_id")


def _make_training() -> None:
    _make_records(
        "training_actions",
        _reference(),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        *_texts("because"),
        _day("raised_on"),
        _day("due_on", nullable=False),
        _day("done_on"),
        _key("owner_id", "staff.id"),
        sa.UniqueConstraint("reference"),
        sa.CheckConstraint("done_on >= raised_on", name="done_after_raised"),
        sa.CheckConstraint("due_on >= raised_on", name="due_after_raised"),
    )
    _make_links("training_action_staff", ("action_id", "training_actions.id"), ("staff_id", "staff.id"))
    _make_records(
        "staff_training",
        _day("on_date", nullable=False),
        _key("staff_id", "staff.id", nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("ad_hoc", sa.Boolean(), nullable=True),
        _key("action_id", "training_actions.id"),
        *_texts("title", "provider", "note"),
        sa.CheckConstraint("hours BETWEEN 0 AND 604800", name="hours"),
    )
    _live_index("ix_staff_training_staff", "staff_training", "staff_id", "topic", "on_date")


def _make_agreements() -> None:
    _make_records(
        "host_agreements",
        _key("team_id", "teams.id", nullable=False),
        _day("agreed_on", nullable=False),
        *_texts("desk", "computer", "rooms", "champion", "risk_information", "referral_process"),
        *_texts("clinical_supervision", "clinical_meetings", "induction", "regular_reviews"),
        *_texts("champion_name", "note"),
        _day("review_on"),
        _day("reviewed_on"),
        _day("ended_on"),
        sa.CheckConstraint("ended_on >= agreed_on", name="ended_after_agreed"),
        sa.CheckConstraint("review_on >= agreed_on", name="review_after_agreed"),
        sa.CheckConstraint("reviewed_on >= agreed_on", name="reviewed_after_agreed"),
    )
    _live_index("ix_host_agreements_team", "host_agreements", "team_id", "agreed_on")
    _make_records(
        "policies",
        _reference(),
        sa.Column("title", sa.String(), nullable=False),
        *_texts("topic", "edition", "note"),
        *(_day(name) for name in ("agreed_on", "checked_on", "review_on", "ended_on")),
        _key("owner_id", "staff.id"),
        sa.UniqueConstraint("reference"),
        sa.CheckConstraint("ended_on >= agreed_on", name="ended_after_agreed"),
    )


def _make_documents() -> None:
    _make_records(
        "unit_documents",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        _day("dated_on"),
        _day("review_on"),
        _key("contract_id", "commissioner_contracts.id"),
        _key("policy_id", "policies.id"),
        _key("team_id", "teams.id"),
        *_texts("note"),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
    )
    op.create_table(
        "unit_document_contents",
        sa.Column("document_id", sa.Integer(), sa.ForeignKey("unit_documents.id"), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("document_id"),
    )
