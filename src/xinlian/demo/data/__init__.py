"""The words and names of the demonstration city, as TOML; read through :func:`load`."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """Return the content of ``<name>.toml``; shared, so not to be changed."""
    return tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
