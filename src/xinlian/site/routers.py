"""Which database a room's rows live in."""

from django.db.models import Model


class VaultRouter:
    """The vault's models live in the database ``vault`` and nothing else does."""

    def db_for_read(self, model: type[Model], **_hints: object) -> str:
        """Return the alias to read a model's rows from."""
        return "vault" if model._meta.app_label == "vault" else "default"  # noqa: SLF001 - public by custom

    db_for_write = db_for_read

    def allow_relation(self, one: Model, other: Model, **_hints: object) -> bool:
        """Allow relations within one database only."""
        return self.db_for_read(type(one)) == self.db_for_read(type(other))

    def allow_migrate(self, db: str, app_label: str, **_hints: object) -> bool:
        """Create the vault's tables in the vault only and all others elsewhere only."""
        return (db == "vault") == (app_label == "vault")
