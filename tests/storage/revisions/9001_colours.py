"""A revision for the tests: a column on a table that others point to, and a new table."""

import sqlalchemy as sa
from alembic import op

from ipsdesk.storage.upgrade import HEAD

revision = "9001"
down_revision = f"{HEAD:04}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a colour to each team."""
    op.create_table("colours", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("teams", recreate="always") as teams:
        teams.add_column(sa.Column("colour", sa.String(), server_default="green", nullable=False))
