"""Section 5.7: skin, a data table that one generic rule reads.

Every finding's regions are left out. Without regions a LOCAL row becomes ASK, with the question where it is. A finding
of a `large` row that covers many regions is STOP.
"""

from dataclasses import dataclass

from intake.regions import FEET as FOOT_REGIONS
from intake.regions import SIDE_OF, both, one_side
from intake.rules.conditions import When, has, when
from intake.rules.effects import Effects, Regional, limits
from intake.rules.facts import NOWHERE, Facts
from intake.rules.groups import CUP, FEET, HEAT, LYMPH, NOTHING, SCALP, SCRUB, STONES
from intake.rules.rows import Part, SafetyRule, also, from_facts
from intake.vocabulary import CautionCode, Level

WHERE_IS_IT = "Where exactly is it?"
SPREADING_REGIONS = 3
COVERED_PATCHES = 2
BELOW_THE_VEINS = ("shin", "calf", "ankle_foot")


@dataclass(frozen=True)
class SkinRow:
    """What is on the skin and what it does; `usual` are the regions where none are named."""

    id: str
    what: tuple[str, ...]
    code: CautionCode
    level: Level | str
    sentence: str
    source: str
    no: frozenset[str] = NOTHING
    large: bool = False
    usual: frozenset[str] = NOWHERE
    ask: str = ""
    tell: str = ""
    action: str = ""
    more: tuple[Part, ...] = ()
    stop: When | None = None
    leave_out: bool = True


def as_rule(row: SkinRow) -> SafetyRule:
    """The generic rule, for one row of the table."""
    ask_where, asks = _without_regions(row), row.level == Level.LOCAL and not row.usual
    parts: list[Part] = [limits(no=row.no, ask=row.ask, tell=row.tell), *row.more]
    if row.leave_out:
        parts.append(from_facts("avoid its regions", lambda facts: limits(avoid=_places(row, facts))))
    if asks:
        parts.append(also(ask_where, limits(ask=WHERE_IS_IT)))
    stops = ([_large(row)] if row.large else []) + ([row.stop] if row.stop else [])
    stricter = [(Level.STOP, stop) for stop in stops] + ([(Level.ASK, ask_where)] if asks else [])
    return SafetyRule(
        row.id, has(*row.what), row.code, row.level, row.sentence, row.source,
        tuple(parts), action=row.action, stricter=tuple(stricter),
    )  # fmt: skip


def _places(row: SkinRow, facts: Facts) -> frozenset[str]:
    return NOWHERE.union(*(entry.regions or row.usual for entry in facts.entries(*row.what)))


def _without_regions(row: SkinRow) -> When:
    return When("without regions", lambda facts: any(not entry.regions for entry in facts.entries(*row.what)))


def _large(row: SkinRow) -> When:
    def covers_much(facts: Facts) -> bool:
        largest = max((len(entry.regions) for entry in facts.entries(*row.what)), default=0)
        return largest >= facts.settings.large_skin_regions

    return When("large_skin_regions or more", covers_much)


@when("today fever, 3 regions or more, or worsening, redness or heat of the pain", "infected_wound")
def spreading(facts: Facts) -> bool:
    wide = any(len(entry.regions) >= SPREADING_REGIONS for entry in facts.entries("infected_wound"))
    return wide or facts.has("fever", "worsening", "redness", "heat")


@when("any other region than ankle_foot and plantar_foot", "athletes_foot")
def beyond_the_feet(facts: Facts) -> bool:
    return bool(facts.regions_of("athletes_foot") - FOOT_REGIONS)


@when("more than two patches, or none named", "ringworm")
def many_patches(facts: Facts) -> bool:
    entries = facts.entries("ringworm")
    return len(facts.regions_of("ringworm")) > COVERED_PATCHES or any(not entry.regions for entry in entries)


def _lower_leg(facts: Facts) -> Effects:
    """The lower leg of each side with veins, both where no region is named."""
    named = {SIDE_OF[region] for region in facts.regions_of("varicose_veins")}
    anywhere = "center" in named or any(not entry.regions for entry in facts.entries("varicose_veins"))
    sides = {"left", "right"} if anywhere else named
    return limits(regional=Regional(NOWHERE.union(*(one_side(side, *BELOW_THE_VEINS) for side in sides)), 2))


