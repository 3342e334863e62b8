"""What goes with a job: permitted work, pay, support, safeguards, advice, appointments, rates."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_what_goes_with_jobs()
    _make_what_goes_with_people()
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


def _make_what_goes_with_jobs() -> None:
    _make_records(
        "permitted_work_events",
        sa.Column("activity_id", sa.Integer(), sa.ForeignKey("activities.id"), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("staff_id", sa.Integer(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
    )
    _live_index("ix_permitted_work_events_activity", "permitted_work_events", "activity_id", "on_date")
    _make_records(
        "pay_periods",
        sa.Column("activity_id", sa.Integer(), sa.ForeignKey("activities.id"), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("paid", sa.String(), nullable=False),
        sa.Column("gross_pence", sa.Integer(), nullable=True),
        sa.Column("tax_pence", sa.Integer(), nullable=True),
        sa.Column("insurance_pence", sa.Integer(), nullable=True),
        sa.Column("pension_pence", sa.Integer(), nullable=True),
        sa.Column("net_pence", sa.Integer(), nullable=True),
        sa.CheckConstraint("gross_pence >= 0", name="gross"),
        sa.CheckConstraint("insurance_pence >= 0", name="insurance"),
        sa.CheckConstraint("net_pence >= 0", name="net"),
        sa.CheckConstraint("pension_pence >= 0", name="pension"),
        sa.CheckConstraint("tax_pence >= 0", name="tax"),
        sa.CheckConstraint("to_on >= from_on", name="to_after_from"),
    )
    _live_index("ix_pay_periods_activity", "pay_periods", "activity_id", "from_on")
    _make_records(
        "in_work_plans",
        sa.Column("activity_id", sa.Integer(), sa.ForeignKey("activities.id"), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("first_day", sa.String(), nullable=True),
        sa.Column("travel", sa.String(), nullable=True),
        sa.Column("anxieties", sa.String(), nullable=True),
        sa.Column("natural_supports", sa.String(), nullable=True),
        sa.Column("employer_support", sa.String(), nullable=True),
        sa.Column("benefits", sa.String(), nullable=True),
        sa.Column("how_often", sa.String(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.CheckConstraint("review_on >= agreed_on", name="review_after_agreed"),
    )
    _live_index("ix_in_work_plans_activity", "in_work_plans", "activity_id", "agreed_on")
    _make_records(
        "milestones",
        sa.Column("activity_id", sa.Integer(), sa.ForeignKey("activities.id"), nullable=False),
        sa.Column("milestone", sa.String(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.Column("still_in_work", sa.Boolean(), nullable=False),
        sa.Column("same_hours", sa.Boolean(), nullable=True),
        sa.Column("staff_id", sa.Integer(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
    )
    _live_index("ix_milestones_activity", "milestones", "activity_id", "milestone")
    _make_records(
        "safeguards",
        sa.Column("activity_id", sa.Integer(), sa.ForeignKey("activities.id"), nullable=False),
        sa.Column("safeguard", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("staff_id", sa.Integer(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
    )
    _live_index("ix_safeguards_activity", "safeguards", "activity_id", "safeguard")


def _make_what_goes_with_people() -> None:
    _make_records(
        "retention_cases",
        sa.Column("client_id", sa.Integer(), sa.ForeignKey("clients.id"), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("activity_id", sa.Integer(), sa.ForeignKey("activities.id"), nullable=True),
        sa.Column("risk", sa.String(), nullable=False),
        sa.Column("actions", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.CheckConstraint("outcome_on >= opened_on", name="outcome_after_opened"),
    )
    _live_index("ix_retention_cases_client", "retention_cases", "client_id", "opened_on")
    _make_records(
        "benefits_advice",
        sa.Column("client_id", sa.Integer(), sa.ForeignKey("clients.id"), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("adviser", sa.String(), nullable=True),
        sa.Column("trained", sa.Boolean(), nullable=True),
        sa.Column("independent", sa.Boolean(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("trigger", sa.String(), nullable=True),
        sa.Column("better_off", sa.String(), nullable=True),
        sa.Column("weekly_difference", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
    )
    _live_index("ix_benefits_advice_client", "benefits_advice", "client_id", "on_date")
    _make_records(
        "appointments",
        sa.Column("client_id", sa.Integer(), sa.ForeignKey("clients.id"), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("from_time", sa.String(), nullable=False),
        sa.Column("to_time", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
    )
    _live_index("ix_appointments_client", "appointments", "client_id", "on_date")
    _live_index("ix_appointments_day", "appointments", "on_date")
    _make_records(
        "rates",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("pence", sa.Integer(), nullable=False),
        sa.Column("from_age", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("certainty", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.CheckConstraint("from_age >= 0", name="from_age"),
        sa.CheckConstraint("pence >= 0", name="pence"),
    )


def _add_columns() -> None:
    with op.batch_alter_table("activities", recreate="always") as activities:
        for name in ("planned_end_on", "review_on", "heard_of_end_on"):
            activities.add_column(sa.Column(name, sa.Date(), nullable=True))
        for name in ("matches_preference", "view_of_end", "learned"):
            activities.add_column(sa.Column(name, sa.String(), nullable=True))
        for name in ("service_end", "same_pay", "next_help_offered"):
            activities.add_column(sa.Column(name, sa.Boolean(), nullable=True))
        activities.add_column(sa.Column("agreed_seconds", sa.Integer(), nullable=True))
        activities.create_check_constraint("planned_after_started", "planned_end_on >= started_on")
    with op.batch_alter_table("usual_shifts", recreate="always") as shifts:
        shifts.add_column(sa.Column("travel_minutes", sa.Integer(), nullable=True))
        shifts.create_check_constraint("travel_minutes", "travel_minutes >= 0")
    _live_index("ix_usual_shifts_activity", "usual_shifts", "activity_id")
