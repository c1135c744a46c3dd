"""From an intake to a session: what the rules suggest, why, and what stands against it."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from booking.forms.lifts import AskDoctorForm, ChoiceForm
from booking.permissions import may_book
from booking.views.intakes import day_asked_for, get_submitted_intake, today_of
from booking.views.suggestion_page import SuggestionPage, page_context
from intake import permissions, screenings, submissions
from intake.exceptions import SubmissionError
from intake.models import Intake, IntakeStatus, Read
from intake.vocabulary import Modality


@never_cache
@require_GET
def suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """The suggestion for today, or for ``?day=``. Answers that newer ones replaced lead to those."""
    intake = get_submitted_intake(request.user, pk)
    if intake.status == IntakeStatus.SUPERSEDED and (current := _current(intake)):
        messages.warning(request, "There is a newer intake. This is what it suggests.")
        return redirect("booking:suggestion", pk=current.pk)
    return show(request, intake)


def _current(intake: Intake) -> Intake | None:
    return Intake.objects.current().filter(client=intake.client_id).first()


def show(
    request: HttpRequest,
    intake: Intake,
    form: ChoiceForm | None = None,
    status: int = 200,
    *,
    ask_doctor: AskDoctorForm | None = None,
) -> HttpResponse:
    """The page, with a form on it that was not taken as it was typed."""
    location = request.user.house
    today = today_of(location)
    reads = permissions.may_read_answers(request.user, intake.client)
    if reads:
        submissions.keep_reading(client=intake.client, what=Read.SUGGESTION, row=intake.pk, by=request.user)
    page = SuggestionPage(intake, day_asked_for(request.GET.get("day"), today), location)
    more = {
        "choose": form or ChoiceForm(initial={"modality": other_kind(page.kind)}),
        "ask_doctor": ask_doctor or AskDoctorForm(),
        "may_book": may_book(request.user),
        "may_choose": permissions.may_choose_modality(request.user),
        "may_settle": permissions.may_record_reply(request.user),
        "may_take_intake": permissions.may_take_intake(request.user, intake.client),
        "may_decide": permissions.may_decide_clearance(request.user),
        "may_read": reads,
    }
    return render(request, "booking/suggestion.html", page_context(page, today, **more), status=status)


def other_kind(kind: str) -> str:
    """What the form for the other kind begins with; nothing where either would serve."""
    others = {Modality.THERAPEUTIC: Modality.RELAXATION, Modality.RELAXATION: Modality.THERAPEUTIC}
    return others.get(kind, "")


@never_cache
@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """The desk goes for a kind, with a reason; the suggestion stays beside it."""
    intake = get_submitted_intake(request.user, pk, permissions.may_choose_modality)
    form, day = ChoiceForm(request.POST), day_asked_for(request.GET.get("day"), today_of(request.user.house))
    if not (form.is_valid() and recorded(form, lambda: _choose(request, intake, day, form))):
        return show(request, intake, form, status=422)
    messages.success(request, "Your choice is saved. The suggestion stays beside it.")
    return redirect(back_to(intake, day))


def _choose(request: HttpRequest, intake: Intake, day: date, form: ChoiceForm) -> None:
    judgement = screenings.judge_intake(intake, intake.client, day)
    submissions.choose_modality(screening=screenings.keep(judgement), by=request.user, **form.cleaned_data)


def recorded(form: Form, record: Callable[[], object]) -> bool:
    """Record what was typed; a refusal stands on the form, and what was typed stays."""
    try:
        record()
    except SubmissionError as refusal:
        form.add_error(None, str(refusal))
    return form.is_valid()


def back_to(intake: Intake, day: date) -> str:
    return f"{reverse('booking:suggestion', args=[intake.pk])}?day={day}"
