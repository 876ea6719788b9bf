"""Every kind of document of a petition, declared once: a file for each group."""

from collections.abc import Mapping
from typing import Final

from xinlian.documents.kinds import letters, notices, opinions, records
from xinlian.documents.kinds.kind import Kind, Must
from xinlian.rules.errors import BrokenRule

__all__ = ["KINDS", "Kind", "Must", "kind_of"]

_DECLARED: Final = (
    *notices.DECLARED,
    *letters.DECLARED,
    *opinions.DECLARED,
    *records.DECLARED,
)

KINDS: Final[Mapping[str, Kind]] = {kind.code: kind for kind in _DECLARED}
"""Every kind by its code."""

_NAMED: Final = {kind.zh: kind for kind in _DECLARED}


def kind_of(name: str) -> Kind:
    """Return the kind of that code or Chinese name; raise ``document-kind-unknown``."""
    kind = KINDS.get(name) or _NAMED.get(name)
    if kind is None:
        raise BrokenRule(
            "document-kind-unknown",
            zh=f"没有文书种类“{name}”；应为：{'、'.join(_NAMED)}。",
            en=f"There is no kind of document {name!r}; it should be one of {', '.join(KINDS)}.",
        )
    return kind
