"""One's own password."""

from allauth.account.views import PasswordChangeView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse


class ChangePassword(PasswordChangeView):
    """allauth's. Whoever has none is told who sets it: nobody gives themselves a first one."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.has_usable_password():
            raise PermissionDenied("You have no password to change. An admin sets one for you in the admin pages.")
        return super().dispatch(request, *args, **kwargs)
