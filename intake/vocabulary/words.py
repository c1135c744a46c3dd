"""The base of every code list: a code that is stored, and the words that people read."""

from enum import StrEnum

# Words that keep their capital in the middle of a sentence.
PROPER = ("Parkinson", "COPD", "CBD", "Swedish")


class Word(StrEnum):
    """A code of the contract with its plain-English label; it compares and hashes as the code."""

    label: str

    def __new__(cls, code: str, label: str) -> "Word":
        word = str.__new__(cls, code)
        word._value_ = code
        word.label = label
        return word

    @property
    def in_words(self) -> str:
        """The label as it stands inside a sentence."""
        return self.label if self.label.startswith(PROPER) else self.label[0].lower() + self.label[1:]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs of code and label, as a form's field takes them."""
        return [(word.value, word.label) for word in cls]
