"""The page: one file without script, structure that a screen reader follows, figures as links."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.official.samples import ISSUED, MEETING_PAPER, words
from xinlian.official.html import render_html
from xinlian.official.structure import Document
from xinlian.official.text import clean
from xinlian.official.words import Language

VOID = {"meta", "br"}


class Page(HTMLParser):
    """Keeps the elements of a page and its text; fails where elements do not nest."""

    def __init__(self, document: Document, language: Language = "zh") -> None:
        """Render the document and read the page."""
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.source = render_html(document, language=language)
        self._open: list[str] = []
        self.feed(self.source)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self._open[-1] if self._open else "", data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def within(self, tag: str) -> list[str]:
        return [text for name, text in self.texts if name == tag]


def test_page_needs_nothing_else() -> None:
    page = Page(ISSUED)
    names = [name for name, _ in page.elements]
    assert not {"script", "link", "img", "iframe"} & set(names)
    assert names.count("style") == 1
    assert not [attributes for _, attributes in page.elements if "style" in attributes]
    assert "@media print" in page.source


@pytest.mark.parametrize(("language", "tag"), [("zh", "zh-CN"), ("en", "en")])
def test_language_of_page_and_of_document_are_stated(language: Language, tag: str) -> None:
    page = Page(MEETING_PAPER, language)
    assert page.all("html") == [{"lang": tag}]
    assert page.all("article")[0]["lang"] == "zh-CN"


def test_headings_follow_their_levels() -> None:
    page = Page(MEETING_PAPER)
    levels = [name for name, _ in page.elements if name in {"h1", "h2", "h3", "h4", "h5"}]
    assert levels == ["h1", "h2", "h3", "h4", "h5", "h2", "h2"]
    assert page.within("h2") == ["一、总体情况", "二、存在的主要问题", "数据来源"]


def test_figures_link_to_their_records_or_to_their_row() -> None:
    page = Page(MEETING_PAPER)
    links = [link for link in page.all("a") if "data-figure" in link]
    assert [(link["data-figure"], link["href"]) for link in links] == [
        ("petitions.items@ytd", "/figures/petitions.items@ytd"),
        ("limits.share", "#source-2"),
    ]
    assert links[0]["title"] == "全市信访总量（截至2018年11月7日）"
    rows = {row["id"] for row in page.all("tr") if "id" in row}
    assert rows == {"source-1", "source-2"}


def test_english_page_says_as_of_and_unverified_in_english() -> None:
    page = Page(MEETING_PAPER, "en")
    assert next(link["title"] for link in page.all("a")) == "全市信访总量 (as of 2018-11-07)"
    assert " (unverified)" in [text for _, text in page.texts]
    assert "Sources of the figures" in page.within("h2")


def test_unverified_number_is_marked_in_words() -> None:
    page = Page(MEETING_PAPER)
    assert page.within("mark") == ["300"]
    assert "（未核实）" in [text for _, text in page.texts]


def test_tables_have_captions_and_column_heads() -> None:
    page = Page(MEETING_PAPER)
    assert page.within("caption") == ["表1"]
    assert {head["scope"] for head in page.all("th")} == {"col"}


def test_only_the_issued_dress_has_mark_number_and_imprint() -> None:
    classes = [attributes.get("class") for _, attributes in Page(ISSUED).elements]
    assert {"mark", "number", "copies"} <= set(classes)
    classes = [attributes.get("class") for _, attributes in Page(MEETING_PAPER).elements]
    assert not {"mark", "number", "copies"} & set(classes)


def test_markup_in_words_is_shown_not_obeyed() -> None:
    page = Page(words('"><script>alert(1)</script>'))
    assert not page.all("script")
    assert '"><script>alert(1)</script>' in "".join(text for _, text in page.texts)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40))
def test_any_text_survives(text: str) -> None:
    page = Page(words(text))
    heading = page.within("h2")[0]
    assert heading == f"一、{clean(text)}"
