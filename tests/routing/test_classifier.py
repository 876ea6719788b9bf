"""The classifier: right, sure of itself only where it may be, the same every time."""

from pathlib import Path

import numpy as np
import pytest

from tests.routing.texts import drawn
from xinlian.routing.classifier import Classifier
from xinlian.rules.errors import BrokenRule


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.train(*drawn(90, seed=1))


def test_the_category_is_found_with_the_words_that_spoke(classifier: Classifier) -> None:
    first, *others = classifier.classify(["我家门口的公交车停运了"])[0]
    assert first.label == "交通运输"
    assert first.probability > 0.5
    assert any("公交" in piece for piece in first.reasons)
    assert all(guess.probability <= first.probability for guess in others)


def test_unseen_texts_are_sorted(classifier: Classifier) -> None:
    texts, labels = drawn(60, seed=2)
    found = [guesses[0].label for guesses in classifier.classify(texts, top=1, reasons=0)]
    assert found == labels


def test_a_word_never_seen_is_known_by_its_theme(classifier: Classifier) -> None:
    taught, _ = drawn(90, seed=1)
    assert not any("的士" in text for text in taught)
    assert classifier.classify(["的士"])[0][0].label == "交通运输"


def test_probabilities_sum_to_one(classifier: Classifier) -> None:
    chances = classifier.probabilities(["学校", "", "完全没有见过的话题"])
    assert np.allclose(chances.sum(axis=1), 1)


def test_noise_in_the_labels_is_not_hidden() -> None:
    texts, labels = drawn(300, seed=3)
    wrong = [*sorted(set(labels))[1:], min(labels)]
    swapped = dict(zip(sorted(set(labels)), wrong, strict=True))
    noisy = [swapped[label] if at % 3 == 0 else label for at, label in enumerate(labels)]
    sure = Classifier.train(texts, noisy).probabilities(drawn(100, seed=4)[0]).max(axis=1)
    assert sure.mean() == pytest.approx(2 / 3, abs=0.1)


@pytest.mark.parametrize("text", ["", "  \n", "。。。"])
def test_a_text_without_a_word_gets_the_prior(text: str) -> None:
    texts, labels = ["学校", "学校", "学校", "公交车"], ["a", "a", "a", "b"]
    first, second = Classifier.train(texts, labels).classify([text])[0]
    assert (first.label, first.probability) == ("a", 0.75)
    assert (second.label, second.probability) == ("b", 0.25)
    assert first.reasons == ()


def test_the_same_input_gives_the_same_answer() -> None:
    texts, labels = drawn(60, seed=5)
    one, two = (Classifier.train(texts, labels, seed=7) for _ in range(2))
    assert np.array_equal(one.probabilities(texts), two.probabilities(texts))


def test_saved_and_loaded(classifier: Classifier, tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    classifier.save(path)
    texts, _ = drawn(20, seed=6)
    assert Classifier.load(path).classify(texts) == classifier.classify(texts)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x80\x04\x95pickle"])
def test_what_is_no_model_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(content)
    with pytest.raises(BrokenRule, match="route-model-broken"):
        Classifier.load(path)


def test_one_label_one_text_and_none() -> None:
    assert Classifier.train(["学校"], ["a"]).classify(["别的"])[0][0].probability == 1
    with pytest.raises(ValueError, match="at least one"):
        Classifier.train([], [])
    with pytest.raises(ValueError, match="as many"):
        Classifier.train(["学校"], [])


def test_nothing_to_classify(classifier: Classifier) -> None:
    assert classifier.classify([]) == []
    assert classifier.probabilities([]).shape == (0, 3)
