"""What a report consists of: blocks of words in which figures are locked.

A block is edited as one line of text in which each figure stands as ``【value#n】``. Whatever is
typed between the brackets, the figure keeps its value: only its place in the sentence is the
office's to choose. A number typed outside brackets is marked unverified.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from xinlian.rules.errors import BrokenRule

_TOKEN: Final = re.compile(r"【[^【】#]*#(\d+)】")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?%?|[一二三四五六七八九十百千万两]+(?=[件批人]次)")
_DATE: Final = re.compile(r"\d{1,4}(?:[—\-至]\d{1,4})?(?:年|月|日|时)|第\d+")


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it stands in a report: its id, its label and the words of its value."""

    id: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a block: words, or the number of a figure in the report's list."""

    text: str = ""
    figure: int | None = None
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (level 1 to 3) or a paragraph (level 0)."""

    level: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """A version of a report: its blocks and the figures that they place."""

    title: str
    blocks: tuple[Block, ...]
    figures: tuple[Shown, ...]
    mandatory: tuple[str, ...] = field(default=())

    def unverified(self) -> list[str]:
        """Return the numbers that were typed by hand."""
        return [span.text for block in self.blocks for span in block.spans if span.unverified]

    def omitted(self) -> list[str]:
        """Return the ids of mandatory figures that no block places."""
        placed = {
            self.figures[span.figure].id
            for block in self.blocks
            for span in block.spans
            if span.figure is not None
        }
        return [figure for figure in self.mandatory if figure not in placed]

    def as_json(self) -> dict[str, Any]:
        """Return the content as JSON keeps it."""
        return {
            "title": self.title,
            "mandatory": list(self.mandatory),
            "figures": [[shown.id, shown.label, shown.text] for shown in self.figures],
            "blocks": [
                {
                    "level": block.level,
                    "spans": [[span.text, span.figure, span.unverified] for span in block.spans],
                }
                for block in self.blocks
            ],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Content":
        """Return the content that :meth:`as_json` wrote."""
        return cls(
            title=kept["title"],
            mandatory=tuple(kept["mandatory"]),
            figures=tuple(Shown(*shown) for shown in kept["figures"]),
            blocks=tuple(
                Block(block["level"], tuple(Span(*span) for span in block["spans"]))
                for block in kept["blocks"]
            ),
        )

    def as_lines(self) -> list[str]:
        """Return each block as the line in which it is edited."""
        return [
            "".join(
                span.text
                if span.figure is None
                else f"【{self.figures[span.figure].text}#{span.figure}】"
                for span in block.spans
            )
            for block in self.blocks
        ]

    def edited(self, title: str, lines: Sequence[tuple[int, str]]) -> "Content":
        """Return the content with other words; ``lines`` are ``(level, line)``.

        Raises :class:`BrokenRule` ``figure-unknown`` where a bracket names no figure.
        """
        blocks = tuple(
            Block(level, tuple(self._spans(line))) for level, line in lines if line.strip()
        )
        return Content(title, blocks, self.figures, self.mandatory)

    def refreshed(self, figures: Mapping[str, Shown]) -> tuple["Content", list[str]]:
        """Return the content with figures computed again, and the ids of those that changed.

        A figure that no longer exists (a project that left the ledger) keeps its place and
        says so.
        """
        renewed = tuple(
            figures.get(shown.id, Shown(shown.id, shown.label, "（已无此项）"))
            for shown in self.figures
        )
        changed = [
            new.id for old, new in zip(self.figures, renewed, strict=True) if old.text != new.text
        ]
        return Content(self.title, self.blocks, renewed, self.mandatory), changed

    def _spans(self, line: str) -> Iterable[Span]:
        at = 0
        for token in _TOKEN.finditer(line):
            yield from _words(line[at : token.start()])
            number = int(token.group(1))
            if number >= len(self.figures):
                raise BrokenRule(
                    "figure-unknown",
                    zh=f"“{token.group()}”不是本通报的数据；请从数据列表中选取。",
                    en=f"{token.group()!r} is no figure of this report; take one of its list.",
                )
            yield Span(figure=number)
            at = token.end()
        yield from _words(line[at:])


def _words(text: str) -> Iterable[Span]:
    """Split words from numbers typed by hand; dates and ordinals are words."""
    dates = [(found.start(), found.end()) for found in _DATE.finditer(text)]
    at = 0
    for number in _NUMBER.finditer(text):
        if any(start <= number.start() < end for start, end in dates):
            continue
        if number.start() > at:
            yield Span(text[at : number.start()])
        yield Span(number.group(), unverified=True)
        at = number.end()
    if at < len(text):
        yield Span(text[at:])
