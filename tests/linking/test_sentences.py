"""A reason kept in Chinese is given in English with the same names in it."""

from hypothesis import given
from hypothesis import strategies as st

from xinlian.linking.evidence import (
    copy_reason,
    object_reasons,
    place_reason,
    subject_reason,
    thing_reasons,
    words_reason,
)
from xinlian.linking.sentences import in_english

NAMES = st.text(alphabet="金桂花园锦江公馆东岭区项目物业", min_size=1, max_size=6)


@given(NAMES, NAMES, st.integers(1, 10**6), st.integers(1, 10**6))
def test_every_reason_the_engine_gives(one: str, other: str, rows: int, size: int) -> None:
    reasons = [
        *thing_reasons(f"{one}花园", other, rows, size),
        *thing_reasons(f"{one}公司", one, rows, size),
        *object_reasons(f"{one}3栋", f"{other}3栋"),
        *object_reasons(f"{one}3栋", f"{other}4栋"),
        place_reason(one, other),
        place_reason("", other),
        subject_reason(f"城乡建设/{one}", f"城乡建设/{other}"),
        subject_reason("", other),
        words_reason([one], rows),
        copy_reason(),
    ]
    assert [in_english(reason.zh) for reason in reasons] == [reason.en for reason in reasons]


def test_words_of_another_origin_stand_as_they_are() -> None:
    assert in_english("经电话核实") == "经电话核实"
