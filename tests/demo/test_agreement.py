"""One figure is one number, wherever it is shown: pages, report, documents, command line."""

import json
import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import docx
import pytest
from django.conf import LazySettings
from django.test import Client

from xinlian.briefing.commands import draft_report
from xinlian.briefing.queries import figures_as_of
from xinlian.cli.main import main
from xinlian.demo.load import put
from xinlian.demo.places import local
from xinlian.demo.records import City
from xinlian.insight.figure import Figure
from xinlian.ledger.actors import SYSTEM
from xinlian.organisation.models import Account

pytestmark = [pytest.mark.django_db(databases=["default", "vault"]), pytest.mark.slow]

AS_OF = date(2018, 11, 7)


class Links(HTMLParser):
    """The links of a page that show a figure: ``[(figure id, text shown)]``."""

    def __init__(self, page: str) -> None:
        """Read the page."""
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open, self._text = "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember which figure a link opens, or a document says that it shows."""
        given = dict(attrs)
        target = urlsplit(given.get("href") or "")
        asked = parse_qs(target.query).get("id", [""])[0] if target.path == "/figure/" else ""
        if tag == "a":
            self._open, self._text = given.get("data-figure") or asked, ""

    def handle_data(self, data: str) -> None:
        """Gather the words of a link."""
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        """Keep what a link said."""
        if tag == "a" and self._open:
            self.found.append((self._open, self._text.strip()))


@pytest.fixture
def home(tmp_path: Path, settings: LazySettings, city: City) -> Path:
    """Return a home in which a tenth of the city lives."""
    settings.HOME = tmp_path
    put(replace(city, petitions=[p for n, p in enumerate(city.petitions) if n % 10 == 0]))
    return tmp_path


def test_a_figure_is_the_same_wherever_it_stands(
    home: Path, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    """On pages, in the report as page and document, and from the command line."""
    figures = {figure.id: figure for figure in figures_as_of(home, AS_OF)}
    client.force_login(Account.objects.get(display__startswith="信访局"))
    report = draft_report(home, AS_OF, by=SYSTEM, at=local(AS_OF, 20))
    written = f"/reports/{report}/1.html"
    for page in ("/situation/", "/limits/", "/cases/", f"/reports/{report}/", written):
        links = Links(_taken(client, page).decode()).found
        # A document names a figure by its id too, and says beside it what it was compared with.
        shown = [(figure_id, text) for figure_id, text in links if figure_id in figures
                 and (page != written or text[0].isdigit())]  # fmt: skip
        assert len(shown) > 3, page
        assert not [each for each in shown if not _says(each[1], figures[each[0]])], page
    document = docx.Document(BytesIO(_taken(client, f"/reports/{report}/1.docx")))
    words = "".join(paragraph.text for paragraph in document.paragraphs)
    assert not [text for figure_id, text in shown if text not in words]
    capsys.readouterr()
    main(["figures", "--as-of", AS_OF.isoformat(), "--format", "json"])
    printed = {row["id"]: row["value"] for row in json.loads(capsys.readouterr().out)}
    assert printed == {each.id: each.as_dict()["value"] for each in figures.values()}


def test_the_page_of_a_figure_says_what_every_page_says(home: Path, client: Client) -> None:
    """Following a link comes to the number that was clicked, and to as many records."""
    client.force_login(Account.objects.get(display__startswith="信访局"))
    followed = [each for each in figures_as_of(home, AS_OF) if each.records][::97]
    assert len(followed) > 10
    for figure in followed:
        page = client.get("/figure/", {"id": figure.id, "as_of": AS_OF.isoformat()})
        assert page.context["figure"].value == figure.value
        assert page.context["total"] == figure.records


def _taken(client: Client, page: str) -> bytes:
    answer = client.get(page)
    assert answer.status_code == 200, page
    return answer.getvalue()


def _says(text: str, figure: Figure) -> bool:
    """Return whether a text shows a figure's value; a fall is said in a word, not by a sign."""
    number = re.search(r"[-−+]?[0-9][0-9,]*(\.[0-9]+)?", text.rsplit("月", maxsplit=1)[-1])
    if number is None:
        return figure.value in {0, None}
    places = len((number[1] or ".").removeprefix("."))
    exact = Fraction(figure.value or 0)
    if figure.unit == "percent":
        exact = Fraction(100 * figure.numerator, figure.denominator or 1)
    said = abs(Fraction(number[0].replace(",", "").replace("−", "-")))
    return abs(said - abs(exact)) <= Fraction(1, 2 * 10**places)
