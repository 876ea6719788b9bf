"""One full life of a petition, clicked through in a real browser by those who work on it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.desk.conftest import Register, SignIn
from tests.handling.lives import state

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(databases=["default", "vault"], transaction=True),
    pytest.mark.usefixtures("empty_index"),
]

Desk = Callable[[str], Page]


@pytest.fixture
def desk(live_server: LiveServer, browser: Browser, signed_in: SignIn) -> Desk:
    """Return a way to sit down at somebody's desk."""

    def sit(name: str) -> Page:
        context = browser.new_context(base_url=live_server.url, locale="zh-CN")
        cookie = signed_in(name).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return context.new_page()

    return sit


def _act(page: Page, file: int, act: str, answers: dict[str, str], chosen: dict[str, str]) -> None:
    """Open a step from the file's own page, fill it in and send it."""
    page.goto(f"/work/{file}/")
    page.click(f".steps [href$='/{act}/'], .steps form[action$='/{act}/'] button")
    page.wait_for_load_state()
    for name, value in chosen.items():
        page.select_option(f"[name='{name}']", value)
    for name, value in answers.items():
        page.fill(f"[name='{name}']", value)
    if answers or chosen:
        page.click("form.taking button.main")
    page.wait_for_selector(".notice")


def test_a_petition_lives_from_the_office_to_the_served_answer(
    desk: Desk, register: Register
) -> None:
    file, office, handler, head = register.stalled, desk("office"), desk("handler"), desk("head")
    office.goto("/work/office/")
    assert office.locator("table.list tbody tr").count() == 3
    office.keyboard.press("j")
    office.keyboard.press("x")
    assert office.locator("tr.current .tick input").is_checked()
    office.keyboard.press("Enter")
    office.wait_for_url("**/work/*/")
    claim = {"claim1-words": "要求复工。"}
    purposes = {"claim1-purpose": "appeal", "claim1-route": "petition"}
    _act(office, file, "sort", claim, purposes)
    _act(office, file, "forward", {"text": "请依法办理。"}, {"to": "housing"})
    _act(handler, file, "accept", {}, {})
    found = {
        "claim1-facts": "停工两年。",
        "claim1-reasons": "开发商违约。",
        "claim1-basis": "城市房地产管理法第四十五条",
        "opinion": "责成一个月内复工。",
    }
    _act(handler, file, "decide", found, {"claim1-result": "supported"})
    _act(head, file, "approve", {}, {})
    _act(handler, file, "serve", {"evidence": "挂号回执"}, {"how": "post"})
    assert state(file) == "served"
    day = handler.locator("details.why").last
    day.locator("summary").click()
    assert "第三十四条" in day.inner_text()
