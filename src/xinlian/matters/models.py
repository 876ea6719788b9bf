"""The nouns of matters: a matter is a thing, its place and its subject; never a person."""

from typing import ClassVar

from django.db import models

from xinlian.organisation.models import Place, Unit
from xinlian.petitions.models import Category, Petition
from xinlian.rules.vocabulary import Basis, MatterKind


class Matter(models.Model):
    """What petitions are about. A merged one names the matter it became part of."""

    id = models.BigIntegerField(primary_key=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=MatterKind.choices())
    category = models.ForeignKey(Category, models.PROTECT, null=True, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    area = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    opened_on = models.DateField()
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="absorbed")

    def __str__(self) -> str:
        """Return the thing complained of."""
        return self.name


class Link(models.Model):
    """A petition belongs to a matter: on what ground, how sure, why. One row per petition."""

    petition = models.OneToOneField(Petition, models.PROTECT, primary_key=True, related_name="link")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="links")
    basis = models.CharField(max_length=10, choices=Basis.choices())
    score = models.IntegerField(null=True)
    reasons = models.JSONField(default=list)
    pseudonym = models.CharField(max_length=64, default="")
    linked_at = models.DateTimeField()
    linked_by = models.CharField(max_length=80)

    class Meta:
        """The petitions of a matter are listed often."""

        indexes: ClassVar = [models.Index(fields=["matter", "basis"], name="link_matter_basis")]

    def __str__(self) -> str:
        """Say which petition belongs to which matter."""
        return f"{self.petition_id} -> {self.matter_id}"


class Refusal(models.Model):
    """The office decided that a petition does not belong to a matter; it is remembered.

    The key is ``petition/matter``.
    """

    key = models.CharField(max_length=50, primary_key=True)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="refusals")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="refusals")
    reason = models.CharField(max_length=200)

    def __str__(self) -> str:
        """Return the key."""
        return self.key


class Promise(models.Model):
    """What a unit promised on a matter, by when, and whether it was kept."""

    id = models.BigIntegerField(primary_key=True)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="promises")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="promises")
    what = models.CharField(max_length=200)
    made_on = models.DateField()
    due_on = models.DateField()
    kept_on = models.DateField(null=True)
    proof = models.CharField(max_length=200, default="")

    def __str__(self) -> str:
        """Return what was promised."""
        return self.what
