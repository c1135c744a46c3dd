"""Tags of the intake's questions: a block renders itself, a map is filled from what was typed."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString

from intake.forms.fields import whole_number
from intake.forms.layout import Block
from intake.forms.places import ON_THE_MAP
from intake.templatetags.body_map import body_map_picker

register = template.Library()


@register.simple_tag
def asked_block(block: Block) -> SafeString:
    """A question inside a health line."""
    return block.render(None, None)


@register.simple_tag
def typed(values: Mapping[str, str] | None, name: str) -> str:
    """One of several typed values."""
    return (values or {}).get(name, "")


@register.inclusion_tag("intake/_body_map_picker.html")
def map_for(block: Block) -> dict[str, Any]:
    """The body map for one question, with what was picked."""
    value = block.value or {}
    hint = block.question.help or "Left and right are your own."
    if block.question.type == "region_scores":
        scores = {slug: _score(text) for slug, text in value.items()}
        return body_map_picker(block.name, "score", scores=scores, typed=value, label="Where it hurts", hint=hint)
    tone = ON_THE_MAP[block.question.id]
    return body_map_picker(block.name, "pick", selected=value, tone=tone, label="Places", hint=hint)


def _score(text: str) -> int:
    """A number that cannot be read shows as none; the question says what is wrong with it."""
    try:
        return whole_number(text, 1, 10) if text else 0
    except ValidationError:
        return 0
