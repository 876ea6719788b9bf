"""What ``xinlian verify`` compares beyond rows: words against the digests in the ledger."""

from collections.abc import Iterator

from xinlian.ledger.digests import salted
from xinlian.ledger.verify import Difference
from xinlian.petitions.models import Petition

_WORDS = (("title", "title_digest"), ("text", "text_digest"), ("answer", "answer_digest"))


def words_fit_digests() -> Iterator[Difference]:
    """Yield each title, text or answer that is not what its fact was made of."""
    for petition in Petition.objects.select_related("words").order_by("pk").iterator(5000):
        where = f"petitions.PetitionText {petition.pk}"
        if not hasattr(petition, "words"):
            yield Difference(where, "its words", "no such row")
            continue
        salt = bytes(petition.words.salt)
        for words, digest in _WORDS:
            text, expected = getattr(petition.words, words), getattr(petition, digest)
            if (text or expected) and salted(text, salt) != expected:
                yield Difference(f"{where}.{words}", expected, salted(text, salt))
