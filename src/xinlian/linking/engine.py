"""``link``: from a register to matters, with how sure each link is and why."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xinlian.linking import evidence
from xinlian.linking.copies import copied_rows
from xinlian.linking.grouping import group, numbered
from xinlian.linking.reading import Reading, read
from xinlian.linking.register import Links, Reason, Register, Whole

THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class Groups:
    """The matters of a register.

    ``matter[i]`` is the matter of row i, numbered from 0 by first rows; a row that is alone has
    a matter of its own. ``links`` says for every other row to which row of its matter it was
    joined and how sure that is.
    """

    matter: Whole
    links: Links
    _model: Whole
    _rows_about: Counter[str]
    _reading: Reading

    def thing(self, row: int) -> str:
        """Return the name of the thing that ``row`` complains of, '' where none was read."""
        return self._reading.things[row]

    def explain(self, row: int) -> list[Reason]:
        """Return why ``row`` is in its matter, what speaks against included; [] if alone."""
        model = int(self._model[row])
        return [] if model == row else _reasons(self._reading, self._rows_about, row, model)


def link(register: Register, *, threshold: float = THRESHOLD) -> Groups:
    """Find which rows of a register are about the same matter.

    Rows are compared by the thing complained of, its place and the subject, never by who wrote.
    A row joins a matter only if the link is at least ``threshold`` sure (0 to 1). The same
    register gives the same groups; time and memory grow almost linearly with the rows.
    """
    reading = read(register)
    rows_about = Counter(reading.things)
    proposed = _with_copies(
        group(reading.things, reading.places, reading.subjects),
        reading,
    )
    members = _members(proposed)
    kept: list[list[int]] = []
    model = np.arange(len(register), dtype=np.int64)
    sure: dict[int, float] = {}
    for rows in members:
        best = _standing_for(rows, reading, register.received)
        chances = {
            row: evidence.probability(_reasons(reading, rows_about, row, best))
            for row in rows
            if row != best
        }
        together = [row for row, chance in chances.items() if chance >= threshold]
        kept += [[best, *together], *([row] for row in rows if row not in {best, *together})]
        model[together] = best
        sure |= {row: chances[row] for row in together}
    left = np.flatnonzero(model != np.arange(len(model)))
    links = Links(left, model[left], np.array([sure[int(row)] for row in left], np.float64))
    return Groups(numbered(kept, len(register)), links, model, rows_about, reading)


def _with_copies(matter: Whole, reading: Reading) -> Whole:
    """Join rows that name no thing to those they copy."""
    nameless = [row for row, thing in enumerate(reading.things) if not thing]
    pairs = copied_rows(
        [reading.words[row] for row in nameless], [reading.places[row] for row in nameless]
    )
    joined = matter.copy()
    for copy, earlier in pairs:
        joined[nameless[copy]] = matter[nameless[earlier]]
    return joined


def _members(matter: Whole) -> list[list[int]]:
    members: dict[int, list[int]] = defaultdict(list)
    for row, number in enumerate(matter.tolist()):
        members[number].append(row)
    return list(members.values())


def _standing_for(rows: Sequence[int], reading: Reading, received: Sequence[int]) -> int:
    """Return the row that stands for a matter: the earliest that says it in the usual way."""
    if len(rows) == 1:
        return rows[0]
    usual = Counter(reading.subjects.category[row] for row in rows).most_common(1)[0][0]
    return min(
        rows,
        key=lambda row: (
            reading.subjects.category[row] != usual,
            not reading.places[row],
            reading.things[row] not in reading.words[row],
            received[row],
            row,
        ),
    )


def _reasons(reading: Reading, rows_about: Counter[str], row: int, model: int) -> list[Reason]:
    thing = reading.things[row]
    words, others = reading.words[row], reading.words[model]
    if not thing:
        reasons = [evidence.copy_reason()]
    else:
        reasons = evidence.thing_reasons(thing, words, rows_about[thing], len(reading.words))
    category = reading.subjects.category
    return [
        *reasons,
        evidence.place_reason(reading.places[row], reading.places[model]),
        evidence.subject_reason(category[row], category[model]),
        *evidence.object_reasons(words, others),
    ]
