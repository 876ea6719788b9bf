"""Opinions and what follows them: execution, rating, review; notes, recusals, urging."""

from django.db import models

from xinlian.handling.models.files import File
from xinlian.organisation.models import Unit
from xinlian.rules.vocabulary import (
    Delivery,
    Means,
    Rated,
    Satisfaction,
    Stage,
    UrgingGround,
    UrgingKind,
)


class Opinion(models.Model):
    """A written opinion: drafted, approved and numbered, served. A draft has no number."""

    id = models.BigIntegerField(primary_key=True)
    file = models.ForeignKey(File, models.PROTECT, related_name="opinions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=20, choices=Stage.choices())
    words = models.CharField(max_length=64)
    drafted_on = models.DateField()
    drafted_by = models.CharField(max_length=80)
    number = models.CharField(max_length=60, default="")
    approver = models.CharField(max_length=80, default="")
    role = models.CharField(max_length=20, default="")
    approved_on = models.DateField(null=True)
    how = models.CharField(max_length=12, choices=Delivery.choices(), default="")
    served_on = models.DateField(null=True)
    evidence = models.CharField(max_length=64, default="")
    voided_on = models.DateField(null=True)

    def __str__(self) -> str:
        """Return the number, or that it is a draft."""
        return self.number or f"draft {self.pk}"


class Execution(models.Model):
    """A report on carrying out an opinion. The key is the number of its fact."""

    id = models.BigIntegerField(primary_key=True)
    file = models.ForeignKey(File, models.PROTECT, related_name="executions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    done = models.BooleanField()
    words = models.CharField(max_length=64)
    on = models.DateField()

    def __str__(self) -> str:
        """Say which file and whether it is done."""
        return f"{self.file_id} {self.done}"


class Rating(models.Model):
    """What the petitioner says of an office or unit. The key is ``file/object``."""

    key = models.CharField(max_length=40, primary_key=True)
    file = models.ForeignKey(File, models.PROTECT, related_name="ratings")
    object = models.CharField(max_length=10, choices=Rated.choices())
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="ratings")
    value = models.CharField(max_length=20, choices=Satisfaction.choices())
    means = models.CharField(max_length=10, choices=Means.choices())
    caller = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    call = models.CharField(max_length=40, default="")
    shown = models.BooleanField()
    words = models.CharField(max_length=64, default="")
    on = models.DateField()

    def __str__(self) -> str:
        """Return the rating."""
        return f"{self.key} {self.value}"


class Review(models.Model):
    """A review or re-examination: by another body, with its hearing and its opinion."""

    id = models.BigIntegerField(primary_key=True)
    file = models.ForeignKey(File, models.PROTECT, related_name="reviews")
    stage = models.CharField(max_length=20, choices=Stage.choices())
    body = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    against = models.ForeignKey(Opinion, models.PROTECT, null=True, related_name="+")
    request = models.CharField(max_length=64, default="")
    requested_on = models.DateField()
    heard_from = models.DateField(null=True)
    heard_to = models.DateField(null=True)
    record = models.CharField(max_length=64, default="")
    result = models.CharField(max_length=20, default="")
    opinion = models.ForeignKey(Opinion, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)

    def __str__(self) -> str:
        """Return the stage and the file."""
        return f"{self.stage} {self.file_id}"


class Note(models.Model):
    """An internal note among those who handle a file."""

    id = models.BigIntegerField(primary_key=True)
    file = models.ForeignKey(File, models.PROTECT, related_name="notes")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    account = models.CharField(max_length=80)
    words = models.CharField(max_length=64)
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        """Say on which file."""
        return f"{self.file_id}"


class Recusal(models.Model):
    """An official who keeps out of a file (R28). The key is ``file/account``."""

    key = models.CharField(max_length=90, primary_key=True)
    file = models.ForeignKey(File, models.PROTECT, related_name="recusals")
    account = models.CharField(max_length=60, db_index=True)
    reason = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class Standby(models.Model):
    """A desk looked after by a deputy while its own official is away."""

    id = models.BigIntegerField(primary_key=True)
    account = models.CharField(max_length=60)
    deputy = models.CharField(max_length=60, db_index=True)
    since = models.DateField()
    until = models.DateField()

    def __str__(self) -> str:
        """Say who stands in for whom."""
        return f"{self.deputy} / {self.account}"


class Urging(models.Model):
    """A unit was urged, on which ground, and what it reported back (R40)."""

    id = models.BigIntegerField(primary_key=True)
    file = models.ForeignKey(File, models.PROTECT, related_name="urgings")
    sender = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=UrgingKind.choices())
    ground = models.CharField(max_length=20, choices=UrgingGround.choices())
    words = models.CharField(max_length=64, default="")
    on = models.DateField()
    due_on = models.DateField(null=True)
    answer = models.CharField(max_length=64, default="")
    answered_on = models.DateField(null=True)

    def __str__(self) -> str:
        """Say which unit was urged on which file."""
        return f"{self.unit_id} / {self.file_id}"
