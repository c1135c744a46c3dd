"""Conditions of rules: what has to hold in the facts, with the words that the rule book prints."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from intake.rules.facts import Facts
from intake.vocabulary import Topic

_TOPICS = frozenset(topic.value for topic in Topic)


@dataclass(frozen=True)
class When:
    """A condition with its words.

    `needs` speeds judging up: topics of which one has to be given, or the condition cannot hold. None: always judged.
    """

    words: str
    holds: Callable[[Facts], bool]
    needs: frozenset[str] | None = None
    # Whether the words are alternatives, which a longer condition puts in brackets.
    loose: bool = False

    def __post_init__(self) -> None:
        if unknown := (self.needs or frozenset()) - _TOPICS:
            raise ValueError(f"No such topic: {sorted(unknown)}")

    def __call__(self, facts: Facts) -> bool:
        return (self.needs is None or not facts.given.isdisjoint(self.needs)) and bool(self.holds(facts))

    @property
    def bracketed(self) -> str:
        """The words as part of a longer condition."""
        return f"({self.words})" if self.loose else self.words

    def __or__(self, other: "When") -> "When":
        either = None if self.needs is None or other.needs is None else self.needs | other.needs
        return When(f"{self.words}; or {other.words}", lambda facts: self(facts) or other(facts), either, True)

    def __and__(self, other: "When") -> "When":
        needs = other.needs if self.needs is None else self.needs
        return When(f"{self.bracketed}, and {other.bracketed}", lambda facts: self(facts) and other(facts), needs)


def has(*codes: str) -> When:
    """Any of these was answered with yes."""
    return When(listed(codes), lambda facts: not facts.given.isdisjoint(codes), frozenset(codes))


def lacks(*codes: str) -> When:
    """None of these was answered with yes."""
    return When(f"no {listed(codes)}", lambda facts: facts.given.isdisjoint(codes))


def when(words: str, *needs: str) -> Callable[[Callable[[Facts], bool]], When]:
    """Turns a function over the facts into a condition with these words."""
    return lambda holds: When(words, holds, frozenset(needs) or None)


def entry_of(codes: str | Iterable[str], words: str, fits: Callable[..., bool]) -> When:
    """An entry of one of these codes fits; every entry is judged."""
    names = (codes,) if isinstance(codes, str) else tuple(codes)
    return When(
        f"{listed(names)}, {words}",
        lambda facts: any(fits(entry) for entry in facts.entries(*names)),
        frozenset(names),
    )


def listed(codes: Iterable[str]) -> str:
    """Codes in a row as words: "a, b or c"."""
    *first, last = codes
    return f"{', '.join(first)} or {last}" if first else last


ALWAYS = When("always", lambda facts: True)
PREGNANT = When("pregnant", lambda facts: facts.pregnant, frozenset({"pregnancy"}))
CHRONIC = When("F7 chronic pain", lambda facts: facts.chronic)
HEADACHE = When("F10 headache", lambda facts: facts.headache)
KNOTS = has("knots")


def flaring(*codes: str) -> When:
    """A flare was named for one of these."""
    return entry_of(codes, "flare true", lambda entry: entry.flare is True)


def aged(least: int) -> When:
    """The client is known to be at least so old."""
    return When(f"age >= {least}", lambda facts: facts.answers.age is not None and facts.answers.age >= least)
