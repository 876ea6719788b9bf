"""What the engine knows of words beforehand, from ``words.toml``."""

import tomllib
from importlib.resources import files
from typing import Any

WORDS: dict[str, Any] = tomllib.loads(
    files("xinlian.linking").joinpath("words.toml").read_text("utf-8")
)
TAILS = frozenset(WORDS["tails"].split())
EVERYWHERE = frozenset(WORDS["everywhere"].split())
NEARBY = tuple(WORDS["nearby"].split())
