"""Printing and serving: name and address are merged, and what was handed over is kept sealed."""

from datetime import date, datetime

from xinlian.documents.body import Filling, document_of, words_of
from xinlian.documents.commands import locked, require_issued, require_own
from xinlian.documents.keeping import digest_of_bytes, new_salt, replaced, seal, unseal
from xinlian.documents.kinds import KINDS
from xinlian.documents.models import Document, Evidence, Paper, PaperFile, Version
from xinlian.documents.terms import Service
from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record
from xinlian.ledger.statements import Statement
from xinlian.official.docx import render_docx
from xinlian.rules.days import local_day
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Opening
from xinlian.vault.commands import open_identity, open_paper
from xinlian.vault.personal import PersonalData


def print_document(
    document: int, *, purpose: Opening = Opening.WRITE, by: Actor, at: datetime
) -> tuple[int, bytes]:
    """Merge name and address; return the number of the paper and its docx.

    One opening of the identity, which has committed before anything is shown: so it cannot be
    called inside another transaction. The bytes are kept sealed under the person's key. Raises
    ``document-not-issued``, ``document-other-unit`` and what opening raises.
    """
    by.require("documents:document:print")
    row = Document.objects.get(pk=document)
    require_own(row.unit_id, by)
    require_issued(row)
    file = _merged(row, purpose=purpose, by=by, at=at)
    return _keep(document, file, by=by, at=at), file


@command("documents:document:serve")
def serve_document(  # noqa: PLR0913 - the words of the form
    document: int,
    *,
    service: Service,
    served_on: date,
    evidence: str,
    paper: int | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Record that a printed paper (the last one where none is named) was served.

    ``evidence`` says who signed, who witnessed a refusal, or the number of the consignment; it
    is sealed with the paper. Raises ``document-not-printed``, ``document-evidence-missing`` and
    ``document-served-when``.
    """
    row = locked(document, by)
    require_issued(row)
    _require_served(row, service, served_on, evidence, local_day(at))
    handed = _paper(row, paper)
    salt = new_salt()
    data = {
        "paper": handed.paper,
        "service": str(service),
        "served_on": served_on.isoformat(),
        "digest": handed.digest,
        "evidence_digest": digest_of_bytes(evidence.encode(), salt),
    }
    (seq,) = record([Statement("document.served", document, data)], by=by, at=at)
    sealed = seal(handed.petitioner, evidence.encode(), owner=f"evidence {seq}")
    Evidence.objects.create(of_id=seq, sealed=sealed, salt=salt)


def reopen_paper(document: int, paper: int, *, purpose: Opening, by: Actor, at: datetime) -> bytes:
    """Return the bytes of a paper as they were printed: an opening like any other.

    Raises ``identity-erased`` once the person's key is gone.
    """
    by.require("documents:document:print")
    row = Paper.objects.select_related("file", "document").get(document=document, paper=paper)
    require_own(row.document.unit_id, by)
    if row.petitioner is not None:
        petition = row.document.petition_id
        open_identity(row.petitioner, purpose=purpose, petition=petition, by=by, at=at)
    return unseal(row.petitioner, bytes(row.file.sealed), owner=row.key)


def _merged(row: Document, *, purpose: Opening, by: Actor, at: datetime) -> bytes:
    """Return the docx with name, address and masked words put back."""
    kind = KINDS[row.kind]
    version = Version.objects.select_related("words").get(document=row, version=row.version)
    body, person = version.words.body, PersonalData()
    if kind.named and version.petitioner is not None:
        person, words = open_paper(
            version.petitioner,
            words_of(body),
            purpose=purpose,
            petition=row.petition_id,
            by=by,
            at=at,
        )
        body = replaced(body, words)
    dated = row.issued_on or local_day(at)
    filling = Filling(dated, row.written, person.name, person.address)
    return render_docx(document_of(kind, body, filling))


@command("documents:document:print")
def _keep(document: int, file: bytes, *, by: Actor, at: datetime) -> int:
    row = locked(document, by)
    require_issued(row)
    version = Version.objects.get(document=row, version=row.version)
    ref = version.petitioner if KINDS[row.kind].named else None
    paper = row.papers.count() + 1
    salt = new_salt()
    data = {
        "paper": paper,
        "version": row.version,
        "petitioner": ref,
        "digest": digest_of_bytes(file, salt),
    }
    record([Statement("document.merged", document, data)], by=by, at=at)
    key = f"{document}/{paper}"
    PaperFile.objects.create(of_id=key, sealed=seal(ref, file, owner=key), salt=salt)
    return paper


def _paper(row: Document, paper: int | None) -> Paper:
    papers = row.papers.order_by("-paper")
    found = papers.first() if paper is None else papers.filter(paper=paper).first()
    if found is None:
        raise BrokenRule(
            "document-not-printed",
            zh="送达的应当是已经打印、留存的文书；请先打印。",
            en="What is served is a paper that was printed and kept; print it first.",
        )
    return found


def _require_served(
    row: Document, service: Service, served_on: date, evidence: str, today: date
) -> None:
    if not evidence.strip():
        raise BrokenRule(
            "document-evidence-missing",
            zh=f"{service.zh}：应当写明签收人、见证人或者邮寄单号。",
            en=f"Service {service.en}: say who signed, who witnessed, or the consignment's number.",
        )
    if not (row.issued_on or today) <= served_on <= today:
        raise BrokenRule(
            "document-served-when",
            zh=f"送达日期应当在制发日期{row.issued_on}之后，且不晚于今天。",
            en=f"The day of service lies between the day of issue, {row.issued_on}, and today.",
        )
