"""The lives of the city's petitions, through the commands of handling, in sets.

Everything that happened at one hour in one way is one command, at that hour: what was known on
a day is known as of it. The system acts for the unit in charge, as it does for other records.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from xinlian.demo.records import Act, City, Petition, Step
from xinlian.handling import commands
from xinlian.handling.commands.deciding import ClaimAnswer, Draft
from xinlian.handling.commands.sorting import NewClaim, Sorting
from xinlian.ledger.actors import Actor
from xinlian.petitions import models
from xinlian.rules.vocabulary import Delivery, Ground, Passing, Purpose, Route


_RELEASED = "经办核对：反映的是企业或者办事情况，没有检举控告公职人员。"


@dataclass(frozen=True, slots=True)
class _Done:
    """One step on one file; ``held``: its text was held until somebody sorted it."""

    file: int
    held: bool
    petition: Petition
    step: Step


def load_lives(city: City, *, by: Actor, at: datetime) -> None:
    """Live every life up to ``at``, hour by hour."""
    rows = models.Petition.objects.values_list("number", "id", "held")
    files = {number: (file, held) for number, file, held in rows}
    groups: dict[tuple, list[_Done]] = defaultdict(list)
    for petition in city.petitions:
        for step in petition.life or ():
            if step.at <= at:
                key = (step.at, step.act, step.unit, step.term, str(step.due_on))
                groups[key].append(_Done(*files[petition.number], petition, step))
    for key in sorted(groups):
        _TAKE[key[1]](groups[key], by, key[0])


def _files(group):
    return [each.file for each in group]


def _sort(group, by, at):
    commands.sort_files(
        [
            Sorting(
                each.file,
                tuple(_claim(words, each.petition.purpose) for words in each.step.words),
                reason=_RELEASED if each.held else "",
            )
            for each in group
        ],
        by=by,
        at=at,
    )


def _claim(words, purpose):
    return NewClaim(words, purpose, Route.PETITION if purpose is Purpose.APPEAL else None)


def _send(group, by, at):
    commands.pass_on(_files(group), to=[group[0].step.unit], by=by, at=at)


def _decide(group, by, at):
    drafts = []
    for each in group:
        answer = ClaimAnswer(each.step.term, "经调查核实，情况属实。", "依照有关规定办理。", "《信访条例》。")
        claims = len(next(s for s in each.petition.life if s.act is Act.SORT).words)
        drafts.append(Draft(each.file, each.step.words[0], dict.fromkeys(range(1, claims + 1), answer)))
    commands.draft_opinions(drafts, by=by, at=at)


def _serve(group, by, at):
    commands.serve_opinions(_files(group), how=Delivery(group[0].step.term), evidence="送达回证", by=by, at=at)


def _refuse(group, by, at):
    commands.refuse_files(_files(group), ground=Ground(group[0].step.term), reasons="经审查不属受理范围。", where=group[0].step.words[0], by=by, at=at)

_TAKE = {
    Act.SORT: _sort,
    Act.SEND: _send,
    Act.ACCEPT: lambda group, by, at: commands.accept_files(_files(group), by=by, at=at),
    Act.DECIDE: _decide,
    Act.APPROVE: lambda group, by, at: commands.approve_opinions(_files(group), by=by, at=at),
    Act.SERVE: _serve,
    Act.REFUSE: _refuse,
    Act.SETTLE: lambda group, by, at: commands.settle_files(_files(group), agreement="双方签订调解协议。", by=by, at=at),
    Act.WITHDRAW: lambda group, by, at: commands.withdraw_files(_files(group), reasons="信访人书面撤回。", by=by, at=at),
    Act.EXTEND: lambda group, by, at: commands.extend_files(_files(group), days=30, reasons="案情复杂，需补充鉴定。", by=by, at=at),
}
