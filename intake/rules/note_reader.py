"""Reads what a client wrote: which rows of section 7 their words touch, negations left out."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from intake.rules.rows import NoteRule

PAIR_DISTANCE = 6
NEGATED_BEFORE = 4
NEGATED_AFTER = (1, 2)

NEGATORS = frozenset(
    ("no", "not", "never", "none", "without", "nor", "off", "stopped", "quit", "deny", "denies")
    + ("nicht", "ohne", "nie", "abgesetzt", "pas", "sans", "jamais", "arrete", "sin", "nunca")
)
NEGATOR_STEMS = ("kein", "aucun", "ningun")
SHORTENED = frozenset(["don", "isn", "aren", "wasn", "haven", "hasn", "hadn", "didn", "doesn"])
# "not sure", "not only", "no just" deny nothing.
UNDENIED = frozenset(["sure", "certain", "only", "know", "just"])
LAST_NEGATORS = frozenset(["no", "none", "never", "negative", "nein", "non", "nicht", "pas"])
TURNS = frozenset(["but", "aber", "mais", "pero"])

_CLAUSE_ENDS = re.compile("[.,;!?\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_WORD = re.compile(r"[^\W_]+")

Span = tuple[int, int]


@dataclass(frozen=True)
class Word:
    """One word of a pattern: whole words, and stems that any ending may follow."""

    whole: frozenset[str]
    stems: tuple[str, ...]

    def matches(self, word: str) -> bool:
        return word in self.whole or word.startswith(self.stems)


Phrase = tuple[Word, ...]


def clauses(text: str) -> Iterator[list[str]]:
    """The words of each clause, case and accents folded."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    for piece in _CLAUSE_ENDS.split(plain):
        yield from _between_turns(_WORD.findall(piece))


def _between_turns(words: list[str]) -> Iterator[list[str]]:
    start = 0
    for place, word in enumerate(words):
        if word in TURNS:
            yield words[start:place]
            start = place + 1
    yield words[start:]


def negated(words: Sequence[str], hit: Span) -> bool:
    """Whether the clause denies the hit: one negator just before it, or a last word that does."""
    start, end = hit
    before = sum(_negates(words, place) for place in range(max(0, start - NEGATED_BEFORE), start))
    if before:
        return before == 1
    return len(words) - end in NEGATED_AFTER and words[-1] in LAST_NEGATORS


def _negates(words: Sequence[str], place: int) -> bool:
    word = words[place]
    if word == "t":
        negator = place > 0 and words[place - 1] in SHORTENED
    else:
        negator = word in NEGATORS or word.startswith(NEGATOR_STEMS)
    undone = word in ("no", "not", "t") and place + 1 < len(words) and words[place + 1] in UNDENIED
    return negator and not undone


class NoteReader:
    """Rows of section 7, compiled once: words are looked up, so that a long note costs little."""

    def __init__(self, rows: Iterable[NoteRule]) -> None:
        self.rows = {row.id: row for row in rows}
        self.phrases: list[Phrase] = []
        self.single: dict[int, str] = {}
        self.pairs: list[tuple[int, int, str]] = []
        self.by_word: dict[str, list[int]] = defaultdict(list)
        self.by_stem: dict[str, list[int]] = defaultdict(list)
        for row in self.rows.values():
            self._add(row)
        self.stem_lengths = sorted({len(stem) for stem in self.by_stem})

    def mentions(self, texts: Iterable[str]) -> list[NoteRule]:
        """The rows that these texts touch."""
        found: set[str] = set()
        for text in texts:
            for words in clauses(text):
                found.update(self._touched(words))
        return [self.rows[rule] for rule in sorted(found)]

    def _add(self, row: NoteRule) -> None:
        for pattern in row.patterns.split(","):
            sides = [self._index(_phrase(side)) for side in pattern.split("~")]
            if len(sides) == 1:
                self.single[sides[0]] = row.id
            else:
                self.pairs.append((sides[0], sides[1], row.id))

    def _index(self, phrase: Phrase) -> int:
        number = len(self.phrases)
        self.phrases.append(phrase)
        for word in phrase[0].whole:
            self.by_word[word].append(number)
        for stem in phrase[0].stems:
            self.by_stem[stem].append(number)
        return number

    def _touched(self, words: list[str]) -> Iterator[str]:
        spans = self._spans(words)
        for number, places in spans.items():
            rule = self.single.get(number)
            if rule and not all(negated(words, span) for span in places):
                yield rule
        for first, second, rule in self.pairs if spans else ():
            joined = _joined(spans.get(first, ()), spans.get(second, ()))
            if any(not negated(words, span) for span in joined):
                yield rule

    def _spans(self, words: list[str]) -> dict[int, list[Span]]:
        spans: dict[int, list[Span]] = defaultdict(list)
        for place, word in enumerate(words):
            for number in self._starting_with(word):
                end = place + len(self.phrases[number])
                if end <= len(words) and all(map(Word.matches, self.phrases[number], words[place:end])):
                    spans[number].append((place, end))
        return spans

    def _starting_with(self, word: str) -> list[int]:
        numbers = list(self.by_word.get(word, ()))
        for length in self.stem_lengths:
            if length > len(word):
                break
            numbers += self.by_stem.get(word[:length], ())
        return numbers


def _phrase(text: str) -> Phrase:
    return tuple(_word(word) for word in text.split())


def _word(text: str) -> Word:
    alternatives = text.split("/")
    whole = frozenset(word for word in alternatives if not word.endswith("*"))
    return Word(whole, tuple(word[:-1] for word in alternatives if word.endswith("*")))


def _joined(first: Iterable[Span], second: Iterable[Span]) -> Iterator[Span]:
    """Pairs that stand within six words of each other, as the stretch from one to the other."""
    by_start = {other[0]: other for other in second}
    for one in first:
        for start in range(one[0] - PAIR_DISTANCE, one[0] + PAIR_DISTANCE + 1):
            other = by_start.get(start)
            if other and other != one:
                yield min(one[0], other[0]), max(one[1], other[1])
