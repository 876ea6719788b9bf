"""An import-linter contract that reads the table of rooms: who may import whom."""

import sys
from collections.abc import Iterable, Iterator
from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

_OURS = "xinlian"


class Rooms(Contract):
    """Every import between rooms goes down the table; a room not in the table is an error."""

    rooms = fields.ListField(subfield=fields.StringField())
    standard_library_only = fields.ListField(subfield=fields.StringField())
    without_django = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 - the base's
        """Compare every import of the graph with the table."""
        del verbose
        allowed = closure(_lines(self.rooms))
        broken = [
            f"{importer} -> {imported} (line {line})"
            for importer, imported, line in _imports(graph)
            if not self._may(allowed, importer, imported)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": sorted(broken)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each forbidden import on a line."""
        for line in check.metadata["broken"]:
            output.print_error(line)

    def _may(self, allowed: dict[str, set[str]], importer: str, imported: str) -> bool:
        room, target = _room(importer), _room(imported)
        if not room:  # the package's own __init__
            return True
        if not imported.startswith(f"{_OURS}.") and imported != _OURS:
            return self._may_outside(room, imported)
        return not target or target == room or target in allowed.get(room, set())

    def _may_outside(self, room: str, imported: str) -> bool:
        package = imported.partition(".")[0]
        if room in _lines(self.standard_library_only):
            return package in sys.stdlib_module_names
        return not (room in _lines(self.without_django) and package == "django")


def closure(table: list[str]) -> dict[str, set[str]]:
    """Return for each room all rooms it may import, from lines ``room: those it names``.

    The table is read from the lowest room up, so a room can name only what stands above it in
    the table; anything else raises ``KeyError`` and shows a table that is not in order.
    """
    allowed: dict[str, set[str]] = {}
    for line in table:
        room, _, named = line.partition(":")
        below = set(named.split())
        allowed[room] = below.union(*(allowed[name] for name in below))
    return allowed


def _lines(field: object) -> list[str]:
    """Return a list field's value; the class declares the field where instances hold its value."""
    return list(cast("Iterable[str]", field))


def _imports(graph: ImportGraph) -> Iterator[tuple[str, str, int]]:
    for importer in graph.modules:
        if importer.partition(".")[0] != _OURS:
            continue
        for imported in graph.find_modules_directly_imported_by(importer):
            details = graph.get_import_details(importer=importer, imported=imported)
            yield importer, imported, details[0]["line_number"] if details else 0


def _room(module: str) -> str:
    """Return the room of one of our modules, '' for the package itself."""
    parts = module.split(".")
    return parts[1] if parts[0] == _OURS and len(parts) > 1 else ""
