"""Uploaded registers at rest: sealed piece by piece, in a folder that its owner alone can open.

A register names persons. Its file is kept under the vault's key until it is imported or given
up, and lies open only while it is being read.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from django.conf import settings

from xinlian.vault.ciphers import open_bytes, seal_bytes
from xinlian.vault.keys import subkey

_PURPOSE: Final = "upload"
_PIECE: Final = 1024**2
_OVERHEAD: Final = 28
"""Bytes that sealing adds: the nonce and the tag."""


def folder() -> Path:
    """Return where uploads lie; made at first use."""
    path = Path(settings.FILE_UPLOAD_TEMP_DIR)
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def keep(key: str, chunks: Iterable[bytes]) -> str:
    """Keep a file under ``key``, sealed; return its SHA-256."""
    plain = _plain(key)
    digest = hashlib.sha256()
    with _created(plain) as file:
        for chunk in chunks:
            digest.update(chunk)
            file.write(chunk)
    seal(key)
    return digest.hexdigest()


def seal(key: str) -> None:
    """Seal the file that lies open under ``key``, and remove the open one."""
    secret, plain = subkey(_PURPOSE), _plain(key)
    left = plain.stat().st_size
    with plain.open("rb") as file, _created(_sealed(key)) as sealed:
        for number, piece in enumerate(iter(lambda: file.read(_PIECE), b"")):
            left -= len(piece)
            owner = _place(key, number, last=not left)
            sealed.write(seal_bytes(secret, piece, purpose=_PURPOSE, owner=owner))
    plain.unlink()


@contextmanager
def opened(key: str) -> Iterator[Path]:
    """Lay the file open while it is read; raise ``vault-seal-broken`` for one that was changed.

    What a killed process left open is overwritten by the next one and goes with it.
    """
    secret, plain = subkey(_PURPOSE), _plain(key)
    left = _sealed(key).stat().st_size
    try:
        with _sealed(key).open("rb") as sealed, _created(plain) as file:
            for number, piece in enumerate(iter(lambda: sealed.read(_PIECE + _OVERHEAD), b"")):
                left -= len(piece)
                owner = _place(key, number, last=not left)
                file.write(open_bytes(secret, piece, purpose=_PURPOSE, owner=owner))
        yield plain
    finally:
        plain.unlink(missing_ok=True)


def remove(key: str) -> None:
    """Remove a file, sealed and open; one that is gone already is no matter."""
    _sealed(key).unlink(missing_ok=True)
    _plain(key).unlink(missing_ok=True)


def drop_half_sent() -> None:
    """Remove what a killed server left of files that were being sent to it."""
    for path in folder().glob("*.upload*"):
        path.unlink(missing_ok=True)


def _place(key: str, number: int, *, last: bool) -> str:
    """Return what a piece is bound to, so that none can be moved, left out or put last."""
    return f"{key}/{number}/{'last' if last else 'more'}"


def _sealed(key: str) -> Path:
    return folder() / key


def _plain(key: str) -> Path:
    return folder() / f"{key}.open"


def _created(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
