"""When somebody asks for what cannot be."""


class Refused(Exception):
    """A request that cannot be granted. `code` names the sentence, `facts` fill it.

    The core never speaks a screen's language: a face turns the code into a sentence that says what
    happened and who may help. `who` among the facts, when there, holds the roles that may.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        said = ", ".join(f"{name}={fact}" for name, fact in self.facts.items())
        return f"{self.code} ({said})" if said else self.code


class NotDelegated(Refused):
    """No text in force lets this role do this, or a condition is missing."""


class MoveRefused(Refused):
    """The visit, the room, the person or the day is not ready for this."""


class NumberTaken(Refused):
    """Somebody else wrote that line of the story first."""
