"""The room `petitions` as a Django application."""

from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    """Petitions, their texts, categories, attachments, imports."""

    name = "xinlian.petitions"
    label = "petitions"
    verbose_name = "信访件"

    def ready(self) -> None:
        """Declare folds, checks, and which column of this room points into the vault."""
        from xinlian.ledger.verify import CHECKS  # noqa: PLC0415 - models must be loaded first
        from xinlian.petitions import folds  # noqa: F401, PLC0415 - declares on import
        from xinlian.petitions.checks import words_fit_digests  # noqa: PLC0415 - as above
        from xinlian.vault.references import register  # noqa: PLC0415 - as above

        CHECKS.append(words_fit_digests)
        register("petitions.Petition", "petitioner")
