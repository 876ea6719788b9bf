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
    """An act that may be taken, and the step of the procedure behind it, if it is one."""

    act: Act
    step: Step | None
    profile: str

    @property
    def name(self) -> str:
        """Return the act's own name, else the step's."""
        if self.step is None or self.act.names[0]:
            return chosen(*self.act.names)
        return chosen(self.step.zh, self.step.en[:1].upper() + self.step.en[1:])

    @property
    def article(self) -> str:
        """Cite what the act rests on, '' for a product rule without a note."""
        article = self.step.article if self.step else self.act.article
        if article:
            return chosen(*cited(article, procedure(self.profile).profile))
        return self.note

    @property
    def note(self) -> str:
        """Return the note on the step, '' where there is none."""
        return chosen(self.step.note_zh, self.step.note_en) if self.step else ""


def offered(actor: Actor, file: File, taken: Collection[str] = ()) -> list[Offered]:
    """Return the acts open to an actor on a file; ``taken`` are the steps taken before."""
    held = capacities(actor, file)
    steps = _open_steps(file, taken)
    found = []
    for act in ACTS.values():
        step = steps.get(act.takes)
        stands = act.stands_for or (step is not None and bool(step.roles & held))
        free = act.open_to is not None and act.open_to(actor, file)
        if actor.may(act.permission) and (free or (step is not None and stands)):
            found.append(Offered(act, step, file.profile))
    return found


def _open_steps(file: File, taken: Collection[str]) -> dict[str, Step]:
    open_now = procedure(file.profile).open_to(
        State(file.state),
        purpose=Purpose(file.purpose),
        route=Route(file.route) if file.route else None,
    )
    return {step.name: step for step in open_now if not (step.once and step.name in taken)}
