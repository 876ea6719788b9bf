"""The document on paper, as a word processor sets it: 22 lines of 28 characters, page numbers."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.official.samples import ISSUED, MEETING_PAPER
from xinlian.official.docx import render_docx
from xinlian.official.structure import Document, Paragraph, Run

pytestmark = [pytest.mark.documents, pytest.mark.slow]

TOP, BOTTOM = 37 / 25.4 * 72, (297 - 35) / 25.4 * 72
"""Edges of the type area, in points from the top of the paper."""

Pages = list[list[tuple[float, str]]]
_WORD = re.compile(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</word>')


@pytest.fixture
def printed(tmp_path: Path) -> Callable[[Document], Pages]:
    """Return a function that prints a document: per page its lines, each with its height."""

    def printed(document: Document) -> Pages:
        (tmp_path / "paper.docx").write_bytes(render_docx(document))
        _run(
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            *("--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)),
            str(tmp_path / "paper.docx"),
        )
        listing = _run("pdftotext", "-bbox", str(tmp_path / "paper.pdf"), "-")
        return [_lines(page) for page in listing.split("<page ")[1:]]

    return printed


def _run(program: str, *arguments: str) -> str:
    where = shutil.which(program)
    assert where
    done = subprocess.run(
        [where, *arguments], capture_output=True, check=True, text=True, timeout=120
    )
    return done.stdout


def _lines(page: str) -> list[tuple[float, str]]:
    found: dict[int, list[tuple[float, str]]] = {}
    for x, y, text in _WORD.findall(page):
        found.setdefault(round(float(y)), []).append((float(x), text))
    return [(float(y), "".join(text for _, text in sorted(found[y]))) for y in sorted(found)]


def test_a_full_page_has_22_lines_of_28_characters(
    printed: Callable[[Document], Pages],
) -> None:
    text = "国" * 28 * 60
    pages = printed(replace(MEETING_PAPER, blocks=(Paragraph((Run(text),)),), references=()))
    second = pages[1]
    assert [line for _, line in second] == ["国" * 28] * 22 + ["—2—"]
    heights = [y for y, _ in second]
    assert heights[21] < BOTTOM < heights[22]
    assert heights[0] > TOP - 5


def test_page_numbers_stand_outside_in_turn(
    printed: Callable[[Document], Pages], tmp_path: Path
) -> None:
    text = "民" * 28 * 50
    pages = printed(replace(MEETING_PAPER, blocks=(Paragraph((Run(text),)),), references=()))
    assert [page[-1][1] for page in pages] == [f"—{at}—" for at in range(1, len(pages) + 1)]
    listing = _run("pdftotext", "-bbox", str(tmp_path / "paper.pdf"), "-")
    places = [
        min(float(x) for x, y, _ in _WORD.findall(page) if float(y) > BOTTOM)
        for page in listing.split("<page ")[1:]
    ]
    middle = 210 / 25.4 * 72 / 2
    assert [place > middle for place in places] == [at % 2 == 0 for at in range(len(places))]


def test_imprint_stands_at_the_foot_of_the_last_page(
    printed: Callable[[Document], Pages],
) -> None:
    last = printed(ISSUED)[-1]
    (above, copies), (foot, printer), (_, number) = last[-3:]
    assert copies == "抄送：市委办公室，市政府办公室。"
    assert printer == "丰安市信访局办公室2018年11月8日印发"
    assert number == "—3—"
    assert BOTTOM - 30 < foot < BOTTOM
    assert above < foot


def test_no_number_is_taken_apart_at_the_end_of_a_line(
    printed: Callable[[Document], Pages],
) -> None:
    numbers = ("3180.5", "2026", "18,600", "0990")
    texts = ["国" * at + number + "国" * 10 for at in range(20, 28) for number in numbers]
    blocks = tuple(Paragraph((Run(text),)) for text in texts)
    pages = printed(replace(MEETING_PAPER, blocks=blocks, references=()))
    lines = [line for page in pages for _, line in page]
    for number in numbers:
        assert sum(line.count(number) for line in lines) >= 8
