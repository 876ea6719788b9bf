"""An office's own template replaces the one that comes along; a wrong one says what is wrong."""

from importlib.resources import files
from pathlib import Path

import pytest

from tests.documents.samples import SAMPLES
from xinlian.documents.body import words_of
from xinlian.documents.compose import compose
from xinlian.documents.kinds import KINDS
from xinlian.documents.shelf import template_of, wrong_templates
from xinlian.rules.errors import BrokenRule


def _own(home: Path, code: str, *changes: tuple[str, str]) -> Path:
    """Write an office's template: the one that comes along, with some words changed."""
    text = (files("xinlian.documents") / f"templates/{code}.txt").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = home / "templates" / f"{code}.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_what_comes_along_is_right(tmp_path: Path) -> None:
    assert list(wrong_templates(tmp_path)) == []
    names = {path.name for path in (files("xinlian.documents") / "templates").iterdir()}
    assert names == {f"{code}.txt" for code in KINDS}


def test_an_office_replaces_a_template_under_its_name(tmp_path: Path) -> None:
    _own(tmp_path, "opinion", ("信处〔", "云住建信处〔"), ("二、查明的事实", "二、经查"))
    body = compose(KINDS["opinion"], template_of(KINDS["opinion"], tmp_path), SAMPLES["opinion"])
    assert body["number"] == "云住建信处〔【年】〕【号】号"
    assert "经查" in words_of(body)


@pytest.mark.parametrize(
    ("code", "old", "new", "line", "says"),
    [
        ("opinion", "【事实】", "【实事】", 12, "没有【实事】"),
        ("opinion", "【事实】", "【事实", 12, "没有成对"),
        ("opinion", "【复查机关】", "上一级机关", 23, "缺少【复查机关】"),
        ("opinion", "【依据】", "依照有关规定", 23, "法律法规、政策依据"),
        ("opinion", "标题：信访事项处理意见书", "题目：意见书", 2, "不是正文之前"),
        ("opinion", "署名：【单位】", "署名：【单位】\n署名：【单位】", 7, "出现两次"),
        ("opinion", "【号】号", "号", 1, "字号中缺少"),
        ("opinion", "字号：信处〔【年】〕【号】号\n", "", 1, "缺少“字号：”"),
        ("forwarding", "【主送单位】", "【信访人】", 4, "没有【信访人】"),
        ("rejection", "【去向】", "有关单位", 15, "应当向谁提出"),
        ("mediation", "本协议由双方", "申请人不再上访。本协议由双方", 18, "放弃权利"),
        ("materials-list", "【材料.序】", "【谈话.问】", 8, "没有【谈话.问】"),
    ],
)
def test_a_wrong_template_says_line_what_and_what_is_right(  # noqa: PLR0913, PLR0917 - a case
    tmp_path: Path, code: str, old: str, new: str, line: int, says: str
) -> None:
    path = _own(tmp_path, code, (old, new))
    with pytest.raises(BrokenRule, match="document-template-wrong") as refused:
        template_of(KINDS[code], tmp_path)
    assert f"“{path}”第{line}行" in refused.value.zh
    assert says in refused.value.zh
    assert "应为：" in refused.value.zh
    assert f"line {line}" in refused.value.en
    assert [wrong.zh for wrong in wrong_templates(tmp_path)] == [refused.value.zh]


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = _own(tmp_path, "opinion")
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    with pytest.raises(BrokenRule, match="UTF-8"):
        template_of(KINDS["opinion"], tmp_path)


def test_a_missing_statement_names_its_article(tmp_path: Path) -> None:
    _own(tmp_path, "opinion", ("【复查申请日数】", "三十"))
    with pytest.raises(BrokenRule) as refused:
        template_of(KINDS["opinion"], tmp_path)
    assert refused.value.article == "R35"
