"""The nouns of the vault. Whatever is about a person is sealed; the rest tells nothing of one."""

from typing import ClassVar

from django.db import models


class Identity(models.Model):
    """Who wrote one petition, sealed under a key of its own.

    Two petitions by one person are two identities: nothing here joins them.
    """

    ref = models.CharField(max_length=32, primary_key=True)
    sealed = models.BinaryField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        """Return the reference, which says nothing of the person."""
        return self.ref


class WrappedKey(models.Model):
    """A key as it is kept: wrapped under the master key whose id is ``master``."""

    wrapped = models.BinaryField()
    master = models.CharField(max_length=16)

    class Meta:
        """No table of its own."""

        abstract = True


class PersonKey(WrappedKey):
    """The data key of one identity. Gone: the person is erased."""

    ref = models.CharField(max_length=32, primary_key=True)

    def __str__(self) -> str:
        """Return whose key it is, by reference."""
        return self.ref


class SealedText(models.Model):
    """What was masked in one text, sealed under its writer's key.

    ``mark`` is a digest of the masked text, keyed with the writer's key: an old version of a
    text finds its own pieces after a correction.
    """

    ref = models.CharField(max_length=32)
    mark = models.BinaryField(max_length=32)
    sealed = models.BinaryField()

    class Meta:
        """One row for each masked text of a writer."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ref", "mark"], name="sealed_text_once")
        ]

    def __str__(self) -> str:
        """Return whose text it is, by reference."""
        return self.ref


class MatterKey(WrappedKey):
    """The key of one matter's pseudonyms."""

    matter = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        """Return the number of the matter."""
        return str(self.matter)


class HouseKey(WrappedKey):
    """A key of the house itself for one purpose (receipts, drafts ...)."""

    purpose = models.CharField(max_length=40, primary_key=True)

    def __str__(self) -> str:
        """Return what the key is for."""
        return self.purpose
