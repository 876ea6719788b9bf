"""Situation reports on their pages: composed, edited around locked figures, published, taken."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from tests.cast import AT, Cast
from tests.petitions.drafts import draft
from xinlian import clock
from xinlian.briefing.models import Report
from xinlian.briefing.queries import version_of
from xinlian.petitions.commands import register_petitions


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    """Return the petitions office, signed in, with one petition in the ledger."""
    register_petitions([draft()], by=cast.registrar, at=AT)
    client.force_login(cast.accounts["office"])
    return client


@pytest.fixture
def report(office: Client) -> Report:
    """Return a report composed today."""
    office.post("/reports/compose/", {"as_of": clock.today().isoformat()})
    return Report.objects.get()


def _typed(report: Report) -> dict[str, object]:
    _, content = version_of(report.pk, report.version)
    return {
        "based_on": report.version,
        "title": content.title,
        "level": [block.level for block in content.blocks],
        "line": content.as_lines(),
    }


def test_every_figure_of_a_report_opens(office: Client, report: Report) -> None:
    """Each figure is a link pinned to the state of the ledger it was read from."""
    response = office.get(f"/reports/{report.pk}/")
    pieces = [piece for block in response.context["blocks"] for piece in block.pieces if piece.href]
    assert pieces
    for piece in pieces[:3]:
        assert f"pinned={report.pinned}" in piece.href
        assert office.get(piece.href).status_code == 200


def test_a_report_of_a_day_to_come_is_refused(office: Client) -> None:
    """The form says so and nothing is composed."""
    response = office.post("/reports/compose/", {"as_of": "2999-01-01"})
    assert "as_of" in response.context["form"].errors
    assert not Report.objects.exists()


def test_words_change_and_figures_do_not(office: Client, report: Report) -> None:
    """A value typed inside the brackets is ignored; a number outside them is marked."""
    typed = _typed(report)
    lines = list(typed["line"])  # type: ignore[call-overload]  # a list of strings
    place = next(number for number, line in enumerate(lines) if "#0】" in line)
    value = version_of(report.pk, 1)[1].figures[0].text
    lines[place] = "全市共【99999#0】，另有77件次。"
    office.post(f"/reports/{report.pk}/edit/", typed | {"line": lines})
    report.refresh_from_db()
    _, content = version_of(report.pk, report.version)
    assert report.version == 2
    assert f"全市共【{value}#0】" in content.as_lines()[place]
    page = office.get(f"/reports/{report.pk}/")
    assert page.context["unverified"] == ["77"]
    assert "<mark" in page.content.decode()
    changes = office.get(f"/reports/{report.pk}/changes/2/").context
    assert [sign for sign, _ in changes["words"]].count("+") == 1
    assert changes["figures"] == []


def test_a_mandatory_figure_left_out_is_listed(office: Client, report: Report) -> None:
    """Clearing every paragraph but one lists what the report must give."""
    typed = _typed(report) | {"level": [0], "line": ["本月无数据。"]}
    office.post(f"/reports/{report.pk}/edit/", typed)
    omitted = office.get(f"/reports/{report.pk}/").context["omitted"]
    assert len(omitted) == len(version_of(report.pk, 2)[1].mandatory) > 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"line": ["【1#999】"], "level": [0]}, "figure-unknown"),
        ({"based_on": 7}, "report-moved-on"),
    ],
)
def test_a_refused_edit_keeps_what_was_typed(
    office: Client, report: Report, change: dict[str, object], code: str
) -> None:
    """The page comes back with the words typed and says why."""
    typed = _typed(report) | {"title": "我改的标题"} | change
    response = office.post(f"/reports/{report.pk}/edit/", typed)
    assert response.status_code == 409
    assert response.context["refusal"].code == code
    assert "我改的标题" in response.content.decode()
    report.refresh_from_db()
    assert report.version == 1


def test_refreshing_shows_what_changed(cast: Cast, office: Client, report: Report) -> None:
    """A petition registered since changes figures; nothing since changes none."""
    again = office.post(f"/reports/{report.pk}/refresh/", {"based_on": 1}, follow=True)
    assert "数据没有变化" in again.content.decode()
    register_petitions([draft(received_at=clock.now())], by=cast.registrar, at=clock.now())
    page = office.post(f"/reports/{report.pk}/refresh/", {"based_on": 1}, follow=True)
    assert page.redirect_chain[-1][0] == f"/reports/{report.pk}/changes/2/"
    assert page.context["figures"]
    assert all(each.before != each.after for each in page.context["figures"])


def test_publishing_issues_the_newest_version(office: Client, report: Report) -> None:
    """An older version on the screen is refused."""
    assert office.post(f"/reports/{report.pk}/publish/", {"based_on": 3}).status_code == 409
    office.post(f"/reports/{report.pk}/publish/", {"based_on": 1})
    report.refresh_from_db()
    assert report.published_version == 1


def test_a_version_is_taken_as_docx_and_html(office: Client, report: Report) -> None:
    """The docx is a document with the report's words, the page one file; no other kind."""
    title = version_of(report.pk, 1)[1].title
    docx = office.get(f"/reports/{report.pk}/1.docx")
    with ZipFile(BytesIO(docx.content)) as package:
        assert "通报" in package.read("word/document.xml").decode()
    assert title[:6] in office.get(f"/reports/{report.pk}/1.html").content.decode()
    assert office.get(f"/reports/{report.pk}/1.pdf").status_code == 404
    assert office.get(f"/reports/{report.pk}/9.docx").status_code == 404


def test_who_may_read_may_not_write(cast: Cast, report: Report, client: Client) -> None:
    """A convener reads and downloads; a handler sees no report."""
    client.force_login(cast.accounts["convener"])
    assert client.get(f"/reports/{report.pk}/").status_code == 200
    for act in ("edit", "refresh", "publish"):
        assert client.post(f"/reports/{report.pk}/{act}/").status_code == 403
    client.force_login(cast.accounts["handler"])
    assert client.get(f"/reports/{report.pk}/").status_code == 403
