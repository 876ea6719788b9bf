"""Words written in the course of handling: masked, salted, kept; facts carry their digests."""

import os
from collections.abc import Iterable, Sequence

from xinlian.handling.models import File, Words
from xinlian.ledger.digests import salted
from xinlian.rules.errors import BrokenRule
from xinlian.vault.commands import mask_for

_SALT = 16


def keep(words: Sequence[tuple[File, str]]) -> list[str]:
    """Keep what was written about each file; return the digests in the same order.

    What names the petitioner is sealed in the vault first and masked here. An empty text is
    kept as nothing: its digest is ''.
    """
    masked = mask_for([(file.petition.petitioner, text.strip()) for file, text in words])
    rows = []
    digests = []
    for (file, _), (text, _pieces) in zip(words, masked, strict=True):
        salt = os.urandom(_SALT)
        digests.append(salted(text, salt) if text else "")
        if text:
            rows.append(Words(digest=digests[-1], file=file, salt=salt, text=text))
    Words.objects.bulk_create(rows, batch_size=500)
    return digests


def keep_all(files: Sequence[File], text: str) -> dict[int, str | None]:
    """Keep the same words for each file; return their digests by file, None for no words."""
    digests = keep([(file, text) for file in files])
    return {file.pk: digest or None for file, digest in zip(files, digests, strict=True)}


def read(digests: Iterable[str]) -> dict[str, str]:
    """Return kept words by digest; a digest of nothing has none."""
    rows = Words.objects.filter(pk__in={digest for digest in digests if digest})
    return dict(rows.values_list("digest", "text"))


def require_words(text: str, code: str, zh: str, en: str, article: str = "") -> None:
    """Refuse with ``code`` where nothing was written."""
    if not text.strip():
        raise BrokenRule(code, zh=zh, en=en, article=article)
