"""One completed form: as typed while it is a draft, as answers once it is submitted."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from intake.answers import IntakeAnswers
from intake.clock import now
from intake.models.clients import Client


class IntakeStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    SUPERSEDED = "superseded", "Superseded"


class FilledBy(models.TextChoices):
    CLIENT = "client", "The client"
    STAFF = "staff", "Staff for the client"


class Way(models.TextChoices):
    DESK = "desk", "At the desk"
    PHONE = "phone", "On the phone"
    KIOSK = "kiosk", "On our tablet"
    LINK = "link", "From a link"


class IntakeQuerySet(models.QuerySet):
    def drafts(self) -> "IntakeQuerySet":
        return self.filter(status=IntakeStatus.DRAFT)

    def current(self) -> "IntakeQuerySet":
        """The intake that counts: at most one for each client."""
        return self.filter(status=IntakeStatus.SUBMITTED)


class Intake(models.Model):
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="intakes")
    status = models.CharField(max_length=10, choices=IntakeStatus.choices, default=IntakeStatus.DRAFT)
    filled_by = models.CharField(max_length=10, choices=FilledBy.choices, default=FilledBy.STAFF)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.DESK)
    taken_on = models.DateField(help_text="The local day on which the answers were given.")
    raw = models.JSONField(
        default=dict, blank=True, encoder=DjangoJSONEncoder, help_text="Fields as typed, by section."
    )
    answers = models.JSONField(
        null=True, blank=True, help_text="In the form of the answers schema; read by IntakeAnswers."
    )
    questionnaire_version = models.PositiveSmallIntegerField(default=1)
    revision = models.PositiveIntegerField(
        default=0, help_text="Rises with each saved section; a stale tab has an old one."
    )
    started_at = models.DateTimeField(default=now)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["client"], condition=Q(status="draft"), name="one_draft_a_client"),
            models.UniqueConstraint(
                fields=["client"], condition=Q(status="submitted"), name="one_current_intake_a_client"
            ),
            models.CheckConstraint(
                condition=Q(status="draft", answers__isnull=True, submitted_at__isnull=True)
                | Q(status__in=["submitted", "superseded"], answers__isnull=False, submitted_at__isnull=False),
                name="answers_exist_once_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"Intake {self.pk} ({self.get_status_display()})"

    @property
    def is_draft(self) -> bool:
        return self.status == IntakeStatus.DRAFT

    @cached_property
    def read_answers(self) -> IntakeAnswers:
        """The stored answers through their only reader. Raises AnswersError when they do not fit the schema."""
        return IntakeAnswers.from_document(self.answers)
