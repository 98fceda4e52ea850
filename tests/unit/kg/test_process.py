"""Ctrl+C at an odd moment."""

from __future__ import annotations

import sys
import time

import pytest

from kg.process import kept_interrupts


class Freed:
    """What raises something when it is freed."""

    def __init__(self, error: type[BaseException]) -> None:
        self.error = error

    def __del__(self) -> None:
        raise self.error


def test_ctrl_c_while_an_object_is_freed_ends_the_command_a_moment_later() -> None:
    def command() -> None:
        with kept_interrupts():
            Freed(KeyboardInterrupt)
            time.sleep(10)

    with pytest.raises(KeyboardInterrupt):
        command()


def test_other_errors_of_finalizers_are_told_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[type[BaseException] | None] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda lost: told.append(lost.exc_type))
    with kept_interrupts():
        Freed(ValueError)
    Freed(KeyError)
    assert told == [ValueError, KeyError]
