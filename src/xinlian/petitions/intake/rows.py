"""From a row to a draft, or to the list of what is wrong with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import datetime
from typing import Any, Final

from xinlian.petitions.drafts import Draft, draft_digest
from xinlian.petitions.intake.columns import Columns, Guess
from xinlian.petitions.intake.content import safe_to_show
from xinlian.petitions.intake.dates import read_time
from xinlian.petitions.intake.declared import BY_FIELD, CATEGORY_LEVELS
from xinlian.petitions.intake.table import Cell, Row, as_text
from xinlian.petitions.intake.words import MOST_PEOPLE, TERMS, plain, read_people
from xinlian.text.normalise import normalise_many

__all__ = ["Context", "RowError", "convert", "draft_digest", "normalise_drafts"]

_LENGTHS: Final = {
    "number": 60, "place": 100, "unit": 60, "answered_by": 60, "category": 120, "title": 400,
    "name": 100, "id_number": 60, "telephone": 60, "address": 300,
}  # fmt: skip
"""Most characters a field may have; a longer one is listed, never cut."""
_LONGEST_TEXT: Final = 100_000


@dataclass(frozen=True, slots=True)
class RowError:
    """Why a row was not taken. ``value`` is shortened and never of an identity column."""

    row: int
    column: str
    value: str
    wrong_zh: str
    wrong_en: str
    right_zh: str
    right_en: str

    def as_dict(self) -> dict[str, Any]:
        """Return the error as JSON can write it."""
        return asdict(self)

    def as_row(self) -> list[Any]:
        """Return the error as a row of an error table."""
        return list(astuple(self))


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for every row of a file.

    ``limit`` is the last instant a row may be dated; None sets no limit. ``defaults`` are the
    codes of what the register leaves unsaid. ``exact_width`` refuses cells beyond the header,
    as in text files, where they mean a delimiter in a text.
    """

    defaults: Mapping[str, str]
    limit: datetime | None = None
    exact_width: bool = False


class _Wrong(Exception):  # it never leaves this module
    def __init__(self, wrong_zh: str, wrong_en: str, right_zh: str, right_en: str) -> None:
        super().__init__(wrong_en)
        self.words = (wrong_zh, wrong_en, right_zh, right_en)


def convert(row: Row, columns: Columns, context: Context) -> Draft | list[RowError]:
    """Turn a row into a draft with its words as they are, or list all that is wrong with it."""
    number, cells = row
    values: dict[str, Any] = {}
    errors: list[RowError] = []
    for guess in columns.guesses:
        cell = cells[guess.index] if guess.index < len(cells) else ""
        if not guess.field or cell == "":
            continue
        try:
            values[guess.field] = _READERS.get(guess.field, _text)(guess.field, cell, context)
        except _Wrong as wrong:
            errors.append(_error(number, guess, cell, wrong))
    errors += _missing(number, columns, values, {error.column for error in errors})
    if context.exact_width and any(cell != "" for cell in cells[len(columns.guesses) :]):
        errors.append(_too_wide(number))
    return errors or _draft(values, context)


def normalise_drafts(drafts: Sequence[Draft]) -> None:
    """Normalise title and text of a batch in place; what it changes is kept as original."""
    titles = normalise_many([draft.title for draft in drafts])
    texts = normalise_many([draft.text for draft in drafts])
    for draft, title, text in zip(drafts, titles, texts, strict=True):
        if title != draft.title:
            draft.original_title, draft.title = draft.title, title
        if text != draft.text:
            draft.original_text, draft.text = draft.text, text


def _draft(values: dict[str, Any], context: Context) -> Draft:
    levels = [level for name in CATEGORY_LEVELS if (level := values.pop(name, ""))]
    if levels and not values.get("category"):
        values["category"] = "/".join(levels)
    for name, code in context.defaults.items():
        if not values.get(name):
            values[name] = code
    return Draft(**values)


def _error(row: int, guess: Guess, cell: Cell, wrong: _Wrong) -> RowError:
    hidden = BY_FIELD[guess.field].sealed or guess.field in {"title", "text", "answer"}
    value = "" if hidden else safe_to_show(as_text(cell))
    return RowError(row, guess.header[:80], value, *wrong.words)


def _missing(
    number: int, columns: Columns, values: Mapping[str, Any], named: set[str]
) -> list[RowError]:
    """List what must be there and is not, unless something was already said of that column."""
    used = columns.used
    errors = []
    for name in ("number", "received_at"):
        if not values.get(name) and used[name].header[:80] not in named:
            zh, en = BY_FIELD[name].zh, BY_FIELD[name].en
            errors.append(RowError(
                number, used[name].header[:80], "", f"没有{zh}", f"there is no {en}",
                f"填写{zh}", f"fill in the {en}",
            ))  # fmt: skip
    words = [used[name].header[:80] for name in ("title", "text") if name in used]
    if not values.get("title") and not values.get("text") and not named & set(words):
        errors.append(RowError(
            number, words[0], "", "标题和内容都是空的", "neither title nor text is given",
            "至少填写一项", "fill in at least one of them",
        ))  # fmt: skip
    return errors


def _too_wide(number: int) -> RowError:
    return RowError(
        number, "", "", "单元格比标题行多", "there are more cells than headers",
        "含分隔符的内容应放在引号内", "put a text with delimiters in quotation marks",
    )  # fmt: skip


def _text(name: str, cell: Cell, _: Context) -> str:
    """Take a value as text; one that begins like a formula is a text like any other."""
    value = cell.strip() if isinstance(cell, str) else as_text(cell)
    limit = _LENGTHS.get(name, _LONGEST_TEXT)
    if len(value) > limit:
        raise _Wrong(
            f"有 {len(value)} 字，过长", f"has {len(value)} characters, too many",
            f"不超过 {limit} 字", f"at most {limit} characters",
        )  # fmt: skip
    return value


def _time(_: str, cell: Cell, context: Context) -> datetime | None:
    if not as_text(cell):
        return None
    instant = read_time(cell)
    if instant is None:
        raise _Wrong(
            "不是存在的日期", "is no date that exists",
            "如 2018-01-06 或 2018/1/6 12:09:38", "for example 2018-01-06 or 2018/1/6 12:09:38",
        )  # fmt: skip
    if context.limit is not None and instant > context.limit:
        raise _Wrong(
            "日期在将来", "the date is in the future",
            "不晚于导入之时", "no later than the time of the import",
        )  # fmt: skip
    return instant


def _people(_: str, cell: Cell, __: Context) -> int:
    if not as_text(cell):
        return 1
    count = read_people(cell)
    if count is None or not 1 <= count <= MOST_PEOPLE:
        raise _Wrong(
            "不是人数", "is no number of people",
            f"1 至 {MOST_PEOPLE} 的整数", f"a whole number from 1 to {MOST_PEOPLE}",
        )  # fmt: skip
    return count


def _term(name: str, cell: Cell, _: Context) -> str:
    terms = TERMS[name]
    term = terms.get(as_text(cell))
    if term is not None:
        return str(term)
    word = plain(as_text(cell))
    if not word:
        return ""
    term = terms.get(word)
    if term is None:
        column = BY_FIELD[name]
        known = list(dict.fromkeys(TERMS[name].values()))
        raise _Wrong(
            f"不是已知的{column.zh}", f"is no known {column.en}",
            "、".join(each.zh for each in known), ", ".join(each.en for each in known),
        )  # fmt: skip
    return str(term)


_READERS: Final[dict[str, Callable[[str, Cell, Context], Any]]] = {
    "received_at": _time,
    "answered_at": _time,
    "people": _people,
    **dict.fromkeys(TERMS, _term),
}
