"""Areas of the body as the picker posts them: ``area-<region>`` is focus, avoid or nothing."""

from collections.abc import Mapping

from booking.models import FocusArea
from intake.vocabulary import Region

AREA = "area"
KINDS = {kind.value: kind for kind in FocusArea.Kind}
LONGEST_NOTE = 300


def marked_areas(posted: Mapping[str, str]) -> dict[Region, FocusArea.Kind]:
    """The regions that were marked, in the order of the map; what is neither focus nor avoid is not marked."""
    wishes = {region: posted.get(f"{AREA}-{region.value}", "") for region in Region}
    return {region: KINDS[wish] for region, wish in wishes.items() if wish in KINDS}
