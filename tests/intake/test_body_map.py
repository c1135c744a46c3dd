"""The body map that pages show: every region drawn once, named in words, and picked by plain form fields."""

import re

import pytest
from django.template import Context, Template

from intake.body_shapes import FIGURES
from intake.regions import BODY
from intake.templatetags.body_map import severity

SLUGS = {region.slug for region in BODY.values()}
ALL_SHAPES = [(figure.view, shape) for figure in FIGURES for shape in figure.shapes]


def render(tag: str, **context: object) -> str:
    return Template("{% load body_map %}" + tag).render(Context(context))


def names_in(page: str) -> list[str]:
    return re.findall(r'\bname="([^"]+)"', page)


def test_each_region_has_one_shape_with_a_badge_on_its_own_view():
    assert {(shape.region, view) for view, shape in ALL_SHAPES if shape.badge} == {
        (region.slug, region.view) for region in BODY.values()
    }


def test_echoes_stand_where_the_regions_say():
    assert {(shape.region, view) for view, shape in ALL_SHAPES if not shape.badge} == {
        (region.slug, region.echo) for region in BODY.values() if region.echo
    }


@pytest.mark.parametrize(("score", "pattern"), [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (10, 3)])
def test_three_patterns_for_ten_scores(score, pattern):
    assert severity(score) == pattern


def test_a_map_to_read_names_every_region_and_number():
    page = render(
        "{% body_map scores=scores focus=focus avoid=avoid label='Last visit' %}",
        scores={"lower_back_right": 6, "neck_back": 8},
        focus=["knee_left"],
        avoid=["abdomen"],
    )
    assert 'role="img"' in page
    label = re.search(r'aria-label="([^"]+)"', page).group(1).replace("&#x27;", "'")
    assert label == (
        "Last visit. Marked: Back of neck, 8 of 10; Lower back, right, 6 of 10. Focus: Knee, left. Avoid: Abdomen."
        " Left and right are the client's own."
    )
    assert page.count('class="bm-n"') == 2
    assert page.count("is-focus") == 2
    assert page.count("is-avoid") == 1


def test_an_empty_map_says_so():
    assert "Nothing is marked." in render("{% body_map %}")


def test_the_picker_of_scores_offers_every_region_as_a_checkbox_and_a_number():
    page = render("{% body_map_picker prefix='area' scores=scores %}", scores={"knee_left": 5})
    names = names_in(page)
    assert names.count("area") == len(SLUGS)
    assert {name.removeprefix("area-sev-") for name in names if name.startswith("area-sev-")} == SLUGS
    assert re.findall(r'value="(\w+)"\s+data-area="\w+" checked', page) == ["knee_left"]
    assert 'name="area-sev-knee_left"\n               value="5"' in page


def test_a_plain_picker_has_checkboxes_alone():
    page = render("{% body_map_picker prefix='skin' mode='pick' tone='avoid' selected=picked %}", picked=["abdomen"])
    assert set(names_in(page)) == {"skin", "skin-side"}
    assert re.findall(r'data-area="(\w+)" checked', page) == ["abdomen"]
    assert page.count("is-avoid") == 1


def test_the_therapist_s_picker_asks_focus_or_avoid():
    page = render("{% body_map_picker prefix='work' mode='focus' focus=f avoid=a %}", f=["sacrum"], a=["abdomen"])
    assert {name.removeprefix("work-") for name in names_in(page)} == SLUGS | {"side"}
    assert page.count('value="focus" selected') == 1
    assert page.count('value="avoid" selected') == 1


def test_the_switch_of_sides_is_sent_with_no_form():
    page = render("{% body_map_picker prefix='area' %}")
    assert re.findall(r'form="none" name="area-side"', page) == ['form="none" name="area-side"'] * 2


def test_the_list_is_open_for_those_without_scripts():
    assert "<details" in render("{% body_map_picker prefix='area' %}")
    assert re.search(r"<details[^>]*\sopen\b", render("{% body_map_picker prefix='area' %}"))


def test_two_maps_share_a_page_without_sharing_an_id():
    page = render("{% body_map_picker prefix='a' %}{% body_map_picker prefix='b' mode='focus' %}{% body_map %}")
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
