"""The person treated, what they must not meet, and the words they are found by."""

from datetime import date

from django.conf import settings
from django.db import connections, models
from django.db.models import Count, Q
from phonenumber_field.modelfields import PhoneNumberField
from phonenumber_field.phonenumber import PhoneNumber

from intake.clock import now
from intake.models.alike import Lookalike, folded_words, similar_names
from intake.vocabulary import Allergy, Medication, PressurePreference

MOST_CANDIDATES = 50
MOST_LOOKALIKES = 6


class ClientQuerySet(models.QuerySet):
    def on_file(self) -> "ClientQuerySet":
        """Everybody but those who are erased."""
        return self.filter(erased_at__isnull=True)

    def matching(self, typed: str) -> "ClientQuerySet":
        """Clients for whom every typed word begins a word of their name, phone or e-mail."""
        clients = self
        for word in folded_words(typed)[:6]:
            clients = clients.filter(pk__in=ClientWord.objects.using(self.db).beginning_with(word).values("client"))
        return clients

    def alike(
        self, *, name: str = "", phone: PhoneNumber | None = None, email: str = "", birth_date: date | None = None
    ) -> list[Lookalike]:
        """Clients who may be the person of a new card: the same phone or e-mail, or a similar name.

        Two different birth dates are two people, whatever their names. One query by the index of words, however many
        clients there are.
        """
        words = folded_words(name)[:6]
        hits = ClientWord.objects.using(self.db)
        candidates = Q(pk__in=hits.similar_to(words).values("client"))
        if phone:
            candidates |= Q(pk__in=hits.filter(word=phone.as_e164.lstrip("+")).values("client"), phone=phone)
        if longest := max(folded_words(email.partition("@")[0]), key=len, default=""):
            candidates |= Q(pk__in=hits.filter(word=longest[:80]).values("client"), email__iexact=email)
        if birth_date:
            candidates |= Q(pk__in=hits.filter(word__in=words).values("client"), birth_date=birth_date)
        found = [Lookalike(each, each.same_as(words, phone, email, birth_date)) for each in self.filter(candidates)]
        likely = (each for each in found if each.same)
        return sorted(likely, key=lambda each: each.distance_to(words))[:MOST_LOOKALIKES]


