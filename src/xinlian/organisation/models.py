"""The nouns of the organisation."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from xinlian.rules.vocabulary import Level, Role, UnitType


class Place(models.Model):
    """A place by its administrative code; places form a tree."""

    code = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=80)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    level = models.CharField(max_length=20)

    def __str__(self) -> str:
        """Return the name of the place."""
        return self.name


class Unit(models.Model):
    """A unit at a level; a closed one names its successor (R24)."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=80)
    type = models.CharField(max_length=20, choices=UnitType.choices())
    level = models.CharField(max_length=20, choices=Level.choices())
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="units")
    functions = models.JSONField(default=list)
    accountable = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, related_name="predecessors")

    def __str__(self) -> str:
        """Return the name of the unit."""
        return self.name


class AreaAssignment(models.Model):
    """From a day on, a place belongs to an accountable area. The key is ``place@day``."""

    key = models.CharField(max_length=40, primary_key=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="areas")
    area = models.ForeignKey(Unit, models.PROTECT, related_name="places")
    since = models.DateField()

    def __str__(self) -> str:
        """Say which place belongs to which area since when."""
        return f"{self.place_id} -> {self.area_id} ({self.since})"


class Appointment(models.Model):
    """A member of staff holds a role in a unit. The key is ``account@unit:role``."""

    key = models.CharField(max_length=120, primary_key=True)
    account = models.CharField(max_length=60, db_index=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=20, choices=Role.choices())
    since = models.DateField()
    until = models.DateField(null=True)

    def __str__(self) -> str:
        """Say who holds which role where."""
        return self.key


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; a password is always hashed."""

    def create_user(self, account: str, password: str | None = None, **extra: str) -> "Account":
        """Create an account; without a password nobody can sign in with it."""
        made = self.model(account=account, **extra)
        made.set_password(password)
        made.save(using=self._db)
        return made


class Account(AbstractBaseUser):
    """A staff sign-in. What it may do hangs on its appointments, not on the account."""

    account = models.CharField(max_length=60, unique=True)
    display = models.CharField(max_length=60)
    language = models.CharField(max_length=8, default="zh-hans")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "account"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display"]

    def __str__(self) -> str:
        """Return the name to show."""
        return self.display
