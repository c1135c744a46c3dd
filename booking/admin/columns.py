"""Services and add-ons as lines of a file: what each column holds, and what is said of one that cannot be read."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Model, Q
from import_export import fields, resources, widgets
from import_export.results import Result
from tablib import Dataset

from booking.availability import Coming
from booking.models import AddOn, EquipmentKind, Service, ServiceDuration, Technique, Training
from booking.models.catalogue import STEP
from intake.vocabulary import Modality

LONGEST_TURNOVER = 120
MOST = 32_767
YES, NO = {"yes", "true", "1", "on"}, {"no", "false", "0", "off"}


class BeforeAndAfter:
    """What a line changes: a pair for each column, empty before what is new."""

    def __init__(self, resource: resources.ModelResource, instance: Model, new: bool) -> None:
        self.columns = resource.get_import_fields()
        self.before = [""] * len(self.columns) if new else self._read(instance)

    def compare_with(self, resource: resources.ModelResource, instance: Model | None) -> None:
        self.after = self._read(instance)

    def as_html(self) -> list[tuple[str, str]]:
        return list(zip(self.before, self.after, strict=True))

    def _read(self, instance: Model) -> list[str]:
        return [str(column.export(instance)) for column in self.columns]


class Number(widgets.Widget):
    """A whole number within its bounds, in steps."""

    def __init__(self, most: int = MOST, least: int = 0, step: int = 1) -> None:
        super().__init__()
        self.least, self.most, self.step = least, most, step

    def clean(self, value: str, row: dict | None = None, **kwargs: Any) -> int:
        typed = str(value).strip()
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else -1
        if not self.least <= number <= self.most or number % self.step:
            steps = f" in steps of {self.step}" if self.step > 1 else ""
            raise ValueError(f"“{typed[:40]}” is not a whole number from {self.least} to {self.most}{steps}.")
        return number


class YesNo(widgets.Widget):
    def clean(self, value: str, row: dict | None = None, **kwargs: Any) -> bool:
        typed = str(value).strip().lower()
        if typed not in YES | NO:
            raise ValueError(f"“{typed[:40]}” is neither yes nor no.")
        return typed in YES

    def render(self, value: bool, obj: Model | None = None, **kwargs: Any) -> str:
        return "yes" if value else "no"


class Money(widgets.Widget):
    def clean(self, value: str, row: dict | None = None, **kwargs: Any) -> Decimal:
        return read_price(str(value))


class Kind(widgets.Widget):
    """Therapeutic or relaxation."""

    def clean(self, value: str, row: dict | None = None, **kwargs: Any) -> str:
        typed = str(value).strip().lower()
        if typed not in (Modality.THERAPEUTIC, Modality.RELAXATION):
            raise ValueError(f"“{typed[:40]}” is neither therapeutic nor relaxation.")
        return typed


class Named(widgets.ForeignKeyWidget):
    """One row by its name; empty is none."""

    def clean(self, value: str, row: dict | None = None, **kwargs: Any) -> Model | None:
        typed = str(value).strip()
        found = self.model.objects.filter(**{self.field: typed}).first() if typed else None
        if typed and found is None:
            raise ValueError(f"There is no {self.model._meta.verbose_name} “{typed[:40]}” here. Add it first.")
        return found


class Several(widgets.ManyToManyWidget):
    """Rows by their codes, with commas between."""

    def __init__(self, model: type[Model]) -> None:
        super().__init__(model, separator=", ", field="code")

    def clean(self, value: str, row: dict | None = None, **kwargs: Any) -> list[Model]:
        codes = {code.strip() for code in str(value).split(",")} - {""}
        found = list(self.model.objects.filter(code__in=codes))
        if missing := sorted(codes - {each.code for each in found}):
            raise ValueError(f"There is no {self.model._meta.verbose_name} “{missing[0][:40]}” here. Add it first.")
        return found


def read_price(typed: str) -> Decimal:
    """An amount such as 90 or 90.00; ValueError, in a sentence, for anything else."""
    try:
        price = Decimal(typed.strip())
        price = price.quantize(Decimal("0.01")) if 0 <= price < 10_000_000 else None
    except InvalidOperation:
        price = None
    if price is None:
        raise ValueError(f"“{typed.strip()[:40]}” is not a price such as 90.00.")
    return price


def read_lengths(typed: str) -> dict[int, Decimal]:
    """Minutes to price, from “60=90.00; 90=130.00”; ValueError, in a sentence, for anything else."""
    lengths: dict[int, Decimal] = {}
    for part in filter(None, (part.strip() for part in typed.split(";"))):
        minutes, equals, price = part.partition("=")
        if not equals:
            raise ValueError(f"“{part[:40]}” is not a length with its price, such as 60=90.00.")
        lengths[Number(most=12 * 60, least=STEP, step=STEP).clean(minutes)] = read_price(price)
    if not lengths:
        raise ValueError("A service needs at least one length with its price, such as 60=90.00.")
    return lengths


class Lengths(fields.Field):
    """The bookable lengths of a service, as typed or as they stand."""

    def get_value(self, instance: Service) -> str:
        lengths = getattr(instance, "typed_lengths", None)
        if lengths is None:
            rows = instance.durations.active() if instance.pk else ()
            lengths = {row.minutes: row.price for row in rows}
        return "; ".join(f"{minutes}={lengths[minutes]:.2f}" for minutes in sorted(lengths))

    def save(self, instance: Service, row: dict, is_m2m: bool = False, **kwargs: Any) -> None:
        instance.typed_lengths = read_lengths(str(row[self.column_name]))


class ToldBeforehand:
    """Lines of what is booked already: the result says whom they strand, before it is kept or taken back."""

    def touched(self, dataset: Dataset) -> Q:
        """The appointments that these lines may strand."""
        raise NotImplementedError

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        self.coming = Coming(self.touched(dataset))

    def after_import(self, dataset: Dataset, result: Result, **kwargs: Any) -> None:
        result.stranded = self.coming.stranded()


class ServiceLines(ToldBeforehand, resources.ModelResource):
    name = fields.Field("name", "name")
    blurb = fields.Field("blurb", "blurb")
    modality = fields.Field("modality", "modality", Kind())
    lengths = Lengths("typed_lengths", "lengths")
    techniques = fields.Field("techniques", "techniques", Several(Technique))
    add_ons = fields.Field("add_ons", "add_ons", Several(AddOn))
    training = fields.Field("training", "training", Named(Training, "name"))
    equipment = fields.Field("equipment_kind", "equipment", Named(EquipmentKind, "name"))
    persons = fields.Field("persons", "persons", Number(least=1, most=20))
    therapist_turnover = fields.Field("therapist_turnover", "therapist_turnover", Number(LONGEST_TURNOVER, step=STEP))
    room_turnover = fields.Field("room_turnover", "room_turnover", Number(LONGEST_TURNOVER, step=STEP))
    position = fields.Field("position", "position", Number())
    active = fields.Field("is_active", "active", YesNo())

    needs = ("name", "modality", "lengths", "techniques")
    how = (
        "modality: therapeutic or relaxation.",
        "lengths: minutes and their prices, such as 60=90.00; 90=130.00. Lengths that a line leaves out are retired.",
        "techniques, add_ons: their codes, with commas between.",
        "training, equipment: their names.",
        "active: yes or no.",
    )

    class Meta:
        model = Service
        import_id_fields = ["name"]
        fields = import_order = export_order = [
            "name", "blurb", "modality", "lengths", "techniques", "add_ons", "training", "equipment", "persons",
            "therapist_turnover", "room_turnover", "position", "active",
        ]  # fmt: skip
        clean_model_instances = skip_unchanged = report_skipped = True

    @classmethod
    def get_diff_class(cls) -> type[BeforeAndAfter]:
        return BeforeAndAfter

    def touched(self, dataset: Dataset) -> Q:
        return Q(service__name__in=dataset["name"])

    def after_save_instance(self, instance: Service, row: dict, **kwargs: Any) -> None:
        """Lengths that the line names are sold at its prices; others are retired, not deleted."""
        typed = getattr(instance, "typed_lengths", None)
        if typed is None:
            return
        known = {length.minutes: length for length in instance.durations.all()}
        for minutes in known.keys() | typed.keys():
            length = known.get(minutes) or ServiceDuration(service=instance, minutes=minutes)
            length.is_active, length.price = minutes in typed, typed.get(minutes, length.price)
            length.save()


class AddOnLines(ToldBeforehand, resources.ModelResource):
    code = fields.Field("code", "code")
    name = fields.Field("name", "name")
    blurb = fields.Field("blurb", "blurb")
    icon = fields.Field("icon", "icon")
    minutes = fields.Field("minutes", "minutes", Number(most=240, step=STEP))
    price = fields.Field("price", "price", Money())
    equipment = fields.Field("equipment_kind", "equipment", Named(EquipmentKind, "name"))
    position = fields.Field("position", "position", Number())
    active = fields.Field("is_active", "active", YesNo())

    needs = ("code", "name", "minutes", "price")
    how = (
        "code: what the health rules know it by, such as scalp_massage.",
        "minutes: a number in steps of five; 0 is fine.",
        "equipment: its name.",
        "active: yes or no.",
    )

    class Meta:
        model = AddOn
        import_id_fields = ["code"]
        fields = import_order = export_order = [
            "code", "name", "blurb", "icon", "minutes", "price", "equipment", "position", "active",
        ]  # fmt: skip
        clean_model_instances = skip_unchanged = report_skipped = True

    @classmethod
    def get_diff_class(cls) -> type[BeforeAndAfter]:
        return BeforeAndAfter

    def touched(self, dataset: Dataset) -> Q:
        return Q(add_ons__add_on__code__in=dataset["code"])
