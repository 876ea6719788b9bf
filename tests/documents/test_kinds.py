"""Every document of a petition has its kind, its template, and what the law asks of it."""

from datetime import date
from pathlib import Path

import pytest

from tests.documents.samples import SAMPLES
from xinlian.documents.body import Filling, document_of, slots_of, words_of
from xinlian.documents.compose import compose
from xinlian.documents.fields import FIELDS
from xinlian.documents.kinds import KINDS, Kind, kind_of
from xinlian.documents.shelf import template_of
from xinlian.documents.template import find_promise
from xinlian.documents.terms import Goes
from xinlian.official.html import render_html
from xinlian.rules.errors import BrokenRule
from xinlian.rules.profiles import profile

NAMES = [
    "登记收件凭证", "受理告知书", "不予受理告知书", "转送告知书", "依法导入告知书", "补充材料通知",
    "转送函", "交办函", "异议函", "异议答复函", "延长办理期限告知书", "信访事项处理意见书",
    "复查申请书", "复查意见书", "复核申请书", "复核意见书", "听证通知", "听证笔录", "调解协议书",
    "和解协议书", "不再受理告知书", "督办函", "催办函", "改进工作建议书", "完善政策建议书",
    "追究责任建议书", "材料接收清单", "谈话笔录", "送达回证", "办结报告",
]  # fmt: skip

NOWHERE = Path("nowhere")
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))


def printed(kind: Kind, **changes: object) -> str:
    body = compose(kind, template_of(kind, NOWHERE), {**SAMPLES[kind.code], **changes})
    number = str(body["number"]).replace("【年】", "2026").replace("【号】", "3")
    filling = Filling(dated=date(2026, 11, 24), number=number)
    return render_html(document_of(kind, body, filling), language="zh")


def test_every_document_of_a_petition_has_its_kind() -> None:
    assert sorted(kind.zh for kind in KINDS.values()) == sorted(NAMES)
    assert {name: kind_of(name).zh for name in NAMES} == {name: name for name in NAMES}
    with pytest.raises(BrokenRule, match="document-kind-unknown"):
        kind_of("保证书")


@every_kind
def test_a_kind_composes_from_its_sample_with_nothing_left_open(kind: Kind) -> None:
    page = printed(kind)
    assert "【" not in page
    assert "】" not in page
    assert "2026〕3号" in page


@every_kind
def test_every_required_field_is_printed_and_its_absence_refused(kind: Kind) -> None:
    template = template_of(kind, NOWHERE)
    for code in kind.needs:
        values = {name: value for name, value in SAMPLES[kind.code].items() if name != code}
        with pytest.raises(BrokenRule, match="document-field-missing") as refused:
            compose(kind, template, values)
        assert FIELDS[code].zh in refused.value.zh
    used = {name.partition(".")[0] for name in template.places()}
    assert {FIELDS[code].zh for code in kind.fields} - used <= {"单位", "登记编号"}


@every_kind
def test_only_what_goes_to_people_has_room_for_a_name(kind: Kind) -> None:
    body = compose(kind, template_of(kind, NOWHERE), SAMPLES[kind.code])
    slots = set(slots_of(body))
    assert bool(slots) is kind.named
    assert kind.named is (kind.goes in {Goes.PETITIONER, Goes.RECORD, Goes.REQUEST})


@every_kind
def test_no_document_makes_anybody_promise_not_to_petition(kind: Kind) -> None:
    words = words_of(compose(kind, template_of(kind, NOWHERE), SAMPLES[kind.code]))
    assert not any(map(find_promise, words))


@pytest.mark.parametrize(
    "words",
    ["甲方承诺不再上访", "自愿息诉罢访", "保证不因此事信访", "放弃一切信访", "停止重复走访"],
)
def test_an_agreement_with_such_a_promise_is_refused(words: str) -> None:
    with pytest.raises(BrokenRule, match="document-promise"):
        printed(KINDS["mediation"], terms=f"支付18,600元。\n{words}。")


@pytest.mark.parametrize(
    "words", ["不再受理", "不得打击报复信访人", "停止施工", "不再重复受理信访事项"]
)
def test_ordinary_words_are_no_promise(words: str) -> None:
    assert not find_promise(words)


def test_clocks_of_kinds_are_clocks_of_the_regulation() -> None:
    clocks = profile("cn-2022").clocks
    named = {kind.clock for kind in KINDS.values()} | {field.clock for field in FIELDS.values()}
    assert named - {""} <= clocks.keys()


def test_the_opinion_says_each_claim_and_how_to_seek_review() -> None:
    page = printed(KINDS["opinion"])
    for claim in SAMPLES["opinion"]["claims"]:
        assert all(part in page for part in claim.values())
    assert "之日起30日内，向云州市人民政府书面提出复查申请" in page


def test_an_empty_part_takes_its_line_and_heading_along() -> None:
    assert "落实" in printed(KINDS["opinion"])
    page = printed(KINDS["opinion"], execution="", contact="")
    assert "<h2>六、落实" not in page
    assert "<h2>六、申请复查的办法" in page
    assert "联系人" not in page


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("due_on", "24日"), ("due_on", 3), ("extra_days", 0), ("extra_days", "几天"),
        ("reasons", ["一", "二"]), ("matter", 7),
    ],
)  # fmt: skip
def test_a_value_of_another_form_is_refused_by_its_name(code: str, value: object) -> None:
    with pytest.raises(BrokenRule, match="document-field-wrong") as refused:
        printed(KINDS["extension"], **{code: value})
    assert FIELDS[code].zh in refused.value.zh


def test_a_claim_without_an_opinion_is_refused() -> None:
    with pytest.raises(BrokenRule, match="document-field-wrong"):
        printed(KINDS["opinion"], claims=[{"text": "复工", "result": "支持", "opinion": ""}])
    with pytest.raises(BrokenRule, match="document-field-unknown"):
        printed(KINDS["opinion"], salary="1")
