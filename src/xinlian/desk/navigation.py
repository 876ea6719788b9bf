"""The menu: where it leads, and which key goes there after ``g``."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinlian.desk.routes import PAGES
from xinlian.ledger.actors import Actor


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu: the name of a URL, its label, its key."""

    name: str
    label: str | Promise
    key: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the menu as somebody sees it."""

    label: str | Promise
    key: str
    url: str
    here: bool


MENU: Final = (
    Entry("today", _("今日"), "t"),
    Entry("register", _("登记"), "n"),
    Entry("imports", _("批量导入"), "i"),
    Entry("work", _("办理"), "w"),
    Entry("petitions", _("信访件"), "p"),
    Entry("matters", _("信访事项"), "m"),
    Entry("situation", _("形势"), "s"),
    Entry("limits", _("限额"), "l"),
    Entry("cases", _("交办件"), "c"),
    Entry("reports", _("通报"), "r"),
    Entry("units", _("单位与人员"), "u"),
)


def menu_for(actor: Actor, path: str) -> list[Shown]:
    """Return the lines that an actor may follow; the longest that ``path`` lies under is here."""
    open_to = [
        (entry, reverse(entry.name))
        for entry in MENU
        if entry.name in PAGES and any(actor.may(each) for each in PAGES[entry.name].permissions)
    ]
    here = max((url for _, url in open_to if _under(path, url)), key=len, default="")
    return [Shown(entry.label, entry.key, url, url == here) for entry, url in open_to]


def _under(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
