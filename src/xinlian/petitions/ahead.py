"""What can be done with rows before any database: digests, masking, index words.

For a large register another process does it, one batch ahead of the one being written. No
Django here, so that process starts quickly.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from xinlian.petitions.drafts import Draft, draft_digest
from xinlian.petitions.intake.reader import Reading, read
from xinlian.petitions.intake.rows import RowError
from xinlian.routing.accused import names_wrongdoer
from xinlian.rules.errors import BrokenRule
from xinlian.text.grams import bigrams
from xinlian.text.normalise import normalise
from xinlian.vault.masking import Masked, mask
from xinlian.vault.personal import PersonalData

LARGE: Final = 200_000
"""Bytes of a file from which a second process pays for its start."""

_NOTHING: Final = Masked("", ())


@dataclass(frozen=True, slots=True)
class Ready:
    """A draft with all that needs no database.

    ``masked`` are its title, text, both originals and answer; ``grams`` the index words of
    masked title and text; ``digest`` the keyed digest of its row, '' without a key; ``held``
    says that it names a wrongdoer.
    """

    draft: Draft
    masked: tuple[Masked, ...]
    grams: str
    digest: str
    held: bool = False

    @property
    def person(self) -> PersonalData:
        """Return whose petition it is."""
        return person_of(self.draft)


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows read together: what can be taken, what cannot, and the file's rows read so far."""

    rows: Sequence[Ready]
    errors: Sequence[RowError]
    upto: int

    @property
    def rejected(self) -> int:
        """Return how many rows cannot be taken."""
        return len({error.row for error in self.errors})


def make_ready(drafts: Sequence[Draft], key: bytes = b"") -> list[Ready]:
    """Mask each draft's words and find their index words; ``key`` is that of row digests."""
    ready = []
    for draft in drafts:
        masked = _mask(draft)
        grams = bigrams(f"{masked[0].text} {masked[1].text}")
        held = names_wrongdoer(f"{draft.title}\n{draft.text}") is not None
        ready.append(Ready(draft, masked, grams, draft_digest(draft, key) if key else "", held))
    return ready


def batches(path: Path, reading: Reading, *, size: int, key: bytes) -> Iterator[Batch]:
    """Yield the batches of a register made ready; a large file's by a process of their own.

    ``reading`` is the file opened, in batches of ``size`` rows.
    """
    if path.stat().st_size < LARGE:
        yield from _ready(reading, key)
        return
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(
        target=_send, args=(there, path, reading.mapping, reading.limit, size, key), daemon=True
    )
    process.start()
    there.close()
    with closing(here):
        try:
            while (batch := _received(here)) is not None:
                yield batch
        finally:
            process.terminate()
            process.join()


@contextmanager
def no_cycles() -> Iterator[None]:
    """Leave rows to reference counts; whoever works under it collects once for each batch.

    The collector would look through every living row of a batch hundreds of times.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def person_of(draft: Draft) -> PersonalData:
    """Return what a draft says of its writer."""
    return PersonalData(draft.name, draft.id_number, draft.telephone, draft.address)


def _ready(reading: Reading, key: bytes) -> Iterator[Batch]:
    for drafts, errors in reading.batches():
        yield Batch(make_ready(drafts, key), errors, reading.progress.rows)


def _send(  # noqa: PLR0913, PLR0917 - what a process is given it is given by place
    there: Connection,
    path: Path,
    mapping: Mapping[str, str],
    limit: datetime | None,
    size: int,
    key: bytes,
) -> None:
    """Read a register in a process of its own; a refusal is sent like a batch, then the end."""
    # Parsers are cycles and large: they must go often, the rows of a batch be looked at rarely.
    gc.set_threshold(10_000, 50, 50)
    try:
        for batch in _ready(read(path, mapping=mapping, limit=limit, batch=size), key):
            there.send(batch)
        there.send(None)
    except BrokenRule as refusal:
        there.send({"code": refusal.code, "zh": refusal.zh, "en": refusal.en,
                    "article": refusal.article})  # fmt: skip


def _received(here: Connection) -> Batch | None:
    """Return the next batch, None at the end; raise what stopped the reading."""
    try:
        received: Any = here.recv()
    except EOFError as error:
        raise BrokenRule(
            "intake-interrupted",
            zh="读取登记簿的进程意外中止；再次导入将从中断处继续。",
            en="The process that read the register ended unexpectedly; importing again goes on.",
        ) from error
    if isinstance(received, dict):
        raise BrokenRule(**received)
    return received  # type: ignore[no-any-return]


def _mask(draft: Draft) -> tuple[Masked, ...]:
    person = person_of(draft)
    also = _normalised(person)
    words = (draft.title, draft.text, draft.original_title, draft.original_text)
    masked = [mask(text, person, also) if text else _NOTHING for text in words]
    # An office's answer may give its own telephone: only the writer's data is taken out.
    answer = mask(draft.answer, person, also, numbers=False) if draft.answer else _NOTHING
    return (*masked, answer)


def _normalised(person: PersonalData) -> PersonalData | None:
    """Return the person as normalised words spell them, None where that is no other spelling."""
    name, address = normalise(person.name), normalise(person.address)
    if (name, address) == (person.name, person.address):
        return None
    return PersonalData(name, person.id_number, person.telephone, address)
