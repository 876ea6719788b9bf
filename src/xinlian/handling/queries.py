"""Reads of handling, each scoped by who asks: queues, a file with all of it, what is owed."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, QuerySet, Subquery

from xinlian.handling.clocks import remember, standing
from xinlian.handling.keep import read
from xinlian.handling.models import (
    Assignment,
    Claim,
    File,
    Note,
    Opinion,
    Rating,
    Review,
    RunningClock,
    Standby,
)
from xinlian.handling.scope import files_for
from xinlian.ledger.actors import Actor
from xinlian.organisation.models import Unit
from xinlian.organisation.queries import subtree
from xinlian.petitions.models import PetitionText
from xinlian.rules.errors import BrokenRule
from xinlian.rules.running import PetitionClock
from xinlian.rules.vocabulary import ClockState, Purpose, State

ENDED = frozenset(
    {State.CONCLUDED, State.GUIDED, State.REFUSED, State.WITHDRAWN, State.FINAL, State.SERVED}
)
"""States in which no unit owes the petitioner an answer."""

_RIGHTS = ["review-request", "reexamination-request", "resume", "objection"]
"""Clocks of rights, which lapse; all others bind a unit: what it owes."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What an actor may read of what was written: title and text."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A file with everything of it that an actor may see; ``words`` are kept texts by digest."""

    file: File
    letter: Letter
    clocks: tuple[PetitionClock, ...]
    days: int
    claims: list[Claim]
    assignments: list[Assignment]
    opinions: list[Opinion]
    reviews: list[Review]
    ratings: list[Rating]
    notes: list[Note]
    words: dict[str, str]


def open_files(actor: Actor) -> QuerySet[File]:
    """Return the files of an actor that are not ended, each with the day it is next due."""
    return (
        files_for(actor)
        .exclude(state__in=ENDED)
        .annotate(due_on=_next_due())
        .select_related("petition__words", "charge")
    )


def _next_due() -> Subquery:
    """Return the soonest day on which a file owes something; read for the rows that are shown."""
    owed = RunningClock.objects.filter(
        file=OuterRef("pk"),
        state__in=[ClockState.RUNNING, ClockState.EXPIRED],
        due_on__isnull=False,
    ).exclude(clock__in=_RIGHTS)
    return Subquery(owed.order_by("due_on").values("due_on")[:1])


def unit_queue(actor: Actor) -> QuerySet[File]:
    """Return what the actor's unit is in charge of, the soonest due first."""
    mine = open_files(actor).filter(charge=actor.unit)
    return mine.order_by(F("due_on").asc(nulls_last=True), "first_on", "pk")


def office_queue(actor: Actor) -> QuerySet[File]:
    """Return what waits to be sorted or passed on, the grave first, then the longest waiting.

    Days since first receipt decide, which nothing resets.
    """
    waiting = [State.RECEIVED, State.HELD, State.SORTED, State.CONTESTED, State.UPHELD]
    return open_files(actor).filter(state__in=waiting).order_by("-urgent", "first_on", "pk")


def supervised_queue(actor: Actor, level: str | None = None) -> QuerySet[File]:
    """Return the open files of the units below the actor's own, of one level if asked."""
    below = set(subtree(actor.unit)) - {actor.unit}
    if level:
        below &= set(Unit.objects.filter(level=level).values_list("code", flat=True))
    theirs = open_files(actor).filter(charge__in=below)
    return theirs.order_by(F("due_on").asc(nulls_last=True), "first_on", "pk")


def desks_of(actor: Actor, on: date) -> set[str]:
    """Return the accounts whose desks an actor looks after on a day, the own one among them."""
    away = Standby.objects.filter(deputy=actor.ref, since__lte=on, until__gte=on)
    return {actor.ref, *away.values_list("account", flat=True)}


def desk_queue(actor: Actor, on: date) -> QuerySet[File]:
    """Return the unit's files that an actor answers for, or somebody the actor stands in for."""
    return unit_queue(actor).filter(official__in=desks_of(actor, on))


def letter_of(actor: Actor, file: File) -> Letter:
    """Return what an actor may read of a letter.

    Of a mixed letter the claim's road reads the redacted text and the accusation's road its own
    claims; the whole letter is read by those who sort.
    """
    _require_seen(actor, file)
    sorters = actor.may("petitions:accusation:read") or actor.everything
    if sorters or (not file.redacted and file.pk == file.petition_id):
        words = PetitionText.objects.get(pk=file.petition_id)
        return Letter(words.title, words.text)
    if file.redacted:
        return Letter("", read([file.redacted])[file.redacted])
    claims = [claim.words for claim in file.claims.order_by("position")]
    kept = read(claims)
    return Letter("", "\n".join(kept[digest] for digest in claims))


def whole_file(actor: Actor, number: int, on: date) -> Whole:
    """Return a file with all of it; raises ``file-unknown`` where the actor may not know of it.

    Notes are read by those who handle it and by nobody else, the petitioner least.
    """
    file = files_for(actor).filter(pk=number).select_related("petition", "charge").first()
    if file is None:
        raise _unknown(number)
    remember([file])
    notes = list(file.notes.order_by("pk")) if actor.may("handling:note:write") else []
    claims = list(file.claims.order_by("position"))
    opinions = list(file.opinions.select_related("unit").order_by("pk"))
    reviews = list(file.reviews.select_related("body").order_by("pk"))
    ratings = [_readable(rating, actor) for rating in file.ratings.order_by("pk")]
    digests = [getattr(claim, name) for claim in claims for name in _CLAIM_WORDS]
    for rows in (opinions, ratings, notes):
        digests += [row.words for row in rows]
    return Whole(
        file=file,
        letter=letter_of(actor, file),
        clocks=standing(file, on),
        days=(on - file.first_on).days,
        claims=claims,
        assignments=list(file.assignments.select_related("sender", "to").order_by("pk")),
        opinions=opinions,
        reviews=reviews,
        ratings=ratings,
        notes=notes,
        words=read(digests),
    )


def due_between(actor: Actor, first: date, last: date) -> QuerySet[RunningClock]:
    """Return running clocks that end from ``first`` to ``last`` and bind a unit in view."""
    seen = files_for(actor).exclude(purpose=Purpose.ACCUSATION).values("pk")
    rows = RunningClock.objects.filter(state=ClockState.RUNNING, due_on__range=(first, last))
    return rows.filter(file__in=seen).select_related("file__petition", "unit").order_by("due_on")


_CLAIM_WORDS = ("words", "facts", "reasons", "basis")


def _readable(rating: Rating, actor: Actor) -> Rating:
    """Leave out words that the petitioner did not agree to show to the unit rated."""
    if not rating.shown and actor.unit == rating.unit_id:
        rating.words = ""
    return rating


def _require_seen(actor: Actor, file: File) -> None:
    if not files_for(actor).filter(pk=file.pk).exists():
        raise _unknown(file.pk)


def _unknown(number: int) -> BrokenRule:
    return BrokenRule("file-unknown", zh=f"没有办理件{number}。", en=f"There is no file {number}.")
