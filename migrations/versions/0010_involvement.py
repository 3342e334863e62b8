"""Decision meetings and who was there, survey rounds, joint training, stories, the year's improvement plan."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_meetings()
    _make_what_residents_find()
    _make_surveys()
    _make_stories()
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


def _make_links(table: str, *keys: tuple[str, str]) -> None:
    op.create_table(
        table,
        *(sa.Column(name, sa.Integer(), sa.ForeignKey(key), nullable=False) for name, key in keys),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(*(name for name, _ in keys)),
    )


def _make_meetings() -> None:
    _make_records(
        "decision_meetings",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("from_time", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("open_to", sa.Boolean(), nullable=False),
        sa.Column("chair_id", sa.Integer(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("others", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("signed_by_id", sa.Integer(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("minutes_version", sa.Integer(), nullable=False),
        sa.Column("shared_on", sa.Date(), nullable=True),
        sa.Column("shared_how", sa.String(), nullable=True),
        sa.UniqueConstraint("reference"),
        sa.CheckConstraint("minutes_version >= 1", name="minutes_version"),
        sa.CheckConstraint("signed_on >= on_date", name="signed_after_meeting"),
    )
    _live_index("ix_decision_meetings_day", "decision_meetings", "on_date")
    _make_links("decision_meeting_staff", ("meeting_id", "decision_meetings.id"), ("staff_id", "staff.id"))
    _make_links(
        "decision_meeting_clients", ("meeting_id", "decision_meetings.id"), ("client_id", "clients.id")
    )
    op.create_index(
        "ix_decision_meeting_clients_client",
        "decision_meeting_clients",
        ["client_id", "meeting_id"],
        unique=False,
    )
    _make_records(
        "agenda_items",
        sa.Column("meeting_id", sa.Integer(), sa.ForeignKey("decision_meetings.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=True),
        sa.Column("client_id", sa.Integer(), sa.ForeignKey("clients.id"), nullable=True),
        sa.Column("introduced_by", sa.String(), nullable=True),
        sa.Column("residents_view", sa.String(), nullable=True),
        sa.Column("discussion", sa.String(), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_against", sa.Integer(), nullable=True),
        sa.Column("abstained", sa.Integer(), nullable=True),
        sa.CheckConstraint("number >= 1", name="number"),
        sa.CheckConstraint("votes_for >= 0 AND votes_against >= 0 AND abstained >= 0", name="votes"),
    )
    _live_index("ix_agenda_items_meeting", "agenda_items", "meeting_id", "number")
    _make_records(
        "meeting_actions",
        sa.Column("meeting_id", sa.Integer(), sa.ForeignKey("decision_meetings.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("owner_id", sa.Integer(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.CheckConstraint("number >= 1", name="number"),
    )
    _live_index("ix_meeting_actions_meeting", "meeting_actions", "meeting_id", "number")
    _make_records(
        "closed_meetings",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=True),
        sa.Column("plan", sa.String(), nullable=True),
        sa.Column("open_by_on", sa.Date(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.Integer(), sa.ForeignKey("staff.id"), nullable=True),
    )
    _make_records(
        "representatives",
        sa.Column("client_id", sa.Integer(), sa.ForeignKey("clients.id"), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("meetings", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("needs", sa.String(), nullable=True),
        sa.CheckConstraint("to_on >= from_on", name="to_after_from"),
    )
    _live_index("ix_representatives_client", "representatives", "client_id", "from_on")
    _make_records(
        "turns",
        sa.Column("meeting_id", sa.Integer(), sa.ForeignKey("decision_meetings.id"), nullable=False),
        sa.Column("client_id", sa.Integer(), sa.ForeignKey("clients.id"), nullable=False),
        sa.Column("offered_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("attended", sa.Boolean(), nullable=True),
        sa.Column("prepared_on", sa.Date(), nullable=True),
        sa.Column("papers", sa.String(), nullable=True),
        sa.Column("papers_on", sa.Date(), nullable=True),
        sa.Column("expenses", sa.Integer(), nullable=True),
        sa.Column("expenses_on", sa.Date(), nullable=True),
        sa.Column("debrief_on", sa.Date(), nullable=True),
        sa.Column("debrief", sa.String(), nullable=True),
        sa.CheckConstraint("answered_on >= offered_on", name="answered_after_offered"),
    )
    _live_index("ix_turns_client", "turns", "client_id")
    _live_index("ix_turns_meeting", "turns", "meeting_id", "client_id")


def _make_what_residents_find() -> None:
    _make_records(
        "first_impressions",
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("client_id", sa.Integer(), sa.ForeignKey("clients.id"), nullable=True),
        sa.Column("helped_by", sa.String(), nullable=True),
        sa.Column("arrived_on", sa.Date(), nullable=True),
        sa.Column("welcomed", sa.String(), nullable=True),
        sa.Column("shown_round", sa.String(), nullable=True),
        sa.Column("told_next", sa.String(), nullable=True),
        sa.Column("room_ready", sa.String(), nullable=True),
        sa.Column("felt_safe", sa.String(), nullable=True),
        sa.Column("asked_work", sa.String(), nullable=True),
        sa.Column("information", sa.String(), nullable=True),
        sa.Column("best", sa.String(), nullable=True),
        sa.Column("better", sa.String(), nullable=True),
        sa.CheckConstraint("on_date >= arrived_on", name="asked_after_arrived"),
    )
    _make_records(
        "recommendations",
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("recommendation", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("client_id", sa.Integer(), sa.ForeignKey("clients.id"), nullable=True),
        sa.Column("meeting_id", sa.Integer(), sa.ForeignKey("decision_meetings.id"), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.CheckConstraint("answered_on >= on_date", name="answered_after_made"),
        sa.CheckConstraint("done_on >= on_date", name="done_after_made"),
    )


def _make_surveys() -> None:
    _make_records(
        "survey_rounds",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("given_back_on", sa.Date(), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.UniqueConstraint("reference"),
        sa.CheckConstraint("asked >= 0", name="asked"),
        sa.CheckConstraint("closed_on >= opens_on", name="closed_after_opens"),
        sa.CheckConstraint("closes_on >= opens_on", name="closes_after_opens"),
        sa.CheckConstraint("given_back_on >= closed_on", name="given_back_after_closed"),
    )
    _make_records(
        "other_survey_responses",
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("round_id", sa.Integer(), sa.ForeignKey("survey_rounds.id"), nullable=False),
        sa.Column("overall", sa.Integer(), nullable=True),
        sa.Column("q1", sa.String(), nullable=True),
        sa.Column("q2", sa.String(), nullable=True),
        sa.Column("q3", sa.String(), nullable=True),
        sa.Column("q4", sa.String(), nullable=True),
        sa.Column("q5", sa.String(), nullable=True),
        sa.Column("q6", sa.String(), nullable=True),
        sa.Column("comment", sa.String(), nullable=True),
        sa.CheckConstraint("overall BETWEEN 1 AND 5", name="overall"),
    )
    _make_records(
        "said_did",
        sa.Column("round_id", sa.Integer(), sa.ForeignKey("survey_rounds.id"), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("did", sa.String(), nullable=True),
        sa.Column("owner_id", sa.Integer(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
    )


def _make_stories() -> None:
    _make_records(
        "stories",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("client_id", sa.Integer(), sa.ForeignKey("clients.id"), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("done", sa.String(), nullable=True),
        sa.Column("excellent", sa.String(), nullable=True),
        sa.Column("better", sa.String(), nullable=True),
        sa.Column("may_be_used", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.UniqueConstraint("reference"),
        sa.CheckConstraint("withdrawn_on >= consent_on", name="withdrawn_after_consent"),
    )
    _live_index("ix_stories_client", "stories", "client_id")
    _make_records(
        "story_uses",
        sa.Column("story_id", sa.Integer(), sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("went_to", sa.String(), nullable=False),
        sa.Column("staff_id", sa.Integer(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("asked_back_on", sa.Date(), nullable=True),
        sa.CheckConstraint("asked_back_on >= on_date", name="asked_back_after_used"),
    )
    _live_index("ix_story_uses_story", "story_uses", "story_id", "on_date")
    _make_records(
        "improvements",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("aim", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=True),
        sa.Column("owner_id", sa.Integer(), sa.ForeignKey("staff.id"), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
    )
    _make_links("improvement_clients", ("improvement_id", "improvements.id"), ("client_id", "clients.id"))


def _add_columns() -> None:
    with op.batch_alter_table("survey_responses", recreate="always") as answers:
        answers.add_column(sa.Column("round_id", sa.Integer(), nullable=True))
        answers.add_column(sa.Column("comment", sa.String(), nullable=True))
        key = "fk_survey_responses_round_id_survey_rounds"
        answers.create_foreign_key(key, "survey_rounds", ["round_id"], ["id"])
    with op.batch_alter_table("involvements", recreate="always") as involvements:
        involvements.add_column(sa.Column("kind", sa.String(), nullable=True))
        involvements.add_column(sa.Column("meeting_id", sa.Integer(), nullable=True))
        key = "fk_involvements_meeting_id_decision_meetings"
        involvements.create_foreign_key(key, "decision_meetings", ["meeting_id"], ["id"])
    _add_to_joint_training()


def _add_to_joint_training() -> None:
    with op.batch_alter_table("joint_trainings", recreate="always") as trainings:
        for name in ("title", "from_time", "place", "reason_over", "feedback"):
            trainings.add_column(sa.Column(name, sa.String(), nullable=True))
        trainings.add_column(sa.Column("modules", sa.JSON(none_as_null=True), nullable=True))
        trainings.add_column(sa.Column("team_id", sa.Integer(), nullable=True))
        trainings.add_column(sa.Column("signed_on", sa.Date(), nullable=True))
        trainings.create_foreign_key("fk_joint_trainings_team_id_teams", "teams", ["team_id"], ["id"])
        trainings.create_check_constraint("signed_after_training", "signed_on >= on_date")
    for table, name, key in (
        ("joint_training_trainer_clients", "client_id", "clients.id"),
        ("joint_training_trainer_staff", "staff_id", "staff.id"),
    ):
        _make_links(table, ("training_id", "joint_trainings.id"), (name, key))
