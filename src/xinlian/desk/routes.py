"""Every URL of the staff pages says which permission it asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path

from xinlian.rules.errors import Forbidden

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Page:
    """A URL by name: one of ``permissions`` opens it; a public one says why it needs none."""

    name: str
    permissions: tuple[str, ...] = ()
    public_because: str = ""


PAGES: Final[dict[str, Page]] = {}
"""Every URL of the application by name; a test walks it against the permission matrix."""


def page(route: str, view: View, *permissions: str, name: str) -> URLPattern:
    """Route ``view`` at ``route`` for whoever holds one of ``permissions``.

    Somebody who is not signed in is asked to; one who holds none of them is told which.
    """
    PAGES[name] = Page(name, permissions)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - the view's own
        actor = getattr(request, "actor", None)
        if actor is None:
            return redirect_to_login(request.get_full_path())
        if not any(actor.may(permission) for permission in permissions):
            raise _missing(permissions)
        return view(request, *args, **kwargs)

    return path(route, guarded, name=name)


def public(route: str, view: View, *, name: str, because: str) -> URLPattern:
    """Route a view that needs no permission, and say why."""
    PAGES[name] = Page(name, public_because=because)
    return path(route, view, name=name)


def _missing(permissions: tuple[str, ...]) -> Forbidden:
    return Forbidden(
        "permission-missing",
        zh=f"您的岗位没有打开此页的权限（{'、'.join(permissions)}）；如需要，请联系系统管理员任职。",
        en=f"Your roles do not open this page; it needs {' or '.join(permissions)}. "
        "If your work needs it, ask the administrator for an appointment.",
    )
