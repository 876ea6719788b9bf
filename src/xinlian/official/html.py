"""An official document as a page: one file, no script, every figure a link to its records."""

from html import escape

from xinlian.official.numerals import numbered
from xinlian.official.sheet import STYLESHEET
from xinlian.official.structure import (
    Block,
    Document,
    Dress,
    Heading,
    Paragraph,
    Reference,
    Run,
    Table,
)
from xinlian.official.text import clean, hyperlink
from xinlian.official.titles import title_lines
from xinlian.official.words import WORDS, Language, Words


def render_html(document: Document, *, language: Language) -> str:
    """Return the document as a self-contained page.

    ``language`` (``zh`` or ``en``) is that of the words around the document; the document's
    own words stay as they are and are marked as the language they are in. A figure links to
    its records, or to its row among the sources where it has no address; a number typed by
    hand is marked as unverified in words, not by colour alone.
    """
    return _Page(document, WORDS[language]).render()


class _Page:
    """Renders one document in the words of one language."""

    def __init__(self, document: Document, words: Words) -> None:
        self._document = document
        self._words = words
        self._references = {reference.figure: reference for reference in document.references}
        self._numbers = document.reference_numbers()
        self._tables = 0
        self._spoken = "zh-CN" if _has_chinese(document.title) else "en"

    def render(self) -> str:
        document = self._document
        title = _text(document.title.replace("\n", ""))
        blocks = "\n".join(
            self._block(block, number) for block, number in numbered(document.blocks)
        )
        return (
            f'<!DOCTYPE html>\n<html lang="{self._words.tag}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title}</title>\n<style>{STYLESHEET}</style>\n</head>\n<body>\n<main>\n"
            f'<article class="{document.dress}" lang="{self._spoken}">\n'
            f"{self._head()}\n{blocks}\n{self._attachments()}\n{self._signature()}\n</article>\n"
            f"{self._sources()}\n{self._copies()}\n</main>\n</body>\n</html>\n"
        )

    def _head(self) -> str:
        document = self._document
        parts = [f'<p class="marking">{_text(line)}</p>' for line in document.markings]
        if document.dress is Dress.ISSUED:
            parts += [f'<p class="mark">{_text(document.organ)}</p>', self._number()]
        lines = "".join(f"<span>{_text(line)}</span>" for line in title_lines(document.title))
        parts.append(f"<h1>{lines}</h1>")
        parts += [f'<p class="subtitle">{_text(line)}</p>' for line in document.subtitle]
        if document.recipient:
            recipient = _text(document.recipient.rstrip("：: \n"))
            parts.append(f'<p class="flush">{recipient}：</p>')
        return "\n".join(parts)

    def _number(self) -> str:
        document = self._document
        number = f"<span>{_text(document.number)}</span>"
        if not document.approver:
            return f'<p class="number">{number}</p>'
        approver = f"<span>{self._ours(self._words.approver)}{_text(document.approver)}</span>"
        return f'<p class="number upward">{number}{approver}</p>'

    def _block(self, block: Block, number: str) -> str:
        if isinstance(block, Heading):
            tag = f"h{block.level + 1}"
            gap = " " if number.endswith(".") else ""
            return f"<{tag}>{number}{gap}{_text(block.text)}</{tag}>"
        if isinstance(block, Table):
            return self._table(block)
        return self._paragraph(block)

    def _paragraph(self, block: Paragraph) -> str:
        label = f'<span class="label">{_text(block.label)}</span>' if block.label else ""
        return f"<p>{label}{''.join(map(self._run, block.runs))}</p>"

    def _run(self, run: Run) -> str:
        text = _text(run.text).replace("\n", "<br>")
        if run.unverified:
            title = escape(self._words.unverified_long)
            note = self._ours(self._words.unverified)
            text = f'<mark title="{title}">{text}<small>{note}</small></mark>'
        if run.figure is None:
            return text
        reference = self._references[run.figure]
        target = hyperlink(reference.url) or f"#source-{self._numbers[run.figure]}"
        tip = _text(self._words.tip(reference.label, reference.as_of))
        return (
            f'<a href="{escape(target)}" title="{tip}" data-figure="{_text(run.figure)}">{text}</a>'
        )

    def _table(self, table: Table) -> str:
        self._tables += 1
        name = f"table-{self._tables}"
        caption = f'<caption id="{name}">{_text(table.caption)}</caption>' if table.caption else ""
        labelled = f' role="region" aria-labelledby="{name}"' if caption else ""
        head = "".join(f'<th scope="col">{_text(cell)}</th>' for cell in table.header)
        rows = "\n".join(
            f"<tr>{''.join(f'<td>{self._run(cell)}</td>' for cell in row)}</tr>"
            for row in table.rows
        )
        return (
            f'<div class="scroll" tabindex="0"{labelled}>\n<table>{caption}\n'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>\n</div>"
        )

    def _attachments(self) -> str:
        names = [_text(name.rstrip("。.；;，, ")) for name in self._document.attachments]
        if self._references:
            names.append(f'<a href="#sources">{self._ours(self._words.sources)}</a>')
        if not names:
            return ""
        tag = "ol" if len(names) > 1 else "ul"
        items = "".join(f"<li>{name}</li>" for name in names)
        label = self._ours(self._words.attachments)
        return f'<div class="attachments">{label}<{tag}>{items}</{tag}></div>'

    def _signature(self) -> str:
        day = self._document.dated
        dated = f'<p><time datetime="{day.isoformat()}">{self._words.day(day)}</time></p>'
        signer = f"<p>{_text(self._document.signer)}</p>" if self._document.signer else ""
        return f'<div class="signature">{signer}{dated}</div>'

    def _ours(self, words: str) -> str:
        """Return words of the page that stand inside the document, marked as their language."""
        return f'<span lang="{self._words.tag}">{escape(words)}</span>'

    def _sources(self) -> str:
        if not self._references:
            return ""
        words = self._words
        names = (words.number, words.figure, words.value, words.as_of, words.note)
        head = "".join(f'<th scope="col">{name}</th>' for name in names)
        rows = "\n".join(map(self._source, self._document.references))
        return (
            f'<section class="sources" aria-labelledby="sources">\n'
            f'<h2 id="sources">{words.sources}</h2>\n'
            f'<div class="scroll" role="region" tabindex="0" aria-labelledby="sources">\n'
            f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>\n</div>\n"
            "</section>"
        )

    def _source(self, reference: Reference) -> str:
        number = self._numbers[reference.figure]
        target = hyperlink(reference.url)
        name = f"<code>{_text(reference.figure)}</code>"
        link = f'<a href="{escape(target)}">{name}</a>' if target else name
        return (
            f'<tr id="source-{number}"><td>{number}</td>'
            f'<td class="text">{_text(reference.label)}{link}</td>'
            f"<td>{_text(reference.value)}</td><td>{reference.as_of.isoformat()}</td>"
            f'<td class="text">{_text(reference.note)}</td></tr>'
        )

    def _copies(self) -> str:
        document, words = self._document, self._words
        if document.dress is not Dress.ISSUED or not (document.copy_to or document.printer):
            return ""
        parts = []
        if document.copy_to:
            names = _text("，".join(document.copy_to).rstrip("。"))
            parts.append(f"<p>{words.copies}{names}。</p>")
        if document.printer:
            day = words.day(document.printed or document.dated)
            printed = f"{day}{words.printed}" if words.tag == "zh-CN" else f"{words.printed} {day}"
            parts.append(
                f'<p class="printer"><span>{_text(document.printer)}</span>'
                f"<span>{printed}</span></p>"
            )
        return f'<footer class="copies">{"".join(parts)}</footer>'


def _text(text: str) -> str:
    """Return text as it stands in a page, also between quotes of an attribute."""
    return escape(clean(text), quote=True)


def _has_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)
