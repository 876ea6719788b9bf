"""Documents in a real browser: drafted, issued and printed by hand, accessible on the way."""

import pytest
from playwright.sync_api import BrowserContext

from tests.desk.conftest import Register
from tests.desk.test_browser import PHONE, _twice, _violations, office
from xinlian.documents.models import Document

__all__ = ["office"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(databases=["default", "vault"], transaction=True),
    pytest.mark.usefixtures("empty_index"),
]


def test_a_receipt_is_drafted_issued_and_printed(
    office: BrowserContext, register: Register
) -> None:
    page = office.new_page()

    def sound() -> None:
        assert _violations(page) == [], page.url
        assert _twice(page) == [], page.url

    page.goto(f"/petitions/{register.stalled}/")
    page.get_by_role("link", name="查看、起草、制发和送达文书").click()
    sound()
    page.get_by_label("文书种类").select_option("receipt")
    page.get_by_role("button", name="起草文书").click()
    sound()
    page.get_by_label("材料").fill("合同 | 1份 | 共24页")
    page.get_by_label("查询方式").fill("来访接待窗口")
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_role("button", name="制发编号").click()
    sound()
    page.get_by_label("用途").select_option("serve")
    with page.expect_download() as loading:
        page.get_by_role("button", name="打印（下载docx）").click()
    assert loading.value.suggested_filename.endswith("-1.docx")
    page.reload()
    sound()
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert Document.objects.get().papers.count() == 1
    page.goto("/documents/")
    sound()
