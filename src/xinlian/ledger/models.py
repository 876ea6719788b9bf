"""The nouns of the ledger."""

from typing import ClassVar

from django.db import models


class Counter(models.Model):
    """The last number given out under a name (facts, petitions, matters ...).

    A row, not a sequence of the database: its lock orders the transactions that write facts,
    so numbers have no gaps and their order is the order of commits.
    """

    name = models.CharField(max_length=40, primary_key=True)
    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        """Name the counter and where it stands."""
        return f"{self.name} = {self.value}"


class Fact(models.Model):
    """Something that happened, as it was recorded. Never updated, never deleted."""

    seq = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=40)
    version = models.SmallIntegerField()
    subject = models.CharField(max_length=80)
    happened_at = models.DateTimeField()
    known_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    imported = models.BooleanField(default=False)
    data = models.TextField()
    digest = models.BinaryField(max_length=32)

    class Meta:
        """One index: the facts about a subject, in order."""

        indexes: ClassVar = [models.Index(fields=["subject", "seq"], name="fact_subject")]

    def __str__(self) -> str:
        """Name the fact by number, kind and subject."""
        return f"#{self.seq} {self.kind} {self.subject}"
