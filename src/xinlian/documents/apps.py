"""The room `documents` as a Django application."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents of a petition: versions, numbers, printed papers, service."""

    name = "xinlian.documents"
    label = "documents"
    verbose_name = "文书"

    def ready(self) -> None:
        """Declare folds, checks, and which columns of this room point into the vault."""
        from xinlian.documents import folds  # noqa: F401, PLC0415 - declares on import
        from xinlian.documents.checks import numbers_have_no_gaps, words_fit_digests  # noqa: PLC0415 - models must be loaded first
        from xinlian.ledger.verify import CHECKS  # noqa: PLC0415 - as above
        from xinlian.vault.references import register  # noqa: PLC0415 - as above

        CHECKS.extend([words_fit_digests, numbers_have_no_gaps])
        register("documents.Version", "petitioner")
        register("documents.Paper", "petitioner")
