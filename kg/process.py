"""What every command asks of its process: output in UTF-8, and Ctrl+C that is not lost."""

from __future__ import annotations

import _thread
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_MOMENT = 0.02
"""Seconds until it is raised again."""


def speak_utf8() -> None:
    """Results are UTF-8 in a file or pipe; a terminal keeps its own encoding, without failing on a character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace") if stream.isatty() else reconfigure(encoding="utf-8", errors="replace")


@contextmanager
def kept_interrupts() -> Iterator[None]:
    """Have Ctrl+C raised again that came while an object was being freed: what a finalizer raises Python only prints, and the
    command would go on as if nobody had pressed anything."""
    usual = sys.unraisablehook

    def told(lost: Any) -> None:
        if issubclass(lost.exc_type, KeyboardInterrupt):
            again = threading.Timer(_MOMENT, _interrupt)
            again.daemon = True
            again.start()
        else:
            usual(lost)

    sys.unraisablehook = told
    try:
        yield
    finally:
        sys.unraisablehook = usual


def _interrupt() -> None:
    """Ctrl+C for the main thread, also where it waits for the network."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    else:
        _thread.interrupt_main()
