"""Who answers for a file within a unit; who looks after a desk while its official is away."""

from collections.abc import Sequence
from datetime import date, datetime

from xinlian.handling.models import File
from xinlian.handling.stepping import locked
from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record
from xinlian.ledger.statements import Statement
from xinlian.organisation.models import Appointment
from xinlian.rules.days import local_day
from xinlian.rules.errors import BrokenRule, Forbidden


@command("handling:desk:hand")
def give_files(files: Sequence[int], *, to: str, by: Actor, at: datetime) -> None:
    """Make an account of the unit in charge the one that answers for files.

    Raises :class:`BrokenRule` ``desk-elsewhere`` or ``file-not-yours``.
    """
    found = locked(files, by=by)
    for file in found:
        _require_charge(file, by)
        _require_colleague(to, str(file.charge_id or by.unit), local_day(at))
    record([Statement("file.taken", file.pk, {"official": to}) for file in found], by=by, at=at)


@command("handling:desk:hand")
def hand_over(account: str, *, to: str, by: Actor, at: datetime) -> list[int]:
    """Hand a whole desk to a colleague; return the list of files that went with it."""
    mine = File.objects.filter(official=account, charge=by.unit).order_by("first_on", "pk")
    files = list(mine.values_list("pk", flat=True))
    if files:
        give_files(files, to=to, by=by, at=at)
    return files


@command("handling:desk:hand")
def name_standby(  # noqa: PLR0913 - the keyword arguments are the words of the form
    account: str, *, deputy: str, since: date, until: date, by: Actor, at: datetime
) -> None:
    """Name who looks after a desk while its official is away, both days included."""
    if until < since or deputy == account:
        raise BrokenRule(
            "standby-days",
            zh="代办人应为他人，截止日期不得早于开始日期。",
            en="The deputy is somebody else, and the last day is not before the first.",
        )
    for each in (account, deputy):
        _require_colleague(each, by.unit, since)
    data = {
        "account": account,
        "deputy": deputy,
        "since": since.isoformat(),
        "until": until.isoformat(),
    }
    record([Statement("standby.named", account, data)], by=by, at=at)


def _require_charge(file: File, by: Actor) -> None:
    if not by.everything and file.charge_id not in {None, by.unit}:
        raise Forbidden(
            "file-not-yours",
            zh=f"办理件{file.pk}由其他单位负责。",
            en=f"Another unit is in charge of file {file.pk}.",
        )


def _require_colleague(account: str, unit: str, on: date) -> None:
    held = Appointment.objects.filter(account=account, unit=unit, since__lte=on)
    if not held.exclude(until__lt=on).exists():
        raise BrokenRule(
            "desk-elsewhere",
            zh=f"账号“{account}”不在本单位任职。",
            en=f"{account!r} holds no role in this unit.",
        )
