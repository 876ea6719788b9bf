"""The index of matters: added, corrected and removed at once, kept over a restart."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.linking.registers import Row, about, register
from xinlian.linking.index import Index
from xinlian.linking.postings import Postings

_THINGS = ("金桂花园", "鼎盛国际", "锦江公馆", "平安大道", "云溪纺织厂", "望湖小学")


@pytest.fixture
def index() -> Index:
    """Return an index of six things, each with two petitions, as matters 100 to 105."""
    filled = Index()
    rows = [about(name) for name in _THINGS for _ in range(2)]
    filled.add(range(1, 13), register(rows), matters=[100 + at // 2 for at in range(12)])
    return filled


def _first(index: Index, row: Row) -> int:
    return index.suggest(register([row]))[0][0].matter


@pytest.mark.parametrize(("at", "name"), list(enumerate(_THINGS)))
def test_the_matter_comes_first(index: Index, at: int, name: str) -> None:
    assert _first(index, about(name)) == 100 + at


@pytest.mark.parametrize("typed", ["鼎盛", "反映鼎盛国", "鼎盛國際房产", "鼎盛国际"])
def test_half_typed_text_is_enough(index: Index, typed: str) -> None:
    assert _first(index, ("", "", typed, "")) == 101


def test_a_slip_is_forgiven(index: Index) -> None:
    assert _first(index, ("城东区", "", "锦疆公馆", "")) == 102


def test_place_and_subject_decide_between_matters_of_one_thing(index: Index) -> None:
    others = [about("金桂花园", "停工"), about("金桂花园", place="城西区")]
    index.add([50, 51], register(others), matters=[200, 201])
    assert _first(index, about("金桂花园", "停工")) == 200
    assert _first(index, about("金桂花园", place="城西区")) == 201
    assert _first(index, about("金桂花园")) == 100


def test_reasons_are_given(index: Index) -> None:
    (found,) = index.suggest(register([about("金桂花园")]), k=1)
    assert len(found) == 1
    assert [reason.zh for reason in found[0].reasons] == [
        "同一项目 金桂花园（少见名称，12 件中 2 件）",
        "同属地 城东区",
        "同类问题：办证",
    ]
    (found,) = index.suggest(register([("", "", "金桂", "")]), k=1)
    assert found[0].reasons[0].zh == "相同字词：金桂（本事项 2 件）"


def test_nothing_in_common_suggests_nothing(index: Index) -> None:
    assert index.suggest(register([("", "", "xyz", ""), ("", "", "", "")])) == [[], []]
    assert Index().suggest(register([about("金桂花园")])) == [[]]


def test_removed_is_gone_and_corrected_is_moved(index: Index) -> None:
    index.remove([1, 2, 999])
    assert len(index) == 10
    assert 100 not in [found.matter for found in index.suggest(register([about("金桂花园")]))[0]]
    index.add([3], register([about("金桂花园")]), matters=[300])
    assert len(index) == 10
    assert _first(index, about("金桂花园")) == 300


def test_a_restart_forgets_nothing(index: Index, tmp_path: Path) -> None:
    index.remove([1])
    index.save(tmp_path / "index")
    again = Index.load(tmp_path / "index")
    asked = register([about(name) for name in _THINGS])
    assert again.suggest(asked) == index.suggest(asked)
    assert [path.name for path in tmp_path.iterdir()] == ["index"]
    again.add([77], register([about("新的花园")]), matters=[777])
    assert _first(again, about("新的花园")) == 777


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "index"
    path.write_bytes(b"not an index")
    with pytest.raises(ValueError, match="index"):
        Index.load(path)


def test_ids_rows_and_matters_go_together() -> None:
    with pytest.raises(ValueError, match="differ in length"):
        Index().add([1, 2], register([about("金桂花园")]), matters=[1])


@settings(deadline=None)
@given(st.lists(st.sets(st.integers(0, 20), max_size=6), max_size=12), st.integers(0, 12))
def test_settled_postings_are_the_recent_ones(words: list[set[int]], cut: int) -> None:
    """Laying postings into arrays, at any moment, changes no answer."""
    plain, settled = Postings(), Postings()
    plain.add(0, words)
    settled.add(0, words[:cut])
    settled.settle()
    settled.add(len(words[:cut]), words[cut:])
    for key in range(21):
        np.testing.assert_array_equal(plain.of(key), settled.of(key))
        assert plain.of(key).tolist() == [at for at, keys in enumerate(words) if key in keys]
