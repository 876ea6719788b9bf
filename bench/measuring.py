"""What the benchmarks share: the machine, a table on the screen, JSON beside it."""

import json
import os
import platform
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any


def seconds(work: Callable[[], object], runs: int = 1) -> float:
    """Return the median wall-clock seconds of ``work`` over ``runs``."""
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return median(taken)


def report(name: str, rows: Sequence[dict[str, Any]], packages: Sequence[str], seed: int) -> None:
    """Print ``rows`` as a table and write them with the machine to ``bench/results``."""
    columns = list(rows[0])
    texts = [[_text(row[column]) for column in columns] for row in rows]
    widths = [max(len(c), *(len(t[n]) for t in texts)) for n, c in enumerate(columns)]
    for line in [columns, *texts]:
        print("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)))
    folder = Path(__file__).parent / "results"
    folder.mkdir(exist_ok=True)
    machine = {
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "packages": {package: version(package) for package in packages},
        "seed": seed,
    }
    written = {"bench": name, "machine": machine, "rows": list(rows)}
    (folder / f"{name}.json").write_text(json.dumps(written, ensure_ascii=False, indent=2) + "\n")


def _text(value: object) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else f"{value}"
