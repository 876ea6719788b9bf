"""The face `desk` as a Django application."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The staff pages."""

    name = "xinlian.desk"
    label = "desk"
    verbose_name = "工作台"
