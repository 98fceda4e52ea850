"""The errors a user can meet. Each message is one sentence that names the thing and ends with the remedy.

KgError
├── InputError        something the user named cannot be read (file, folder, URL, question)
├── ConfigError       an option or environment variable is wrong or missing
├── StoreError        Neo4j cannot be reached, refuses, or went away
├── ServerError       the managed local Neo4j cannot be fetched or started
├── QueryError        a canned question is unknown or its parameters do not fit
└── InterruptError    the user ended it by Ctrl+C
"""

from __future__ import annotations


class KgError(Exception):
    """Root of all errors that end in one sentence for the user and a non-zero exit code."""

    exit_code = 1


class InputError(KgError):
    """Something the user named cannot be read."""

    exit_code = 2


class ConfigError(KgError):
    """An option or environment variable is wrong or missing."""

    exit_code = 2


class StoreError(KgError):
    """Neo4j cannot be reached, refuses, or went away."""

    exit_code = 4


class ServerError(KgError):
    """The managed local Neo4j cannot be fetched, verified or started."""

    exit_code = 5


class QueryError(KgError):
    """A canned question is unknown, or its parameters do not fit."""

    exit_code = 2


class InterruptError(KgError):
    """The user ended it by Ctrl+C."""

    exit_code = 130


ENDED = "Ended by Ctrl+C; the same command can be run again."
"""What is said of it where nothing more is known."""


def interrupted(error: BaseException | None) -> bool:
    """Whether Ctrl+C is behind an error: a connection that is closed in the middle of a message fails in its turn."""
    if error is None or isinstance(error, KeyboardInterrupt):
        return error is not None
    return interrupted(error.__cause__) or interrupted(error.__context__)
