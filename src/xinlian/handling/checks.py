"""What ``xinlian verify`` compares beyond rows: kept words against their digests."""

from collections.abc import Iterator
from typing import Final

from django.apps import apps

from xinlian.handling.models import Words
from xinlian.ledger.digests import salted
from xinlian.ledger.verify import Difference

_REFERRING: Final = {
    "File": ("redacted",),
    "Claim": ("words", "facts", "reasons", "basis"),
    "Assignment": ("words",),
    "Contest": ("reasons", "answer"),
    "RunningClock": ("reason",),
    "Opinion": ("words", "evidence"),
    "Execution": ("words",),
    "Rating": ("words",),
    "Review": ("request", "record"),
    "Note": ("words",),
    "Recusal": ("reason",),
    "Urging": ("words", "answer"),
}
"""Which columns hold a digest of kept words."""


def words_fit_digests() -> Iterator[Difference]:
    """Yield each text that is not what its fact was made of, and each that is gone."""
    kept = set()
    for row in Words.objects.order_by("pk").iterator(5000):
        kept.add(row.pk)
        digest = salted(row.text, bytes(row.salt))
        if digest != row.pk:
            yield Difference("handling.Words", row.pk, digest)
    for model, columns in _REFERRING.items():
        for column in columns:
            rows = apps.get_model("handling", model).objects.exclude(**{column: ""})
            for key, digest in rows.values_list("pk", column).iterator(5000):
                if digest not in kept:
                    yield Difference(f"handling.{model} {key}.{column}", digest, "no such words")
