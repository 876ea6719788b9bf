"""The room `organisation` as a Django application."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Units, places, accounts, appointments."""

    name = "xinlian.organisation"
    label = "organisation"
    verbose_name = "组织"

    def ready(self) -> None:
        """Declare the folds of this room."""
        from xinlian.organisation import folds  # noqa: F401, PLC0415 - declares on import
