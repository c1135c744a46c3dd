"""Why something about a client or an intake was refused. Each says a sentence that can be read out."""


class SubmissionError(Exception):
    """The world does not allow it; ``str(error)`` says why and what to do next."""


class StaleDraft(SubmissionError):
    """The draft was saved elsewhere since this page was made."""

    def __init__(self, revision: int) -> None:
        super().__init__(
            "This intake was saved on another page since you opened it. What you typed is still here:"
            " look it through and save again."
        )
        self.revision = revision


class NotADraft(SubmissionError):
    """The intake was submitted already, so it no longer changes."""

    def __init__(self) -> None:
        super().__init__("This intake is already submitted. Start a new one to change an answer.")


class ErasedClient(SubmissionError):
    """The person is erased: nothing is written about them any more."""

    def __init__(self) -> None:
        super().__init__("This person is erased. If they come again, add them as somebody new.")


class NotAllowed(SubmissionError):
    """The person who acts may not do this."""
