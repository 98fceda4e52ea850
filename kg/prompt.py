"""`kg ask` without a question: a prompt with history, completion of names and example questions."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.answers import Asker
from kg.ask import shown
from kg.local import open_graph
from kg.render import Format
from kg.settings import Settings
from schema.errors import KgError

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession

_LEAVE = frozenset({"exit", "quit", ":q", "退出", "再见"})
_OFFERED = 12


def run(settings: Settings, *, form: Format = Format.TABLE, why: bool = False, cypher: bool = False) -> int:
    """Answer questions line by line until the end of the input; from a file or pipe, one question a line."""
    with open_graph(settings) as connection:
        asker = Asker(connection)
        for question in _typed(settings, asker) if sys.stdin.isatty() else sys.stdin:
            if not question.strip():
                continue
            if question.strip().lower() in _LEAVE:
                break
            try:
                print(shown(asker.ask(question.strip()), form, why=why, cypher=cypher), flush=True)
            except KgError as error:
                print(f"kg: {error}", file=sys.stderr)
    return 0


def _typed(settings: Settings, asker: Asker) -> Iterator[str]:
    session = _session(settings, asker)
    print("A question in Chinese or English; Tab completes names, an empty line is skipped, Ctrl-D leaves.")
    while True:
        try:
            yield session.prompt("kg> ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def _session(settings: Settings, asker: Asker) -> PromptSession[str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document
    from prompt_toolkit.history import FileHistory

    class Names(Completer):
        """Names that go on where the last characters of the line begin one, and questions that begin like the line."""

        def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
            for word, typed in completions(asker, document.text_before_cursor):
                yield Completion(word, start_position=-typed)

    settings.home.mkdir(parents=True, exist_ok=True)
    return PromptSession(
        history=FileHistory(str(settings.home / "questions")), completer=Names(), complete_while_typing=False
    )


def completions(asker: Asker, line: str) -> Iterator[tuple[str, int]]:
    """(text, characters that it replaces): example questions that begin like the line, then names."""
    if not line.strip():
        return
    questions = [q for q in asker.examples() if q.startswith(line) and q != line]
    yield from ((q, len(line)) for q in questions[:_OFFERED])
    names = asker.names()
    for size in range(min(len(line), 12), 0, -1):
        begun = line[-size:]
        found = [n for n in names if n.lower().startswith(begun.lower()) and n != begun]
        if found and begun.strip():
            yield from ((n, size) for n in found[:_OFFERED])
            return
