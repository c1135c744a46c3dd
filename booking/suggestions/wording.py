"""Lists inside sentences."""

from collections.abc import Iterable, Sequence

from intake.regions import BODY, MAP_ORDER
from intake.vocabulary import Region


def listed(words: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def areas_in_words(regions: Iterable[str]) -> list[str]:
    """Regions as staff say them, the two sides of one part as ``Shoulder blade, both``."""
    slugs = sorted(set(regions), key=MAP_ORDER.__getitem__)
    parts: dict[str, list[str]] = {}
    for slug in slugs:
        parts.setdefault(BODY[Region(slug)].part, []).append(slug)
    return [_one_part(both) for both in parts.values()]


def _one_part(slugs: Sequence[str]) -> str:
    label = Region(slugs[0]).label
    return f"{label.rpartition(', ')[0]}, both" if len(slugs) == 2 else label
