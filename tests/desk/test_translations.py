"""Every sentence of the pages has its English, and the catalogue holds nothing else."""

import re

import polib

from xinlian.site.translations import CATALOGUE, compile_all, missing, unused, used


def test_every_sentence_has_its_english() -> None:
    assert missing() == {}


def test_the_catalogue_holds_no_sentence_that_nothing_shows() -> None:
    assert unused() == []


def test_sentences_of_templates_and_of_code_are_both_found() -> None:
    found = used()
    assert found["跳到正文"].endswith("base.html")
    assert found["已记录答复。"].endswith("petition_acts.py")
    assert found["答复日期"].endswith(".py")


def test_placeholders_are_the_same_in_both_languages() -> None:
    for entry in polib.pofile(str(CATALOGUE)):
        for english in (entry.msgstr_plural or {0: entry.msgstr}).values():
            assert _placeholders(english) == _placeholders(entry.msgid), entry.msgid


def test_compiling_twice_does_nothing_the_second_time() -> None:
    compile_all()
    assert compile_all() == []


def _placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)s", text))
