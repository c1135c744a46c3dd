"""Add-ons and techniques that the rules name together (domain rules, section 2)."""

from intake.vocabulary import AddOnCode, TechniqueCode

ADD_ONS = frozenset(code.value for code in AddOnCode)
TECHNIQUES = frozenset(code.value for code in TechniqueCode)
OILS = frozenset(code for code in ADD_ONS if code.startswith("aromatherapy:"))

# Forbidding deep tissue always forbids all three; neuromuscular work stays, at medium pressure.
DEEP = frozenset({"deep_tissue", "deep_stripping", "trigger_point"})
GENTLE_ONLY = frozenset({"neuromuscular", "tapotement", "forced_stretching", "cupping", "percussion_device"})

STONES = frozenset({"hot_stones", "heat_pack"})
HEAT = STONES | {"hot_towels"}
SCENT = OILS | {"aromatherapy"}
CUP = frozenset({"cupping"})
PERC = frozenset({"percussion_device"})
SCRUB = frozenset({"exfoliating_scrub"})
FEET = frozenset({"foot_reflexology"})
SCALP = frozenset({"scalp_massage"})
CBD = frozenset({"cbd_topical"})
LYMPH = frozenset({"lymphatic"})
NUT_OIL = frozenset({"nut_carrier_oil"})
SEED_OIL = frozenset({"seed_oil"})
HEAT_PACK = frozenset({"heat_pack"})
TAPPING = frozenset({"tapotement"})
FORCED = frozenset({"forced_stretching"})
NOTHING: frozenset[str] = frozenset()


def oils(names: str) -> frozenset[str]:
    """Single oils by their names, written one after the other: "rosemary sage"."""
    codes = frozenset(f"aromatherapy:{name}" for name in names.split())
    if unknown := codes - OILS:
        raise ValueError(f"No such oil: {sorted(unknown)}")
    return codes


def implied_by(cap: int | None) -> frozenset[str]:
    """What a pressure cap forbids by itself: at 3 or less deep work, at 2 or less also what is not gentle."""
    if cap is None or cap > 3:
        return NOTHING
    return DEEP | GENTLE_ONLY if cap <= 2 else DEEP
