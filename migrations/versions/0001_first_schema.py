"""The first schema: every sheet of the unit workbook, accounts, imports and the audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_table(
        "settings",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_settings")),
    )
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("record_uuid", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_audit_entries_import_id_imports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    op.create_index(op.f("ix_audit_entries_kind"), "audit_entries", ["kind"], unique=False)
    op.create_index(op.f("ix_audit_entries_record_id"), "audit_entries", ["record_id"], unique=False)
    op.create_table(
        "contracts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("unit_name", sa.String(), nullable=False),
        sa.Column("commissioner", sa.String(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_contracts_import_id_imports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contracts")),
        sa.UniqueConstraint("uuid", name=op.f("uq_contracts_uuid")),
    )
    op.create_table(
        "employers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=True),
        sa.Column("town", sa.String(), nullable=True),
        sa.Column("own_service", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_employers_import_id_imports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employers")),
        sa.UniqueConstraint("reference", name=op.f("uq_employers_reference")),
        sa.UniqueConstraint("uuid", name=op.f("uq_employers_uuid")),
    )
    op.create_table(
        "fidelity_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("item_1", sa.Integer(), nullable=True),
        sa.Column("item_2", sa.Integer(), nullable=True),
        sa.Column("item_3", sa.Integer(), nullable=True),
        sa.Column("item_4", sa.Integer(), nullable=True),
        sa.Column("item_5", sa.Integer(), nullable=True),
        sa.Column("item_6", sa.Integer(), nullable=True),
        sa.Column("item_7", sa.Integer(), nullable=True),
        sa.Column("item_8", sa.Integer(), nullable=True),
        sa.Column("item_9", sa.Integer(), nullable=True),
        sa.Column("item_10", sa.Integer(), nullable=True),
        sa.Column("item_11", sa.Integer(), nullable=True),
        sa.Column("item_12", sa.Integer(), nullable=True),
        sa.Column("item_13", sa.Integer(), nullable=True),
        sa.Column("item_14", sa.Integer(), nullable=True),
        sa.Column("item_15", sa.Integer(), nullable=True),
        sa.Column("item_16", sa.Integer(), nullable=True),
        sa.Column("item_17", sa.Integer(), nullable=True),
        sa.Column("item_18", sa.Integer(), nullable=True),
        sa.Column("item_19", sa.Integer(), nullable=True),
        sa.Column("item_20", sa.Integer(), nullable=True),
        sa.Column("item_21", sa.Integer(), nullable=True),
        sa.Column("item_22", sa.Integer(), nullable=True),
        sa.Column("item_23", sa.Integer(), nullable=True),
        sa.Column("item_24", sa.Integer(), nullable=True),
        sa.Column("item_25", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_fidelity_reviews_import_id_imports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fidelity_reviews")),
        sa.UniqueConstraint("reference", name=op.f("uq_fidelity_reviews_reference")),
        sa.UniqueConstraint("uuid", name=op.f("uq_fidelity_reviews_uuid")),
    )
    op.create_table(
        "joint_trainings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_joint_trainings_minutes")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_joint_trainings_import_id_imports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_trainings")),
        sa.UniqueConstraint("uuid", name=op.f("uq_joint_trainings_uuid")),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("wte", sa.Integer(), nullable=False),
        sa.Column("profession", sa.String(), nullable=True),
        sa.Column("dbs_seen_on", sa.Date(), nullable=True),
        sa.CheckConstraint("left_on >= started_on", name=op.f("ck_staff_left_after_started")),
        sa.CheckConstraint("wte BETWEEN 0 AND 1000000", name=op.f("ck_staff_wte")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_staff_import_id_imports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("reference", name=op.f("uq_staff_reference")),
        sa.UniqueConstraint("uuid", name=op.f("uq_staff_uuid")),
    )
    op.create_table(
        "survey_responses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("overall", sa.Integer(), nullable=True),
        sa.Column("q1", sa.String(), nullable=True),
        sa.Column("q2", sa.String(), nullable=True),
        sa.Column("q3", sa.String(), nullable=True),
        sa.Column("q4", sa.String(), nullable=True),
        sa.Column("q5", sa.String(), nullable=True),
        sa.Column("q6", sa.String(), nullable=True),
        sa.Column("q7", sa.String(), nullable=True),
        sa.Column("q8", sa.String(), nullable=True),
        sa.Column("q9", sa.String(), nullable=True),
        sa.Column("q10", sa.String(), nullable=True),
        sa.Column("q11", sa.String(), nullable=True),
        sa.Column("q12", sa.String(), nullable=True),
        sa.Column("q13", sa.String(), nullable=True),
        sa.CheckConstraint("overall BETWEEN 1 AND 5", name=op.f("ck_survey_responses_overall")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_survey_responses_import_id_imports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_responses")),
        sa.UniqueConstraint("uuid", name=op.f("uq_survey_responses_uuid")),
    )
    op.create_table(
        "teams",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("setting", sa.String(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("caseload", sa.Integer(), nullable=True),
        sa.Column("caseload_on", sa.Date(), nullable=True),
        sa.CheckConstraint("closed_on >= opened_on", name=op.f("ck_teams_closed_after_opened")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_teams_import_id_imports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teams")),
        sa.UniqueConstraint("reference", name=op.f("uq_teams_reference")),
        sa.UniqueConstraint("uuid", name=op.f("uq_teams_uuid")),
    )
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.CheckConstraint("to_on >= from_on", name=op.f("ck_absences_to_after_from")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_absences_import_id_imports")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_absences_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
        sa.UniqueConstraint("uuid", name=op.f("uq_absences_uuid")),
    )
    op.create_index(
        "ix_absences_staff",
        "absences",
        ["staff_id", "from_on", "to_on", "removed_at"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("disabled_at", sa.String(length=32), nullable=True),
        sa.CheckConstraint(
            "role IN ('practitioner', 'lead', 'manager', 'auditor')", name=op.f("ck_accounts_role")
        ),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_accounts_import_id_imports")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_accounts_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("name", name=op.f("uq_accounts_name")),
        sa.UniqueConstraint("uuid", name=op.f("uq_accounts_uuid")),
    )
    op.create_table(
        "clients",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("nhs_number", sa.String(), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("gender", sa.String(), nullable=True),
        sa.Column("ethnic_category", sa.String(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("key_worker_id", sa.Integer(), nullable=True),
        sa.Column("care_coordinator_id", sa.Integer(), nullable=True),
        sa.Column("needs", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("legal_status", sa.String(), nullable=True),
        sa.Column("benefits", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("benefit_week_ends", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["care_coordinator_id"], ["staff.id"], name=op.f("fk_clients_care_coordinator_id_staff")
        ),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_clients_import_id_imports")),
        sa.ForeignKeyConstraint(["key_worker_id"], ["staff.id"], name=op.f("fk_clients_key_worker_id_staff")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_clients_team_id_teams")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clients")),
        sa.UniqueConstraint("reference", name=op.f("uq_clients_reference")),
        sa.UniqueConstraint("uuid", name=op.f("uq_clients_uuid")),
    )
    op.create_table(
        "contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("attended", sa.Boolean(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.Column("matches_plan", sa.Boolean(), nullable=True),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_contacts_minutes")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employers.id"], name=op.f("fk_contacts_employer_id_employers")
        ),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_contacts_import_id_imports")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_contacts_staff_id_staff")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_contacts_team_id_teams")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
        sa.UniqueConstraint("uuid", name=op.f("uq_contacts_uuid")),
    )
    op.create_index(
        "ix_contacts_date",
        "contacts",
        ["on_date", "attended", "removed_at"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.create_index(
        "ix_contacts_kind",
        "contacts",
        ["kind", "attended", "on_date", "mode", "employer_id", "staff_id", "removed_at"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.create_index(
        "ix_contacts_team",
        "contacts",
        ["team_id", "kind", "on_date", "attended", "removed_at"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.create_table(
        "fidelity_actions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.CheckConstraint("item BETWEEN 1 AND 25", name=op.f("ck_fidelity_actions_item")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_fidelity_actions_import_id_imports")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["fidelity_reviews.id"],
            name=op.f("fk_fidelity_actions_review_id_fidelity_reviews"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fidelity_actions")),
        sa.UniqueConstraint("uuid", name=op.f("uq_fidelity_actions_uuid")),
    )
    op.create_table(
        "joint_training_staff",
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_joint_training_staff_staff_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["training_id"],
            ["joint_trainings.id"],
            name=op.f("fk_joint_training_staff_training_id_joint_trainings"),
        ),
        sa.PrimaryKeyConstraint("training_id", "staff_id", name=op.f("pk_joint_training_staff")),
    )
    op.create_table(
        "log_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("week_starting_on", sa.Date(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_log_reviews_import_id_imports")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["staff.id"], name=op.f("fk_log_reviews_reviewer_id_staff")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_log_reviews_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_reviews")),
        sa.UniqueConstraint("uuid", name=op.f("uq_log_reviews_uuid")),
    )
    op.create_table(
        "staff_teams",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_teams_staff_id_staff")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_staff_teams_team_id_teams")),
        sa.PrimaryKeyConstraint("staff_id", "team_id", name=op.f("pk_staff_teams")),
    )
    op.create_table(
        "supervisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_supervisions_import_id_imports")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_supervisions_staff_id_staff")),
        sa.ForeignKeyConstraint(
            ["supervisor_id"], ["staff.id"], name=op.f("fk_supervisions_supervisor_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervisions")),
        sa.UniqueConstraint("uuid", name=op.f("uq_supervisions_uuid")),
    )
    op.create_index(
        "ix_supervisions_staff",
        "supervisions",
        ["staff_id", "kind", "on_date", "removed_at"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.create_table(
        "team_meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_team_meetings_import_id_imports")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_team_meetings_team_id_teams")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_meetings")),
        sa.UniqueConstraint("uuid", name=op.f("uq_team_meetings_uuid")),
    )
    op.create_index(
        "ix_team_meetings_team",
        "team_meetings",
        ["team_id", "kind", "on_date", "removed_at"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.create_table(
        "wte_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("wte", sa.Integer(), nullable=False),
        sa.CheckConstraint("wte BETWEEN 0 AND 1000000", name=op.f("ck_wte_changes_wte")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_wte_changes_import_id_imports")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_wte_changes_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wte_changes")),
        sa.UniqueConstraint("uuid", name=op.f("uq_wte_changes_uuid")),
    )
    op.create_table(
        "contact_clients",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_contact_clients_client_id_clients")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_contact_clients_contact_id_contacts")
        ),
        sa.PrimaryKeyConstraint("contact_id", "client_id", name=op.f("pk_contact_clients")),
    )
    op.create_index("ix_contact_clients_client", "contact_clients", ["client_id", "contact_id"], unique=False)
    op.create_table(
        "episodes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("declined_on", sa.Date(), nullable=True),
        sa.Column("decline_reason", sa.String(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("profile_started_on", sa.Date(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("position_at_start", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closure_reason", sa.String(), nullable=True),
        sa.Column("retention_outcome", sa.String(), nullable=True),
        sa.Column("retention_outcome_on", sa.Date(), nullable=True),
        sa.CheckConstraint("accepted_on >= received_on", name=op.f("ck_episodes_accepted_after_received")),
        sa.CheckConstraint("closed_on >= received_on", name=op.f("ck_episodes_closed_after_received")),
        sa.CheckConstraint("closed_on >= started_on", name=op.f("ck_episodes_closed_after_started")),
        sa.CheckConstraint("started_on >= received_on", name=op.f("ck_episodes_started_after_received")),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_episodes_client_id_clients")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_episodes_import_id_imports")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_episodes_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episodes")),
        sa.UniqueConstraint("reference", name=op.f("uq_episodes_reference")),
        sa.UniqueConstraint("uuid", name=op.f("uq_episodes_uuid")),
    )
    op.create_index(
        "ix_episodes_client",
        "episodes",
        ["client_id", "started_on", "closed_on", "removed_at"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.create_index(
        "ix_episodes_started",
        "episodes",
        ["started_on", "removed_at"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.create_table(
        "hours_reasons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("week_ending_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_hours_reasons_client_id_clients")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_hours_reasons_import_id_imports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours_reasons")),
        sa.UniqueConstraint("uuid", name=op.f("uq_hours_reasons_uuid")),
    )
    op.create_table(
        "involvements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_involvements_client_id_clients")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_involvements_import_id_imports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_involvements")),
        sa.UniqueConstraint("uuid", name=op.f("uq_involvements_uuid")),
    )
    op.create_table(
        "joint_training_clients",
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_joint_training_clients_client_id_clients")
        ),
        sa.ForeignKeyConstraint(
            ["training_id"],
            ["joint_trainings.id"],
            name=op.f("fk_joint_training_clients_training_id_joint_trainings"),
        ),
        sa.PrimaryKeyConstraint("training_id", "client_id", name=op.f("pk_joint_training_clients")),
    )
    op.create_table(
        "plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("goal", sa.String(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("next_review_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_plans_client_id_clients")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_plans_import_id_imports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
        sa.UniqueConstraint("uuid", name=op.f("uq_plans_uuid")),
    )
    op.create_index(
        "ix_plans_client",
        "plans",
        ["client_id", "agreed_on", "removed_at"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.create_table(
        "qualifications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("attained_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_qualifications_client_id_clients")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_qualifications_import_id_imports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_qualifications")),
        sa.UniqueConstraint("uuid", name=op.f("uq_qualifications_uuid")),
    )
    op.create_table(
        "risks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("own_view", sa.String(), nullable=True),
        sa.Column("strengths", sa.String(), nullable=True),
        sa.Column("vulnerabilities", sa.String(), nullable=True),
        sa.Column("protective_factors", sa.String(), nullable=True),
        sa.Column("staff_view", sa.String(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_risks_client_id_clients")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_risks_import_id_imports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risks")),
        sa.UniqueConstraint("uuid", name=op.f("uq_risks_uuid")),
    )
    op.create_index(
        "ix_risks_client",
        "risks",
        ["client_id", "on_date", "id", "removed_at"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.create_table(
        "team_meeting_staff",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["team_meetings.id"], name=op.f("fk_team_meeting_staff_meeting_id_team_meetings")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_team_meeting_staff_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "staff_id", name=op.f("pk_team_meeting_staff")),
    )
    op.create_table(
        "activities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("episode_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("job_type", sa.String(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=True),
        sa.Column("contract", sa.String(), nullable=True),
        sa.Column("weekly_hours", sa.Integer(), nullable=True),
        sa.Column("hourly_pay", sa.Integer(), nullable=True),
        sa.Column("four_hours_on", sa.Date(), nullable=True),
        sa.Column("open_to_anyone", sa.Boolean(), nullable=True),
        sa.Column("set_aside", sa.Boolean(), nullable=True),
        sa.Column("permitted_work", sa.String(), nullable=False),
        sa.Column("supported_by", sa.String(), nullable=True),
        sa.Column("pw1_sent_on", sa.Date(), nullable=True),
        sa.CheckConstraint("ended_on >= started_on", name=op.f("ck_activities_ended_after_started")),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_activities_client_id_clients")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employers.id"], name=op.f("fk_activities_employer_id_employers")
        ),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episodes.id"], name=op.f("fk_activities_episode_id_episodes")
        ),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_activities_import_id_imports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities")),
        sa.UniqueConstraint("reference", name=op.f("uq_activities_reference")),
        sa.UniqueConstraint("uuid", name=op.f("uq_activities_uuid")),
    )
    op.create_index(
        "ix_activities_client",
        "activities",
        ["client_id", "kind", "started_on", "removed_at"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.create_index(
        "ix_activities_kind",
        "activities",
        ["kind", "started_on", "removed_at"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("fact", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("episode_id", sa.Integer(), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(client_id IS NOT NULL) + (episode_id IS NOT NULL) + (activity_id IS NOT NULL) = 1",
            name=op.f("ck_changes_one_owner"),
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_changes_activity_id_activities")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_changes_client_id_clients")),
        sa.ForeignKeyConstraint(["episode_id"], ["episodes.id"], name=op.f("fk_changes_episode_id_episodes")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_changes_import_id_imports")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_changes_staff_id_staff")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_changes_team_id_teams")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
        sa.UniqueConstraint("uuid", name=op.f("uq_changes_uuid")),
    )
    op.create_index(
        "ix_changes_activity_facts",
        "changes",
        ["activity_id", "fact", "from_on", "id", "value", "removed_at"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.create_index(
        "ix_changes_client_facts",
        "changes",
        ["client_id", "fact", "from_on", "id", "value", "team_id", "removed_at"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.create_index(
        "ix_changes_episode_facts",
        "changes",
        ["episode_id", "fact", "from_on", "id", "staff_id", "removed_at"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.create_table(
        "hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("pence", sa.Integer(), nullable=True),
        sa.CheckConstraint("seconds BETWEEN 0 AND 86400", name=op.f("ck_hours_seconds")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_hours_activity_id_activities")
        ),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_hours_import_id_imports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours")),
        sa.UniqueConstraint("activity_id", "on_date", name=op.f("uq_hours_activity_id_on_date")),
        sa.UniqueConstraint("uuid", name=op.f("uq_hours_uuid")),
    )
    op.create_index(
        "ix_hours_date",
        "hours",
        ["on_date", "activity_id", "seconds", "pence", "removed_at"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.create_index(
        "ix_hours_day",
        "hours",
        ["activity_id", "on_date", "seconds", "pence", "removed_at"],
        unique=False,
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.create_table(
        "usual_shifts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("removed_at", sa.String(length=32), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("from_time", sa.String(), nullable=False),
        sa.Column("to_time", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_usual_shifts_activity_id_activities")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_usual_shifts_import_id_imports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usual_shifts")),
        sa.UniqueConstraint("uuid", name=op.f("uq_usual_shifts_uuid")),
    )
    op.execute(
        "CREATE TRIGGER audit_entries_no_update BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END"
    )
    op.execute(
        "CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END"
    )
