"""The rulebook in words: docs/rules.md, made from the same rows that judge, so that it is always true."""

from collections.abc import Callable, Iterable, Sequence

from intake.rules import groups
from intake.rules.effects import Effects, Regional
from intake.rules.rows import LEVEL_ACTIONS, URGENT_ACTION, EvidenceRule, NoteRule, OilRule, Part, SafetyRule
from intake.rules.rulebook import UNSURE_RULE, Rulebook
from intake.rules.settings import CHOICES
from intake.rules.tables.tell import TELL
from intake.vocabulary import Level

INTRODUCTION = """\
# The rules of the trade

Made by `python manage.py write_rules` from the tables in `intake/rules/tables/`; do not edit it by hand.
Rulebook {version}.

What follows from an intake: is a massage safe today, what is ruled out, and does therapeutic or relaxation massage
serve this person better.

**No clinician has checked this. A licensed therapist signs off the safety tables before use.**

All rows that hold fire; none stops another. Cautions merge by code: the strictest level of STOP > CLEAR > CONSENT >
ASK > LOCAL > ADAPT, the union of regions. Pressure caps (Walton 1-5) and minutes merge to the smallest, everything else
to the union. A cap of 3 or less also rules out deep tissue, deep stripping and trigger point work; one of 2 or less
also neuromuscular work, tapping, forced stretching, cupping and the massage gun.

Sources: S numbers, A (the article), TB (textbook knowledge) and J (our judgement) are those of the domain notes."""

TITLES = {
    "5.1": "Stop signs and illness",
    "5.2": "Blood, heart, pressure",
    "5.3": "Pregnancy",
    "5.4": "Cancer, lymph, organs, immunity",
    "5.5": "Injury and surgery",
    "5.6": "Bones, joints, nerves, metabolism",
    "5.7": "Skin",
    "5.8": "Medicines, devices, allergies, skin care",
    "5.9": "Person, position, wishes, gaps",
}

UNSURE_CHAPTER = "5.9"
UNSURE = (
    UNSURE_RULE,
    "a topic in `unsure` that is not given",
    "what the topic would fire in 5.1-5.8 and 6: its `no`, caps and questions only",
    "each caution of the topic, ASK",
    "the sentence of the topic's own row; without a question of its own: Does this apply to you?",
    "S4",
)

FACTS = (
    ("places of pain", "pain_regions, and the regions of the body map with a value of 1 or more"),
    ("fresh signs", "swelling, heat or redness of an injury, or of the pain at its place"),
    ("injury stage", "acute with fresh signs or up to 3 days; early 4-21; late 22-89; old from 90; else unknown"),
    ("hurt", "the regions of the injury, else the places of pain, else neck (whiplash) or head (a blow)"),
    ("acute places", "hurt while the stage is acute, a fracture is younger than 90 days or a dislocation than 42"),
    ("open places", "places of pain that are not acute"),
    ("F7 chronic pain", "pain for 90 days or more, of 3 or more where scored, not only at acute places"),
    ("nerve condition", "a condition that explains numbness, such as a slipped disc or carpal tunnel"),
    ("F10 headache", "pain at the head, a migraine, or the wish for fewer headaches without a place of pain"),
    ("reading", "a blood pressure of the last 90 days, or without a date"),
    ("F12 deep wish", "deep pressure liked, or a deep technique requested"),
    ("F13 complaint", "pain of 3 or more, a sore or tense place, knots, an injury, or a goal that names one"),
    ("F14 health answered", "the health questions were gone through, or each of their groups was answered"),
    ("F15 suspected clot", "one swollen, hot or sore limb that no fresh injury, joint or lymphoedema explains"),
)

# Longest first, so that HEAT is found before STONES.
GROUP_NAMES: Sequence[tuple[str, frozenset[str]]] = (
    ("SCENT", groups.SCENT),
    ("HEAT", groups.HEAT),
    ("STONES", groups.STONES),
    ("CUP", groups.CUP),
    ("PERC", groups.PERC),
    ("SCRUB", groups.SCRUB),
    ("FEET", groups.FEET),
    ("SCALP", groups.SCALP),
    ("CBD", groups.CBD),
    ("LYMPH", groups.LYMPH),
)


def book_text(book: Rulebook) -> str:
    """The whole book as Markdown."""
    parts = [INTRODUCTION.format(version=book.version), _facts(), _settings(book), _actions()]
    parts += [_chapter(number, book) for number in TITLES]
    parts += [_oils(book.oils), _notes(book.notes), _evidence(book.evidence), _telling()]
    return "\n\n".join(parts) + "\n"


def _facts() -> str:
    return _section("Facts that rows speak of", ("fact", "in short"), FACTS)


def _settings(book: Rulebook) -> str:
    rows = (
        (name, _value(getattr(book.settings, name)), ", ".join(map(_value, choices[1:])), why)
        for name, (choices, why) in CHOICES.items()
    )
    return _section("Settings", ("name", "now", "may also be", "why"), rows)


