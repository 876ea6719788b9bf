"""Where the expressions run: DuckDB inside this process, or a Spark session handed in.

Both evaluate the same Ibis expressions. Nothing else in the room knows which one it is.
"""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Protocol

import ibis
import ibis.expr.types as ir

THREADS: Final = 2


class Engine(Protocol):
    """What insight asks of an engine: read Parquet, keep an expression, fetch rows."""

    def read(self, files: Sequence[Path], schema: ibis.Schema) -> ir.Table:
        """Return the Parquet files as one table; without files, an empty one of ``schema``."""

    def keep(self, expression: ir.Table) -> ir.Table:
        """Compute an expression once and return it as a table to read again and again."""

    def rows(self, expression: ir.Table) -> list[tuple[Any, ...]]:
        """Compute an expression and return its rows."""


class _IbisEngine:
    """The part that all Ibis backends share."""

    _by_name: Mapping[str, str | bool] = {"mergeSchema": True}
    """The option of ``read_parquet`` that matches the files' columns by name."""

    def __init__(self, backend: Any) -> None:  # noqa: ANN401 - Ibis gives its backends no type
        self._backend = backend

    def read(self, files: Sequence[Path], schema: ibis.Schema) -> ir.Table:
        """Return the Parquet files as one table; without files, an empty one of ``schema``.

        A column that older files do not have yet is null there.
        """
        with _quiet():
            if not files:
                return self._empty(schema)
            paths = [str(file) for file in files]
            table: ir.Table = self._backend.read_parquet(paths, **self._by_name)
        columns = {
            name: table[name].cast(kind) if name in table.columns else ibis.null(kind)
            for name, kind in schema.items()
        }
        return table.select(**columns)

    def keep(self, expression: ir.Table) -> ir.Table:
        """Compute an expression once and return it as a table to read again and again."""
        with _quiet():
            return expression.cache()

    def rows(self, expression: ir.Table) -> list[tuple[Any, ...]]:
        """Compute an expression and return its rows."""
        with _quiet():
            table = self._backend.to_pyarrow(expression)
        return list(zip(*(column.to_pylist() for column in table.columns), strict=True))

    def _empty(self, schema: ibis.Schema) -> ir.Table:
        return ibis.memtable([], schema=schema)


class _DuckEngine(_IbisEngine):
    """DuckDB: an empty kind of fact is a temporary table, so that every table has a home."""

    _by_name: Mapping[str, str | bool] = {"union_by_name": True}

    def _empty(self, schema: ibis.Schema) -> ir.Table:
        name = ibis.util.gen_name("empty")
        empty: ir.Table = self._backend.create_table(name, schema=schema, temp=True)
        return empty


def duckdb_engine(threads: int = THREADS) -> Engine:
    """Return DuckDB in memory, without extensions and in UTC."""
    with _quiet():
        backend = ibis.duckdb.connect(
            threads=threads, autoinstall_known_extensions=False, autoload_known_extensions=False
        )
        backend.raw_sql("SET TimeZone = 'UTC'")
    return _DuckEngine(backend)


def spark_engine(session: Any) -> Engine:  # noqa: ANN401 - PySpark is an optional extra
    """Return an engine on a Spark session (extra ``spark``); the session's zone must be UTC."""
    return _IbisEngine(ibis.pyspark.connect(session))


@contextmanager
def _quiet() -> Iterator[None]:
    """Ibis 12 still calls DuckDB by names that DuckDB 2 calls deprecated."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "fetch_.* is deprecated", DeprecationWarning)
        yield
