"""What a text says of its writer is taken out of it, and put back for who may read it.

Pure. Taken out are the writer's own name, address, telephone and identity number, however
spaced, and any mobile, landline or identity number, whoever's it is. In their place stand
neutral tokens. An address is masked where it leads to a house; a bare estate, village or town
is a place that hundreds share and mostly what the petition is about, so it stays.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase
from typing import Final, NamedTuple

import orjson

from xinlian.rules.errors import BrokenRule
from xinlian.vault.personal import PersonalData, is_name

NAME: Final = "〔姓名〕"
ADDRESS: Final = "〔地址〕"
TELEPHONE: Final = "〔电话〕"
ID_NUMBER: Final = "〔证件号〕"


class Piece(NamedTuple):
    """One thing taken out: where its token stands in the masked text, and what was there."""

    start: int
    token: str
    original: str


class Masked(NamedTuple):
    """A text that others may read, and what must be sealed to make it whole again."""

    text: str
    pieces: tuple[Piece, ...]


class _Span(NamedTuple):
    start: int
    end: int
    token: str


# Between the digits of one number: at most two spaces or dashes, once characters are made plain.
_GAP: Final = r"[ -]{0,2}"
_DIGIT: Final = "0-9０-９\U0001d7ce-\U0001d7ff"
_LOOSE: Final = r"[\s\-－—–‐‑‒−﹣()（）\u200b-\u200d\ufeff]{0,3}"
_RUN: Final = re.compile(rf"[{_DIGIT}](?:{_LOOSE}[{_DIGIT}]){{5,}}")
"""Six digits or more that may be or hold a number; what else it takes stands close by."""

_BEFORE, _AFTER = 10, 8

_WRITTEN: Final[dict[str, str]] = {
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    **{chr(0x1D7CE + place): str(place % 10) for place in range(50)},
    **dict.fromkeys("－—–‐‑‒−﹣", "-"),
    **dict.fromkeys("\u3000\xa0\t\r\u2002\u2003\u2009\u200b\u200c\u200d\ufeff", " "),
    **dict(zip("（）＋：Ｘｘ", "()+:XX", strict=True)),
    **dict(zip(ascii_lowercase, ascii_uppercase, strict=True)),
}
_PLAIN: Final = str.maketrans(_WRITTEN)
"""Turns every character that a number may be written with into a plain one, one for one."""

_NUMBER_GAPS: Final = str.maketrans("", "", " ()-")
_WORD_GAPS: Final = str.maketrans(
    "", "", " \t\r\n\xa0\u3000\u2002\u2003\u2009·•．・\u200b\u200c\u200d\ufeff"
)


def _spaced(*atoms: str) -> str:
    return _GAP.join(atoms)


_YEAR = f"(?:1{_GAP}[89]|2{_GAP}0)"
_MONTH = f"(?:0{_GAP}[1-9]|1{_GAP}[0-2])"
_DAY = rf"(?:0{_GAP}[1-9]|[12]{_GAP}\d|3{_GAP}[01])"
_LONG_ID = _spaced("[1-9]", *[r"\d"] * 5, _YEAR, r"\d", r"\d", _MONTH, _DAY, *[r"\d"] * 3, r"[\dX]")
_SHORT_ID = rf"[1-9]\d{{5}}{_GAP}\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]){_GAP}\d{{3}}"
_DATE = r"19\d\d-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])(?![-\d])"
_MOBILE = rf"(?:\+?(?:00)?86{_GAP})?(?!{_DATE})" + _spaced("1", "[3-9]", *[r"\d"] * 9)
_AREA = r"(?:10|2\d|[3-9]\d\d)"
_LANDLINE = (
    rf"(?:\(?0{_AREA}\)?|\+?(?:00)?86{_GAP}\(?0?{_AREA}\)?){_GAP}"
    rf"[2-9](?:{_GAP}\d){{6,7}}(?:(?:-|转)\d{{1,5}})?"
)
_LABELLED = rf"(?:电话|座机)(?:号码|号)?[是为: ]{{0,3}}(?P<local>[2-9]\d{{2,3}}{_GAP}\d{{4}})"

_NUMBERS: Final = re.compile(
    rf"(?<!\d)(?:(?P<id>{_LONG_ID}|{_SHORT_ID}(?!X))|(?P<telephone>{_MOBILE}|{_LANDLINE}))(?!\d)"
    rf"|{_LABELLED}(?!\d)",
    re.ASCII,
)

_SEVERAL: Final = re.compile(r"[、,，;；/|\n]|\s{2,}")
_AND_OTHERS: Final = re.compile(r"等\s*[\d一二三四五六七八九十百]*\s*[人名位户]?$|[(（].*?[)）]$")
_HOUSE: Final = re.compile(
    r"[0-9０-９一二三四五六七八九十百甲乙丙丁A-Za-zＡ-Ｚａ-ｚ]\s*[号栋幢座室户组队弄楼层排门#＃]"
    r"|[0-9０-９一二三四五六七八九十]\s*单元|[0-9０-９]+[-－—][0-9０-９]+|[0-9０-９]{3,}$"
)
_REGION: Final = re.compile(r"[省市州盟区县旗镇乡村]|街道|社区|小区")
_LEAST_TAIL: Final = 5
_LEAST_DIGITS: Final = 7
_LOCAL_DIGITS: Final = frozenset({10, 11, 12})


def mask(
    text: str, person: PersonalData, also: PersonalData | None = None, *, numbers: bool = True
) -> Masked:
    """Take out of ``text`` what it says of ``person``, and all personal numbers.

    ``also`` is the same person spelt otherwise (after normalising the text). With ``numbers``
    false only the person's own are taken out: an office's reply may give its telephone.
    """
    spans = [span for one in (person, also) if one for span in _own(text, one)]
    for offset, plain in _windows(text):
        found = [span for one in (person, also) if one for span in _own_numbers(plain, one)]
        if numbers:
            found += _all_numbers(plain)
        spans += [_Span(start + offset, end + offset, token) for start, end, token in found]
    return _cut(text, _merged(spans)) if spans else Masked(text, ())


def mask_many(
    texts: Sequence[str],
    people: Sequence[PersonalData],
    also: Sequence[PersonalData] | None = None,
    *,
    numbers: bool = True,
) -> list[Masked]:
    """Mask each text for the person at the same place; see :func:`mask`."""
    others: Sequence[PersonalData | None] = also if also is not None else [None] * len(texts)
    return [
        mask(text, person, other, numbers=numbers)
        for text, person, other in zip(texts, people, others, strict=True)
    ]


def unmask(masked: str, pieces: Iterable[Piece]) -> str:
    """Put the pieces back; raise ``masked-text-changed`` where their tokens do not stand."""
    parts: list[str] = []
    position = 0
    for start, token, original in pieces:
        if masked[start : start + len(token)] != token:
            raise BrokenRule(
                "masked-text-changed",
                zh="文本在遮蔽后被改动，无法复原；请用对应版本的文本。",
                en="The text was changed after it was masked; use the version it was made from.",
            )
        parts += (masked[position:start], original)
        position = start + len(token)
    return "".join(parts) + masked[position:]


def encode_pieces(pieces: Sequence[Piece]) -> bytes:
    """Return the bytes of pieces that are sealed."""
    return orjson.dumps([list(piece) for piece in pieces])


def decode_pieces(data: bytes) -> tuple[Piece, ...]:
    """Return the pieces whose bytes these are."""
    return tuple(Piece(*piece) for piece in orjson.loads(data))


def _windows(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each run of digits stands, with a little around it, made plain."""
    ended = 0
    for match in _RUN.finditer(text):
        offset = max(match.start() - _BEFORE, ended)
        ended = match.end()
        yield offset, text[offset : ended + _AFTER].translate(_PLAIN)


