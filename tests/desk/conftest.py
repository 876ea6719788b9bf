"""What the tests of the staff pages share: a day, a small register, who is signed in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

from tests.cast import AT, Cast
from tests.parts import CHROMIUM
from xinlian import clock
from xinlian.conference.commands import NewCase, assign_cases
from xinlian.matters.commands import (
    NewLink,
    NewMatter,
    NewPromise,
    link_petitions,
    make_promises,
    open_matters,
)
from xinlian.petitions.commands.register import register_petitions
from xinlian.petitions.drafts import Draft
from xinlian.rules.vocabulary import Channel, MatterKind, Purpose
from xinlian.site.translations import compile_all

TODAY = date(2018, 3, 16)
"""The day of the tests: fifteen days after the first petition was received."""

SignIn = Callable[[str], Client]


@dataclass(frozen=True, slots=True)
class Register:
    """The petitions of the tests by id, their matter, promise and case."""

    stalled: int
    wages: int
    anonymous: int
    matter: int
    promise: int
    case: int


def body(response: Any) -> bytes:  # noqa: ANN401 - the test client's own class
    """Return what a streaming answer holds."""
    return b"".join(response.streaming_content)


@pytest.fixture(scope="session", autouse=True)
def _translations() -> None:
    """Compile the English of the pages."""
    compile_all()


@pytest.fixture
def _today() -> Iterator[None]:
    """Let the pages stand on the day of the tests."""
    clock.set_demonstration_day(TODAY)
    yield
    (settings.HOME / "clock").unlink()


@pytest.fixture
def register(cast: Cast, _today: None) -> Register:
    """Return a small register: an estate that stands still, unpaid wages, an anonymous letter."""
    stalled, wages, anonymous = register_petitions(drafts(), by=cast.office, at=AT)
    (matter,) = open_matters(
        [NewMatter("阳光花园", MatterKind.UNFINISHED, "城乡建设/房地产/项目停工", "9901", "east")],
        by=cast.office, at=AT,
    )  # fmt: skip
    reasons = ("名称相同：阳光花园", "属地相同")
    link_petitions([NewLink(stalled, matter, score=96, reasons=reasons)], by=cast.office, at=AT)
    (promise,) = make_promises(
        [NewPromise(matter, "housing", "三月底前复工", date(2018, 3, 1), date(2018, 3, 10))],
        by=cast.office, at=AT,
    )  # fmt: skip
    (case,) = assign_cases(
        [NewCase("交办1号", "阳光花园停工", ("中央", "省"), "east", date(2018, 3, 1),
                 date(2018, 3, 20), matter)],
        by=cast.office, at=AT,
    )  # fmt: skip
    return Register(stalled, wages, anonymous, matter, promise, case)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return Chromium."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # The browser's driver runs an event loop in this thread, which Django takes for ours.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def signed_in(cast: Cast) -> SignIn:
    """Return a way to sign somebody of the cast in."""

    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.accounts[name], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def drafts() -> list[Draft]:
    """Return the petitions of the register: about an estate, about wages, a suggestion."""
    received = datetime(2018, 3, 1, 2, 0, tzinfo=UTC)
    stalled = Draft(
        "2018-1", received, Channel.VISIT, people=6, place="东岭区",
        category="城乡建设/房地产/项目停工", title="阳光花园停工两年", unit="office",
        text="我叫王小明，阳光花园停工两年没有人管，请求督促复工。电话13800138000。",
        name="王小明", telephone="13800138000", address="东岭区柳桥镇1号",
    )  # fmt: skip
    wages = replace(
        stalled, number="2018-2", channel=Channel.LETTER, people=1, place="西河县",
        category="劳动社保/欠薪", title="=cmd|工资三个月没有发",
        text="<script>alert(1)</script>欠薪", name="", telephone="", address="",
        received_at=datetime(2018, 3, 15, 2, 0, tzinfo=UTC),
    )  # fmt: skip
    anonymous = replace(
        wages, number="2018-3", title="建议增加公交", text="早晚高峰公交太少。", place="",
        category="", purpose=Purpose.SUGGESTION, received_at=datetime(2018, 2, 1, 2, 0, tzinfo=UTC),
    )  # fmt: skip
    return [stalled, wages, anonymous]
