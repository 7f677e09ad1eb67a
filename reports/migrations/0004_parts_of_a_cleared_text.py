from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_corrections_of_published_papers")]

    operations = [
        migrations.AddField(model_name="clearance", name="parts", field=models.JSONField(default=dict)),
    ]
