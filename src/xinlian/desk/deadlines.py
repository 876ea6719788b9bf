"""How much time a due day leaves, said in the same words on every page."""

from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xinlian.desk.cells import Badge

SOON: Final = timedelta(days=7)
"""How long before its day something is shown as due soon."""


def remaining(due_on: date, today: date) -> Badge:
    """Say how many days are left until a due day, or by how many it has passed."""
    left = (due_on - today).days
    if left < 0:
        words = ngettext("超期%(days)s天", "超期%(days)s天", -left)
        return Badge(words % {"days": -left}, "bad")
    if left == 0:
        return Badge(_("今日到期"), "bad")
    words = ngettext("还有%(days)s天", "还有%(days)s天", left)
    return Badge(words % {"days": left}, "warn" if left <= SOON.days else "calm")
