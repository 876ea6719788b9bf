"""Review and re-examination (R35, R36): in time, by another body, heard, decided, final."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from xinlian.handling.bar import line_above, require_road
from xinlian.handling.commands.accepting import given
from xinlian.handling.commands.deciding import Draft, answered, approved, drafted, numbered
from xinlian.handling.keep import keep, keep_all, require_words
from xinlian.handling.models import File, Opinion, Review
from xinlian.handling.stepping import Taken, day_of, locked, take
from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record, reserve
from xinlian.ledger.statements import Statement
from xinlian.rules.errors import BrokenRule, Forbidden
from xinlian.rules.vocabulary import Delivery, ReviewResult, Stage

_ARTICLE: Final = {Stage.REVIEW: "R35", Stage.REEXAMINATION: "R36"}
_BEFORE: Final = {Stage.REVIEW: Stage.HANDLING, Stage.REEXAMINATION: Stage.REVIEW}


@dataclass(frozen=True, slots=True)
class Decision:
    """How a review ends: its result, the opinion with each claim's answer, the delivery."""

    draft: Draft
    result: ReviewResult
    how: Delivery
    evidence: str


@command("handling:review:take")
def request_reviews(  # noqa: PLR0913 - the keyword arguments are the words of the form
    files: Sequence[int], *, stage: Stage, body: str, request: str, by: Actor, at: datetime
) -> list[int]:
    """Take in requests for review or re-examination by ``body``; return the reviews' numbers.

    Everything of the file is before the body. Raises :class:`BrokenRule` ``step-late``,
    ``review-same-body``, ``review-road``, or what a step raises.
    """
    found = locked(files, by=by)
    require_road(found, [body])
    on = day_of(at, None)
    words = keep_all(found, request)
    numbers = list(reserve("review", len(found)))
    statements: list[Statement] = []
    for number, file in zip(numbers, found, strict=True):
        against = _against(file, stage)
        _check_body(file, against, body, stage)
        taken = Taken(by, at, on, given=given(request=request), words=words, bound=body)
        statements += take(f"request_{stage}", [file], taken)
        data = {
            "file": file.pk,
            "stage": str(stage),
            "body": body,
            "against": against.pk if against else None,
            "text_digest": words[file.pk],
            "on": on.isoformat(),
        }
        statements.append(Statement("review.requested", number, data))
    record(statements, by=by, at=at)
    return numbers


@command("handling:review:decide")
def hear(  # noqa: PLR0913 - the keyword arguments are the words of the form
    files: Sequence[int],
    *,
    first_on: date,
    last_on: date,
    record_text: str,
    by: Actor,
    at: datetime,
) -> None:
    """Record hearings. Of a re-examination alone their time is left out (R36)."""
    found = locked(files, by=by)
    on, words = day_of(at, last_on), keep_all(found, record_text)
    times = {"times"} if first_on <= last_on else set()
    days = {"first": first_on.isoformat(), "last": last_on.isoformat()}
    further = dict.fromkeys([file.pk for file in found], days)
    taken = Taken(by, at, on, given=times, words=words, further=further)
    statements = take("hear", found, taken)
    for file in found:
        review = _running(file)
        if review is None:
            continue
        data = {
            "file": file.pk,
            "first_on": first_on.isoformat(),
            "last_on": last_on.isoformat(),
            "text_digest": words[file.pk],
        }
        statements.append(Statement("review.heard", review.pk, data))
    record(statements, by=by, at=at)


@command("handling:opinion:approve")
def decide_reviews(decisions: Sequence[Decision], *, by: Actor, at: datetime) -> list[str]:
    """Give review or re-examination opinions as the head of the body; return their numbers.

    A re-examination ends the matter (R36). Raises :class:`BrokenRule` ``review-not-yours``, or
    what drafting an opinion and a step raise.
    """
    wanted = {decision.draft.file: decision for decision in decisions}
    files = locked(wanted, by=by)
    statements: list[Statement] = []
    numbers = []
    for number, file in zip(reserve("opinion", len(files)), files, strict=True):
        review = _running(file)
        if review is None or (by.unit != review.body_id and not by.everything):
            raise Forbidden(
                "review-not-yours",
                zh=f"办理件{file.pk}没有由本机关复查、复核的请求。",
                en=f"No request for review of file {file.pk} is before your body.",
            )
        numbers += numbered([str(review.body_id)], day_of(at, None).year)
        statements += _decision(number, numbers[-1], file, review, wanted[file.pk], by, at)
    record(statements, by=by, at=at)
    return numbers


def _decision(  # noqa: PLR0913, PLR0917 - a review, its decision and the command's own
    opinion: int,
    number: str,
    file: File,
    review: Review,
    decision: Decision,
    by: Actor,
    at: datetime,
) -> list[Statement]:
    require_words(
        decision.evidence,
        "service-without-evidence",
        "请写明送达凭据。",
        "Say what shows the delivery.",
    )
    stage, on = Stage(review.stage), day_of(at, None)
    (evidence,) = keep([(file, decision.evidence)])
    needs = {"facts", "results", "reasons", "basis", "delivery"}
    row = Opinion(id=opinion, file=file, unit_id=review.body_id)
    served = {
        "file": file.pk,
        "how": str(decision.how),
        "on": on.isoformat(),
        "evidence_digest": evidence,
    }
    ended = {
        "file": file.pk,
        "result": str(decision.result),
        "opinion": opinion,
        "on": on.isoformat(),
    }
    return [
        *answered(file, decision.draft),
        *take(f"{stage}_decided", [file], Taken(by, at, on, given=needs)),
        drafted(opinion, file, decision.draft.text, stage, by, at),
        approved(row, number, by, at),
        Statement("opinion.served", opinion, served),
        Statement("review.decided", review.pk, ended),
    ]


def _running(file: File) -> Review | None:
    return Review.objects.filter(file=file.pk, decided_on=None).order_by("pk").last()


def _against(file: File, stage: Stage) -> Opinion | None:
    rows = Opinion.objects.filter(file=file.pk, stage=_BEFORE[stage], voided_on=None)
    return rows.exclude(served_on=None).select_related("unit").order_by("pk").last()


def _check_body(file: File, against: Opinion | None, body: str, stage: Stage) -> None:
    """Refuse a body that has dealt with it, lies below one that has, or is not above it."""
    before = set(Opinion.objects.filter(file=file.pk).values_list("unit", flat=True))
    if before & line_above(body):
        raise Forbidden(
            "review-same-body",
            zh=f"{stage.zh}应由原办理机关以外的机关进行，其下属单位也不得进行。",
            en=f"The {stage.en} is by another body, and not by one below it.",
            article=_ARTICLE[stage],
        )
    above = against.unit.parent_id if against else None
    if above and body != above:
        raise BrokenRule(
            "review-road",
            zh=f"{stage.zh}应向作出意见的机关的上一级机关、单位提出。",
            en=f"The {stage.en} is by the next body above the one that gave the opinion.",
            article=_ARTICLE[stage],
        )
