"""Which column holds what: guessed from header and content, shown, corrected, remembered."""

import hashlib
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from xinlian.petitions.intake import refusals
from xinlian.petitions.intake.content import looks_like, recognised
from xinlian.petitions.intake.declared import BY_FIELD, BY_HEADER, CATEGORY_LEVELS, Column
from xinlian.petitions.intake.table import Cell, Row, as_text
from xinlian.petitions.intake.words import plain
from xinlian.text.normalise import normalise_many

IGNORE: Final = "ignore"
"""What a mapping says of a column that is to be left out."""
_HEADER_WITHIN: Final = 20
_TITLED: Final = 2
"""Headers a row must have to be the header row."""
_EXACT, _ENDING, _WITHIN, _CONTENT = 0.95, 0.7, 0.6, 0.55
_DOUBT: Final = 0.5
_UNTESTED: Final = frozenset({"number", "text"})
"""Fields whose content varies too much to speak against a header."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What one column is taken for: a field, or nothing (``field`` empty), how surely and why.

    ``header`` is empty where the column has no name; ``label`` is what to call it then.
    """

    index: int
    header: str
    field: str
    confidence: float
    why_zh: str
    why_en: str

    @property
    def label(self) -> str:
        """Return the header, or which column it is."""
        return self.header or f"（第 {self.index + 1} 列）"


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns of a file in its order. ``kind`` is ``petitions`` or ``categories``."""

    kind: str
    guesses: tuple[Guess, ...]

    @property
    def used(self) -> dict[str, Guess]:
        """Return field -> column."""
        return {guess.field: guess for guess in self.guesses if guess.field}

    @property
    def ignored(self) -> tuple[Guess, ...]:
        """Return the columns of which nothing is read."""
        return tuple(guess for guess in self.guesses if not guess.field)

    def as_mapping(self) -> dict[str, str]:
        """Return header -> field (``ignore`` where none), as :func:`guess` takes it back.

        A column without a name is left out: its content tells again what it is.
        """
        return {guess.header: guess.field or IGNORE for guess in self.guesses if guess.header}


def fingerprint(header: Sequence[Cell]) -> str:
    """Return SHA-256 (hexadecimal) of the header's names, whatever their order."""
    names = sorted(name for name in _plain_headers(header) if name)
    return hashlib.sha256("\x1f".join(names).encode()).hexdigest()


def find_header(rows: Sequence[Row], mapping: Mapping[str, str]) -> int:
    """Return the position in ``rows`` of the header: the first row that names most fields.

    Titles and notes above it are passed over. Raises BrokenRule if no row names two fields
    (one, if a mapping names it).
    """
    wanted = {plain(name) for name in mapping}
    scores = [
        sum((name in wanted) * _TITLED + (name in BY_HEADER) for name in _plain_headers(cells))
        for _, cells in rows[:_HEADER_WITHIN]
    ]
    best = max(scores, default=0)
    if best < _TITLED:
        raise refusals.no_header()
    return scores.index(best)


def guess(
    header: Sequence[Cell], sample: Sequence[Sequence[Cell]], mapping: Mapping[str, str]
) -> Columns:
    """Decide what each column holds.

    ``sample`` are rows below the header. ``mapping`` (header -> field or ``ignore``) overrides
    what is guessed. Raises BrokenRule for a header name given twice, a mapping that does not
    fit, or a register without number, date, or both title and text.
    """
    every = propose(header, sample, mapping)
    fields = {each.field for each in every if each.field}
    missing = lacking(fields)
    if missing:
        seen = "、".join(filter(None, map(as_text, header)))[:200]
        zh = "、".join(column.zh for column in missing)
        en = ", ".join(column.en for column in missing)
        raise refusals.columns_missing(f"{zh}（现有：{seen}）", f"{en} (there are: {seen})")
    return Columns("categories" if _is_tree(fields) else "petitions", every)


def lacking(fields: AbstractSet[str]) -> list[Column]:
    """Return what a register needs beyond these fields; a tree of categories needs nothing."""
    if _is_tree(fields):
        return []
    missing = [BY_FIELD[name] for name in ("number", "received_at") if name not in fields]
    return missing if fields & {"title", "text"} else [*missing, BY_FIELD["title"]]


