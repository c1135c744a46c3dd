"""What people sign: texts in versions, and each signature with the text's hash."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from intake.clock import now
from intake.models.clients import Client
from intake.models.intakes import Intake


class ConsentTextQuerySet(models.QuerySet):
    def in_force(self) -> "ConsentTextQuerySet":
        """The newest published version of each kind."""
        newer = ConsentText.objects.filter(
            kind=models.OuterRef("kind"), published_at__isnull=False, version__gt=models.OuterRef("version")
        )
        return self.filter(~models.Exists(newer), published_at__isnull=False).order_by("kind")


class ConsentText(models.Model):
    class Kind(models.TextChoices):
        MASSAGE = "massage", "Consent to massage"
        PRIVACY = "privacy", "Keeping health data"
        GUARDIAN = "guardian", "Consent of a parent or guardian"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    body = models.TextField(max_length=20_000)
    published_at = models.DateTimeField(
        null=True, blank=True, help_text="Asked for from this moment; never changed afterwards."
    )

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="one_text_a_version"),
            models.CheckConstraint(condition=~Q(body=""), name="consent_text_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.title} (version {self.version})"


class Consent(models.Model):
    """One signature under one text."""

    class SignedAs(models.TextChoices):
        CLIENT = "client", "Client"
        GUARDIAN = "guardian", "Parent or guardian"

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="consents")
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="consents")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")
    text_sha256 = models.CharField(max_length=64)
    signed_name = models.CharField(max_length=120)
    signed_as = models.CharField(max_length=10, choices=SignedAs.choices, default=SignedAs.CLIENT)
    signed_at = models.DateTimeField(default=now)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-signed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["intake", "text"], name="one_signature_a_text"),
            models.CheckConstraint(condition=~Q(signed_name=""), name="consent_is_signed"),
        ]

    def __str__(self) -> str:
        return f"{self.text.title}, signed by {self.signed_name}"
