"""Sorting (R22, R28, R31): the purpose of each claim, its route, whom it accuses.

What was held is released by this alone, by a person who read it. A mixed letter is split: what
accuses becomes a file of its own, and of the rest only a redacted text goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xinlian.handling import clocks
from xinlian.handling.commands.accepting import given
from xinlian.handling.keep import keep, keep_all, require_words, together
from xinlian.handling.models import File
from xinlian.handling.stepping import Taken, day_of, locked, take
from xinlian.ledger.actors import Actor
from xinlian.ledger.commands import command, record, reserve
from xinlian.ledger.statements import Statement
from xinlian.matters.models import Link
from xinlian.routing.accused import names_wrongdoer
from xinlian.rules.errors import BrokenRule
from xinlian.rules.vocabulary import Bar, Purpose, Route, State

_WEIGHT = (Purpose.ACCUSATION, Purpose.APPEAL, Purpose.SUGGESTION, Purpose.OTHER)
_ROUTES = (Route.PETITION, Route.DUTY)
_REASON = 60
"""Characters of a reason that a correction carries; the whole stands in the step's words."""


@dataclass(frozen=True, slots=True)
class NewClaim:
    """One claim as sorted: its words, its purpose, and for a claim for resolution its route."""

    words: str
    purpose: Purpose
    route: Route | None = None


@dataclass(frozen=True, slots=True)
class Sorting:
    """How one file is sorted.

    ``accused`` and ``complained`` are codes of units, never persons; ``redacted`` is the text
    that goes on of a mixed letter; ``reason`` why what was held accuses nobody.
    """

    file: int
    claims: tuple[NewClaim, ...]
    accused: tuple[str, ...] = ()
    complained: tuple[str, ...] = ()
    redacted: str = ""
    reason: str = ""


@command("handling:file:sort")
def sort_files(sortings: Sequence[Sorting], *, by: Actor, at: datetime) -> dict[int, int]:
    """Sort files; return the file of the accusing part of each mixed letter, by its letter's.

    Raises :class:`BrokenRule` ``claims-missing``, ``claim-route``, ``redaction-missing``,
    ``redaction-names``, ``release-without-reason``, ``accused-without-accusation`` or what a
    step raises.
    """
    wanted = {sorting.file: sorting for sorting in sortings}
    files = locked(wanted, by=by)
    statements: list[Statement] = []
    parts: dict[int, int] = {}
    with together(files):
        for file in files:
            sorting = wanted[file.pk]
            _check(file, sorting)
            own, accusing = _divided(sorting)
            if own and accusing:
                (parts[file.pk],) = reserve("petition")
                statements += _split(file, parts[file.pk], sorting, accusing, by=by, at=at)
            statements += _sorted(file, sorting, own or accusing, by=by, at=at, bars=not own)
            statements += _corrections(file, accusing=bool(accusing))
    record(statements, by=by, at=at)
    return parts


def _check(file: File, sorting: Sorting) -> None:
    if not sorting.claims:
        raise BrokenRule(
            "claims-missing",
            zh="请逐项列明诉求及其信访目的。",
            en="List the claims one by one, each with its purpose.",
        )
    for claim in sorting.claims:
        require_words(claim.words, "claims-missing", "诉求内容不能为空。", "A claim needs words.")
        if (claim.route is not None) != (claim.purpose == Purpose.APPEAL):
            raise BrokenRule(
                "claim-route",
                zh="申诉求决事项须选择六种途径之一；其他事项没有途径。",
                en="A claim for resolution takes one of the six routes; nothing else has one.",
                article="R31",
            )
    own, accusing = _divided(sorting)
    if sorting.accused and not accusing:
        raise BrokenRule(
            "accused-without-accusation",
            zh="列明了被检举控告单位，但没有检举控告事项。",
            en="Units are named as accused, but no claim accuses.",
        )
    suspected = file.petition.held or file.petition.purpose == Purpose.ACCUSATION
    if suspected and not accusing:
        require_words(
            sorting.reason,
            "release-without-reason",
            "该件涉及检举控告内容；认定不属检举控告的，请写明理由。",
            "This names a wrongdoer; say why it is no accusation.",
        )
    if own and accusing:
        _check_redaction(sorting, own)


def _check_redaction(sorting: Sorting, own: Sequence[NewClaim]) -> None:
    require_words(
        sorting.redacted,
        "redaction-missing",
        "信件兼有检举控告内容的，其余诉求应另行摘录后转办。",
        "Of a letter that also accuses, only a redacted text of the rest goes on.",
        "R30",
    )
    texts = (sorting.redacted, *(claim.words for claim in own))
    if any(names_wrongdoer(text) for text in texts):
        raise BrokenRule(
            "redaction-names",
            zh="摘录中仍有涉及检举控告的内容，请删去后再转办。",
            en="The redacted text still names a wrongdoer; take that out first.",
            article="R30",
        )


def _divided(sorting: Sorting) -> tuple[list[NewClaim], list[NewClaim]]:
    accusing = [claim for claim in sorting.claims if claim.purpose == Purpose.ACCUSATION]
    return [claim for claim in sorting.claims if claim not in accusing], accusing


