"""What the lives of petitions have in common: registering, sorting, passing on, answering."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.cast import Cast
from tests.petitions.drafts import draft
from xinlian.handling.commands import (
    accept_files,
    approve_opinions,
    draft_opinions,
    pass_on,
    serve_opinions,
    sort_files,
)
from xinlian.handling.commands.deciding import ClaimAnswer, Draft
from xinlian.handling.commands.sorting import NewClaim, Sorting
from xinlian.handling.models import File, RunningClock
from xinlian.petitions.commands import register_petitions
from xinlian.rules.vocabulary import ClaimResult, Delivery, Purpose, Route

NOW = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
"""Nine in the morning of Monday, 5 January 2026: the day of law.md's own reckoning."""

ANSWER = ClaimAnswer(ClaimResult.SUPPORTED, "查明停工两年。", "开发商违约。", "住建部门职责。")
CLAIM = NewClaim("要求复工。", Purpose.APPEAL, Route.PETITION)


def day(number: int) -> datetime:
    """Return nine in the morning ``number`` days after the first."""
    return NOW + timedelta(days=number)


def registered(cast: Cast, *, at: datetime = NOW, **changes: Any) -> int:  # noqa: ANN401 - any field
    """Register one petition; return its number, which is its file's."""
    fields = {"received_at": at, **changes}
    (petition,) = register_petitions([draft(**fields)], by=cast.registrar, at=at)
    return petition


def sorted_as(cast: Cast, file: int, *claims: NewClaim, at: datetime = NOW, **more: Any) -> int:  # noqa: ANN401 - fields of a sorting
    """Sort a file; return the file of the accusing part, or the file itself."""
    sorting = Sorting(file, claims or (CLAIM,), **more)
    return sort_files([sorting], by=cast.registrar, at=at).get(file, file)


def sent(cast: Cast, *, to: str = "housing", at: datetime = NOW, **changes: Any) -> int:  # noqa: ANN401 - any field
    """Register, sort and forward one petition to a unit."""
    file = registered(cast, at=at, **changes)
    sorted_as(cast, file, at=at)
    pass_on([file], to=[to], by=cast.registrar, at=at)
    return file


def accepted(cast: Cast, *, at: datetime = NOW, **changes: Any) -> int:  # noqa: ANN401 - any field
    """Register, sort, forward and have accepted one petition."""
    file = sent(cast, at=at, **changes)
    accept_files([file], by=cast.handler, at=at)
    return file


def served(cast: Cast, *, at: datetime = NOW, **changes: Any) -> int:  # noqa: ANN401 - any field
    """Bring one petition to its served opinion, all on one day."""
    file = accepted(cast, at=at, **changes)
    answer(cast, file, at=at)
    return file


def answer(cast: Cast, file: int, *, at: datetime) -> None:
    """Draft, approve and serve an opinion that supports each claim."""
    positions = File.objects.get(pk=file).claims.values_list("position", flat=True)
    draft_opinions(
        [Draft(file, "支持诉求，责成复工。", dict.fromkeys(positions, ANSWER))],
        by=cast.handler,
        at=at,
    )
    approve_opinions([file], by=cast.head, at=at)
    serve_opinions([file], how=Delivery.POST, evidence="挂号回执", by=cast.handler, at=at)


def state(file: int) -> str:
    """Return where a file stands."""
    return File.objects.values_list("state", flat=True).get(pk=file)


def clock(file: int, name: str) -> RunningClock:
    """Return the newest clock of that name."""
    return RunningClock.objects.filter(file=file, clock=name).latest("started_on", "key")
