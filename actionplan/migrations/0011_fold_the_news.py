"""Fills the keys of the updates there are."""

from django.db import migrations

from people.keys import key_of

BATCH = 500


def fold(apps, schema_editor):
    updates = apps.get_model("actionplan", "Update").objects
    last = 0
    while batch := list(updates.filter(pk__gt=last).only("pk", "words").order_by("pk")[:BATCH]):
        for update in batch:
            update.key = key_of(update.words)
        updates.bulk_update(batch, ["key"])
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0010_news_keys")]

    operations = [migrations.RunPython(fold, migrations.RunPython.noop)]
