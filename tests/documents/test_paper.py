"""Documents as a word processor sets them: what is asked for stands on the paper."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.documents.samples import SAMPLES
from xinlian.documents.body import Filling, document_of
from xinlian.documents.compose import compose
from xinlian.documents.kinds import KINDS
from xinlian.documents.shelf import template_of
from xinlian.official.docx import render_docx

pytestmark = [pytest.mark.documents, pytest.mark.slow]

NAME, ADDRESS = "周晓岚", "云州市东岭区桂花路18号"


def _run(program: str, *arguments: str) -> str:
    where = shutil.which(program)
    assert where
    done = subprocess.run(
        [where, *arguments], capture_output=True, check=True, text=True, timeout=120
    )
    return done.stdout


@pytest.mark.parametrize(
    ("code", "pages", "says"),
    [
        ("opinion", 3, ("信处〔2026〕3号", f"{NAME}：", "向云州市人民政府书面提出复查申请")),
        ("objection", 2, ("签发人：沈某某", "云州市信访局：", "我单位没有管理权限")),
        ("service-record", 1, ("编号：信送〔2026〕3号", NAME, ADDRESS, "受送达人签名")),
        ("talk-record", 2, ("问：你的主要请求是什么？", "被谈话人（签名）：", ADDRESS)),
    ],
)
def test_what_stands_on_the_paper(
    tmp_path: Path, code: str, pages: int, says: tuple[str, ...]
) -> None:
    kind = KINDS[code]
    body = compose(kind, template_of(kind, tmp_path), SAMPLES[code])
    number = body["number"].replace("【年】", "2026").replace("【号】", "3")
    filling = Filling(date(2026, 11, 24), number, NAME, ADDRESS)
    (tmp_path / "paper.docx").write_bytes(render_docx(document_of(kind, body, filling)))
    _run(
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        *("--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)),
        str(tmp_path / "paper.docx"),
    )
    text = _run("pdftotext", str(tmp_path / "paper.pdf"), "-")
    squeezed = "".join(text.split())
    for words in says:
        assert words in squeezed
    assert text.count("\f") == pages
