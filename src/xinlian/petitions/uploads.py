"""Registers brought by page: kept sealed, their columns shown, then rehearsed and imported.

Working state, no record: what an import did stands in its facts. A register waits here until
somebody has looked at its columns; what was asked for is done by :mod:`.working`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final

import orjson
from django.db.models import QuerySet

from xinlian.ledger.actors import Actor
from xinlian.organisation.queries import view_of
from xinlian.petitions import sealedfiles
from xinlian.petitions.intake.columns import IGNORE, lacking
from xinlian.petitions.intake.content import safe_to_show
from xinlian.petitions.intake.declared import BY_FIELD, Column
from xinlian.petitions.intake.look import SAMPLES, Look, look
from xinlian.petitions.models import ColumnMap, Import, Stage, Upload
from xinlian.rules.errors import BrokenRule
from xinlian.vault.ciphers import new_reference
from xinlian.vault.keys import open_under, seal_under
from xinlian.vault.masking import mask
from xinlian.vault.personal import PersonalData

IMPORT: Final = "petitions:register:import"
KEPT: Final = timedelta(hours=24)
"""How long a file is kept that nobody imports."""
HIDDEN: Final = "●●●"
WAITED_FOR: Final = (Stage.REHEARSING, Stage.IMPORTING)

_PURPOSE: Final = "upload"
_SHOWN: Final = 40
_PERSON: Final = ("name", "id_number", "telephone", "address")


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column as the page shows it: what it goes to ('' for nothing) and three masked cells."""

    index: int
    label: str
    field: str
    why_zh: str
    why_en: str
    samples: tuple[str, ...]
    named: bool


def uploads_for(actor: Actor) -> QuerySet[Upload]:
    """Return the registers somebody has brought; nobody sees another's."""
    return Upload.objects.filter(account=actor.ref)


def imports_for(actor: Actor) -> QuerySet[Import]:
    """Return the imports in view: all for who sees the whole city, else one's own."""
    every = Import.objects.order_by("-begun_at", "-pk")
    return every if view_of(actor).everything else every.filter(account=actor.ref)


def bring(name: str, size: int, chunks: Iterable[bytes], *, by: Actor, at: datetime) -> Upload:
    """Keep a file and look at its columns. Raises BrokenRule where it is no register."""
    by.require(IMPORT)
    upload = Upload(key=new_reference(), account=by.ref, size=size)
    upload.called = seal_under(upload.CALLED, name[-200:].encode(), owner=upload.key)
    upload.uploaded_at = at
    # The row comes first: a file that a kill leaves behind is then found and swept.
    upload.save()
    try:
        upload.digest = sealedfiles.keep(upload.key, chunks)
        with sealedfiles.opened(upload.key) as path:
            seen = _look_with_memory(path)
    except BrokenRule:
        give_up(upload)
        raise
    upload.shown = seal_under(_PURPOSE, orjson.dumps(_as_shown(seen)), owner=upload.key)
    upload.mapping = {each.header: each.field or IGNORE for each in seen.guesses if each.header}
    upload.total = seen.total
    upload.save()
    return upload


def columns_of(upload: Upload) -> list[ColumnShown]:
    """Return the columns with their samples; cells of a personal column are only hinted at."""
    shown = _shown(upload)
    goes_to = {each["index"]: _goes_to(each, upload.mapping) for each in shown["columns"]}
    # A column that is left unread still tells which words of a text are its writer's.
    told = {each["index"]: goes_to[each["index"]] or each["field"] for each in shown["columns"]}
    masked = [_masked(row, told) for row in shown["rows"]]
    return [_column(each, goes_to[each["index"]], masked) for each in shown["columns"]]


def missing_of(upload: Upload) -> list[Column]:
    """Return the fields that no column goes to, and without which nothing can be imported."""
    return lacking({each.field for each in columns_of(upload) if each.field})


def remembered(upload: Upload) -> bool:
    """Tell whether the columns were confirmed for an earlier file of the same header."""
    return bool(_shown(upload)["remembered"])


def choose(upload: Upload, mapping: Mapping[str, str]) -> None:
    """Take another assignment of columns; a dry run made before says nothing of it."""
    changed = {**upload.mapping, **mapping}
    fields = [field for field in changed.values() if field != IGNORE]
    twice = next((field for field in fields if fields.count(field) > 1), None)
    if twice:
        field = BY_FIELD[twice]
        raise BrokenRule(
            "columns-twice",
            zh=f"有两列都对应“{field.zh}”；请只留一列，其余选“不读取”。",
            en=f"Two columns go to “{field.en}”; keep one and leave the others unread.",
        )
    if changed != upload.mapping:
        upload.mapping, upload.rehearsed, upload.stage = changed, {}, Stage.COLUMNS
        upload.save(update_fields=["mapping", "rehearsed", "stage"])


