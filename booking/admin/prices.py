"""Raising prices by a percentage: what they would be is shown, then they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

HIGHEST = Decimal("9999999.99")
ROUNDINGS = [("1.00", "whole amounts"), ("0.50", "halves"), ("0.10", "tenths"), ("0.01", "cents")]


def raised(price: Decimal, percent: Decimal, step: Decimal) -> Decimal:
    """The price so many percent higher (lower when negative), rounded to the nearest step, half upwards."""
    steps = (price * (100 + percent) / 100 / step).quantize(Decimal(1), ROUND_HALF_UP)
    return (steps * step).quantize(Decimal("0.01"))


class RaiseForm(forms.Form):
    percent = forms.DecimalField(
        min_value=-90, max_value=200, max_digits=5, decimal_places=2, help_text="Such as 4.5; with a minus to lower."
    )
    step = forms.TypedChoiceField(label="Round to", choices=ROUNDINGS, coerce=Decimal, initial="1.00")


@dataclass(frozen=True)
class Raise:
    """One price before and after."""

    row: Model
    before: Decimal
    after: Decimal


class RaisesPrices:
    """Part of an admin page whose rows have prices, or rows of their own that have."""

    def priced(self, chosen: QuerySet) -> QuerySet:
        """The rows with the prices of what was chosen."""
        return chosen

    @admin.action(description="Raise prices by a percentage", permissions=["change"])
    def raise_prices(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        asked = "percent" in request.POST
        form = RaiseForm(request.POST if asked else None)
        rows = self.priced(queryset).select_for_update(of=("self",)) if "_apply" in request.POST else None
        with transaction.atomic():
            rows = list(rows if rows is not None else self.priced(queryset))
            raises = _raises(rows, form) if asked and form.is_valid() else []
            seen = _seen(raises)
            if raises and not form.errors and "_apply" in request.POST and request.POST.get("seen") == seen:
                return self._apply(request, raises)
        context = {
            **self.admin_site.each_context(request),
            "title": "Raise prices by a percentage",
            "opts": self.opts,
            "form": form,
            "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "everything": request.POST.get("select_across", "0"),
            "raises": [] if form.errors else raises,
            "rows": rows,
            "seen": seen,
            "has_moved": "_apply" in request.POST and not form.errors,
        }
        return TemplateResponse(request, "admin/desk/raise_prices.html", context)

    def _apply(self, request: HttpRequest, raises: Sequence[Raise]) -> None:
        changed = [each for each in raises if each.before != each.after]
        for each in changed:
            each.row.price = each.after
            each.row.save(update_fields=["price"])
        count = "1 price is" if len(changed) == 1 else f"{len(changed)} prices are"
        messages.success(request, f"{count} changed. What is booked keeps the price of its day.")


def _raises(rows: Iterable[Model], form: RaiseForm) -> list[Raise]:
    percent, step = form.cleaned_data["percent"], form.cleaned_data["step"]
    raises = [Raise(row, row.price, raised(row.price, percent, step)) for row in rows]
    if any(each.after > HIGHEST for each in raises):
        form.add_error("percent", "That makes a price higher than any that can be kept.")
    return raises


def _seen(raises: Iterable[Raise]) -> str:
    """The prices as they were when shown: whoever says yes says it to these."""
    return " ".join(f"{each.row.pk}:{each.before}>{each.after}" for each in raises)
