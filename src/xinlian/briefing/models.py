"""The nouns of the situation report."""

from typing import ClassVar

from django.db import models


class Report(models.Model):
    """A situation report, pinned to a state of the ledger (``pinned``: its last fact)."""

    id = models.BigIntegerField(primary_key=True)
    as_of = models.DateField()
    pinned = models.BigIntegerField()
    version = models.IntegerField(default=1)
    drafted_at = models.DateTimeField()
    published_version = models.IntegerField(null=True)

    def __str__(self) -> str:
        """Say as of when the report is."""
        return f"#{self.id} ({self.as_of})"


class ReportVersion(models.Model):
    """One version's content: blocks of words and locked figures. The key is ``report/version``.

    ``content`` is no fact (it is free text); the fact of its making carries its digest.
    """

    key = models.CharField(max_length=40, primary_key=True)
    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    version = models.IntegerField()
    pinned = models.BigIntegerField()
    content = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)

    class Meta:
        """Versions of a report are read in order."""

        indexes: ClassVar = [models.Index(fields=["report", "version"], name="report_version")]

    def __str__(self) -> str:
        """Return the key."""
        return self.key
