"""The names of a sentence, and the lists that they stand in: A、B和C stand together before what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.entities.article import Occurrence
from loaders.extract.claims import Context
from loaders.model import Sentence

_JOINTS = ("、", "和", "与", "及", "以及", "，以及", "，和", "”、“", "》、《", "》和《", "”“", "或", "”和“")
_PARTS = ("prefix", "inside")
"""Roles of names that are part of a longer one."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a sentence, and the list that it stands in."""

    at: Occurrence
    kind: str
    run_start: int
    run_end: int
    run_length: int


def names_of(ctx: Context, sentence: Sentence, kinds: Sequence[str]) -> list[Named]:
    """What a sentence names, in order; `kinds` are those of the entities."""
    found = [o for o in ctx.table.within(sentence.start, sentence.end) if ctx.table[o.ref].get("generic") is None]
    runs: list[list[Occurrence]] = []
    last: dict[str, list[Occurrence]] = {}
    for o in found:
        kind = kinds[o.ref]
        run = last.get(kind)
        if run is not None and o.role not in _PARTS and ctx.text[run[-1].end : o.start] in _JOINTS:
            run.append(o)
        else:
            run = [o]
            runs.append(run)
            if o.role not in _PARTS:
                last[kind] = run
    out = [Named(o, kinds[o.ref], run[0].start, run[-1].end, len(run)) for run in runs for o in run]
    return sorted(out, key=lambda n: (n.at.start, -n.at.end))
