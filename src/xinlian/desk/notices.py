"""One line after something was done, with a way to undo it where there is one."""

from collections.abc import Mapping
from dataclasses import dataclass

import orjson
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

_UNDO = "undo "


@dataclass(frozen=True, slots=True)
class Undo:
    """Where to post what to take something back."""

    url: str
    fields: Mapping[str, str]


def notice(request: HttpRequest, text: str, undo: Undo | None = None) -> None:
    """Say on the next page what was done."""
    note = {"url": undo.url, "fields": dict(undo.fields)} if undo else None
    messages.success(request, text, extra_tags=_UNDO + orjson.dumps(note).decode() if note else "")


def undo_of(message: Message) -> Undo | None:
    """Return how to undo what a message tells of."""
    tags = message.extra_tags or ""
    if not tags.startswith(_UNDO):
        return None
    note = orjson.loads(tags.removeprefix(_UNDO))
    return Undo(note["url"], note["fields"])
