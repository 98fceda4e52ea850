"""Constraints and indexes, derived from the schema."""

from __future__ import annotations

from typing import LiteralString

from graph.connection import Connection
from graph.statements import constraints
from schema.errors import StoreError


def ensure(connection: Connection, patience: int = 120) -> None:
    """Create the constraints and indexes that are missing and wait, at most `patience` seconds, until they are there.

    Raises StoreError where nodes of other origin stand in the way of a unique id.
    """
    missing = _missing(connection)
    for statement in missing:
        try:
            connection.write(statement)
        except StoreError as error:
            if statement not in _missing(connection):
                continue  # another loader made it meanwhile
            if "ConstraintCreationFailed" in str(error) or "ConstraintValidationFailed" in str(error):
                raise StoreError(
                    f"{connection.uri} holds nodes whose ids are not unique; use an empty database (NEO4J_DATABASE)."
                ) from error
            raise
    if missing:
        connection.run_implicit("CALL db.awaitIndexes($seconds)", {"seconds": patience})


def _missing(connection: Connection) -> list[LiteralString]:
    present = {row["name"] for row in connection.read("SHOW INDEXES YIELD name")}
    return [s for s in constraints() if s.split(" IF NOT EXISTS")[0].rpartition(" ")[2] not in present]
