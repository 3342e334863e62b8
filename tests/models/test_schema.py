"""The models and the newest revision describe the same file."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine
from sqlcipher3 import dbapi2

from ipsdesk.models import FAMILIES, Base
from ipsdesk.storage.upgrade import create_schema


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
