"""A service like another one: everything is taken over but its name, and it is not sold until somebody says so."""

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from booking.models import Service, ServiceDuration

LISTS = ("techniques", "add_ons", "rooms")


class CopiesServices:
    """Part of the page of services."""

    @admin.action(description="Copy", permissions=["add"])
    def copy(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        with transaction.atomic():
            copies = [copy_of(service) for service in queryset]
        for each in copies:
            self.log_addition(request, each, "Copied.")
        messages.success(request, f"Copied, and not yet sold: {', '.join(map(str, copies))}.")
        if len(copies) == 1:
            return HttpResponseRedirect(reverse("admin:booking_service_change", args=[copies[0].pk]))
        return None


def copy_of(service: Service) -> Service:
    """A new service with the lengths, prices, techniques, add-ons and rooms of another; inactive."""
    lengths = list(service.durations.all())
    lists = {name: list(getattr(service, name).all()) for name in LISTS}
    made = Service.objects.get(pk=service.pk)
    made.pk, made._state.adding = None, True
    made.name, made.is_active = _free_name(service.name), False
    made.save()
    for name, rows in lists.items():
        getattr(made, name).set(rows)
    for length in lengths:
        ServiceDuration.objects.create(
            service=made, minutes=length.minutes, price=length.price, is_active=length.is_active
        )
    return made


def _free_name(name: str) -> str:
    """“Hot stones (copy)”, and “(copy 2)” where that is taken."""
    number = 1
    while True:
        suffix = " (copy)" if number == 1 else f" (copy {number})"
        wanted = f"{name[: 80 - len(suffix)]}{suffix}"
        if not Service.objects.filter(name=wanted).exists():
            return wanted
        number += 1