def _value(value: object) -> str:
    if isinstance(value, frozenset):
        return ", ".join(sorted(code.removeprefix("aromatherapy:") for code in value))
    return " and ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _actions() -> str:
    rows = [(level.value, level.label, LEVEL_ACTIONS[level]) for level in Level]
    rows.insert(1, ("STOP, urgent", "Help now", URGENT_ACTION))
    return _section("What the desk does where a row names nothing else", ("level", "in words", "action"), rows)


def _chapter(number: str, book: Rulebook) -> str:
    rules = (rule for rule in book.safety if book.chapters.get(rule.id) == number)
    rows = [_safety(rule) for rule in sorted(rules, key=lambda rule: rule.row)]
    if number == UNSURE_CHAPTER and UNSURE_RULE not in book.off:
        rows.append(UNSURE)
    return _section(
        f"{number} {TITLES[number]}", ("id", "when", "effects", "caution", "sentence > action", "src"), rows
    )


def _safety(rule: SafetyRule) -> tuple[str, ...]:
    level = rule.level.value if isinstance(rule.level, Level) else f"({rule.level})"
    caution = "; ".join(
        [f"{rule.code.value} {level}", *(f"{each.value} if {why.words}" for each, why in rule.stricter)]
    )
    sentence = f"{rule.sentence} > {rule.action}" if rule.action else rule.sentence
    return rule.id, rule.when.words, _effects(rule.parts), caution, sentence, rule.source


def _oils(rules: Iterable[OilRule]) -> str:
    rows = (
        (
            rule.id,
            "; ".join(f"{when.words} (because {code.value})" if code else when.words for code, when in rule.because),
            _effects(rule.parts),
            rule.sentence,
            rule.source,
        )
        for rule in rules
    )
    return _section("6 Oils", ("id", "when", "effects", "reason where no caution stands behind it", "src"), rows)


def _notes(rules: Iterable[NoteRule]) -> str:
    rows = (
        (rule.id, ", ".join(rule.topics) or f"(code {rule.code.value})", rule.patterns, rule.level.value)
        for rule in rules
    )
    return _section("7 Words in the free text", ("id", "topics", "patterns", "level"), rows)


def _evidence(rules: Iterable[EvidenceRule]) -> str:
    rows = ((rule.id, rule.when.words, _points(rule), rule.sentence, rule.source) for rule in rules)
    return _section("8 Evidence points", ("id", "when", "points", "reason", "src"), rows)


def _points(rule: EvidenceRule) -> str:
    points = f"{rule.points_to} +{rule.points}{' each' if rule.times else ''}"
    return f"{points}; +{rule.reduced[0]} if {rule.reduced[1].words}" if rule.reduced else points


def _telling() -> str:
    rows = ((code, text, source) for code, (text, source) in sorted(TELL.items()))
    return _section("10 What the client is told", ("code", "text", "src"), rows)


def _effects(parts: Iterable[Part]) -> str:
    return "; ".join(filter(None, map(_part, parts)))


def _part(part: Part) -> str:
    if isinstance(part, Effects):
        return _static(part)
    return part.words or "; ".join(f"{words}: {_static(effects)}" for words, effects in part.cases)


def _static(effects: Effects) -> str:
    told: list[tuple[object, Callable[[], str]]] = [
        (effects.relaxation, lambda: "force relaxation"),
        (effects.urgent, lambda: "urgent"),
        (effects.cap, lambda: f"cap {effects.cap}"),
        (effects.max_minutes, lambda: f"max {effects.max_minutes}"),
        (effects.no, lambda: f"no {_named(effects.no)}"),
        (effects.avoid, lambda: f"avoid {', '.join(sorted(effects.avoid))}"),
        (effects.regional, lambda: "; ".join(map(_regional, effects.regional))),
        (effects.positions, lambda: f"positions {', '.join(sorted(effects.positions))}"),
        (effects.tell, lambda: f"tell {', '.join(sorted(effects.tell))}"),
        (effects.questions, lambda: f"Q: {' Q: '.join(effects.questions)}"),
    ]
    return "; ".join(words() for holds, words in told if holds)


def _regional(limit: Regional) -> str:
    where = "LEG" if len(limit.regions) > 8 else ", ".join(sorted(limit.regions))
    no = f", no {_named(limit.no)}" if limit.no else ""
    return f"regional {where}: {limit.cap or 'any pressure'}{no}"


def _named(codes: frozenset[str]) -> str:
    """Codes by the names of their groups, what is left by its own."""
    names, left = [], set(codes)
    for name, members in GROUP_NAMES:
        if members <= left:
            names.append(name)
            left -= members
    kept = groups.OILS - left
    if len(left & groups.OILS) > len(kept):
        names.append(f"every oil but {', '.join(sorted(oil.removeprefix('aromatherapy:') for oil in kept))}")
        left -= groups.OILS
    return ", ".join([*names, *sorted(code.removeprefix("aromatherapy:") for code in left)])


def _section(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [" | ".join(head), " | ".join("---" for _ in head)]
    lines += [" | ".join(cell.replace("|", "/") for cell in row) for row in rows]
    return f"## {title}\n\n" + "\n".join(f"| {line} |" for line in lines)
