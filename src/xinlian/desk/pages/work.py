"""Work lists: what the actor's unit has in hand, what the office must send, who is behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import F, OrderBy, Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xinlian.desk.cells import Badge
from xinlian.desk.deadlines import SOON, remaining
from xinlian.desk.exports import exported
from xinlian.desk.language import term_name
from xinlian.desk.listing import Column, Filter, Listing, Text
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.desk.steps.acts import ACTS
from xinlian.desk.steps.offered import Offered
from xinlian.handling.models import File
from xinlian.handling.queries import office_queue, supervised_queue, unit_queue
from xinlian.ledger.actors import Actor
from xinlian.organisation.models import Unit
from xinlian.rules.procedure import procedure
from xinlian.rules.vocabulary import Level, Purpose, Route, State, Term

READ = "handling:file:read"
OFFICE = "handling:file:sort"
SUPERVISE = "handling:urging:send"
_EXPORT = "petitions:petition:export"
_TITLE = 60

Rows = QuerySet[File]

PHASES: Final[dict[str, tuple[Text, tuple[State, ...]]]] = {
    "sort": (lazy("待甄别"), (State.RECEIVED, State.HELD)),
    "send": (lazy("待转送、交办"), (State.SORTED,)),
    "accept": (lazy("待受理"), (State.SENT, State.UPHELD)),
    "contested": (lazy("异议待核实"), (State.CONTESTED,)),
    "hand": (lazy("办理中"), (State.ACCEPTED, State.WAITING)),
    "approve": (lazy("待审签"), (State.DECIDED,)),
    "serve": (lazy("待送达"), (State.APPROVED,)),
    "execute": (lazy("落实中"), (State.EXECUTING,)),
    "review": (lazy("复查复核中"), (State.UNDER_REVIEW, State.REVIEWED,
                                  State.UNDER_REEXAMINATION)),
}  # fmt: skip
"""What waits to be done next, with the states in which it waits."""


def title_of(file: File) -> str:
    """Return the title of a file; of a redacted or split one nothing but its number is said."""
    if file.redacted or file.pk != file.petition_id:
        return _("分办件%(number)s") % {"number": file.pk}
    words = file.petition.words
    return words.title or f"{words.text[:_TITLE]}…"


def columns(today: date) -> dict[str, Column]:
    """Return every column of files by its key; lists choose among them."""
    all_of_them = (
        Column("tick", "", lambda f: f.pk, tone="tick"),
        Column("days", lazy("收到至今（天）"), lambda f: (today - f.first_on).days, ("first_on",),
               tone="number"),
        Column("title", lazy("标题"), title_of, (), lambda f: reverse("file", args=[f.pk]), "main"),
        Column("number", lazy("登记编号"), lambda f: f.petition.number, ("petition__number",),
               tone="code"),
        Column("state", lazy("状态"), lambda f: State(f.state), ("state",), tone="word"),
        Column("purpose", lazy("目的"), lambda f: Purpose(f.purpose), ("purpose",), tone="word"),
        Column("route", lazy("办理途径"), lambda f: Route(f.route) if f.route else None,
               ("route",)),
        Column("charge", lazy("责任单位"), lambda f: f.charge, ("charge__code",), tone="word"),
        Column("bounces", lazy("退转次数"), lambda f: f.bounces or None, ("bounces",),
               tone="number"),
        Column("due", lazy("最近期限"), lambda f: f.due_on, ("due_on",), tone="day"),
        Column("left", lazy("还有"), lambda f: _left(f, today), ("due_on",), tone="word"),
        Column("first", lazy("首次收到"), lambda f: f.first_on, ("first_on",), tone="day"),
    )  # fmt: skip
    return {column.key: column for column in all_of_them}


@dataclass(frozen=True, slots=True)
class Queue:
    """A work list: its name, its columns, what waits in it, in which order."""

    name: str
    needs: str
    title: Text
    keys: tuple[str, ...]
    phases: tuple[str, ...]
    acts: tuple[str, ...]
    order: tuple[str | OrderBy, ...] = (F("due_on").asc(nulls_last=True), "first_on", "pk")


MINE: Final = Queue(
    "work", READ, lazy("本单位在办"),
    ("left", "due", "title", "state", "purpose", "route", "days", "number"),
    ("accept", "contested", "hand", "approve", "serve", "execute", "review", "sort", "send"),
    ("accept", "approve", "conclude", "give"),
)  # fmt: skip
SENDING: Final = Queue(
    "work_office", OFFICE, lazy("待甄别分送"),
    ("days", "title", "state", "purpose", "charge", "bounces", "left", "due", "number"),
    ("sort", "send", "contested", "accept"), ("forward", "assign"), ("-urgent", "first_on", "pk"),
)  # fmt: skip
BELOW: Final = Queue(
    "work_supervise", SUPERVISE, lazy("下级单位在办"),
    ("left", "due", "title", "charge", "state", "purpose", "days", "bounces", "number"),
    tuple(PHASES), ("urge",),
)  # fmt: skip


QUEUES: Final = (MINE, SENDING, BELOW)


def listing(queue: Queue, today: date) -> Listing:
    """Return what a work list can show on a day."""
    every = columns(today)
    return Listing(
        name=queue.name,
        columns=tuple(every[key] for key in ("tick", *queue.keys)),
        file_columns=tuple(column for key, column in every.items() if key != "tick"),
        filters=(
            Filter("phase", lazy("待办"), _in_phase,
                   lambda: [(key, PHASES[key][0]) for key in queue.phases]),
            Filter("due", lazy("期限"), lambda rows, when: due(rows, when, today),
                   lambda: [("overdue", _("已超期")), ("today", _("今日到期")),
                            ("week", _("七日内到期"))]),
            _by_term("purpose", lazy("目的"), Purpose),
            _by_term("route", lazy("办理途径"), Route),
            Filter("charge", lazy("责任单位"), lambda rows, unit: rows.filter(charge=unit), _units),
            Filter("level", lazy("层级"), lambda rows, code: rows.filter(charge__level=code),
                   lambda: [(str(each), term_name(each)) for each in Level]),
        ),
        order=queue.order,
        search=_search,
        export_permission=_EXPORT,
    )  # fmt: skip


def work(request: StaffRequest) -> HttpResponseBase:
    """List what the actor's unit is in charge of, the soonest due first."""
    return _list(request, MINE, unit_queue(request.actor))


