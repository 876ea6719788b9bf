"""What verbs share in printing: JSON, tables, progress."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any


def print_json(value: Any) -> None:  # noqa: ANN401 - whatever a verb answers
    """Print a value as JSON, Chinese readable, dates and fractions as strings."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under a header, separated by tabs, so that other programs can read them."""
    print("\t".join(header))
    for row in rows:
        print("\t".join("" if cell is None else str(cell) for cell in row))


def progress(what: str) -> Callable[[int, int | None], None]:
    """Return a function that shows how far long work is, on a terminal only."""
    shown = sys.stderr.isatty()

    def show(done: int, total: int | None) -> None:
        if shown:
            of = f" / {total:,}" if total else ""
            end = "\n" if total and done >= total else ""
            print(f"\r{what} {done:,}{of}", end=end, file=sys.stderr, flush=True)

    return show
