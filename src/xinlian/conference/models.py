"""The nouns of the conference, as far as the situation report needs them."""

from typing import ClassVar

from django.db import models

from xinlian.matters.models import Matter
from xinlian.organisation.models import Unit
from xinlian.rules.vocabulary import Closing, Direction


class CityLimit(models.Model):
    """The city's limit of escalated visits for a year, in batches."""

    year = models.IntegerField(primary_key=True)
    amount = models.IntegerField()

    def __str__(self) -> str:
        """Return year and amount."""
        return f"{self.year}: {self.amount}"


class Limit(models.Model):
    """An area's part of a year's limit, or the reserve (no area). The key is ``year/area``."""

    key = models.CharField(max_length=50, primary_key=True)
    year = models.IntegerField(db_index=True)
    area = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="limits")
    amount = models.IntegerField()

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class MonthlyReturn(models.Model):
    """An area's escalated visits of a month, in batches: nothing finer is kept.

    The key is ``area/year/month``.
    """

    key = models.CharField(max_length=60, primary_key=True)
    area = models.ForeignKey(Unit, models.PROTECT, related_name="returns")
    year = models.IntegerField()
    month = models.IntegerField()
    batches = models.IntegerField()
    notice = models.CharField(max_length=120)

    class Meta:
        """Returns are read by year."""

        indexes: ClassVar = [models.Index(fields=["year", "month"], name="return_month")]

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class WeeklyReturn(models.Model):
    """The city's escalated visits of a week, in batches; ``week`` is its Monday."""

    week = models.DateField(primary_key=True)
    batches = models.IntegerField()
    notice = models.CharField(max_length=120)

    def __str__(self) -> str:
        """Return the Monday."""
        return self.week.isoformat()


class AssignedCase(models.Model):
    """A case assigned from above, with its chain of assignment, topmost first."""

    id = models.BigIntegerField(primary_key=True)
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    chain = models.JSONField(default=list)
    area = models.ForeignKey(Unit, models.PROTECT, related_name="cases")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="cases")
    assigned_on = models.DateField()
    due_on = models.DateField(null=True)
    closing = models.CharField(max_length=20, choices=Closing.choices(), default="")
    closed_on = models.DateField(null=True)

    def __str__(self) -> str:
        """Return number and title."""
        return f"{self.number} {self.title}"


class PeerTable(models.Model):
    """A table that compares the city with its peers; rank 1 comes first."""

    id = models.BigIntegerField(primary_key=True)
    measure = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    period_from = models.DateField()
    period_to = models.DateField()
    direction = models.CharField(max_length=20, choices=Direction.choices())
    notice = models.CharField(max_length=120)
    names = models.JSONField(default=list)
    values = models.JSONField(default=list)
    own = models.CharField(max_length=60)

    def __str__(self) -> str:
        """Return the title."""
        return self.title
