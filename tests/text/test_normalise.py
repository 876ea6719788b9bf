"""Normalising: what it changes, what it leaves, and that it is done after once."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinlian.text.normalise import normalise, normalise_many

# Characters that meet in real registers, and everything else.
_MIXED = st.text(
    st.one_of(
        st.sampled_from("金际国際張劉乾干里裏后後证證一二○〇OX×xX_＿*＊■□"),
        st.sampled_from("\ufffd\u200b 　\r\n，。（）A１2-锟斤拷"),
        st.characters(codec="utf-8"),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("鼎盛國際房產證辦不下來", "鼎盛国际房产证办不下来"),
        ("３號樓　１０１", "3号楼 101"),
        ("金＊＊际", "金**际"),
        ("刘__反映", "刘**反映"),
        ("某××公司", "某**公司"),
        ("XX小区", "**小区"),
        ("二○一八年", "二〇一八年"),
        ("金\ufffd\ufffd际", "金*际"),
        ("锟斤拷小区", "*小区"),
        ("张\u200b三\u0007丰\ufeff", "张三丰"),
        ("金 桂 花 园", "金桂花园"),
        ("第一段\r\n\r\n 第二段", "第一段\n第二段"),
        ("来信，盼复！（急）", "来信，盼复！（急）"),
        ("a_b 3×4 X3", "a_b 3×4 X3"),
        ("Mr.  Wang", "Mr. Wang"),
        ("", ""),
    ],
)
def test_what_comes_in_and_what_stands(received: str, expected: str) -> None:
    assert normalise(received) == expected


@given(_MIXED)
def test_once_is_enough(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(_MIXED)
def test_nothing_invisible_remains(text: str) -> None:
    kept = normalise(text).replace("\n", "")
    assert not [c for c in kept if unicodedata.category(c) == "Cc" or c in "\u200b\ufffd\u3000"]


@given(st.text("金桂花园鼎盛国际城区*", max_size=30))
def test_a_mask_stays_a_mask_of_the_same_length(text: str) -> None:
    assert normalise(text).count("*") == text.count("*")
    assert [c for c in normalise(text) if c != "*"] == [c for c in text if c != "*"]


@given(st.lists(_MIXED, max_size=8))
def test_many_are_each(texts: list[str]) -> None:
    assert normalise_many(texts) == [normalise(text) for text in texts]
