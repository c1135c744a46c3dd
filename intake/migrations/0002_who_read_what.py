import django.db.models.deletion
import intake.clock
import intake.constraints
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0001_clients_and_intakes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RecordReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('answers', 'Signed answers'), ('took', 'Took the intake'), ('suggestion', 'Suggestion, with cautions by name'), ('card', "Client's page, with allergies and medicines"), ('clearance', "Doctor's answer"), ('day', 'Own day, with cautions by name'), ('summary', 'Summary before a session, with earlier notes'), ('note', 'Session note')], max_length=12)),
                ('row', models.PositiveBigIntegerField(help_text='Number of the intake, visit, letter or client that was opened.')),
                ('read_at', models.DateTimeField(default=intake.clock.now)),
                ('span', models.PositiveBigIntegerField(editable=False, help_text='Counts five minutes; folds looks into one row.')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='intake.client')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'reading of a record',
                'verbose_name_plural': 'readings of records',
                'ordering': ['-read_at', '-pk'],
                'indexes': [models.Index(fields=['client', '-read_at'], name='readings_of_a_client'), models.Index(fields=['-read_at'], name='readings_by_time')],
                'constraints': [models.UniqueConstraint(fields=('reader', 'what', 'row', 'span'), name='one_reading_in_five_minutes'), intake.constraints.OnlyAdded(name='readings_are_only_added')],
            },
        ),
    ]
