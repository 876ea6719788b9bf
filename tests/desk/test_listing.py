"""Lists: filters, search, sort, pages, saved views, exports; what today asks."""

import io

import pytest
from python_calamine import CalamineWorkbook

from tests.desk.conftest import Register, SignIn, body
from xinlian.desk.exports import harmless
from xinlian.desk.models import SavedView


def _titles(page: str) -> list[bool]:
    return [title in page for title in ("阳光花园停工两年", "工资三个月没有发", "建议增加公交")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [True, True, True]),
        ("channel=visit", [True, False, False]),
        ("purpose=suggestion", [False, False, True]),
        ("area=west", [False, True, False]),
        ("area=-", [False, False, True]),
        ("category=城乡建设", [True, False, False]),
        ("category=-", [False, False, True]),
        ("from=2018-03-01&to=2018-03-14", [True, False, False]),
        ("state=today", [True, False, False]),
        ("state=overdue", [False, False, True]),
        ("state=answered", [False, False, False]),
        ("matter=linked", [True, False, False]),
        ("matter=-", [False, True, True]),
        ("q=停工", [True, False, False]),
        ("q=2018-2", [False, True, False]),
        ("from=garbage&state=garbage&matter=garbage&page=x&sort=x", [True, True, True]),
    ],
)
def test_filters_and_search(
    query: str, expected: list[bool], register: Register, signed_in: SignIn
) -> None:
    del register
    page = signed_in("office").get(f"/petitions/?{query}").content.decode()
    assert _titles(page) == expected
    assert ("已忽略此条件" in page) == ("garbage" in query)


def test_a_list_shows_only_what_is_in_view(register: Register, signed_in: SignIn) -> None:
    del register
    page = signed_in("handler").get("/petitions/").content.decode()
    assert _titles(page) == [True, False, False]


def test_the_same_column_sorts_up_then_down(register: Register, signed_in: SignIn) -> None:
    del register
    client = signed_in("office")
    up = client.get("/petitions/?sort=received").content.decode()
    down = client.get("/petitions/?sort=-received").content.decode()
    assert up.index("建议增加公交") < up.index("阳光花园停工两年")
    assert down.index("建议增加公交") > down.index("阳光花园停工两年")
    assert 'aria-sort="ascending"' in up
    assert "sort=-received" in up


def test_a_page_beyond_the_last_is_the_last(register: Register, signed_in: SignIn) -> None:
    del register
    page = signed_in("office").get("/petitions/?page=999").content.decode()
    assert "第 1–3 条，共 3 条" in page


def test_a_view_is_saved_listed_dropped_and_brought_back(
    register: Register, signed_in: SignIn
) -> None:
    del register
    client = signed_in("office")
    view = {"page": "petitions", "name": "来访", "query": "channel=visit"}
    client.post("/views/save/", view)
    page = client.get("/petitions/").content.decode()
    assert "?channel=visit" in page
    saved = SavedView.objects.get()
    assert signed_in("handler").post(f"/views/{saved.pk}/drop/").status_code == 404
    after = client.post(f"/views/{saved.pk}/drop/", follow=True).content.decode()
    assert not SavedView.objects.exists()
    assert 'name="query" value="channel=visit"' in after
    client.post("/views/save/", view)
    assert SavedView.objects.get().name == "来访"


def test_an_export_holds_what_the_list_holds_and_no_formula(
    register: Register, signed_in: SignIn
) -> None:
    del register
    client = signed_in("office")
    book = body(client.get("/petitions/?export=xlsx"))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert len(rows) == 4
    assert "=cmd|工资三个月没有发" in rows[1]
    text = body(client.get("/petitions/?export=csv&channel=letter"))
    assert "'=cmd|工资三个月没有发" in text.decode("utf-8-sig")
    assert "阳光花园" not in text.decode("utf-8-sig")


def test_who_may_not_export_is_refused(register: Register, signed_in: SignIn) -> None:
    del register
    client = signed_in("registrar")
    assert "export=" not in client.get("/petitions/").content.decode()
    assert client.get("/petitions/?export=csv").status_code == 403
    assert signed_in("office").get("/petitions/?export=exe").status_code == 409


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_of_a_csv_never_begins_a_formula(start: str) -> None:
    assert harmless(f"{start}1") == f"'{start}1"
    assert harmless(-1) == -1


def test_today_says_what_is_due_overdue_new_promised_and_assigned(
    register: Register, signed_in: SignIn
) -> None:
    del register
    page = signed_in("office").get("/").content.decode()
    assert _titles(page) == [True, True, True]
    assert "三月底前复工" in page
    assert "交办1号" in page
    handler = signed_in("handler").get("/").content.decode()
    assert "阳光花园停工两年" in handler
    assert "建议增加公交" not in handler
    assert "交办1号" not in handler


def test_pages_are_read_in_english_once_chosen(register: Register, signed_in: SignIn) -> None:
    client = signed_in("office")
    client.post("/language/", {"language": "en", "next": f"/petitions/{register.stalled}/"})
    page = client.get(f"/petitions/{register.stalled}/").content.decode()
    assert '<html lang="en">' in page
    assert "Due today" in page
    overdue = client.get("/petitions/?state=overdue").content.decode()
    assert "22 days overdue" in overdue
    assert "appeal for resolution" in page
    away = client.post("/language/", {"language": "en", "next": "https://elsewhere.example/"})
    assert away["Location"] == "/"


def test_each_number_of_today_is_the_number_of_rows_it_opens_onto(
    register: Register, signed_in: SignIn
) -> None:
    del register
    client = signed_in("office")
    sections = client.get("/").context["sections"]
    opened = {
        each.key: client.get(each.href).context["listed"].total
        for each in sections
        if each.href.startswith("/petitions/")
    }
    assert opened == {"today": 1, "overdue": 1, "soon": 0, "new": 1}
    assert opened == {each.key: each.count for each in sections if each.key in opened}
