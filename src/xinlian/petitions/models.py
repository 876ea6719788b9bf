"""The nouns of petitions.

No column here can hold a person's data; ``petitioner`` points into the vault.
"""

from typing import ClassVar

from django.db import models

from xinlian.organisation.models import Place, Unit
from xinlian.rules.vocabulary import Channel, Level, MatterKind, Occurrence, Purpose
from xinlian.vault.keys import open_under


class Category(models.Model):
    """A category; its code is the path of names from the top, joined by ``/``."""

    code = models.CharField(max_length=120, primary_key=True)
    name = models.CharField(max_length=60)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    kind = models.CharField(max_length=20, choices=MatterKind.choices(), default="")

    def __str__(self) -> str:
        """Return the category's path."""
        return self.code


class Petition(models.Model):
    """One petition as registered and since corrected. Rows are folded from facts."""

    id = models.BigIntegerField(primary_key=True)
    number = models.CharField(max_length=60)
    source = models.CharField(max_length=60)
    received_at = models.DateTimeField()
    received_on = models.DateField()
    channel = models.CharField(max_length=20, choices=Channel.choices())
    purpose = models.CharField(max_length=20, choices=Purpose.choices())
    level = models.CharField(max_length=20, choices=Level.choices())
    people = models.IntegerField()
    occurrence = models.CharField(max_length=20, choices=Occurrence.choices())
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    area = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    category = models.ForeignKey(Category, models.PROTECT, null=True, related_name="petitions")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    petitioner = models.CharField(max_length=32, null=True)  # noqa: DJ001 - null: nobody named
    title_digest = models.CharField(max_length=64)
    text_digest = models.CharField(max_length=64)
    profile = models.CharField(max_length=20)
    notice_due = models.DateField(null=True)
    held = models.BooleanField(default=False)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    answer_digest = models.CharField(max_length=64, default="")

    class Meta:
        """Uniqueness within a register; indexes for the work lists."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "number"], name="petition_number"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-received_on", "-id"], name="petition_received"),
            models.Index(fields=["answered_on", "notice_due"], name="petition_due"),
            models.Index(fields=["petitioner"], name="petition_petitioner"),
        ]

    def __str__(self) -> str:
        """Return the number in the register."""
        return self.number


class PetitionText(models.Model):
    """The words of a petition: normalised and masked; the original where it differs.

    ``salt`` makes the digests in the facts; ``row_digest`` recognises an unchanged row when
    a register is imported again.
    """

    petition = models.OneToOneField(
        Petition, models.PROTECT, primary_key=True, related_name="words", db_constraint=False
    )
    title = models.CharField(max_length=400)
    text = models.TextField()
    original_title = models.TextField(default="")
    original_text = models.TextField(default="")
    answer = models.TextField(default="")
    salt = models.BinaryField(max_length=16)
    row_digest = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class Attachment(models.Model):
    """A file of a petition, stored by its digest outside the web root."""

    key = models.CharField(max_length=100, primary_key=True)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="attachments")
    digest = models.CharField(max_length=64)
    media_type = models.CharField(max_length=80)
    size = models.BigIntegerField()

    def __str__(self) -> str:
        """Return petition and digest."""
        return self.key


class Stage(models.TextChoices):
    """How far an uploaded register has come."""

    COLUMNS = "columns"
    REHEARSING = "rehearsing"
    REHEARSED = "rehearsed"
    IMPORTING = "importing"
    STOPPED = "stopped"
    DONE = "done"


class Import(models.Model):
    """The progress of importing one file; it goes on where it was interrupted.

    Working state, not a record: what an import did stands in its facts.
    """

    file_digest = models.CharField(max_length=64)
    name = models.CharField(max_length=60)
    account = models.CharField(max_length=60, default="")
    path = models.CharField(max_length=400)
    mapping = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    rows_read = models.BigIntegerField(default=0)
    added = models.BigIntegerField(default=0)
    changed = models.BigIntegerField(default=0)
    unchanged = models.BigIntegerField(default=0)
    rejected = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        """Return the register's name and when its import began."""
        return f"{self.name} ({self.begun_at:%Y-%m-%d})"


class ImportIssue(models.Model):
    """A row that was not taken: where, what is wrong, what would be right."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="errors")
    row = models.BigIntegerField()
    column = models.CharField(max_length=80)
    value = models.CharField(max_length=80)
    wrong_zh = models.CharField(max_length=200)
    wrong_en = models.CharField(max_length=300)
    right_zh = models.CharField(max_length=200)
    right_en = models.CharField(max_length=300)

    def __str__(self) -> str:
        """Return where the error is and what it is."""
        return f"{self.row}:{self.column} {self.wrong_en}"


class Upload(models.Model):
    """A register brought by page, from its columns to the end of its import.

    Working state, not a record. The file lies sealed in the home until it is imported or given
    up; its name (``called``) can be a person's and is sealed too, like ``shown``, what the page
    says of its columns. ``stage`` tells what is waited for, so that work goes on after a kill;
    ``rehearsed`` is what a dry run found.
    """

    CALLED: ClassVar = "upload-name"

    key = models.CharField(max_length=32, primary_key=True)
    account = models.CharField(max_length=60)
    called = models.BinaryField()
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64, default="")
    uploaded_at = models.DateTimeField()
    shown = models.BinaryField(default=bytes)
    mapping = models.JSONField(default=dict)
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.COLUMNS)
    asked_at = models.DateTimeField(null=True)
    rows_read = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    rehearsed = models.JSONField(default=dict)
    refusal = models.JSONField(default=dict)
    of = models.ForeignKey(Import, models.SET_NULL, null=True, related_name="uploads")

    def __str__(self) -> str:
        """Return the file's name."""
        return self.file

    @property
    def file(self) -> str:
        """Return the file's name."""
        return open_under(self.CALLED, bytes(self.called), owner=self.key).decode()


class ColumnMap(models.Model):
    """A corrected assignment of columns, remembered for the next file of the same header."""

    fingerprint = models.CharField(max_length=64, primary_key=True)
    mapping = models.JSONField()

    def __str__(self) -> str:
        """Return the header's fingerprint."""
        return self.fingerprint


class RegistrationDraft(models.Model):
    """What a registrar typed and has not yet registered; sealed under the vault's key."""

    account = models.CharField(max_length=60, primary_key=True)
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        """Return whose draft it is."""
        return self.account


class Receipt(models.Model):
    """A receipt handed out: the keyed digest of its query code, never the code."""

    key = models.CharField(max_length=64, primary_key=True)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="receipts")
    issued_at = models.DateTimeField()

    def __str__(self) -> str:
        """Return which petition the receipt is for."""
        return f"{self.petition_id}"
