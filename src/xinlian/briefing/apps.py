"""The room `briefing` as a Django application."""

from django.apps import AppConfig


class BriefingConfig(AppConfig):
    """Situation reports and their versions."""

    name = "xinlian.briefing"
    label = "briefing"
    verbose_name = "通报"

    def ready(self) -> None:
        """Declare the folds of this room."""
        from xinlian.briefing import folds  # noqa: F401, PLC0415 - declares on import
