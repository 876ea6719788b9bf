"""Which command takes which step, and what its form asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from xinlian.desk.steps import special
from xinlian.handling import commands
from xinlian.handling.models import File
from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import COMMANDS
from xinlian.rules.vocabulary import Passing, Stage

Command = Callable[..., object]
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Act:
    """How a step is taken: by ``command(files, **answers, **fixed, by, at)``.

    ``fields`` are names of :data:`xinlian.desk.steps.fields.FIELDS`, which are the command's
    keywords too. ``each`` names what is asked for each claim: ``sort`` or ``answer``; such an act
    goes ``through`` a function that makes of the answers what the command takes. ``step`` is the
    procedure's, where it is not the act's own name. ``stands_for`` says that the command itself
    judges for whom the actor stands. ``many`` acts may be taken on a whole list at once, ``rare``
    ones stand apart, as do ``apart`` fields in the form. An act that is no step of a procedure has
    ``names`` (zh, en) and ``open_to``, which says whether it is open; ``article`` is empty for a
    product rule.
    """

    name: str
    command: Command
    fields: tuple[str, ...] = ()
    fixed: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    each: str = ""
    through: Command | None = None
    step: str = ""
    stands_for: bool = False
    many: bool = False
    rare: bool = False
    apart: tuple[str, ...] = ()
    names: tuple[str, str] = ("", "")
    article: str = ""
    open_to: Callable[[Actor, File], bool] | None = None

    @property
    def takes(self) -> str:
        """Return the step of the procedure."""
        return self.step or self.name

    @property
    def permission(self) -> str:
        """Return the permission that the command asks for."""
        name = f"{self.command.__module__.removeprefix('xinlian.')}.{self.command.__name__}"
        return COMMANDS[name].permission

    @property
    def run(self) -> Command:
        """Return what is called with the answers."""
        return self.through or self.command

    @property
    def asks(self) -> bool:
        """Tell whether there is anything to fill in."""
        return bool(self.fields or self.each)


def _in_charge(actor: Actor, file: File) -> bool:
    return bool(actor.unit) and file.charge_id == actor.unit


def _urged(actor: Actor, file: File) -> bool:
    return file.urgings.filter(unit=actor.unit, answered_on=None).exists()


def _anybody(actor: Actor, file: File) -> bool:
    del actor, file
    return True


ACTS: Final[dict[str, Act]] = {
    act.name: act
    for act in (
        Act("sort", commands.sort_files, ("accused", "complained", "redacted", "reason"),
            each="sort", through=special.sort,
            apart=("accused", "complained", "redacted", "reason")),
        Act("forward", commands.pass_on, ("to", "text"), {"kind": Passing.FORWARD}, many=True),
        Act("assign", commands.pass_on, ("to", "due_on", "text"), {"kind": Passing.ASSIGN},
            many=True),
        Act("accept", commands.accept_files, many=True),
        Act("take_up", commands.accept_files, many=True),
        Act("guide", commands.guide_files, ("where", "reasons")),
        Act("refuse", commands.refuse_files, ("ground", "reasons", "where")),
        Act("refuse_ended", commands.refuse_ended, ("ended",), step="refuse",
            names=("不予受理：已有复核意见", "Not accepting: ended by a re-examination"),
            rare=True),
        Act("contest", commands.contest_files, ("reasons", "proposed")),
        Act("agree_contest", commands.decide_contests, ("answer",), {"agreed": True}),
        Act("refuse_contest", commands.decide_contests, ("answer",), {"agreed": False}),
        Act("settle_lead", commands.settle_lead, ("level", "to", "answer"), step="agree_contest",
            stands_for=True, names=("确定牵头单位", "Settling who leads")),
        Act("ask_facts", commands.ask_facts, ("questions",)),
        Act("facts_given", commands.take_facts, ("facts",)),
        Act("hear", commands.hear, ("first_on", "last_on", "record_text"), rare=True),
        Act("settle", commands.settle_files, ("agreement",), rare=True),
        Act("extend", commands.extend_files, ("days", "reasons")),
        Act("decide", commands.draft_opinions, ("opinion",), each="answer",
            through=special.decide),
        Act("send_back", commands.send_back, ("reasons",)),
        Act("approve", commands.approve_opinions, many=True),
        Act("serve", commands.serve_opinions, ("how", "on", "evidence")),
        Act("reply", commands.reply_files, ("opinion", "how", "evidence"), each="answer",
            through=special.reply),
        Act("execute", commands.report_execution, ("execution",), {"done": False}),
        Act("executed", commands.report_execution, ("execution",), {"done": True}),
        Act("carry_out", commands.report_execution, ("execution",), {"done": False}, rare=True),
        Act("conclude", commands.conclude_files, many=True),
        Act("rate", commands.take_ratings, ("object", "value", "call", "words", "shown"),
            through=special.rate),
        Act("ask_reopening", commands.ask_reopening, ("reasons",), rare=True),
        Act("reopen", commands.reopen_files, ("reasons",)),
        Act("decline_reopening", commands.decline_reopening, ("reasons",)),
        Act("request_review", commands.request_reviews, ("body", "request"),
            {"stage": Stage.REVIEW}),
        Act("request_reexamination", commands.request_reviews, ("body", "request"),
            {"stage": Stage.REEXAMINATION}),
        Act("review_decided", commands.decide_reviews, ("result", "opinion", "how", "evidence"),
            each="answer", through=special.decide_review),
        Act("reexamination_decided", commands.decide_reviews,
            ("result", "opinion", "how", "evidence"), each="answer",
            through=special.decide_review),
        Act("withdraw", commands.withdraw_files, ("reasons",), rare=True),
        Act("resume", commands.resume_files),
        Act("report_urgent", commands.report_urgent, ("reasons",), rare=True),
        Act("urge", commands.urge_units, ("kind", "urging_ground", "urging", "report_by"),
            many=True),
        Act("answer_urging", commands.answer_urgings, ("feedback",), article="R40",
            names=("反馈督办情况", "Reporting back on an urging"), open_to=_urged,
            through=special.answer_urging),
        Act("give", commands.give_files, ("colleague",), rare=True, many=True, open_to=_in_charge,
            names=("指定经办人", "Naming who answers for it")),
        Act("recuse", commands.declare_recusals, ("account", "why_recused"), rare=True,
            names=("登记回避", "Recording a recusal"), article="R28", open_to=_anybody),
    )
}  # fmt: skip
"""Every act by its name. Acts that nobody takes at a desk are not here: `register`, `hold`."""
