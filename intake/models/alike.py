"""Whether two cards may be of one person: names as people write them twice, a phone, an address. Pure."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake.models.clients import Client

NEARLY = 0.8
LONG_ENOUGH = 4


def folded_words(text: str) -> list[str]:
    """The words of a text as they are searched: lower case, without accents, letters and digits only."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).casefold()
    return "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split()


@dataclass(frozen=True)
class Lookalike:
    """A client who may be the one that is being typed, and what is the same."""

    client: "Client"
    same: tuple[str, ...]

    @property
    def words(self) -> str:
        """``Same phone, similar name``."""
        return ", ".join(self.same).capitalize()

    def distance_to(self, words: Iterable[str]) -> tuple[int, bool]:
        """Least for who has most in common, and of those for who has just this name."""
        return -len(self.same), set(folded_words(self.client.name)) != set(words)


def similar_names(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two names, as folded words, may be one person's, in whatever order they stand.

    The same words; all words of the shorter one, two at least; or one word the same and the others nearly so
    (Kathrin and Katrin).
    """
    first, second = set(one), set(other)
    shared = first & second
    if first == second:
        return bool(first)
    rest, others = first - shared, second - shared
    if not shared or (len(shared) < 2 and not (rest and others)):
        return False
    fewer, more = sorted((rest, others), key=len)
    return all(any(_nearly(word, each) for each in more) for word in fewer)


def _nearly(word: str, other: str) -> bool:
    if min(len(word), len(other)) < LONG_ENOUGH:
        return False
    return SequenceMatcher(None, word, other).ratio() >= NEARLY
