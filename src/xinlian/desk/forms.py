"""Forms that keep what was typed and show a refusal where it belongs."""

from collections.abc import Callable

from django.forms import Form

from xinlian.desk.language import sentence
from xinlian.rules.errors import BrokenRule


def refuse(form: Form, refusal: BrokenRule, field: str | None = None) -> None:
    """Show a command's refusal on a form: at a field, or above all of them."""
    words = sentence(refusal)
    form.add_error(field, f"{words} ({refusal.article})" if refusal.article else words)


def attempt(form: Form, act: Callable[[], object], field: str | None = None) -> bool:
    """Run a command and tell whether it was done; a refusal is shown on the form."""
    try:
        act()
    except BrokenRule as refusal:
        refuse(form, refusal, field)
        return False
    return True
