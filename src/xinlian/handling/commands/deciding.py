"""The written opinion (R32): every claim has its result, with facts, reasons and legal basis."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from xinlian.handling.commands.accepting import given
from xinlian.handling.keep import keep, keep_all, require_words, together
from xinlian.handling.models import File, Opinion
from xinlian.handling.stepping import Taken, day_of, locked, take
from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record, reserve
from xinlian.ledger.statements import Statement
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Adoption, ClaimResult, Purpose, Role, Stage

_ANSWERED_BY = {Purpose.SUGGESTION: Adoption}


@dataclass(frozen=True, slots=True)
class ClaimAnswer:
    """The result of one claim, with what bears it. ``partly`` is for suggestions alone."""

    result: str
    facts: str
    reasons: str
    basis: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An opinion to draw up: the file, its text, and an answer to each claim by position."""

    file: int
    text: str
    answers: Mapping[int, ClaimAnswer]


@command("handling:opinion:draft")
def draft_opinions(drafts: Sequence[Draft], *, by: Actor, at: datetime) -> list[int]:
    """Draw up opinions; return their numbers inside the house, in order of the files.

    Raises :class:`BrokenRule` ``claim-unanswered``, ``claim-result``, ``opinion-empty``, or what
    a step raises.
    """
    wanted = {draft.file: draft for draft in drafts}
    files = locked(wanted, by=by)
    on = day_of(at, None)
    needs = {"facts", "results", "reasons", "basis"}
    statements: list[Statement] = []
    numbers = list(reserve("opinion", len(files)))
    with together(files):
        for number, file in zip(numbers, files, strict=True):
            statements += answered(file, wanted[file.pk])
            statements += take("decide", [file], Taken(by, at, on, given=needs))
            statements.append(drafted(number, file, wanted[file.pk].text, Stage.HANDLING, by, at))
    record(statements, by=by, at=at)
    return numbers


def answered(file: File, draft: Draft) -> list[Statement]:
    """Return what holds a result against each claim; refuse where one is missing or bare."""
    claims = {claim.position: claim for claim in file.claims.all()}
    for position in sorted(claims.keys() ^ draft.answers.keys()):
        raise BrokenRule(
            "claim-unanswered",
            zh=f"第{position}项诉求与答复不对应；应逐项答复，不得遗漏。",
            en=f"Claim {position} and the answers do not match; each claim is answered.",
            article="R32",
        )
    statements = []
    for position, answer in sorted(draft.answers.items()):
        _check_answer(position, answer, Purpose(claims[position].purpose))
        facts, reasons, basis = keep(
            [(file, answer.facts), (file, answer.reasons), (file, answer.basis)]
        )
        data = {
            "position": position,
            "result": str(answer.result),
            "facts_digest": facts,
            "reasons_digest": reasons,
            "basis_digest": basis,
        }
        statements.append(Statement("claim.answered", file.pk, data))
    return statements


def _check_answer(position: int, answer: ClaimAnswer, purpose: Purpose) -> None:
    for text in (answer.facts, answer.reasons, answer.basis):
        require_words(
            text,
            "claim-unanswered",
            f"第{position}项诉求的事实、理由和依据均应写明。",
            f"Claim {position}: state the facts, the reasons and the legal basis.",
            "R32",
        )
    allowed = _ANSWERED_BY.get(purpose, ClaimResult)
    if answer.result not in set(allowed):
        raise BrokenRule(
            "claim-result",
            zh=f"第{position}项（{purpose.zh}）的处理结果应为："
            f"{'、'.join(each.zh for each in allowed)}。",
            en=f"The result of claim {position} is one of: "
            f"{', '.join(each.en for each in allowed)}.",
            article="R29" if purpose == Purpose.SUGGESTION else "R32",
        )


def drafted(  # noqa: PLR0913, PLR0917 - an opinion and the command's own
    number: int, file: File, text: str, stage: Stage, by: Actor, at: datetime
) -> Statement:
    """Return what states that an opinion was drafted; raises ``opinion-empty``."""
    require_words(text, "opinion-empty", "请填写处理意见。", "Write the opinion.", "R32")
    (digest,) = keep([(file, text)])
    data = {
        "file": file.pk,
        "unit": by.unit or file.charge_id,
        "stage": str(stage),
        "text_digest": digest,
        "on": day_of(at, None).isoformat(),
    }
    return Statement("opinion.drafted", number, data)


@command("handling:opinion:approve")
def send_back(files: Sequence[int], *, reasons: str, by: Actor, at: datetime) -> None:
    """Send drafts back to be worked on, with reasons."""
    found = locked(files, by=by)
    taken = Taken(
        by, at, day_of(at, None), given=given(reasons=reasons), words=keep_all(found, reasons)
    )
    record(take("send_back", found, taken), by=by, at=at)


@command("handling:opinion:approve")
def approve_opinions(files: Sequence[int], *, by: Actor, at: datetime) -> list[str]:
    """Approve the drafts of files as the unit's head; return their numbers, without gaps."""
    found = locked(files, by=by)
    on = day_of(at, None)
    statements = take("approve", found, Taken(by, at, on, given={"approver"}))
    opinions = current(found, Stage.HANDLING)
    numbers = numbered([str(opinions[file.pk].unit_id) for file in found], on.year)
    for number, file in zip(numbers, found, strict=True):
        statements.append(approved(opinions[file.pk], number, by, at))
    record(statements, by=by, at=at)
    return numbers


def current(files: Sequence[File], stage: Stage) -> dict[int, Opinion]:
    """Return the newest opinion of each file in a stage that was not voided, by file."""
    ids = [file.pk for file in files]
    rows = Opinion.objects.filter(file__in=ids, stage=stage, voided_on=None)
    return {row.file_id: row for row in rows.order_by("pk")}


def numbered(units: Sequence[str], year: int) -> list[str]:
    """Return the next numbers of these units' opinions of a year; gapless, given on approval."""
    counts = Counter(units)
    given = {unit: iter(reserve(f"o{year % 100}/{unit}", n)) for unit, n in counts.items()}
    return [f"{unit}〔{year}〕{next(given[unit])}号" for unit in units]


def approved(opinion: Opinion, number: str, by: Actor, at: datetime) -> Statement:
    """Return what states that an opinion was approved."""
    data = {
        "file": opinion.file_id,
        "number": number,
        "approver": by.ref,
        "role": str(Role.HEAD),
        "on": day_of(at, None).isoformat(),
    }
    return Statement("opinion.approved", opinion.pk, data)
