"""Every page that somebody signed in can open: WCAG 2.2 A and AA by axe, focus seen, skip link."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import get_resolver, reverse
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.cast import AT, Cast
from tests.desk.conftest import TODAY, Register, SignIn
from tests.desk.imports import brought, rehearsed
from tests.desk.test_walk import patterns, some_address
from tests.petitions.registers import row, write
from xinlian import clock
from xinlian.desk.routes import PAGES
from xinlian.handling.commands import accept_files, pass_on, sort_files
from xinlian.handling.commands.sorting import NewClaim, Sorting
from xinlian.organisation.models import Account
from xinlian.petitions.models import Import
from xinlian.petitions.working import work_uploads
from xinlian.rules.vocabulary import Purpose, Route

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(databases=["default", "vault"], transaction=True),
    pytest.mark.usefixtures("empty_index"),
]

DESKTOP, PHONE = (1366, 768), (390, 844)
LEVELS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
RULES: Final[dict[str, Any]] = {
    "runOnly": {"type": "tag", "values": LEVELS},
    "resultTypes": ["violations"],
    # Of level AA since WCAG 2.2, and off in axe-core unless asked for.
    "rules": {"target-size": {"enabled": True}},
}
ON_A_PHONE: Final = frozenset(
    {"today", "petitions", "petition", "register", "work", "file", "step", "matter", "reports"}
)
NO_PAGES: Final = frozenset(
    {"attachment", "report_file", "report_changes", "upload_errors", "imported_errors"}
    | {"document", "revise_document"}
)
"""What hands out a file, compares with an earlier version, or shows a document: there is none
here; the browser test of documents looks at theirs."""

KINDS: Final = ("acceptance", "opinion")

_FOCUSED: Final = """() => {
    const it = document.activeElement
    const style = getComputedStyle(it), box = it.getBoundingClientRect()
    const drawn = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
    const seen = box.width > 0 && box.right > 0 && box.bottom > 0 && box.top < innerHeight
    return [it.outerHTML.slice(0, 160), drawn && seen]
}"""


@pytest.fixture
def addresses(
    register: Register, cast: Cast, signed_in: SignIn, tmp_path: Path
) -> dict[str, list[str]]:
    """Return the pages by name, each at an address where it has something to show."""
    office = signed_in("office")
    claim = NewClaim("要求复工。", Purpose.APPEAL, Route.PETITION)
    sort_files([Sorting(register.stalled, (claim,))], by=cast.office, at=AT)
    pass_on([register.stalled], to=["housing"], by=cast.office, at=AT)
    accept_files([register.stalled], by=cast.handler, at=AT)
    office.post(reverse("compose_report"), {"as_of": TODAY.isoformat()})
    office.post(f"{rehearsed(office, write(tmp_path, [row(1)]))}import/")
    work_uploads(clock.now)
    uploaded, _ = brought(office, write(tmp_path, [row(2), row(3, 登记日期="昨天")]))
    register_of = Import.objects.get().pk
    return {
        "draft_document": [
            reverse("draft_document", args=[register.stalled, kind]) for kind in KINDS
        ],
        "figure": [f"{reverse('figure')}?id=petitions.all@ytd"],
        "file": [reverse("file", args=[register.stalled])],
        "imported": [reverse("imported", args=[register_of])],
        "ledger_of": [reverse("ledger_of", args=["petition", register.stalled])],
        "petition": [reverse("petition", args=[pk]) for pk in (register.stalled, register.wages)],
        "petitions": [f"{reverse('petitions')}{query}" for query in ("", "?q=停工", "?q=无此")],
        "step": [reverse("step", args=[register.wages, "sort"])],
        "upload": [uploaded],
        "work_many": [f"/work/many/forward/?file={register.wages}"],
    }


@pytest.fixture
def context(live_server: LiveServer, browser: Browser) -> Iterator[BrowserContext]:
    """Return the one browser context of a test."""
    context = browser.new_context(base_url=live_server.url, locale="zh-CN")
    yield context
    context.close()


def test_no_page_violates_wcag_in_chinese_or_english_on_a_desk_or_a_phone(  # noqa: PLR0913, PLR0917 - fixtures
    addresses: dict[str, list[str]],
    register: Register,
    cast: Cast,
    signed_in: SignIn,
    context: BrowserContext,
    live_server: LiveServer,
) -> None:
    walk = _walk(addresses, cast, signed_in)
    work = reverse("file", args=[register.stalled])
    walk += [
        ("handler", "file", work),
        ("handler", "step", reverse("step", args=[register.stalled, "decide"])),
        *((who, "today", "/") for who in ("handler", "head", "convener", "administrator")),
        ("convener", "missing", "/nothing/"),
    ]
    found: list[str] = []
    for who in dict.fromkeys(who for who, _, _ in walk):
        page = _page(context, signed_in(who), live_server.url)
        for language, size in (("zh-hans", DESKTOP), ("en", DESKTOP), ("zh-hans", PHONE)):
            Account.objects.filter(account=who).update(language=language)
            page.set_viewport_size({"width": size[0], "height": size[1]})
            for _, name, address in [each for each in walk if each[0] == who]:
                if size == DESKTOP or name in ON_A_PHONE:
                    page.goto(address)
                    assert page.evaluate("document.documentElement.lang").lower() == language
                    found += [f"{who} {size[0]} {address} {each}" for each in _violations(page)]
        page.close()
    assert found == []


def test_focus_is_seen_and_the_skip_link_leads_to_the_content(
    register: Register, signed_in: SignIn, context: BrowserContext, live_server: LiveServer
) -> None:
    page = _page(context, signed_in("office"), live_server.url)
    for address in ("/", "/petitions/", f"/petitions/{register.wages}/", "/register/", "/work/"):
        for size in (DESKTOP, PHONE):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.goto(address)
            # A page may put the cursor into its first field: begin before everything.
            page.evaluate("document.body.tabIndex = -1; document.body.focus()")
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.className") == "skip", address
            unseen = _unseen(page)
            assert unseen == [], (address, size)
            page.locator(".skip").focus()
            page.keyboard.press("Enter")
            assert page.evaluate("document.activeElement.id") == "main", address
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.closest('main') !== null"), address


def _walk(
    addresses: dict[str, list[str]], cast: Cast, signed_in: SignIn
) -> list[tuple[str, str, str]]:
    """Return ``(who, page, address)`` of every URL that answers with a page, for one who may."""
    clients = {who: signed_in(who) for who in cast.accounts}
    walk = []
    for pattern in patterns(get_resolver()):
        name, page = str(pattern.name), PAGES[str(pattern.name)]
        may = [who for who in clients if any(map(getattr(cast, who).may, page.permissions))]
        who = "office" if page.public_because or "office" in may else may[0]
        for address in addresses.get(name) or [some_address(pattern)]:
            answer = clients[who].get(address)
            assert answer.status_code != 404 or name in NO_PAGES, f"give {name} an address"
            if name not in NO_PAGES and b"</html>" in b"".join(answer):
                walk.append((who, name, address))
    return walk


def _page(context: BrowserContext, client: Client, url: str) -> Page:
    """Return a page of the one browser, signed in as somebody."""
    context.clear_cookies()
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": url}])
    return context.new_page()


def _violations(page: Page) -> list[str]:
    """Return what axe finds, with every part of the page that folds laid open."""
    page.evaluate("document.querySelectorAll('details').forEach(each => (each.open = true))")
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


def _unseen(page: Page) -> list[str]:
    """Go through a page by the tabulator; return what has the focus and does not show it."""
    unseen, most = [], 150
    for _ in range(most):
        what, seen = page.evaluate(_FOCUSED)
        if what.startswith("<body"):
            break
        if not seen:
            unseen.append(what)
        page.keyboard.press("Tab")
    return unseen
