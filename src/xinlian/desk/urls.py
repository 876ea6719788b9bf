"""The URLs of the staff pages, gathered from the modules of ``pages`` that have ``ROUTES``."""

from importlib import import_module
from pkgutil import iter_modules

from django.urls import URLPattern

from xinlian.desk import pages

_MODULES = [
    import_module(f"{pages.__name__}.{found.name}") for found in iter_modules(pages.__path__)
]

urlpatterns: list[URLPattern] = [
    route for module in _MODULES for route in getattr(module, "ROUTES", ())
]
