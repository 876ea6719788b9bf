"""``xinlian brief``: write the situation report as of a day, without keeping a draft."""

import argparse
from datetime import date
from pathlib import Path

from django.conf import settings

from xinlian.briefing.content import Content
from xinlian.briefing.outline import compose
from xinlian.briefing.render import docx_of, html_of
from xinlian.cli.insight import as_of_or_today
from xinlian.ledger.export import export
from xinlian.rules.errors import BrokenRule


def run(options: argparse.Namespace) -> None:
    """Write the report in the format that the file's name asks for."""
    as_of = as_of_or_today(options)
    content = compose(settings.HOME, as_of, export(settings.HOME))
    write(content, as_of, options.out)
    print(options.out)


def write(content: Content, as_of: date, path: Path) -> None:
    """Write a report to ``path``, as docx or html by its ending."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".docx":
        path.write_bytes(docx_of(content, as_of))
    elif path.suffix == ".html":
        path.write_text(html_of(content, as_of), encoding="utf-8")
    else:
        raise BrokenRule(
            "report-format",
            zh="通报文件名应以.docx或.html结尾。",
            en="The report's file name should end in .docx or .html.",
        )
