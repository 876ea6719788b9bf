"""Cutting a large XML part into its repeated elements, so that the plain ones need no parser.

Office programs write nearly every row and string in one plain form, which a regular expression
reads four times as fast as a parser calls back. Whatever is not in that form goes to the parser,
element by element.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from xinlian.petitions.intake import refusals

_PROLOGUE: Final = 1024**2
_LONGEST: Final = 64 * 1024**2
"""Bytes of one element; a row of 256 cells at their longest stays below in any real file."""
_ESCAPE: Final = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a workbook writes what XML cannot (ECMA-376 part 1, 22.9.2.19)."""


def prologue(chunks: Iterator[bytes], opening: bytes) -> bytes:
    """Read until the first element opens, or far enough to know that none of this name will.

    Raises BrokenRule for a document type, which no office program writes.
    """
    head = b""
    while opening not in head and len(head) < _PROLOGUE:
        chunk = next(chunks, None)
        if chunk is None:
            break
        head += chunk
    if b"<!DOCTYPE" in head.partition(opening)[0]:
        raise refusals.bomb()
    return head


def pieces(head: bytes, chunks: Iterable[bytes], opening: bytes, closing: bytes) -> Iterator[str]:
    """Yield each element's text without its closing tag; what follows the last is left out."""
    rest = head[head.index(opening) :]
    for chunk in chunks:
        whole, found, rest = (rest + chunk).rpartition(closing)
        if found:
            yield from _text(whole).split(closing.decode())
        if len(rest) > _LONGEST:
            raise refusals.broken()
    whole, found, rest = rest.rpartition(closing)
    if found:
        yield from _text(whole).split(closing.decode())
    if re.search(opening + rb"(?:\s[^<>]*[^/<>])?>", rest):
        raise refusals.broken()


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise refusals.broken() from error


def unescaped(text: str) -> str:
    """Return a string with ``_x000D_`` and the like as the characters they stand for."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