def _patches(facts: Facts) -> Effects:
    return limits(regional=Regional(facts.regions_of("psoriasis_stable"), None, SCRUB | CUP))


SKIN_ROWS = (
    SkinRow(
        "S36a", ("shingles", "impetigo", "scabies", "herpes", "boils", "lice"),
        CautionCode.CONTAGIOUS_SKIN, Level.STOP, "Skin that can spread has to clear first.", "S48 S50",
        no=HEAT | CUP | SCALP,
    ),
    SkinRow(
        "S36b", ("ringworm",), CautionCode.CONTAGIOUS_SKIN, "ringworm_level",
        "Skin that can spread has to clear first.", "S48 S49",
        no=SCRUB | CUP, stop=many_patches,
    ),
    SkinRow(
        "S36c", ("athletes_foot",), CautionCode.CONTAGIOUS_SKIN, Level.LOCAL,
        "We leave the feet out and keep them covered.", "S48 S49",
        no=FEET | SCRUB, usual=FOOT_REGIONS, stop=beyond_the_feet,
    ),
    SkinRow(
        "S37a", ("infected_wound",), CautionCode.SKIN_INFECTION, Level.LOCAL,
        "We keep well away from it; please show it to a doctor.", "S36 S153",
        no=STONES | SCRUB | CUP | LYMPH, large=True, stop=spreading, tell="see_doctor",
        action="Suggest a doctor and print the areas to leave out.",
    ),
    SkinRow(
        "S37b", ("wound",), CautionCode.OPEN_WOUND, Level.LOCAL, "We work around it.", "S36",
        no=SCRUB, large=True,
    ),
    SkinRow(
        "S37c", ("burn",), CautionCode.OPEN_WOUND, Level.LOCAL, "We work around it, without heat.", "S36",
        no=HEAT | SCRUB, large=True,
    ),
    SkinRow(
        "S37d", ("sunburn",), CautionCode.SUNBURN, Level.LOCAL,
        "Burnt skin is left alone, and heat is left out.", "S36 S135",
        no=HEAT | SCRUB, large=True,
    ),
    SkinRow(
        "S37e", ("bruise",), CautionCode.ACUTE_INJURY, Level.LOCAL, "We work around the bruise.", "S36",
        no=CUP,
    ),
    SkinRow(
        "S37f", ("rash",), CautionCode.SKIN_RASH, Level.LOCAL, "We keep off skin that is irritated.", "S36 S103",
        no=SCRUB, large=True, ask="Do you know what the rash is?",
    ),
    SkinRow(
        "S37f", ("insect_bite",), CautionCode.SKIN_RASH, Level.LOCAL,
        "We keep off skin that is irritated.", "S36 S103",
        no=SCRUB,
    ),
    SkinRow(
        "S37g", ("eczema_broken",), CautionCode.ECZEMA, Level.LOCAL,
        "We keep off broken skin and use a plain oil.", "S103 S104",
        no=SCRUB | CUP, large=True,
    ),
    SkinRow(
        "S37h", ("psoriasis_flare",), CautionCode.PSORIASIS, Level.LOCAL, "Sore patches are left alone.", "S104",
        no=SCRUB | CUP,
    ),
    SkinRow(
        "S37i", ("psoriasis_stable",), CautionCode.PSORIASIS, Level.ADAPT,
        "Stable patches are not catching; we go softly over them.", "S104",
        more=(from_facts("regional its regions: no SCRUB, CUP", _patches),), leave_out=False,
    ),
    SkinRow(
        "S38", ("varicose_veins",), CautionCode.VARICOSE_VEINS, Level.LOCAL,
        "No pressure on these veins or below them.", "S36 S102",
        no=CUP, usual=both("calf", "shin"),
        more=(from_facts("regional shin, calf, ankle_foot of the same side: 2", _lower_leg),),
    ),
    SkinRow(
        "S39a", ("undiagnosed_lump",), CautionCode.UNDIAGNOSED_LUMP, Level.LOCAL,
        "We keep off and suggest a check.", "S33 S101",
        no=CUP, ask="Has a doctor seen it?", tell="see_doctor",
        action="Suggest a doctor and print the areas to leave out.",
    ),
)  # fmt: skip

ROWS = tuple(as_rule(row) for row in SKIN_ROWS)
