"""The steps of each profile: who may take them, when, with what, and the clocks they move.

A procedure is data (``profiles/<name>/procedure.toml``). Rooms that handle petitions ask it
what is open and what is allowed; no step, role or state is written down a second time.
``docs/procedure.md`` draws it.
"""

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from xinlian.rules.errors import BrokenRule
from xinlian.rules.profiles import Profile, profile
from xinlian.rules.vocabulary import Purpose, Route, State

ROLES: Final[Mapping[str, tuple[str, str]]] = {
    "office": ("信访部门", "the petitions office"),
    "unit": ("责任单位", "the unit in charge"),
    "head": ("责任单位负责人", "the head of the unit in charge"),
    "sender": ("转送、交办的部门", "the body that passed it on"),
    "other-unit": ("办理单位以外的单位", "a body other than the one that handled it"),
    "superior": ("上一级机关、单位", "the next higher body"),
    "petitioner": ("信访人", "the petitioner"),
}
"""Who takes steps."""

NEEDS: Final[Mapping[str, tuple[str, str]]] = {
    "claims": ("逐项诉求的信访目的", "the purpose of each claim"),
    "unit": ("责任单位", "the unit in charge"),
    "due": ("办理期限", "a date by which to report"),
    "reasons": ("理由", "reasons"),
    "ground": ("法定理由", "the ground"),
    "where": ("受理途径或者机关", "where the petitioner is to turn"),
    "questions": ("需要补充的内容", "what is asked"),
    "facts": ("事实", "the facts"),
    "results": ("逐项诉求的处理结果", "the result of each claim"),
    "basis": ("法律法规政策依据", "the legal basis"),
    "approver": ("批准人", "who approved"),
    "delivery": ("送达日期和方式", "when and how it was delivered"),
    "evidence": ("落实证据", "evidence that it was done"),
    "consent": ("双方同意", "the consent of both sides"),
    "agreement": ("书面协议", "a written agreement"),
    "rating": ("评价", "the rating"),
    "answer": ("答复内容", "the answer"),
    "request": ("书面请求", "the request"),
    "times": ("听证起止日期", "the days of the hearing"),
}
"""What a step may require, in words."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``before`` is empty for the step that begins; ``after`` None keeps the state.

    ``routes`` binds claims (申诉求决) only: nothing else has a route. A step first stops and
    ends clocks, then starts them: ``ends`` is the duty done, ``stops`` the duty gone.
    ``within`` names clocks of which one must run and not be past (a right that lapses; an
    extension of what is running): see :func:`xinlian.rules.running.check_in_time`.
    ``restores``: back to the state, and the clocks, before the step it undoes. ``once``: not
    twice in a petition's life. ``article`` is empty for a product rule, which then has a note;
    it may name several articles (``R29, R30``).
    """

    name: str
    zh: str
    en: str
    article: str
    roles: frozenset[str]
    before: frozenset[State]
    after: State | None
    purposes: frozenset[Purpose]
    routes: frozenset[Route]
    needs: tuple[str, ...]
    starts: tuple[str, ...]
    stops: tuple[str, ...]
    ends: tuple[str, ...]
    document: str
    once: bool
    within: tuple[str, ...] = ()
    restores: bool = False
    note_zh: str = ""
    note_en: str = ""

    def suits(self, purpose: Purpose | None, route: Route | None) -> bool:
        """Return whether the step is one for that purpose and route; None: not known, any."""
        if purpose and self.purposes and purpose not in self.purposes:
            return False
        claim = purpose in {None, Purpose.APPEAL}
        return not (claim and route and self.routes and route not in self.routes)


@dataclass(frozen=True, slots=True)
class GivenClock:
    """A clock without a length of its own: the step that starts it gives the date."""

    name: str
    zh: str
    en: str
    article: str


@dataclass(frozen=True, slots=True)
class Procedure:
    """The steps of a profile; ``rights`` are clocks that lapse instead of being overdue."""

    name: str
    profile: Profile
    steps: Mapping[str, Step]
    given: Mapping[str, GivenClock]
    rights: frozenset[str]

    def step(self, name: str) -> Step:
        """Return a step; a name the procedure has not is refused (``step-unknown``)."""
        if name not in self.steps:
            raise BrokenRule(
                "step-unknown",
                zh=f"“{self.profile.zh}”没有步骤“{name}”。",
                en=f"{self.profile.en} has no step {name!r}.",
            )
        return self.steps[name]

    def open_to(
        self,
        state: State | None,
        *,
        purpose: Purpose | None = None,
        route: Route | None = None,
    ) -> tuple[Step, ...]:
        """Return the steps that may be taken in a state; None: before registration."""
        return tuple(
            step
            for step in self.steps.values()
            if _stands(step, state) and step.suits(purpose, route)
        )

    def check(  # noqa: PLR0913 - what a step is judged by
        self,
        name: str,
        *,
        state: State | None,
        purpose: Purpose | None = None,
        route: Route | None = None,
        given: Collection[str] = (),
        role: str | None = None,
        taken: Collection[str] = (),
    ) -> Step:
        """Return the step if it may be taken, else refuse and say what would be right.

        ``given`` names what was given of ``needs``; ``taken`` the steps taken before. Raises
        ``step-unknown``, ``step-state``, ``step-purpose``, ``step-role``, ``step-once``,
        ``step-needs``.
        """
        step = self.step(name)
        if not _stands(step, state):
            raise _wrong_state(step, state)
        if not step.suits(purpose, route):
            raise _wrong_purpose(step)
        if role is not None and role not in step.roles:
            raise _wrong_role(step)
        if step.once and name in taken:
            raise _refused(step, "once", "只能进行一次", "is taken once only")
        missing = [need for need in step.needs if need not in given]
        if missing:
            zh, en = _words(NEEDS[need] for need in missing)
            raise _refused(step, "needs", f"还需要：{zh}", f"still needs {en}")
        return step


