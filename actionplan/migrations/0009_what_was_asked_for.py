from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0008_rounds_left_out_and_confirmed")]

    operations = [
        migrations.AddField("deadlinechange", "asked_words", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddField("deadlinechange", "asked_due", models.DateField(blank=True, null=True)),
    ]
