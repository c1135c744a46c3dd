"""How far a section is: what still waits for an answer, in the desk's words."""

from dataclasses import dataclass

from intake.questionnaire.walk import Asked, Walk


@dataclass(frozen=True, slots=True)
class Progress:
    """One section: the group lines and the other required questions that are open, and whether anything was said."""

    lines: tuple[Asked, ...]
    questions: tuple[Asked, ...]
    begun: bool

    @property
    def is_done(self) -> bool:
        return self.begun and not self.lines and not self.questions

    @property
    def sentence(self) -> str:
        """What is open, such as "4 lines and 1 question open"; empty when nothing is."""
        counts = [(len(self.lines), "line"), (len(self.questions), "question")]
        parts = [f"{count} {word}{'s' if count > 1 else ''}" for count, word in counts if count]
        return f"{' and '.join(parts)} open" if parts else ""


def progress_of(walk: Walk, section_id: str) -> Progress:
    """How far one section is on this person's way."""
    asked = [each for each in walk.asked if each.question.section == section_id]
    unanswered = [each for each in asked if each.is_open and each.question.type != "signature"]
    return Progress(
        lines=tuple(each for each in unanswered if each.question.group),
        questions=tuple(each for each in unanswered if not each.question.group),
        begun=any(each.reply is not None for each in asked),
    )


def alarms(walk: Walk) -> list[str]:
    """The alarm options that were picked: each calls for a screening before the next question."""
    return [option.code for asked in walk.asked for option in asked.question.picked(asked.reply or ()) if option.alarm]
