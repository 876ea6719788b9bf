"""Files, their claims, assignments, contests and clocks; and the words that facts digest."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from xinlian.organisation.models import Unit
from xinlian.petitions.models import Petition
from xinlian.rules.vocabulary import (
    AssignmentState,
    ClockState,
    DecidedBy,
    Passing,
    Purpose,
    Route,
    State,
)

if TYPE_CHECKING:
    from xinlian.rules.running import Taken


class File(models.Model):
    """A petition on its way: where it stands, who is in charge, since when it waits.

    A whole petition's file has the petition's number. A part split off a mixed letter has a
    number of its own out of the same counter. ``charge`` null is the petitions office.
    ``first_on`` is never reset. ``redacted`` holds the digest of the words that go on in place
    of the letter, '' where the letter itself does.
    """

    id = models.BigIntegerField(primary_key=True)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="files")
    profile = models.CharField(max_length=20)
    state = models.CharField(max_length=20, choices=State.choices())
    before = models.CharField(max_length=20, default="")
    purpose = models.CharField(max_length=20, choices=Purpose.choices())
    route = models.CharField(max_length=20, choices=Route.choices(), default="")
    charge = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    official = models.CharField(max_length=60, default="")
    first_on = models.DateField()
    since = models.DateField()
    urgent = models.BooleanField(default=False)
    bounces = models.IntegerField(default=0)
    redacted = models.CharField(max_length=64, default="")

    steps: "list[Taken]"
    """Steps taken and clocks stored, of a file that a command works on (`handling.clocks`)."""
    stored: "dict[str, RunningClock]"

    class Meta:
        """The work lists: a unit's by state, the office's first received first."""

        indexes: ClassVar = [
            models.Index(fields=["state", "first_on", "id"], name="file_state"),
            models.Index(fields=["charge", "state"], name="file_charge"),
        ]

    def __str__(self) -> str:
        """Return the file's number and where it stands."""
        return f"{self.pk} {self.state}"


class Barred(models.Model):
    """A unit that gets nothing of a file, nor does its line (R28). The key is ``file/unit``."""

    key = models.CharField(max_length=70, primary_key=True)
    file = models.ForeignKey(File, models.PROTECT, related_name="barred")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    basis = models.CharField(max_length=20)

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class Claim(models.Model):
    """One claim of a file and the result held against it. The key is ``file/position``."""

    key = models.CharField(max_length=40, primary_key=True)
    file = models.ForeignKey(File, models.PROTECT, related_name="claims")
    position = models.IntegerField()
    purpose = models.CharField(max_length=20, choices=Purpose.choices())
    route = models.CharField(max_length=20, choices=Route.choices(), default="")
    words = models.CharField(max_length=64)
    result = models.CharField(max_length=20, default="")
    facts = models.CharField(max_length=64, default="")
    reasons = models.CharField(max_length=64, default="")
    basis = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class Assignment(models.Model):
    """A file was forwarded or assigned to a unit; its own date where it was assigned."""

    id = models.BigIntegerField(primary_key=True)
    file = models.ForeignKey(File, models.PROTECT, related_name="assignments")
    kind = models.CharField(max_length=10, choices=Passing.choices())
    sender = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    lead = models.BooleanField()
    given_on = models.DateField()
    due_on = models.DateField(null=True)
    report_owed = models.BooleanField()
    words = models.CharField(max_length=64, default="")
    state = models.CharField(max_length=12, choices=AssignmentState.choices())
    moved_on = models.DateField()

    def __str__(self) -> str:
        """Say which file went to whom."""
        return f"{self.file_id} -> {self.to_id}"


class Contest(models.Model):
    """A unit's objection to an assignment, whose number is its own, and how it was answered."""

    id = models.BigIntegerField(primary_key=True)
    file = models.ForeignKey(File, models.PROTECT, related_name="contests")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    filed_on = models.DateField()
    reasons = models.CharField(max_length=64)
    proposed = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    agreed = models.BooleanField(null=True)
    level = models.CharField(max_length=12, choices=DecidedBy.choices(), default="")
    decided_by = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    answer = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        """Say who contests what."""
        return f"{self.unit_id} / {self.file_id}"


class RunningClock(models.Model):
    """A clock of a file. The key is ``file/clock``, the second of its name ``file/clock/2``.

    The legal instant is the first moment after the local day ``due_on``. Null where the
    holidays of that year are not known: said aloud, never "nothing is due".
    """

    key = models.CharField(max_length=60, primary_key=True)
    file = models.ForeignKey(File, models.PROTECT, related_name="clocks")
    clock = models.CharField(max_length=30)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    started_on = models.DateField()
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=ClockState.choices())
    expired_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)
    days = models.IntegerField(default=0)
    why = models.CharField(max_length=20, default="")
    approver = models.CharField(max_length=80, default="")
    reason = models.CharField(max_length=64, default="")

    class Meta:
        """What is due next, and what the sweep looks for."""

        indexes: ClassVar = [models.Index(fields=["state", "due_on"], name="clock_due")]

    def __str__(self) -> str:
        """Return the key and when it is due."""
        return f"{self.key} {self.due_on}"


class Words(models.Model):
    """What somebody wrote in the course of handling, under its salted digest."""

    digest = models.CharField(max_length=64, primary_key=True)
    file = models.ForeignKey(File, models.PROTECT, related_name="+", db_constraint=False)
    salt = models.BinaryField(max_length=16)
    text = models.TextField()

    def __str__(self) -> str:
        """Return how it begins."""
        return self.text[:40]
