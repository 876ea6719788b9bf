"""Acts whose command takes more than answers to single questions: what is said of each claim."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from xinlian.handling.commands import (
    answer_urgings,
    decide_reviews,
    draft_opinions,
    reply_files,
    sort_files,
    take_ratings,
)
from xinlian.handling.commands.afterwards import NewRating
from xinlian.handling.commands.deciding import ClaimAnswer, Draft
from xinlian.handling.commands.review import Decision
from xinlian.handling.commands.sorting import NewClaim, Sorting
from xinlian.handling.models import Urging
from xinlian.ledger.actors import Actor
from xinlian.rules.vocabulary import Delivery, Means, Rated, ReviewResult, Satisfaction

Answers = Mapping[int, ClaimAnswer]


def sort(  # noqa: PLR0913 - the questions of the form
    files: Sequence[int],
    *,
    claims: Sequence[NewClaim],
    accused: Sequence[str],
    complained: Sequence[str],
    redacted: str,
    reason: str,
    by: Actor,
    at: datetime,
) -> None:
    """Sort a file by its claims."""
    (file,) = files
    sorting = Sorting(
        file, tuple(claims), tuple(accused), tuple(complained), redacted.strip(), reason.strip()
    )
    sort_files([sorting], by=by, at=at)


def decide(files: Sequence[int], *, claims: Answers, text: str, by: Actor, at: datetime) -> None:
    """Draw up the opinion on a file."""
    (file,) = files
    draft_opinions([Draft(file, text, claims)], by=by, at=at)


def reply(  # noqa: PLR0913 - the questions of the form
    files: Sequence[int],
    *,
    claims: Answers,
    text: str,
    how: Delivery,
    evidence: str,
    by: Actor,
    at: datetime,
) -> None:
    """Reply to a file that has no opinion."""
    (file,) = files
    reply_files([Draft(file, text, claims)], how=how, evidence=evidence, by=by, at=at)


def decide_review(  # noqa: PLR0913 - the questions of the form
    files: Sequence[int],
    *,
    claims: Answers,
    text: str,
    result: ReviewResult,
    how: Delivery,
    evidence: str,
    by: Actor,
    at: datetime,
) -> None:
    """Decide a review or re-examination."""
    (file,) = files
    decide_reviews([Decision(Draft(file, text, claims), result, how, evidence)], by=by, at=at)


def answer_urging(files: Sequence[int], *, text: str, by: Actor, at: datetime) -> None:
    """Report back on every urging of the actor's unit that waits for it."""
    waiting = Urging.objects.filter(file__in=list(files), unit=by.unit, answered_on=None)
    answer_urgings(list(waiting.values_list("pk", flat=True)), text=text, by=by, at=at)


def rate(  # noqa: PLR0913 - the questions of the form
    files: Sequence[int],
    *,
    object: Rated,  # noqa: A002 - the command's own word
    value: Satisfaction,
    call: str,
    words: str,
    shown: bool,
    by: Actor,
    at: datetime,
) -> None:
    """Take the rating given on a call-back."""
    ratings = [
        NewRating(file, object, value, Means.CALL, words=words, shown=shown, call=call)
        for file in files
    ]
    take_ratings(ratings, by=by, at=at)
