"""A file as a page shows it: where it stands, its clocks explained, what happened, what is open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

import orjson

from xinlian.desk.cells import Badge
from xinlian.desk.deadlines import remaining
from xinlian.desk.language import chosen, sentence, term, term_name
from xinlian.desk.people import staff_names
from xinlian.desk.requests import StaffRequest
from xinlian.desk.steps.offered import Offered, offered
from xinlian.handling.keep import read
from xinlian.handling.models import (
    Assignment,
    Claim,
    Contest,
    Execution,
    File,
    Opinion,
    Rating,
    Review,
    RunningClock,
    Urging,
)
from xinlian.handling.queries import Letter, Whole, whole_file
from xinlian.ledger.models import Fact
from xinlian.organisation.models import Unit
from xinlian.rules.procedure import procedure
from xinlian.rules.running import PetitionClock, Standing
from xinlian.rules.vocabulary import Adoption, ClaimResult, Purpose, State, Term

_TONES: Final = {
    Standing.OVERDUE: "bad",
    Standing.LATE: "bad",
    Standing.UNKNOWN: "warn",
    Standing.IN_TIME: "good",
}


@dataclass(frozen=True, slots=True)
class ClockShown:
    """A clock: its due day with what explains it, where it stands, who extended it and why."""

    name: str
    start: date
    started_by: str
    day: date | None
    why: str
    standing: Badge
    approver: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A claim with its purpose, route and the result held against it."""

    row: Claim
    words: str
    result: str
    facts: str
    reasons: str
    basis: str


@dataclass(frozen=True, slots=True)
class Past:
    """A step that was taken: which, on which day, by whom, with what words."""

    name: str
    day: str
    state: Term | None
    actor: str
    unit: str
    words: str


@dataclass(frozen=True, slots=True)
class OpinionShown:
    """An opinion and its text."""

    row: Opinion
    words: str


@dataclass(frozen=True, slots=True)
class NoteShown:
    """An internal note."""

    at: object
    actor: str
    unit: str
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """What was said around a file: each row with its words by the name of the column."""

    assignments: list[tuple[Assignment, str]]
    contests: list[tuple[Contest, str, str]]
    urgings: list[tuple[Urging, str, str]]
    executions: list[tuple[Execution, str]]
    reviews: list[tuple[Review, str, str]]
    ratings: list[tuple[Rating, str]]


@dataclass(frozen=True, slots=True)
class Handled:
    """Everything that the part of a page about one file shows."""

    whole: Whole
    state: State
    clocks: list[ClockShown]
    claims: list[ClaimShown]
    opinions: list[OpinionShown]
    history: list[Past]
    notes: list[NoteShown]
    said: Said
    offered: list[Offered]
    may_note: bool

    @property
    def next(self) -> list[Offered]:
        """Return the acts that are everyday ones."""
        return [each for each in self.offered if not each.act.rare]

    @property
    def rare(self) -> list[Offered]:
        """Return the acts that stand apart."""
        return [each for each in self.offered if each.act.rare]

    @property
    def file(self) -> File:
        """Return the file."""
        return self.whole.file

    @property
    def letter(self) -> Letter:
        """Return what the actor may read of the letter."""
        return self.whole.letter


def handled(request: StaffRequest, number: int) -> Handled:
    """Return a file as a page shows it; raises ``file-unknown`` where it is not in view."""
    whole = whole_file(request.actor, number, request.today)
    file = whole.file
    taken = [step.step for step in file.steps]
    return Handled(
        whole=whole,
        state=State(file.state),
        clocks=_clocks(whole, request.today),
        claims=[_claim(each, whole.words) for each in whole.claims],
        opinions=[OpinionShown(row, whole.words.get(row.words, "")) for row in whole.opinions],
        history=_history(file),
        said=_said(whole),
        notes=_notes(whole),
        offered=offered(request.actor, file, taken),
        may_note=request.actor.may("handling:note:write"),
    )


def _clocks(whole: Whole, today: date) -> list[ClockShown]:
    rows = {row.key: row for row in whole.file.clocks.all()}
    names = staff_names(row.approver for row in rows.values() if row.approver)
    words = read(row.reason for row in rows.values())
    shown, counts = [], dict[str, int]()
    for clock in whole.clocks:
        counts[clock.name] = number = counts.get(clock.name, 0) + 1
        row = rows.get(f"{whole.file.pk}/{clock.name}" + (f"/{number}" if number > 1 else ""))
        shown.append(_clock(clock, row, whole.file, names, words, today))
    return shown