def ask(upload: Upload, stage: Stage, *, by: Actor, at: datetime) -> None:
    """Ask for the dry run or the import; whoever works in the background does it.

    Raises BrokenRule ``columns-missing`` while a field that is needed has no column.
    """
    by.require(IMPORT)
    missing = missing_of(upload)
    if missing:
        zh, en = "、".join(each.zh for each in missing), ", ".join(each.en for each in missing)
        raise BrokenRule(
            "columns-missing",
            zh=f"还没有列对应：{zh}。请为它选一列。",
            en=f"No column goes to: {en}. Choose one.",
        )
    free = Upload.objects.filter(pk=upload.pk).exclude(stage__in=(*WAITED_FOR, Stage.DONE))
    free.update(stage=stage, asked_at=at, rows_read=0, refusal={})


def give_up(upload: Upload) -> None:
    """Forget a register that is not being imported, and remove its file."""
    sealedfiles.remove(upload.key)
    sealedfiles.remove(errors_key(upload))
    upload.delete()


def errors_key(upload: Upload) -> str:
    """Return the key under which the errors of a dry run are kept."""
    return f"{upload.key}.errors"


def errors_of(upload: Upload) -> list[dict[str, Any]]:
    """Return the errors that the dry run found, as :class:`RowError` writes them."""
    with sealedfiles.opened(errors_key(upload)) as path:
        errors: list[dict[str, Any]] = orjson.loads(path.read_bytes())
        return errors


def overdue(*, at: datetime) -> QuerySet[Upload]:
    """Return the registers that were brought a day ago and not imported."""
    old = Upload.objects.filter(uploaded_at__lt=at - KEPT)
    return old.exclude(stage__in=(Stage.IMPORTING, Stage.DONE))


def sweep_uploads(*, at: datetime) -> int:
    """Remove the registers that are overdue; return how many."""
    given_up = list(overdue(at=at))
    for upload in given_up:
        give_up(upload)
    return len(given_up)


def _shown(upload: Upload) -> dict[str, Any]:
    plain = open_under(_PURPOSE, bytes(upload.shown), owner=upload.key)
    shown: dict[str, Any] = orjson.loads(plain)
    return shown


def _look_with_memory(path: Path) -> Look:
    first = look(path, {})
    known = ColumnMap.objects.filter(pk=first.fingerprint).first()
    return look(path, known.mapping) if known else first


def _as_shown(seen: Look) -> dict[str, Any]:
    columns = [
        {
            "index": guess.index,
            "header": guess.header,
            "label": guess.label,
            "field": guess.field,
            "why": (guess.why_zh, guess.why_en),
        }
        for guess in seen.guesses
    ]
    remembered = ColumnMap.objects.filter(pk=seen.fingerprint).exists()
    return {"columns": columns, "rows": seen.rows, "remembered": remembered}


def _goes_to(shown: Mapping[str, Any], mapping: Mapping[str, str]) -> str:
    field: str = mapping.get(shown["header"], shown["field"])
    return "" if field == IGNORE else field


def _column(shown: Mapping[str, Any], field: str, rows: Sequence[Sequence[str]]) -> ColumnShown:
    index = shown["index"]
    filled = (row[index] for row in rows if index < len(row) and row[index])
    why_zh, why_en = shown["why"]
    personal = any(name in BY_FIELD and BY_FIELD[name].sealed for name in (field, shown["field"]))
    return ColumnShown(
        index=index,
        label=shown["label"],
        field=field,
        why_zh=why_zh,
        why_en=why_en,
        samples=tuple(HIDDEN if personal else cell for cell in islice(filled, SAMPLES)),
        named=bool(shown["header"]),
    )


def _masked(row: Sequence[str], fields: Mapping[int, str]) -> list[str]:
    """Shorten the cells of a row; what they say of the row's own person is taken out."""
    told = {fields.get(index, ""): cell for index, cell in enumerate(row)}
    person = PersonalData(*(told.get(name, "") for name in _PERSON))
    return [safe_to_show(mask(cell, person).text, _SHOWN) for cell in row]
