from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_erased_clients")]

    operations = [
        migrations.AddField(
            model_name="outbox",
            name="useless_after",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
