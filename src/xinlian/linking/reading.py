"""What the engine reads in each row of a register: thing, place, subject. Never who wrote."""

from collections.abc import Sequence
from dataclasses import dataclass

from xinlian.linking.localnames import local_names
from xinlian.linking.names import Mention, read_names
from xinlian.linking.register import Register
from xinlian.linking.subjects import Subjects, read_subjects
from xinlian.linking.variants import unify
from xinlian.linking.words import EVERYWHERE
from xinlian.text.normalise import normalise_many
from xinlian.text.things import find_places

_READ = 200  # characters of the text that are searched for a place


@dataclass(frozen=True, slots=True)
class Reading:
    """A register as read: one entry per row in each list.

    ``words`` are title and text, normalised; ``written`` the names as the row writes them;
    ``things`` the unified name of what the row is about, '' if it names nothing.
    """

    words: list[str]
    places: list[str]
    written: list[list[Mention]]
    things: list[str]
    subjects: Subjects


def read(register: Register) -> Reading:
    """Read every row; rows help to read one another."""
    titles, texts = normalise_many(register.title), normalise_many(register.text)
    words = [f"{title}\n{text}" for title, text in zip(titles, texts, strict=True)]
    places = _places(normalise_many(register.place), words)
    written = read_names(titles, texts)
    unified = unify(written, places, words)
    things = [_thing(row, place) for row, place in zip(unified, places, strict=True)]
    things = _with_local(things, words, places)
    bare = [_without(row, names) for row, names in zip(words, written, strict=True)]
    return Reading(
        words,
        places,
        written,
        things,
        read_subjects(normalise_many(register.category), bare),
    )


def _thing(names: Sequence[Mention], place: str) -> str:
    """Return what a row is about; a name that every place has needs the place."""
    if not names or names[0].salience <= 0 or (not place and names[0].name in EVERYWHERE):
        return ""
    return names[0].name


def _with_local(things: Sequence[str], words: Sequence[str], places: Sequence[str]) -> list[str]:
    """Give rows that name nothing known the local name they write, if any."""
    nameless = [row for row, thing in enumerate(things) if not thing]
    local = local_names([words[row] for row in nameless], [places[row] for row in nameless])
    named = dict(zip(nameless, local, strict=True))
    return [thing or named[row] for row, thing in enumerate(things)]


def _places(given: Sequence[str], words: Sequence[str]) -> list[str]:
    """Return the place of each row; a missing one is taken from the text if it names one.

    A register that states no place at all is read for districts and counties.
    """
    known = set(given) - {""}
    return [
        place or next((p for p in find_places(text[:_READ]) if _states(p, known)), "")
        for place, text in zip(given, words, strict=True)
    ]


def _states(named: str, known: set[str]) -> bool:
    return named in known if known else named[-1] in "区县"


def _without(words: str, names: Sequence[Mention]) -> str:
    """Take the names of things out, so that what remains says what is asked for."""
    for mention in names:
        words = words.replace(mention.name, "，")
    return words
