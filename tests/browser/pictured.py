"""Which pages ``make screens`` takes pictures of, who looks at them, and what is opened on them."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from booking.models import Appointment, Service, SessionNote, Shift
from intake import submissions
from intake.models import Clearance, Intake, Screening
from intake.vocabulary import Level
from spa.models import User
from tests.browser.answering import MIRA

DESK, THERAPIST, ADMIN, NOBODY = "farah", "therapist", "margit", ""
LONG_NAME = "Wilhelmina-Konstantina Featherstonehaugh-Cholmondeley"


@dataclass(frozen=True)
class Picture:
    """A page: its name among the pictures, who looks at it, its address and what is done on it."""

    name: str
    who: str
    address: str
    steps: Callable[[Page], None] | None = None


def people() -> dict[str, User | None]:
    """The therapist is one who has a draft of a note to write; the desk has a password to change."""
    drafts = SessionNote.objects.filter(signed_at=None)
    desk = User.objects.get(username=DESK)
    desk.set_password("linden tree row 7")
    desk.save()
    return {
        NOBODY: None,
        DESK: desk,
        ADMIN: User.objects.get(username=ADMIN),
        THERAPIST: drafts.latest("pk").author,
    }


def rows(by: dict[str, User | None]) -> dict[str, int]:
    """Keys of rows that show something, by the name that an address uses for them."""
    notes = SessionNote.objects.filter(author=by[THERAPIST])
    ahead = Appointment.objects.filter(status__in=["booked", "confirmed"]).order_by("starts_at")
    known = _screened("bookable_with_limits", "relaxation").client
    return {
        "client": known.pk,
        "long": submissions.add_client(name=LONG_NAME, by=by[DESK]).pk,
        "draft": _draft(by[DESK]).pk,
        "fits": _screened("bookable", "therapeutic").pk,
        "rests": _screened("bookable_with_limits", "relaxation").pk,
        "asks": _screened("ask_first", "therapeutic").pk,
        "waits": _screened("pending_clearance", "relaxation", intake__client__clearances=None).pk,
        "letter": _letter(by[DESK]).pk,
        "ahead": ahead.last().pk,
        "note": notes.filter(signed_at=None).latest("pk").appointment_id,
        "signed": notes.exclude(signed_at=None).latest("pk").appointment_id,
        "summary": ahead.filter(therapist__user=by[THERAPIST]).first().pk,
        "service": Service.objects.earliest("pk").pk,
        "shift": Shift.objects.exclude(breaks=None).earliest("pk").pk,
        "person": by[DESK].pk,
    }


def _screened(outcome: str, modality: str, **more: object) -> Intake:
    return Screening.objects.filter(outcome=outcome, modality=modality, **more).latest("pk").intake


def _letter(by: User) -> Clearance:
    """What a doctor was asked and has answered."""
    screening = Screening.objects.filter(outcome="pending_clearance").earliest("pk")
    codes = list(screening.cautions.filter(level=Level.CLEAR).values_list("code", flat=True))
    letter = submissions.request_clearance(client=screening.intake.client, caution_codes=codes, by=by)
    return submissions.receive_clearance(clearance=letter, by=by, note="Light work, not on the left leg.")


def _draft(by: User) -> Intake:
    """An intake that is typed and not signed."""
    client = submissions.add_client(name="Mira Holm", by=by)
    intake = submissions.start_intake(client=client, way="desk", by=by)
    for revision, (section, raw) in enumerate(MIRA.items()):
        submissions.save_draft(intake=intake, section=section, raw=raw, revision=revision, by=by)
    return intake


# --- What is opened ------------------------------------------------------------------------------------------------


def press(name: str) -> Callable[[Page], None]:
    return lambda page: page.locator("main").get_by_role("button", name=name).first.click()


def follow(name: str) -> Callable[[Page], None]:
    return lambda page: page.locator("main").get_by_role("link", name=name).first.click()


def panel(page: Page) -> None:
    page.locator(".appt.is-confirmed[href], .appt.is-booked[href]").last.click()
    expect(page.locator("#peek h2")).to_be_focused()


def dialog(opener: str, button: str = "") -> Callable[[Page], None]:
    def steps(page: Page) -> None:
        panel(page)
        page.locator("#peek").get_by_role("link", name=opener).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        if button:
            page.get_by_role("dialog").get_by_role("button", name=button).click()
            expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()

    return steps


def search(page: Page) -> None:
    page.get_by_role("searchbox", name="Find a client").press_sequentially("an")
    expect(page.locator("#find-list a").first).to_be_visible()


def sign_in_wrongly(page: Page) -> None:
    page.locator("[name=login]").fill("farah")
    page.locator("[name=password]").fill("not hers")
    page.get_by_role("button", name="Sign in").click()


def upload(page: Page) -> None:
    lines = "name,modality,lengths,techniques\nDeep rest,relaxation,60=90; 90=125,swedish\n"
    page.set_input_files("[type=file]", {"name": "list.csv", "mimeType": "text/csv", "buffer": lines.encode()})
    page.get_by_role("button", name="Show what it would change").click()
    expect(page.get_by_role("button", name="Import 1 line")).to_be_visible()


def of_all(action: str) -> Callable[[Page], None]:
    """An action of the admin on every row of a list."""

    def steps(page: Page) -> None:
        page.locator("#action-toggle").check()
        page.locator("select[name=action]").select_option(action)
        page.get_by_role("button", name="Go", exact=True).click()

    return steps


def raise_prices(page: Page) -> None:
    of_all("raise_prices")(page)
    page.get_by_label("Percent").fill("4.5")
    page.get_by_role("button", name="Show the new prices").click()
    expect(page.get_by_role("button", name="Change these prices")).to_be_visible()


def keys(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.locator("#keys-help")).to_be_visible()


def save_empty(page: Page) -> None:
    page.locator("#content [name=_save]").click()
    page.locator(".errornote").wait_for()


PICTURES = [
    Picture("sign-in", NOBODY, "/account/login/"),
    Picture("sign-in-wrong", NOBODY, "/account/login/", sign_in_wrongly),
    Picture("board", DESK, "/board/"),
    Picture("board-tomorrow", DESK, "/board/2026-04-15/"),
    Picture("board-empty", DESK, "/board/2026-06-15/"),
    Picture("board-booking-open", DESK, "/board/2026-04-15/", panel),
    Picture("board-menu", ADMIN, "/board/", lambda page: page.locator(".menu > summary").click()),
    Picture("search", DESK, "/board/", search),
    Picture("keys", DESK, "/board/", keys),
    Picture("day-sheet", THERAPIST, "/day-sheet/"),
    Picture("day-sheet-desk", DESK, "/day-sheet/"),
    Picture("move", DESK, "/board/2026-04-15/", dialog("Move")),
    Picture("cancel-error", DESK, "/board/2026-04-15/", dialog("Cancel visit", "Cancel the visit")),
    Picture("history", DESK, "/board/2026-04-15/", dialog("History")),
    Picture("plan", DESK, "/appointments/{ahead}/plan/"),
    Picture("clients", DESK, "/clients/"),
    Picture("clients-none", DESK, "/clients/search/?q=zzz"),
    Picture("client", DESK, "/clients/{client}/"),
    Picture("client-long-name", DESK, "/clients/{long}/"),
    Picture("client-therapist", THERAPIST, "/clients/{client}/"),
    Picture("client-new-error", DESK, "/clients/new/", press("Add client")),
    Picture("client-edit", DESK, "/clients/{client}/edit/"),
    Picture("client-erase", ADMIN, "/clients/{long}/erase/"),
    Picture("readings", ADMIN, "/clients/{client}/readings/"),
    Picture("intake-you", DESK, "/intakes/{draft}/you/"),
    Picture("intake-body", DESK, "/intakes/{draft}/body/"),
    Picture("intake-feeling", DESK, "/intakes/{draft}/feeling/"),
    Picture("intake-health", DESK, "/intakes/{draft}/health/"),
    Picture("intake-wishes", DESK, "/intakes/{draft}/wishes/"),
    Picture("intake-sign-error", DESK, "/intakes/{draft}/review/", press("Sign and finish")),
    Picture("suggestion", DESK, "/intakes/{fits}/suggestion/"),
    Picture("suggestion-limits", DESK, "/intakes/{rests}/suggestion/"),
    Picture("suggestion-ask", DESK, "/intakes/{asks}/suggestion/"),
    Picture("suggestion-stop", DESK, "/intakes/{waits}/suggestion/"),
    Picture("reply", DESK, "/intakes/{asks}/suggestion/", follow("Record the answer")),
    Picture("clearance", THERAPIST, "/clearances/{letter}/"),
    Picture("answers", THERAPIST, "/intakes/{fits}/answers/"),
    Picture("booking", DESK, "/book/?client={client}"),
    Picture("my-day", THERAPIST, "/my-day/"),
    Picture("my-day-empty", THERAPIST, "/my-day/2026-06-15/"),
    Picture("summary", THERAPIST, "/appointments/{summary}/summary/"),
    Picture("note", THERAPIST, "/appointments/{note}/note/"),
    Picture("note-signed", THERAPIST, "/appointments/{signed}/note/"),
    Picture("notes", THERAPIST, "/notes/"),
    Picture("admin", ADMIN, "/admin/"),
    Picture("admin-list", ADMIN, "/admin/booking/service/"),
    Picture("admin-form", ADMIN, "/admin/booking/service/{service}/change/"),
    Picture("admin-shift", ADMIN, "/admin/booking/shift/{shift}/change/"),
    Picture("admin-person", ADMIN, "/admin/spa/user/{person}/change/"),
    Picture("admin-used", ADMIN, "/admin/booking/service/{service}/used/"),
    Picture("admin-history", ADMIN, "/admin/booking/service/{service}/history/"),
    Picture("admin-import", ADMIN, "/admin/booking/service/import/", upload),
    Picture("admin-prices", ADMIN, "/admin/booking/service/", raise_prices),
    Picture("admin-stranded", ADMIN, "/admin/booking/room/", of_all("retire")),
    Picture("admin-remove-demo", ADMIN, "/admin/remove-demo/"),
    Picture("admin-error", ADMIN, "/admin/booking/service/add/", save_empty),
    Picture("not-found", DESK, "/clients/987654/"),
    Picture("not-allowed", DESK, "/notes/"),
    Picture("sign-out", DESK, "/account/logout/"),
    Picture("password", DESK, "/account/password/"),
]
