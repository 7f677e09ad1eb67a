"""On PostgreSQL, indexes for words within words, where the database lets us have the extension they need."""

from django.db import DatabaseError, migrations, transaction

INDEXES = {
    "action_search_words": ("actionplan_action", "search_key"),
    "update_search_words": ("actionplan_update", "key"),
}


def index(apps, schema_editor):
    """Search works without them; an administrator may make the extension later and the indexes by hand."""
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return
    with connection.cursor() as cursor:
        for name, (table, column) in INDEXES.items():
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {table} USING gin ({column} gin_trgm_ops)")


def unindex(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            for name in INDEXES:
                cursor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0011_fold_the_news")]

    operations = [migrations.RunPython(index, unindex)]
