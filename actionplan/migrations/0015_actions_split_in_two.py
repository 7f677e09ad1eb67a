"""An action that was split off another says which."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0014_mail_that_waits_and_jobs")]

    operations = [
        migrations.AddField(
            model_name="action",
            name="split_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="split_into",
                to="actionplan.action",
            ),
        ),
    ]
