"""When a piece of evidence was added: with its update, or later."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0012_quick_search_on_postgresql")]

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="added_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
    ]
