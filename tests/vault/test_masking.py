"""Nothing a text says of its writer is left in it, and all of it can be put back."""

import re
import unicodedata
from dataclasses import astuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xinlian.rules.errors import BrokenRule
from xinlian.vault.masking import (
    ADDRESS,
    ID_NUMBER,
    NAME,
    TELEPHONE,
    Piece,
    decode_pieces,
    encode_pieces,
    mask,
    mask_many,
    unmask,
)
from xinlian.vault.personal import PersonalData, is_name

PERSON = PersonalData(
    "周晓岚", "990102198804053217", "0731-88881234/199 0000 1234", "云州市江北区桂花路18号3栋502室"
)
NOBODY = PersonalData()

HAN = "周吴郑王晓岚明华建国平安路桥水电房门小大人"
names = st.text(HAN, min_size=2, max_size=4).filter(is_name)
mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
ids = st.builds(
    "{}{:04}{:02}{:02}{:03}{}".format,
    st.integers(100000, 999999),
    st.integers(1930, 2010),
    st.integers(1, 12),
    st.integers(1, 28),
    st.integers(0, 999),
    st.sampled_from("0123456789X"),
)
addresses = st.builds(
    "{}路{}号{}栋".format,
    st.text(HAN, min_size=2, max_size=3),
    st.integers(1, 999),
    st.integers(1, 99),
)
prose = st.text(HAN + "，。；、我叫住在电话请求 \n", max_size=40)


@st.composite
def written(draw: st.DrawFn, value: str) -> str:
    """Write a value as people do: with spaces or dashes within it, in full width."""
    gap = draw(st.sampled_from(["", " ", "-", "－", "\u3000", "\u200b"]))
    places = draw(st.sets(st.integers(1, len(value) - 1), max_size=4)) if gap else set()
    text = "".join(gap + c if place in places else c for place, c in enumerate(value))
    if draw(st.booleans()):
        return text
    return "".join(chr(ord(c) + 0xFEE0) if c in "0123456789X" else c for c in text)


def squeezed(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\-\u200b]", "", plain)


@given(
    st.builds(PersonalData, names, ids, mobiles, addresses),
    st.lists(prose, min_size=5, max_size=5),
    st.data(),
)
def test_no_identity_is_left_and_the_text_can_be_rebuilt(
    person: PersonalData, gaps: list[str], data: st.DataObject
) -> None:
    numbers = [data.draw(written(number)) for number in (person.id_number, person.telephone)]
    said = [person.name, *numbers, person.address]
    text = gaps[0] + "".join(
        "，" + value + "，" + gap for value, gap in zip(said, gaps[1:], strict=True)
    )
    masked = mask(text, person)
    rest = squeezed(re.sub("〔[^〕]+〕", "〕", masked.text))
    for value in astuple(person):
        assert value not in rest
    assert unmask(masked.text, masked.pieces) == text


@given(st.one_of(ids, mobiles), prose, prose, st.data())
def test_a_number_of_anybody_is_masked(
    value: str, left: str, right: str, data: st.DataObject
) -> None:
    masked = mask(f"{left}，{data.draw(written(value))}。{right}", NOBODY)
    assert value not in squeezed(masked.text)


@given(prose, names)
def test_a_text_without_identity_stays_as_it_is(text: str, name: str) -> None:
    assume(name not in re.sub(r"\s", "", text))
    assert mask(text, PersonalData(name)) == (text, ())


@given(st.text(max_size=80), names, mobiles)
def test_any_text_comes_back_whole(text: str, name: str, mobile: str) -> None:
    for source in (text, text + NAME + name, mobile + TELEPHONE + text):
        masked = mask(source, PersonalData(name, telephone=mobile))
        assert unmask(masked.text, decode_pieces(encode_pieces(masked.pieces))) == source


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("我叫周晓岚，周 晓 岚反映", f"我叫{NAME}，{NAME}反映"),
        ("电话１９９－００００－１２３４。", f"电话{TELEPHONE}。"),
        ("固话88881234，0731 8888 1234", f"固话{TELEPHONE}，{TELEPHONE}"),
        ("证件9901 0219 8804 0532 17", f"证件{ID_NUMBER}"),
        ("住江北区桂花路18号3栋502室楼上", f"住{ADDRESS}楼上"),
        ("桂花路 18号 3栋502室", ADDRESS),
        ("找010-62345678转12或+86 13812345678", f"找{TELEPHONE}或{TELEPHONE}"),
        ("联系电话：8123 4567", f"联系电话：{TELEPHONE}"),
        ("身份证430102880405321", f"身份证{ID_NUMBER}"),
        ("微信wx13812345678", f"微信wx{TELEPHONE}"),
    ],
)
def test_what_is_found(text: str, masked: str) -> None:
    assert mask(text, PERSON).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "2018-11-07 12:30 到访，1987-03-05 123元",
        "欠薪12345678元，合同号13800000000001",
        "101 102 103 104 105室漏水，拨打12345无人接听",
        "桂花路修路，江北区桂花路小学旁18号线停工",
        "大周、晓岚小区",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert mask(text, PERSON) == (text, ())


@pytest.mark.parametrize("word", ["业主", "匿名", "全体业主", "村民代表", "王", "", "无", "**"])
def test_a_word_for_anybody_masks_nothing(word: str) -> None:
    text = "王姓全体业主匿名反映，无村民代表到场"
    assert mask(text, PersonalData(word)) == (text, ())


def test_a_place_that_leads_to_no_house_stays() -> None:
    text = "A市A3区金茂湾小区物业收费高"
    assert mask(text, PersonalData(address="A市A3区金茂湾小区")).text == text
    deep = PersonalData(address="A市A3区金茂湾小区5栋2单元301室")
    assert mask("我住5栋2单元301室，金茂湾小区停水", deep).text == f"我住{ADDRESS}，金茂湾小区停水"


def test_several_writers_and_another_spelling_are_masked() -> None:
    several = PersonalData("张伟、李明华等5人")
    assert mask("张伟和李明华", several).text == f"{NAME}和{NAME}"
    assert mask("张伟、張偉", PersonalData("張偉"), PersonalData("张伟")).text == f"{NAME}、{NAME}"


def test_a_latin_name_and_a_passport_are_found_as_whole_words() -> None:
    visitor = PersonalData("Li Na", "E12345678")
    assert mask("我叫LI NA，护照e12345678，Linear，li na", visitor).text == (
        f"我叫{NAME}，护照{ID_NUMBER}，Linear，{NAME}"
    )


def test_a_reply_keeps_the_telephone_of_the_office() -> None:
    text = "周晓岚您好，请拨0731-82345678"
    assert mask(text, PERSON, numbers=False).text == f"{NAME}您好，请拨0731-82345678"


def test_many_are_masked_each_for_its_own_writer() -> None:
    texts = ["我是周晓岚", "我是周晓岚"]
    masked = mask_many(texts, [PERSON, NOBODY])
    assert [each.text for each in masked] == [f"我是{NAME}", "我是周晓岚"]


def test_a_changed_text_is_not_rebuilt() -> None:
    with pytest.raises(BrokenRule, match="masked-text-changed"):
        unmask("改过的文本", [Piece(2, NAME, "周晓岚")])


def test_nothing_of_a_person_shows() -> None:
    assert not re.search("周|9901|1990|桂花", repr(PERSON) + str(PERSON))
