"""What every page shows around its own content."""

from typing import Any

from django.http import HttpRequest

from xinlian import clock
from xinlian.desk.language import in_english
from xinlian.desk.navigation import menu_for


def desk(request: HttpRequest) -> dict[str, Any]:
    """Return menu, who is signed in, the demonstration's day and the language."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "menu": menu_for(actor, request.path) if actor else [],
        "may_search": bool(actor and actor.may("petitions:petition:read")),
        "demonstration_day": clock.demonstration_day(),
        "english": in_english(),
        "today": getattr(request, "today", None),
    }
