"""The contract that holds the order of the rooms can itself be broken."""

from pathlib import Path

import pytest
from grimp import ImportGraph

from tools.rooms import Rooms, closure

TABLE = ["rules:", "ledger: rules", "insight: rules", "desk: ledger insight", "cli: ledger"]


def kept(importer: str, imported: str) -> bool:
    graph = ImportGraph()
    for module in (importer, imported):
        squashed = not module.startswith("xinlian")
        graph.add_module(module, is_squashed=squashed)
    graph.add_import(importer=importer, imported=imported, line_number=7, line_contents="import")
    options = {
        "name": "rooms",
        "rooms": TABLE,
        "standard_library_only": ["rules"],
        "without_django": ["rules", "insight"],
    }
    contract = Rooms("rooms", {"root_packages": ["xinlian"]}, options)
    return contract.check(graph, verbose=False).kept


@pytest.mark.parametrize(
    ("importer", "imported", "right"),
    [
        ("xinlian.ledger.commands", "xinlian.rules.facts", True),
        ("xinlian.desk.views", "xinlian.rules.facts", True),
        ("xinlian.desk.views", "xinlian.desk.forms", True),
        ("xinlian.rules.facts", "xinlian.ledger.models", False),
        ("xinlian.insight.figures", "xinlian.ledger.export", False),
        ("xinlian.desk.views", "xinlian.cli.main", False),
        ("xinlian.attic.things", "xinlian.rules.facts", False),
        ("xinlian.rules.days", "zoneinfo", True),
        ("xinlian.rules.days", "pyarrow", False),
        ("xinlian.insight.figures", "pyarrow", True),
        ("xinlian.insight.figures", "django", False),
        ("xinlian.ledger.models", "django", True),
    ],
)
def test_imports_go_down_the_table(importer: str, imported: str, right: bool) -> None:  # noqa: FBT001 - a case
    assert kept(importer, imported) is right


def test_a_room_may_import_what_those_below_it_may() -> None:
    assert closure(TABLE)["desk"] == {"ledger", "insight", "rules"}
    with pytest.raises(KeyError):
        closure(["desk: ledger", "ledger:"])


def test_no_file_outgrows_its_reader() -> None:
    """A file is read in one sitting: no file over 400 lines."""
    root = Path(__file__).parents[2]
    long = [
        f"{path.relative_to(root)}: {lines}"
        for folder in ("src", "tests", "tools", "bench")
        for path in (root / folder).rglob("*.py")
        if "migrations" not in path.parts
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    ]
    assert not long
