"""The form of an act: its questions, and for each claim what the act asks of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django import forms
from django.http import QueryDict

from xinlian.desk.steps.acts import Act
from xinlian.desk.steps.claims import AnsweredClaim, SortedClaim
from xinlian.desk.steps.fields import FIELDS, Asking
from xinlian.desk.steps.units import Proposed
from xinlian.handling.commands.sorting import NewClaim
from xinlian.handling.keep import read
from xinlian.handling.models import Claim, File
from xinlian.handling.queries import letter_of
from xinlian.ledger.actors import Actor
from xinlian.rules.vocabulary import Purpose, State

SPARE: Final = 1
"""Empty rows for further claims; whoever needs more asks for them without losing a word."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is asked of one claim: its number, its words where they are known, the form."""

    position: int
    words: str
    form: forms.Form


class ActForm(forms.Form):
    """The questions of an act about some files, with the rows of its claims."""

    def __init__(self, act: Act, asking: Asking, data: QueryDict | None = None) -> None:
        """Build the questions; what was typed is kept."""
        super().__init__(data)
        self.act = act
        self.asking = asking
        for name in act.fields:
            self.fields[name] = FIELDS[name].build(asking)
        self.rows = self._rows(data)

    def is_valid(self) -> bool:
        """Tell whether the questions and each claim's are answered."""
        answered = [row.form.is_valid() for row in self.rows]
        return super().is_valid() and all(answered)

    def take(self, *, by: Actor, at: datetime) -> None:
        """Call the command with what was answered."""
        answers = {FIELDS[name].keyword: self.cleaned_data[name] for name in self.act.fields}
        if self.act.each:
            answers["claims"] = self._claims()
        files = [file.pk for file in self.asking.files]
        self.act.run(files, **answers, **self.act.fixed, by=by, at=at)

    @property
    def proposals(self) -> list[Proposed]:
        """Return the units proposed, with their reasons, where a unit is asked for."""
        return self.asking.proposals if "to" in self.fields else []

    @property
    def everyday(self) -> list[forms.BoundField]:
        """Return the questions that are asked of every file."""
        return [field for field in self.visible_fields() if field.name not in self.act.apart]

    @property
    def apart(self) -> list[forms.BoundField]:
        """Return the questions that few files ask."""
        return [field for field in self.visible_fields() if field.name in self.act.apart]

    @property
    def apart_open(self) -> bool:
        """Tell whether those must be seen: something is wrong, or the file may be an accusation."""
        accuses = any(
            file.state == State.HELD or file.purpose == Purpose.ACCUSATION
            for file in self.asking.files
        )
        return accuses or bool(self.errors) or any(self.data.get(name) for name in self.act.apart)

    @property
    def wants_more(self) -> bool:
        """Tell whether a further empty row was asked for."""
        return "more" in self.data

    def _rows(self, data: QueryDict | None) -> list[Row]:
        if self.act.each == "sort":
            return _to_sort(self.asking.files[0], self.asking.actor, data)
        return _to_answer(self.asking.files[0], data) if self.act.each else []

    def _claims(self) -> Any:  # noqa: ANN401 - claims to state, or answers by position
        if self.act.each == "sort":
            return [claim for claim in map(_stated, self.rows) if claim]
        return {
            row.position: row.form.answer
            for row in self.rows
            if isinstance(row.form, AnsweredClaim)
        }


def _stated(row: Row) -> NewClaim | None:
    return row.form.claim if isinstance(row.form, SortedClaim) else None


def _to_sort(file: File, actor: Actor, data: QueryDict | None) -> list[Row]:
    """Return the claims as sorted before; else the letter itself as the first of them."""
    known: list[dict[str, object]] = _sorted_before(file) or [_first(file, actor)]
    count = len(known) + SPARE
    if data is not None:
        asked = data.get("claims", "")
        count = min(int(asked), 40) if asked.isascii() and asked.isdigit() else count
        count += SPARE if "more" in data else 0
    rows = []
    for number in range(1, count + 1):
        initial = known[number - 1] if number <= len(known) else {}
        form = SortedClaim(data, prefix=f"claim{number}", initial=initial)
        rows.append(Row(number, "", form))
    return rows


def _sorted_before(file: File) -> list[dict[str, object]]:
    claims = list(file.claims.order_by("position"))
    words = read(claim.words for claim in claims)
    return [
        {"words": words.get(each.words, ""), "purpose": each.purpose, "route": each.route}
        for each in claims
    ]


def _first(file: File, actor: Actor) -> dict[str, object]:
    letter = letter_of(actor, file)
    return {"words": letter.title or letter.text[:200], "purpose": file.purpose}


def _to_answer(file: File, data: QueryDict | None) -> list[Row]:
    claims: list[Claim] = list(file.claims.order_by("position"))
    words = read([getattr(each, name) for each in claims for name in _HELD])
    return [
        Row(
            each.position,
            words.get(each.words, ""),
            AnsweredClaim(
                data,
                prefix=f"claim{each.position}",
                initial=_held(each, words),
                purpose=Purpose(each.purpose),
            ),
        )
        for each in claims
    ]


def _held(claim: Claim, words: dict[str, str]) -> dict[str, str]:
    """Return the answer that a draft sent back already holds."""
    kept = {name: words.get(getattr(claim, name), "") for name in _HELD[1:]}
    return kept | {"result": claim.result}


_HELD = ("words", "facts", "reasons", "basis")
