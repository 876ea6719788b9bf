"""Which command takes which step, and what its form asks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from xinlian.desk.steps import special
from xinlian.handling import commands
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
    judges for whom the actor stands. ``many`` acts may be taken on a whole list at once.
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


ACTS: Final[dict[str, Act]] = {
    act.name: act
    for act in (
        Act("sort", commands.sort_files, ("accused", "complained", "redacted", "reason"),
            each="sort", through=special.sort),
        Act("forward", commands.pass_on, ("to", "text"), {"kind": Passing.FORWARD}, many=True),
        Act("assign", commands.pass_on, ("to", "due_on", "text"), {"kind": Passing.ASSIGN},
            many=True),
        Act("accept", commands.accept_files, many=True),
        Act("take_up", commands.accept_files, many=True),
        Act("guide", commands.guide_files, ("where", "reasons")),
        Act("refuse", commands.refuse_files, ("ground", "reasons", "where")),
        Act("refuse_ended", commands.refuse_ended, ("ended",), step="refuse"),
        Act("contest", commands.contest_files, ("reasons", "proposed")),
        Act("agree_contest", commands.decide_contests, ("answer",), {"agreed": True}),
        Act("refuse_contest", commands.decide_contests, ("answer",), {"agreed": False}),
        Act("settle_lead", commands.settle_lead, ("level", "to", "answer"), step="agree_contest",
            stands_for=True),
        Act("ask_facts", commands.ask_facts, ("questions",)),
        Act("facts_given", commands.take_facts, ("facts",)),
        Act("hear", commands.hear, ("first_on", "last_on", "record_text")),
        Act("settle", commands.settle_files, ("agreement",)),
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
        Act("carry_out", commands.report_execution, ("execution",), {"done": False}),
        Act("conclude", commands.conclude_files, many=True),
        Act("rate", commands.take_ratings, ("object", "value", "call", "words", "shown"),
            through=special.rate),
        Act("ask_reopening", commands.ask_reopening, ("reasons",)),
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
        Act("withdraw", commands.withdraw_files, ("reasons",)),
        Act("resume", commands.resume_files),
        Act("report_urgent", commands.report_urgent, ("reasons",)),
        Act("urge", commands.urge_units, ("kind", "urging_ground", "urging", "report_by"),
            many=True),
    )
}  # fmt: skip
"""Every act by its name. Acts that nobody takes at a desk are not here: `register`, `hold`."""
