"""What registering and correcting share: sealing, codes, digests, in sets."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings

from xinlian.ledger.digests import instant, salted
from xinlian.petitions.ahead import Ready
from xinlian.petitions.directory import Directory, look_up
from xinlian.petitions.drafts import Draft
from xinlian.rules.calendar import Calendar, calendar_of
from xinlian.rules.clocks import notice_due, receipt_due
from xinlian.rules.days import local_day
from xinlian.rules.profiles import profile_for
from xinlian.vault.commands import seal
from xinlian.vault.personal import PersonalData

_SALT = 16

_day = lru_cache(maxsize=4096)(local_day)
_notice_due = lru_cache(maxsize=4096)(notice_due)
_receipt_due = lru_cache(maxsize=4096)(receipt_due)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one petition as staff will read them, and the salt of their digests."""

    salt: bytes
    title: str
    text: str
    original_title: str
    original_text: str
    answer: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A row as it will be written: whose it is, its words, its fields as facts state them."""

    row: Ready
    person: PersonalData
    words: Words
    fields: dict[str, Any]
    answering_unit: str | None

    @property
    def draft(self) -> Draft:
        """Return the draft it was made from."""
        return self.row.draft


def prepare(
    rows: Sequence[Ready], *, at: datetime, held: Mapping[str, str] | None = None
) -> list[Prepared]:
    """Seal first (the vault commits before the rest), then find the codes of words.

    ``held`` are the references that petitions have already, by number: they are kept, and
    nothing is sealed for them here. A draft without identity and without identity in its
    words gets no reference.
    """
    held = held or {}
    calendar = calendar_of(settings.HOLIDAYS)
    people = [row.person for row in rows]
    sealing = [n for n, row in enumerate(rows) if row.draft.number not in held]
    sealed = seal([people[n] for n in sealing], texts=[rows[n].masked for n in sealing], at=at)
    fresh = dict(zip(sealing, sealed, strict=True))
    directory = look_up(
        (row.draft.place for row in rows),
        (row.draft.category for row in rows),
        (unit for row in rows for unit in (row.draft.unit, row.draft.answered_by)),
    )
    prepared = []
    for n, (row, person) in enumerate(zip(rows, people, strict=True)):
        ref = fresh[n] if n in fresh else held[row.draft.number]
        words = Words(os.urandom(_SALT), *(text.text for text in row.masked))
        fields = _fields(row, ref, words, directory, calendar)
        unit = directory.units.get(row.draft.answered_by)
        prepared.append(Prepared(row, person, words, fields, unit))
    return prepared


def _fields(
    row: Ready, ref: str | None, words: Words, directory: Directory, calendar: Calendar
) -> dict[str, Any]:
    draft = row.draft
    day = _day(draft.received_at)
    place = directory.places.get(draft.place)
    profile = profile_for(day).name
    notice = _notice_due(profile, day, calendar)
    registration = _receipt_due("registration", profile, day, calendar)
    return {
        "number": draft.number,
        "received_at": instant(draft.received_at),
        "received_on": day.isoformat(),
        "channel": draft.channel,
        "purpose": draft.purpose,
        "level": draft.level,
        "people": draft.people,
        "occurrence": draft.occurrence,
        "place": place,
        "area": directory.area(place, day),
        "category": directory.categories.get(draft.category),
        "unit": directory.units.get(draft.unit),
        "petitioner": ref,
        "title_digest": salted(words.title, words.salt),
        "text_digest": salted(words.text, words.salt),
        "notice_due": notice and notice.isoformat(),
        "registration_due": registration and registration.isoformat(),
        "held": row.held or None,
        "profile": profile,
    }
