"""How fast a load goes and how long it will take, in a line now and then where there is no terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from kg.render import say

_TELL_EVERY = 15.0
"""Seconds between lines."""


class Pace:
    """Counts files and articles; files tell how far a load is, articles how fast."""

    def __init__(self, files: int, advance: Callable[[], None]) -> None:
        self._files = files
        self._advance = advance
        self._quiet = sys.stderr.isatty()
        self._begun = self._told = time.monotonic()
        self._read = self._articles = 0

    def file(self) -> None:
        """A file was opened and its articles handed on."""
        self._read += 1
        self._advance()

    def article(self) -> None:
        """An article was read."""
        self._articles += 1
        now = time.monotonic()
        if not self._quiet and now - self._told > _TELL_EVERY:
            self._told = now
            say(self.line(now - self._begun))

    def line(self, seconds: float) -> str:
        """How far the load is after so many seconds."""
        rate = self._articles / max(seconds, 1e-9)
        speed = f"{rate:.1f} a second" if rate >= 1 else f"{60 * rate:.1f} a minute"
        text = f"articles read: {self._articles}, {speed}; files opened: {self._read} of {self._files}"
        if self._read < 2 or self._read >= self._files:
            return text
        left = seconds / self._read * (self._files - self._read)
        return f"{text}, about {_duration(left)} to go"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
