"""What may be told and to whom, leave under section 17, and both parts of risk seen together."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_what_may_be_told()
    _make_leave()
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


def _make_what_may_be_told() -> None:
    _make_records(
        "information_talks",
        sa.Column("client_id", sa.Integer(), sa.ForeignKey("clients.id"), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("staff_id", sa.Integer(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("talked_about", sa.String(), nullable=True),
    )
    _live_index("ix_information_talks_client", "information_talks", "client_id", "on_date")
    _make_records(
        "information_decisions",
        sa.Column("client_id", sa.Integer(), sa.ForeignKey("clients.id"), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("employer_id", sa.Integer(), sa.ForeignKey("employers.id"), nullable=True),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=True),
        sa.Column("never_told", sa.String(), nullable=True),
        sa.Column("when_told", sa.String(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.CheckConstraint("review_on >= on_date", name="review_after_decided"),
    )
    _live_index("ix_information_decisions_client", "information_decisions", "client_id", "on_date")
    _make_records(
        "criminal_record_information",
        sa.Column("client_id", sa.Integer(), sa.ForeignKey("clients.id"), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("employer_id", sa.Integer(), sa.ForeignKey("employers.id"), nullable=True),
        sa.Column("permission", sa.String(), nullable=False),
        sa.Column("may_be_told", sa.String(), nullable=True),
        sa.Column("never_told", sa.String(), nullable=True),
        sa.Column("check_needed", sa.String(), nullable=True),
        sa.Column("staff_id", sa.Integer(), sa.ForeignKey("staff.id"), nullable=True),
    )
    _live_index(
        "ix_criminal_record_information_client", "criminal_record_information", "client_id", "on_date"
    )
    _make_records(
        "consents",
        sa.Column("client_id", sa.Integer(), sa.ForeignKey("clients.id"), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("how", sa.String(), nullable=True),
        sa.Column("staff_id", sa.Integer(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("expires_on >= on_date", name="expires_after_asked"),
        sa.CheckConstraint("withdrawn_on >= on_date", name="withdrawn_after_asked"),
    )
    _live_index("ix_consents_client", "consents", "client_id", "scope", "on_date")


def _make_leave() -> None:
    _make_records(
        "leaves",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("client_id", sa.Integer(), sa.ForeignKey("clients.id"), nullable=False),
        sa.Column("authorised_on", sa.Date(), nullable=False),
        sa.Column("authorised_by", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("days", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("out_from", sa.String(), nullable=True),
        sa.Column("back_by", sa.String(), nullable=True),
        sa.Column("most_seconds", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("route", sa.String(), nullable=True),
        sa.Column("escort", sa.String(), nullable=True),
        sa.Column("escort_detail", sa.String(), nullable=True),
        sa.Column("conditions", sa.String(), nullable=True),
        sa.Column("moj_on", sa.Date(), nullable=True),
        sa.Column("moj_reference", sa.String(), nullable=True),
        sa.Column("copies", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("own_view", sa.String(), nullable=True),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.UniqueConstraint("reference"),
        sa.CheckConstraint("checked_on >= authorised_on", name="checked_after_authorised"),
        sa.CheckConstraint("most_seconds BETWEEN 0 AND 86400", name="most_seconds"),
        sa.CheckConstraint("revoked_on >= authorised_on", name="revoked_after_authorised"),
        sa.CheckConstraint("to_on >= from_on", name="to_after_from"),
    )
    _live_index("ix_leaves_client", "leaves", "client_id", "from_on", "to_on")
    _make_records(
        "leave_outcomes",
        sa.Column("leave_id", sa.Integer(), sa.ForeignKey("leaves.id"), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("out_at", sa.String(), nullable=True),
        sa.Column("back_at", sa.String(), nullable=True),
        sa.Column("as_planned", sa.Boolean(), nullable=True),
        sa.Column("what_happened", sa.String(), nullable=True),
        sa.Column("own_account", sa.String(), nullable=True),
        sa.Column("effect", sa.String(), nullable=True),
    )
    _live_index("ix_leave_outcomes_leave", "leave_outcomes", "leave_id", "on_date")


def _add_columns() -> None:
    with op.batch_alter_table("clients", recreate="always") as clients:
        clients.add_column(sa.Column("responsible_clinician", sa.String(), nullable=True))
    with op.batch_alter_table("contacts", recreate="always") as contacts:
        contacts.add_column(sa.Column("without_consent", sa.String(), nullable=True))
    with op.batch_alter_table("risks", recreate="always") as risks:
        for name in ("own_closed_on", "staff_on", "reviewed_on"):
            risks.add_column(sa.Column(name, sa.Date(), nullable=True))
        for name in RISK_TEXTS:
            risks.add_column(sa.Column(name, sa.String(), nullable=True))
        risks.add_column(sa.Column("staff_id", sa.Integer(), nullable=True))
        risks.add_column(sa.Column("took_part", sa.JSON(none_as_null=True), nullable=True))
        risks.create_foreign_key("fk_risks_staff_id_staff", "staff", ["staff_id"], ["id"])
        risks.create_check_constraint("reviewed_after_written", "reviewed_on >= on_date")


RISK_TEXTS = (
    "early_signs",
    "what_helps",
    "staff_should",
    "staff_strengths",
    "staff_vulnerabilities",
    "staff_protective_factors",
    "staff_early_signs",
    "staff_what_helps",
    "staff_how_to_act",
    "agreed_view",
    "agreed_strengths",
    "agreed_vulnerabilities",
    "agreed_protective_factors",
    "agreed_early_signs",
    "agreed_what_helps",
    "agreed_how_to_act",
    "staff_first",
    "workplace_visit",
)
