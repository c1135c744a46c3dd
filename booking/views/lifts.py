"""What lifts a caution: an answer, a guardian's signature, a doctor's word that a therapist accepts."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from booking.forms.lifts import AskDoctorForm, ClearanceForm, GuardianForm, ReplyForm
from booking.views.intakes import day_asked_for, get_submitted_intake, today_of
from booking.views.suggestion import back_to, recorded, show
from booking.views.suggestion_page import letter_about
from intake import permissions, screenings, submissions
from intake.exceptions import SubmissionError
from intake.models import Clearance, ConsentText, Intake, Read, Reply
from intake.screenings import Judgement
from intake.vocabulary import CautionCode, Level
from spa.models import User

QUESTION_ROOM = Reply._meta.get_field("question").max_length


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it is empty; None for a page that is only asked for."""
    return request.POST if request.method == "POST" else None


def _judged(request: HttpRequest, intake: Intake) -> Judgement:
    """The intake for the day of the page: today, or ``?day=``."""
    day = day_asked_for(request.GET.get("day"), today_of(request.user.house))
    return screenings.judge_intake(intake, intake.client, day)


@never_cache
@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Ask what a caution asks, and record the answer."""
    intake = get_submitted_intake(request.user, pk, permissions.may_record_reply)
    judgement = _judged(request, intake)
    caution = judgement.screening.caution(code)
    if caution is None or caution.level != Level.ASK:
        raise Http404("Nothing is asked about this.")
    questions = judgement.screening.questions_of(code) or (caution.reason,)
    form = ReplyForm(posted(request))
    if form.is_valid() and recorded(form, lambda: _record_reply(request, judgement, code, questions, form)):
        messages.success(request, "The answer is recorded.")
        return redirect(back_to(intake, judgement.day))
    page = {"intake": intake, "client": intake.client, "day": judgement.day, "form": form}
    page |= {"caution": caution, "questions": questions}
    return render(request, "booking/reply.html", page, status=422 if form.is_bound else 200)


def _record_reply(
    request: HttpRequest, judgement: Judgement, code: str, questions: tuple[str, ...], form: ReplyForm
) -> None:
    row, asked = screenings.keep(judgement), questions_in_short(questions)
    submissions.record_reply(screening=row, caution_code=code, question=asked, by=request.user, **form.cleaned_data)


def questions_in_short(questions: tuple[str, ...]) -> str:
    """The questions on one line that a reply can hold; what does not fit whole is left off."""
    line = questions[0][:QUESTION_ROOM]
    for question in questions[1:]:
        if len(line) + 1 + len(question) <= QUESTION_ROOM:
            line = f"{line} {question}"
    return line


@never_cache
@require_http_methods(["GET", "POST"])
def guardian(request: HttpRequest, pk: int) -> HttpResponse:
    """A parent or guardian reads the text and signs."""
    intake = get_submitted_intake(request.user, pk, permissions.may_take_consent)
    judgement = _judged(request, intake)
    texts = ConsentText.objects.in_force().filter(kind=ConsentText.Kind.GUARDIAN)
    form = GuardianForm(posted(request))
    if form.is_valid() and not texts:
        form.add_error(None, "There is no text to sign yet, so nothing was signed.")
    if form.is_valid() and recorded(form, lambda: _record_consent(request, intake, form)):
        messages.success(request, "The signature is kept with the intake.")
        return redirect(back_to(intake, judgement.day))
    page = {"intake": intake, "client": intake.client, "day": judgement.day, "form": form, "texts": texts}
    return render(request, "booking/guardian.html", page, status=422 if form.is_bound else 200)


def _record_consent(request: HttpRequest, intake: Intake, form: GuardianForm) -> None:
    submissions.record_consent(intake=intake, signed_name=form.cleaned_data["signed_name"], by=request.user)


@require_POST
def ask_doctor(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the client takes our questions to a doctor."""
    intake = get_submitted_intake(request.user, pk, permissions.may_request_clearance)
    judgement = _judged(request, intake)
    form = AskDoctorForm(request.POST)
    codes = [caution.code for caution in judgement.screening.cautions if caution.level == Level.CLEAR]
    if letter_about(intake.client, codes):
        messages.warning(request, "The letter was handed over already.")
        return redirect(back_to(intake, judgement.day))
    if not form.is_valid():
        return show(request, intake, ask_doctor=form, status=422)
    doctor = form.cleaned_data["doctor"]
    try:
        submissions.request_clearance(client=intake.client, caution_codes=codes, doctor=doctor, by=request.user)
        messages.success(request, "Noted: the letter for the doctor was handed over. Record the answer here.")
    except SubmissionError as refusal:
        messages.error(request, str(refusal))
    return redirect(back_to(intake, judgement.day))


def get_clearance(user: User, pk: int, may: Callable[[User], bool]) -> tuple[Clearance, Intake]:
    """A letter with the client's current intake, to which its page leads back, for somebody who ``may``."""
    if not may(user):
        raise PermissionDenied
    clearance = get_object_or_404(Clearance.objects.select_related("client"), pk=pk)
    return clearance, get_object_or_404(Intake.objects.current(), client=clearance.client_id)


@require_POST
def clearance_received(request: HttpRequest, pk: int) -> HttpResponse:
    """The doctor's answer is here; a therapist still has to accept it."""
    clearance, intake = get_clearance(request.user, pk, permissions.may_request_clearance)
    try:
        submissions.receive_clearance(clearance=clearance, by=request.user)
        messages.success(request, "The doctor's answer is here. A therapist reads it and decides.")
    except SubmissionError as refusal:
        messages.error(request, str(refusal))
    return redirect("booking:suggestion", pk=intake.pk)


@never_cache
@require_http_methods(["GET", "POST"])
def clearance(request: HttpRequest, pk: int) -> HttpResponse:
    """A therapist accepts the doctor's answer with its limits, or does not."""
    letter, intake = get_clearance(request.user, pk, permissions.may_decide_clearance)
    today = today_of(request.user.house)
    form = ClearanceForm(posted(request), today=today)
    try:
        if "decline" in request.POST:
            submissions.decline_clearance(clearance=letter, by=request.user)
            messages.warning(request, "The answer is not enough. The caution stands.")
            return redirect("booking:suggestion", pk=intake.pk)
        if form.is_valid():
            days = {name: form.cleaned_data[name] for name in ("starts_on", "ends_on")}
            submissions.accept_clearance(clearance=letter, limits=form.limits, by=request.user, **days)
            messages.success(request, "The doctor's answer is accepted, with its limits.")
            return redirect("booking:suggestion", pk=intake.pk)
    except SubmissionError as refusal:
        form.add_error(None, str(refusal))
    submissions.keep_reading(client=letter.client, what=Read.CLEARANCE, row=pk, by=request.user)
    page = {"letter": letter, "intake": intake, "client": letter.client, "form": form, "today": today}
    page["about"] = [CautionCode(code).label for code in letter.caution_codes]
    page["avoided"] = form.data.getlist("avoid_regions") if form.is_bound else []
    return render(request, "booking/reply_clearance.html", page, status=422 if form.is_bound else 200)
