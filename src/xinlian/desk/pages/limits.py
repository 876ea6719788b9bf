"""Escalated visits against the year's limit: by area and month, nothing finer.

An area that has used up its limit leads with its long unresolved matters as a whole (five at
least, or none are shown), not with what remains of the limit.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xinlian.briefing.numbers import Numbers
from xinlian.briefing.phrases import percent
from xinlian.briefing.queries import numbers_as_of
from xinlian.conference.commands import Return, move_from_reserve, return_visits
from xinlian.desk.charts import LineChart, Series, line_chart
from xinlian.desk.language import chosen
from xinlian.desk.notices import notice
from xinlian.desk.pages.situation import FigureShown, as_of_asked, figure_url, shown
from xinlian.desk.requests import StaffRequest
from xinlian.desk.routes import page
from xinlian.matters.queries import counted, matters_for
from xinlian.rules.errors import BrokenRule

_READ = "conference:limit:read"
_LONG = timedelta(days=180)
_LEAST = 5


@dataclass(frozen=True, slots=True)
class Area:
    """An area's line: limit, used, share, and how many matters are long unresolved."""

    code: str
    name: str
    limit: str
    limit_href: str
    used: str
    used_href: str
    share: str
    full: bool
    unresolved: int


def limits(request: StaffRequest) -> HttpResponse:
    """Show the limit's use by city, area and month."""
    as_of = as_of_asked(request)
    numbers = numbers_as_of(settings.HOME, as_of)
    unresolved = _unresolved(request, as_of)
    areas = [_area(numbers, code, as_of, unresolved) for code in _codes(numbers)]
    context = {
        "as_of": as_of,
        "city": _tiles(numbers),
        "areas": sorted(areas, key=lambda area: (not area.full, area.code)),
        "path": _path(numbers, as_of),
        "may_return": request.actor.may("conference:visits:return"),
        "may_set": request.actor.may("conference:limit:set"),
    }
    return render(request, "desk/limits.html", context)


def _tiles(numbers: Numbers) -> list[FigureShown]:
    wanted = ("limits.city", "limits.used", "limits.share", "limits.areas", "limits.reserve",
              "limits.projection", "limits.projection_low", "limits.projection_high")  # fmt: skip
    return [shown(figure) for figure in map(numbers.get, wanted) if figure]


def _codes(numbers: Numbers) -> list[str]:
    codes = numbers.over("limits.limit", "area", "") | numbers.over("limits.used", "area", "")
    return sorted(codes)


def _area(numbers: Numbers, code: str, as_of: date, unresolved: dict[str, int]) -> Area:
    limit, used = f"limits.limit:area={code}", f"limits.used:area={code}"
    rate = numbers.rate(f"limits.share:area={code}")
    known = unresolved.get(code, 0)
    return Area(
        code=code,
        name=numbers.name(limit if numbers.get(limit) else used),
        limit=str(numbers.count(limit)),
        limit_href=figure_url(limit, as_of),
        used=str(numbers.count(used)),
        used_href=figure_url(used, as_of),
        share="—" if rate is None else percent(rate, 1),
        full=rate is not None and rate >= 1,
        unresolved=known if known >= _LEAST else 0,
    )


def _unresolved(request: StaffRequest, as_of: date) -> dict[str, int]:
    """Return for each area how many matters have come up for half a year and still do."""
    long = counted(matters_for(request.actor)).filter(
        first_on__lte=as_of - _LONG, last_on__gt=as_of - _LONG, petitions__gte=_LEAST
    )
    return Counter(long.values_list("area", flat=True))


def _path(numbers: Numbers, as_of: date) -> LineChart:
    """Return the months' visits and their path, each mark a link to its returns."""
    path = numbers.over("limits.path", "month", "")
    months = sorted(path, key=int)
    each = [f"limits.month:month={month}" for month in months]
    upto = [path[month] for month in months]
    return line_chart(
        _("逐月批次"),
        [chosen(f"{month}月", month) for month in months],
        [
            Series(name, [numbers.count(key) for key in keys], [figure_url(k, as_of) for k in keys])
            for name, keys in ((_("累计"), upto), (_("当月"), each))
        ],
    )


@require_POST
def enter_return(request: StaffRequest) -> HttpResponse:
    """Enter or correct an area's return of a month."""
    posted = request.POST
    year, month, batches = (_whole(posted.get(name, "")) for name in ("year", "month", "batches"))
    entered = Return(posted.get("area", ""), year, month, batches, posted.get("notice", "")[:120])
    return_visits([entered], by=request.actor, at=request.now)
    notice(request, _("已登记月报。"))
    return HttpResponseRedirect(reverse("limits"))


@require_POST
def move(request: StaffRequest) -> HttpResponse:
    """Give an area some of the reserve."""
    move_from_reserve(
        request.today.year,
        request.POST.get("area", ""),
        _whole(request.POST.get("amount", "")),
        by=request.actor,
        at=request.now,
    )
    notice(request, _("已调整限额；区域与机动之和仍等于全市限额。"))
    return HttpResponseRedirect(reverse("limits"))


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise BrokenRule(
            "number-unreadable",
            zh=f"“{text}”不是整数。",
            en=f"{text!r} is not a whole number.",
        ) from error


ROUTES = [
    page("limits/", limits, _READ, name="limits"),
    page("limits/return/", enter_return, "conference:visits:return", name="enter_return"),
    page("limits/move/", move, "conference:limit:set", name="move_limit"),
]
