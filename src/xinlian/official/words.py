"""What the page around a document says, in Chinese and in English."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from xinlian.official.text import day_in_words

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; ``tag`` is its language tag."""

    tag: str
    attachments: str
    copies: str
    printed: str
    approver: str
    sources: str
    number: str
    figure: str
    value: str
    as_of: str
    note: str
    unverified: str
    unverified_long: str

    def day(self, day: date) -> str:
        """Write a day."""
        return day_in_words(day) if self is CHINESE else day.isoformat()

    def tip(self, label: str, as_of: date) -> str:
        """Say what a figure is and as of when."""
        if self is CHINESE:
            return f"{label}（截至{self.day(as_of)}）"
        return f"{label} (as of {self.day(as_of)})"


CHINESE: Final = Words(
    tag="zh-CN",
    attachments="附件：",
    copies="抄送：",
    printed="印发",
    approver="签发人：",
    sources="数据来源",
    number="序号",
    figure="数据",
    value="数值",
    as_of="截至",
    note="说明",
    unverified="（未核实）",
    unverified_long="人工填写，未与记录核对",
)
ENGLISH: Final = Words(
    tag="en",
    attachments="Attachments: ",
    copies="Copies: ",
    printed="printed",
    approver="Signed off by: ",
    sources="Sources of the figures",
    number="No.",
    figure="Figure",
    value="Value",
    as_of="As of",
    note="Note",
    unverified=" (unverified)",
    unverified_long="typed by hand, not checked against records",
)
WORDS: Final[dict[Language, Words]] = {"zh": CHINESE, "en": ENGLISH}
