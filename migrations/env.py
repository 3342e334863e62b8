"""Runs the revisions on the connection the program hands over, in the transaction the program began."""

from alembic import context

from ipsdesk.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
