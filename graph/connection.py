"""The only place that speaks to Neo4j's driver: every error of the driver leaves as one sentence."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import Any, LiteralString, Self, TypeVar, cast

import neo4j
from neo4j import exceptions

from schema.errors import ConfigError, KgError, StoreError

Row = dict[str, Any]
T = TypeVar("T")
SCHEMES = frozenset({"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"})
logging.getLogger("neo4j").addHandler(logging.NullHandler())  # its retries are no news for the user
_CONNECT_SECONDS = 10.0
_RETRY_SECONDS = 30.0
_FETCH = 10_000
"""Rows that a writer fetches at once."""


class StatementError(StoreError):
    """The server answers, but refuses what was to be written."""


class Rows:
    """The rows of a statement, fetched when they are first looked at: until then the server works by itself."""

    def __init__(self, result: neo4j.Result) -> None:
        self._result = result
        self._rows: list[Row] | None = None

    def __iter__(self) -> Iterator[Row]:
        if self._rows is None:
            keys = self._result.keys()
            self._rows = [dict(zip(keys, values, strict=True)) for values in self._result.values()]
        return iter(self._rows)

    def one(self) -> Row:
        """The only row."""
        return next(iter(self))


class Transaction:
    """An open transaction, to be used by the `work` of `Connection.transaction` only."""

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self._transaction = transaction

    def run(self, query: LiteralString, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Rows of a statement. What the server refuses is raised here, at a later statement, or when the rows are read.

        Its plan is kept while the graph grows: writers' statements start from unique ids, whatever the statistics say,
        and planning them again every ten seconds took a third of the server's time.
        """
        return Rows(self._transaction.run("CYPHER replan=skip " + query, dict(parameters or {})))


