"""The verbs of matters. Each is reversible; none touches a petition's own record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record, reserve
from xinlian.ledger.queries import facts_about, recorded
from xinlian.ledger.statements import Statement
from xinlian.matters.models import Link, Matter, Promise
from xinlian.petitions.models import Petition
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Basis, MatterKind, Purpose
from xinlian.vault.commands import pseudonyms


@dataclass(frozen=True, slots=True)
class NewMatter:
    """A matter to open: the thing's name, its kind, codes of category, place and area."""

    name: str
    kind: MatterKind
    category: str | None = None
    place: str | None = None
    area: str | None = None
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewLink:
    """A petition belongs to a matter: on what basis, how sure (per cent), why."""

    petition: int
    matter: int
    basis: Basis = Basis.OFFICE
    score: int | None = None
    reasons: tuple[str, ...] = ()
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewPromise:
    """What a unit promised on a matter, when, and by when."""

    matter: int
    unit: str
    what: str
    made_on: date
    due_on: date
    known_at: datetime | None = None


@command("matters:matter:open")
def open_matters(matters: Sequence[NewMatter], *, by: Actor, at: datetime) -> range:
    """Open matters; return their ids in the same order."""
    ids = reserve("matter", len(matters))
    statements = [
        Statement(
            "matter.opened",
            matter_id,
            {
                "name": matter.name,
                "kind": str(matter.kind),
                "category": matter.category,
                "place": matter.place,
                "area": matter.area,
            },
            matter.known_at,
            matter.known_at,
        )
        for matter_id, matter in zip(ids, matters, strict=True)
    ]
    _record(statements, by=by, at=at)
    return ids


@command("matters:petition:link")
def link_petitions(links: Sequence[NewLink], *, by: Actor, at: datetime) -> None:
    """Put petitions into matters. A later link replaces an earlier one.

    Raises :class:`BrokenRule` ``matter-merged`` where a matter has become part of another and
    ``accusation-linked`` for an accusation, which would become visible with its matter.
    """
    _refuse_merged({link.matter for link in links})
    _refuse_accusations([link.petition for link in links])
    _record(_link_statements(links), by=by, at=at)


@command("matters:petition:link")
def confirm_links(petitions: Sequence[int], *, by: Actor, at: datetime) -> int:
    """Confirm what the engine linked; return how many links were confirmed."""
    proposed = Link.objects.filter(petition__in=petitions, basis=Basis.ENGINE)
    links = [
        NewLink(link.petition_id, link.matter_id, Basis.OFFICE, link.score, tuple(link.reasons))
        for link in proposed
    ]
    if links:
        _record(_link_statements(links), by=by, at=at)
    return len(links)


@command("matters:petition:link")
def unlink_petitions(petitions: Sequence[int], *, reason: str, by: Actor, at: datetime) -> None:
    """Take petitions out of their matters; that they do not belong there is remembered."""
    links = Link.objects.filter(petition__in=petitions)
    record(
        [
            Statement(
                "petition.unlinked", link.petition_id, {"matter": link.matter_id, "reason": reason}
            )
            for link in links
        ],
        by=by,
        at=at,
    )


@command("matters:matter:change")
def describe_matter(matter: int, changes: dict[str, str], *, by: Actor, at: datetime) -> None:
    """Correct a matter's name, kind, category, place or area (codes)."""
    record([Statement("matter.renamed", matter, changes)], by=by, at=at)


@command("matters:matter:merge")
def merge_matters(matter: int, *, into: int, reason: str, by: Actor, at: datetime) -> None:
    """Make a matter part of another. Every petition keeps its clock, answer and review.

    Raises :class:`BrokenRule` ``matter-itself`` or ``matter-merged``.
    """
    if matter == into:
        raise BrokenRule(
            "matter-itself", zh="事项不能并入自身。", en="A matter cannot be merged into itself."
        )
    _refuse_merged({matter, into})
    links = list(Link.objects.filter(matter=matter).order_by("petition"))
    data = {"into": into, "petitions": [link.petition_id for link in links], "reason": reason}
    record([Statement("matter.merged", matter, data), *_moved(links, into)], by=by, at=at)


