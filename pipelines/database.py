"""Rows in Postgres: a pool, dataclasses to rows and back, and the two ways to write (`replace` and `merge`).

A write is one transaction for one partition: readers see the old rows or the new ones. Each write is fenced, so that a
worker that was overtaken by a newer run cannot commit (see `Fence`).

Nothing heavy is imported here: a command that finds nothing to do has asked only this module.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, LiteralString, TypeVar, cast, get_args, get_origin, get_type_hints

import psycopg
from pgvector import Vector
from psycopg import sql
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb
from psycopg_pool import ConnectionPool, PoolTimeout

from pipelines.tables import TABLES, Table

if TYPE_CHECKING:
    from pydantic import TypeAdapter

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
CONNECT_TIMEOUT_S = 30.0
PLAIN = frozenset({str, int, float, bool, bytes, type(None)})
T = TypeVar("T")


class DatabaseError(RuntimeError):
    """The database cannot be used. The message says why and what to do."""


class LeaseLostError(DatabaseError):
    """A newer run has written this partition; this one's rows were not stored."""


@dataclass(frozen=True)
class Fence:
    """Who is writing. A write is refused when `order` is smaller than that of the last writer of the partition.

    `order` is the microsecond at which the run started, so a zombie step of a dead run loses to the run's retry.
    `inputs` maps upstream asset and partition to the content digest that was read; `code_version` is the asset's.
    """

    asset: str
    run_id: str
    order: int
    code_version: str
    inputs: dict[str, str]


@dataclass(frozen=True)
class PartitionWrite:
    """What stands in one partition of one asset: the last committed write."""

    asset: str
    partition_key: str
    run_id: str
    fence_order: int
    code_version: str
    inputs: dict[str, str]
    n_rows: int
    content_sha256: str


class Database:
    """A pool of connections to one Postgres, and reads and writes of the classes in `TABLES`."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._pool: ConnectionPool[psycopg.Connection[dict[str, Any]]] = ConnectionPool(
            url,
            min_size=0,
            max_size=4,
            open=False,
            timeout=CONNECT_TIMEOUT_S,
            check=ConnectionPool.check_connection,
            kwargs={"row_factory": dict_row},
        )

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()

    @contextmanager
    def transaction(self) -> Iterator[psycopg.Connection[dict[str, Any]]]:
        """Yield a connection in one transaction: committed at the end, rolled back on an error.

        Raises:
            DatabaseError: the server cannot be reached within 30 s.
        """
        self._pool.open()
        try:
            connection = self._pool.getconn()
        except PoolTimeout as error:
            raise DatabaseError(
                f"No connection to {redacted(self._url)} within {CONNECT_TIMEOUT_S:g} s. "
                "Is the server up? `lectern up` starts the embedded one; else check DATABASE_URL."
            ) from error
        try:
            with connection.transaction():
                yield connection
        finally:
            self._pool.putconn(connection)

    def query(
        self, statement: LiteralString | sql.Composed, parameters: Sequence[Any] | dict[str, Any] = ()
    ) -> list[dict[str, Any]]:
        """Run one statement in a transaction of its own and return its rows."""
        with self.transaction() as connection:
            cursor = connection.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []

    def read(self, model: type[T], /, **where: Any) -> list[T]:
        """Return the stored rows of `model` whose columns equal `where`, in the table's order."""
        table = TABLES[model]
        conditions = [sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name)) for name in where]
        statement = sql.SQL("SELECT {columns} FROM {table} {where} ORDER BY {order}").format(
            columns=_identifiers(_columns(cast(Any, model))),
            table=sql.Identifier(table.name),
            where=sql.SQL("WHERE ") + sql.SQL(" AND ").join(conditions) if conditions else sql.SQL(""),
            order=_identifiers(table.order_by),
        )
        return _from_rows(model, self.query(statement, where))

    def one(self, model: type[T], /, **where: Any) -> T | None:
        """Return the single row of `model` that matches `where`, or None."""
        rows = self.read(model, **where)
        if len(rows) > 1:
            raise DatabaseError(f"{TABLES[model].name}: {len(rows)} rows match {where}, at most one was expected.")
        return rows[0] if rows else None

    def merge(self, model: type[T], rows: Iterable[T]) -> int:
        """Insert `rows` or update them where their key stands already; return how many were given."""
        with self.transaction() as connection:
            return _upsert(connection, model, list(rows))

    def delete(self, model: type[T], /, **where: Any) -> int:
        """Delete the rows of `model` whose columns equal `where`; return how many there were.

        Raises:
            ValueError: nothing is named, which would empty the table.
        """
        if not where:
            raise ValueError("delete needs at least one column to select by")
        statement = sql.SQL("DELETE FROM {table} WHERE {where} RETURNING 1 AS one").format(
            table=sql.Identifier(TABLES[model].name),
            where=sql.SQL(" AND ").join(
                sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name)) for name in where
            ),
        )
        return len(self.query(statement, where))

    def replace(
        self,
        model: type[T],
        rows: Iterable[T],
        partition_key: str,
        fence: Fence,
        within: dict[str, str] | None = None,
    ) -> PartitionWrite:
        """Make `rows` the whole content of the partition, in one fenced transaction.

        Unchanged rows are left as they are, so the same rows twice write nothing. `within` says by columns which rows are
        the partition's, where it is not those with its key in the table's partition column.

        Raises:
            LeaseLostError: a newer run has written the partition.
        """
        table = TABLES[model]
        given = list(rows)
        with self.transaction() as connection:
            _take_fence(connection, fence, partition_key)
            keys = [tuple(getattr(row, name) for name in table.key) for row in given]
            if within is None and table.partition is not None:
                within = {table.partition: partition_key}
            if within:
                _delete_others(connection, table, within, keys)
            _upsert(connection, model, given)
            return _record_write(connection, fence, partition_key, len(given), _content_digest(model, given))

    def last_write(self, asset: str, partition_key: str) -> PartitionWrite | None:
        """Return the last committed write of the asset's partition, or None."""
        rows = self.query(
            "SELECT asset, partition_key, run_id, fence_order, code_version, inputs, n_rows, content_sha256"
            " FROM partition_writes WHERE asset = %s AND partition_key = %s",
            (asset, partition_key),
        )
        return PartitionWrite(**rows[0]) if rows else None


