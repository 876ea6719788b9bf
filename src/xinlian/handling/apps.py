"""The room `handling` as a Django application."""

from django.apps import AppConfig


class HandlingConfig(AppConfig):
    """Files, claims, assignments, clocks, opinions, and what follows them."""

    name = "xinlian.handling"
    label = "handling"
    verbose_name = "办理"

    def ready(self) -> None:
        """Declare the folds of this room and what `verify` compares beyond rows.

        Also who may not see a petition because of its files.
        """
        from xinlian.handling import folds  # noqa: F401, PLC0415 - declares on import
        from xinlian.handling.checks import words_fit_digests  # noqa: PLC0415 - models first
        from xinlian.handling.scope import unseen_petitions  # noqa: PLC0415 - as above
        from xinlian.ledger.verify import CHECKS  # noqa: PLC0415 - as above
        from xinlian.petitions.queries import UNSEEN  # noqa: PLC0415 - as above

        CHECKS.append(words_fit_digests)
        UNSEEN.append(unseen_petitions)
