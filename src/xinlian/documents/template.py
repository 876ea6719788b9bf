"""Templates: plain text that a clerk can read and replace; parsed and held against its kind.

A template has lines ``标题：``, ``字号：``, ``主送：``, ``署名：``, ``签发人：``, ``抄送：``,
``附件：`` and, after ``正文：``, one paragraph to a line. ``一、`` and ``（一）`` begin headings,
``|`` the rows of a table, ``#`` a note that is not printed. What is filled in stands between
【 and 】.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NoReturn

from xinlian.documents.fields import ADDRESS, FIELDS, NAME, ORDINAL, Field
from xinlian.documents.kinds import Kind
from xinlian.rules.errors import BrokenRule

HEADS: Final = ("标题", "字号", "主送", "署名", "签发人", "抄送", "附件")
_BODY: Final = "正文"
_COMPULSORY: Final = ("标题", "字号")
YEAR: Final = "年"
NUMBER: Final = "号"

PLACE: Final = re.compile("【([^【】]*)】")
_HEADING: Final = re.compile("([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)(.+)")
_LONGEST_HEADING: Final = 30
_PROMISE: Final = re.compile(
    "(?:不再|放弃|停止|终止)(?:就此|因此|重复|越级|到处|提出|进行|继续|任何|一切|全部)*(?:信访|上访|走访|访)(?!事项)"
    "|息诉|息访|罢访|停访|(?:保证|承诺)不.{0,8}(?:信访|上访|走访)"
)
"""Words by which somebody would give up the right to petition."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the body: where it stands, what it is, its text or its cells.

    ``level`` is that of a heading, 0 for a paragraph, -1 for a row of a table.
    """

    at: int
    level: int
    cells: tuple[str, ...]

    @property
    def group(self) -> str:
        """Return the name of the rows for each of which the line is repeated, '' for none."""
        names = (name for cell in self.cells for name in PLACE.findall(cell))
        return next((name.partition(".")[0] for name in names if "." in name), "")


@dataclass(frozen=True, slots=True)
class Template:
    """A template: its lines above the body by their names, and the body."""

    name: str
    heads: dict[str, str]
    lines: tuple[Line, ...]

    def head(self, name: str) -> str:
        """Return a line above the body, '' where the template has none."""
        return self.heads.get(name, "")

    def places(self) -> set[str]:
        """Return every name that stands between 【 and 】."""
        texts = [*self.heads.values(), *(cell for line in self.lines for cell in line.cells)]
        return {name for text in texts for name in PLACE.findall(text)}


def read_template(name: str, text: str, kind: Kind) -> Template:
    """Read a template; raise ``document-template-wrong`` that says line, what and what is right."""
    reader = _Reader(name, kind)
    heads: dict[str, str] = {}
    lines: list[Line] = []
    in_body = False
    for at, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        stripped = line.strip(" \t")
        if not stripped or stripped.startswith("#"):
            continue
        reader.check_words(at, stripped)
        if in_body:
            lines.append(reader.line(at, stripped))
        elif stripped.rstrip("：:") == _BODY:
            in_body = True
        else:
            head, value = reader.head(at, stripped, heads)
            heads[head] = value
    template = Template(name, heads, tuple(lines))
    reader.check_whole(template)
    return template


def find_promise(text: str) -> str:
    """Return words of ``text`` that would promise not to petition, '' where there are none."""
    found = _PROMISE.search(text)
    return found[0] if found else ""


class _Reader:
    """Reads the lines of one template of one kind."""

    def __init__(self, name: str, kind: Kind) -> None:
        self._name = name
        self._kind = kind
        self._known = set(_places_of(kind))

    def head(self, at: int, line: str, before: dict[str, str]) -> tuple[str, str]:
        """Return name and value of a line above the body."""
        name, colon, value = line.replace(":", "：", 1).partition("：")
        if not colon or name not in HEADS:
            self._refuse(
                at,
                f"“{line}”不是正文之前应有的内容",
                f"{line!r} has no place above the body",
                f"{'、'.join(HEADS)}之一，后加“：”；正文另起一行，以“正文：”开始",
                f"one of {', '.join(HEADS)} with a colon; the body begins with 正文：",
            )
        if name in before:
            self._refuse(at, f"“{name}”出现两次", f"{name} stands twice", "一次", "once")
        self._check_places(at, value, {YEAR, NUMBER} if name == "字号" else self._known)
        return name, value.strip()

    def line(self, at: int, line: str) -> Line:
        """Return a line of the body."""
        self._check_places(at, line, self._known)
        if line.startswith("|"):
            cells = tuple(cell.strip(" \t") for cell in line.strip("|").split("|"))
            return self._of_one_group(Line(at, -1, cells))
        heading = _HEADING.fullmatch(line)
        if heading and len(line) <= _LONGEST_HEADING and not line.endswith(("。", "；")):
            return Line(at, 2 if line.startswith("（") else 1, (heading[2],))
        return self._of_one_group(Line(at, 0, (line,)))

    def check_words(self, at: int, line: str) -> None:
        """Refuse words by which somebody would give up the right to petition."""
        if found := find_promise(line):
            self._refuse(
                at,
                f"“{found}”要求信访人放弃权利",
                f"{found!r} makes a petitioner give up a right",
                "只写明事项和履行方式，不写不再信访",
                "what was agreed, and nothing about petitioning",
            )

    def check_whole(self, template: Template) -> None:
        """Refuse a template in which something compulsory is missing."""
        end = max([1, *(line.at for line in template.lines)])
        for name in _COMPULSORY:
            if not template.head(name):
                self._refuse(
                    1, f"缺少“{name}：”", f"{name}： is missing", f"写明{name}", f"a {name}"
                )
        number = template.head("字号")
        if {YEAR, NUMBER} - set(PLACE.findall(number)):
            self._refuse(1, "字号中缺少【年】或者【号】", "字号 lacks 【年】 or 【号】",
                         "如“信处〔【年】〕【号】号”", "like 信处〔【年】〕【号】号")  # fmt: skip
        if not template.lines:
            self._refuse(end, "缺少正文", "there is no body", "“正文：”之后写明内容",
                         "paragraphs after 正文：")  # fmt: skip
        self._check_musts(end, template)

    def _check_musts(self, end: int, template: Template) -> None:
        there = template.places()
        for must in self._kind.must:
            absent = [place for code in must.fields if (place := _place(code)) not in there]
            if absent:
                names = "".join(f"【{name}】" for name in absent)
                self._refuse(
                    end,
                    f"没有写明{must.zh}：缺少{names}",
                    f"it does not state {must.en}: {names} is missing",
                    f"{self._kind.zh}应当写明{must.zh}",
                    f"the {self._kind.en} states {must.en}",
                    must.article,
                )

    def _of_one_group(self, line: Line) -> Line:
        groups = {
            name.partition(".")[0] for c in line.cells for name in PLACE.findall(c) if "." in name
        }
        if len(groups) > 1:
            names = "、".join(sorted(groups))
            self._refuse(line.at, f"一行中有两组内容（{names}）", f"two groups: {names}",
                         "每行只用一组", "one group to a line")  # fmt: skip
        return line

    def _check_places(self, at: int, line: str, known: set[str]) -> None:
        if line.count("【") != len(PLACE.findall(line)) or line.count("】") != line.count("【"):
            self._refuse(
                at, "【】没有成对", "【 and 】 do not pair", "每个【都有】", "a 】 for every 【"
            )
        for name in PLACE.findall(line):
            if name not in known:
                self._refuse(
                    at,
                    f"没有【{name}】这一项",
                    f"there is nothing called 【{name}】",
                    f"{'、'.join(f'【{each}】' for each in sorted(known))}之一",
                    f"one of {', '.join(sorted(known))}",
                )

    def _refuse(  # noqa: PLR0913, PLR0917 - what is wrong and what is right, in two languages
        self, at: int, zh: str, en: str, right_zh: str, right_en: str, article: str = ""
    ) -> NoReturn:
        raise BrokenRule(
            "document-template-wrong",
            zh=f"模板“{self._name}”第{at}行：{zh}。应为：{right_zh}。",
            en=f"Template {self._name!r}, line {at}: {en}. It should be: {right_en}.",
            article=article,
        )


def _places_of(kind: Kind) -> Iterator[str]:
    if kind.named:
        yield from (NAME, ADDRESS)
    for code in kind.fields:
        field = FIELDS[code]
        if field.parts:
            yield from (f"{field.zh}.{zh}" for zh in (*dict(field.parts).values(), ORDINAL))
        else:
            yield field.zh


def _place(code: str) -> str:
    """Return the name that stands in templates for ``field`` or ``field.part``."""
    name, _, part = code.partition(".")
    field: Field = FIELDS[name]
    return f"{field.zh}.{dict(field.parts)[part]}" if part else field.zh
