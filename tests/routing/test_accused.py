"""What names a wrongdoer is held, whatever else is said; what does not name one is let go."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinlian.routing.accused import Kind, names_wrongdoer, split_mixed

_ACCUSING = [
    "村支书王某某贪污了低保款",
    "李主任伸手要钱",
    "王局长收了我两万元",
    "镇政府违法占地",
    "县环保局明知污染却不作为",
    "派出所不立案",
    "城管打人",
    "局长张**利用职务之便安排亲属",
    "该幹部濫用職權、包庇罪犯",
    "某单位贪 污公款",
    "他们官商勾结",
    "教育局长的小舅子承包了食堂",
    "因为上访，村干部对我打击报复",
    "L2县文化局文物所违规进人",
]
_CLAIMING = [
    "我们小区没有房产证，请帮助办理",
    "公司拖欠工资三个月",
    "请环保局检查化工厂的废气",
    "尊敬的王书记：您好！路灯坏了",
    "咨询退休金如何计算",
    "建议在和平路增设公交站",
    "小区物业乱收停车费",
]
_ADDED = st.one_of(st.sampled_from(_CLAIMING), st.text(max_size=30))


@pytest.mark.parametrize("text", _ACCUSING)
def test_an_accusation_is_held(text: str) -> None:
    naming = names_wrongdoer(text)
    assert naming is not None
    assert naming.wrongs


@pytest.mark.parametrize("text", _CLAIMING)
def test_a_claim_is_not(text: str) -> None:
    assert names_wrongdoer(text) is None


@given(st.sampled_from(_ACCUSING), _ADDED, _ADDED)
def test_adding_sentences_never_lets_go(text: str, before: str, after: str) -> None:
    assert names_wrongdoer(f"{before}。{text}\n{after}") is not None


def test_denying_does_not_let_go() -> None:
    assert names_wrongdoer("这不是举报，我没有说王局长贪污") is not None


def test_the_offices_own_units_and_titles() -> None:
    text = "市水投集团违规"
    assert names_wrongdoer(text) is None
    naming = names_wrongdoer(text, units=["市水投集团"])
    assert naming is not None
    assert naming.who == ("市水投集团",)
    assert names_wrongdoer("王总监违规") is None
    assert names_wrongdoer("王总监违规", titles=["总监"]) is not None


def test_who_and_what_are_told() -> None:
    naming = names_wrongdoer("反映问题。王局长收受回扣，还打人！")
    assert naming is not None
    assert naming.who[0] == "王局长"
    assert naming.wrongs == ("收受", "回扣", "打人")


def test_a_mixed_text_is_split() -> None:
    text = "我家房产证三年没办下来。王局长收受好处！请尽快办证。王局长上周来过。"
    pieces = [(piece.kind, text[piece.start : piece.end]) for piece in split_mixed(text)]
    assert pieces == [
        (Kind.CLAIM, "我家房产证三年没办下来。"),
        (Kind.ACCUSATION, "王局长收受好处！"),
        (Kind.CLAIM, "请尽快办证。"),
        (Kind.ACCUSATION, "王局长上周来过。"),
    ]


@given(st.lists(st.sampled_from([*_ACCUSING, *_CLAIMING, "\n", "？！", ""])), st.text(max_size=20))
def test_pieces_cover_the_text_without_a_gap(sentences: list[str], other: str) -> None:
    text = "。".join([*sentences, other])
    pieces = split_mixed(text)
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    assert all(one.kind is not two.kind for one, two in pairwise(pieces))
    held = names_wrongdoer(text) is not None
    assert held == any(piece.kind is Kind.ACCUSATION for piece in pieces)
