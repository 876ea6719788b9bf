"""The category tree and the subjects that people write about."""

from functools import cache

from xinlian.demo.data import load
from xinlian.demo.records import Subject
from xinlian.rules.vocabulary import MatterKind

REPEAT_KINDS = (
    MatterKind.UNFINISHED,
    MatterKind.CERTIFICATE,
    MatterKind.MANAGEMENT,
    MatterKind.INVESTMENT,
)
"""The four kinds of repeat matters that the conference names."""


@cache
def subjects() -> dict[str, Subject]:
    """Return the subjects by the path of their category."""
    return {
        each["category"]: Subject(
            each["category"],
            MatterKind(each["kind"]),
            each["thing"],
            each["unit"],
            each["weight"],
            tuple(each["titles"]),
            tuple(each["problems"]),
            tuple(each["demands"]),
        )
        for each in load("subjects")["subject"]
    }


@cache
def by_field() -> dict[str, tuple[Subject, ...]]:
    """Return the subjects of each field (topmost category)."""
    found: dict[str, list[Subject]] = {}
    for subject in subjects().values():
        found.setdefault(subject.field, []).append(subject)
    return {field: tuple(some) for field, some in found.items()}


def categories() -> list[tuple[str, MatterKind | None]]:
    """Return every path of the three-level tree, above first, and a leaf's kind of matter."""
    found: dict[str, MatterKind | None] = {}
    for path, subject in subjects().items():
        parts = path.split("/")
        found |= {"/".join(parts[:depth]): None for depth in range(1, len(parts))}
        found[path] = subject.kind
    return sorted(found.items(), key=lambda each: (each[0].count("/"), each[0]))
