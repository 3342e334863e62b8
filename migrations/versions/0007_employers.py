"""Employers, their sites and people, partner agencies, vacancies, and what is known of the labour market."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_employers()
    _make_vacancies()
    _make_what_others_are_told()
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


def _make_employers() -> None:
    _make_records(
        "employer_sites",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("employer_id", sa.Integer(), sa.ForeignKey("employers.id"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("town", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.UniqueConstraint("reference"),
    )
    _live_index("ix_employer_sites_employer", "employer_sites", "employer_id")
    _make_records(
        "employer_people",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("employer_id", sa.Integer(), sa.ForeignKey("employers.id"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("job_title", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("site_id", sa.Integer(), sa.ForeignKey("employer_sites.id"), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.UniqueConstraint("reference"),
    )
    _live_index("ix_employer_people_employer", "employer_people", "employer_id")
    _make_records(
        "partners",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("contact_person", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.UniqueConstraint("reference"),
    )


def _make_vacancies() -> None:
    _make_records(
        "vacancies",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("employer_id", sa.Integer(), sa.ForeignKey("employers.id"), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("job_type", sa.String(), nullable=True),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("stage_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("weekly_seconds", sa.Integer(), nullable=True),
        sa.Column("hourly_pay", sa.Integer(), nullable=True),
        sa.Column("found_by", sa.String(), nullable=True),
        sa.Column("staff_id", sa.Integer(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("activity_id", sa.Integer(), sa.ForeignKey("activities.id"), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.UniqueConstraint("reference"),
        sa.CheckConstraint("closes_on >= found_on", name="closes_after_found"),
        sa.CheckConstraint("stage_on >= found_on", name="stage_after_found"),
    )
    _live_index("ix_vacancies_employer", "vacancies", "employer_id", "found_on")
    _live_index("ix_vacancies_stage", "vacancies", "stage", "closes_on")
    _make_links("vacancy_clients", ("vacancy_id", "vacancies.id"), ("client_id", "clients.id"))
    op.create_index("ix_vacancy_clients_client", "vacancy_clients", ["client_id", "vacancy_id"], unique=False)


def _make_what_others_are_told() -> None:
    _make_records(
        "labour_notes",
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("job_type", sa.String(), nullable=True),
        sa.Column("sector", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("who_hires", sa.String(), nullable=True),
        sa.Column("pay", sa.String(), nullable=True),
        sa.Column("travel", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
    )
    _make_records(
        "awareness_events",
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("feedback", sa.String(), nullable=True),
        sa.CheckConstraint("minutes >= 0", name="minutes"),
        sa.CheckConstraint("people >= 0", name="people"),
    )
    _make_links("awareness_staff", ("awareness_id", "awareness_events.id"), ("staff_id", "staff.id"))


def _make_links(table: str, *keys: tuple[str, str]) -> None:
    op.create_table(
        table,
        *(sa.Column(name, sa.Integer(), sa.ForeignKey(key), nullable=False) for name, key in keys),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(*(name for name, _ in keys)),
    )


def _add_columns() -> None:
    with op.batch_alter_table("employers", recreate="always") as employers:
        for name in ("size", "disability_confident", "looks_for", "do_not_contact_reason"):
            employers.add_column(sa.Column(name, sa.String(), nullable=True))
        employers.add_column(sa.Column("do_not_contact", sa.Boolean(), nullable=True))
    with op.batch_alter_table("contacts", recreate="always") as contacts:
        for name, table in (
            ("employer_person_id", "employer_people"),
            ("vacancy_id", "vacancies"),
            ("partner_id", "partners"),
        ):
            contacts.add_column(sa.Column(name, sa.Integer(), nullable=True))
            contacts.create_foreign_key(f"fk_contacts_{name}_{table}", table, [name], ["id"])
    _live_index("ix_contacts_employer", "contacts", "employer_id", "on_date")
