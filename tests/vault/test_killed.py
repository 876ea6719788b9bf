"""A process killed between the vault and the rest leaves an orphan, no half of a petition."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from xinlian.vault import masterkey

SCRIPT = """
import os
from datetime import UTC, datetime
import django
django.setup()
from django.db import connections, transaction
from xinlian.ledger.models import Counter
from xinlian.vault import references
from xinlian.vault.commands import seal, sweep_orphans
from xinlian.vault.models import HouseKey, Identity, MatterKey, PersonKey, SealedText
from xinlian.vault.personal import PersonalData

def tables(alias, *models):
    with connections[alias].schema_editor() as editor:
        for model in models:
            editor.create_model(model)

def register(die):
    at = datetime(2018, 3, 1, tzinfo=UTC)
    (ref,) = seal([PersonalData("周晓岚", telephone="19900001234")], at=at)
    with transaction.atomic():
        Counter.objects.create(name=ref)
        if die:
            os._exit(9)

references._COLUMNS.clear()
references.register("ledger.Counter", "name")
"""

REGISTER = """
tables("default", Counter)
tables("vault", HouseKey, Identity, MatterKey, PersonKey, SealedText)
register(die=False)
register(die=True)
"""

SWEEP = """
print(Identity.objects.count(), Counter.objects.count())
print(sweep_orphans(at=datetime(2018, 3, 1, 23, tzinfo=UTC)))
print(sweep_orphans(at=datetime(2018, 3, 2, 1, tzinfo=UTC)))
print(Identity.objects.count(), PersonKey.objects.count(), Counter.objects.count())
"""


def _run(home: Path, script: str) -> subprocess.CompletedProcess[str]:
    hidden = ("DATABASE_URL", "VAULT_DATABASE_URL", masterkey.VARIABLE)
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, "-c", SCRIPT + script],
        env=kept
        | {
            "XINLIAN_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": kept.get("DJANGO_SETTINGS_MODULE", "xinlian.site.settings"),
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_killed_between_the_vault_and_the_rest(tmp_path: Path) -> None:
    killed = _run(tmp_path, REGISTER)
    assert (killed.returncode, killed.stderr) == (9, "")
    again = _run(tmp_path, SWEEP)
    assert again.stderr == ""
    assert again.stdout.split("\n")[:4] == ["2 1", "0", "1", "1 1 1"]
    with sqlite3.connect(tmp_path / "xinlian.sqlite3") as database:
        (ref,) = database.execute("SELECT name FROM ledger_counter").fetchone()
    database.close()
    with sqlite3.connect(tmp_path / "vault.sqlite3") as database:
        assert database.execute("SELECT ref FROM vault_identity").fetchall() == [(ref,)]
    database.close()
