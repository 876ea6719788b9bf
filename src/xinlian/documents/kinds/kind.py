"""What a kind of document is made of."""

from dataclasses import dataclass

from xinlian.documents.terms import Goes


@dataclass(frozen=True, slots=True)
class Must:
    """A statement that every template of a kind makes: the fields it takes, and why.

    ``article`` is empty for a product rule.
    """

    fields: tuple[str, ...]
    zh: str
    en: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document.

    ``needs`` and ``may`` are codes of fields that must and may be filled; ``clock`` is the
    clock of the profile it stops or starts. ``named`` says whether the petitioner's name and
    address are merged into it; ``red`` whether it carries the organ's red mark.
    """

    code: str
    zh: str
    en: str
    article: str
    goes: Goes
    needs: tuple[str, ...]
    may: tuple[str, ...] = ()
    must: tuple[Must, ...] = ()
    clock: str = ""
    named: bool = False
    red: bool = True

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the codes of all fields that the kind knows."""
        return (*self.needs, *self.may)
