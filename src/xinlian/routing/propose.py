"""Who should handle a petition: a ranked list with reasons, ready to send or to be asked about.

How it adds up: each category that the petition may fall under has a probability (1, where a
person has set it). If a rule names a unit for the petition under that category, the unit gets
all of it; if none does, the units that handled that category share it as they shared the past
work, of which one piece counts as unknown. What no unit gets stays open.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from xinlian.routing.accused import names_wrongdoer
from xinlian.routing.classifier import Guess
from xinlian.routing.rules import Case, Match, Rule, covers, first_match
from xinlian.rules.responsibility import Reason

_UNKNOWN = 1  # pieces of past work that nobody is known to have done


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit, how probably it is the right one, and why."""

    unit: str
    probability: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Units, the likeliest first; whether the first is ready to send; why it is held, if it is.

    A held petition has no units: what accuses somebody is proposed to nobody until a person has
    sorted it.
    """

    ranked: tuple[Candidate, ...]
    ready: bool
    held: str | None


def propose(  # noqa: PLR0913 - the three sources of evidence, the office's threshold, its units
    case: Case,
    rules: Sequence[Rule],
    guesses: Sequence[Guess],
    past_work: Mapping[tuple[str, str], int],
    *,
    threshold: float,
    units: Mapping[str, str],
) -> Proposal:
    """Return who should handle ``case``.

    ``guesses`` are the classifier's; they are not asked where a person has set the category.
    ``past_work`` counts petitions by unit and category; ``units`` gives the names of the units
    in force, and no other is proposed. Ready: the first has at least ``threshold``.
    """
    held = None if case.sorted else _held(case.text, units.values())
    if held is not None:
        return Proposal((), ready=False, held=held)
    known = [Guess(case.category, 1.0, ())] if case.category else list(guesses)
    shares: dict[str, float] = {}
    reasons: dict[str, list[Reason]] = {}
    for guess in known or [Guess("", 1.0, ())]:
        for unit, share, why in _shares(case, rules, guess, past_work, units):
            shares[unit] = shares.get(unit, 0.0) + guess.probability * share
            reasons.setdefault(unit, []).extend(one for one in why if one not in reasons[unit])
    ranked = tuple(
        Candidate(unit, min(shares[unit], 1.0), tuple(reasons[unit]))
        for unit in sorted(shares, key=lambda unit: (-shares[unit], unit))
    )
    return Proposal(ranked, bool(ranked) and ranked[0].probability >= threshold, None)


def _held(text: str, units: Iterable[str]) -> str | None:
    naming = names_wrongdoer(text, units=tuple(units))
    if naming is None:
        return None
    return "、".join((*naming.who, *naming.wrongs))


def _shares(
    case: Case,
    rules: Sequence[Rule],
    guess: Guess,
    past_work: Mapping[tuple[str, str], int],
    units: Mapping[str, str],
) -> list[tuple[str, float, list[Reason]]]:
    """Return units with their share of a category's probability and the reasons."""
    why = [] if case.category or not guess.label else [_guessed(guess)]
    match = first_match(rules, replace(case, category=guess.label))
    if match is not None:
        unit = match.rule.unit
        proposed = unit in units and unit not in case.barred
        return [(unit, 1.0, [_by_rule(match), *why])] if proposed else []
    done: dict[str, int] = {}
    for (unit, category), count in past_work.items():
        if guess.label and covers(guess.label, category):
            done[unit] = done.get(unit, 0) + count
    whole = sum(done.values())
    return [
        (unit, count / (whole + _UNKNOWN), [_by_work(guess.label, count, whole), *why])
        for unit, count in done.items()
        if count and unit in units and unit not in case.barred
    ]


def _by_rule(match: Match) -> Reason:
    rule, line = match.rule, match.line
    return Reason(
        "rule",
        f"第 {line} 条规则“{rule.name}”：{rule.reason_zh}",
        f"Rule {line}, {rule.name}: {rule.reason_en}",
    )


def _by_work(category: str, count: int, whole: int) -> Reason:
    return Reason(
        "past-work",
        f"以往“{category}”类 {whole} 件中由其办理 {count} 件。",
        f"It handled {count} of {whole} petitions on {category} before.",
    )


def _guessed(guess: Guess) -> Reason:
    words = "、".join(guess.reasons)
    because_zh, because_en = (f"（{words}）", f" ({words})") if words else ("", "")
    return Reason(
        "category",
        f"内容可能属“{guess.label}”，把握 {guess.probability:.0%}{because_zh}。",
        f"Probably about {guess.label}, {guess.probability:.0%} sure{because_en}.",
    )
