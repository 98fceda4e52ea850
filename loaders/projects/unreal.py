"""Projects and parks that the article only speaks of: rumoured, refused or never agreed on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from loaders.lexicons import longest_first
from loaders.model import Document, Mention

_SEGMENT = re.compile(r"[^。；！？\n]+")
_ANOTHER = re.compile("项目|[一另][个家座宗处]|工程")
"""What is refused is then something else, without a name."""
_GENERIC = ("generic", "yes")


@cache
def _cues(key: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(w) for w in longest_first("projects", key)))


def unreal_marked(doc: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions (none overlapping another), those that do not exist marked `generic`, so that they found no entity by themselves.

    A refusal (县里没有同意) speaks of the last thing named before it in its part of the sentence, else of the first
    after it; a rumour (网传, 盛传) of all that follow it. What is named elsewhere as real stays real.
    """
    marked: set[int] = set()
    order = sorted(range(len(mentions)), key=lambda i: mentions[i].start)
    starts = [mentions[i].start for i in order]
    for segment in _SEGMENT.finditer(doc.text):
        inside = order[bisect_left(starts, segment.start()) : bisect_left(starts, segment.end())]
        if not inside:
            continue
        rumour = _cues("rumoured").search(doc.text, *segment.span())
        if rumour is not None:
            marked |= {i for i in inside if mentions[i].start > rumour.start()}
        ends = [mentions[i].end for i in inside]
        for cue in _cues("refused").finditer(doc.text, *segment.span()):
            last = inside[max(0, bisect_right(ends, cue.start()) - 1)]
            if not _ANOTHER.search(doc.text, mentions[last].end, cue.start()):
                marked.add(last)
    return [_mark(m) if i in marked else m for i, m in enumerate(mentions)]


def _mark(mention: Mention) -> Mention:
    return replace(mention, attributes=tuple(dict.fromkeys([*_others(mention.attributes), _GENERIC])))


def _others(attributes: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [a for a in attributes if a[0] != "generic"]
