"""Walking every page that somebody can open, and keeping what it answers, byte for byte."""

import io
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import quote

from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.urls.converters import IntConverter
from django.urls.resolvers import URLResolver

from xinlian.desk.routes import PAGES
from xinlian.ledger.actors import Actor
from xinlian.rules.facts import LATEST

Seen = dict[str, tuple[int, bytes]]
"""What an address answered: status and body."""

_TOKEN = re.compile(rb'name="(csrfmiddlewaretoken|once)" value="[^"]*"')
_HEADER = re.compile(rb'(hx-headers|data-token|content)="[^"]*[Tt]oken[^"]*"')
_LISTS = ("petitions", "matters", "work", "work_office", "work_supervise", "cases", "people")
_FILTERS = (
    "purpose=accusation", "state=overdue", "matter=-", "area=-", "area=east", "category=-",
    "occurrence=first", "sort=-due", "sort=number", "page=2", "phase=sort", "due=soon",
    "export=csv", "export=xlsx",
)  # fmt: skip
_FIGURES = ("petitions.items@ytd", "petitions.all:area=east@ytd", "repeat.petitions@ytd")
_NOUNS = sorted({kind.subject for kind in LATEST.values()})


def walk(client: Client, actor: Actor, ids: range, words: tuple[str, ...]) -> Seen:
    """Fetch whatever the actor's roles open: every page for every id, lists searched for words."""
    seen: Seen = {}
    for url in dict.fromkeys(_addresses(actor, ids, words)):
        answer = client.get(url)
        seen[url] = answer.status_code, _steady(_body(answer))
    for url, data in _posts(actor, ids, words):
        answer = client.post(url, data)
        seen[f"POST {url} {sorted(data.items())}"] = answer.status_code, _steady(_body(answer))
    return seen


def _addresses(actor: Actor, ids: range, words: tuple[str, ...]) -> Iterator[str]:
    for pattern in patterns(get_resolver()):
        page = PAGES[str(pattern.name)]
        if any(actor.may(each) for each in page.permissions):
            yield from _filled(pattern, ids)
    for name in _LISTS:
        if any(actor.may(each) for each in PAGES[name].permissions):
            yield from (f"{reverse(name)}?{query}" for query in _FILTERS)
            yield from (f"{reverse(name)}?q={quote(word)}" for word in words)
            yield from (f"{reverse(name)}?q={quote(word)}&export=csv" for word in words)

    if actor.may("insight:figure:read"):
        yield from (f"{reverse('figure')}?id={each}" for each in _FIGURES)


def _filled(pattern: URLPattern, ids: range) -> Iterator[str]:
    """Return the addresses of a pattern: every id, and what else it names."""
    name, converters = str(pattern.name), pattern.pattern.converters
    if name == "ledger_of":
        for noun in _NOUNS:
            for subject in ids:
                yield reverse(name, args=[noun, str(subject)])
        return
    if not converters:
        yield reverse(name)
    elif any(isinstance(each, IntConverter) for each in converters.values()):
        first = next(key for key, each in converters.items() if isinstance(each, IntConverter))
        rest = {key: 1 if isinstance(each, IntConverter) else "sort"
                for key, each in converters.items() if key != first}  # fmt: skip
        yield from (reverse(name, kwargs={first: each, **rest}) for each in ids)


def _posts(
    actor: Actor, ids: range, words: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Return what asks without changing anything that exists: what is like a text being typed."""
    del ids
    if actor.may("petitions:petition:register"):
        for word in words:
            yield reverse("similar_matters"), {"title": word, "text": word}


def patterns(within: URLResolver) -> Iterator[URLPattern]:
    """Yield every pattern below a resolver."""
    for each in within.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each)
        else:
            yield each


def _body(answer: object) -> bytes:
    streaming = getattr(answer, "streaming", False)
    body: bytes = b"".join(answer.streaming_content) if streaming else answer.content  # type: ignore[attr-defined]
    return _unpacked(body) if body.startswith(b"PK") else body


def _unpacked(book: bytes) -> bytes:
    """Return the parts of a workbook without the moment it was written at."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        names = [name for name in archive.namelist() if name != "docProps/core.xml"]
        return b"\n".join(name.encode() + archive.read(name) for name in names)


def _steady(body: bytes) -> bytes:
    """Take out the tokens against forgery, which differ on every page."""
    return _HEADER.sub(b"", _TOKEN.sub(b"", body))
