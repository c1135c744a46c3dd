from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("booking", "0001_services_people_rooms_visits")]

    operations = [
        migrations.AddConstraint(
            model_name="sessionnote",
            constraint=models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(subjective="", objective="", assessment="", plan=""),
                name="erased_note_says_nothing",
            ),
        ),
    ]
