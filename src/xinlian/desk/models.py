"""What the staff pages remember for a member of staff. Preferences, not records."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    """A list as somebody likes to see it: the page and the query behind its filters."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views"
    )
    page = models.CharField(max_length=40)
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=1000)

    class Meta:
        """A name stands once for each list and account."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "page", "name"], name="saved_view_name"),
        ]

    def __str__(self) -> str:
        """Return the name given to the view."""
        return self.name
