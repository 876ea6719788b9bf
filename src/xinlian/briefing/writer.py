"""Collects blocks while a report is composed: words beside figures, each figure kept once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from xinlian.briefing.content import Block, Content, Shown, Span

Piece = str | Shown


@dataclass(slots=True)
class Writer:
    """Composes a :class:`Content` piece by piece."""

    blocks: list[Block] = field(default_factory=list)
    figures: dict[tuple[str, str], int] = field(default_factory=dict)
    shown: list[Shown] = field(default_factory=list)

    def heading(self, level: int, text: str) -> None:
        """Add a heading of level 1 to 3."""
        self.blocks.append(Block(level, (Span(text),)))

    def paragraph(self, *pieces: Piece) -> None:
        """Add a paragraph of words and figures; an empty one is left out."""
        spans = tuple(self._span(piece) for piece in pieces if piece != "")
        if spans:
            self.blocks.append(Block(0, spans))

    @property
    def is_open(self) -> bool:
        """Tell whether the last heading has nothing under it yet."""
        return bool(self.blocks) and self.blocks[-1].level > 0

    def content(self, title: str, mandatory: Mapping[str, object] | tuple[str, ...]) -> Content:
        """Return what was composed."""
        return Content(title, tuple(self.blocks), tuple(self.shown), tuple(mandatory))

    def _span(self, piece: Piece) -> Span:
        if isinstance(piece, str):
            return Span(piece)
        key = (piece.id, piece.text)
        if key not in self.figures:
            self.figures[key] = len(self.shown)
            self.shown.append(piece)
        return Span(figure=self.figures[key])