def office(request: StaffRequest) -> HttpResponseBase:
    """List what waits to be sorted, sent or settled, the longest waiting first."""
    return _list(request, SENDING, office_queue(request.actor))


def supervise(request: StaffRequest) -> HttpResponseBase:
    """List the open files of the units below, or of one level of them."""
    return _list(request, BELOW, supervised_queue(request.actor))


def _list(request: StaffRequest, queue: Queue, rows: Rows) -> HttpResponseBase:
    shown = listing(queue, request.today)
    listed = shown.read(request.GET, rows, account=request.account)
    context = {
        "listed": listed,
        "queue": queue,
        "may_export": request.actor.may(_EXPORT),
        "queues": queues(request.actor),
        "acts": acts_of(queue, request.actor),
    }
    return exported(request, listed) or render(request, "desk/work.html", context)


def queues(actor: Actor) -> list[tuple[Queue, str]]:
    """Return the lists that an actor works from, each with its address."""
    return [(each, reverse(each.name)) for each in QUEUES if actor.may(each.needs)]


def acts_of(queue: Queue, actor: Actor) -> list[tuple[str, str]]:
    """Return ``(act, name)`` of what an actor may do with many files of a list at once."""
    steps = procedure("cn-2022").steps
    return [
        (name, Offered(ACTS[name], steps.get(name), "cn-2022").name)
        for name in queue.acts
        if actor.may(ACTS[name].permission)
    ]


def _search(rows: Rows, text: str) -> Rows:
    """Search titles of whole letters, and numbers."""
    titled = Q(petition__words__title__contains=text, redacted="", pk=F("petition"))
    return rows.filter(titled | Q(petition__number=text))


def _left(file: File, today: date) -> Badge:
    due_on: date | None = getattr(file, "due_on", None)
    return remaining(due_on, today) if due_on else Badge(_("无期限"))


def _by_term(key: str, title: Text, terms: type[Term]) -> Filter:
    return Filter(
        key,
        title,
        lambda rows, code: rows.filter(**{key: code}),
        lambda: [(str(each), term_name(each)) for each in terms],
    )


def _in_phase(rows: Rows, key: str) -> Rows:
    if key not in PHASES:
        raise ValueError(key)
    return rows.filter(state__in=PHASES[key][1])


def due(rows: Rows, when: str, today: date) -> Rows:
    """Return the files that are overdue, due today or within a week."""
    ranges = {
        "overdue": {"due_on__lt": today},
        "today": {"due_on": today},
        "week": {"due_on__gte": today, "due_on__lte": today + SOON},
    }
    if when not in ranges:
        raise ValueError(when)
    return rows.filter(**ranges[when])


def _units() -> Iterable[tuple[str, str]]:
    return Unit.objects.filter(until=None).order_by("code").values_list("code", "name")


ROUTES = [
    page("work/", work, READ, name="work"),
    page("work/office/", office, OFFICE, name="work_office"),
    page("work/supervise/", supervise, SUPERVISE, name="work_supervise"),
]
