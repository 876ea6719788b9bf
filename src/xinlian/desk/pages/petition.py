"""One petition: its words, what is known of it, what happened to it."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from xinlian.desk.facts import Told, told
from xinlian.desk.handled import handled
from xinlian.desk.language import chosen, sentence
from xinlian.desk.pages.petition_forms import AnswerForm, AttachForm, CorrectForm, OpenForm
from xinlian.desk.pages.petitions import READ, standing, title_of
from xinlian.desk.people import staff_names
from xinlian.desk.reading import asked_why
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.handling.scope import files_for
from xinlian.ledger.actors import Actor
from xinlian.ledger.queries import facts_about
from xinlian.matters.suggesting import Suggested, suggest
from xinlian.petitions.commands.attach import attachment_path
from xinlian.petitions.models import Attachment, Petition
from xinlian.petitions.queries import petitions_for
from xinlian.rules.calendar import calendar_of
from xinlian.rules.clocks import due
from xinlian.rules.errors import BrokenRule
from xinlian.rules.profiles import profile
from xinlian.rules.vocabulary import Opening, Purpose
from xinlian.vault.personal import PersonalData
from xinlian.vault.queries import openings

LINK = "matters:petition:link"


@dataclass(frozen=True, slots=True)
class Opened:
    """What was just opened: the person, or the words as they wrote them; and for what."""

    purpose: Opening
    person: PersonalData | None = None
    words: dict[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Seen:
    """One opening of the identity as the page lists it."""

    at: Any
    by: str
    purpose: Opening


def petition(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a petition in view."""
    return show(request, in_view(request, pk))


def attachment(request: StaffRequest, pk: int, digest: str) -> HttpResponseBase:
    """Hand out an attached file, to be saved, never to be run in the page."""
    found = get_object_or_404(Attachment, petition=in_view(request, pk), digest=digest)
    if gate := asked_why(request, pk):
        return gate
    path = attachment_path(found.digest)
    if not path.exists():
        raise BrokenRule(
            "attachment-missing",
            zh="附件登记过，但文件不在存储目录中；请联系系统管理员从备份恢复。",
            en="The file was recorded but is not in the store; ask the operator to restore it.",
        )
    ending = found.media_type.rpartition("/")[2]
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=f"{pk}-{digest[:8]}.{ending}",
        content_type=found.media_type,
    )


def in_view(request: StaffRequest, pk: int) -> Petition:
    """Return a petition that the actor may see; anything else does not exist for them.

    A unit that was given the whole letter to handle sees it, wherever it belongs.
    """
    given = files_for(request.actor).filter(pk=F("petition"), redacted="").values("petition")
    seen = petitions_for(request.actor).order_by().values("pk")
    rows = Petition.objects.filter(Q(pk__in=seen) | Q(pk__in=given)).select_related(
        "words", "place", "area", "category", "unit", "link__matter", "answered_by"
    )
    return get_object_or_404(rows, pk=pk)


def files_of(actor: Actor, found: Petition) -> list[int]:
    """Return the files in view of a petition: itself, and what was split off it."""
    if not actor.may("handling:file:read"):
        return []
    seen = files_for(actor).filter(petition=found.pk).order_by("pk")
    return list(seen.values_list("pk", flat=True))


def show(
    request: StaffRequest,
    found: Petition,
    *,
    forms: dict[str, Any] | None = None,
    opened: Opened | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """Show a petition; ``forms`` are those that were refused, with what was typed.

    Who is outside the unit in charge is asked why first, unless an opening was just recorded.
    """
    if opened is None and (gate := asked_why(request, found.pk)):
        return gate
    context = {
        "petition": found,
        "words": found.words,
        "title": title_of(found),
        "standing": standing(found, request.today),
        "why_due": why_due(found),
        "link": getattr(found, "link", None),
        "may_link": may_propose(request.actor, found),
        "similar": proposals(request.actor, found) if "similar" in request.GET else None,
        "timeline": timeline(found),
        "files": found.attachments.order_by("key"),
        "openings": openings_of(found),
        "opened": opened,
        "may_follow": request.actor.may("ledger:fact:read"),
        "may_document": request.actor.may("documents:document:read")
        and petitions_for(request.actor).filter(pk=found.pk).exists(),
        "files_handled": [handled(request, pk) for pk in files_of(request.actor, found)],
    }
    return render(
        request, "desk/petition.html", context | _forms(request, found, forms or {}), status=status
    )


def may_propose(actor: Actor, found: Petition) -> bool:
    """Tell whether matters may be proposed.

    Never for an accusation: by way of a matter it could reach the accused (R30).
    """
    return actor.may(LINK) and found.purpose != Purpose.ACCUSATION


def proposals(actor: Actor, found: Petition) -> list[Suggested]:
    """Return the matters in view that a petition may belong to, the likeliest first."""
    if not may_propose(actor, found):
        return []
    return suggest(
        actor,
        title=found.words.title,
        text=found.words.text,
        place=found.place_id or "",
        category=found.category_id or "",
    )


def why_due(found: Petition) -> str:
    """Explain the day by which notice is owed, or why none is known."""
    try:
        calendar = calendar_of(settings.HOLIDAYS)
        reckoned = due("notice", found.received_on, profile(found.profile), calendar)
    except BrokenRule as refusal:
        return sentence(refusal)
    return chosen(reckoned.explanation_zh, reckoned.explanation_en)


def timeline(found: Petition) -> list[Told]:
    """Return what happened to a petition, the first thing first."""
    facts = facts_about("petition", found.pk) + facts_about("receipt", found.pk)
    return told(sorted(facts, key=lambda fact: (fact.happened_at, fact.seq)))


def openings_of(found: Petition) -> list[Seen]:
    """Return every opening of the petitioner's identity: who, when, for what."""
    if not found.petitioner:
        return []
    records = openings(found.petitioner)
    names = staff_names(record.actor for record in records)
    return [Seen(each.opened_at, names[each.actor], Opening(each.purpose)) for each in records]


def _forms(request: StaffRequest, found: Petition, refused: dict[str, Any]) -> dict[str, Any]:
    """Return the forms of the acts that the actor may take, the refused ones as typed."""
    may = request.actor.may
    forms: dict[str, Any] = {}
    if may("vault:identity:open") and found.petitioner:
        forms["open_form"] = OpenForm()
    if may("petitions:petition:answer"):
        forms["answer_form"] = AnswerForm(today=request.today)
    if may("petitions:petition:attach"):
        forms["attach_form"] = AttachForm()
    if may("petitions:petition:correct"):
        forms["correct_form"] = CorrectForm.of(found)
    return forms | refused


ROUTES = [
    page("petitions/<int:pk>/", petition, READ, name="petition"),
    page("petitions/<int:pk>/files/<str:digest>/", attachment, READ, name="attachment"),
]
