"""Read by Alembic alone: runs the migrations on the connection that `caselaw.store.migrations.upgrade` gives."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transaction_per_migration=False)
context.run_migrations()
