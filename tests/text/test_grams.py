"""Bigrams: whatever stands in a text is found by asking for it."""

from hypothesis import given
from hypothesis import strategies as st

from xinlian.text.grams import bigram_query, bigrams

_RUN = st.text("欠薪物业房产证栋号市", min_size=2, max_size=10)


def test_words_of_an_index() -> None:
    assert bigrams("拖欠工资，7栋 2018") == "拖欠 欠工 工资 7栋 7 2018"


def test_words_of_a_question() -> None:
    assert bigram_query("欠薪") == ["欠薪"]
    assert bigram_query("7栋") == ["7栋"]
    assert bigram_query("　，。") == []


def test_scripts_and_widths_meet() -> None:
    assert bigrams("房產證 ＡＢＣ") == bigrams("房产证 abc")


@given(st.lists(_RUN, min_size=1, max_size=5), st.data())
def test_every_stretch_of_two_is_found(runs: list[str], data: st.DataObject) -> None:
    run = data.draw(st.sampled_from(runs))
    start = data.draw(st.integers(0, len(run) - 2))
    asked = run[start : data.draw(st.integers(start + 2, len(run)))]
    assert bigram_query(asked)
    assert set(bigram_query(asked)) <= set(bigrams("，".join(runs)).split())


@given(st.text("欠薪物业房产证7栋号A市，。 *x12", max_size=30))
def test_every_text_finds_itself(text: str) -> None:
    assert set(bigram_query(text)) <= set(bigrams(text).split())
