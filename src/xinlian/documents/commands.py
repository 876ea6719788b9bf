"""The verbs of documents: draft, revise, issue, void."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from xinlian.documents import drafting
from xinlian.documents.drafting import Words
from xinlian.documents.kinds import KINDS, Kind, kind_of
from xinlian.documents.models import Document, Version
from xinlian.documents.template import NUMBER, YEAR
from xinlian.documents.terms import State, VoidReason
from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record, reserve
from xinlian.ledger.statements import Statement
from xinlian.organisation.models import Unit
from xinlian.petitions.models import Petition
from xinlian.petitions.queries import petitions_for
from xinlian.rules.days import local_day
from xinlian.rules.errors import BrokenRule, Forbidden


def draft_document(  # noqa: PLR0913 - the words of the form
    home: Path,
    kind: str,
    data: Mapping[str, Any],
    *,
    petition: int | None = None,
    unit: str = "",
    to: str | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """Draft a document of a kind (its code or Chinese name); return its id.

    ``data`` are values by the codes of fields; what the register knows is filled in unless it
    is given. ``unit`` issues it, the actor's own where none is named; ``to`` is the unit it is
    written to. Raises what composing and templates raise, and ``document-other-unit``.
    """
    by.require("documents:document:draft")
    of = kind_of(kind)
    about = _petition(petition, by)
    issuing = Unit.objects.get(pk=unit or by.unit)
    require_own(issuing.code, by)
    addressee = Unit.objects.get(pk=to) if to else None
    values = {**drafting.known(of, issuing, addressee, about), **data}
    words = drafting.prepare(home, of, about, values)
    return _draft(of, words, petition=petition, unit=issuing.code, to=to, by=by, at=at)


@command("documents:document:draft")
def _draft(  # noqa: PLR0913 - what was composed outside the transaction
    kind: Kind,
    words: Words,
    *,
    petition: int | None,
    unit: str,
    to: str | None,
    by: Actor,
    at: datetime,
) -> int:
    (document,) = reserve("document")
    data = {
        "kind": kind.code,
        "petition": petition,
        "unit": unit,
        "to": to,
        "petitioner": words.petitioner,
        "digest": words.digest,
    }
    record([Statement("document.drafted", document, data)], by=by, at=at)
    words.keep(f"{document}/1")
    return document


def revise_document(  # noqa: PLR0913 - the words of the form
    home: Path,
    document: int,
    *,
    based_on: int,
    data: Mapping[str, Any],
    by: Actor,
    at: datetime,
) -> int:
    """Give some fields of the version ``based_on`` other values; return the new version.

    Raises ``document-moved-on`` where there is a newer version, ``document-not-draft`` where
    it was issued: then it is voided and another one drafted.
    """
    by.require("documents:document:draft")
    row = Document.objects.select_related("petition").get(pk=document)
    before = Version.objects.select_related("words").get(document=document, version=based_on)
    values = {**before.words.data, **data}
    words = drafting.prepare(home, KINDS[row.kind], row.petition, values)
    return _revise(document, based_on, words, by=by, at=at)


@command("documents:document:draft")
def _revise(document: int, based_on: int, words: Words, *, by: Actor, at: datetime) -> int:
    _draft_at(document, based_on, by)
    version = based_on + 1
    data = {"version": version, "petitioner": words.petitioner, "digest": words.digest}
    record([Statement("document.revised", document, data)], by=by, at=at)
    words.keep(f"{document}/{version}")
    return version


@command("documents:document:issue")
def issue_document(document: int, *, version: int, by: Actor, at: datetime) -> str:
    """Issue the newest version of a draft; return its number as printed.

    Numbers run without gaps in each series of kind, unit and year. Raises
    ``document-moved-on`` and ``document-not-draft``.
    """
    row = _draft_at(document, version, by)
    day = local_day(at)
    (number,) = reserve(_series(row.kind, row.unit_id, day.year))
    form: str = Version.objects.get(document=document, version=version).words.body["number"]
    written = form.replace(f"【{YEAR}】", str(day.year)).replace(f"【{NUMBER}】", str(number))
    data = {
        "version": version,
        "year": day.year,
        "number": number,
        "written": written,
        "issued_on": day.isoformat(),
    }
    record([Statement("document.issued", document, data)], by=by, at=at)
    return written


@command("documents:document:void")
def void_document(document: int, *, reason: VoidReason, by: Actor, at: datetime) -> None:
    """Void an issued document; its number stays in the list and is not given again.

    Raises ``document-not-issued``.
    """
    row = locked(document, by)
    require_issued(row)
    record([Statement("document.voided", document, {"reason": str(reason)})], by=by, at=at)


def locked(document: int, by: Actor) -> Document:
    """Return a document of the actor's unit, locked; raise ``document-other-unit``."""
    row = Document.objects.select_for_update().get(pk=document)
    require_own(row.unit_id, by)
    return row


def require_own(unit: str, by: Actor) -> None:
    """Raise ``document-other-unit`` unless the actor is of the unit whose document it is."""
    if unit != by.unit and not by.everything:
        raise Forbidden(
            "document-other-unit",
            zh="文书由制发单位自己起草、制发和送达。",
            en="A document is drafted, issued and served by the unit whose document it is.",
        )


def require_issued(row: Document) -> None:
    """Raise ``document-not-issued`` for a draft and for what was voided."""
    if row.state not in {State.ISSUED, State.SERVED}:
        state = State(row.state)
        raise BrokenRule(
            "document-not-issued",
            zh=f"该文书处于“{state.zh}”状态；应当先制发编号，且未作废。",
            en=f"This document is {state.en}; it has to be issued, and not void.",
        )


def _draft_at(document: int, version: int, by: Actor) -> Document:
    row = locked(document, by)
    if row.state != State.DRAFT:
        raise BrokenRule(
            "document-not-draft",
            zh=f"文书{row.written}已经制发，不能再改；应当作废后另行制发。",
            en=f"The document {row.written} was issued and cannot be changed; void it and draft "
            "another.",
        )
    if row.version != version:
        raise BrokenRule(
            "document-moved-on",
            zh=f"该文书已有第{row.version}版，请在最新版本上修改。",
            en=f"The document has a version {row.version} by now; work on that one.",
        )
    return row


def _petition(petition: int | None, by: Actor) -> Petition | None:
    """Return the petition, if the actor sees it."""
    return None if petition is None else petitions_for(by).get(pk=petition)


def _series(kind: str, unit: str, year: int) -> str:
    """Return the name of a series' counter; a code of a unit may be longer than such a name."""
    digest = hashlib.sha256(f"{kind}\x00{unit}\x00{year}".encode()).hexdigest()
    return f"document:{digest[:24]}"
