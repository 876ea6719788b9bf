"""Filters and tags of the staff pages."""

from datetime import date, datetime

from django import template
from django.contrib.messages.storage.base import Message

from xinlian.desk.cells import shown
from xinlian.desk.language import chosen, sentence, term_name
from xinlian.desk.language import term as find_term
from xinlian.desk.notices import Undo, undo_of
from xinlian.linking.sentences import in_english
from xinlian.rules.days import ZONE
from xinlian.rules.errors import BrokenRule
from xinlian.rules.facts import LATEST
from xinlian.rules.vocabulary import Term

register = template.Library()


@register.filter
def term(value: Term | str | None, vocabulary: str = "") -> str:
    """Name a term, or the code of one in the vocabulary that is named."""
    found = value if isinstance(value, Term) else find_term(vocabulary, value)
    return term_name(found) if found else (value or "")


@register.filter
def said(refusal: BrokenRule) -> str:
    """Return a refusal's sentence."""
    return sentence(refusal)


@register.filter
def fact_name(kind: str) -> str:
    """Name a kind of fact."""
    declared = LATEST.get(kind)
    return chosen(declared.zh, declared.en) if declared else kind


@register.filter
def because(reason: str) -> str:
    """Say why a petition belongs to a matter; reasons are kept in Chinese."""
    return chosen(reason, in_english(reason))


@register.filter
def day(value: date | None) -> str:
    """Write a day as 2018-11-07."""
    return value.isoformat() if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """Write a moment in local time as 2018-11-07 09:30."""
    return value.astimezone(ZONE).strftime("%Y-%m-%d %H:%M") if value else ""


@register.filter
def cell(value: object) -> str:
    """Write any value as a cell of a list shows it."""
    return shown(value)


@register.filter
def undo(message: Message) -> Undo | None:
    """Return how to undo what a message tells of."""
    return undo_of(message)