def _own(text: str, person: PersonalData) -> Iterator[_Span]:
    """Find the person's name and address."""
    for token, values in ((NAME, names_in(person.name)), (ADDRESS, houses_in(person.address))):
        for value in values:
            if value.isascii():
                yield from _found_word(value, text, token)
            # Cheap first: nearly every text lacks the first or some other character.
            elif value[0] in text and all(character in text for character in value):
                yield from _found(value, text, _WORD_GAPS, token)


def _own_numbers(plain: str, person: PersonalData) -> Iterator[_Span]:
    """Find the person's telephones and identity number in a text made plain."""
    number = re.sub(r"[^0-9A-Z*]", "", person.id_number.translate(_PLAIN))
    if sum(character.isdigit() for character in number) >= _LEAST_DIGITS:
        yield from _found(number, plain, _NUMBER_GAPS, ID_NUMBER)
    for digits in _telephones(person.telephone):
        yield from _found(digits, plain, _NUMBER_GAPS, TELEPHONE)


def _all_numbers(plain: str) -> Iterator[_Span]:
    for match in _NUMBERS.finditer(plain):
        if match["id"]:
            yield _Span(*match.span("id"), ID_NUMBER)
        else:
            yield _Span(*match.span("telephone" if match["telephone"] else "local"), TELEPHONE)


