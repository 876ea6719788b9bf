"""Write the pages of ``docs/`` that say what the code declares; ``--check`` only compares.

``docs/facts.md``: every kind of fact. ``docs/vocabulary.md``: every closed list of terms.
``docs/procedure.md``: the steps of every profile, drawn and listed.
``docs/benchmarks.md``: what was measured.
"""

import sys
from pathlib import Path

from tools.benchmarks import measurements
from tools.drawing import procedures
from xinlian.rules import vocabulary
from xinlian.rules.facts import LATEST, FactKind
from xinlian.rules.vocabulary import Term

_DOCS = Path(__file__).parents[1] / "docs"
_PROCEDURES = """# The steps of every profile
{note}

A petition is governed for its whole life by the profile in force on the day of its receipt. Each
profile is data: `src/xinlian/rules/profiles/<name>/procedure.toml` (steps) and `profile.toml`
(clocks); what stands here is read from the same files, and so is every check of the program.

In the drawings an arrow is a step that changes the state; steps that keep it stand in the table. A
withdrawal is possible from most states and is drawn from the first only. ▶ starts a clock, ■ ends
it because the duty is done, □ stops it because nothing is owed any more; *within*: only while that
clock runs and is not past. A rule without an article is a product rule, or one whose article could
not be verified: the remark says which. Rights lapse; everything else becomes overdue.
"""
_NOTE = "<!-- Written by `make docs`; change the code, not this page. -->"


def facts() -> str:
    """Return the data dictionary: a section a room's noun, a table a kind of fact."""
    lines = [
        "# Facts: the data dictionary",
        _NOTE,
        "",
        "Every fact also has `seq`, `version`, `subject`, `happened_at`, `known_at`,",
        "`recorded_at`, `actor` and `imported`. The kinds of values are those of",
        "`xinlian.rules.facts.Kind`; an optional field may be null.",
    ]
    for kind in LATEST.values():
        lines += _kind(kind)
    return "\n".join(lines) + "\n"


def terms() -> str:
    """Return every list of the vocabulary: code, Chinese, English."""
    lines = ["# Vocabulary: the closed lists", _NOTE]
    lists = (value for value in vars(vocabulary).values() if isinstance(value, type))
    for cls in (item for item in lists if issubclass(item, Term) and item is not Term):
        lines += ["", f"## {cls.__name__}", cls.__doc__ or "", ""]
        lines += ["| code | 中文 | English |", "|---|---|---|"]
        lines += [f"| `{term.value}` | {term.zh} | {term.en} |" for term in cls]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` return 1 where one differs."""
    differs = False
    for name, text in PAGES.items():
        path = _DOCS / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if "--check" in arguments:
            print(f"docs/{name} is not what the code declares: run `make docs`")
            differs = True
        else:
            path.write_text(text, encoding="utf-8")
            print(f"wrote docs/{name}")
    return int(differs)


def _kind(kind: FactKind) -> list[str]:
    lines = [
        "",
        f"## `{kind.name}` {kind.zh}",
        f"{kind.en[0].upper()}{kind.en[1:]}. Version {kind.version}; stated with the permission",
        f"`{kind.permission}`.",
    ]
    if kind.fields:
        lines += ["", "| field | kind | 中文 | English |", "|---|---|---|---|"]
    for field in kind.fields:
        optional = ", optional" if field.optional else ""
        lines.append(f"| `{field.name}` | {field.kind}{optional} | {field.zh} | {field.en} |")
    return lines


PAGES = {
    "facts.md": facts(),
    "vocabulary.md": terms(),
    "procedure.md": f"{_PROCEDURES.format(note=_NOTE)}{procedures()}",
    "benchmarks.md": measurements(),
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
