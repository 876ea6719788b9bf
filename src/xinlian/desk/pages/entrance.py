"""Signing in and out, the language, the password, and whether the server is up."""

from typing import Any

from allauth.account import views as accounts
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import connections
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST
from django.views.generic.base import ContextMixin, TemplateView

from xinlian.desk.demonstration import demo_sign_ins
from xinlian.desk.routes import public
from xinlian.organisation.models import Account
from xinlian.rules.errors import BrokenRule


class SignIn(accounts.LoginView):  # type: ignore[misc]  # allauth is untyped
    """Sign in with account and password; a demonstration offers its accounts."""

    template_name = "desk/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - the base class's
        """Return the form and the demonstration's accounts; no sign-up is offered."""
        context = ContextMixin.get_context_data(self, **kwargs)
        context.setdefault("form", self.get_form())
        return context | {"sign_ins": demo_sign_ins(), "next": self.request.GET.get("next", "")}


class SignOut(accounts.LogoutView):  # type: ignore[misc]  # allauth is untyped
    """Sign out, after being asked where the request did not come from our own button."""

    template_name = "desk/sign_out.html"


class ChangePassword(accounts.PasswordChangeView):  # type: ignore[misc]  # allauth is untyped
    """Change one's own password."""

    template_name = "desk/change_password.html"
    success_url = reverse_lazy("today")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - the base class's
        """Refuse where the account has no password that could be changed."""
        if not (request.user.is_authenticated and request.user.has_usable_password()):
            raise BrokenRule(
                "account-without-password",
                zh="此账号不用密码登录，没有可以修改的密码；请与系统管理员联系。",
                en="This account has no password to change; please ask the administrator.",
            )
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Read the pages in Chinese or English from now on, on every device once signed in."""
    language, back = request.POST.get("language", ""), request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        if request.user.is_authenticated:
            Account.objects.filter(pk=request.user.pk).update(language=language)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure(),
        )
    return response


def health(request: HttpRequest) -> HttpResponse:
    """Answer ``{"status": "ok"}`` where both databases answer."""
    del request
    for alias in ("default", "vault"):
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


ROUTES = [
    public("accounts/login/", SignIn.as_view(), name="account_login", because="signing in"),
    public("accounts/logout/", SignOut.as_view(), name="account_logout", because="signing out"),
    public(
        "accounts/password/change/",
        login_required(ChangePassword.as_view()),
        name="account_change_password",
        because="whoever is signed in changes their own password; allauth asks for that",
    ),
    public(
        "accounts/inactive/",
        TemplateView.as_view(template_name="desk/inactive.html"),
        name="account_inactive",
        because="says that an account was closed",
    ),
    public("language/", choose_language, name="language", because="the language of the pages"),
    public("health", health, name="health", because="a monitor asks without an account"),
]
