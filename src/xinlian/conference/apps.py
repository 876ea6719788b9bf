"""The room `conference` as a Django application."""

from django.apps import AppConfig


class ConferenceConfig(AppConfig):
    """Limits, returns, assigned cases, peer tables."""

    name = "xinlian.conference"
    label = "conference"
    verbose_name = "联席会议"

    def ready(self) -> None:
        """Declare the folds of this room."""
        from xinlian.conference import folds  # noqa: F401, PLC0415 - declares on import