def redacted(url: str) -> str:
    """Return a database URL without its password, for messages."""
    head, at, tail = url.rpartition("@")
    if not at or ":" not in head.partition("://")[2]:
        return url
    return f"{head.rpartition(':')[0]}:***@{tail}"


def _take_fence(connection: psycopg.Connection[Any], fence: Fence, partition_key: str) -> None:
    connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"{fence.asset}\x1f{partition_key}",))
    row = connection.execute(
        "SELECT run_id, fence_order FROM partition_writes WHERE asset = %s AND partition_key = %s",
        (fence.asset, partition_key),
    ).fetchone()
    if row and row["fence_order"] > fence.order and row["run_id"] != fence.run_id:
        raise LeaseLostError(
            f"{fence.asset} [{partition_key}]: run {row['run_id'][:8]} started later and has written this partition. "
            f"The rows of run {fence.run_id[:8]} were not stored; nothing needs to be done."
        )


def _record_write(
    connection: psycopg.Connection[Any], fence: Fence, partition_key: str, n_rows: int, digest: str
) -> PartitionWrite:
    write = PartitionWrite(
        fence.asset, partition_key, fence.run_id, fence.order, fence.code_version, fence.inputs, n_rows, digest
    )
    connection.execute(
        "INSERT INTO partition_writes (asset, partition_key, run_id, fence_order, code_version, inputs, n_rows, content_sha256)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
        " ON CONFLICT (asset, partition_key) DO UPDATE SET run_id = excluded.run_id, fence_order = excluded.fence_order,"
        " code_version = excluded.code_version, inputs = excluded.inputs, n_rows = excluded.n_rows,"
        " content_sha256 = excluded.content_sha256, written_at = now()",
        (*[getattr(write, f.name) for f in fields(write)[:5]], Jsonb(write.inputs), write.n_rows, write.content_sha256),
    )
    return write