@lru_cache(maxsize=8)
def procedure(profile_name: str) -> Procedure:
    """Return the procedure of a profile; an unknown name raises ``profile-unknown``."""
    governing = profile(profile_name)
    file = files("xinlian.rules.profiles") / profile_name / "procedure.toml"
    return read_procedure(file.read_text(encoding="utf-8"), governing)


def read_procedure(text: str, governing: Profile) -> Procedure:
    """Read a procedure from TOML; what cannot be raises ``procedure-invalid``."""
    try:
        data = tomllib.loads(text)
        read = Procedure(
            name=governing.name,
            profile=governing,
            steps={name: _step(name, rule) for name, rule in data["steps"].items()},
            given={name: GivenClock(name, **rule) for name, rule in data["given"].items()},
            rights=frozenset(data["rights"]),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _invalid(str(error)) from error
    wrong = [*_unnamed(read), *_unending(read), *_unreachable(read)]
    if wrong:
        raise _invalid("; ".join(wrong))
    return read


def _unnamed(read: Procedure) -> Iterator[str]:
    """Yield names that mean nothing: clocks, roles and needs nobody declared, silent rules."""
    clocks = read.profile.clocks.keys() | read.given.keys()
    if unknown := read.rights - clocks:
        yield f"unknown clocks {sorted(unknown)}"
    for step in read.steps.values():
        moved = {*step.starts, *step.stops, *step.ends, *step.within}
        for what, named, known in (
            ("clocks", moved, clocks),
            ("roles", step.roles, ROLES.keys()),
            ("needs", step.needs, NEEDS.keys()),
        ):
            if strange := set(named) - known:
                yield f"{step.name}: unknown {what} {sorted(strange)}"
        if not step.article and not (step.note_zh and step.note_en):
            yield f"{step.name}: neither an article nor a note"
        if not step.roles:
            yield f"{step.name}: nobody takes it"


def _unending(read: Procedure) -> Iterator[str]:
    """Yield clocks that start and never end, or that a step ends and none starts."""
    steps = read.steps.values()
    started = {clock for step in steps for clock in step.starts}
    ended = {clock for step in steps for clock in (*step.ends, *step.stops)}
    finished = {clock for step in steps for clock in step.ends}
    if wrong := (started - finished) | (ended - started):
        yield f"clocks that do not both start and end: {sorted(wrong)}"


def _unreachable(read: Procedure) -> Iterator[str]:
    """Yield states no step leads to and dead ends: where nothing at all can be done."""
    reached = {step.after for step in read.steps.values()} - {None}
    used = {state for step in read.steps.values() for state in step.before}
    if lost := used - reached:
        yield f"no step leads to {sorted(lost)}"
    if dead := {state for state in reached if state is not None and state not in used}:
        yield f"nothing can be done in {sorted(dead)}"
    if not any(not step.before for step in read.steps.values()):
        yield "no step begins"


_LISTS: Final = ("needs", "starts", "stops", "ends", "within")


def _step(name: str, rule: dict[str, Any]) -> Step:
    after = rule.pop("after", None)
    lists: dict[str, Any] = {key: tuple(rule.pop(key, ())) for key in _LISTS}
    return Step(
        name=name,
        after=State(after) if after else None,
        roles=frozenset(rule.pop("roles")),
        before=frozenset(State(state) for state in rule.pop("before", ())),
        purposes=frozenset(Purpose(purpose) for purpose in rule.pop("purposes", ())),
        routes=frozenset(Route(route) for route in rule.pop("routes", ())),
        **lists,
        article=rule.pop("article", ""),
        document=rule.pop("document", ""),
        once=rule.pop("once", False),
        **rule,
    )


def _stands(step: Step, state: State | None) -> bool:
    return state in step.before if state else not step.before


def _wrong_state(step: Step, state: State | None) -> BrokenRule:
    zh, en = _words((each.zh, each.en) for each in State if each in step.before)
    now_zh, now_en = (state.zh, state.en) if state else ("尚未登记", "not registered")
    return _refused(
        step,
        "state",
        f"现为“{now_zh}”，应在以下状态时进行：{zh or '尚未登记'}",
        f"cannot be taken now ({now_en}); it is taken when: {en or 'not yet registered'}",
    )


def _wrong_purpose(step: Step) -> BrokenRule:
    purposes = [each for each in Purpose if each in step.purposes]
    routes = [each for each in Route if each in step.routes]
    zh, en = _words((each.zh, each.en) for each in (*purposes, *routes))
    return _refused(step, "purpose", f"只适用于：{zh}", f"is only for: {en}")


def _wrong_role(step: Step) -> BrokenRule:
    zh, en = _words(names for role, names in ROLES.items() if role in step.roles)
    return _refused(step, "role", f"应由以下一方进行：{zh}", f"is taken by: {en}")


def _words(pairs: Iterable[tuple[str, str]]) -> tuple[str, str]:
    listed = list(pairs)
    return "、".join(zh for zh, _ in listed), ", ".join(en for _, en in listed)


def _refused(step: Step, code: str, zh: str, en: str) -> BrokenRule:
    return BrokenRule(
        f"step-{code}",
        zh=f"“{step.zh}”{zh}。",
        en=f"{step.en[0].upper()}{step.en[1:]} {en}.",
        article=step.article,
    )


def _invalid(why: str) -> BrokenRule:
    return BrokenRule(
        "procedure-invalid",
        zh=f"规程步骤有误：{why}。",
        en=f"This procedure is not valid: {why}.",
    )
