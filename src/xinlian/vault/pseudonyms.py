"""Recognising one petitioner's repeats within one matter, and in no other place.

A pseudonym is an HMAC-SHA-256 under a key that belongs to the matter, so those of two matters
cannot be compared. Nobody is shown an identity here: the only trace is the pseudonym, which
stands in the fact that links the petition.
"""

import hmac
from collections.abc import Sequence

from xinlian.vault.keys import matter_keys
from xinlian.vault.people import read_people
from xinlian.vault.personal import recognised_by


def pseudonyms(pairs: Sequence[tuple[str | None, int]]) -> list[str | None]:
    """Return the 64-digit pseudonym of each (reference, matter), in order.

    None where nobody is named, the identity was erased or what is known is not enough to
    recognise somebody by (:func:`~xinlian.vault.personal.recognised_by`).
    """
    people = read_people({ref for ref, _ in pairs if ref})
    keys = matter_keys({matter for _, matter in pairs})
    marks = {ref: recognised_by(person) for ref, person in people.items()}
    return [_pseudonym(keys[matter], marks.get(ref) if ref else None) for ref, matter in pairs]


def _pseudonym(key: bytes, mark: str | None) -> str | None:
    return hmac.digest(key, mark.encode(), "sha256").hex() if mark else None
