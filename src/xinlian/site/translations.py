"""Translations without gettext on the user's machine, and what is not translated yet.

The sentences of templates and code are Chinese; English stands in
``locale/en/LC_MESSAGES/django.po``. ``python -m xinlian.site.translations`` compiles it.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

import polib
from django.template.engine import Engine
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

PACKAGE: Final = Path(__file__).parents[1]
CATALOGUE: Final = Path(__file__).parent / "locale" / "en" / "LC_MESSAGES" / "django.po"


def compile_all() -> list[Path]:
    """Write the compiled catalogue where it is missing or older; return what was written."""
    compiled = CATALOGUE.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime_ns >= CATALOGUE.stat().st_mtime_ns:
        return []
    polib.pofile(str(CATALOGUE)).save_as_mofile(str(compiled))
    return [compiled]


def used() -> dict[str, str]:
    """Return every sentence that templates and code mark for translation, with a file of it."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.html")):
        for message in _in_template(path):
            found.setdefault(message, str(path.relative_to(PACKAGE)))
    for path in sorted(PACKAGE.rglob("*.py")):
        for message in _in_code(path):
            found.setdefault(message, str(path.relative_to(PACKAGE)))
    return found


def missing() -> dict[str, str]:
    """Return the sentences without English, with a file of each."""
    english = {
        entry.msgid
        for entry in polib.pofile(str(CATALOGUE))
        if entry.msgstr or (entry.msgstr_plural and all(entry.msgstr_plural.values()))
    }
    return {message: file for message, file in used().items() if message not in english}


def unused() -> list[str]:
    """Return the sentences in the catalogue that nothing shows any more."""
    shown = used()
    return [entry.msgid for entry in polib.pofile(str(CATALOGUE)) if entry.msgid not in shown]


def _in_template(path: Path) -> Iterator[str]:
    nodes = Engine.get_default().get_template(_name(path)).nodelist
    for node in nodes.get_nodes_by_type(TranslateNode):
        said: Any = cast("TranslateNode", node).filter_expression.var
        yield str(said.literal)
    for node in nodes.get_nodes_by_type(BlockTranslateNode):
        block = cast("BlockTranslateNode", node)
        yield block.render_token_list(block.singular)[0]


def _name(path: Path) -> str:
    """Return the name by which Django's loader knows a template."""
    parts = path.parts
    return "/".join(parts[parts.index("templates") + 1 :])


def _in_code(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    marks = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Name(mark), [ast.Constant(str(said)), *_]) if mark in marks:
                yield said


if __name__ == "__main__":
    for written in compile_all():
        sys.stdout.write(f"{written.name}\n")