def propose(
    header: Sequence[Cell], sample: Sequence[Sequence[Cell]], mapping: Mapping[str, str]
) -> tuple[Guess, ...]:
    """Return what each column is taken for, as :func:`guess` does, whether it suffices or not."""
    _refuse_doubles(header)
    given = _given(header, mapping)
    found = {each.index: each for each in given}
    candidates = _candidates(header, sample, skip=set(found))
    fields = {each.field for each in given}
    for each in sorted(candidates, key=lambda each: (-each.confidence, each.index)):
        if each.index not in found and each.field not in fields:
            found[each.index] = each
            fields.add(each.field)
    return tuple(found.get(i) or _unread(i, as_text(cell)) for i, cell in enumerate(header))


def _plain_headers(header: Sequence[Cell]) -> list[str]:
    return [plain(name) for name in normalise_many([as_text(cell) for cell in header])]


def _refuse_doubles(header: Sequence[Cell]) -> None:
    seen: set[str] = set()
    for name in filter(None, map(as_text, header)):
        if name in seen:
            raise refusals.double_header(name)
        seen.add(name)


def _given(header: Sequence[Cell], mapping: Mapping[str, str]) -> list[Guess]:
    names = {as_text(cell): index for index, cell in enumerate(header)}
    fields = [field for field in mapping.values() if field not in {"", IGNORE}]
    twice = sorted({field for field in fields if fields.count(field) > 1})
    unknown = sorted(set(fields) - set(BY_FIELD))
    absent = sorted(set(mapping) - set(names))
    if unknown:
        raise refusals.bad_mapping(f"没有字段 {unknown[0]}", f"there is no field {unknown[0]}")
    if absent:
        raise refusals.bad_mapping(f"文件中没有列“{absent[0]}”", f"no column “{absent[0]}” here")
    if twice:
        raise refusals.bad_mapping(f"字段 {twice[0]} 对应了两列", f"two columns for {twice[0]}")
    return [
        Guess(
            names[name], name, "" if field == IGNORE else field, 1.0, "此前已指定", "as set before"
        )
        for name, field in mapping.items()
    ]


def _candidates(
    header: Sequence[Cell], sample: Sequence[Sequence[Cell]], skip: set[int]
) -> list[Guess]:
    found = []
    for index, name in enumerate(_plain_headers(header)):
        if index in skip:
            continue
        cells = [row[index] for row in sample if index < len(row)]
        shown = as_text(header[index])
        by_header = _by_header(index, shown, name, cells)
        found += [by_header] if by_header else []
        by_content = recognised(cells)
        if by_content:
            field, share = by_content
            zh, en = f"内容有 {share:.0%} 符合", f"{share:.0%} of its values look like it"
            found.append(Guess(index, shown, field, _CONTENT * share, zh, en))
    return found


def _by_header(index: int, shown: str, name: str, cells: Sequence[Cell]) -> Guess | None:
    field, confidence, zh, en = _named(name)
    if not field:
        return None
    share = None if field in _UNTESTED else looks_like(field, cells)
    if share is not None and share < _DOUBT:
        confidence *= _DOUBT
        zh, en = f"{zh}，但内容多不符合", f"{en}, but most values do not fit"
    return Guess(index, shown, field, confidence, zh, en)


def _named(name: str) -> tuple[str, float, str, str]:
    """Return field, confidence and reason from a header in plain form; no field if none fits."""
    if name in BY_HEADER:
        return BY_HEADER[name], _EXACT, "列名一致", "its header says so"
    synonyms = sorted((s for s in BY_HEADER if len(s) > 1 and not s.isascii()), key=len)
    for synonym in reversed(synonyms):
        if name.endswith(synonym):
            zh, en = f"列名以“{synonym}”结尾", f"ends in “{synonym}”"
            return BY_HEADER[synonym], _ENDING, zh, en
    for synonym in reversed(synonyms):
        if synonym in name:
            return BY_HEADER[synonym], _WITHIN, f"列名含“{synonym}”", f"contains “{synonym}”"
    return "", 0.0, "", ""


def _unread(index: int, name: str) -> Guess:
    return Guess(index, name, "", 0.0, "未识别，不读取", "not recognised, not read")


def _is_tree(fields: AbstractSet[str]) -> bool:
    own = {"number", "received_at", "title", "text"}
    return bool(fields & set(CATEGORY_LEVELS)) and not fields & own
