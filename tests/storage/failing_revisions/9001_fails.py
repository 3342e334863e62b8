"""A revision for the tests that fails half-way, ends the whole process there, or leaves an orphan."""

import os

import sqlalchemy as sa
from alembic import op

from ipsdesk.storage.upgrade import HEAD

revision = "9001"
down_revision = f"{HEAD:04}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change a table and many rows, then fail."""
    op.create_table("colours", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("teams", recreate="always") as teams:
        teams.add_column(sa.Column("colour", sa.String(), server_default="green", nullable=False))
    op.execute("UPDATE teams SET name = 'overwritten'")
    if "IPSDESK_TEST_EXIT" in os.environ:
        os._exit(9)
    if "IPSDESK_TEST_ORPHAN" in os.environ:
        op.execute("INSERT INTO staff_teams (staff_id, team_id, position) VALUES (77, 88, 1)")
    else:
        raise ZeroDivisionError("half-way")
