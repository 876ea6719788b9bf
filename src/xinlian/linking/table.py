"""``xinlian link``: from a register as CSV to its matters as CSV, without a database."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from xinlian.linking.engine import Groups, link
from xinlian.linking.register import Register
from xinlian.rules.errors import BrokenRule

NUMBER, RECEIVED, CHANNEL, PEOPLE = "登记编号", "登记日期", "信访形式", "信访人数"
PLACE, CATEGORY, TITLE, TEXT = "属地", "内容分类", "标题", "内容"
COLUMNS = (NUMBER, RECEIVED, CHANNEL, PEOPLE, PLACE, CATEGORY, TITLE, TEXT)
_LARGEST_CELL = 1_000_000  # characters
_FORMULA = ("=", "+", "@", "\t")
_DATE = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})|(\d{4})(\d\d)(\d\d)")
_ENCODINGS = ("utf-8-sig", "gb18030")


def link_csv(path_in: str | Path, path_out: str | Path, explain: str | Path | None = None) -> None:
    """Write ``登记编号,matter`` for each row of the register ``path_in``, in its order.

    The register is CSV in UTF-8 or GB18030 with the columns of ``COLUMNS`` in any order; only
    登记编号 and one of 标题, 内容 must be there, others are not read. ``explain`` names a file
    for the links: row, row joined to, matter, probability, reasons. A file that is not such a
    register raises ``BrokenRule`` and nothing is written.
    """
    register = read_csv(path_in)
    groups = link(register)
    matters = zip(register.number, (groups.matter + 1).tolist(), strict=True)
    _write(Path(path_out), (NUMBER, "matter"), matters)
    if explain is not None:
        header = (NUMBER, "关联登记编号", "matter", "probability", "依据", "reasons")
        _write(Path(explain), header, _explained(register, groups))


def read_csv(path: str | Path) -> Register:
    """Read a register as ``link_csv`` takes it; raise ``BrokenRule`` if it is none."""
    rows = _rows(_text(Path(path)))
    if not rows:
        raise _refused("link-file-empty", "文件是空的", "the file is empty")
    header, body = [name.strip() for name in rows[0][1]], rows[1:]
    _check_header(header)
    _check_rows(header, body)
    cells = [row for _, row in body]
    columns = {
        name: [row[at] for row in cells] for at, name in enumerate(header) if name in COLUMNS
    }
    blank = [""] * len(cells)
    _check_numbers(columns[NUMBER], [line for line, _ in body])
    return Register(
        number=columns[NUMBER],
        received=[_ordinal(cell) for cell in columns.get(RECEIVED, blank)],
        channel=columns.get(CHANNEL, blank),
        people=[_people(cell) for cell in columns.get(PEOPLE, blank)],
        place=columns.get(PLACE, blank),
        category=columns.get(CATEGORY, blank),
        title=columns.get(TITLE, blank),
        text=columns.get(TEXT, blank),
    )


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        zh, en = f"打不开文件 {path.name}", f"cannot open the file {path.name}"
        raise _refused("link-file-unreadable", zh, en) from error
    if b"\0" not in content:
        for encoding in _ENCODINGS:
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise _refused(
        "link-file-encoding",
        f"{path.name} 不是 UTF-8 或 GB18030 编码的 CSV 文件，请另存为“CSV UTF-8”",
        f"{path.name} is not CSV in UTF-8 or GB18030; save it as “CSV UTF-8”",
    )


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows that are not blank, each with the line on which it ends."""
    before = csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        line = reader.line_num
        raise _refused(
            "link-file-broken",
            f"第 {line} 行起不是完整的 CSV（引号不成对，或单元格超过 {_LARGEST_CELL:,} 字）",
            f"from line {line} this is not whole CSV "
            f"(an open quote, or a cell of more than {_LARGEST_CELL:,} characters)",
        ) from error
    finally:
        csv.field_size_limit(before)


def _check_header(header: Sequence[str]) -> None:
    twice = [name for name, count in Counter(header).items() if count > 1 and name in COLUMNS]
    if twice:
        zh, en = f"列“{twice[0]}”出现了两次", f"the column {twice[0]} stands twice"
        raise _refused("link-column-twice", zh, en)
    if NUMBER not in header or not {TITLE, TEXT} & set(header):
        raise _refused(
            "link-column-missing",
            f"首行须有“{NUMBER}”列，并至少有“{TITLE}”“{TEXT}”之一",
            f"the first line must name {NUMBER} and at least one of {TITLE}, {TEXT}",
        )


def _check_rows(header: Sequence[str], body: Sequence[tuple[int, Sequence[str]]]) -> None:
    for line, row in body:
        if len(row) != len(header):
            raise _refused(
                "link-row-length",
                f"第 {line} 行有 {len(row)} 格，首行有 {len(header)} 格",
                f"line {line} has {len(row)} cells, the first line {len(header)}",
            )


def _check_numbers(numbers: Sequence[str], lines: Sequence[int]) -> None:
    seen: set[str] = set()
    for number, line in zip(numbers, lines, strict=True):
        if not number.strip():
            zh, en = f"第 {line} 行没有{NUMBER}", f"line {line} has no {NUMBER}"
            raise _refused("link-number-missing", zh, en)
        if number in seen:
            zh, en = f"第 {line} 行{NUMBER}重复", f"line {line} repeats a {NUMBER}"
            raise _refused("link-number-twice", zh, en)
        if number.startswith(_FORMULA):
            zh, en = f"第 {line} 行{NUMBER}是公式", f"line {line} has a formula as {NUMBER}"
            raise _refused("link-number-formula", zh, en)
        seen.add(number)


def _refused(code: str, zh: str, en: str) -> BrokenRule:
    return BrokenRule(code, zh=f"{zh}。", en=f"{en[:1].upper()}{en[1:]}.")


def _ordinal(cell: str) -> int:
    """Return the day's ordinal, 0 if the cell holds no possible date."""
    match = _DATE.search(cell)
    if match is None:
        return 0
    year, month, day = (int(part) for part in match.groups() if part is not None)
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return 0


def _people(cell: str) -> int:
    digits = re.match(r"\s*(\d{1,6})", cell)
    return int(digits.group(1)) if digits else 1


def _explained(register: Register, groups: Groups) -> Iterable[tuple[object, ...]]:
    links = groups.links
    for row, model, chance in zip(
        links.left.tolist(), links.right.tolist(), links.probability.tolist(), strict=True
    ):
        reasons = groups.explain(row)
        yield (
            register.number[row],
            register.number[model],
            int(groups.matter[row]) + 1,
            f"{chance:.3f}",
            "；".join(reason.zh for reason in reasons),
            "; ".join(reason.en for reason in reasons),
        )


def _write(path: Path, header: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
    """Write a CSV whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(rows)
        part.replace(path)
    except OSError as error:
        zh, en = f"写不了文件 {path.name}", f"cannot write the file {path.name}"
        raise _refused("link-file-unwritable", zh, en) from error
    finally:
        part.unlink(missing_ok=True)
