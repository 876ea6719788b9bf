"""The thesaurus can be read by the features that use it."""

from xinlian.routing.features import LONGEST, _lexicon, count, theme_map, themes


def test_words_have_two_to_four_characters() -> None:
    strange = [w for words in _lexicon().values() for w in words if not 2 <= len(w) <= LONGEST]
    assert strange == []


def test_no_word_stands_twice_under_a_theme() -> None:
    twice = {name for name, words in _lexicon().items() if len(set(words)) < len(words)}
    assert twice == set()


def test_a_word_speaks_for_its_theme() -> None:
    spoke = count(["孩子在幼儿园吃了变质的饭菜"]).whole @ theme_map()
    named = {themes()[at] for at in spoke.indices}
    assert {"幼儿园", "食品"} <= named
    assert "出租车" not in named
