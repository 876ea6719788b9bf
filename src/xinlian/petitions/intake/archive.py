"""Opening the zip archive of an xlsx file without trusting it."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from xinlian.petitions.intake import refusals

MAX_UNPACKED: Final = 4 * 1024**3
"""Bytes all members may unpack to: about three registers of 1,000,000 rows."""
MAX_RATIO: Final = 250
"""Unpacked to packed size. Office files reach some 60; deflate ends at 1,032."""
RATIO_FROM: Final = 20 * 1024**2
"""Below this unpacked size the ratio says nothing and does no harm."""
MAX_PART: Final = 64 * 1024**2
"""Bytes of a part that is held in memory as a whole (list of sheets, styles)."""
_CHUNK: Final = 256 * 1024


class Archive:
    """The parts of an xlsx file, each read in chunks and never beyond its declared size."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        """Check the archive's directory before anything is unpacked."""
        self._file = file
        self._open: list[IO[bytes]] = []
        self._check()

    def _check(self) -> None:
        members = self._file.infolist()
        unpacked = sum(member.file_size for member in members)
        packed = sum(member.compress_size for member in members)
        if any(member.flag_bits & 0x1 for member in members):
            raise refusals.encrypted()
        if unpacked > RATIO_FROM and unpacked > MAX_RATIO * max(packed, 1):
            raise refusals.bomb()
        if unpacked > MAX_UNPACKED:
            raise refusals.too_large(MAX_UNPACKED)

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a part of this name."""
        return name in self._file.NameToInfo

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part piece by piece; a part longer than declared ends as damaged."""
        try:
            part = self._file.open(name)
            self._open.append(part)
            while chunk := part.read(_CHUNK):
                yield chunk
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise refusals.broken() from error

    def close(self) -> None:
        """Close every part, also those whose reading was broken off."""
        for part in self._open:
            part.close()

    def size(self, name: str) -> int:
        """Return the unpacked size of a part, 0 if there is none."""
        return self._file.getinfo(name).file_size if name in self else 0

    def optional(self, name: str) -> Iterator[bytes]:
        """Yield a part that may be absent; an absent one is an empty document."""
        return self.chunks(name) if name in self else iter((b"<sst/>",))

    def whole(self, name: str) -> bytes:
        """Return a small part."""
        if name not in self:
            raise refusals.broken()
        if self._file.getinfo(name).file_size > MAX_PART:
            raise refusals.too_large(MAX_PART)
        return b"".join(self.chunks(name))


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open and check an archive. Raises BrokenRule for one that is damaged or hostile."""
    try:
        file = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError) as error:
        raise refusals.broken() from error
    with file:
        archive = Archive(file)
        try:
            yield archive
        finally:
            archive.close()
