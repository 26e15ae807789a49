"""Alembic's environment: migrations run on the connection `core.db.upgrade` gives."""

from alembic import context

from core.db.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
