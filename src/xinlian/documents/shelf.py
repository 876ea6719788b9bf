"""Where templates are: those that come with Xinlian, and those of the office, which go first."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Final

from xinlian.documents.kinds import KINDS, Kind
from xinlian.documents.template import Template, read_template
from xinlian.rules.errors import BrokenRule

FOLDER: Final = "templates"
"""Under the home: an office's own templates, named like those that come along."""


def template_of(kind: Kind, home: Path) -> Template:
    """Return the template of a kind: the office's, if it has one.

    Raises ``document-template-wrong``, also for a file that is not text in UTF-8.
    """
    name = f"{kind.code}.txt"
    own = home / FOLDER / name
    if not own.is_file():
        text = (files("xinlian.documents") / FOLDER / name).read_text(encoding="utf-8")
        return read_template(name, text, kind)
    try:
        return read_template(str(own), own.read_text(encoding="utf-8"), kind)
    except UnicodeDecodeError as error:
        raise BrokenRule(
            "document-template-wrong",
            zh=f"模板“{own}”不是UTF-8编码的文本。应为：另存为UTF-8编码的纯文本文件。",
            en=f"Template {str(own)!r} is not text in UTF-8. It should be: saved as plain text, "
            "UTF-8.",
        ) from error


def wrong_templates(home: Path) -> Iterator[BrokenRule]:
    """Yield what is wrong with the office's own templates, one refusal for each file."""
    for kind in KINDS.values():
        try:
            template_of(kind, home)
        except BrokenRule as wrong:
            yield wrong
