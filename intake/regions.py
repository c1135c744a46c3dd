"""The body map as data, and the groups of regions that the rules speak of (domain rules, section 2)."""

from collections.abc import Iterable
from dataclasses import dataclass

from intake.vocabulary.body import Region

SIDES = ("left", "right")

VIEW_GROUPS = {
    "head_neck": ("forehead", "jaw", "neck_front", "head_back", "neck_back"),
    "shoulders": ("shoulder", "upper_trapezius", "scapular"),
    "torso_front": ("chest", "abdomen"),
    "back": ("mid_back", "lower_back"),
    "arms": ("upper_arm", "elbow", "forearm", "wrist_hand"),
    "hips": ("hip", "sacrum", "gluteal"),
    "legs": ("quadriceps", "hamstring", "it_band", "knee", "shin", "calf"),
    "feet": ("ankle_foot", "plantar_foot"),
}
GROUP_LABELS = {
    "head_neck": "Head and neck",
    "shoulders": "Shoulders",
    "torso_front": "Chest and abdomen",
    "back": "Back",
    "arms": "Arms and hands",
    "hips": "Hips and buttocks",
    "legs": "Legs",
    "feet": "Feet",
}
BACK_VIEW = frozenset(
    [
        "head_back",
        "neck_back",
        "upper_trapezius",
        "scapular",
        "mid_back",
        "lower_back",
        "sacrum",
        "gluteal",
        "hamstring",
        "it_band",
        "calf",
        "plantar_foot",
        "elbow",
    ]
)
# Drawn on one view and shown again, as an echo, on the other.
ECHOED = frozenset(["upper_trapezius", "shoulder", "knee", "ankle_foot", "upper_arm", "forearm", "wrist_hand"])

_GROUP_OF_PART = {part: group for group, parts in VIEW_GROUPS.items() for part in parts}


@dataclass(frozen=True)
class BodyRegion:
    """One region of the body map; `echo` is the other view that shows it too, "" where none does."""

    region: Region
    part: str
    side: str
    view: str
    echo: str
    group: str

    @property
    def slug(self) -> str:
        return self.region.value

    @property
    def label(self) -> str:
        return self.region.label


def _described(region: Region) -> BodyRegion:
    part, _, side = region.value.rpartition("_")
    part, side = (part, side) if side in SIDES else (region.value, "center")
    view, other = ("back", "front") if part in BACK_VIEW else ("front", "back")
    echo = other if part in ECHOED else ""
    return BodyRegion(region, part, side, view, echo, _GROUP_OF_PART[part])


BODY: dict[Region, BodyRegion] = {region: _described(region) for region in Region}
MAP_ORDER: dict[str, int] = {region.value: place for place, region in enumerate(Region)}
SIDE_OF: dict[str, str] = {region.value: BODY[region].side for region in Region}


def in_map_order(regions: Iterable[str]) -> tuple[Region, ...]:
    """Regions sorted as the body map lists them."""
    return tuple(Region(slug) for slug in sorted(regions, key=MAP_ORDER.__getitem__))


def both(*parts: str) -> frozenset[str]:
    """Both sides of each part; a part in the middle stands for itself."""
    return frozenset(slug for slug in MAP_ORDER if BODY[Region(slug)].part in parts)


def one_side(side: str, *parts: str) -> frozenset[str]:
    """Each part on one side."""
    return frozenset(slug for slug in both(*parts) if SIDE_OF[slug] == side)


ARM_PARTS = ("shoulder", "upper_arm", "elbow", "forearm", "wrist_hand")
LEG_PARTS = ("quadriceps", "hamstring", "it_band", "knee", "shin", "calf", "ankle_foot", "plantar_foot")

ARM = both(*ARM_PARTS)
LEG = both(*LEG_PARTS)
HEAD = both("forehead", "head_back")
FACE = both("forehead", "jaw")
SPINE = both("neck_front", "neck_back", "mid_back", "lower_back", "sacrum")
FEET = both("ankle_foot", "plantar_foot")
CHEST = both("chest")

_UPPER_QUADRANT = (*ARM_PARTS, "chest", "upper_trapezius", "scapular", "mid_back")
_LOWER_QUADRANT = (*LEG_PARTS, "hip", "gluteal", "lower_back")
_NECK_QUADRANT = both("neck_front", "neck_back", "upper_trapezius")


def _quadrant(body: BodyRegion) -> frozenset[str]:
    if body.part in _UPPER_QUADRANT:
        return one_side(body.side, *_UPPER_QUADRANT)
    if body.part in _LOWER_QUADRANT:
        return one_side(body.side, *_LOWER_QUADRANT)
    if body.group == "head_neck":
        return _NECK_QUADRANT
    return both(*_LOWER_QUADRANT)


QUADRANT: dict[str, frozenset[str]] = {region.value: _quadrant(BODY[region]) for region in Region}

_ZONES = (
    ("forehead", "head_back", "jaw"),
    ("neck_front", "neck_back"),
    ("shoulder", "upper_trapezius", "scapular"),
    ("mid_back", "lower_back", "sacrum"),
    ("chest", "abdomen"),
    ("upper_arm", "elbow", "forearm", "wrist_hand"),
    ("hip", "gluteal"),
    ("quadriceps", "hamstring", "it_band", "knee"),
    ("shin", "calf", "ankle_foot", "plantar_foot"),
)
ZONE: dict[str, int] = {slug: number for number, parts in enumerate(_ZONES) for slug in both(*parts)}
