"""The nouns of documents.

No column here can hold a person's data in the clear: words are masked, papers are sealed, and
``petitioner`` points into the vault.
"""

from typing import ClassVar

from django.db import models

from xinlian.documents.terms import Service, State, VoidReason
from xinlian.organisation.models import Unit
from xinlian.petitions.models import Petition


class Document(models.Model):
    """A document of one kind; ``number`` and ``written`` are given when it is issued."""

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=30)
    petition = models.ForeignKey(Petition, models.PROTECT, null=True, related_name="documents")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices())
    version = models.IntegerField()
    drafted_at = models.DateTimeField()
    year = models.IntegerField(null=True)
    number = models.IntegerField(null=True)
    written = models.CharField(max_length=60, default="")
    issued_on = models.DateField(null=True)
    served_on = models.DateField(null=True)
    void_reason = models.CharField(max_length=20, choices=VoidReason.choices(), default="")

    class Meta:
        """A number is given once in a unit's year of a kind."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "unit", "year", "number"], name="document_number"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["petition", "id"], name="document_petition")]

    def __str__(self) -> str:
        """Return the number, or that it is a draft."""
        return self.written or f"#{self.pk}"


class Version(models.Model):
    """One version of a document. The key is ``document/version``."""

    key = models.CharField(max_length=40, primary_key=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    version = models.IntegerField()
    petitioner = models.CharField(max_length=32, null=True)  # noqa: DJ001 - null: nobody named
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class VersionWords(models.Model):
    """The words of a version, masked: the values it was made of and the body as composed."""

    of = models.OneToOneField(
        Version, models.PROTECT, primary_key=True, related_name="words", db_constraint=False
    )
    data = models.JSONField()
    body = models.JSONField()
    salt = models.BinaryField(max_length=16)

    def __str__(self) -> str:
        """Return which version's words they are."""
        return str(self.of_id)


class Paper(models.Model):
    """A document as printed with name and address. The key is ``document/paper``."""

    key = models.CharField(max_length=40, primary_key=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="papers")
    paper = models.IntegerField()
    version = models.IntegerField()
    petitioner = models.CharField(max_length=32, null=True)  # noqa: DJ001 - null: nobody named
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class PaperFile(models.Model):
    """The bytes of a paper, sealed under the petitioner's key, or the house's where none is."""

    of = models.OneToOneField(
        Paper, models.PROTECT, primary_key=True, related_name="file", db_constraint=False
    )
    sealed = models.BinaryField()
    salt = models.BinaryField(max_length=16)

    def __str__(self) -> str:
        """Return which paper's bytes they are."""
        return str(self.of_id)


class Served(models.Model):
    """One service of a paper, or an attempt that was refused. The key is its fact's number."""

    seq = models.BigIntegerField(primary_key=True)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="services")
    service = models.CharField(max_length=20, choices=Service.choices())
    served_on = models.DateField()
    evidence_digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        """Say which paper was served when."""
        return f"{self.paper_id} ({self.served_on})"


class Evidence(models.Model):
    """What proves a service (who signed, witnesses, number of the consignment), sealed."""

    of = models.OneToOneField(
        Served, models.PROTECT, primary_key=True, related_name="evidence", db_constraint=False
    )
    sealed = models.BinaryField()
    salt = models.BinaryField(max_length=16)

    def __str__(self) -> str:
        """Return which service it proves."""
        return str(self.of_id)
