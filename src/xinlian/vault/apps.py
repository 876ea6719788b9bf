"""The room `vault` as a Django application."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Identities and keys; the only room whose models live in the database ``vault``."""

    name = "xinlian.vault"
    label = "vault"
    verbose_name = "身份保险库"
