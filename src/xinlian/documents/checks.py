"""What ``xinlian verify`` compares beyond rows: words against digests, numbers without gaps."""

from collections.abc import Iterator

from django.db.models import Count, Max

from xinlian.documents.keeping import digest_of_words
from xinlian.documents.models import Document, Version
from xinlian.ledger.verify import Difference


def words_fit_digests() -> Iterator[Difference]:
    """Yield each version whose words are not what its fact was made of."""
    for version in Version.objects.select_related("words").order_by("pk").iterator(5000):
        where = f"documents.VersionWords {version.pk}"
        if not hasattr(version, "words"):
            yield Difference(where, "its words", "no such row")
            continue
        words = version.words
        found = digest_of_words(words.data, words.body, bytes(words.salt))
        if found != version.digest:
            yield Difference(where, version.digest, found)


def numbers_have_no_gaps() -> Iterator[Difference]:
    """Yield each series in which a number is missing; voided ones count."""
    series = Document.objects.exclude(number=None).values("kind", "unit", "year")
    for each in series.annotate(last=Max("number"), count=Count("pk")).order_by():
        if each["last"] != each["count"]:
            where = f"documents.Document {each['kind']}/{each['unit']}/{each['year']}"
            yield Difference(where, f"{each['last']} numbers", f"{each['count']}")
