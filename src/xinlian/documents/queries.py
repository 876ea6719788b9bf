"""Reads of documents, always scoped by who asks; none shows a name or an address."""

from django.db.models import Q, QuerySet

from xinlian.documents.body import Filling, document_of
from xinlian.documents.kinds import KINDS
from xinlian.documents.models import Document, Version
from xinlian.documents.terms import State
from xinlian.ledger.actors import Actor
from xinlian.official import structure
from xinlian.organisation.queries import view_of
from xinlian.petitions.queries import petitions_for
from xinlian.rules.days import local_day
from xinlian.rules.vocabulary import Purpose


def documents_for(actor: Actor) -> QuerySet[Document]:
    """Return the documents in an actor's view.

    Those of petitions in view; those about no petition that the actor's units wrote; and those
    that were issued to them, but nothing of an accusation unless the actor sorts accusations.
    """
    if not actor.may("documents:document:read"):
        return Document.objects.none()
    view = view_of(actor)
    seen = Q(petition__in=petitions_for(actor).order_by().values("pk"))
    if view.everything:
        seen |= Q(petition=None)
    else:
        seen |= Q(petition=None, unit__in=view.units)
        seen |= Q(to__in=view.units) & ~Q(state=State.DRAFT) & ~_ACCUSES
    return Document.objects.filter(seen).select_related("unit", "to", "petition")


def documents_of(actor: Actor, petition: int) -> QuerySet[Document]:
    """Return a petition's documents in view, the first one first."""
    return documents_for(actor).filter(petition=petition).order_by("pk")


def register_of(actor: Actor, kind: str, unit: str, year: int) -> QuerySet[Document]:
    """Return the numbers given in a series, voided ones among them, in order."""
    series = documents_for(actor).filter(kind=kind, unit=unit, year=year)
    return series.order_by("number")


def preview(actor: Actor, document: int, version: int | None = None) -> structure.Document:
    """Return a version (the newest where none is named) laid out, name and address left empty.

    Raises ``Document.DoesNotExist`` for what is not in view.
    """
    row = documents_for(actor).get(pk=document)
    shown = Version.objects.select_related("words").get(
        document=row, version=row.version if version is None else version
    )
    number = row.written if shown.version == row.version else ""
    filling = Filling(row.issued_on or local_day(shown.made_at), number)
    return document_of(KINDS[row.kind], shown.words.body, filling)


_ACCUSES = Q(petition__isnull=False, petition__purpose=Purpose.ACCUSATION)
