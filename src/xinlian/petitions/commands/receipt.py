"""Handing out a receipt (登记收件凭证) with its query code."""

from datetime import datetime

from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record
from xinlian.ledger.statements import Statement
from xinlian.petitions.codes import code_digest, new_code


@command("petitions:petition:register")
def issue_receipt(petition: int, *, by: Actor, at: datetime) -> str:
    """Hand out a receipt; return its query code, which is stored nowhere and shown once."""
    code = new_code()
    data = {"petition": petition, "code_digest": code_digest(code)}
    record([Statement("receipt.issued", petition, data)], by=by, at=at)
    return code
