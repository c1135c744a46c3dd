"""Reading a page as a person does: its words, its cards, its links; and asking as htmx does."""

import re
from html import unescape

HTMX = {"HX-Request": "true"}


def words(response, start="<main"):
    """All the text from a piece of markup on; that of the whole fragment when it is not there."""
    page = re.sub(r"</?mark>", "", response.content.decode())
    rest = page.split(start, 1)[-1]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", rest)).split())


def labels(response, css):
    """The accessible names of the elements of a class, in the order of the page."""
    found = re.findall(rf'<a class="{css}\b[^>]*?aria-label="([^"]*)"', response.content.decode(), re.DOTALL)
    return [unescape(label) for label in found]


def classes(response, element):
    """The classes of the element with an id."""
    return re.search(rf'class="([^"]*)" id="{element}"', response.content.decode()).group(1).split()


def version_on(response):
    return re.search(r'name="version" value="(\d+)"', response.content.decode()).group(1)


def filled(response):
    """The words of the filled buttons: there should be one at most."""
    buttons = response.content.decode().split('class="btn btn-primary')[1:]
    return [" ".join(unescape(button.split("</svg>", 1)[1].split("<", 1)[0]).split()) for button in buttons]
