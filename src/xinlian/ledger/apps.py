"""The room `ledger` as a Django application."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Facts and the counters that number them."""

    name = "xinlian.ledger"
    label = "ledger"
    verbose_name = "账本"
