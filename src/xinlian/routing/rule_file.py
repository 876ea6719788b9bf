"""The table of routing rules as a TOML file that staff edit."""

import tomllib
from pathlib import Path
from typing import Any

from xinlian.routing.rules import Rule
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Level

_TEXTS = ("name", "unit", "reason_zh", "reason_en")
_LISTS = ("places", "categories", "levels", "words")


def read_rules(path: str | Path) -> tuple[Rule, ...]:
    """Return the rules of a file, in its order: ``[[rule]]`` tables with the fields of ``Rule``.

    ``name``, ``unit``, ``reason_zh`` and ``reason_en`` must be there; ``places``, ``categories``,
    ``levels`` and ``words`` are lists and may be left out. A file that says anything else raises
    ``BrokenRule`` with the number of the rule and what would be right.
    """
    path = Path(path)
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        zh, en = f"打不开文件 {path.name}", f"cannot open the file {path.name}"
        raise _refused("routing-rules-unreadable", zh, en) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        zh = f"{path.name} 不是 UTF-8 编码的 TOML 文件：{error}"
        raise _refused("routing-rules-broken", zh, f"{path.name} is not TOML: {error}") from error
    return rules_of(table)


def rules_of(table: dict[str, Any]) -> tuple[Rule, ...]:
    """Return the rules of a parsed table, as ``read_rules`` does."""
    lines = table.get("rule")
    if not isinstance(lines, list) or set(table) != {"rule"}:
        zh = "规则表须由若干 [[rule]] 组成，没有其他内容"
        raise _refused("routing-rules-broken", zh, "the table consists of [[rule]] and no more")
    rules = tuple(_rule(at, line) for at, line in enumerate(lines, start=1))
    names = [rule.name for rule in rules]
    for at, name in enumerate(names, start=1):
        if names.index(name) != at - 1:
            zh, en = f"名称“{name}”出现了两次", f"the name {name!r} stands twice"
            raise _refused_rule("routing-rule-twice", at, zh, en)
    return rules


def _rule(at: int, line: object) -> Rule:
    if not isinstance(line, dict):
        raise _refused_rule("routing-rule-field", at, "不是一个表", "it is no table")
    for name in line:
        if name not in (*_TEXTS, *_LISTS):
            known = ", ".join((*_TEXTS, *_LISTS))
            zh, en = f"没有“{name}”这一项；可用：{known}", f"no field {name!r}; there are {known}"
            raise _refused_rule("routing-rule-field", at, zh, en)
    texts = {name: _text(at, line, name) for name in _TEXTS}
    lists = {name: _list(at, line, name) for name in _LISTS}
    return Rule(
        **texts,
        places=frozenset(lists["places"]),
        categories=tuple(path.strip("/") for path in lists["categories"]),
        levels=frozenset(_level(at, level) for level in lists["levels"]),
        words=tuple(lists["words"]),
    )


def _text(at: int, line: dict[str, object], name: str) -> str:
    value = line.get(name)
    if not isinstance(value, str) or not value.strip():
        zh, en = f"须写明“{name}”", f"it must state {name}"
        raise _refused_rule("routing-rule-field", at, zh, en)
    return value.strip()


def _list(at: int, line: dict[str, object], name: str) -> list[str]:
    value = line.get(name, [])
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        zh, en = f"“{name}”须是一列不为空的文字", f"{name} must be a list of texts, none empty"
        raise _refused_rule("routing-rule-field", at, zh, en)
    return [str(v).strip() for v in value]


def _level(at: int, code: str) -> Level:
    try:
        return Level(code)
    except ValueError as error:
        known = ", ".join(Level)
        zh, en = f"没有“{code}”这一层级；可用：{known}", f"no level {code!r}; there are {known}"
        raise _refused_rule("routing-rule-level", at, zh, en) from error


def _refused_rule(code: str, at: int, zh: str, en: str) -> BrokenRule:
    return _refused(code, f"第 {at} 条规则：{zh}", f"rule {at}: {en}")


def _refused(code: str, zh: str, en: str) -> BrokenRule:
    return BrokenRule(code, zh=f"{zh}。", en=f"{en[:1].upper()}{en[1:]}.")
