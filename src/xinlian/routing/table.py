"""``xinlian route``: from sorted petitions and new ones as CSV to the guesses, no database."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from xinlian.routing.classifier import Classifier, Guess
from xinlian.rules.errors import BrokenRule

TEXT, LABEL = "text", "label"
GUESSES = 3
_LARGEST_CELL = 1_000_000  # characters
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ENCODINGS = ("utf-8-sig", "gb18030")


def route_csv(teaching: str | Path, asked: str | Path, path_out: str | Path) -> None:
    """Write ``label1,p1,label2,p2,label3,p3`` for each row of ``asked``, in its order.

    ``teaching`` is CSV with the columns ``text`` and ``label``, ``asked`` with ``text``; other
    columns are not read, UTF-8 and GB18030 are. A row whose text is empty gets the labels in
    proportion to how often they were taught. With fewer than three labels the last cells stay
    empty. A file that is not such a table raises ``BrokenRule`` and nothing is written.
    """
    texts, labels = read_columns(teaching, (TEXT, LABEL))
    (questions,) = read_columns(asked, (TEXT,))
    if not texts:
        name = Path(teaching).name
        zh, en = f"{name} 没有一行可供学习", f"{name} has no row to learn from"
        raise _refused("route-nothing-to-learn", zh, en)
    classifier = Classifier.train(texts, labels)
    answers = classifier.classify(questions, top=GUESSES, reasons=0)
    header = [f"{what}{at}" for at in range(1, GUESSES + 1) for what in ("label", "p")]
    _write(Path(path_out), header, map(_cells, answers))


def read_columns(path: str | Path, names: Sequence[str]) -> list[list[str]]:
    """Return the columns ``names`` of a CSV file; raise ``BrokenRule`` if it has them not.

    Lines without anything are passed over; a row whose cells are empty is a row. Each label
    must be there.
    """
    path = Path(path)
    rows = _rows(path.name, _text(path))
    header = [name.strip() for name in rows[0][1]] if rows else []
    for name in names:
        _check_column(path.name, header, name)
    columns: list[list[str]] = [[] for _ in names]
    for line, row in rows[1:]:
        _check_row(path.name, line, header, row)
        for column, name in zip(columns, names, strict=True):
            cell = row[header.index(name)]
            if name == LABEL and not cell.strip():
                zh = f"{path.name} 第 {line} 行没有 {LABEL}"
                raise _refused("route-label-missing", zh, f"{path.name}, line {line} has no label")
            column.append(cell.strip() if name == LABEL else cell)
    return columns


def _check_column(file: str, header: Sequence[str], name: str) -> None:
    if header.count(name) != 1:
        zh = f"{file} 首行须有一个“{name}”列"
        raise _refused("route-column", zh, f"the first line of {file} must name one column {name}")


def _check_row(file: str, line: int, header: Sequence[str], row: Sequence[str]) -> None:
    if len(row) != len(header):
        zh = f"{file} 第 {line} 行有 {len(row)} 格，首行有 {len(header)} 格"
        en = f"{file}, line {line} has {len(row)} cells, the first line {len(header)}"
        raise _refused("route-row-length", zh, en)


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        zh, en = f"打不开文件 {path.name}", f"cannot open the file {path.name}"
        raise _refused("route-file-unreadable", zh, en) from error
    if b"\0" not in content:
        for encoding in _ENCODINGS:
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise _refused(
        "route-file-encoding",
        f"{path.name} 不是 UTF-8 或 GB18030 编码的 CSV 文件，请另存为“CSV UTF-8”",
        f"{path.name} is not CSV in UTF-8 or GB18030; save it as “CSV UTF-8”",
    )


def _rows(file: str, text: str) -> list[tuple[int, list[str]]]:
    """Return the rows that have a cell, each with the line on which it ends."""
    before = csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        line = reader.line_num
        raise _refused(
            "route-file-broken",
            f"{file} 第 {line} 行起不是完整的 CSV（引号不成对，或单元格超过 {_LARGEST_CELL:,} 字）",
            f"{file}, from line {line}, is not whole CSV "
            f"(an open quote, or a cell of more than {_LARGEST_CELL:,} characters)",
        ) from error
    finally:
        csv.field_size_limit(before)


def _cells(guesses: Sequence[Guess]) -> list[str]:
    cells: list[str] = []
    for guess in guesses:
        cells += [_harmless(guess.label), f"{guess.probability:.4f}"]
    return cells + [""] * (2 * GUESSES - len(cells))


def _harmless(label: str) -> str:
    """Return a label that no spreadsheet takes for a formula."""
    return f"'{label}" if label.startswith(_FORMULA) else label


def _refused(code: str, zh: str, en: str) -> BrokenRule:
    return BrokenRule(code, zh=f"{zh}。", en=f"{en[:1].upper()}{en[1:]}.")


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
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
        raise _refused("route-file-unwritable", zh, en) from error
    finally:
        part.unlink(missing_ok=True)
