"""Which language is being read, and choosing between two texts."""

from django.utils.translation import get_language

from xinlian.rules import vocabulary
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Term


def in_english() -> bool:
    """Tell whether the page is read in English; Chinese otherwise."""
    return (get_language() or "").startswith("en")


def chosen(zh: str, en: str) -> str:
    """Return the text in the language that is being read."""
    return en if in_english() else zh


def sentence(refusal: BrokenRule) -> str:
    """Return the sentence with which a command refused."""
    return chosen(refusal.zh, refusal.en)


def term_name(term: Term) -> str:
    """Return the name of a term."""
    return chosen(term.zh, term.en)


def term(vocabulary_name: str, code: str | None) -> Term | None:
    """Return the term of a vocabulary with a code; None for one that is not in it."""
    terms: type[Term] = getattr(vocabulary, vocabulary_name)
    return next((each for each in terms if each == code), None)
