"""Signing in: on a page of its own, or in the dialog of a page whose session has ended."""

from typing import Any

from allauth.account.mixins import RedirectAuthenticatedUserMixin
from allauth.account.views import LoginView, sensitive_post_parameters_m
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from spa.kept import read
from spa.models import User
from spa.page_tokens import give_token, remember_browser
from spa.sessions import ANOTHER
from spa.whose_page import is_page_of_another

TOO_LATE = "What you had sent before was kept for half an hour, which is over. Please type it again."


class SignIn(LoginView):
    """allauth's, with what waits for a person: the page under the dialog, or a form kept in the log-in page."""

    @method_decorator(login_not_required)
    @method_decorator(never_cache)
    @sensitive_post_parameters_m
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """In the dialog a password is always checked, also when another page of this browser has signed in."""
        if request.htmx and request.user.is_authenticated:
            return super(RedirectAuthenticatedUserMixin, self).dispatch(request, *args, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    @property
    def kept(self) -> str:
        return self.request.POST.get("kept", "")

    def get_initial(self) -> dict:
        """Whoever was in before need not type the name."""
        form = read(self.kept)
        person = User.objects.filter(pk=form.person).first() if form else None
        return {"login": person.username} if person else {}

    def get_form_kwargs(self) -> dict:
        kwargs = super().get_form_kwargs()
        if "login" not in self.request.POST:  # back from the page that asks to wait
            kwargs = {name: value for name, value in kwargs.items() if name not in ("data", "files")}
        return kwargs

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(**kwargs) | {"kept": self.kept}

    def get_template_names(self) -> list[str]:
        return ["spa/_login_dialog.html"] if self.request.htmx else super().get_template_names()

    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        if not self.request.user.is_authenticated:
            return answer
        give_token(self.request)
        answer = self.go_on(answer)
        remember_browser(self.request, answer)
        return answer

    def go_on(self, answer: HttpResponse) -> HttpResponse:
        if self.request.htmx:
            return self.go_on_in_place()
        return self.offer_to_send(answer) if self.kept else answer

    def go_on_in_place(self) -> HttpResponse:
        list(messages.get_messages(self.request))  # nobody needs to be welcomed to where they are
        if is_page_of_another(self.request):
            messages.warning(self.request, ANOTHER)
            return HttpResponseClientRedirect(resolve_url(settings.LOGIN_REDIRECT_URL))
        return trigger_client_event(HttpResponse(status=204), "signedIn")

    def offer_to_send(self, answer: HttpResponse) -> HttpResponse:
        """The form that waited, for whoever sent it; what is another's or too old is gone."""
        form = read(self.kept)
        if form and form.person == self.request.user.pk:
            return render(self.request, "spa/send_again.html", {"form": form})
        messages.warning(self.request, ANOTHER if form else TOO_LATE)
        return answer
