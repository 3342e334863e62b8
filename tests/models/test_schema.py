"""The models and the newest revision describe the same file."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine
from sqlcipher3 import dbapi2

from ipsdesk.models import FAMILIES, Base
from ipsdesk.storage.upgrade import Schema, create_schema, upgrade


def engine_for(path: Path) -> Engine:
    """A plain file, read and written by the driver of the unit file."""
    return create_engine("sqlite://", module=dbapi2, creator=lambda: dbapi2.connect(str(path)))


def schema(engine: Engine) -> dict[str, list[str]]:
    """Every table, index and trigger with its definition, the order of a table's constraints aside.

    A table that a revision made anew stands in quotes, which say nothing.
    """
    statement = (
        "SELECT type || ' ' || name, sql FROM sqlite_master "
        "WHERE name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
    )
    with engine.connect() as connection:
        found = connection.exec_driver_sql(statement)
        return {
            name: sorted(line.strip(" \t,") for line in (sql or "").replace('"', "").splitlines())
            for name, sql in found
        }


def test_models_equal_head(tmp_path: Path) -> None:
    by_models, by_revisions = engine_for(tmp_path / "models.db"), engine_for(tmp_path / "revisions.db")
    Base.metadata.create_all(by_models)
    with by_revisions.begin() as connection:
        create_schema(connection)
    assert schema(by_models) == schema(by_revisions)
    with by_revisions.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    by_models.dispose()
    by_revisions.dispose()


def test_every_field_of_a_family_is_declared_once() -> None:
    for model in FAMILIES:
        labels = [declared.label for _, declared in model.fields()]
        assert len(labels) == len(set(labels)), model.family.sheet
        assert all(labels)


def test_what_was_recorded_before_goals_were_kept_is_there_after(tmp_path: Path) -> None:
    engine = engine_for(tmp_path / "old.db")
    with engine.begin() as connection:
        create_schema(connection, Schema(head=2))
        for statement in (
            "INSERT INTO clients (id, uuid, reference, name) VALUES (7, 'a', 'C7', 'Annis Fold')",
            "INSERT INTO episodes (id, uuid, reference, client_id, received_on, position_at_start) "
            "VALUES (3, 'b', 'R3', 7, '2026-05-04', 'out of work')",
            "INSERT INTO contacts (id, uuid, on_date, kind, attended, by, note) "
            "VALUES (9, 'c', '2026-05-05', 'client', 1, 'specialist', 'About the bakery')",
            "INSERT INTO contact_clients VALUES (9, 7, 0)",
        ):
            connection.exec_driver_sql(statement)
    upgrade(engine)
    with engine.connect() as connection:
        ask = connection.exec_driver_sql
        joined = "contacts JOIN contact_clients ON contact_id = contacts.id JOIN episodes USING (client_id)"
        found = ask(f"SELECT contacts.id, note, next_action, reference, paused FROM {joined}").all()
        assert [tuple(row) for row in found] == [(9, "About the bakery", None, "R3", None)]
        assert ask("SELECT name, ward FROM clients").all() == [("Annis Fold", None)]
    engine.dispose()


def test_what_was_recorded_before_work_leave_and_employers_is_there_after(tmp_path: Path) -> None:
    engine = engine_for(tmp_path / "old.db")
    with engine.begin() as connection:
        create_schema(connection, Schema(head=4))
        for statement in (
            "INSERT INTO clients (id, uuid, reference, name, ward) VALUES (7, 'a', 'C7', 'Annis', 'Ash')",
            "INSERT INTO employers (id, uuid, reference, name) VALUES (2, 'b', 'E2', 'Larkfield Bakery')",
            "INSERT INTO activities (id, uuid, reference, client_id, employer_id, kind, started_on, "
            "permitted_work) VALUES (5, 'c', 'A5', 7, 2, 'paid job', '2026-01-05', 'higher')",
            "INSERT INTO hours (uuid, activity_id, on_date, seconds) VALUES ('d', 5, '2026-01-06', 14400)",
            "INSERT INTO usual_shifts (uuid, activity_id, day, from_time, to_time) "
            "VALUES ('e', 5, 'Tuesday', '09:00', '13:00')",
            "INSERT INTO contacts (id, uuid, on_date, kind, employer_id, attended, by, next_action_due_on) "
            "VALUES (9, 'f', '2026-01-07', 'employer', 2, 1, 'specialist', '2026-01-09')",
            "INSERT INTO contact_clients VALUES (9, 7, 0)",
            "INSERT INTO risks (uuid, client_id, on_date, own_view) VALUES ('g', 7, '2026-01-08', 'Ask me')",
        ):
            connection.exec_driver_sql(statement)
    upgrade(engine)
    with engine.connect() as connection:
        ask = connection.exec_driver_sql
        joined = (
            "contacts JOIN contact_clients AS named ON contact_id = contacts.id "
            "JOIN clients ON clients.id = named.client_id "
            "JOIN activities ON activities.employer_id = contacts.employer_id "
            "JOIN hours ON hours.activity_id = activities.id "
            "JOIN usual_shifts ON usual_shifts.activity_id = activities.id "
            "JOIN risks ON risks.client_id = clients.id"
        )
        what = "name, ward, permitted_work, seconds, day, own_view, travel_minutes, partner_id, staff_on"
        assert [tuple(row) for row in ask(f"SELECT {what} FROM {joined}")] == [
            ("Annis", "Ash", "higher", 14400, "Tuesday", "Ask me", None, None, None)
        ]
        assert ask("PRAGMA foreign_key_check").all() == []
    engine.dispose()


def test_what_was_recorded_before_returns_and_representatives_is_there_after(tmp_path: Path) -> None:
    engine = engine_for(tmp_path / "old.db")
    with engine.begin() as connection:
        create_schema(connection, Schema(head=7))
        for statement in (
            "INSERT INTO clients (id, uuid, reference, name) VALUES (7, 'a', 'C7', 'Annis Fold')",
            "INSERT INTO staff (id, uuid, reference, name, role, started_on, wte) "
            "VALUES (4, 'b', 'S4', 'Osbert Quill', 'other', '2026-01-01', 1000000)",
            "INSERT INTO episodes (id, uuid, reference, client_id, received_on, position_at_start) "
            "VALUES (3, 'c', 'R3', 7, '2026-05-04', 'out of work')",
            "INSERT INTO changes (uuid, record, about, fact, from_on, episode_id, staff_id) "
            "VALUES ('d', 'referral', 'R3', 'Staff ID', '2026-06-01', 3, 4)",
            "INSERT INTO fidelity_reviews (id, uuid, reference, on_date, item_25) "
            "VALUES (2, 'e', 'F2', '2026-03-02', 4)",
            "INSERT INTO fidelity_actions (uuid, review_id, item, action, due_on, done_on) "
            "VALUES ('f', 2, 3, 'Write visits down', '2026-06-01', '2026-05-05')",
            "INSERT INTO fidelity_actions (uuid, review_id, item, action, due_on) "
            "VALUES ('g', 2, 4, 'Meet weekly', '2026-06-01')",
            "INSERT INTO survey_responses (uuid, on_date, overall, q13) VALUES ('h', '2026-03-02', 5, 'yes')",
            "INSERT INTO involvements (uuid, on_date, client_id, area) "
            "VALUES ('i', '2026-03-02', 7, 'review')",
            "INSERT INTO joint_trainings (id, uuid, on_date, minutes) VALUES (6, 'j', '2026-03-02', 90)",
            "INSERT INTO joint_training_clients VALUES (6, 7, 0)",
        ):
            connection.exec_driver_sql(statement)
    upgrade(engine)
    with engine.connect() as connection:
        ask = connection.exec_driver_sql
        joined = (
            "episodes JOIN changes ON changes.episode_id = episodes.id JOIN involvements USING (client_id) "
            "JOIN joint_training_clients USING (client_id) JOIN joint_trainings ON joint_trainings.id = 6"
        )
        what = (
            "reference, fact, changes.staff_id, area, meeting_id, minutes, modules, changes.commissioner_id"
        )
        assert [tuple(row) for row in ask(f"SELECT {what} FROM {joined}")] == [
            ("R3", "Staff ID", 4, "review", None, 90, None, None)
        ]
        actions = ask("SELECT scale, item_25, status FROM fidelity_actions JOIN fidelity_reviews ON 1").all()
        assert [tuple(row) for row in actions] == [
            ("IPS25-2008-UK", 4, "done, awaiting evidence"),
            ("IPS25-2008-UK", 4, "not started"),
        ]
        answers = ask("SELECT overall, q13, round_id, comment FROM survey_responses").all()
        assert [tuple(row) for row in answers] == [(5, "yes", None, None)]
        assert ask("PRAGMA foreign_key_check").all() == []
    engine.dispose()


def test_what_was_recorded_before_supervision_was_written_up_is_there_after(tmp_path: Path) -> None:
    engine = engine_for(tmp_path / "old.db")
    with engine.begin() as connection:
        create_schema(connection, Schema(head=10))
        for statement in (
            "INSERT INTO teams (id, uuid, reference, name) VALUES (2, 'a', 'T2', 'Elm Court')",
            "INSERT INTO staff (id, uuid, reference, name, role, started_on, wte, dbs_seen_on) "
            "VALUES (4, 'b', 'S4', 'Osbert Quill', 'other', '2026-01-01', 1000000, '2025-12-01')",
            "INSERT INTO staff_teams VALUES (4, 2, 0)",
            "INSERT INTO team_meetings (id, uuid, on_date, team_id, kind) "
            "VALUES (5, 'c', '2026-03-02', 2, 'clinical')",
            "INSERT INTO team_meeting_staff VALUES (5, 4, 0)",
            "INSERT INTO supervisions (uuid, on_date, staff_id, kind, supervisor_id) "
            "VALUES ('d', '2026-03-03', 4, 'one to one', 4)",
        ):
            connection.exec_driver_sql(statement)
    upgrade(engine)
    with engine.connect() as connection:
        ask = connection.exec_driver_sql
        joined = (
            "staff JOIN staff_teams ON staff_teams.staff_id = staff.id "
            "JOIN team_meeting_staff ON team_meeting_staff.staff_id = staff.id "
            "JOIN team_meetings ON team_meetings.id = meeting_id "
            "JOIN supervisions ON supervisions.staff_id = staff.id"
        )
        what = "name, dbs_seen_on, team_meetings.kind, supervisor_id, manager_id, minutes, others"
        assert [tuple(row) for row in ask(f"SELECT {what} FROM {joined}")] == [
            ("Osbert Quill", "2025-12-01", "clinical", 4, None, None, None)
        ]
        assert ask("PRAGMA foreign_key_check").all() == []
    engine.dispose()
