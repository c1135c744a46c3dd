"""Taking an intake at the desk or on the phone: section by section, saved as it is typed, read back and signed."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from intake import submissions
from intake.exceptions import StaleDraft
from intake.forms.drafts import Draft
from intake.forms.records import draft_of
from intake.forms.sections import SECTION_FORMS, merged_raw
from intake.models import FilledBy, Intake, Read, Way
from intake.views.access import get_client_for_intake, get_intake_for_typing, refusing_what_came_between
from intake.views.pages import LAST, page_of, today_for

STAFF_WAYS = (Way.DESK, Way.PHONE)


@require_POST
def start(request: HttpRequest, client_pk: int) -> HttpResponse:
    """Open the client's draft, or the one that is open already."""
    client = get_client_for_intake(request.user, client_pk)
    way = request.POST.get("way", Way.DESK)
    with refusing_what_came_between():
        intake = submissions.start_intake(
            client=client, way=way if way in STAFF_WAYS else Way.DESK, filled_by=FilledBy.STAFF, by=request.user
        )
    return redirect(
        "intake:section", pk=intake.pk, section_id=_where_to_go_on(draft_of(intake, today_for(request.user)))
    )


@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, pk: int, section_id: str) -> HttpResponse:
    """One section: its questions, and what follows from the answers so far."""
    intake = get_intake_for_typing(request.user, pk)
    if request.method == "POST":
        return _save(request, intake, section_id)
    draft = draft_of(intake, today_for(request.user))
    if section_id == LAST or section_id not in {each.id for each in draft.sections}:
        return redirect("intake:review", pk=pk)
    keep_taking(request, intake)
    return render(request, "intake/section.html", page_of(request, intake, draft, section_id))


def keep_taking(request: HttpRequest, intake: Intake) -> None:
    """Whoever takes an intake reads it too, the desk as well: it is written down as what it is."""
    submissions.keep_reading(client=intake.client, what=Read.TOOK, row=intake.pk, by=request.user)


def _save(request: HttpRequest, intake: Intake, section_id: str) -> HttpResponse:
    try:
        intake, draft = save_typed(request, intake, section_id)
    except StaleDraft:
        return _show_both(request, intake, section_id)
    if request.htmx:
        return render(request, "intake/_section.html", page_of(request, intake, draft, section_id))
    return _go_on(request, intake, draft, section_id)


def save_typed(request: HttpRequest, intake: Intake, section_id: str) -> tuple[Intake, Draft]:
    """Keep the section as typed, readable or not. Raises StaleDraft when somebody else saved in the meantime."""
    before = intake.raw.get(section_id, {})
    today = today_for(request.user)
    raw = merged_raw(section_id, before, request.POST, today)
    if raw != before:
        with refusing_what_came_between():
            intake = submissions.save_draft(
                intake=intake, section=section_id, raw=raw, revision=revision_of(request), by=request.user
            )
    return intake, draft_of(intake, today)


def _show_both(request: HttpRequest, intake: Intake, section_id: str) -> HttpResponse:
    """What this page holds stays on it, and the person decides: keep it, or take what was saved."""
    intake = get_intake_for_typing(request.user, intake.pk)
    keep_taking(request, intake)
    draft = held_on_page(request, intake, section_id)
    page = page_of(request, intake, draft, section_id) | {"stale": True, "revision": request.POST.get("revision")}
    template = "intake/_section.html" if request.htmx else "intake/section.html"
    return render(request, template, page, status=200 if request.htmx else 409)


def held_on_page(request: HttpRequest, intake: Intake, section_id: str) -> Draft:
    """The draft as it is saved, but for this section, which is as the page holds it."""
    today = today_for(request.user)
    mine = merged_raw(section_id, intake.raw.get(section_id, {}), request.POST, today)
    return draft_of(intake, today, intake.raw | {section_id: mine})


def _go_on(request: HttpRequest, intake: Intake, draft: Draft, section_id: str) -> HttpResponse:
    """Where the pressed button leads; the next section only when this one can be read and asks nothing new."""
    go = request.POST.get("go", "stay" if "keep" in request.POST else "next")
    if go == "later":
        return redirect(reverse(settings.INTAKE_CLIENT_URL, args=[intake.client_id]))
    if go in SECTION_FORMS:
        return redirect("intake:section", pk=intake.pk, section_id=go)
    came_up = {asked.name for asked in draft.asked_in(section_id)} - set(request.POST.getlist("q"))
    if go == "stay" or came_up or draft.errors(section_id):
        page = page_of(request, intake, draft, section_id) | {"came_up": came_up, "show_problems": True}
        return render(request, "intake/section.html", page, status=422 if draft.errors(section_id) else 200)
    following = draft.after(section_id)
    return redirect("intake:section", pk=intake.pk, section_id=following.id if following else LAST)


def _where_to_go_on(draft: Draft) -> str:
    """The first section in which something is open."""
    open_ones = (each.id for each in draft.sections if not draft.progress(each.id).is_done)
    return next(open_ones, LAST)


def revision_of(request: HttpRequest) -> int:
    """The revision that the page shows, or that its person decided to write over; -1 where it cannot be read."""
    text = request.POST.get("keep") or request.POST.get("revision") or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
