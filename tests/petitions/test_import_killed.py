"""A process killed in the middle of an import leaves whole batches, and the import goes on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.petitions.registers import PETITION, row, write
from xinlian.vault import masterkey

KILLED = """
import os, sys
import django
django.setup()
from datetime import UTC, datetime
from pathlib import Path
from django.core.management import call_command
from xinlian.ledger.actors import SYSTEM
from xinlian.ledger.verify import verify
from xinlian.petitions.commands import importing
from xinlian.petitions.models import Petition, PetitionText
from xinlian.vault.commands import sweep_orphans
from xinlian.vault.models import Identity

path, at = Path(sys.argv[1]), datetime(2018, 3, 1, tzinfo=UTC)
for alias in ("default", "vault"):
    call_command("migrate", database=alias, verbosity=0)
importing.BATCH = 10
writing, count = importing.write_petitions, 0

def write(*args, **kwargs):
    global count
    ids = writing(*args, **kwargs)
    count += 1
    if count == int(sys.argv[2]):
        os._exit(9)
    return ids

importing.write_petitions = write
print(Petition.objects.count(), PetitionText.objects.count(), Identity.objects.count())
print(importing.import_register(path, by=SYSTEM, at=at).as_dict())
print(sweep_orphans(at=datetime(2018, 4, 1, tzinfo=UTC)), verify().difference)
columns = sys.argv[3].split()
for row in Petition.objects.order_by("number").values_list(*columns):
    print(row)
"""


def _killed(home: Path, path: Path, at_batch: int) -> subprocess.CompletedProcess[str]:
    hidden = ("DATABASE_URL", "VAULT_DATABASE_URL", masterkey.VARIABLE)
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    environment = kept | {
        "XINLIAN_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "xinlian.site.settings",
        "PYTHONPATH": os.pathsep.join(part for part in sys.path if part),
    }
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(path), str(at_batch), " ".join(("id", *PETITION))],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.slow
def test_a_killed_process_leaves_whole_batches(tmp_path: Path) -> None:
    """Killed inside the third batch and begun again: as if nothing had happened."""
    path = write(tmp_path, [row(n) for n in range(35)])
    killed = _killed(tmp_path / "one", path, 3)
    assert (killed.returncode, killed.stderr) == (9, "")
    again = _killed(tmp_path / "one", path, 0)
    whole = _killed(tmp_path / "other", path, 0)
    assert (again.stderr, whole.stderr) == ("", "")
    first, second = again.stdout.split("\n"), whole.stdout.split("\n")
    assert first[0] == "20 20 30"
    assert (first[2], second[2]) == ("10 None", "0 None")
    assert first[1] == second[1]
    assert first[3:] == second[3:]
    assert len(first) == 3 + 35 + 1
