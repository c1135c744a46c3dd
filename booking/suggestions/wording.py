"""Lists inside sentences."""

from collections.abc import Iterable, Sequence

from intake.regions import ARM_PARTS, BODY, LEG_PARTS, MAP_ORDER, SIDES, both, one_side
from intake.vocabulary import Region

LIMBS = (("Whole leg", LEG_PARTS), ("Whole arm", ARM_PARTS))


def listed(words: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def areas_in_words(regions: Iterable[str]) -> list[str]:
    """Regions as staff say them: whole limbs by name, the two sides of one part as ``Shoulder blade, both``."""
    left = set(regions)
    limbs = []
    for word, parts in LIMBS:
        for side, slugs in _sides(parts):
            if slugs <= left:
                limbs.append(f"{word}, {side}")
                left -= slugs
    parts: dict[str, list[str]] = {}
    for slug in sorted(left, key=MAP_ORDER.__getitem__):
        parts.setdefault(BODY[Region(slug)].part, []).append(slug)
    return [*(_one_part(slugs) for slugs in parts.values()), *limbs]


def _sides(parts: Sequence[str]) -> list[tuple[str, frozenset[str]]]:
    return [("both", both(*parts)), *((side, one_side(side, *parts)) for side in SIDES)]


def _one_part(slugs: Sequence[str]) -> str:
    label = Region(slugs[0]).label
    return f"{label.rpartition(', ')[0]}, both" if len(slugs) == 2 else label
