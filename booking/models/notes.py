"""What the therapist wrote about a session: SOAP, signed once, corrected only by amendments."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from booking.constraints import FrozenOnceSigned
from booking.models.catalogue import AddOn, Technique
from booking.models.visits import Appointment
from intake.clock import now

SCORE = [MinValueValidator(0), MaxValueValidator(10)]


class SessionNoteQuerySet(models.QuerySet):
    def unsigned(self) -> "SessionNoteQuerySet":
        """Still to be signed; what is left of an erased person's note never is."""
        return self.filter(signed_at__isnull=True, erased_at__isnull=True)

    def to_show(self) -> "SessionNoteQuerySet":
        """Signed, or still to be signed."""
        return self.filter(Q(signed_at__isnull=False) | Q(erased_at__isnull=True))


class SessionNote(models.Model):
    """One note for one appointment. Signing copies all of it into ``signed_document``, which the database freezes."""

    appointment = models.OneToOneField(Appointment, on_delete=models.PROTECT, related_name="note")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes")
    subjective = models.TextField(blank=True, max_length=10_000)
    objective = models.TextField(blank=True, max_length=10_000)
    assessment = models.TextField(blank=True, max_length=10_000)
    plan = models.TextField(blank=True, max_length=10_000)
    pressure = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text="Walton scale, 1 to 5.",
    )
    pain_before = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCORE)
    pain_after = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCORE)
    techniques = models.ManyToManyField(Technique, blank=True, related_name="+")
    add_ons = models.ManyToManyField(AddOn, blank=True, related_name="+", help_text="Used in fact, not as booked.")
    created_at = models.DateTimeField(default=now)
    saved_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, help_text="Rises with each save; a stale tab has an old one.")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_document = models.JSONField(null=True, blank=True)
    signed_sha256 = models.CharField(max_length=64, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SessionNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            FrozenOnceSigned(name="signed_note_is_frozen"),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(subjective="", objective="", assessment="", plan=""),
                name="erased_note_says_nothing",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True, signed_document__isnull=True)
                | (
                    Q(signed_at__isnull=False, signed_by__isnull=False, signed_document__isnull=False)
                    & ~Q(signed_sha256="")
                ),
                name="note_signed_whole",
            ),
            models.CheckConstraint(
                condition=Q(pressure__isnull=True) | Q(pressure__range=(1, 5)), name="pressure_on_the_walton_scale"
            ),
        ]

    def __str__(self) -> str:
        return f"Note {self.pk}"

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None


class Amendment(models.Model):
    """A dated correction of a signed note; the original stays readable."""

    note = models.ForeignKey(SessionNote, on_delete=models.PROTECT, related_name="amendments")
    text = models.TextField(max_length=10_000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="amendment_says_something")]

    def __str__(self) -> str:
        return f"Amendment of note {self.note_id}"