def _clock(  # noqa: PLR0913, PLR0917 - a clock, its row and what both refer to
    clock: PetitionClock,
    row: RunningClock | None,
    file: File,
    names: dict[str, str],
    words: dict[str, str],
    today: date,
) -> ClockShown:
    step = procedure(file.profile).steps[clock.started_by]
    due = clock.due
    if due:
        why = chosen(due.explanation_zh, due.explanation_en)
    else:
        why = sentence(clock.why) if clock.why else ""
    return ClockShown(
        name=chosen(clock.zh, clock.en),
        start=clock.start,
        started_by=chosen(step.zh, step.en),
        day=due.due if due else None,
        why=why,
        standing=_standing(clock, today),
        approver=names.get(row.approver, "") if row else "",
        reason=words.get(row.reason, "") if row else "",
    )


def _standing(clock: PetitionClock, today: date) -> Badge:
    if clock.runs and clock.due and clock.standing in {Standing.RUNNING, Standing.OVERDUE}:
        return remaining(clock.due.due, today)
    return Badge(term_name(clock.standing), _TONES.get(clock.standing, "calm"))


def _claim(claim: Claim, words: dict[str, str]) -> ClaimShown:
    terms: type[Term] = Adoption if claim.purpose == Purpose.SUGGESTION else ClaimResult
    result = next((term_name(each) for each in terms if each == claim.result), "")
    kept = {name: words.get(getattr(claim, name), "") for name in ("facts", "reasons", "basis")}
    return ClaimShown(claim, words.get(claim.words, ""), result, **kept)


def _history(file: File) -> list[Past]:
    rows = list(Fact.objects.filter(subject=str(file.pk), kind="file.stepped").order_by("seq"))
    facts = [(row, orjson.loads(row.data)) for row in rows]
    actors = staff_names(row.actor for row in rows)
    units = _unit_names(data["unit"] for _, data in facts if "unit" in data)
    words = read(data["text_digest"] for _, data in facts if "text_digest" in data)
    steps = procedure(file.profile).steps
    return [
        Past(
            name=chosen(steps[data["step"]].zh, steps[data["step"]].en),
            day=data["on"],
            state=term("State", data["state"]),
            actor=actors[row.actor],
            unit=units.get(data.get("unit", ""), ""),
            words=words.get(data.get("text_digest", ""), ""),
        )
        for row, data in facts
    ]


def _said(whole: Whole) -> Said:
    """Return what was said around a file; all words are read at once."""
    file = whole.file
    contests = list(file.contests.select_related("unit", "proposed", "decided_by").order_by("pk"))
    urgings = list(file.urgings.select_related("sender", "unit").order_by("pk"))
    executions = list(file.executions.select_related("unit").order_by("pk"))
    digests = [digest for row in contests for digest in (row.reasons, row.answer)]
    digests += [digest for row in urgings for digest in (row.words, row.answer)]
    digests += [digest for row in whole.reviews for digest in (row.request, row.record)]
    digests += [row.words for row in whole.assignments]
    digests += [row.words for row in executions]
    words = read(digests) | whole.words
    said = words.get
    return Said(
        assignments=[(row, said(row.words, "")) for row in whole.assignments],
        contests=[(row, said(row.reasons, ""), said(row.answer, "")) for row in contests],
        urgings=[(row, said(row.words, ""), said(row.answer, "")) for row in urgings],
        executions=[(row, said(row.words, "")) for row in executions],
        reviews=[(row, said(row.request, ""), said(row.record, "")) for row in whole.reviews],
        ratings=[(row, said(row.words, "")) for row in whole.ratings],
    )


def _notes(whole: Whole) -> list[NoteShown]:
    names = staff_names(note.account for note in whole.notes)
    units = _unit_names(note.unit_id for note in whole.notes)
    return [
        NoteShown(
            note.written_at, names[note.account], units[note.unit_id], whole.words[note.words]
        )
        for note in whole.notes
    ]


def _unit_names(codes: Iterable[str]) -> dict[str, str]:
    return dict(Unit.objects.filter(code__in=set(codes)).values_list("code", "name"))
