"""A stored answers document read back in words: what was told, what was denied, what is not sure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from intake.vocabulary import (
    Activity,
    AddOnCode,
    Allergy,
    Condition,
    Coverage,
    Device,
    Goal,
    InjurySign,
    InjuryType,
    LyingPosition,
    Medication,
    PainFeature,
    PregnancyComplication,
    PressurePreference,
    Region,
    RequestedSession,
    SkinFinding,
    SleepGoal,
    StyleWish,
    TechniqueCode,
    Today,
    Topic,
    Word,
)

Row = tuple[str, list[str]]
YES_NO = {True: "Yes", False: "No"}

_WORDS: Mapping[str, tuple[str, type[Word]]] = {
    "primary_goal": ("Most of all", Goal),
    "goals": ("Hopes for", Goal),
    "requested_session": ("Kind of session", RequestedSession),
    "coverage": ("Where to work", Coverage),
    "style_wish": ("How it should feel", StyleWish),
    "pain_regions": ("Hurts, without a number", Region),
    "pain_features": ("Goes with the pain", PainFeature),
    "sleep_goals": ("Would help sleep", SleepGoal),
    "tension_regions": ("Tight or knotted", Region),
    "pressure_preference": ("Pressure", PressurePreference),
    "activity": ("Days are filled with", Activity),
    "today": ("Today", Today),
    "injection_sites": ("Injection in the last 24 hours", Region),
    "medications": ("Medicines", Medication),
    "allergies": ("Allergies", Allergy),
    "pregnancy_complications": ("In this pregnancy", PregnancyComplication),
    "cannot_lie": ("Hard to lie on", LyingPosition),
    "avoid_regions": ("Leave out", Region),
    "requested_add_ons": ("Extras wished for", AddOnCode),
    "requested_techniques": ("Techniques wished for", TechniqueCode),
    "denied": ("Answered with no", Topic),
    "unsure": ("Not sure about", Topic),
}
_NUMBERS = {
    "age": "Age",
    "requested_minutes": "Minutes wished for",
    "pain_score": "Pain on a usual day, of 10",
    "stress": "Stress, of 10",
    "anxiety": "Anxiety, of 10",
    "sleep_trouble": "Trouble with sleep, of 10",
    "poor_sleep_nights_per_week": "Bad nights a week",
    "pregnancy_weeks": "Weeks pregnant",
}
_DAYS = {
    "pain_days": "Pain began",
    "last_deep_work_days": "Last deep massage",
    "cosmetic_injection_days_ago": "Botox or filler",
}
_YES_NO = {
    "guardian_consent": "A parent or guardian agrees",
    "first_massage": "First massage",
    "previous_relaxation_failed": "Relaxing massages did not help",
    "knots": "Hard knots",
    "recent_travel_or_bedrest": "Journey or bed rest in four weeks",
    "pregnant": "Pregnant",
    "dislikes_heat": "No heat, please",
    "sun_after_session": "In the sun afterwards",
}
_ENTRIES: Mapping[str, tuple[str, type[Word]]] = {
    "conditions": ("Conditions", Condition),
    "devices": ("Implants and devices", Device),
    "skin": ("Skin", SkinFinding),
}
_PARTS = (
    ("Visit", ("age", "guardian_consent", "first_massage", "primary_goal", "goals", "requested_session", "coverage",
               "style_wish", "requested_minutes")),
    ("Body", ("pain_regions", "pain_score", "pain_days", "pain_features", "injury", "knots", "tension_regions",
              "activity", "previous_relaxation_failed", "last_deep_work_days")),
    ("Stress and sleep", ("stress", "anxiety", "sleep_trouble", "poor_sleep_nights_per_week", "sleep_goals")),
    ("Today", ("today", "injection_sites", "cosmetic_injection_days_ago", "recent_travel_or_bedrest")),
    ("Health", ("conditions", "blood_pressure", "medications", "allergies", "devices", "surgeries", "pregnant",
                "pregnancy_weeks", "pregnancy_complications", "skin")),
    ("Wishes", ("pressure_preference", "cannot_lie", "avoid_regions", "dislikes_heat", "requested_add_ons",
                "requested_techniques", "sun_after_session", "event_in_days")),
    ("No and not sure", ("unsure", "denied")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A document in words: parts with their rows, the map, and what was written freely."""

    parts: list[tuple[str, list[Row]]]
    scores: Mapping[str, int] = field(default_factory=dict)
    focus: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    free_text: str = ""
    health_section_answered: bool | None = None


def told(answers: Mapping) -> Told:
    """The whole document, part by part; what was not answered is left out."""
    parts = [(title, [row for name in names for row in _rows(name, answers)]) for title, names in _PARTS]
    return Told(
        parts=[(title, rows) for title, rows in parts if rows],
        scores=answers.get("pain_map", {}),
        focus=tuple({*answers.get("pain_regions", ()), *answers.get("tension_regions", ())}),
        avoid=tuple(answers.get("avoid_regions", ())),
        free_text=answers.get("free_text", ""),
        health_section_answered=answers.get("health_section_answered"),
    )


def _rows(name: str, answers: Mapping) -> list[Row]:
    value = answers.get(name)
    if value in (None, [], {}):
        return []
    if name in _WORDS:
        title, words = _WORDS[name]
        return [(title, _labels(words, value if isinstance(value, list) else [value]))]
    if name in _ENTRIES:
        title, words = _ENTRIES[name]
        return [(title, [_entry(words(entry.get("code", entry.get("what"))).label, entry) for entry in value])]
    if name in _NUMBERS:
        return [(_NUMBERS[name], [str(value)])]
    if name in _DAYS:
        return [(_DAYS[name], [_ago(value)])]
    if name in _YES_NO:
        return [(_YES_NO[name], [YES_NO[value]])]
    return _special(name, value)


def _special(name: str, value: object) -> list[Row]:
    match name:
        case "injury":
            signs = _labels(InjurySign, value.get("signs", ()))
            return [("Injury", [_entry(InjuryType(value["type"]).label, value), *signs])]
        case "surgeries":
            return [("Operations", [_entry(entry["what"], entry) for entry in value])]
        case "blood_pressure":
            return [("Blood pressure", [_entry(f"{value['systolic']} over {value['diastolic']}", value)])]
    return [("Race or match", [f"in {value} days" if value >= 0 else f"{-value} days ago"])]


def _entry(label: str, entry: Mapping) -> str:
    """One condition, device, finding or operation with its details, such as a stent with its place."""
    details = [_ago(entry["days_ago"])] if entry.get("days_ago") is not None else []
    details += [", ".join(_labels(Region, entry["regions"]))] if entry.get("regions") else []
    for name, words in (("flare", "worse than usual now"), ("major", "a big one"), ("cleared", "doctor agreed"),
                        ("medically_seen", "seen by a doctor or physio")):  # fmt: skip
        if entry.get(name) is not None:
            details.append(words if entry[name] else f"not {words}")
    return "; ".join([label, *details])


def _ago(days: int) -> str:
    """Days as stored: the most recent day that the answer leaves open."""
    return "lately, or today" if days == 0 else f"at least {days} day{'s' if days > 1 else ''} ago"


def _labels(words: type[Word], codes: Iterable[str]) -> list[str]:
    return [words(code).label for code in codes]
