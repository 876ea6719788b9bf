"""Words written in the course of handling: masked, salted, kept; facts carry their digests."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from xinlian.handling.models import File, Words
from xinlian.ledger.digests import salted
from xinlian.rules.errors import BrokenRule
from xinlian.vault.commands import masking
from xinlian.vault.masking import Masked

_SALT = 16

_Masks = Callable[[str | None, str], Masked]
_TOGETHER: Final[ContextVar[tuple[_Masks, list[Words]] | None]] = ContextVar(
    "together", default=None
)


@contextmanager
def together(files: Sequence[File]) -> Iterator[None]:
    """Keep all that is kept within about these files at once, when it ends.

    The petitioners are read once and the words written once, however often :func:`keep` is
    called: for commands that write about each file by itself.
    """
    rows: list[Words] = []
    refs = {file.petition.petitioner for file in files if file.petition.petitioner}
    with masking(refs) as masked:
        token = _TOGETHER.set((masked, rows))
        try:
            yield
        finally:
            _TOGETHER.reset(token)
    Words.objects.bulk_create(rows, batch_size=500)


def keep(words: Sequence[tuple[File, str]]) -> list[str]:
    """Keep what was written about each file; return the digests in the same order.

    What names the petitioner is sealed in the vault first and masked here. An empty text is
    kept as nothing: its digest is ''.
    """
    open_now = _TOGETHER.get()
    if open_now is None:
        with together([file for file, _ in words]):
            return keep(words)
    masked, rows = open_now
    digests = []
    for file, text in words:
        kept, salt = masked(file.petition.petitioner, text.strip()).text, os.urandom(_SALT)
        digests.append(salted(kept, salt) if kept else "")
        if kept:
            rows.append(Words(digest=digests[-1], file=file, salt=salt, text=kept))
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
