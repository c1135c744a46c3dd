"""How people get in: staff only, by accounts that an admin makes."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from spa.models import User


class ClosedDoorAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class StaffBackend(ModelBackend):
    """Name and password, as Django checks them; whoever is signed in comes with the location they work at."""

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.select_related("location").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None


def client_address(request: HttpRequest) -> str:
    """The address that failed log-ins are counted by.

    Behind proxies of our own, ``TRUSTED_PROXIES`` of them, each adds one entry at the right of X-Forwarded-For; what
    stands further left was written by whoever asked.
    """
    hops = settings.TRUSTED_PROXIES
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if hops and len(forwarded) >= hops:
        return forwarded[-hops]
    return request.META.get("REMOTE_ADDR", "")