class Client(models.Model):
    class TalkPreference(models.TextChoices):
        NONE = "", "No wish"
        QUIET = "quiet", "Likes it quiet"
        CHATTY = "chatty", "Likes to talk"

    class TherapistWish(models.TextChoices):
        ANY = "any", "Anyone"
        WOMAN = "woman", "A woman"
        MAN = "man", "A man"

    name = models.CharField(max_length=120)
    preferred_name = models.CharField(max_length=60, blank=True, help_text="What they like to be called.")
    phone = PhoneNumberField(blank=True)
    email = models.EmailField(blank=True)
    birth_date = models.DateField(null=True, blank=True)
    emergency_contact_name = models.CharField(max_length=120, blank=True)
    emergency_contact_phone = PhoneNumberField(blank=True)
    pressure_preference = models.CharField(max_length=10, blank=True, choices=PressurePreference.choices)
    talk_preference = models.CharField(max_length=10, blank=True, choices=TalkPreference.choices)
    therapist_wish = models.CharField(max_length=10, choices=TherapistWish.choices, default=TherapistWish.ANY)
    preferences = models.TextField(
        blank=True, max_length=2000, help_text="Music, warmth, light: what makes them at home."
    )
    may_email = models.BooleanField("may be written to by e-mail", default=False)
    may_text = models.BooleanField("may be sent text messages", default=False)
    contact_consent_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    is_demo = models.BooleanField(default=False, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ClientQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="client_has_a_name"),
            models.CheckConstraint(
                condition=Q(may_email=False, may_text=False) | Q(contact_consent_at__isnull=False),
                name="contact_consent_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """The name to greet them by."""
        return self.preferred_name or self.name

    def age_on(self, day: date) -> int | None:
        """Full years on a day, or None where the birth date is not known."""
        if self.birth_date is None:
            return None
        had_birthday = (day.month, day.day) >= (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - (not had_birthday)

    def same_as(
        self, words: list[str], phone: PhoneNumber | None, email: str, birth_date: date | None
    ) -> tuple[str, ...]:
        """What this client has in common with a card that is being typed; empty for somebody else."""
        both_born = birth_date is not None and self.birth_date is not None
        is_same_day = both_born and birth_date == self.birth_date
        own = folded_words(self.name)
        named = similar_names(words, own) or similar_names(words, [*own, *folded_words(self.preferred_name)])
        common = {
            "same phone": bool(phone) and phone == self.phone,
            "same e-mail": bool(email) and email.casefold() == self.email.casefold(),
            "similar name": named and (is_same_day or not both_born),
            "same birth date": is_same_day and bool({*words} & {*own}),
        }
        return tuple(words for words, applies in common.items() if applies)

    def search_words(self) -> set[str]:
        phone = self.phone.as_e164.lstrip("+") if self.phone else ""
        national = str(self.phone.national_number) if self.phone else ""
        email = self.email.casefold()
        words = folded_words(f"{self.name} {self.preferred_name} {email}") + [
            phone,
            national,
            national[-7:],
            national[-4:],
        ]
        return {word[:80] for word in words if word}


class ClientWordQuerySet(models.QuerySet):
    def beginning_with(self, word: str) -> "ClientWordQuerySet":
        """By index on both databases: a range on SQLite, the pattern index on PostgreSQL."""
        return self.filter(self._begins(word))

    def _begins(self, word: str) -> Q:
        if connections[self.db].vendor == "sqlite":
            return Q(word__gte=word, word__lt=word + "\U0010ffff")
        return Q(word__startswith=word)

    def similar_to(self, words: list[str]) -> "ClientWordQuerySet":
        """Who shares two beginnings of words with a name, the nearest first; for one word, who is called just so."""
        if len(words) < 2:
            return self.filter(word__in=words).exclude(client__name__contains=" ")[:MOST_CANDIDATES]
        begun = Q()
        for word in words:
            begun |= self._begins(word[:3])
        people = self.filter(begun).order_by().values("client")
        counted = people.annotate(shared=Count("pk"), exact=Count("pk", filter=Q(word__in=words)))
        return counted.filter(shared__gte=2, exact__gte=1).order_by("-exact", "-shared", "client")[:MOST_CANDIDATES]


class ClientWord(models.Model):
    """One folded word of a client's name, phone or e-mail, for search as you type."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=80, db_index=True)

    objects = ClientWordQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "word"], name="one_row_a_word")]

    def __str__(self) -> str:
        return self.word


class HealthItemQuerySet(models.QuerySet):
    def current(self) -> "HealthItemQuerySet":
        return self.filter(removed_at__isnull=True)


class HealthItem(models.Model):
    """One line of a client's list; taken off by name and reason, never deleted."""

    added_at = models.DateTimeField(default=now, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_reason = models.CharField(max_length=200, blank=True)

    objects = HealthItemQuerySet.as_manager()

    class Meta:
        abstract = True


def _health_item_constraints(name: str) -> list[models.BaseConstraint]:
    return [
        models.UniqueConstraint(
            fields=["client", "code"], condition=Q(removed_at__isnull=True), name=f"one_current_{name}_a_code"
        ),
        models.CheckConstraint(
            condition=Q(removed_at__isnull=True, removed_by__isnull=True, removed_reason="")
            | (Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removed_reason="")),
            name=f"{name}_removed_by_name_and_reason",
        ),
    ]


class ClientAllergy(HealthItem):
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="allergies")
    code = models.CharField(max_length=40, choices=Allergy.choices)
    intake = models.ForeignKey("intake.Intake", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["code", "pk"]
        verbose_name_plural = "client allergies"
        constraints = _health_item_constraints("allergy")

    def __str__(self) -> str:
        return self.get_code_display()


class ClientMedication(HealthItem):
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="medications")
    code = models.CharField(max_length=40, choices=Medication.choices)
    intake = models.ForeignKey("intake.Intake", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["code", "pk"]
        constraints = _health_item_constraints("medication")

    def __str__(self) -> str:
        return self.get_code_display()