@command("matters:matter:merge")
def unmerge_matter(matter: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Take a merge back: the petitions that moved then and are still there move back.

    Raises :class:`BrokenRule` ``matter-not-merged`` where there is nothing to take back.
    """
    merged = Matter.objects.select_for_update().get(pk=matter)
    if merged.merged_into_id is None:
        raise BrokenRule(
            "matter-not-merged", zh="该事项未被合并。", en="The matter has not been merged."
        )
    moved_then = _petitions_of_last_merge(matter)
    links = list(
        Link.objects.filter(matter=merged.merged_into_id, petition__in=moved_then).order_by(
            "petition"
        )
    )
    data = {
        "out_of": merged.merged_into_id,
        "petitions": [link.petition_id for link in links],
        "reason": reason,
    }
    record([Statement("matter.unmerged", matter, data), *_moved(links, matter)], by=by, at=at)


@command("matters:matter:split")
def split_matter(  # noqa: PLR0913 - the keyword arguments are the words of the form
    matter: int, petitions: Sequence[int], *, name: str, reason: str, by: Actor, at: datetime
) -> int:
    """Make some petitions of a matter a matter of their own; return its id.

    Raises :class:`BrokenRule` ``split-empty`` where none or all of them would move.
    """
    links = list(Link.objects.filter(matter=matter, petition__in=petitions).order_by("petition"))
    if not links or len(links) == Link.objects.filter(matter=matter).count():
        raise BrokenRule(
            "split-empty",
            zh="拆分时应选择该事项中的一部分信访件。",
            en="A split takes some of the matter's petitions, not none and not all.",
        )
    old = Matter.objects.get(pk=matter)
    kind, codes = MatterKind(old.kind), (old.category_id, old.place_id, old.area_id)
    (new,) = open_matters([NewMatter(name, kind, *codes)], by=by, at=at)
    data = {"into": new, "petitions": [link.petition_id for link in links], "reason": reason}
    record([Statement("matter.split", matter, data), *_moved(links, new)], by=by, at=at)
    return new


@command("matters:promise:make")
def make_promises(promises: Sequence[NewPromise], *, by: Actor, at: datetime) -> range:
    """Enter what units promised; return the promises' ids in the same order.

    Raises :class:`BrokenRule` ``promise-due-before-made`` on dates in the wrong order.
    """
    if any(promise.due_on < promise.made_on for promise in promises):
        raise BrokenRule(
            "promise-due-before-made",
            zh="承诺的完成期限不得早于作出承诺的日期。",
            en="A promise cannot be due before it was made.",
        )
    ids = reserve("promise", len(promises))
    statements = [
        Statement(
            "promise.made",
            promise_id,
            {
                "matter": promise.matter,
                "unit": promise.unit,
                "what": promise.what,
                "made_on": promise.made_on.isoformat(),
                "due_on": promise.due_on.isoformat(),
            },
            promise.known_at,
            promise.known_at,
        )
        for promise_id, promise in zip(ids, promises, strict=True)
    ]
    _record(statements, by=by, at=at)
    return ids


@command("matters:promise:make")
def keep_promise(  # noqa: PLR0913 - the keyword arguments are the words of the form
    promise: int,
    *,
    kept_on: date,
    proof: str,
    by: Actor,
    at: datetime,
    known_at: datetime | None = None,
) -> None:
    """Record that a promise was kept, with what shows it.

    Raises :class:`BrokenRule` ``promise-without-proof`` where nothing shows it and
    ``promise-kept`` where that is recorded already.
    """
    if not proof.strip():
        raise BrokenRule(
            "promise-without-proof",
            zh="兑现承诺应写明凭据。",
            en="Say what shows that the promise was kept.",
        )
    if Promise.objects.select_for_update().get(pk=promise).kept_on:
        raise BrokenRule("promise-kept", zh="该承诺已兑现。", en="The promise is kept already.")
    data = {"kept_on": kept_on.isoformat(), "proof": proof}
    _record([Statement("promise.kept", promise, data, known_at, known_at)], by=by, at=at)


def _record(statements: Sequence[Statement], *, by: Actor, at: datetime) -> None:
    imported = bool(statements) and statements[0].known_at is not None
    if any((statement.known_at is not None) != imported for statement in statements):
        raise ValueError("one set is either imported or entered now")
    record(statements, by=by, at=at, imported=imported)


def _link_statements(links: Sequence[NewLink]) -> list[Statement]:
    petitions = Petition.objects.in_bulk([link.petition for link in links])
    pairs = [(petitions[link.petition].petitioner, link.matter) for link in links]
    return [
        Statement(
            "petition.linked",
            link.petition,
            {
                "matter": link.matter,
                "basis": str(link.basis),
                "score": link.score,
                "reasons": list(link.reasons),
                "pseudonym": pseudonym,
            },
            link.known_at,
            link.known_at,
        )
        for link, pseudonym in zip(links, pseudonyms(pairs), strict=True)
    ]


def _moved(links: Sequence[Link], matter: int) -> list[Statement]:
    """Link moved petitions anew: their pseudonyms belong to the matter they are in."""
    return _link_statements(
        [
            NewLink(link.petition_id, matter, Basis(link.basis), link.score, tuple(link.reasons))
            for link in links
        ]
    )


def _refuse_merged(matters: set[int]) -> None:
    gone = Matter.objects.filter(pk__in=matters).exclude(merged_into=None).first()
    if gone:
        raise BrokenRule(
            "matter-merged",
            zh=f"事项“{gone.name}”已并入事项{gone.merged_into_id}，请在该事项中操作。",
            en=f"Matter {gone.name!r} became part of matter {gone.merged_into_id}; act there.",
        )


def _refuse_accusations(petitions: Sequence[int]) -> None:
    hidden = Q(purpose=Purpose.ACCUSATION) | Q(held=True)
    accusations = Petition.objects.filter(hidden, pk__in=petitions)
    if found := accusations.first():
        raise BrokenRule(
            "accusation-linked",
            zh=f"“{found.number}”为检举控告件或待甄别件，不归入事项，由有权处理的机关办理。",
            en=f"{found.number!r} is an accusation, or may be one: it joins no matter and goes to "
            "the body with the power to handle it.",
            article="R30",
        )


def _petitions_of_last_merge(matter: int) -> list[int]:
    merges = [row for row in facts_about("matter", matter) if row.kind == "matter.merged"]
    return list(recorded(merges[-1]).data["petitions"])
