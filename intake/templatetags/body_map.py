"""The body map in pages: a drawing to read, and a picker whose fields are the truth and the drawing their mirror."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import template

from intake.body_shapes import FIGURES, VIEW_BOX, Shape
from intake.regions import BODY, GROUP_LABELS, BodyRegion

register = template.Library()

BADGE_RADIUS = 11.5
BADGE_DROP = 4.6  # from the middle of the badge to the baseline of its number
FIRST_SCORE = 3  # what a first tap means, and what the number beside a box shows before anybody changes it
GROUP_ORDER = tuple(GROUP_LABELS)
REGIONS = tuple(BODY.values())
LABELS = {region.slug: region.label for region in REGIONS}


@dataclass(frozen=True)
class Marks:
    """What is marked: scores 1 to 10, regions to work on, regions to leave alone, and how plain picks are shown."""

    scores: Mapping[str, int]
    focus: Collection[str] = ()
    avoid: Collection[str] = ()

    def css(self, slug: str) -> str:
        """Pattern of a region, none when it is not marked. Avoiding shows over focus, and focus over a score."""
        if slug in self.avoid:
            return "is-avoid"
        if slug in self.focus:
            return "is-focus"
        return f"sev-{severity(self.scores[slug])}" if self.scores.get(slug) else ""

    def sentence(self) -> str:
        """Every marked region in words, with its number, in the order of the map."""
        scored = [
            f"{region.label}, {self.scores[region.slug]} of 10" for region in REGIONS if self.scores.get(region.slug)
        ]
        parts = [listed("Marked", scored), listed("Focus", labels(self.focus)), listed("Avoid", labels(self.avoid))]
        return " ".join(filter(None, parts)) or "Nothing is marked."


@dataclass(frozen=True)
class Drawn:
    """One shape as the template draws it."""

    shape: Shape
    css: str
    label: str

    @property
    def echo(self) -> bool:
        return self.shape.badge is None


@dataclass(frozen=True)
class Choice:
    """One region in the picker's list."""

    region: BodyRegion
    picked: bool
    score: str
    wish: str


def severity(score: int) -> int:
    """The three patterns: 1 for 1 to 3, 2 for 4 to 6, 3 for 7 to 10."""
    return 1 if score <= 3 else 2 if score <= 6 else 3


def labels(slugs: Iterable[str]) -> list[str]:
    chosen = set(slugs)
    return [region.label for region in REGIONS if region.slug in chosen]


def listed(title: str, words: list[str]) -> str:
    return f"{title}: {'; '.join(words)}." if words else ""


@register.inclusion_tag("intake/_body_map.html")
def body_map(
    scores: Mapping[str, int] | None = None,
    focus: Collection[str] = (),
    avoid: Collection[str] = (),
    label: str = "Body map",
    size: str = "",
) -> dict[str, Any]:
    """The drawing to read: one image whose description names every region and number. ``size="s"`` for a small one."""
    marks = Marks(scores or {}, focus or (), avoid or ())
    description = f"{label}. {marks.sentence()} Left and right are the client's own."
    return drawing(marks) | {"description": description, "size": size, "editable": False}


@register.inclusion_tag("intake/_body_map_picker.html")
def body_map_picker(
    prefix: str,
    mode: str = "score",
    scores: Mapping[str, int] | None = None,
    selected: Collection[str] = (),
    focus: Collection[str] = (),
    avoid: Collection[str] = (),
    tone: str = "focus",
    label: str = "Tap where it hurts",
    hint: str = "",
    typed: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """A picker of regions; works by keyboard and without JavaScript.

    Fields: in mode ``score`` a checkbox ``<prefix>`` a region, with ``<prefix>-sev-<slug>`` from 1 to 10; in mode
    ``pick`` the checkboxes alone; in mode ``focus`` a select ``<prefix>-<slug>`` of ``focus``, ``avoid`` or nothing.
    ``tone="avoid"`` shows plain picks crossed out. ``typed`` is the text beside each region, a score or not.
    """
    scores, picked = scores or {}, set(selected or scores or ())
    shown = Marks(
        {slug: scores.get(slug) or FIRST_SCORE for slug in picked} if mode == "score" else {},
        focus=picked if mode == "pick" and tone == "focus" else focus or (),
        avoid=picked if mode == "pick" and tone == "avoid" else avoid or (),
    )
    return drawing(shown) | {
        "prefix": prefix,
        "mode": mode,
        "tone": tone,
        "label": label,
        "hint": hint or HINTS[mode],
        "groups": grouped_choices(shown, picked, typed or {}),
        "editable": True,
    }


HINTS = {
    "score": "Left and right are your own. Tap again for stronger, a fourth time to clear.",
    "pick": "Left and right are your own. Tap again to clear.",
    "focus": "Left and right are the client's own. Tap once for focus, twice to avoid, a third time to clear.",
}


def drawing(marks: Marks) -> dict[str, Any]:
    figures = [
        {"figure": figure, "shapes": [Drawn(s, marks.css(s.region), LABELS[s.region]) for s in figure.shapes]}
        for figure in FIGURES
    ]
    return {"figures": figures, "badges": list(badges(marks)), "view_box": VIEW_BOX}


def badges(marks: Marks) -> Iterable[dict[str, float]]:
    """The numbers on the drawing, one for each scored region."""
    for figure in FIGURES:
        for shape in figure.shapes:
            if shape.badge and marks.scores.get(shape.region):
                x, y = shape.badge
                score = marks.scores[shape.region]
                yield {"x": x, "y": y, "base": round(y + BADGE_DROP, 1), "r": BADGE_RADIUS, "score": score}


def grouped_choices(marks: Marks, picked: Collection[str], typed: Mapping[str, str]) -> list[tuple[str, list[Choice]]]:
    """The list under its headings, each region in the order of the map."""
    ordered = sorted(REGIONS, key=lambda region: GROUP_ORDER.index(region.group))
    return [
        (GROUP_LABELS[group], [choice(region, marks, picked, typed) for region in regions])
        for group, regions in groupby(ordered, key=lambda region: region.group)
    ]


def choice(region: BodyRegion, marks: Marks, picked: Collection[str], typed: Mapping[str, str]) -> Choice:
    slug = region.slug
    wish = "avoid" if slug in marks.avoid else "focus" if slug in marks.focus else ""
    score = typed.get(slug, str(marks.scores.get(slug) or FIRST_SCORE))
    return Choice(region, slug in picked, score, wish)
