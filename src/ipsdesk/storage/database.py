"""The encrypted file as SQLAlchemy sees it: one connection, and one door to it."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from ipsdesk.storage.data_key import DataKey
from ipsdesk.storage.faults import plain_words

APPLICATION_ID = 0x49505344  # "IPSD"
PAGES_KEPT = "cache_size=-65536"
"""64 MiB of decrypted pages: with fewer, most of the time goes into decrypting the same ones again."""
WORKING_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "locking_mode=EXCLUSIVE",
    "foreign_keys=ON",
    PAGES_KEPT,
    "trusted_schema=OFF",
    "cell_size_check=ON",
)
READ_ONLY_CODE = 8  # SQLite: here, a change under query_only
MIGRATION_PRAGMAS = tuple(line.replace("foreign_keys=ON", "foreign_keys=OFF") for line in WORKING_PRAGMAS)


WRITING = re.compile(r"\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+\W?(\w+)", re.IGNORECASE)


@dataclass
class Written:
    """What a transaction wrote so far: its tables, and of single records whatever their writer notes here."""

    tables: set[str] = field(default_factory=set)
    records: list[Any] = field(default_factory=list)


def written_in(connection: Connection) -> Written:
    """What the transaction under way has written."""
    found: Written = connection.info.setdefault("written", Written())
    return found


def connect(path: Path, data_key: DataKey, *, mode: str = "rw", immutable: bool = False) -> Any:
    """A bare driver connection without any transaction of its own; never creates a file.

    ``immutable`` reads a file that nobody writes to without making locks or files beside it (a backup).
    """
    # The raw key costs 0.15 ms; a passphrase given to SQLCipher would be derived anew for each connection.
    uri = f"{uri_of(path)}?mode={mode}{'&immutable=1' if immutable else ''}"
    connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA cipher_log=off").fetchall()  # it would print to the terminal
    connection.execute(f"PRAGMA key = \"x'{data_key.value.hex()}'\"")
    return connection


def make_engine(path: Path, data_key: DataKey, *, pragmas: tuple[str, ...] = WORKING_PRAGMAS) -> Engine:
    """The engine of an open unit: one connection, every transaction an explicit ``BEGIN IMMEDIATE``.

    The driver's own handling of transactions is off, because it commits before a change of the schema.
    """

    def open_connection() -> Any:
        connection = connect(path, data_key)
        try:
            for pragma in pragmas:
                connection.execute(f"PRAGMA {pragma}").fetchall()
        except dbapi2.Error:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=open_connection,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=0,  # the door lets one in at a time; whoever goes round it fails at once
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin_immediate(connection: Connection) -> None:
        connection.info["written"] = Written()
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "before_cursor_execute")
    def note_table(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if statement[:1] != "S" and (found := WRITING.match(statement)):
            written_in(connection).tables.add(found[1])

    return engine


class Transactions:
    """The one door to the records, from any thread: one transaction at a time, never one inside another.

    ``before_commit`` has the last word on what is written: what it raises undoes all of it.
    """

    def __init__(self, engine: Engine) -> None:
        self.before_commit: Callable[[Connection], None] | None = None
        self._engine = engine
        self._door = threading.Lock()
        self._inside: int | None = None
        self._closed = False

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction that is committed at the end of the block and undone if anything in it fails.

        After a failed commit, read again what is there instead of repeating the change blindly.

        Raises:
            NoSpace, ReadOnly, UnitDamaged, CannotRun: as the disk or the file asks; nothing was saved.
            RuntimeError: the caller is inside a transaction already, or the unit is closed.
        """
        with self._through("saving"), self._engine.begin() as connection:
            yield connection
            if self.before_commit:
                self.before_commit(connection)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that cannot change anything.

        Raises:
            UnitDamaged, CannotRun: as the disk or the file asks.
            RuntimeError: the caller tried to change something, is inside a transaction already, or the unit
                is closed.
        """
        with self._through("reading"), self._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only=ON")
            try:
                yield connection
            except OperationalError as fault:
                if getattr(fault.orig, "sqlite_errorcode", 0) == READ_ONLY_CODE:
                    raise RuntimeError("a reading transaction tried to change the records") from fault
                raise
            finally:
                connection.exec_driver_sql("PRAGMA query_only=OFF")

    @contextmanager
    def outside(self, doing: str) -> Iterator[Any]:
        """The driver's connection with no transaction open, for what can't run in one: backup and checks.

        Inside a writing transaction SQLite's backup call would wait for itself for ever.

        Raises:
            NoSpace, ReadOnly, UnitDamaged, CannotRun: as the disk or the file asks.
            RuntimeError: the caller is inside a transaction already, or the unit is closed.
        """
        with self._through(doing):
            proxy = self._engine.raw_connection()
            try:
                yield proxy.driver_connection
            finally:
                proxy.close()

    @contextmanager
    def exchanging(self, doing: str) -> Iterator[Engine]:
        """The engine, with the door shut to everybody else, for putting another file in its file's place.

        Once it is disposed of, the file is closed; the next transaction opens what then lies there, with the
        key that the data key then is.

        Raises:
            NoSpace, ReadOnly, UnitDamaged, CannotRun: as the disk or the file asks.
            RuntimeError: the caller is inside a transaction already, or the unit is closed.
        """
        with self._through(doing):
            yield self._engine

    @property
    def is_closed(self) -> bool:
        """Whether the file was closed for good."""
        return self._closed

    def close(self) -> None:
        """Wait for the transaction under way, then close the file for good."""
        with self._door:
            self._closed = True
            self._engine.dispose()

    @contextmanager
    def _through(self, doing: str) -> Iterator[None]:
        if self._inside == threading.get_ident():
            raise RuntimeError("a transaction was begun inside another one")
        with self._door:
            if self._closed:
                raise RuntimeError("the unit is closed")
            self._inside = threading.get_ident()
            try:
                with plain_words(doing):
                    yield
            finally:
                self._inside = None


def uri_of(path: Path) -> str:
    """The file as SQLite wants it: three slashes before a drive letter, four before a network name."""
    plain = path.absolute().as_posix()
    return f"file://{'' if plain.startswith('/') else '/'}{quote(plain, safe='/:')}"
