"""``xinlian VERB ...``: parse, call one verb, turn its answer into an exit status.

0: done; 1: done, and the answer is no (a difference, rejected rows); 2: refused, with one
sentence in both languages.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from xinlian import __version__
from xinlian.cli.verbs import VERBS
from xinlian.rules.errors import BrokenRule


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; return the exit status."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.needs_database:
        _start_django()
    try:
        return int(options.run(options) or 0)
    except BrokenRule as refusal:
        print(f"{refusal.zh}\n{refusal.en}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read the output has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("已中断。\nInterrupted.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="xinlian", description="信联：信访工作联席会议 / for a joint conference on petitions"
    )
    parser.add_argument("--version", action="version", version=__version__)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb in VERBS:
        under = verbs.add_parser(verb.name, help=verb.help, description=verb.help)
        verb.arguments(under)
        under.set_defaults(run=verb.run, needs_database=verb.needs_database)
    return parser


def _start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xinlian.site.settings")
    import django  # noqa: PLC0415 - verbs without a database start without Django

    django.setup()


if __name__ == "__main__":
    sys.exit(main())
