"""Section 10: what the client should know before saying yes."""

TELL: dict[str, tuple[str, str]] = {
    "focused_work": (
        "Focused work may hurt at times. Say so and the therapist eases off; you can stop at any time.",
        "A S61",
    ),
    "soft_work": (
        "Expect soft, smooth, rhythmic strokes over nearly the whole body; you can stop at any time.",
        "A",
    ),
    "both_help": (
        "Both kinds help with relaxation, anxiety, muscle pain and sleep, by different methods.",
        "A",
    ),
    "your_choice": (
        "You asked for the other kind. Both reasons are shown; you decide, and a session can be shared between them.",
        "A S167",
    ),
    "not_enough_time": (
        "The time you asked for is short for all of this; we suggest more, or a smaller plan.",
        "S188",
    ),
    "less_time": ("We keep the session shorter for your safety.", "J"),
    "rise_slowly": ("Get up slowly afterwards; we help.", "S66"),
    "guardian_present": ("A guardian stays in the room.", "S121"),
    "half_strength": ("Oils are used at half strength.", "S143"),
    "cupping_marks": ("Cups leave round marks for some days.", "S152"),
    "seek_help_now": (
        "Please get medical help now. Call the emergency number or your doctor; we can call for you.",
        "S62",
    ),
    "see_doctor": ("We suggest that you show this to a doctor.", "S33"),
}
