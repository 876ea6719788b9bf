"""Headcounts and the words of closed lists, as registers write them."""

import re
import unicodedata
from typing import Final

from xinlian.petitions.intake.table import Cell, as_text
from xinlian.rules.vocabulary import Channel, Level, Occurrence, Purpose, Term

MOST_PEOPLE: Final = 100_000
_DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_PEOPLE: Final = re.compile(
    r"(?:约|共|计)?\s*(?P<count>-?\d{1,9}|[零〇一二两俩三四五六七八九十百千万]{1,15})"
    r"\s*(?:余|多)?\s*[人名位个次]{0,3}"
)
_NOTE: Final = re.compile(r"\(.*?\)|（.*?）|[\s:：]")

# What each term is also called. Words for a visit that blame the visitor mean a visit, no more.
_WORDS: Final[dict[Term, str]] = {
    Channel.LETTER: "信件 写信 信函 书信 群众来信 来函 信 邮寄 信访来信 letter mail",
    Channel.VISIT: "走访 上访 来访接待 接访 群众来访 来访登记 当面 现场 窗口 面访 访 个访 "
    "集体访 集访 "
    "个体访 联名访 越级走访 越级上访 非访 非正常上访 visit walk-in",
    Channel.WEB: "网上 网络 网信 留言 网上留言 网站 互联网 网上投诉 领导信箱 市长信箱 "
    "书记信箱 网民留言 "
    "网络问政 web online",
    Channel.TELEPHONE: "来电 电话投诉 热线 12345 12345热线 市长热线 政务热线 打电话 phone "
    "telephone call",
    Channel.FAX: "来传真 fax",
    Channel.APP: "手机 手机信访 app 移动端 客户端 手机app 微信 小程序 微信信访 掌上信访 mobile",
    Channel.EMAIL: "邮件 邮箱 电邮 电子信箱 email e-mail",
    Channel.FIELD: "下访 走基层 带案下访 基层走访 field",
    Channel.TRANSFERRED: "转入 转办 转送 其他系统 上级转送 上级交办 其他 transferred other",
    Purpose.APPEAL: "申诉 求决 申诉类 求决类 投诉 投诉请求 诉求 投诉求助 求助 举报投诉 "
    "投诉类 咨询求助 appeal",
    Purpose.ACCUSATION: "检举 控告 举报 揭发控告 检举控告类 检举揭发 信访举报 accusation report",
    Purpose.SUGGESTION: "建议 意见 意见建议类 建议类 批评建议 意见和建议 建言献策 "
    "suggestion opinion",
    Purpose.OTHER: "其它 其他类 咨询 感谢 表扬 other",
    Level.COUNTY: "县 区 县区 区县 区级 县（区）级 到县 到区 本县 本区 乡镇 乡 镇 街道 乡级 "
    "镇级 乡镇级 "
    "乡镇街道 到县区 county district",
    Level.CITY: "市 到市 赴市 市里 地级市 市本级 本市 地市 到市里 去市 city",
    Level.PROVINCE: "省 到省 赴省 去省 省里 自治区 自治区级 赴省上访 到省上访 province",
    Level.CAPITAL: "京 北京 赴京 到京 去京 中央 国家 国家级 国家信访局 中央级 进京上访 "
    "赴京上访 capital "
    "beijing",
    Occurrence.FIRST: "初 初访 初信 初件 首次 第一次 初信初访 初次信访 否 不重复 非重复 first new",
    Occurrence.REPEAT: "重 重访 重信 重件 再次 多次 重信重访 重复信访 重复访 是 repeat",
    Occurrence.UNKNOWN: "未知 不详 不明 unknown",
}


def plain(text: str) -> str:
    """Return a word or header without width, case, blanks, colons and notes in brackets."""
    return _NOTE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _table(kind: type[Term]) -> dict[str, Term]:
    """Return word -> term for a whole list; a word of two terms stays with the first."""
    found: dict[str, Term] = {}
    for term in kind:
        for word in (str(term), term.zh, *_WORDS[term].split()):
            found.setdefault(plain(word), term)
    return found


TERMS: Final[dict[str, dict[str, Term]]] = {
    "channel": _table(Channel),
    "purpose": _table(Purpose),
    "level": _table(Level),
    "occurrence": _table(Occurrence),
}


def read_term(field: str, cell: Cell) -> Term | None:
    """Return the term a word means in the list of a field, None if unknown."""
    return TERMS[field].get(plain(as_text(cell)))


def read_people(cell: Cell) -> int | None:
    """Return a headcount from 5, ``5人``, ``约12人`` or ``十二人``; None where there is none.

    Zero and negative counts come back as they are, for the caller to refuse.
    """
    match = _PEOPLE.fullmatch(unicodedata.normalize("NFKC", as_text(cell)))
    if match is None:
        return None
    count = match["count"]
    return int(count) if count.lstrip("-").isdecimal() else chinese_number(count)


def chinese_number(text: str) -> int | None:
    """Return the value of a Chinese numeral below a hundred million, None if it is none."""
    high, wan, low = text.rpartition("万")
    below = _below_wan(low) if low else 0
    above = _below_wan(high) if high else (None if wan else 0)
    return None if below is None or above is None else above * 10_000 + below


def _below_wan(text: str) -> int | None:
    """Read a numeral below ten thousand; its units must fall (``二十三``, not ``三二十``)."""
    total, digit, last = 0, None, 10_000
    for character in text:
        if character in _UNITS:
            unit = _UNITS[character]
            if unit >= last or (digit is None and (unit != 10 or total)):  # noqa: PLR2004 - 十二
                return None
            total, digit, last = total + (1 if digit is None else digit) * unit, None, unit
        elif character in _DIGITS and not digit:
            digit = _DIGITS[character]
        else:
            return None
    return total + (digit or 0)
