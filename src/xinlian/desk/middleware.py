"""Who asks and when; headers of every page; a refusal becomes a page."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers

from xinlian import clock
from xinlian.organisation.models import Account
from xinlian.organisation.queries import actor_for
from xinlian.rules.days import local_day
from xinlian.rules.errors import BrokenRule, Forbidden

POLICY: Final = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
"""Nothing from elsewhere, nothing inline: no script, no style, no form to another place."""


class StaffMiddleware:
    """Gives each request its actor, moment and language, each page its headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Prepare the request, answer it, set the headers."""
        self._prepare(request)
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "geolocation=(), camera=()")
        patch_cache_control(response, no_store=True, private=True)
        patch_vary_headers(response, ["Cookie"])
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn a refusal into a page: 403 who may not, 409 what breaks a rule."""
        if not isinstance(error, BrokenRule):
            return None
        forbidden = isinstance(error, Forbidden)
        status = HTTPStatus.FORBIDDEN if forbidden else HTTPStatus.CONFLICT
        return render(
            request, "desk/refused.html", {"refusal": error, "forbidden": forbidden}, status=status
        )

    @staticmethod
    def _prepare(request: Any) -> None:  # noqa: ANN401 - attributes are added to the request
        request.now = clock.now()
        request.today = local_day(request.now)
        request.actor = None
        account = request.user = get_user(request)
        if isinstance(account, Account):
            request.account = account
            request.actor = actor_for(account, request.today)
            translation.activate(account.language)
            request.LANGUAGE_CODE = translation.get_language()
