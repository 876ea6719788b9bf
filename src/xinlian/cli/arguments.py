"""The arguments of each verb; a function a verb, of the verb's name."""

import argparse
from datetime import date
from pathlib import Path

Parser = argparse.ArgumentParser


def _format(parser: Parser) -> None:
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="输出格式 / how to print"
    )


def _as_of(parser: Parser, *, required: bool = False) -> None:
    parser.add_argument(
        "--as-of", type=date.fromisoformat, required=required, metavar="DATE",
        help="截至日期，如2018-11-07 / the day as of which figures are computed",
    )  # fmt: skip


def run(parser: Parser) -> None:
    """Declare ``run``."""
    parser.add_argument("--register", type=Path, help="自己的登记簿 / your own register")
    parser.add_argument("--map", type=Path, help="列对应（TOML）/ columns to fields")
    parser.add_argument("--out", type=Path, default=Path("out"), help="输出目录 / where to write")
    parser.add_argument("--no-serve", action="store_true", help="不打开服务 / end after the report")
    parser.add_argument("--port", type=int, default=8000, help="端口 / port")


def demo(parser: Parser) -> None:
    """Declare ``demo``."""
    parser.add_argument("--seed", type=int, default=2018, help="种子 / seed of the city")


def serve(parser: Parser) -> None:
    """Declare ``serve``."""
    parser.add_argument("--host", default="127.0.0.1", help="地址 / address")
    parser.add_argument("--port", type=int, default=8000, help="端口 / port")


def work(_parser: Parser) -> None:
    """Declare ``work``."""


def migrate(parser: Parser) -> None:
    """Declare ``migrate``."""
    parser.add_argument("--check", action="store_true", help="只检查 / only tell what is missing")


def link(parser: Parser) -> None:
    """Declare ``link``."""
    parser.add_argument("register", type=Path, help="登记簿（CSV）/ the register")
    parser.add_argument("--out", type=Path, required=True, help="结果 / 登记编号,matter")
    parser.add_argument("--explain", type=Path, help="串并理由 / why, link by link")


def route(parser: Parser) -> None:
    """Declare ``route``."""
    parser.add_argument("train", type=Path, help="已分类的信访件（CSV：text,label）/ sorted ones")
    parser.add_argument("petitions", type=Path, help="待分类的信访件（CSV：text）/ new ones")
    parser.add_argument("--out", type=Path, required=True, help="结果 / label1,p1,label2,p2,...")


def clock(parser: Parser) -> None:
    """Declare ``clock``."""
    parser.add_argument("--profile", required=True, help="规程，如cn-2022 / the profile")
    parser.add_argument("--clock", required=True, help="期限，如handling / the clock")
    parser.add_argument("--start", required=True, metavar="DATE", help="起算日 / the first day")
    parser.add_argument(
        "--event", action="append", default=[], metavar="EVENT",
        help="hearing:2026-03-01..2026-03-02（听证），extension:30@2026-02-20（延长），"
        "pause:2026-03-01..2026-03-02（撤回期间）；可重复 / may be repeated",
    )  # fmt: skip
    parser.add_argument("--variant", help="地方期限，如guangdong-2022 / a locality's own lengths")
    parser.add_argument("--holidays", type=Path, help="自行录入节假日的目录 / entered years")
    _format(parser)


def figures(parser: Parser) -> None:
    """Declare ``figures``."""
    _as_of(parser)
    _format(parser)


def trace(parser: Parser) -> None:
    """Declare ``trace``."""
    parser.add_argument("figure", help="数据编号 / the figure's id")
    _as_of(parser)
    _format(parser)


def brief(parser: Parser) -> None:
    """Declare ``brief``."""
    _as_of(parser)
    parser.add_argument("--out", type=Path, required=True, help="文件（.docx或.html）/ file")


def verify(parser: Parser) -> None:
    """Declare ``verify``."""
    _format(parser)


def export(parser: Parser) -> None:
    """Declare ``export``."""
    del parser


def sweep(parser: Parser) -> None:
    """Declare ``sweep``."""
    del parser


def check(parser: Parser) -> None:
    """Declare ``check``."""
    _format(parser)


def _import(parser: Parser) -> None:
    parser.add_argument("file", type=Path, help="登记簿 / the register (xlsx, xls, csv)")
    parser.add_argument("--map", type=Path, help="列对应（TOML）/ columns to fields")
    parser.add_argument("--dry-run", action="store_true", help="只试不存 / take nothing")
    parser.add_argument("--errors", type=Path, help="退回的行（CSV）/ where to write rejected rows")
    _format(parser)


globals()["import"] = _import  # the verb's name is a keyword of the language
