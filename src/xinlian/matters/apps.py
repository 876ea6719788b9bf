"""The room `matters` as a Django application."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    """Matters and the promises made on them."""

    name = "xinlian.matters"
    label = "matters"
    verbose_name = "事项"

    def ready(self) -> None:
        """Declare the folds of this room."""
        from xinlian.matters import folds  # noqa: F401, PLC0415 - declares on import
