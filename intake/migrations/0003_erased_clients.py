from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_who_read_what")]

    operations = [
        migrations.AddField(
            model_name="client",
            name="erased_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
