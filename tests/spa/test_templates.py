"""Every template and stylesheet keeps to the house's policy; the shared pages stand on their own."""

import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from crispy_forms.utils import render_crispy_form
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
STYLES = sorted((settings.BASE_DIR / "spa/static/spa/css").glob("*.css"))
SPRITE = (settings.BASE_DIR / "templates/spa/_sprite.html").read_text()
INLINE = re.compile(r"<style\b|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE)
ICON = re.compile(r"""\{%\s*icon\s+["']([\w-]+)["']""")
STATIC = re.compile(r"""\{%\s*static\s+["']([^"'{}]+)["']""")
NOT_A_FRAGMENT = re.compile(r"url\((?!#|[\"']?data:)")


def named(path: Path) -> str:
    return str(path.relative_to(settings.BASE_DIR))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_has_no_inline_style_script_or_handler(path):
    assert INLINE.findall(path.read_text()) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_names_icons_and_files_that_exist(path):
    text = path.read_text()
    assert [name for name in ICON.findall(text) if f'id="i-{name}"' not in SPRITE] == []
    assert [name for name in STATIC.findall(text) if not finders.find(name)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_can_be_read(path):
    assert get_template(str(path.relative_to(settings.BASE_DIR / "templates")))


@pytest.mark.parametrize("path", STYLES, ids=named)
def test_a_stylesheet_loads_nothing_from_elsewhere(path):
    assert NOT_A_FRAGMENT.findall(path.read_text()) == []
    assert "@import" not in path.read_text()


class Page(HTMLParser):
    """The elements of a page, and the text between them."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.found if name == tag and wanted.items() <= attrs.items()]


def person(*role_names: str) -> SimpleNamespace:
    return SimpleNamespace(
        is_authenticated=True,
        display_name="Fern Ashby",
        initials="FA",
        role_names=frozenset(role_names),
        is_therapist="therapist" in role_names,
        is_admin="admin" in role_names,
        is_superuser=False,
    )


HOUSE = {"location": SimpleNamespace(name="Linden House", currency="USD")}


def page_for(user: object, template: str = "spa/base.html", **context: object) -> Page:
    request = RequestFactory().get("/")
    request.user, request.htmx = user, False
    return Page(render_to_string(template, {"desk": HOUSE, **context}, request=request))


def test_the_bar_names_the_house_and_the_person():
    page = page_for(person("receptionist"))
    assert "Linden House" in page.words
    assert "Fern Ashby" in page.words
    assert "Front desk" in page.words


def test_only_an_admin_sees_the_way_to_the_set_up():
    assert "Set up the desk" in page_for(person("admin")).words
    assert "Set up the desk" not in page_for(person("receptionist", "therapist")).words


def test_the_page_has_one_live_region_and_signs_out_by_post():
    page = page_for(person("receptionist"))
    assert len([attrs for _, attrs in page.found if "aria-live" in attrs]) == 1
    assert [form["method"] for form in page.all("form", action="/account/logout/")] == ["post"]
    assert page.all("script")[0]["src"].endswith("theme.js")
    assert "defer" not in page.all("script")[0]


def test_no_id_stands_twice():
    ids = [attrs["id"] for _, attrs in page_for(person("therapist")).found if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_somebody_who_is_not_signed_in_sees_no_menu():
    page = page_for(AnonymousUser())
    assert page.all("nav") == []
    assert page.all("details") == []


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
def test_an_error_page_needs_no_context_and_says_what_to_do(name):
    page = Page(get_template(f"{name}.html").render())
    assert page.all("a", href="/")
    assert page.all("main", id="main")


@pytest.mark.parametrize(
    ("template", "htmx", "heading"), [("spa/_dialog.html", True, "h2"), ("spa/dialog_page.html", False, "h1")]
)
def test_a_dialog_is_a_fragment_or_a_page_of_its_own(template, htmx, heading):
    page = page_for(person("receptionist"), template)
    assert len(page.all(heading)) == 1
    assert bool(page.all("html")) is not htmx


class HealthForm(forms.Form):
    name = forms.CharField(help_text="As friends say it")
    thinners = forms.ChoiceField(choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect)
    goals = forms.MultipleChoiceField(
        choices=[("sleep", "Sleep"), ("ease", "Ease")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label="I agree")
    pain = forms.ChoiceField(choices=[(str(n), str(n)) for n in range(11)], widget=forms.RadioSelect)
    pressure = forms.ChoiceField(choices=[("2", "Light"), ("4", "Firm")], widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pain"].low, self.fields["pain"].high = "None", "Worst I can imagine"


LAYOUT = Layout(
    *("name", "thinners", "goals", "agreed"),
    Field("pain", template="spa/fields/scale.html"),
    Field("pressure", template="spa/fields/seg.html"),
)


def crispy_page(form: forms.Form) -> Page:
    helper = FormHelper()
    helper.layout, helper.form_tag = LAYOUT, False
    return Page(render_crispy_form(form, helper))


def test_checks_and_radios_are_option_labels():
    page = crispy_page(HealthForm({"thinners": "no", "goals": ["ease"], "pain": "6", "pressure": "4"}))
    assert len(page.all("label", **{"class": "option"})) == 5
    ticked = [attrs["value"] for attrs in page.all("input") if "checked" in attrs]
    assert ticked == ["no", "ease", "6", "4"]


def test_a_scale_has_eleven_radios_and_words_at_its_ends():
    page = crispy_page(HealthForm())
    assert len(page.all("input", name="pain", type="radio")) == 11
    assert "0 None" in page.words
    assert "Worst I can imagine 10" in page.words


def test_a_field_names_its_help_and_its_error():
    page = crispy_page(HealthForm({}))
    (name,) = page.all("input", name="name")
    ids = [attrs["id"] for _, attrs in page.found if "id" in attrs]
    assert name["aria-describedby"].split() == ["id_name_helptext", "id_name_error"]
    assert set(name["aria-describedby"].split()) <= set(ids)
    assert "id_thinners_error" in ids
    assert page.all("fieldset", id="id_thinners")
