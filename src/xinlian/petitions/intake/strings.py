"""The shared strings of an xlsx file: in memory while few, else in an unnamed file."""

import mmap
import re
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Final, Protocol
from xml.parsers import expat

from xinlian.petitions.intake import refusals
from xinlian.petitions.intake.pieces import pieces, prologue, unescaped
from xinlian.petitions.intake.table import MAX_CELL

IN_MEMORY: Final = 96 * 1024**2
"""Bytes of the part up to which its strings are held as they are."""


class Strings(Protocol):
    """Strings by their index."""

    def __getitem__(self, index: int, /) -> str:
        """Return a string; IndexError beyond the last."""


class Spilled:
    """Strings in UTF-8, one after another in a file that has no name and dies with us."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Write them all; only their ends (8 bytes each) stay in memory."""
        self._ends = array("Q", [0])
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        end = 0
        for text in texts:
            end += self._file.write(text.encode("utf-8", "surrogatepass"))
            self._ends.append(end)
        self._file.flush()
        self._map = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) if end else b""

    def __getitem__(self, index: int, /) -> str:
        """Return a string; IndexError beyond the last."""
        start, end = self._ends[index], self._ends[index + 1]
        return self._map[start:end].decode("utf-8", "surrogatepass")

    def close(self) -> None:
        """Give the file back."""
        if isinstance(self._map, mmap.mmap):
            self._map.close()
        self._file.close()


@contextmanager
def stored(chunks: Iterable[bytes], size: int) -> Iterator[Strings]:
    """Hold the strings of a part of ``size`` bytes for as long as they are needed."""
    texts = _texts(chunks)
    if size <= IN_MEMORY:
        yield list(texts)
        return
    spilled = Spilled(texts)
    try:
        yield spilled
    finally:
        spilled.close()


_PLAIN: Final = re.compile(r'\s*<si><t(?: xml:space="preserve")?>([^<&\r]*)</t>')


def _texts(chunks: Iterable[bytes]) -> Iterator[str]:
    """Yield every string: plain ones as they stand, others by way of the parser."""
    rest = iter(chunks)
    head = prologue(rest, b"<si")
    if b"<si" not in head:
        yield from _parsed(chain([head], rest))
        return
    for piece in pieces(head, rest, b"<si", b"</si>"):
        plain = _PLAIN.fullmatch(piece)
        if plain is None:
            yield from _parsed([f"<x>{piece}</si></x>".encode()])
        elif len(plain[1]) > MAX_CELL:
            raise refusals.long_cell(1, MAX_CELL)
        else:
            yield unescaped(plain[1])


def _parsed(chunks: Iterable[bytes]) -> Iterator[str]:
    parser = _Items()
    for chunk in chunks:
        yield from parser.feed(chunk)
    yield from parser.feed(b"", last=True)


class _Items:
    """Expat handlers that gather the text of each ``si``, phonetic guides left out."""

    def __init__(self) -> None:
        self._parser = xml_parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._pieces: list[str] = []
        self._length = 0
        self._inside = self._phonetic = False
        self._done: list[str] = []

    def feed(self, chunk: bytes, *, last: bool = False) -> list[str]:
        """Return the strings that this piece completes."""
        self._done = []
        parse(self._parser, chunk, last=last)
        return self._done

    def _start(self, name: str, _: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "si":
            self._pieces, self._length = [], 0
        elif local == "rPh":
            self._phonetic = True
        elif local == "t":
            self._inside = not self._phonetic

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "t":
            self._inside = False
        elif local == "rPh":
            self._phonetic = False
        elif local == "si":
            self._done.append(unescaped("".join(self._pieces)))

    def _data(self, data: str) -> None:
        if self._inside:
            self._length += len(data)
            if self._length > MAX_CELL:
                raise refusals.long_cell(1, MAX_CELL)
            self._pieces.append(data)


def xml_parser() -> expat.XMLParserType:
    """Return a parser that refuses document types, and with them every kind of entity."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 64 * 1024

    def refuse(*_: object) -> None:
        raise refusals.bomb()

    parser.StartDoctypeDeclHandler = refuse
    return parser


def parse(parser: expat.XMLParserType, chunk: bytes, *, last: bool) -> None:
    """Feed a parser; XML that is not well formed is a damaged file."""
    try:
        parser.Parse(chunk, last)
    except expat.ExpatError as error:
        raise refusals.broken() from error
