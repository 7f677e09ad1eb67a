"""Gives every update a key, so that news is found by its words."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0009_what_was_asked_for")]

    operations = [
        migrations.AddField(
            "update",
            "key",
            models.TextField(blank=True, editable=False, default=""),
            preserve_default=False,
        ),
    ]
