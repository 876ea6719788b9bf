"""Which acts are open to somebody on a file now: procedure x permission x party."""

from collections.abc import Collection
from dataclasses import dataclass

from xinlian.desk.language import chosen
from xinlian.desk.steps.acts import ACTS, Act
from xinlian.handling.models import File
from xinlian.handling.scope import capacities
from xinlian.ledger.actors import Actor
from xinlian.rules.clocks import cited
from xinlian.rules.procedure import Step, procedure
from xinlian.rules.vocabulary import Purpose, Route, State


@dataclass(frozen=True, slots=True)
class Offered:
    """An act that may be taken, with the step of the procedure behind it."""

    act: Act
    step: Step
    profile: str

    @property
    def name(self) -> str:
        """Return the step's name, or the act's own where several take one step."""
        own = OWN_NAMES.get(self.act.name)
        return chosen(*own) if own else chosen(self.step.zh, _capital(self.step.en))

    @property
    def article(self) -> str:
        """Cite what the step rests on: the article, else the product rule."""
        if self.step.article:
            return chosen(*cited(self.step.article, procedure(self.profile).profile))
        return self.note

    @property
    def note(self) -> str:
        """Return the note on the step, '' where there is none."""
        return chosen(self.step.note_zh, self.step.note_en)


OWN_NAMES = {
    "refuse_ended": ("不予受理：已有复核意见", "Not accepting: ended by a re-examination"),
    "settle_lead": ("确定主办单位", "Settling who leads"),
}
"""Acts that share a step with another and need a name of their own."""


def offered(actor: Actor, file: File, taken: Collection[str] = ()) -> list[Offered]:
    """Return the acts open to an actor on a file; ``taken`` are the steps taken before."""
    held = capacities(actor, file)
    steps = {
        step.name: step
        for step in procedure(file.profile).open_to(
            State(file.state),
            purpose=Purpose(file.purpose),
            route=Route(file.route) if file.route else None,
        )
        if not (step.once and step.name in taken)
    }
    return [
        Offered(act, steps[act.takes], file.profile)
        for act in ACTS.values()
        if act.takes in steps
        and actor.may(act.permission)
        and (act.stands_for or steps[act.takes].roles & held)
    ]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
