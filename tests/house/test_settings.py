"""Every setting is documented, and nothing is documented that is no setting."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
VARIABLE = re.compile(r"\b(?:XINLIAN_[A-Z_]+|(?:VAULT_)?DATABASE_URL)\b")


def test_every_variable_that_is_read_is_documented() -> None:
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    read = {found for path in sources for found in VARIABLE.findall(path.read_text())}
    documented = set(VARIABLE.findall((ROOT / "docs" / "settings.md").read_text()))
    assert read == documented
