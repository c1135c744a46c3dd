"""The sheet on which a walk writes down what was said: every effect of questions.json is one small method."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from intake.questionnaire.catalogue import Option
from intake.questionnaire.codes import ONLY_THAT_DAY, WHOLE_LISTS, entry_key, home, in_order, topics
from intake.vocabulary import topic_of

TOPIC = "{topic}"


@dataclass(slots=True)
class Sheet:
    """Answers in the making. `subject` is the code a question is asked about, `entry` the round (one operation)."""

    values: dict = field(default_factory=dict)
    entries: dict[str, dict[str, dict]] = field(default_factory=dict)
    codes: dict[str, list[str]] = field(default_factory=dict)
    surgeries: list[dict] = field(default_factory=list)
    denied: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    standing: set[str] = field(default_factory=set)
    """Names of whole lists denied at an earlier visit: they give way to what is said now of one of their codes."""

    def put(self, path: str, value: object, subject: str | None = None, entry: dict | None = None) -> None:
        """Write a value at a path: `age`, `injury.signs`, `surgeries[].what`, `conditions[*].flare`."""
        root, _, leaf = path.partition(".")
        if root.endswith("[]"):
            entry[leaf] = value
        elif root.endswith("]"):
            name, _, which = root[:-1].partition("[")
            self.entry(name, subject if which == "*" else which)[leaf] = value
        elif leaf:
            self.values.setdefault(root, {})[leaf] = value
        else:
            self.values[root] = value

    def entry(self, name: str, code: str) -> dict:
        return self.entries.setdefault(name, {}).setdefault(code, {entry_key(name): code})

    def give(self, name: str, code: str) -> None:
        self._open_up([topic_of(name, code)])
        if entry_key(name):
            self.entry(name, code)
        elif code not in self.codes.setdefault(name, []):
            self.codes[name].append(code)

    def take(self, name: str, code: str) -> None:
        self.entries.get(name, {}).pop(code, None)
        if code in self.codes.get(name, []):
            self.codes[name].remove(code)

    def lift(self, wanted: Iterable[str]) -> None:
        """Take a no or a not sure back; the name of a list stands for its codes as well."""
        lifted = {code for name in wanted for code in (name, *topics(name))}
        self._open_up(lifted)
        self.denied = [code for code in self.denied if code not in lifted]
        self.unsure = [code for code in self.unsure if code not in lifted]

    def _open_up(self, codes: Collection[str]) -> None:
        """Write the name of a standing list out, without the codes that are now spoken of and those of one day."""
        for name in [name for name in self.standing if set(topics(name)) & set(codes)]:
            self.standing.remove(name)
            self.denied.remove(name)
            self.denied += [code for code in topics(name) if code not in {*codes, *ONLY_THAT_DAY}]

    def apply(self, option: Option, subject: str | None = None, entry: dict | None = None) -> None:
        """All that picking an option does by itself."""

        def named(codes: Iterable[str]) -> list[str]:
            return [subject if code == TOPIC else code for code in codes]

        for path in option.gives:
            place = home(subject) if path == TOPIC else path.split(".", 1)
            if place:
                self.give(*place)
        for path in option.takes:
            self.take(*path.split(".", 1))
        self.lift(named(option.lifts))
        self.denied += named(option.denies)
        self.unsure += named(option.unsures)
        self._open_up(named(option.unsures))
        for path, value in option.sets.items():
            self.put(path, value, subject, entry)
        if option.writes:
            entry["what"] = option.writes
        if subject == "pregnancy":  # asked back: the field says the same
            self.put("pregnant", {"yes": True, "no": False}.get(option.code))

    def document(self) -> dict:
        """The answers as a plain dict, without what nobody answered."""
        out = dict(self.values)
        if "type" not in out.get("injury", {"type": ""}):
            del out["injury"]
        for name, entries in self.entries.items():
            out[name] = [entries[code] for code in in_order(name, entries)]
        for name, codes in self.codes.items():
            out[name] = in_order(name, codes)
        out |= {"surgeries": self.surgeries, "denied": self._denied(), "unsure": self._unsure()}
        if self.words:
            out["free_text"] = ". ".join(self.words) + "."
        return {key: value for key, value in out.items() if value not in ([], {}, None)}

    def _denied(self) -> list[str]:
        denied = set(self.denied)
        for name in self._whole():
            denied = denied - set(topics(name)) | {name}
        return in_order("denied", denied)

    def _unsure(self) -> list[str]:
        """A list of which every single code was denied is no longer in doubt as a whole."""
        return in_order("unsure", set(self.unsure) - set(self._whole()))

    def _whole(self) -> list[str]:
        return [name for name in WHOLE_LISTS if set(topics(name)) <= set(self.denied)]
