"""Full-text search over character bigrams, on SQLite (FTS5) and PostgreSQL (tsvector).

The index holds only the masked words that staff read. It can be rebuilt from the texts at
any time and is therefore no part of what ``xinlian verify`` compares.
"""

from collections.abc import Sequence

from django.db import connection

from xinlian.petitions.models import PetitionText
from xinlian.text.grams import bigram_query, bigrams

_INSERT = {
    "sqlite": "INSERT INTO petitions_search(rowid, grams) VALUES (%s, %s)",
    "postgresql": (
        "INSERT INTO petitions_search(petition, grams) VALUES (%s, to_tsvector('simple', %s))"
    ),
}
_DELETE = {
    "sqlite": "DELETE FROM petitions_search WHERE rowid = %s",
    "postgresql": "DELETE FROM petitions_search WHERE petition = %s",
}
_SELECT = {
    "sqlite": (
        "SELECT rowid FROM petitions_search WHERE petitions_search MATCH %s "
        "ORDER BY rowid DESC LIMIT %s"
    ),
    "postgresql": (
        "SELECT petition FROM petitions_search WHERE grams @@ to_tsquery('simple', %s) "
        "ORDER BY petition DESC LIMIT %s"
    ),
}


def index(grams: Sequence[tuple[int, str]]) -> None:
    """Add petitions that are not in the index yet, each with the bigrams of title and text."""
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT[connection.vendor], grams)


def reindex(grams: Sequence[tuple[int, str]]) -> None:
    """Replace petitions in the index, each with the bigrams of title and text."""
    with connection.cursor() as cursor:
        cursor.executemany(_DELETE[connection.vendor], [(petition,) for petition, _ in grams])
    index(grams)


def rebuild() -> int:
    """Make the whole index anew from the texts; return how many petitions it holds."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM petitions_search")
    texts = PetitionText.objects.values_list("petition_id", "title", "text").iterator(5000)
    count = 0
    batch: list[tuple[int, str]] = []
    for petition, title, text in texts:
        batch.append((petition, bigrams(f"{title} {text}")))
        count += 1
        if len(batch) == 5000:  # noqa: PLR2004 - the iterator's own chunk
            index(batch)
            batch = []
    index(batch)
    return count


def find(text: str, limit: int = 1000) -> list[int]:
    """Return the ids of petitions that hold every bigram of ``text``, newest first."""
    grams = bigram_query(text)
    if not grams:
        return []
    if connection.vendor == "sqlite":
        query = " ".join(f'"{gram}"' for gram in grams)
    else:
        query = " & ".join("'" + gram.replace("'", "''") + "'" for gram in grams)
    with connection.cursor() as cursor:
        cursor.execute(_SELECT[connection.vendor], [query, limit])
        return [row[0] for row in cursor.fetchall()]
