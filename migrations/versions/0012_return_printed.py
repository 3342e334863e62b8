"""What a submitted return printed of counts is kept, to hold later returns against it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("returns", recreate="always") as returns:
        returns.add_column(sa.Column("printed", sa.JSON(none_as_null=True), nullable=True))
