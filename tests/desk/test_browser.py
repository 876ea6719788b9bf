"""The pages in a real browser: accessible, within the screen, used by keyboard alone."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.desk.conftest import Register, SignIn
from tests.petitions.registers import row, write
from xinlian import clock
from xinlian.petitions.working import work_uploads

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(databases=["default", "vault"], transaction=True),
    pytest.mark.usefixtures("empty_index"),
]

DESKTOP, PHONE = (1366, 768), (390, 844)
HEAVIEST = 100_000
"""Bytes of a page with everything it loads."""


@pytest.fixture
def office(
    live_server: LiveServer, browser: Browser, register: Register, signed_in: SignIn
) -> Iterator[BrowserContext]:
    """Return the browser of somebody of the petitions office who is signed in."""
    del register
    context = browser.new_context(base_url=live_server.url, locale="zh-CN")
    cookie = signed_in("office").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    yield context
    context.close()


def _violations(page: Page) -> list[tuple[str, str]]:
    page.evaluate("document.querySelectorAll('details').forEach(each => (each.open = true))")
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found]


def _twice(page: Page) -> list[str]:
    """Return ids that stand more than once: a label could then belong to another field."""
    ids: list[str] = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    return sorted({each for each in ids if ids.count(each) > 1})


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_pages_are_accessible_and_fit_the_screen(
    size: tuple[int, int],
    scheme: Literal["light", "dark"],
    office: BrowserContext,
    register: Register,
) -> None:
    page = office.new_page()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for url in (
        "/", "/petitions/", "/petitions/?state=today&q=停工", f"/petitions/{register.stalled}/",
        f"/petitions/{register.wages}/?similar=yes", "/units/", "/units/areas/", "/units/people/",
        f"/ledger/petition/{register.stalled}/", "/matters/", f"/matters/{register.matter}/",
        "/register/", "/imports/", "/limits/", "/cases/", f"/cases/{register.case}/", "/reports/",
    ):  # fmt: skip
        page.goto(url)
        assert _violations(page) == [], url
        assert _twice(page) == [], url
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], url
    assert complaints == []


def test_the_sign_in_page_is_accessible(live_server: LiveServer, browser: Browser) -> None:
    page = browser.new_page(base_url=live_server.url)
    page.goto("/accounts/login/?next=/petitions/")
    assert _violations(page) == []
    page.close()


def test_keys_alone_lead_to_a_petition(office: BrowserContext, register: Register) -> None:
    page = office.new_page()
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("p")
    page.wait_for_url("**/petitions/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/petitions/{register.stalled}/")
    page.keyboard.press("/")
    page.keyboard.type("建议增加公交")
    page.keyboard.press("Enter")
    page.wait_for_url("**/petitions/?q=*")
    assert page.locator("table.list tbody tr").count() == 1


def test_help_opens_and_closes_by_key(office: BrowserContext) -> None:
    page = office.new_page()
    page.goto("/")
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog#keys").is_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_register_goes_from_upload_to_its_petitions(
    size: tuple[int, int], office: BrowserContext, tmp_path: Path
) -> None:
    def sound() -> None:
        assert _violations(page) == [], page.url
        assert _twice(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], page.url

    page = office.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto("/imports/")
    rows = [*(row(n) for n in range(25)), row(30, 登记日期="昨天")]
    page.set_input_files("#id_file", write(tmp_path, rows))
    page.get_by_role("button", name="上传并核对列").click()
    page.get_by_label("“信访人数”对应").select_option("ignore")
    sound()
    page.get_by_role("button", name="试运行").click()
    page.wait_for_selector("progress")
    sound()
    work_uploads(clock.now)
    page.get_by_role("button", name="导入25行").wait_for()
    sound()
    page.get_by_role("button", name="导入25行").click()
    page.wait_for_selector("progress")
    work_uploads(clock.now)
    page.wait_for_url(re.compile(r"/imports/\d+/$"))
    sound()
    page.get_by_role("link", name="打开这本登记簿的信访件").click()
    assert page.locator("table.list tbody tr").count() == 25
    page.goto("/imports/")
    sound()


def test_a_page_with_all_it_loads_stays_light(office: BrowserContext) -> None:
    page = office.new_page()
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.goto("/petitions/", wait_until="networkidle")
    assert 0 < sum(sizes) < HEAVIEST
