"""Places to pick: on the body map where the picture helps, else from a list by part of the body."""

from intake.regions import BODY, GROUP_LABELS, BodyRegion

ON_THE_MAP = {"injury_where": "focus", "tension_where": "focus", "avoid": "avoid"}
"""Questions with a drawing, and how it shows what was picked; pain has one with numbers."""


def grouped_regions() -> list[tuple[str, list[BodyRegion]]]:
    """Every region under its part of the body, in the order of the map."""
    return [
        (heading, [region for region in BODY.values() if region.group == group])
        for group, heading in GROUP_LABELS.items()
    ]
