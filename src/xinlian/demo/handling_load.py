"""The lives of the city's petitions, through the commands of handling, in sets.

Everything that happened at one hour in one way is one command, at that hour: what was known on
a day is known as of it. The system acts for the unit in charge, as it does for other records.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from xinlian.demo.records import Act, City, Petition, Step
from xinlian.handling import commands
from xinlian.handling.commands.afterwards import NewRating
from xinlian.handling.commands.deciding import ClaimAnswer, Draft
from xinlian.handling.commands.sorting import NewClaim, Sorting
from xinlian.ledger.actors import Actor
from xinlian.petitions import models
from xinlian.rules.vocabulary import (
    Delivery,
    Ground,
    Means,
    Purpose,
    Rated,
    Route,
    Satisfaction,
)

_RELEASED: Final = "经办核对：反映的是企业或者办事情况，没有检举控告公职人员。"
_FACTS: Final = "经调查核实，反映的情况与记录相符。"
_REASONS: Final = "依照有关规定和本单位职责办理。"
_BASIS: Final = "《信访条例》和本领域有关规定。"
_EXTENDED: Final = 30


@dataclass(frozen=True, slots=True)
class _Done:
    """One step on one file; ``held``: its text was held until somebody sorted it."""

    file: int
    held: bool
    petition: Petition
    step: Step


_Group: TypeAlias = Sequence[_Done]


def load_lives(city: City, *, by: Actor, at: datetime) -> None:
    """Live every life up to ``at``, hour by hour."""
    rows = models.Petition.objects.values_list("number", "id", "held")
    files = {number: (file, held) for number, file, held in rows}
    groups: dict[tuple[datetime, Act, str, str], list[_Done]] = defaultdict(list)
    for petition in city.petitions:
        for step in petition.life:
            if step.at <= at:
                done = _Done(*files[petition.number], petition, step)
                groups[step.at, step.act, step.unit, step.term].append(done)
    for key in sorted(groups):
        _TAKE[key[1]](groups[key], by, key[0])


def _files(group: _Group) -> list[int]:
    return [each.file for each in group]


def _sort(group: _Group, by: Actor, at: datetime) -> None:
    sortings = [
        Sorting(
            each.file,
            tuple(_claim(words, each.petition.purpose) for words in each.step.words),
            reason=_RELEASED if each.held else "",
        )
        for each in group
    ]
    commands.sort_files(sortings, by=by, at=at)


def _claim(words: str, purpose: Purpose) -> NewClaim:
    return NewClaim(words, purpose, Route.PETITION if purpose is Purpose.APPEAL else None)


def _send(group: _Group, by: Actor, at: datetime) -> None:
    commands.pass_on(_files(group), to=[group[0].step.unit], by=by, at=at)


def _accept(group: _Group, by: Actor, at: datetime) -> None:
    commands.accept_files(_files(group), by=by, at=at)


def _extend(group: _Group, by: Actor, at: datetime) -> None:
    reasons = "案情复杂，需要进一步核实。"
    commands.extend_files(_files(group), days=_EXTENDED, reasons=reasons, by=by, at=at)


def _decide(group: _Group, by: Actor, at: datetime) -> None:
    commands.draft_opinions([_draft(each) for each in group], by=by, at=at)


def _draft(done: _Done) -> Draft:
    answer = ClaimAnswer(done.step.term, _FACTS, _REASONS, _BASIS)
    sorting = next(step for step in done.petition.life if step.act is Act.SORT)
    positions = range(1, len(sorting.words) + 1)
    return Draft(done.file, done.step.words[0], dict.fromkeys(positions, answer))


def _approve(group: _Group, by: Actor, at: datetime) -> None:
    commands.approve_opinions(_files(group), by=by, at=at)


def _serve(group: _Group, by: Actor, at: datetime) -> None:
    how = Delivery(group[0].step.term)
    commands.serve_opinions(_files(group), how=how, evidence="送达回证", by=by, at=at)


def _rate(group: _Group, by: Actor, at: datetime) -> None:
    ratings = [
        NewRating(each.file, rated, Satisfaction(each.step.term), Means.CODE)
        for each in group
        for rated in (Rated.UNIT,)
    ]
    commands.take_ratings(ratings, by=by, at=at)


def _refuse(group: _Group, by: Actor, at: datetime) -> None:
    commands.refuse_files(
        _files(group),
        ground=Ground(group[0].step.term),
        reasons="经审查，不属于本机关受理范围。",
        where=group[0].step.words[0],
        by=by,
        at=at,
    )


def _settle(group: _Group, by: Actor, at: datetime) -> None:
    commands.settle_files(_files(group), agreement="双方自愿签订调解协议。", by=by, at=at)


def _withdraw(group: _Group, by: Actor, at: datetime) -> None:
    commands.withdraw_files(_files(group), reasons="信访人书面撤回。", by=by, at=at)


_TAKE: Final[Mapping[Act, Callable[[_Group, Actor, datetime], None]]] = {
    Act.SORT: _sort,
    Act.SEND: _send,
    Act.ACCEPT: _accept,
    Act.EXTEND: _extend,
    Act.DECIDE: _decide,
    Act.APPROVE: _approve,
    Act.SERVE: _serve,
    Act.RATE: _rate,
    Act.REFUSE: _refuse,
    Act.SETTLE: _settle,
    Act.WITHDRAW: _withdraw,
}
