"""What can go wrong in a way that a member understands and can mend."""


class DomainError(Exception):
    """A refusal with the sentence that the member will read.

    The sentence says what is wrong and what to do; nothing was changed.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class BadInput(DomainError):
    """What was typed cannot be used as it is."""


class NotFound(DomainError):
    """This server has no such entry."""


class Refused(DomainError):
    """The rules do not allow it now, or not to this member."""
