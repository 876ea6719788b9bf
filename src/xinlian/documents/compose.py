"""Putting a document together: a template and the values of its fields make a body. Pure."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any, Final

from xinlian.documents.body import Body
from xinlian.documents.fields import (
    ADDRESS,
    AUTOMATIC,
    FIELDS,
    MAY_BE_EMPTY,
    NAME,
    ORDINAL,
    Field,
    Form,
)
from xinlian.documents.kinds import Kind
from xinlian.documents.template import PLACE, Line, Template, find_promise
from xinlian.official.text import clean, day_in_words
from xinlian.rules.errors import BrokenRule

Values = Mapping[str, Any]
Spans = list[Any]

_SLOTS: Final = {NAME: {"slot": "name"}, ADDRESS: {"slot": "address"}}
_BY_NAME: Final = {field.zh: field for field in FIELDS.values()}


def compose(kind: Kind, template: Template, data: Values) -> Body:
    """Return the body of a document of ``kind``; ``data`` are values by the codes of fields.

    Raises ``document-field-unknown``, ``document-field-missing``, ``document-field-wrong`` and
    ``document-promise``, each naming the field.
    """
    values = _checked(kind, data)
    writer = _Writer(values)
    return {
        "title": writer.line(template.head("标题")),
        "number": template.head("字号"),
        "unit": [values.get("unit", "")],
        "recipient": writer.line(template.head("主送")),
        "blocks": list(_without_bare_headings(writer.blocks(template.lines))),
        "signer": writer.line(template.head("署名")),
        "approver": writer.line(template.head("签发人")),
        "attachments": writer.items(template.head("附件")),
        "copies": writer.items(template.head("抄送")),
    }


def _checked(kind: Kind, data: Values) -> dict[str, Any]:
    """Return the values as they are printed, each held against its field."""
    for code in data:
        if code not in kind.fields and code not in AUTOMATIC:
            raise BrokenRule(
                "document-field-unknown",
                zh=f"{kind.zh}没有“{code}”这一项。",
                en=f"The {kind.en} has no field {code!r}.",
            )
    values = {}
    for code in kind.fields:
        field, given = FIELDS[code], data.get(code)
        if given not in (None, "", []):
            values[code] = _printed(kind, field, given)
        elif code in kind.needs:
            raise BrokenRule(
                "document-field-missing",
                zh=f"{kind.zh}应当写明“{field.zh}”。",
                en=f"The {kind.en} needs the field {code!r}: {field.en}.",
                article=kind.article,
            )
    return values


def _printed(kind: Kind, field: Field, given: Any) -> Any:  # noqa: ANN401 - by the field's form
    try:
        value = _FORMS[field.form](field, given)
    except (TypeError, ValueError, KeyError) as error:
        raise BrokenRule(
            "document-field-wrong",
            zh=f"{kind.zh}的“{field.zh}”填写有误：{given}。",
            en=f"The field {field.code!r} of the {kind.en} cannot be {given!r}.",
        ) from error
    if found := find_promise(str(value)):
        raise BrokenRule(
            "document-promise",
            zh=f"{kind.zh}的“{field.zh}”中“{found}”要求信访人放弃权利，应当删去。",
            en=f"{found!r} in the field {field.code!r} makes a petitioner give up a right; "
            "leave it out.",
        )
    return value


def _line(_field: Field, given: object) -> str:
    if not isinstance(given, str):
        raise TypeError
    return " ".join(clean(given).split("\n")).strip()


def _words(_field: Field, given: object) -> list[str]:
    if not isinstance(given, str):
        raise TypeError
    return [line.strip() for line in clean(given).split("\n") if line.strip()]


def _day(_field: Field, given: str | date) -> str:
    return day_in_words(given if isinstance(given, date) else date.fromisoformat(given))


def _number(_field: Field, given: int) -> str:
    if int(given) < 1:
        raise ValueError
    return str(int(given))


def _rows(field: Field, given: list[Mapping[str, str]]) -> list[dict[str, str]]:
    return [_row(field, at, row) for at, row in enumerate(given, start=1)]


def _row(field: Field, at: int, row: Mapping[str, str]) -> dict[str, str]:
    parts = {
        zh: _line(field, row.get(code, "") if code in MAY_BE_EMPTY else row[code])
        for code, zh in field.parts
    }
    if row.keys() - dict(field.parts).keys() or not all(
        parts[zh] for code, zh in field.parts if code not in MAY_BE_EMPTY
    ):
        raise ValueError
    return {**parts, ORDINAL: str(at)}


_FORMS: Final[Mapping[Form, Callable[[Field, Any], Any]]] = {
    Form.LINE: _line, Form.WORDS: _words, Form.DAY: _day, Form.NUMBER: _number, Form.ROWS: _rows,
}  # fmt: skip


class _Writer:
    """Writes the lines of a template with the values of one document."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def line(self, text: str) -> Spans:
        """Return one line; [] where a field in it is empty."""
        return next(iter(self._lines(text, {})), [])

    def items(self, text: str) -> list[Spans]:
        """Return a line for each line of the words it holds."""
        return list(self._lines(text, {})) if text else []

    def blocks(self, lines: tuple[Line, ...]) -> Iterator[dict[str, Any]]:
        """Yield the blocks; lines of one group that stand together are repeated together."""
        for (is_table, group), together in groupby(lines, lambda each: (each.level < 0, each.group
                                                   if each.level >= 0 else "")):  # fmt: skip
            some = list(together)
            if is_table:
                yield self._table(some)
                continue
            for row in self._rows(group):
                for line in some:
                    yield from self._block(line, row)

    def _rows(self, group: str) -> list[dict[str, str]]:
        if not group:
            return [{}]
        rows: list[dict[str, str]] = self._values.get(_BY_NAME[group].code, [])
        return rows

    def _block(self, line: Line, row: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        for spans in self._lines(line.cells[0], row):
            if line.level:
                yield {"heading": spans, "level": line.level}
            else:
                yield {"paragraph": spans}

    def _table(self, lines: list[Line]) -> dict[str, Any]:
        """Return a table; a cell whose field is empty stays empty, for somebody to fill by hand."""
        header, *below = lines
        rows = [
            [next(iter(self._lines(cell, row)), [""]) for cell in line.cells]
            for line in below
            for row in self._rows(line.group)
        ]
        return {"header": [[cell] for cell in header.cells], "rows": rows}

    def _lines(self, text: str, row: Mapping[str, str]) -> Iterator[Spans]:
        """Yield the lines that a text becomes: several where words of several lines stand in it."""
        lines: list[Spans] = [[]]
        for at, piece in enumerate(PLACE.split(text)):
            if at % 2 == 0:
                value: Any = [piece]
            elif piece in _SLOTS:
                lines[-1].append(_SLOTS[piece])
                continue
            else:
                value = self._value(piece, row)
                if not value:
                    return
            lines[-1].append(value[0])
            lines += [[more] for more in value[1:]]
        yield from ([span for span in spans if span] for spans in lines if any(spans))

    def _value(self, name: str, row: Mapping[str, str]) -> list[str]:
        group, _, part = name.partition(".")
        if part:
            return [row[part]]
        value = self._values.get(_BY_NAME[group].code, [])
        return value if isinstance(value, list) else [value]


def _without_bare_headings(blocks: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Leave out headings below which nothing stands, since their fields are empty."""
    waiting: list[dict[str, Any]] = []
    for block in blocks:
        if "heading" not in block:
            yield from waiting
            yield block
            waiting = []
            continue
        waiting = [each for each in waiting if each["level"] < block["level"]] + [block]