def _split(  # noqa: PLR0913 - a part, what it is part of, and the command's own
    file: File, part: int, sorting: Sorting, claims: Sequence[NewClaim], *, by: Actor, at: datetime
) -> list[Statement]:
    """Return what opens the accusing part's own file and leaves a redacted text in the other."""
    opened = File(
        id=part,
        petition=file.petition,
        profile=file.profile,
        purpose=Purpose.ACCUSATION,
        state=State.RECEIVED,
        charge_id=file.charge_id,
        first_on=file.first_on,
    )
    clocks.remember([opened])
    data = {
        "petition": file.petition_id,
        "out_of": file.pk,
        "purpose": str(Purpose.ACCUSATION),
        "state": str(State.RECEIVED),
        "charge": file.charge_id,
        "profile": file.profile,
        "received_on": file.first_on.isoformat(),
    }
    (digest,) = keep([(file, sorting.redacted)])
    return [
        Statement("file.split", part, data),
        Statement("file.redacted", file.pk, {"text_digest": digest}),
        *_sorted(opened, sorting, claims, by=by, at=at, bars=True),
    ]


def _sorted(  # noqa: PLR0913 - a file, how it is sorted, and the command's own
    file: File,
    sorting: Sorting,
    claims: Sequence[NewClaim],
    *,
    by: Actor,
    at: datetime,
    bars: bool,
) -> list[Statement]:
    purpose = min((claim.purpose for claim in claims), key=_WEIGHT.index)
    routes = [claim.route for claim in claims if claim.route]
    route = next((route for route in _ROUTES if route in routes), next(iter(routes), None))
    further: dict[str, Any] = {"purpose": str(purpose), "route": str(route or "")}
    accusing = purpose == Purpose.ACCUSATION
    words = keep([(file, "" if accusing and not bars else sorting.reason)])
    taken = Taken(
        by,
        at,
        day_of(at, None),
        given={"claims"},
        words={file.pk: words[0] or None},
        further={file.pk: further},
    )
    statements = take("sort", [file], taken)
    statements += _claims(file, claims)
    accused = sorting.accused if accusing else ()
    statements += _bars(file, {**dict.fromkeys(sorting.complained, Bar.COMPLAINED),
                               **dict.fromkeys(accused, Bar.ACCUSED)})  # fmt: skip
    return statements


def _claims(file: File, claims: Sequence[NewClaim]) -> list[Statement]:
    digests = keep([(file, claim.words) for claim in claims])
    statements = [
        Statement(
            "claim.stated",
            file.pk,
            {
                "position": position,
                "purpose": str(claim.purpose),
                "route": str(claim.route) if claim.route else None,
                "words_digest": digest,
            },
        )
        for position, (claim, digest) in enumerate(zip(claims, digests, strict=True), start=1)
    ]
    statements += [
        Statement("claim.dropped", file.pk, {"position": claim.position})
        for claim in file.claims.all()
        if claim.position > len(claims)
    ]
    return statements


def _bars(file: File, wanted: dict[str, Bar]) -> list[Statement]:
    held = {bar.unit_id: bar.basis for bar in file.barred.all()}
    return [
        *(
            Statement("file.unbarred", file.pk, {"unit": unit})
            for unit in held
            if unit not in wanted
        ),
        *(
            Statement("file.barred", file.pk, {"unit": unit, "basis": str(basis)})
            for unit, basis in wanted.items()
            if held.get(unit) != basis
        ),
    ]


def _corrections(file: File, *, accusing: bool) -> list[Statement]:
    """Return what the register says from now on; an accusation leaves the matter it was put in."""
    petition = file.petition
    purpose = Purpose.ACCUSATION if accusing else Purpose(file.purpose)
    if file.pk != petition.pk:
        return []
    wrong: dict[str, Any] = {} if petition.purpose == purpose else {"purpose": str(purpose)}
    if petition.held:
        wrong["held"] = False
    statements = []
    if wrong:
        wrong["reason"] = "甄别分类"
        statements.append(Statement("petition.corrected", petition.pk, wrong))
    link = Link.objects.filter(petition=petition.pk).first() if accusing else None
    if link:
        data = {"matter": link.matter_id, "reason": "检举控告件不归入事项"}
        statements.append(Statement("petition.unlinked", petition.pk, data))
    return statements


@command("handling:file:sort")
def release_files(files: Sequence[int], *, reasons: str, by: Actor, at: datetime) -> None:
    """Release what was held, having read it: it accuses nobody, and here is why.

    Also what a register brought in answered already, which is sorted no more.
    """
    require_words(
        reasons,
        "release-without-reason",
        "请写明认定不属检举控告的理由。",
        "Say why it is no accusation.",
    )
    found = locked(files, by=by)
    waiting = [file for file in found if file.state == State.HELD]
    words = keep_all(waiting, reasons)
    taken = Taken(by, at, day_of(at, None), given=given(reasons=reasons), words=words)
    statements = take("release", waiting, taken)
    kept = reasons.strip()[:_REASON]
    statements += [
        Statement("petition.corrected", file.petition_id, {"held": False, "reason": kept})
        for file in found
        if file.petition.held
    ]
    record(statements, by=by, at=at)
