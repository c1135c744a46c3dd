"""The Walton pressure scale, 1 to 5, in words."""

WALTON = {1: "Lotion", 2: "Light", 3: "Medium", 4: "Firm", 5: "Deep"}
"""Each degree's name: the first is the hand that spreads lotion, the last reaches the deep layers."""


def in_walton(pressure: int) -> str:
    """A pressure as it stands in a sentence: 3, medium."""
    return f"{pressure}, {WALTON[pressure].lower()}"
