"""What goes into the engine and what comes out: a register, groups, reasons."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Register:
    """Petitions as columns of equal length; an unknown value is ''.

    ``received`` are day ordinals (``date.toordinal``), 0 if unknown; ``place`` and ``category``
    are names, codes or paths with ``/``, the whole before the part. There is no column for who
    wrote, and the engine would not read one.
    """

    number: Sequence[str]
    received: Sequence[int]
    channel: Sequence[str]
    people: Sequence[int]
    place: Sequence[str]
    category: Sequence[str]
    title: Sequence[str]
    text: Sequence[str]

    def __post_init__(self) -> None:
        """Raise ``ValueError`` if the columns differ in length."""
        lengths = {len(getattr(self, field.name)) for field in fields(self)}
        if len(lengths) > 1:
            raise ValueError(f"columns of a register differ in length: {sorted(lengths)}")

    def __len__(self) -> int:
        """Return the number of petitions."""
        return len(self.number)


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence, in words a clerk understands; ``weight`` < 0 speaks against."""

    zh: str
    en: str
    weight: float


@dataclass(frozen=True, slots=True)
class Links:
    """Which rows were joined and how sure that is: equal-length arrays.

    Row ``left[i]`` was joined to the matter that row ``right[i]`` stands for (its earliest
    row of the most usual wording) with ``probability[i]`` between 0 and 1.
    """

    left: Whole
    right: Whole
    probability: Real

    def __len__(self) -> int:
        """Return the number of links."""
        return len(self.left)
