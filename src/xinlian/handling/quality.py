"""Closed but not settled: what a count of closed petitions hides. Per unit, with the records.

Five signs, each found in the files themselves: an answer that only sends elsewhere, a reply
that is a near copy of others, a file passed round, the same matter filed again within 90 days,
silence after support. They are about the work of units; nothing here is about a person.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Final

from django.db.models import QuerySet
from rapidfuzz import fuzz

from xinlian.handling.keep import read
from xinlian.handling.models import Claim, File, Opinion
from xinlian.handling.scope import files_for
from xinlian.ledger.actors import Actor
from xinlian.matters.models import Link
from xinlian.rules.vocabulary import ClaimResult, Purpose, Stage, State, Term

AGAIN: Final = timedelta(days=90)
"""Within how many days a petition filed again says that the first was not settled."""

SILENCE: Final = timedelta(days=60)
"""After how many days without a report on execution a supported claim is met with silence."""

ALIKE: Final = 90
"""Per cent of text in common from which a reply is a near copy of another."""

_BOUNCES: Final = 2
_LEAST: Final = 30
"""Characters below which replies are alike because they are short."""


class Sign(Term):
    """Why a closed petition may not be settled (办而未决的表现)."""

    ELSEWHERE = "elsewhere", "只告知去别处", "only sent elsewhere"
    COPY = "copy", "答复雷同", "a near copy of other replies"
    CIRCULAR = "circular", "来回退转", "passed round"
    AGAIN = "again", "90日内再次反映", "filed again within 90 days"
    SILENCE = "silence", "支持后未见落实", "silence after support"


@dataclass(frozen=True, slots=True)
class Unsettled:
    """One sign on one file: the unit whose work it shows, and what it is held against."""

    sign: Sign
    unit: str
    file: int
    others: tuple[int, ...] = ()


def unsettled(actor: Actor, on: date) -> list[Unsettled]:
    """Return every sign in the files that an actor may know of, as of a day.

    Accusations are left out: they are counted for nobody but those on their road.
    """
    seen = files_for(actor).exclude(purpose=Purpose.ACCUSATION)
    found = [*_elsewhere(seen), *_circular(seen), *_again(seen), *_silent(seen, on), *_copies(seen)]
    return sorted(found, key=lambda each: (each.unit, each.sign, each.file))


def by_unit(signs: Iterable[Unsettled]) -> dict[str, dict[Sign, list[int]]]:
    """Return the files of each sign by unit: the number is the length of its records."""
    table: dict[str, dict[Sign, list[int]]] = defaultdict(lambda: defaultdict(list))
    for each in signs:
        table[each.unit][each.sign].append(each.file)
    return {unit: dict(found) for unit, found in table.items()}


def _elsewhere(seen: QuerySet[File]) -> Iterator[Unsettled]:
    for file in seen.filter(state__in=[State.GUIDED, State.REFUSED]).exclude(charge=None):
        yield Unsettled(Sign.ELSEWHERE, str(file.charge_id), file.pk)


def _circular(seen: QuerySet[File]) -> Iterator[Unsettled]:
    for file in seen.filter(bounces__gte=_BOUNCES):
        last = file.contests.order_by("pk").last()
        unit = str(last.unit_id) if last else str(file.charge_id)
        yield Unsettled(Sign.CIRCULAR, unit, file.pk)


def _again(seen: QuerySet[File]) -> Iterator[Unsettled]:
    """Compare within matters, by the pseudonym that is valid in one matter only."""
    served = {
        opinion.file_id: opinion
        for opinion in Opinion.objects.filter(file__in=seen.values("pk"), stage=Stage.HANDLING)
        .exclude(served_on=None)
        .order_by("pk")
    }
    links = Link.objects.filter(petition__files__in=seen).exclude(pseudonym="")
    rows = links.values_list("matter", "pseudonym", "petition", "petition__received_on")
    groups: dict[tuple[int, str], list[tuple[int, date]]] = defaultdict(list)
    for matter, pseudonym, petition, received in rows.order_by("petition__received_on"):
        groups[matter, pseudonym].append((petition, received))
    for group in groups.values():
        for petition, _ in group:
            if petition in served:
                opinion = served[petition]
                later = _within(group, petition, opinion.served_on)
                if later:
                    yield Unsettled(Sign.AGAIN, str(opinion.unit_id), petition, later)


def _within(
    group: Sequence[tuple[int, date]], petition: int, served: date | None
) -> tuple[int, ...]:
    if served is None:
        return ()
    return tuple(
        other
        for other, received in group
        if other != petition and served < received <= served + AGAIN
    )


def _silent(seen: QuerySet[File], on: date) -> Iterator[Unsettled]:
    supported = Claim.objects.filter(result=ClaimResult.SUPPORTED).values("file")
    files = seen.filter(pk__in=supported, executions=None)
    opinions = Opinion.objects.filter(file__in=files.values("pk"), stage=Stage.HANDLING)
    for opinion in opinions.filter(served_on__lt=on - SILENCE):
        yield Unsettled(Sign.SILENCE, str(opinion.unit_id), opinion.file_id)


def _copies(seen: QuerySet[File]) -> Iterator[Unsettled]:
    """Compare the replies of each unit; those to petitions of one matter may well be alike."""
    opinions = list(
        Opinion.objects.filter(file__in=seen.values("pk"), stage=Stage.HANDLING)
        .exclude(served_on=None)
        .order_by("pk")
    )
    kept = read(opinion.words for opinion in opinions)
    matters = dict(
        Link.objects.filter(petition__files__opinions__in=opinions).values_list(
            "petition", "matter"
        )
    )
    units: dict[str, list[Opinion]] = defaultdict(list)
    for opinion in opinions:
        if len(kept[opinion.words]) >= _LEAST:
            units[str(opinion.unit_id)].append(opinion)
    for unit, theirs in units.items():
        alike: dict[int, list[int]] = defaultdict(list)
        for one, other in combinations(theirs, 2):
            same = one.file_id in matters and matters.get(one.file_id) == matters.get(other.file_id)
            if not same and _alike(kept[one.words], kept[other.words]):
                alike[one.file_id].append(other.file_id)
                alike[other.file_id].append(one.file_id)
        for file, others in alike.items():
            yield Unsettled(Sign.COPY, unit, file, tuple(others))


def _alike(one: str, other: str) -> bool:
    return fuzz.ratio(one, other, score_cutoff=ALIKE) >= ALIKE
