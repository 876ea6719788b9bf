"""Draw the procedures: a Mermaid state diagram and a table of steps for each profile."""

from collections.abc import Iterable

from xinlian.rules.clocks import cited
from xinlian.rules.procedure import NEEDS, ROLES, Procedure, Step, procedure
from xinlian.rules.profiles import NAMES, Clock, DayUnit, Profile
from xinlian.rules.vocabulary import Purpose, Route, State


def procedures() -> str:
    """Return a section for each profile, in Markdown."""
    return "".join(_section(procedure(name)) for name in NAMES)


def _section(read: Procedure) -> str:
    lines = ["", f"## `{read.name}` {read.profile.zh}", read.profile.en + ".", ""]
    lines += ["```mermaid", *_diagram(read), "```", "", "### Clocks", "", *_clocks(read)]
    lines += ["", "### Steps", "", *_steps(read)]
    return "\n".join(lines) + "\n"


def _diagram(read: Procedure) -> list[str]:
    """Return a state diagram; steps between the same two states share an arrow."""
    lines = ["stateDiagram-v2"]
    used = {state for step in read.steps.values() for state in (*step.before, step.after)}
    lines += [f"    {state.value}: {state.zh}<br/>{state.en}" for state in State if state in used]
    arrows: dict[tuple[str, str], list[str]] = {}
    for step in read.steps.values():
        for before, after in _moves(step):
            arrows.setdefault((before, after), []).append(step.zh)
    lines += [
        f"    {before} --> {after}: {'、'.join(names)}" for (before, after), names in arrows.items()
    ]
    return lines


def _moves(step: Step) -> Iterable[tuple[str, str]]:
    """Yield the moves of a step; a withdrawal, possible almost anywhere, from one state only."""
    if step.restores:
        yield State.WITHDRAWN.value, State.RECEIVED.value
    if step.after is None:
        return
    if not step.before:
        yield "[*]", step.after.value
    elif step.after is State.WITHDRAWN:
        yield State.RECEIVED.value, step.after.value
    else:
        for state in State:
            if state in step.before and state is not step.after:
                yield state.value, step.after.value


def _clocks(read: Procedure) -> Iterable[str]:
    yield "| clock | 中文 | English | runs from | length | right | under |"
    yield "|---|---|---|---|---|---|---|"
    for clock in read.profile.clocks.values():
        right = "yes" if clock.name in read.rights else ""
        yield (
            f"| `{clock.name}` | {clock.zh} | {clock.en} | {clock.from_zh} {clock.from_en} "
            f"| {_length(clock)} | {right} | {_under(clock.article, read.profile)} |"
        )
    for given in read.given.values():
        under = _under(given.article, read.profile)
        yield f"| `{given.name}` | {given.zh} | {given.en} | | given by the step | | {under} |"


def _length(clock: Clock) -> str:
    unit = "working days" if clock.unit is DayUnit.WORKING_DAYS else "days"
    after = f" after `{clock.after}`" if clock.after else ""
    return f"{clock.length} {unit}{after}"


def _steps(read: Procedure) -> Iterable[str]:
    yield "| step | 中文 | English | who | in | to | only for | needs | clocks | document | under |"
    yield "|---|---|---|---|---|---|---|---|---|---|---|"
    for step in read.steps.values():
        cells = (
            f"`{step.name}`" + (" (once)" if step.once else ""),
            step.zh,
            step.en,
            _listed(names[1] for role, names in ROLES.items() if role in step.roles),
            _listed(f"`{state}`" for state in State if state in step.before),
            _leads_to(step),
            _listed(term.en for term in (*Purpose, *Route) if term in step.purposes | step.routes),
            _listed(NEEDS[need][1] for need in step.needs),
            _moved(step),
            step.document,
            _reason(step, read.profile),
        )
        yield f"| {' | '.join(cells)} |"


def _leads_to(step: Step) -> str:
    if step.restores:
        return "as before the withdrawal"
    return f"`{step.after}`" if step.after else ""


def _moved(step: Step) -> str:
    return "<br/>".join(
        f"{sign} {_listed(f'`{name}`' for name in names)}"
        for sign, names in (
            ("within", step.within),
            ("■", step.ends),
            ("□", step.stops),
            ("▶", step.starts),
        )
        if names
    )


def _reason(step: Step, profile: Profile) -> str:
    note = f"{step.note_zh}<br/>{step.note_en}" if step.note_zh else ""
    return "<br/>".join(part for part in (cited(step.article, profile)[0], note) if part)


def _under(article: str, profile: Profile) -> str:
    return cited(article, profile)[0] or "产品规则 product rule"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
