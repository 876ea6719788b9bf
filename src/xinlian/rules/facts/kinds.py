"""What a declaration of a fact is made of: kinds of value, fields, kinds of fact."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a field's value is written in a fact and in the analytical files."""

    CODE = "code"  # a short string: a code, a number of a register, a name of a thing
    REF = "ref"  # a reference into the vault, never a person's data
    DIGEST = "digest"  # a salted SHA-256 in hexadecimal
    INT = "int"
    BOOL = "bool"
    DATE = "date"  # ISO 8601, local day
    TIME = "time"  # ISO 8601 in UTC
    CODES = "codes"  # a list of codes
    INTS = "ints"  # a list of integers


@dataclass(frozen=True, slots=True)
class Field:
    """One typed field of a fact; an optional one may be absent and is then null."""

    name: str
    kind: Kind
    zh: str
    en: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class FactKind:
    """A kind of fact: its name ``room.event``, version, fields and who may state it."""

    name: str
    zh: str
    en: str
    fields: tuple[Field, ...]
    permission: str
    version: int = 1

    @property
    def subject(self) -> str:
        """The noun the fact is about: the part of the name before the dot."""
        return self.name.partition(".")[0]


def required(name: str, kind: Kind, zh: str, en: str) -> Field:
    """Return a field that every fact of its kind states."""
    return Field(name, kind, zh, en)


def optional(name: str, kind: Kind, zh: str, en: str) -> Field:
    """Return a field that may be absent and is then null."""
    return Field(name, kind, zh, en, optional=True)
