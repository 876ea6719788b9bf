"""The page of measurements: what each benchmark says of itself, and its last results."""

import ast
import json
from pathlib import Path
from typing import Any

_BENCH = Path(__file__).parents[1] / "bench"


def measurements() -> str:
    """Return ``docs/benchmarks.md``: a section for each benchmark that has results."""
    lines = [
        "# Measured",
        "<!-- Written by `make docs` from `bench/`; run the benchmark again, not an editor. -->",
        "",
        "Each benchmark is one command, measures ours beside its reference in one run, prints a",
        "table and leaves it under `bench/results/`. Machines are noisy: compare ratios, not",
        "seconds. No test asserts a time.",
    ]
    for results in sorted((_BENCH / "results").glob("*.json")):
        lines += _section(json.loads(results.read_text(encoding="utf-8")))
    return "\n".join(lines) + "\n"


def _section(measured: dict[str, Any]) -> list[str]:
    bench, _, apart = measured["bench"].partition("-")
    source = (_BENCH / f"{bench}.py").read_text(encoding="utf-8")
    title, _, words = (ast.get_docstring(ast.parse(source)) or "").partition("\n")
    machine, rows = measured["machine"], measured["rows"]
    versions = {"Python": machine["python"], **machine["packages"]}
    packages = ", ".join(f"{name} {version}" for name, version in versions.items())
    columns = list(dict.fromkeys(column for row in rows for column in row))
    return [
        "",
        f"## {title.rstrip('.')}{f' ({apart})' if apart else ''}",
        words.strip(),
        "",
        f"{packages}; {machine['cores']} cores, seed {machine['seed']}.",
        "",
        f"| {' | '.join(name.replace('_', ' ') for name in columns)} |",
        f"|{'---|' * len(columns)}",
        *(f"| {' | '.join(_cell(row.get(name, '')) for name in columns)} |" for row in rows),
    ]


def _cell(value: object) -> str:
    """Return a value as a table shows it; a number with no more digits than it means."""
    return f"{value:.3g}" if isinstance(value, float) else str(value)
