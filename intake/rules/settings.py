"""What a spa may decide for itself where sources differ (domain rules, section 4)."""

from dataclasses import dataclass, fields
from typing import Any

from intake.rules.groups import oils
from intake.vocabulary import Level


@dataclass(frozen=True)
class Settings:
    """One value for each open question of the trade; the defaults take the stricter side."""

    blood_thinner_level: Level = Level.CLEAR
    cold_level: Level = Level.STOP
    ringworm_level: Level = Level.STOP
    arthritis_flare_level: Level = Level.STOP
    lymphedema_level: Level = Level.CLEAR
    heart_disease_level: Level = Level.CLEAR
    node_removal_cap: int = 2
    epilepsy_heat: bool = False
    osteoporosis_heat: bool = False
    diabetes_heat: bool = False
    # Ages below the first and above the second ask for a release; None asks nobody.
    pregnancy_ages: tuple[int, int] | None = (20, 35)
    side_lying_from_week: int = 16
    very_high_reading: Level = Level.STOP
    recent_clot_days: int = 90
    cosmetic_days: int = 3
    # Days before and after an event that allow only light work.
    event_light_days: tuple[int, int] = (4, 2)
    old_age: int = 85
    large_skin_regions: int = 10
    never_oils: frozenset[str] = oils("wintergreen")
    # False: the spa's cups may hold latex.
    latex_free_cups: bool = False


# Each setting with the other values that it may take, and why spas differ.
CHOICES: dict[str, tuple[tuple[Any, ...], str]] = {
    "blood_thinner_level": ((Level.CLEAR, Level.ADAPT), "many spas want a note (S46 S58)"),
    "cold_level": ((Level.STOP, Level.ASK), "most move it, one salon leaves it open (S43 S46)"),
    "ringworm_level": ((Level.STOP, Level.LOCAL), "sources split (S48 S49); LOCAL for one or two covered regions"),
    "arthritis_flare_level": ((Level.STOP, Level.LOCAL), "textbook: whole body (S86); others: the joint (S87)"),
    "lymphedema_level": ((Level.CLEAR, Level.LOCAL), "LOCAL with a lymph-trained therapist (S101)"),
    "heart_disease_level": ((Level.CLEAR, Level.ADAPT), "stricter of two (S44 S63)"),
    "node_removal_cap": ((2, 3), "the desk sees one number (S97 S98)"),
    "epilepsy_heat": ((False, True), '"only with clearance" lists; one calls it safe (S107 S135)'),
    "osteoporosis_heat": ((False, True), '"only with clearance" lists (S107 S135)'),
    "diabetes_heat": ((False, True), '"only with clearance" lists (S107 S135)'),
    "pregnancy_ages": (((20, 35), None), "below the first and above the second; some lists (S129 S133)"),
    "side_lying_from_week": ((16, 20), "4th month, or week 20 (S124 S126)"),
    "very_high_reading": ((Level.STOP, Level.CLEAR), "TB; mild 140/90, high 160/100 (S65)"),
    "recent_clot_days": ((90, 180), "TB"),
    "cosmetic_days": ((3, 1, 7), "24 hours to 7 days (S118 S119)"),
    "event_light_days": (((4, 2), (7, 2)), "days before and after (S149 S151 S185)"),
    "old_age": ((85, 75, 80), "J"),
    "large_skin_regions": ((10, 6), '"large area: STOP" (S36)'),
    "never_oils": ((oils("wintergreen"), oils("wintergreen camphor")), "S147"),
    "latex_free_cups": ((False, True), "TB"),
}


def with_changes(settings: Settings, changes: dict[str, Any]) -> Settings:
    """Settings with some values changed; ValueError for a name or a value that section 4 does not know."""
    for name, value in changes.items():
        if name not in CHOICES or value not in CHOICES[name][0]:
            raise ValueError(f"{name} cannot be {value!r}.")
    values = {field.name: getattr(settings, field.name) for field in fields(settings)}
    return Settings(**{**values, **changes})
