"""After the answer: rating by the petitioner alone, and reopening, decided with reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from xinlian.handling.commands.accepting import given
from xinlian.handling.keep import keep, keep_all
from xinlian.handling.models import File, Opinion
from xinlian.handling.stepping import Taken, day_of, locked, take
from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record
from xinlian.ledger.statements import Statement
from xinlian.rules.errors import BrokenRule, Forbidden
from xinlian.rules.vocabulary import Means, Rated, Satisfaction, State


@dataclass(frozen=True, slots=True)
class NewRating:
    """What the petitioner said: of whom, what, by which means; a call has its number."""

    file: int
    object: Rated
    value: Satisfaction
    means: Means
    words: str = ""
    shown: bool = False
    call: str = ""


@command("handling:rating:take")
def take_ratings(ratings: Sequence[NewRating], *, by: Actor, at: datetime) -> None:
    """Take ratings. A bad one of the responsible unit asks for reopening where that may be.

    A call-back is made by another unit than the one that handled, and has a number. By code or
    link only the petitioner rates. Raises :class:`BrokenRule` ``rating-call``, ``rating-own``.
    """
    wanted = {rating.file: rating for rating in ratings}
    files = locked(wanted, by=by)
    on = day_of(at, None)
    digests = keep([(file, wanted[file.pk].words) for file in files])
    statements: list[Statement] = []
    for file, words in zip(files, digests, strict=True):
        rating = wanted[file.pk]
        unit = _rated(file, rating.object)
        _check_means(rating, _handled(file), by)
        taken = Taken(by, at, on, given={"rating", "reasons"})
        statements += take("rate", [file], taken)
        statements.append(_given(rating, unit, words, by, taken))
        bad = rating.object is Rated.UNIT and rating.value is Satisfaction.DISSATISFIED
        if bad and file.state == State.CONCLUDED:
            statements += take("ask_reopening", [file], taken)
    record(statements, by=by, at=at)


def _given(rating: NewRating, unit: str, words: str, by: Actor, taken: Taken) -> Statement:
    data = {
        "file": rating.file,
        "object": str(rating.object),
        "unit": unit,
        "value": str(rating.value),
        "means": str(rating.means),
        "caller": by.unit if rating.means is Means.CALL else None,
        "call": rating.call or None,
        "shown": rating.shown,
        "words_digest": words or None,
        "on": taken.on.isoformat(),
    }
    return Statement("rating.given", f"{rating.file}/{rating.object}", data)


def _handled(file: File) -> str:
    """Return the unit that answered, or that is in charge."""
    answered = Opinion.objects.filter(file=file.pk, voided_on=None).order_by("pk").first()
    return str(answered.unit_id if answered else file.charge_id or "")


def _rated(file: File, rated: Rated) -> str:
    if rated is Rated.UNIT:
        return _handled(file)
    passed = file.assignments.order_by("pk").first()
    return str(passed.sender_id if passed else file.petition.unit_id or file.charge_id)


def _check_means(rating: NewRating, handled: str, by: Actor) -> None:
    staff = bool(by.unit)
    if staff and by.unit == handled:
        raise Forbidden(
            "rating-own",
            zh="承办单位不得为本单位办理的事项登记评价；回访由其他单位进行。",
            en="The unit that handled it takes no rating of it; another unit calls back.",
        )
    if staff != (rating.means is Means.CALL) or staff != bool(rating.call.strip()):
        raise BrokenRule(
            "rating-call",
            zh="工作人员只能登记电话回访的评价，并写明回访编号；查询码和链接由信访人自己评价。",
            en="Staff take ratings on a numbered call-back only; by code or link the petitioner "
            "rates alone.",
        )


@command("handling:petitioner:speak")
def ask_reopening(files: Sequence[int], *, reasons: str, by: Actor, at: datetime) -> None:
    """Ask, as the petitioner, that concluded files be handled again."""
    _reasoned("ask_reopening", files, reasons, by=by, at=at)


@command("handling:file:reopen")
def reopen_files(files: Sequence[int], *, reasons: str, by: Actor, at: datetime) -> None:
    """Handle concluded files again, with reasons; days since first receipt go on counting."""
    _reasoned("reopen", files, reasons, by=by, at=at)


@command("handling:file:reopen")
def decline_reopening(files: Sequence[int], *, reasons: str, by: Actor, at: datetime) -> None:
    """Decline to handle files again, with reasons."""
    _reasoned("decline_reopening", files, reasons, by=by, at=at)


def _reasoned(step: str, files: Sequence[int], reasons: str, *, by: Actor, at: datetime) -> None:
    found = locked(files, by=by)
    words = keep_all(found, reasons)
    taken = Taken(by, at, day_of(at, None), given=given(reasons=reasons), words=words)
    record(take(step, found, taken), by=by, at=at)
