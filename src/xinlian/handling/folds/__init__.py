"""How facts become the rows of handling; a registered petition opens its file by itself."""

from xinlian.handling.folds import answers, files  # noqa: F401 - declare on import
