from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('actionplan', '0013_evidence_is_dated'),
    ]

    operations = [
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True)),
                ('next_at', models.DateTimeField()),
                ('begun_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('failed', models.BooleanField(default=False)),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.AlterField(
            model_name='message',
            name='outcome',
            field=models.CharField(choices=[('waiting', 'waiting'), ('claimed', 'being sent'), ('sent', 'sent'), ('failed', 'could not be sent')], default='claimed', max_length=7),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['outcome', 'claimed_at'], name='mail_to_be_sent'),
        ),
    ]
