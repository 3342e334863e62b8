"""The audit trail is found by what was done, and by whom, without reading all of it."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    columns = ["action", "kind", "account_id", "at"]
    op.create_index("ix_audit_entries_action", "audit_entries", columns, unique=False)