@lru_cache(maxsize=4096)
def names_in(field: str) -> tuple[str, ...]:
    """Return the names that a name field holds, spaces out, words for anybody left aside."""
    parts = (_AND_OTHERS.sub("", part.strip()) for part in _SEVERAL.split(field))
    return tuple(dict.fromkeys(_squeezed(part) for part in parts if is_name(part)))


@lru_cache(maxsize=4096)
def houses_in(address: str) -> tuple[str, ...]:
    """Return an address and its shorter forms, longest first, as far as they lead to a house."""
    whole = _squeezed(address)
    starts = [0, *(match.end() for match in _REGION.finditer(whole))]
    tails = dict.fromkeys(whole[start:] for start in starts)
    return tuple(tail for tail in tails if len(tail) >= _LEAST_TAIL and _HOUSE.search(tail))


def _telephones(field: str) -> Iterator[str]:
    """Yield the numbers of a telephone field; a landline also without its area code."""
    for part in re.split(r"[^\d ()+-]+|(?<=\d) +(?=0|1\d{10})", field.translate(_PLAIN)):
        digits = re.sub(r"\D", "", part)
        if len(digits) >= _LEAST_DIGITS:
            yield digits
        area = re.match(rf"0{_AREA}(?=[2-9]\d{{6,7}}$)", digits)
        if area and len(digits) in _LOCAL_DIGITS:
            yield digits[area.end() :]


def _squeezed(text: str) -> str:
    return text.translate(_WORD_GAPS)


def _found(value: str, text: str, gaps: dict[int, int | None], token: str) -> Iterator[_Span]:
    """Find ``value`` in ``text`` however it is spaced with characters of ``gaps``."""
    run = text.translate(gaps)
    start = run.find(value)
    if start < 0:
        return
    places = [place for place, character in enumerate(text) if ord(character) not in gaps]
    while start >= 0:
        yield _Span(places[start], places[start + len(value) - 1] + 1, token)
        start = run.find(value, start + len(value))


def _found_word(value: str, text: str, token: str) -> Iterator[_Span]:
    """Find a Latin name or an account's, in any case, as a whole word."""
    if value[0].lower() in text.lower() and value.lower() in _squeezed(text).lower():
        spaced = r"\s*".join(map(re.escape, value))
        pattern = rf"(?<![A-Za-z0-9]){spaced}(?![A-Za-z0-9])"
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield _Span(match.start(), match.end(), token)


def _merged(spans: list[_Span]) -> list[_Span]:
    """Join spans that overlap, under the token of the longest, so that nothing is left over."""
    joined: list[_Span] = []
    longest = 0
    for span in sorted(spans, key=lambda found: (found.start, found.start - found.end)):
        if joined and span.start < joined[-1].end:
            last = joined[-1]
            token = span.token if span.end - span.start > longest else last.token
            joined[-1] = _Span(last.start, max(last.end, span.end), token)
            longest = max(longest, span.end - span.start)
        else:
            joined.append(span)
            longest = span.end - span.start
    return joined


def _cut(text: str, spans: Sequence[_Span]) -> Masked:
    parts: list[str] = []
    pieces: list[Piece] = []
    length = position = 0
    for start, end, token in spans:
        parts += (text[position:start], token)
        length += start - position
        pieces.append(Piece(length, token, text[start:end]))
        length += len(token)
        position = end
    return Masked("".join(parts) + text[position:], tuple(pieces))
