"""``xinlian run``: from an empty home to the served report, in one command."""

import argparse

from django.conf import settings

from xinlian import clock
from xinlian.briefing.commands import draft_report
from xinlian.briefing.outline import compose
from xinlian.cli import brief, importing
from xinlian.cli.insight import last_day_of_ledger, main_figures
from xinlian.cli.migrate import migrate
from xinlian.cli.output import progress
from xinlian.cli.serve import serve
from xinlian.demo.accounts import sign_ins
from xinlian.demo.load import load_city
from xinlian.ledger.actors import SYSTEM
from xinlian.ledger.export import export
from xinlian.ledger.queries import head
from xinlian.matters.linking import link_register
from xinlian.organisation.commands import found_office
from xinlian.rules.errors import BrokenRule


def run(options: argparse.Namespace) -> None:
    """Load or import, link, compute, write the report, and serve unless told not to."""
    migrate()
    if options.register and clock.demonstration_day():
        raise BrokenRule(
            "home-is-demonstration",
            zh=f"{settings.HOME}是示范城市；自己的登记簿请用另一个目录（XINLIAN_HOME）。",
            en=f"{settings.HOME} is the demonstration; give your register a home of its own "
            "(XINLIAN_HOME).",
        )
    if options.register:
        importing.print_outcome(importing.take(options.register, options.map))
    elif not head():
        load_city(progress=progress("示范城市 / demonstration city"))
    link_register(by=SYSTEM, at=clock.now(), progress=progress("串并 / linking"))
    _report(options)
    _sign_ins()
    if not options.no_serve:
        serve("127.0.0.1", options.port)


def _sign_ins() -> None:
    """Print who can sign in: the demonstration's accounts, or a new home's first two, once."""
    for account, password, role in sign_ins():
        print(f"  {account:<20}{password:<28}{role}")
    first = {} if sign_ins() else found_office(since=clock.today(), by=SYSTEM, at=clock.now())
    for account, password in first.items():
        print(f"  {account:<20}{password:<28}此密码只显示一次 / shown this once")


def _report(options: argparse.Namespace) -> None:
    pinned = export(settings.HOME)
    as_of = min(last_day_of_ledger(), clock.today())
    content = compose(settings.HOME, as_of, pinned)
    draft_report(settings.HOME, as_of, by=SYSTEM, at=clock.now())
    for name in ("situation-report.docx", "situation-report.html"):
        brief.write(content, as_of, options.out / name)
        print(options.out / name)
    for figure in main_figures(as_of):
        print(f"{figure.value!s:>10}  {figure.zh}")
        print(f"{'':>10}  {figure.en}: xinlian trace '{figure.id}' --as-of {as_of}")
