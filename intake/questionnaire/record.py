"""What the desk already knows when an intake begins, and what of it stands when a client comes again."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from intake.questionnaire.catalogue import CATALOGUE
from intake.questionnaire.codes import ONLY_THAT_DAY, ORDER, WHOLE_LISTS, entry_key, topics
from intake.questionnaire.sheet import Sheet

ASKED_EVERY_VISIT = (
    ONLY_THAT_DAY
    | {"today", "skin", "pain", "knots", "injury", "pain_features"}
    | set(ORDER["today"])
    | set(ORDER["skin"]) - {"varicose_veins"}
    | set(ORDER["pain_features"])
)
_CONDITION_LINES = frozenset(
    question.id for question in CATALOGUE.questions if question.group and question.fills == ("conditions",)
)


@dataclass(frozen=True, slots=True)
class Record:
    """The entries of questions.json's `record`, and the stored answers of the last signed intake.

    `stored_answers` are to be moved to the day of answering first (`as_seen_on`), since days and weeks count from it.
    """

    visit: str = "first"
    age_on_file: int | None = None
    minutes_on_file: int | None = None
    stored_conditions: tuple[str, ...] = ()
    open_topics: tuple[str, ...] = ()
    stored_answers: Mapping = field(default_factory=dict)


def restore(sheet: Sheet, stored: Mapping, fresh: Collection[str]) -> None:
    """Write the stored health answers on the sheet, less the groups that are asked anew (`fresh`) and that day's."""
    gone = _codes_of(fresh) | ONLY_THAT_DAY
    if "pregnancy" not in fresh:
        sheet.values |= {name: stored[name] for name in ("pregnant", "pregnancy_weeks") if name in stored}
        sheet.codes["pregnancy_complications"] = list(stored.get("pregnancy_complications", ()))
    for name in ("conditions", "devices"):
        kept = [entry for entry in stored.get(name, ()) if entry[entry_key(name)] not in gone]
        sheet.entries[name] = {entry[entry_key(name)]: dict(entry) for entry in kept}
    for name in ("medications", "allergies"):
        sheet.codes[name] = [code for code in stored.get(name, ()) if code not in gone]
    if "operations" not in fresh:
        sheet.surgeries = [dict(entry) for entry in stored.get("surgeries", ())]
    skipped = gone | ASKED_EVERY_VISIT
    sheet.denied = [code for code in _single(stored.get("denied", ()), gone) if code not in skipped]
    sheet.standing = {code for code in sheet.denied if code in WHOLE_LISTS}
    sheet.unsure = [code for code in stored.get("unsure", ()) if code not in skipped]


def _single(denied: Iterable[str], gone: Collection[str]) -> Iterator[str]:
    """The denied codes, with the name of a list written out where some of its codes are asked anew."""
    for code in denied:
        touched = code in WHOLE_LISTS and set(topics(code)) & (set(gone) - ONLY_THAT_DAY)
        yield from topics(code) if touched else (code,)


def _codes_of(groups: Collection[str]) -> frozenset[str]:
    """Every code that the lines and lists of these groups can give, deny or doubt."""
    codes: set[str] = set()
    for question_id in (name for group in groups for name in (group, f"{group}_list", f"{group}_unsure")):
        if question := CATALOGUE.by_id.get(question_id):
            for option in question.options:
                codes |= {option.code, *option.denies, *option.unsures}
    if "pregnancy" in groups:
        codes |= {"pregnancy_complications", *topics("pregnancy_complications")}
    if not set(groups) >= _CONDITION_LINES:
        codes.discard("conditions")  # "I cannot say which" may have been said of another line
    return frozenset(codes)
