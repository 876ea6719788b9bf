"""Letting the engine propose: petitions into matters, nothing reviewed is touched.

What the office decided stands: its links stay, what it took out stays out. What the engine
links is marked as such and waits for review.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from xinlian.ledger.actors import Actor
from xinlian.linking.engine import Groups, link
from xinlian.matters.commands import NewLink, NewMatter, link_petitions, open_matters
from xinlian.matters.models import Link, Refusal
from xinlian.matters.registers import register_of
from xinlian.petitions.models import Category, Petition
from xinlian.rules.vocabulary import Basis, MatterKind

Progress = Callable[[int, int | None], None]

_AT_ONCE = 5000
_LEAST = 2
"""Petitions that make a matter worth opening without anybody's decision."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Rows of a register that belong together, and the matter they belong to, if any is open."""

    rows: tuple[int, ...]
    fresh: tuple[int, ...]
    matter: int | None


def link_register(
    *, by: Actor, at: datetime, progress: Progress = lambda _done, _total: None
) -> int:
    """Link the petitions that belong to no matter yet; return how many were linked.

    Petitions that the engine finds to belong with others join those others' matter; where none
    is open, two or more open one.
    """
    by.require("matters:petition:link")
    ids, register = register_of(Petition.objects.all())
    groups = link(register)
    proposals = _proposals(ids, groups)
    opened = _open(ids, groups, [each for each in proposals if each.matter is None], by=by, at=at)
    links = [
        NewLink(
            ids[row],
            matter,
            Basis.ENGINE,
            _score(groups, row),
            tuple(reason.zh for reason in groups.explain(row) if reason.weight > 0),
        )
        for proposal in proposals
        for matter in [proposal.matter or opened[proposal.rows]]
        for row in proposal.fresh
    ]
    for start in range(0, len(links), _AT_ONCE):
        link_petitions(links[start : start + _AT_ONCE], by=by, at=at)
        progress(min(start + _AT_ONCE, len(links)), len(links))
    return len(links)


def _proposals(ids: Sequence[int], groups: Groups) -> list[Proposal]:
    linked = dict(Link.objects.values_list("petition_id", "matter_id"))
    refused = set(Refusal.objects.values_list("petition_id", "matter_id"))
    proposals = []
    for rows in _by_group(groups):
        known = Counter(linked[ids[row]] for row in rows if ids[row] in linked)
        matter = known.most_common(1)[0][0] if known else None
        fresh = tuple(
            row for row in rows if ids[row] not in linked and (ids[row], matter) not in refused
        )
        if fresh and (matter is not None or len(fresh) >= _LEAST):
            proposals.append(Proposal(tuple(rows), fresh, matter))
    return proposals


def _by_group(groups: Groups) -> Iterable[list[int]]:
    rows: dict[int, list[int]] = defaultdict(list)
    for row, group in enumerate(groups.matter.tolist()):
        rows[group].append(row)
    return rows.values()


def _open(
    ids: Sequence[int], groups: Groups, proposals: Sequence[Proposal], *, by: Actor, at: datetime
) -> dict[tuple[int, ...], int]:
    """Open a matter for each proposal; it is described by what most of its petitions say."""
    if not proposals:
        return {}
    wanted = [ids[row] for proposal in proposals for row in proposal.rows]
    petitions = _petitions(wanted)
    kinds = dict(Category.objects.values_list("code", "kind"))
    matters = [
        _described(proposal, groups, [petitions[ids[row]] for row in proposal.rows], kinds)
        for proposal in proposals
    ]
    opened = open_matters(matters, by=by, at=at)
    return {proposal.rows: matter for proposal, matter in zip(proposals, opened, strict=True)}


def _petitions(wanted: Sequence[int]) -> dict[int, Petition]:
    found: dict[int, Petition] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = Petition.objects.filter(pk__in=wanted[start : start + _AT_ONCE])
        found |= {petition.pk: petition for petition in rows.select_related("words")}
    return found


def _described(
    proposal: Proposal, groups: Groups, petitions: Sequence[Petition], kinds: dict[str, str]
) -> NewMatter:
    category = _usual(petition.category_id for petition in petitions)
    thing = _usual(groups.thing(row) for row in proposal.rows)
    words = petitions[0].words
    return NewMatter(
        name=(thing or words.title or words.text)[:60],
        kind=MatterKind(kinds.get(category or "") or MatterKind.OTHER),
        category=category,
        place=_usual(petition.place_id for petition in petitions),
        area=_usual(petition.area_id for petition in petitions),
    )


def _usual(values: Iterable[str | None]) -> str | None:
    counted = Counter(value for value in values if value)
    return counted.most_common(1)[0][0] if counted else None


def _score(groups: Groups, row: int) -> int | None:
    """Return how sure a link is in per cent; None for the row that stands for its matter."""
    at = groups.links.left.searchsorted(row)
    if at < len(groups.links) and groups.links.left[at] == row:
        return round(100 * float(groups.links.probability[at]))
    return None
