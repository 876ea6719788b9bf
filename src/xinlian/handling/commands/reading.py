"""Reading a text outside the unit in charge: a recorded read, for a stated reason."""

from datetime import datetime

from xinlian.handling.reading import reads_freely
from xinlian.handling.scope import files_for
from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record
from xinlian.ledger.statements import Statement
from xinlian.petitions.queries import petitions_for
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Reading


@command("petitions:petition:read")
def read_petition(petition: int, *, reason: Reading, by: Actor, at: datetime) -> None:
    """Record that somebody reads a petition's text, and why; it is then open to them that day.

    Who reads freely leaves no record. Raises :class:`BrokenRule` ``petition-unknown`` where
    neither the petition nor a file of it is in view.
    """
    in_view = petitions_for(by).filter(pk=petition).exists()
    if not in_view and not files_for(by).filter(petition=petition).exists():
        raise BrokenRule(
            "petition-unknown",
            zh=f"没有信访件{petition}。",
            en=f"There is no petition {petition}.",
        )
    if not reads_freely(by, petition):
        data = {"unit": by.unit or None, "reading": str(reason)}
        record([Statement("petition.read", petition, data)], by=by, at=at)
