"""What every page knows: the house it speaks for."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from spa.models import Location


def location_of(request: HttpRequest) -> Location | None:
    """The location whose desk this person sees."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return user.house
    return Location.objects.active().first()


def desk(request: HttpRequest) -> dict:
    return {"desk": {"location": SimpleLazyObject(lambda: location_of(request))}}
