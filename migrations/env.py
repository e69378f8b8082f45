"""Alembic's entry: runs the SQL of `versions/` in one transaction each, under a lock, against `DATABASE_URL`."""

from alembic import context
from sqlalchemy import create_engine, text

from pipelines import settings

LOCK = 7_032_517  # any constant: two migrators at once become one after the other

url = context.config.attributes.get("url") or settings.load().database_url
engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
with engine.connect() as connection:
    connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
    connection.commit()
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
    connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": LOCK})
    connection.commit()
engine.dispose()
