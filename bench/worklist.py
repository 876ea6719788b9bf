"""The pages that staff work from, at 200,000 petitions: milliseconds until the page is whole.

    python bench/worklist.py [--size 200000] [--runs 60] [--home FOLDER]

Each page is asked for in this process through Django's test client, signed in, from the request
to the last byte: middleware, session, permission, queries, template. Each line walks over several
addresses (other filters, words, petitions). Beside it stand the bare reads of the first address:
its queries run with ``sqlite3`` directly, without Django. ``--home`` keeps the home that was made,
or measures the one that stands there.
"""

import argparse
import os
import tempfile
from importlib import import_module
from pathlib import Path

import django
from measuring import report


def main() -> None:
    """Make the home unless it is there; measure; print the table and write the JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=60)
    parser.add_argument("--home", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder)
        is_made = (home / "clock").exists()
        os.environ |= {"XINLIAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "xinlian.site.settings"}
        django.setup()
        # These need the settings of this home, so they are imported here.
        import_module("xinlian.cli.migrate").migrate()
        made = import_module("worklist_home")
        if not is_made:
            made.make(options.size)
        rows = import_module("worklist_pages").measure(options.runs)
        report("worklist", rows, ("django",), made.SEED)


if __name__ == "__main__":
    main()
