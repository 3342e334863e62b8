"""What a person brings and aims for: profile, goals, plan actions, attachments; more of each contact."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_profiles()
    _make_goals()
    _make_plans()
    _make_attachments()
    _add_columns()


def _live_index(name: str, table: str, *columns: str) -> None:
    where = sa.text("removed_at IS NULL")
    op.create_index(name, table, [*columns, "removed_at"], unique=False, sqlite_where=where)


def _make_profiles() -> None:
    op.create_table(
        "vocational_profiles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("after_activity_id", sa.Integer(), nullable=True),
        sa.Column("next_review_on", sa.Date(), nullable=True),
        sa.Column("aims", sa.String(), nullable=True),
        sa.Column("history", sa.String(), nullable=True),
        sa.Column("skills", sa.String(), nullable=True),
        sa.Column("environment", sa.String(), nullable=True),
        sa.Column("hours_and_place", sa.String(), nullable=True),
        sa.Column("health", sa.String(), nullable=True),
        sa.Column("risk_and_leave", sa.String(), nullable=True),
        sa.Column("criminal_record", sa.String(), nullable=True),
        sa.Column("adjustments", sa.String(), nullable=True),
        sa.Column("support_network", sa.String(), nullable=True),
        sa.Column("benefits_and_money", sa.String(), nullable=True),
        sa.Column("identity_documents", sa.String(), nullable=True),
        sa.Column("digital_access", sa.String(), nullable=True),
        sa.Column("lessons", sa.String(), nullable=True),
        sa.CheckConstraint(
            "next_review_on >= on_date", name=op.f("ck_vocational_profiles_review_after_version")
        ),
        sa.ForeignKeyConstraint(
            ["after_activity_id"],
            ["activities.id"],
            name=op.f("fk_vocational_profiles_after_activity_id_activities"),
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["staff.id"], name=op.f("fk_vocational_profiles_author_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_vocational_profiles_client_id_clients")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_vocational_profiles_import_id_imports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vocational_profiles")),
        sa.UniqueConstraint("reference", name=op.f("uq_vocational_profiles_reference")),
        sa.UniqueConstraint("uuid", name=op.f("uq_vocational_profiles_uuid")),
    )
    _live_index("ix_vocational_profiles_client", "vocational_profiles", "client_id", "on_date")
    op.create_table(
        "profile_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("covered", sa.String(), nullable=True),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_profile_sessions_minutes")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_profile_sessions_import_id_imports")
        ),
        sa.ForeignKeyConstraint(
            ["profile_id"],
            ["vocational_profiles.id"],
            name=op.f("fk_profile_sessions_profile_id_vocational_profiles"),
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_profile_sessions_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_sessions")),
        sa.UniqueConstraint("uuid", name=op.f("uq_profile_sessions_uuid")),
    )
    _live_index("ix_profile_sessions_profile", "profile_sessions", "profile_id", "on_date")


def _make_goals() -> None:
    op.create_table(
        "goals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("goal", sa.String(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("given_up_on", sa.Date(), nullable=True),
        sa.CheckConstraint("given_up_on >= set_on", name=op.f("ck_goals_given_up_after_set")),
        sa.CheckConstraint("reached_on >= set_on", name=op.f("ck_goals_reached_after_set")),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_goals_client_id_clients")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_goals_import_id_imports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goals")),
        sa.UniqueConstraint("reference", name=op.f("uq_goals_reference")),
        sa.UniqueConstraint("uuid", name=op.f("uq_goals_uuid")),
    )
    _live_index("ix_goals_client", "goals", "client_id", "set_on")
    op.create_table(
        "goal_ratings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.CheckConstraint("rating BETWEEN 0 AND 10", name=op.f("ck_goal_ratings_rating")),
        sa.ForeignKeyConstraint(["goal_id"], ["goals.id"], name=op.f("fk_goal_ratings_goal_id_goals")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_goal_ratings_import_id_imports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_ratings")),
        sa.UniqueConstraint("uuid", name=op.f("uq_goal_ratings_uuid")),
    )
    _live_index("ix_goal_ratings_goal", "goal_ratings", "goal_id", "on_date", "id", "rating")


def _make_plans() -> None:
    op.create_table(
        "plan_actions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("by_whom", sa.String(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.CheckConstraint("done_on >= added_on", name=op.f("ck_plan_actions_done_after_added")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_plan_actions_client_id_clients")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_plan_actions_import_id_imports")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_plan_actions_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_actions")),
        sa.UniqueConstraint("uuid", name=op.f("uq_plan_actions_uuid")),
    )
    _live_index("ix_plan_actions_client", "plan_actions", "client_id", "added_on")
    _live_index("ix_plan_actions_open", "plan_actions", "done_on", "due_on", "client_id")
    op.create_table(
        "adjustments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("adjustment", sa.String(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("in_place_on", sa.Date(), nullable=True),
        sa.Column("access_to_work", sa.Boolean(), nullable=True),
        sa.CheckConstraint("agreed_on >= asked_on", name=op.f("ck_adjustments_agreed_after_asked")),
        sa.CheckConstraint("in_place_on >= asked_on", name=op.f("ck_adjustments_in_place_after_asked")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_adjustments_activity_id_activities")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_adjustments_client_id_clients")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_adjustments_import_id_imports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjustments")),
        sa.UniqueConstraint("uuid", name=op.f("uq_adjustments_uuid")),
    )
    _live_index("ix_adjustments_client", "adjustments", "client_id")
    op.create_table(
        "timetable",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("from_time", sa.String(), nullable=False),
        sa.Column("to_time", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_timetable_ends_after_starts")),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_timetable_client_id_clients")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_timetable_import_id_imports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timetable")),
        sa.UniqueConstraint("uuid", name=op.f("uq_timetable_uuid")),
    )
    _live_index("ix_timetable_client", "timetable", "client_id")
    op.create_table(
        "care_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=True),
        sa.Column("our_section", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_care_reviews_client_id_clients")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_care_reviews_import_id_imports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_reviews")),
        sa.UniqueConstraint("uuid", name=op.f("uq_care_reviews_uuid")),
    )
    _live_index("ix_care_reviews_client", "care_reviews", "client_id", "on_date")


def _make_attachments() -> None:
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("seen_by", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_attachments_client_id_clients")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_attachments_import_id_imports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sa.UniqueConstraint("uuid", name=op.f("uq_attachments_uuid")),
    )
    _live_index("ix_attachments_client", "attachments", "client_id")
    op.create_table(
        "attachment_contents",
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"],
            ["attachments.id"],
            name=op.f("fk_attachment_contents_attachment_id_attachments"),
        ),
        sa.PrimaryKeyConstraint("attachment_id", name=op.f("pk_attachment_contents")),
    )
    op.create_table(
        "snoozes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_snoozes_account_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snoozes")),
    )
    op.create_index(op.f("ix_snoozes_key"), "snoozes", ["key"], unique=False)


def _add_columns() -> None:
    with op.batch_alter_table("clients", recreate="always") as clients:
        for name in ("ward", "disability", "religion", "sexual_orientation"):
            clients.add_column(sa.Column(name, sa.String(), nullable=True))
        for name in ("forensic_history", "dependency"):
            clients.add_column(sa.Column(name, sa.Boolean(), nullable=True))
    with op.batch_alter_table("episodes", recreate="always") as episodes:
        episodes.add_column(sa.Column("information_given_on", sa.Date(), nullable=True))
        episodes.add_column(sa.Column("information_form", sa.String(), nullable=True))
        episodes.add_column(sa.Column("paused", sa.String(), nullable=True))
        episodes.add_column(sa.Column("closure_agreed", sa.Boolean(), nullable=True))
    with op.batch_alter_table("contacts") as contacts:
        for name in ("others_present", "outcome", "next_action"):
            contacts.add_column(sa.Column(name, sa.String(), nullable=True))
        for name in ("next_action_due_on", "next_action_done_on"):
            contacts.add_column(sa.Column(name, sa.Date(), nullable=True))
        contacts.add_column(sa.Column("outreach", sa.Boolean(), nullable=True))
        contacts.add_column(sa.Column("entered_on", sa.Date(), nullable=True))
        contacts.create_check_constraint(
            op.f("ck_contacts_done_after_contact"), "next_action_done_on >= on_date"
        )
    op.create_index(
        "ix_contacts_next_action",
        "contacts",
        ["next_action_due_on"],
        unique=False,
        sqlite_where=sa.text(
            "removed_at IS NULL AND next_action_due_on IS NOT NULL AND next_action_done_on IS NULL"
        ),
    )
