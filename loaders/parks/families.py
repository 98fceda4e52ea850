"""Parks that one phrase names together: 中山、水头两处产业园区 (two names, one head), X高新区Y工业园 (a park within a zone)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import cache

from loaders.lexicons import longest_first, word_list
from loaders.model import Document, Mention
from schema.nodes import Label

_COUNT = r"等?(?:[两二三四五六七八九]|\d)(?:处|个|座|大|片)"
_MEMBER = r"[一-鿿]{2,6}"
_MIN_PROPER = 2
"""Fewest characters of a park's name before its head."""


@cache
def _shared() -> re.Pattern[str]:
    heads = "|".join(re.escape(h) for h in longest_first("parks", "shared"))
    return re.compile(rf"(?P<members>{_MEMBER}(?:(?:、|和|与|及){_MEMBER}){{1,5}}){_COUNT}(?P<head>{heads})")


def families(doc: Document, parks: Sequence[Mention], places: Set[int] = frozenset()) -> list[Mention]:
    """The parks, with those that share a head added, and zones parted from the parks in them; `places`: where places begin."""
    out = _without_pointers(doc, [part for park in parks for part in _parted(park)])
    taken = {(m.start, m.end) for m in out}
    return sorted(
        [*out, *(m for m in _sharing(doc, places) if (m.start, m.end) not in taken)], key=lambda m: (m.start, -m.end)
    )


def _without_pointers(doc: Document, parks: Sequence[Mention]) -> list[Mention]:
    """这座航天港 after 东方航天港: a pronoun and the end of a park's name name no other park."""
    named: list[str] = []
    out = []
    for park in parks:
        points = doc.text.endswith(word_list("parks", "pointers"), 0, park.start)
        if points and any(len(n) > len(park.name) and n.endswith(park.name) for n in named):
            continue
        named.append(park.name)
        out.append(park)
    return out


def _sharing(doc: Document, places: Set[int]) -> Iterator[Mention]:
    """水头 in 中山、水头两处产业园区 is the 水头产业园区; where a member is a place, the others are no branches."""
    for match in _shared().finditer(doc.text):
        members = list(re.finditer(_MEMBER, match["members"]))
        if any(
            m.group().endswith(tuple("市县区省镇乡")) or m.group() in word_list("parks", "generic") for m in members
        ):
            continue  # 甲县、乙县两个园区: parks of places, not names
        offset = match.start("members")
        starts = [offset + m.start() + _verb(m.group()) for m in members]
        rule = "park-places" if not places.isdisjoint(starts) else "park-shared"
        for k, (start, member) in enumerate(zip(starts, members, strict=True)):
            end = match.end() if k == len(members) - 1 else offset + member.end()
            proper = doc.text[start : offset + member.end()].removesuffix("等")
            if len(proper) >= _MIN_PROPER:
                yield Mention(start, end, Label.PARK, proper + match["head"], rule, 0.8)


def _verb(member: str) -> int:
    """Length of the words before the first member of a list (园区涵盖|中山)."""
    return max((member.rfind(w) + len(w) for w in word_list("parks", "before_members") if w in member), default=0)


def _parted(park: Mention) -> list[Mention]:
    """宜兴经开区新街工业园: a zone and a park within it, each with a name of its own."""
    if park.end - park.start != len(park.name) or park.attributes:
        return [park]
    for zone in longest_first("parks", "zones"):
        at = park.name.find(zone, _MIN_PROPER)
        inner = park.name[at + len(zone) :]
        head = next((h for h in longest_first("parks", "strong") if inner.endswith(h)), "")
        proper = inner[: len(inner) - len(head)]
        if at < 0 or not head or len(proper) < _MIN_PROPER or proper in word_list("parks", "generic"):
            continue
        middle = park.start + at + len(zone)
        return [replace(park, end=middle, name=park.name[: at + len(zone)]), replace(park, start=middle, name=inner)]
    return [park]
