"""Which files an actor may know of, and in which capacity an actor stands to a file."""

from typing import Final

from django.db.models import Q, QuerySet

from xinlian.handling.bar import line_above
from xinlian.handling.models import Assignment, Barred, File, Recusal, Review
from xinlian.ledger.actors import Actor
from xinlian.organisation.queries import view_of
from xinlian.rules.vocabulary import AssignmentState, Purpose, Role, Stage, State

SORTERS: Final = frozenset({Role.REGISTRAR, Role.OFFICE})
_LIVE: Final = (
    AssignmentState.PENDING,
    AssignmentState.ACCEPTED,
    AssignmentState.CONTESTED,
    AssignmentState.DONE,
)
_OWN: Final = "handling:petitioner:own"
_PETITIONER: Final = frozenset(
    {
        _OWN,
        "handling:file:step",
        "handling:petitioner:speak",
        "handling:rating:take",
        "handling:review:take",
    }
)


def petitioner_of(petition: int) -> Actor:
    """Return the petitioner of a petition, let in by the query code of its receipt.

    No role holds ``handling:petitioner:own``: who has it sees the files of this petition, which
    stands in the actor's reference, and nothing else.
    """
    return Actor(ref=f"petitioner:{petition}", permissions=_PETITIONER)


def files_for(actor: Actor) -> QuerySet[File]:
    """Return the files that an actor may know of; what is not among them does not exist.

    An accusation, and what may be one, is known to those who sort it and to whoever it was
    sent to, never to the line of the accused and to no supervisor. A recused official knows
    nothing of the file.
    """
    if actor.everything:
        return File.objects.all()
    if actor.may(_OWN):
        return File.objects.filter(petition=int(actor.ref.partition(":")[2]))
    seen = File.objects.filter(_in_view(actor))
    if not actor.may("petitions:accusation:read"):
        hidden = Q(purpose=Purpose.ACCUSATION) & ~_received_by(actor.unit)
        seen = seen.exclude(hidden | Q(state=State.HELD) | Q(petition__held=True))
    elif not view_of(actor).everything:
        accuses = Q(purpose=Purpose.ACCUSATION) | Q(state=State.HELD) | Q(petition__held=True)
        elsewhere = (~Q(charge=actor.unit) | Q(charge=None)) & ~_received_by(actor.unit)
        seen = seen.exclude(accuses & elsewhere)
    return seen.exclude(pk__in=_kept_from(actor))


def unseen_petitions(actor: Actor) -> Q:
    """Return which petitions an actor may not see because of their files.

    Those with a file, be it a part split off, of which the actor's line gets nothing, or from
    which the actor is recused.
    """
    return Q(pk__in=File.objects.filter(pk__in=_kept_from(actor)).values("petition"))


def _kept_from(actor: Actor) -> QuerySet[File, int]:
    """Return the files of which an actor gets nothing, whatever else would let them in."""
    barred = Barred.objects.filter(unit__in=line_above(actor.unit)).values("file")
    recused = Recusal.objects.filter(account=actor.ref).values("file")
    return File.objects.filter(Q(pk__in=barred) | Q(pk__in=recused)).values_list("pk", flat=True)


def _in_view(actor: Actor) -> Q:
    view = view_of(actor)
    if view.everything:
        return Q()
    units = view.units
    assigned = Assignment.objects.filter(to__in=units, state__in=_LIVE).values("file")
    reviewed = Review.objects.filter(body=actor.unit).values("file")
    return Q(charge__in=units) | Q(pk__in=assigned) | Q(pk__in=reviewed)


def _received_by(unit: str) -> Q:
    received = Assignment.objects.filter(to=unit, state__in=_LIVE).values("file")
    return Q(pk__in=received)


def capacities(actor: Actor, file: File) -> set[str]:
    """Return as which parties of the procedure an actor may act on a file."""
    if actor.everything:
        return {"office", "unit", "head", "sender", "other-unit", "superior", "petitioner"}
    held = set()
    if actor.may("handling:petitioner:speak"):
        held.add("petitioner")
    if file.charge_id is None or file.charge_id == actor.unit:
        held |= {"unit"} | ({"head"} if Role.HEAD in actor.roles else set())
    elif actor.unit:
        held.add("other-unit")
    if actor.roles & SORTERS:
        held.add("office")
    if any(each.sender_id == actor.unit for each in file.assignments.all()):
        held.add("sender")
    if _is_above(actor, file):
        held.add("superior")
    return held


def _is_above(actor: Actor, file: File) -> bool:
    bodies = {
        each.body_id
        for each in file.reviews.all()
        if each.decided_on is None and each.stage != Stage.HANDLING
    }
    if bodies:
        return actor.unit in bodies
    return bool(file.charge_id) and actor.unit in line_above(str(file.charge_id)) - {file.charge_id}
