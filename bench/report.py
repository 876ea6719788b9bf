"""P2: all figures of the situation report, beside hand-written SQL over the same Parquet.

    python bench/report.py [PETITIONS ...]

Both read the same files in the same run and must agree on every count that both give. Ours
also names, words and keeps each figure; ``again_s`` is the same day once more.
"""

import sys
import tempfile
from datetime import date
from pathlib import Path

import report_by_hand
import report_register
from measuring import report, seconds

from xinlian.insight.figures import Figure, figures
from xinlian.insight.tables import Ledger

AS_OF = date(2018, 11, 7)


def main() -> None:
    """Measure each size; print the table and write the JSON."""
    rows = []
    for size in [int(size) for size in sys.argv[1:]] or [1_000_000]:
        with tempfile.TemporaryDirectory() as folder:
            facts = Path(folder) / "facts"
            count = report_register.write(facts, size)
            rows.append({"what": "report", "petitions": size, "facts": count, **measure(facts)})
    report("report", rows, ("duckdb", "ibis-framework"), report_register.SEED)


def measure(facts: Path) -> dict[str, float | int]:
    """Compute the figures both ways, twice each in turn; compare, and return the times."""
    ours: list[Figure] = []
    by_hand: dict[str, int] = {}

    def compute() -> None:
        ours[:] = figures(Ledger(facts), AS_OF)

    def write() -> None:
        by_hand.update(report_by_hand.measures(facts, AS_OF))

    taken: dict[str, list[float]] = {"ours": [], "by_hand": []}
    for _ in range(3):
        for kept in (facts.parent / "figures").glob("*.json"):
            kept.unlink()
        taken["by_hand"].append(seconds(write))
        taken["ours"].append(seconds(compute))
    compared = agree(ours, by_hand)
    first, reference = sorted(taken["ours"])[1], sorted(taken["by_hand"])[1]
    return {
        "figures": len(ours),
        "compared": compared,
        "ours_s": first,
        "reference_s": reference,
        "ratio": first / reference,
        "again_s": seconds(compute),
    }


def agree(ours: list[Figure], by_hand: dict[str, int]) -> int:
    """Return how many counts were compared; stop at the first that differs."""
    numbers = {figure.id: figure.numerator for figure in ours}
    for figure_id, expected in by_hand.items():
        if figure_id in numbers or expected:
            found = numbers.get(figure_id)
            if found != expected:
                raise SystemExit(f"{figure_id}: ours {found}, by hand {expected}")
    return len(by_hand.keys() & numbers.keys())


if __name__ == "__main__":
    main()