def _delete_others(
    connection: psycopg.Connection[Any], table: Table, within: dict[str, str], keys: list[tuple[Any, ...]]
) -> None:
    if len(table.key) != 1:
        raise DatabaseError(f"{table.name}: a partitioned table needs a key of one column.")
    statement = sql.SQL("DELETE FROM {table} WHERE {partition} AND NOT {key} = ANY(%s)").format(
        table=sql.Identifier(table.name),
        partition=sql.SQL(" AND ").join(sql.SQL("{} = %s").format(sql.Identifier(name)) for name in within),
        key=sql.Identifier(table.key[0]),
    )
    connection.execute(statement, (*within.values(), [key[0] for key in keys]))


def _upsert(connection: psycopg.Connection[Any], model: type[T], rows: list[T]) -> int:
    if not rows:
        return 0
    table, columns = TABLES[model], _columns(cast(Any, model))
    others = [name for name in columns if name not in table.key]
    target = sql.Identifier(table.name)
    statement = sql.SQL(
        "INSERT INTO {table} ({columns}) VALUES ({values}) ON CONFLICT ({key}) DO UPDATE SET {assign} WHERE ({old}) IS DISTINCT FROM ({new})"
    ).format(
        table=target,
        columns=_identifiers(columns),
        values=sql.SQL(", ").join(sql.Placeholder() for _ in columns),
        key=_identifiers(table.key),
        assign=sql.SQL(", ").join(sql.SQL("{0} = excluded.{0}").format(sql.Identifier(name)) for name in others),
        old=sql.SQL(", ").join(sql.SQL("{}.{}").format(target, sql.Identifier(name)) for name in others),
        new=sql.SQL(", ").join(sql.SQL("excluded.{}").format(sql.Identifier(name)) for name in others),
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, [_to_row(model, row) for row in rows])
    return len(rows)


def _content_digest(model: type[T], rows: list[T]) -> str:
    digest = hashlib.sha256()
    for row in sorted(_canonical(model, row) for row in rows):
        digest.update(row)
    return digest.hexdigest()


def _canonical(model: type[T], row: T) -> bytes:
    plain = {name: _plain(value) for name, value in _adapter(cast(Any, model)).dump_python(row).items()}
    return json.dumps(plain, sort_keys=True, default=str).encode()


def _plain(value: Any) -> Any:
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value


def _identifiers(names: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(name) for name in names)


@cache
def _adapter(model: Any) -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter

    return TypeAdapter(model)


@cache
def _columns(model: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(model))


@cache
def _column_kinds(model: type) -> dict[str, str]:
    """Return column → how its value is sent: `text[]`, `vector`, `jsonb`, `enum`, or `plain`: it comes back as it was sent."""
    kinds = {}
    for name, hint in get_type_hints(model).items():
        if hint == tuple[str, ...]:
            kinds[name] = "text[]"
        elif hint == tuple[float, ...]:
            kinds[name] = "vector"
        else:
            is_plain = PLAIN.issuperset(get_args(hint) if isinstance(hint, UnionType) else (hint,))
            kinds[name] = "plain" if is_plain else "jsonb" if get_origin(hint) in (dict, tuple) else "enum"
    return kinds


def _to_row(model: type, row: Any) -> list[Any]:
    dumped, kinds = _adapter(cast(Any, model)).dump_python(row), _column_kinds(model)
    return [_to_column(dumped[name], kinds[name]) for name in _columns(cast(Any, model))]


def _to_column(value: Any, kind: str) -> Any:
    if kind == "jsonb":
        return Jsonb(value, dumps=_dumps)
    if kind == "vector":
        return Vector(list(value)).to_text() if value else None
    return list(value) if kind == "text[]" else value


def _dumps(value: Any) -> str:
    return json.dumps(value, default=str)


def _from_rows(model: type[T], rows: list[dict[str, Any]]) -> list[T]:
    kinds = _column_kinds(cast(Any, model))
    if set(kinds.values()) == {"plain"}:
        return [model(**row) for row in rows]
    for name in (name for name, kind in kinds.items() if kind == "vector"):
        for row in rows:
            row[name] = Vector.from_text(row[name]).to_list() if row[name] is not None else ()
    return cast(list[T], _adapter(list[model]).validate_python(rows))  # type: ignore[valid-type]


def migrate(url: str, revision: str = "head") -> None:
    """Bring the schema at `url` to `revision`; a no-op when it is there already. Two callers at once run one after the other."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url
    command.upgrade(config, revision)
