"""The sentences in which the engine gives its reasons, each in both languages.

A reason is kept in Chinese, the language of the record; whoever reads English is given the
sentence of the same declaration with the same names in it.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from xinlian.linking.register import Reason

_KINDS: Final = {
    "estate": ("同一项目", "same project"),
    "building": ("同一场所", "same premises"),
    "company": ("同一单位", "same company"),
    "school": ("同一机构", "same institution"),
    "work": ("同一工程", "same works"),
    "road": ("同一道路", "same road"),
    "village": ("同一村社", "same village"),
    "": ("同一事物", "same thing"),
}

_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    **{
        f"{kind}:{often}": (
            f"{zh} {{thing}}（{rare}{{size}} 件中 {{rows}} 件）",
            f"{en} {{thing}} ({rarely}{{rows}} of {{size}})",
        )
        for kind, (zh, en) in _KINDS.items()
        for often, rare, rarely in (("rare", "少见名称，", "rare name, "), ("often", "", ""))
    },
    "words": ("相同字词：{words}（本事项 {rows} 件）", "shared words: {words} ({rows} here)"),
    "masked": ("名称有遮蔽，相符但不能确认", "name masked: fits, not certain"),
    "slipped": (
        "名称写法不同（简称或笔误）", "the name is written otherwise (short or a slip)",
    ),
    "place-unknown": ("属地未写明", "place not stated"),
    "place-same": ("同属地 {one}", "same place {one}"),
    "place-other": ("属地不同：{one}、{other}", "different places: {one}, {other}"),
    "subject-unknown": ("内容分类未写明", "category not stated"),
    "subject-same": ("同类问题：{one}", "same subject: {one}"),
    "subject-near": ("相近问题：{one}、{other}", "related: {one}, {other}"),
    "subject-other": ("分类不同：{one}、{other}", "other: {one}, {other}"),
    "object-same": ("同一楼栋 {one}", "same building {one}"),
    "object-other": ("楼栋不同：{one}、{other}", "different buildings: {one}, {other}"),
    "copy": ("文字几乎相同", "the texts are nearly the same"),
}  # fmt: skip


def reason(sentence: str, weight: float, **names: str | int) -> Reason:
    """Return a reason in a declared sentence; numbers are written in groups of three digits."""
    zh, en = _SENTENCES[sentence]
    said = {
        name: f"{value:,}" if isinstance(value, int) else value for name, value in names.items()
    }
    return Reason(zh.format(**said), en.format(**said), weight)


def thing_reason(kind: str, weight: float, *, rare: bool, **names: str | int) -> Reason:
    """Return the reason that a thing of a kind (``estate``, ``road``, ...) is named."""
    return reason(f"{kind}:{'rare' if rare else 'often'}", weight, **names)


def in_english(zh: str) -> str:
    """Return the English of a reason kept in Chinese, itself where no sentence fits."""
    for pattern, en in _patterns():
        if found := pattern.fullmatch(zh):
            return en.format(**found.groupdict())
    return zh


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    named = re.compile(r"\\\{(\w+)\\\}")
    return [
        (re.compile(named.sub(r"(?P<\1>.+?)", re.escape(zh))), en) for zh, en in _SENTENCES.values()
    ]
