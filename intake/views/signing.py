"""The end of an intake: read back line by line, signed, and from then on read by therapists."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from intake import submissions
from intake.exceptions import StaleDraft
from intake.forms.drafts import Draft
from intake.forms.records import draft_of
from intake.forms.signing import SigningForm, is_minor
from intake.models import ConsentText, Intake, Read
from intake.questionnaire.readback import spoken
from intake.questionnaire.told import told
from intake.views.access import get_intake_for_reading, get_intake_for_typing, refusing_what_came_between
from intake.views.intake import held_on_page, keep_taking, revision_of, save_typed
from intake.views.pages import LAST, Problem, page_of, title_of, today_for


@require_GET
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Every line with its answer and a way to change it; then the texts and the signature."""
    intake = get_intake_for_typing(request.user, pk)
    draft = draft_of(intake, today_for(request.user))
    keep_taking(request, intake)
    return render(request, "intake/review.html", review_page(request, intake, draft, signing_form(draft)))


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign. A second press of the button leads where the first one did."""
    if get_object_or_404(Intake, pk=pk).submitted_at and request.POST.get("signed_name"):
        return redirect(reverse(settings.INTAKE_SUBMITTED_URL, args=[pk]))
    intake = get_intake_for_typing(request.user, pk)
    try:
        return _sign_or_mend(request, intake)
    except StaleDraft:
        return _read_back_again(request, pk)


def _sign_or_mend(request: HttpRequest, intake: Intake) -> HttpResponse:
    """Raises StaleDraft when anything was saved since this page read the answers back."""
    if revision_of(request) != intake.revision:
        raise StaleDraft(intake.revision)
    intake, draft = save_typed(request, intake, LAST)
    form = signing_form(draft, request.POST)
    ready = form.is_valid() and not draft.unreadable
    if ready and "keep" not in request.POST:
        sign(request, intake, draft, form)
        return redirect(reverse(settings.INTAKE_SUBMITTED_URL, args=[intake.pk]))
    page = review_page(request, intake, draft, form)
    return render(request, "intake/review.html", page, status=200 if ready else 422)


def _read_back_again(request: HttpRequest, pk: int) -> HttpResponse:
    """What was saved elsewhere is read back, what this page holds stays on it, and nothing is signed yet."""
    intake = get_intake_for_typing(request.user, pk)
    keep_taking(request, intake)
    draft = held_on_page(request, intake, LAST)
    page = review_page(request, intake, draft, signing_form(draft, request.POST)) | {"stale": True}
    return render(request, "intake/review.html", page, status=409)


def sign(request: HttpRequest, intake: Intake, draft: Draft, form: SigningForm) -> None:
    signature = submissions.Signature(name=form.cleaned_data["signed_name"], signed_as=form.signed_as)
    with refusing_what_came_between():
        submissions.submit_intake(
            intake=intake, answers=draft.answers, signature=signature, revision=intake.revision, by=request.user
        )


def signing_form(draft: Draft, data: object = None) -> SigningForm:
    return SigningForm(data, texts=ConsentText.objects.in_force(), is_minor=is_minor(draft.answers))


def review_page(request: HttpRequest, intake: Intake, draft: Draft, form: SigningForm) -> dict:
    """The read-back: sections with their lines, what is open, what cannot be read, and the form to sign."""
    parts = [
        {"section": section, "title": title_of(section), "lines": spoken(draft.walk, section.id)}
        for section in draft.sections
        if section.id != LAST
    ]
    unreadable = [
        Problem(f"part-{part.id}", f"{title_of(part)}: something typed cannot be read.") for part in draft.unreadable
    ]
    unsigned = (
        [Problem(f"id_{name}", " ".join(errors)) for name, errors in form.errors.items()] if form.is_bound else []
    )
    open_parts = [(title_of(s), s.id, p.sentence) for s in draft.sections if (p := draft.progress(s.id)).sentence]
    return page_of(request, intake, draft, LAST) | {
        "parts": parts,
        "open_parts": open_parts,
        "signing": form,
        "problems": unreadable + unsigned if form.is_bound else unreadable,
        "show_problems": True,
    }


@require_GET
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed answers, the whole form, with the body map."""
    intake = get_intake_for_reading(request.user, pk)
    submissions.keep_reading(client=intake.client, what=Read.ANSWERS, row=pk, by=request.user)
    consents = intake.consents.select_related("text")
    page = {"intake": intake, "client": intake.client, "house": request.user.house, "told": told(intake.answers)}
    return render(request, "intake/answers.html", page | {"consents": consents})
