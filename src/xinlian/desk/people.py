"""Names of staff for the accounts that facts carry. Staff only: petitioners have no name here."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from xinlian.ledger.actors import SYSTEM
from xinlian.organisation.models import Account


def staff_names(refs: Iterable[str]) -> dict[str, str]:
    """Return the display name of each account; one that is unknown keeps its code."""
    wanted = set(refs)
    names = {ref: ref for ref in wanted}
    names |= dict(Account.objects.filter(account__in=wanted).values_list("account", "display"))
    if SYSTEM.ref in wanted:
        names[SYSTEM.ref] = _("系统")
    return names