class Connection:
    """A connection to one database. Usable as a context manager; safe to share between threads.

    Errors of the driver become StoreError with a remedy.
    """

    def __init__(self, driver: neo4j.Driver, uri: str, database: str | None) -> None:
        self._driver = driver
        self.uri = uri
        self.database = database
        self.seconds: float | None = None
        """After how long the server ends a reading statement that names no limit of its own."""

    def read(
        self, query: LiteralString, parameters: Mapping[str, Any] | None = None, *, seconds: float | None = None
    ) -> list[Row]:
        """Rows of a reading statement. With `seconds` the server ends it after so many, and it is not tried again."""
        limit = seconds or self.seconds
        if limit is None:
            return self._run(query, parameters, neo4j.RoutingControl.READ)[0]
        try:
            with _session(self._driver, self.database, default_access_mode=neo4j.READ_ACCESS) as session:
                result = session.run(neo4j.Query(query, timeout=limit), dict(parameters or {}))
                return [record.data() for record in result]
        except (exceptions.Neo4jError, exceptions.DriverError) as error:
            raise explain_error(error, self.uri, self.database) from error

    def write(self, query: LiteralString, parameters: Mapping[str, Any] | None = None) -> dict[str, int]:
        """Run a writing statement in one transaction, again on deadlocks; counters that are not zero
        (nodes_created, relationships_deleted, properties_set, …)."""
        summary = self._run(query, parameters, neo4j.RoutingControl.WRITE)[1]
        counters = summary.counters
        return {k: v for k, v in vars(counters).items() if isinstance(v, int) and not isinstance(v, bool) and v}

    def run_implicit(self, query: LiteralString, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Rows of a statement that brings its own transactions (CALL { … } IN TRANSACTIONS)."""
        try:
            with _session(self._driver, self.database) as session:
                return [record.data() for record in session.run(query, dict(parameters or {}))]
        except (exceptions.Neo4jError, exceptions.DriverError) as error:
            raise explain_error(error, self.uri, self.database) from error

    def transaction(self, work: Callable[[Transaction], T]) -> T:
        """Run several statements in one transaction: all of it or nothing. `work` may run again after a deadlock.

        Raises StatementError where the server refuses a statement or has too little memory for the transaction,
        StoreError where it cannot be reached.
        """
        try:
            with _session(self._driver, self.database, fetch_size=_FETCH) as session:
                return session.execute_write(lambda tx: work(Transaction(tx)))
        except exceptions.Neo4jError as error:
            told = explain_error(error, self.uri, self.database)
            too_large = "OutOfMemory" in (error.code or "")
            refused = not isinstance(error, exceptions.AuthError) and (too_large or not error.is_retryable())
            raise (StatementError(str(told)) if refused else told) from error
        except (exceptions.DriverError, OSError) as error:
            raise explain_error(error, self.uri, self.database) from error

    def explain(self, query: LiteralString, parameters: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The plan of a statement, which is not run: a tree of `operatorType` and `children`."""
        plan = self._run("EXPLAIN " + query, parameters, neo4j.RoutingControl.READ)[1].plan
        return cast("dict[str, Any]", plan or {})

    def version(self) -> str:
        """Version of the server, as `2026.08.1`."""
        rows = self.read("CALL dbms.components() YIELD name, versions RETURN versions[0] AS version")
        return str(rows[0]["version"])

    def close(self) -> None:
        """Close the connection, also while another thread reads: its socket then ends with the process."""
        with contextlib.suppress(BufferError):
            self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _run(
        self, query: LiteralString, parameters: Mapping[str, Any] | None, routing: neo4j.RoutingControl
    ) -> tuple[list[Row], neo4j.ResultSummary]:
        try:
            result = self._driver.execute_query(
                query, dict(parameters or {}), routing_=routing, database_=self.database
            )
        except (exceptions.Neo4jError, exceptions.DriverError) as error:
            raise explain_error(error, self.uri, self.database) from error
        return [record.data() for record in result.records], result.summary


def connect(uri: str, username: str, password: str, database: str | None = None) -> Connection:
    """Connect and check that the server answers. Raises ConfigError for a bad address, StoreError otherwise."""
    if uri.partition("://")[0] not in SCHEMES:
        raise ConfigError(f"NEO4J_URI {uri} is no address of Neo4j; write it like bolt://host:7687.")
    try:
        driver = _driver(uri, username, password)
    except (exceptions.ConfigurationError, ValueError) as error:
        raise ConfigError(f"NEO4J_URI {uri} is no address of Neo4j; write it like bolt://host:7687.") from error
    try:
        _probe(driver, database)
    except (exceptions.Neo4jError, exceptions.DriverError, OSError, ValueError) as error:
        driver.close()
        raise explain_error(error, uri, database) from error
    except BaseException:
        driver.close()
        raise
    return Connection(driver, uri, database)


def answers(uri: str, username: str, password: str) -> bool:
    """Whether the server lets the user in now. Raises StoreError if it refuses the password.

    Runs no statement: the first one after a start takes a second, which whoever only starts the server need not wait for.
    """
    try:
        with _driver(uri, username, password) as driver:
            driver.verify_connectivity()
        return True
    except exceptions.AuthError as error:
        raise explain_error(error, uri, None) from error
    except (exceptions.Neo4jError, exceptions.DriverError, OSError):
        return False


def _probe(driver: neo4j.Driver, database: str | None) -> None:
    """Run a statement without the retries of a managed transaction."""
    with _session(driver, database) as session:
        session.run("RETURN 1").consume()


@contextlib.contextmanager
def _session(driver: neo4j.Driver, database: str | None, **options: Any) -> Iterator[neo4j.Session]:
    """A session, closed at the end unless Ctrl+C ends it.

    What was being received then may be half noted, and closing would wait for the rest without end; the socket closes with
    the driver, and the server takes back what was not committed.
    """
    session = driver.session(database=database, **options)
    interrupted = False
    try:
        yield session
    except BaseException as error:
        interrupted = not isinstance(error, Exception)
        raise
    finally:
        if not interrupted:
            session.close()


def _driver(uri: str, username: str, password: str) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(
        uri,
        auth=(username, password),
        connection_timeout=_CONNECT_SECONDS,
        connection_acquisition_timeout=_CONNECT_SECONDS * 2,
        max_transaction_retry_time=_RETRY_SECONDS,
        notifications_min_severity="OFF",
        telemetry_disabled=True,
    )


def explain_error(error: BaseException, uri: str, database: str | None) -> KgError:
    """The sentence for an error of the driver."""
    text = " ".join(str(error).split())
    causes = _chain(text, error)
    if "AuthenticationRateLimit" in text:
        return StoreError(f"{uri} refuses further attempts after wrong passwords; wait five seconds and try again.")
    if isinstance(error, exceptions.AuthError) or "Unauthorized" in text:
        return StoreError(f"{uri} refuses the user name or password; check NEO4J_USERNAME and NEO4J_PASSWORD.")
    if "DatabaseNotFound" in text or "database does not exist" in text.lower():
        return StoreError(f"{uri} has no database {database}; check NEO4J_DATABASE.")
    if any(word in causes for word in ("ssl", "certificate", "tls")):
        return StoreError(
            f"{uri} and this computer do not agree on encryption; use bolt:// or neo4j:// for a server without it, "
            "bolt+s:// or neo4j+s:// for one with a certificate, +ssc:// for a self-signed one."
        )
    if isinstance(error, exceptions.SessionExpired):
        return StoreError(f"The connection to {uri} broke off; check the server and run the command again.")
    if isinstance(error, exceptions.ServiceUnavailable | OSError):
        return StoreError(
            f"Nothing answers at {uri} as Neo4j; start the server or check NEO4J_URI (`kg doctor` looks)."
        )
    if "OutOfMemory" in text or "MemoryPoolOutOfMemory" in text:
        return StoreError(f"{uri} has run out of memory; give the server more or load fewer articles at once.")
    if "TransactionTimedOut" in text:
        return StoreError("The graph needed too long for this answer; ask for less.")
    if isinstance(error, exceptions.Neo4jError):
        return StoreError(f"{uri} refuses the statement ({error.code}: {_first(error.message)}); run `kg doctor`.")
    return StoreError(f"The connection to {uri} failed ({type(error).__name__}: {_first(text)}); run `kg doctor`.")


def _chain(text: str, error: BaseException) -> str:
    parts, seen = [text], {id(error)}
    cause = error.__cause__ or error.__context__
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        parts.append(f"{type(cause).__name__} {cause}")
        cause = cause.__cause__ or cause.__context__
    return " ".join(parts).lower()


def _first(text: str | None) -> str:
    return (" ".join((text or "").split()) or "no message")[:200].rstrip(".;")
