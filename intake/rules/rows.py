"""The rows of which a rulebook is made. Each says when it holds, what it does, in which words and on whose word."""

from collections.abc import Callable
from dataclasses import dataclass

from intake.rules.conditions import When
from intake.rules.effects import NO_EFFECTS, Effects, together
from intake.rules.facts import Facts
from intake.vocabulary import CautionCode, Level

# Holds at a row's own level, where the row names no action of its own.
LEVEL_ACTIONS = {
    Level.STOP: "Move the booking and read the sentence out kindly.",
    Level.CLEAR: "Hold the booking and send the clearance letter.",
    Level.CONSENT: "Get the guardian's signature before the session.",
    Level.ASK: "Ask the question shown before the session.",
    Level.LOCAL: "Book it; print the areas to leave out.",
    Level.ADAPT: "Book it; print the limits.",
}
URGENT_ACTION = "Read the help-now text out at once and call the therapist."


@dataclass(frozen=True)
class Dynamic:
    """Effects that depend on the facts or the settings, with the words that the rule book prints.

    `cases` pairs words with the effects that hold then, where these are known beforehand.
    """

    words: str
    make: Callable[[Facts], Effects]
    cases: tuple[tuple[str, Effects], ...] = ()


Part = Effects | Dynamic


@dataclass(frozen=True)
class SafetyRule:
    """A row of sections 5.1 to 5.9.

    `level` is a level, or the name of the setting that holds it; `stricter` lists levels that hold instead under a
    further condition, strictest first. `action` is the desk's, at the row's own level only. `row` is the row's place
    in the book: it decides ties and the order of questions, so that the order of a rulebook's tuple never matters.
    """

    id: str
    when: When
    code: CautionCode
    level: Level | str
    sentence: str
    source: str
    parts: tuple[Part, ...] = ()
    action: str = ""
    stricter: tuple[tuple[Level, When], ...] = ()
    row: int = 0

    def own_level(self, facts: Facts) -> Level:
        """The row's level without its stricter cases."""
        return self.level if isinstance(self.level, Level) else getattr(facts.settings, self.level)

    def level_for(self, facts: Facts) -> Level:
        """The level that the facts call for."""
        own = self.own_level(facts)
        reached = (level for level, condition in self.stricter if condition(facts))
        return min((own, *reached), key=lambda level: level.rank)

    def effects_for(self, facts: Facts) -> Effects:
        """What the row does to this client's session."""
        return effects_of(self.parts, facts)

    def action_for(self, level: Level, facts: Facts, urgent: bool) -> str:
        """What the desk does at this level."""
        if level == Level.STOP and urgent:
            return URGENT_ACTION
        return self.action if self.action and level == self.own_level(facts) else LEVEL_ACTIONS[level]


@dataclass(frozen=True)
class OilRule:
    """A row of section 6: what it forbids, on behalf of the cautions whose condition holds.

    `because` pairs a caution with the condition under which it is the reason; None stands for no caution. What is
    `never` allowed no override lifts.
    """

    id: str
    because: tuple[tuple[CautionCode | None, When], ...]
    parts: tuple[Part, ...]
    sentence: str
    source: str
    never: bool = False
    row: int = 0


@dataclass(frozen=True)
class NoteRule:
    """A row of section 7: words in the free text that make a topic perhaps true.

    A row without topics raises only its caution, with the sentence and source given here; `about` names its subject.
    """

    id: str
    topics: tuple[str, ...]
    patterns: str
    level: Level = Level.ASK
    code: CautionCode | None = None
    about: str = ""
    sentence: str = ""
    source: str = ""
    row: int = 0


@dataclass(frozen=True)
class EvidenceRule:
    """A row of section 8: points for one kind of session; `points_to` both goes with 0 points.

    `reduced` holds fewer points under a further condition; `times` counts how often the points are given.
    """

    id: str
    when: When
    points_to: str
    points: int
    sentence: str
    source: str
    reduced: tuple[int, When] | None = None
    times: Callable[[Facts], int] | None = None

    def points_for(self, facts: Facts) -> int:
        """The points that these facts earn."""
        if self.reduced and self.reduced[1](facts):
            return self.reduced[0]
        return self.points * self.times(facts) if self.times else self.points


def effects_of(parts: tuple[Part, ...], facts: Facts) -> Effects:
    """All parts of a row as one, for these facts."""
    made = [part if isinstance(part, Effects) else part.make(facts) for part in parts]
    return together(made) if made else NO_EFFECTS


def also(condition: When, effects: Effects) -> Dynamic:
    """Effects that come on top where a further condition holds."""
    case = (f"if {condition.words}", effects)
    return Dynamic("", lambda facts: effects if condition(facts) else NO_EFFECTS, (case,))


def either_of(condition: When, then: Effects, otherwise: Effects) -> Dynamic:
    """One of two effects, by a condition."""
    cases = ((f"if {condition.words}", then), ("else", otherwise))
    return Dynamic("", lambda facts: then if condition(facts) else otherwise, cases)


def from_facts(words: str, make: Callable[[Facts], Effects]) -> Dynamic:
    """Effects made from the facts, described in words."""
    return Dynamic(words, make)
