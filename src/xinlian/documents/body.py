"""A composed document as it is stored: words, with the petitioner's name and address left empty.

It is plain JSON, so that it can be kept and compared: a line is a list of words and of
``{"slot": "name"}`` or ``{"slot": "address"}``, which are filled when it is printed or served.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from xinlian.documents.kinds import Kind
from xinlian.documents.terms import Goes
from xinlian.official.structure import Block, Document, Dress, Heading, Paragraph, Run, Table

Body = Mapping[str, Any]

NOBODY: Final = "信访人"
"""How a petitioner is addressed whose name nobody knows."""
NO_ADDRESS: Final = "（未提供）"
_DRAFT: Final = "草稿"


@dataclass(frozen=True, slots=True)
class Filling:
    """What is put into a body when it is laid out; ``number`` is empty for a draft."""

    dated: date
    number: str = ""
    name: str = "〔姓名〕"
    address: str = "〔地址〕"


def map_words(node: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - any JSON
    """Return a body in which every piece of words is changed; slots stay."""
    if isinstance(node, str):
        return change(node)
    if isinstance(node, list):
        return [map_words(each, change) for each in node]
    if isinstance(node, dict):
        return node if "slot" in node else {k: map_words(v, change) for k, v in node.items()}
    return node


def words_of(body: Body) -> list[str]:
    """Return every piece of words of a body, in order."""
    found: list[str] = []

    def take(words: str) -> str:
        found.append(words)
        return words

    map_words(dict(body), take)
    return found


def slots_of(node: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Yield the slots of a body."""
    if isinstance(node, Mapping):
        if "slot" in node:
            yield node["slot"]
        else:
            yield from (slot for each in node.values() for slot in slots_of(each))
    elif isinstance(node, list):
        yield from (slot for each in node for slot in slots_of(each))


def document_of(kind: Kind, body: Body, filling: Filling) -> Document:
    """Return the official document that a body is, with its slots filled."""
    known = {"name": filling.name or NOBODY, "address": filling.address or NO_ADDRESS}

    def text(line: list[Any]) -> str:
        return "".join(each if isinstance(each, str) else known[each["slot"]] for each in line)

    signer, unit = text(body["signer"]), text(body["unit"])
    # A record has its number below the title; a draft has none anywhere.
    below = f"编号：{filling.number}"
    return Document(
        title=text(body["title"]),
        blocks=tuple(_block(each, text) for each in body["blocks"]),
        signer=signer,
        dated=filling.dated,
        recipient=text(body["recipient"]),
        subtitle=(below,) if filling.number and not kind.red else (),
        attachments=tuple(map(text, body["attachments"])),
        dress=Dress.ISSUED if kind.red else Dress.MEETING_PAPER,
        organ=unit if kind.red else "",
        number=filling.number if kind.red else "",
        approver=text(body["approver"]) if kind.goes is Goes.SUPERIOR else "",
        markings=() if filling.number else (_DRAFT,),
        copy_to=tuple(map(text, body["copies"])),
        printer=unit if kind.red else "",
    )


def _block(block: Mapping[str, Any], text: Callable[[list[Any]], str]) -> Block:
    if "heading" in block:
        return Heading(block["level"], text(block["heading"]))
    if "rows" in block:
        rows = tuple(tuple(Run(text(cell)) for cell in row) for row in block["rows"])
        return Table("", tuple(map(text, block["header"])), rows)
    return Paragraph((Run(text(block["paragraph"])),))
