"""Erasing a person: what goes and what stays is said first, and their name is typed to mean it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from booking.exceptions import BookingError
from intake import submissions
from intake.exceptions import SubmissionError
from intake.models import Client
from intake.permissions import may_erase_clients
from spa.models import User

LONGEST_NAME = 200


def get_client_to_erase(user: User, pk: int) -> Client:
    """A person on file, for an admin; who is erased already is not found again."""
    if not may_erase_clients(user):
        raise PermissionDenied
    return get_object_or_404(Client.objects.on_file(), pk=pk)


@never_cache
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, and erases once the name stands there as it is on file."""
    person = get_client_to_erase(request.user, pk)
    typed, refusal = request.POST.get("typed_name", "")[:LONGEST_NAME], ""
    if request.method == "POST":
        try:
            submissions.erase_client(client=person, typed_name=typed, by=request.user)
        except (BookingError, SubmissionError) as refused:
            refusal = str(refused)
        else:
            messages.success(request, "The person is erased. Figures, dates and codes of their visits stay.")
            return redirect("booking:client", pk=pk)
    context = {"client": person, "typed": typed, "refusal": refusal}
    return render(request, "booking/client_erase.html", context, status=409 if refusal else 200)
