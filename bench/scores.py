"""B-cubed precision, recall and F1 (Bagga and Baldwin 1998) of groups against the truth."""

from collections import Counter
from collections.abc import Sequence


def b_cubed(found: Sequence[int], truth: Sequence[int]) -> tuple[float, float, float]:
    """Return precision, recall and F1, each row weighing the same."""
    both = Counter(zip(found, truth, strict=True))
    groups, matters = Counter(found), Counter(truth)
    rows = len(truth)
    precision = sum(n * n / groups[group] for (group, _), n in both.items()) / rows
    recall = sum(n * n / matters[matter] for (_, matter), n in both.items()) / rows
    return precision, recall, 2 * precision * recall / (precision + recall)
