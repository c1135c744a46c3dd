"""What every page knows: the house it speaks for."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from spa.models import Location


def location_of(request: HttpRequest) -> Location | None:
    """The location whose desk this person sees: their own, else the first one."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated and user.location_id:
        return user.location
    return Location.objects.filter(is_active=True).first()


def desk(request: HttpRequest) -> dict:
    return {"desk": {"location": SimpleLazyObject(lambda: location_of(request))}}
