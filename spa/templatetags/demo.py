"""Whether anything of the demo is left."""

from django import template

from booking.demo.removing import demo_counts

register = template.Library()


@register.simple_tag
def demo_is_here() -> bool:
    return bool(demo_counts())
