"""The register of numbers of documents (文书登记簿): each series without gaps, voided ones too."""

from collections.abc import Iterable

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy

from xinlian.desk.exports import exported
from xinlian.desk.language import chosen
from xinlian.desk.listing import Column, Filter, Listing
from xinlian.desk.pages.documents import READ
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.documents.kinds import KINDS
from xinlian.documents.queries import documents_for
from xinlian.documents.terms import State, VoidReason
from xinlian.organisation.models import Unit


def _units() -> Iterable[tuple[str, str]]:
    return Unit.objects.order_by("code").values_list("code", "name")


_LISTING = Listing(
    name="documents",
    columns=(
        Column("number", lazy("字号"), lambda row: row.written,
               ("kind", "unit__code", "year", "number"),
               lambda row: reverse("document", args=[row.pk]), "main"),
        Column("kind", lazy("文书种类"),
               lambda row: chosen(KINDS[row.kind].zh, KINDS[row.kind].en), ("kind",)),
        Column("unit", lazy("制发单位"), lambda row: row.unit, ("unit__code",)),
        Column("issued", lazy("制发日期"), lambda row: row.issued_on, ("issued_on",), tone="day"),
        Column("state", lazy("状态"), lambda row: State(row.state), ("state",)),
        Column("void", lazy("作废原因"),
               lambda row: VoidReason(row.void_reason) if row.void_reason else None),
    ),
    filters=(
        Filter("kind", lazy("文书种类"), lambda rows, kind: rows.filter(kind=kind),
               lambda: [(code, chosen(kind.zh, kind.en)) for code, kind in KINDS.items()]),
        Filter("unit", lazy("制发单位"), lambda rows, unit: rows.filter(unit=unit),
               _units),
        Filter("year", lazy("年度"), lambda rows, year: rows.filter(year=int(year)), kind="text"),
    ),
    order=("kind", "unit__code", "-year", "number"),
    export_permission="petitions:petition:export",
)  # fmt: skip


def documents(request: StaffRequest) -> HttpResponseBase:
    """List the numbers given, in view, with those that were voided."""
    rows = documents_for(request.actor).exclude(number=None)
    listed = _LISTING.read(request.GET, rows, account=request.account)
    context = {"listed": listed, "may_export": request.actor.may(_LISTING.export_permission)}
    return exported(request, listed) or render(request, "desk/document_register.html", context)


ROUTES = [page("documents/", documents, READ, name="documents")]
