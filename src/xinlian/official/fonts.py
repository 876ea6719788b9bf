"""The kinds of type that the standard names, and free fonts that stand in for them.

The standard names kinds, not files: a document names the usual font of the kind, and its font
table says what may be taken where that is missing. No font is embedded.
"""

from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class Font:
    """A kind of type: the name written into documents, stand-ins, generic family for pages."""

    name: str
    instead: tuple[str, ...]
    family: str
    generic: str

    @property
    def stack(self) -> str:
        """Return the fonts in order of preference, as a stylesheet lists them."""
        return ", ".join([*(f'"{name}"' for name in (self.name, *self.instead)), self.generic])


SONG_TITLE: Final = Font(
    "方正小标宋简体",
    ("FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "华文中宋", "FandolSong", "Noto Serif CJK SC"),
    "roman",
    "serif",
)
FANG: Final = Font(
    "仿宋_GB2312",
    ("FangSong_GB2312", "仿宋", "FangSong", "FandolFang", "Noto Serif CJK SC"),
    "modern",
    "serif",
)
HEI: Final = Font(
    "黑体", ("SimHei", "FandolHei", "Noto Sans CJK SC", "WenQuanYi Zen Hei"), "modern", "sans-serif"
)
KAI: Final = Font(
    "楷体_GB2312",
    ("KaiTi_GB2312", "楷体", "KaiTi", "FandolKai", "AR PL UKai CN", "Noto Serif CJK SC"),
    "modern",
    "serif",
)
SONG: Final = Font(
    "宋体", ("SimSun", "FandolSong", "Noto Serif CJK SC", "AR PL UMing CN"), "auto", "serif"
)

ALL: Final = (SONG_TITLE, FANG, HEI, KAI, SONG)


def font_table() -> bytes:
    """Return the font table of a document (``word/fontTable.xml``)."""
    fonts = "".join(
        f"<w:font w:name={quoteattr(font.name)}>"
        f"<w:altName w:val={quoteattr(','.join(font.instead))}/>"
        f'<w:charset w:val="86"/><w:family w:val="{font.family}"/><w:pitch w:val="variable"/>'
        "</w:font>"
        for font in ALL
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<w:fonts xmlns:w="{_NAMESPACE}">{fonts}</w:fonts>'.encode()
