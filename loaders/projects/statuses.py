"""How far an undertaking has come, by the words of the text (拟建, 签约, 开工, 投产)."""

from __future__ import annotations

from functools import cache

from loaders.lexicons import Matcher, matcher, words
from loaders.model import Document, StatusCue
from schema.relations import Status


@cache
def _automaton() -> tuple[Matcher, tuple[Status, ...]]:
    pairs = sorted((w, Status(s)) for s, v in words("status").items() for w in str(v).split())
    patterns = [p for p, _ in pairs]
    return matcher(patterns), tuple(s for _, s in pairs)


def find_status_cues(doc: Document) -> tuple[StatusCue, ...]:
    """Every cue, in order; 尚未/未能 before one turns it into a plan."""
    automaton, kinds = _automaton()
    out = []
    for index, start, end in automaton.find_matches_as_indexes(doc.text):
        status = kinds[index]
        if doc.text[max(0, start - 3) : start].endswith(("尚未", "未", "还没", "没有", "即将", "将", "有望", "力争")):
            status = Status.PLANNED
        out.append(StatusCue(start, end, status))
    return tuple(out)
