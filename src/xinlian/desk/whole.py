"""The city's figures are for who sees the whole city."""

from xinlian.ledger.actors import Actor
from xinlian.organisation.queries import view_of
from xinlian.rules.errors import Forbidden


def require_whole_view(actor: Actor) -> None:
    """Refuse ``view-partial`` to who sees a part of the city: no part is shown for the whole."""
    if not view_of(actor).everything:
        raise Forbidden(
            "view-partial",
            zh="全市数据由市联席办、召集人和审计查看；本单位的信访件请在列表中查看。",
            en="The city's figures are for its office, conveners and auditors; see your own "
            "petitions in the list.",
        )
