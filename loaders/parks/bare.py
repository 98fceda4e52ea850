"""Zones that news of one town name by their kind alone: 高新区昨日开工6个项目, 市开发区8个、县工业园3个."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from loaders.lexicons import word_list, words
from loaders.model import Document, Mention, PlaceMention
from schema.nodes import Label

_TWICE = 2
"""So often a bare zone is named before it counts, unless an office or a number follows it."""
_OFFICE = re.compile(r"(?:管委会|党工委|管理委员会)")
_COUNT = re.compile(r"\d")
_BEFORE = re.compile(r"(?:^|[，。；：、\n\s“（]|[在到赴入驻由从与和同]|落户|位于|报讯|安排在)$")
_NEAR = 6
"""So far back is looked for what stands before a zone, in characters."""


def bare_zones(doc: Document, parks: Sequence[Mention], places: Sequence[PlaceMention]) -> list[Mention]:
    """Zones named by their kind where no park of the article bears that kind in its name, else the words refer to that."""
    found: dict[str, list[re.Match[str]]] = defaultdict(list)
    named = {p.name for p in parks if not dict(p.attributes).get("generic")}
    starts = {p.end for p in places}
    for match in _pattern().finditer(doc.text):
        before = doc.text[max(0, match.start() - _NEAR) : match.start()]
        after = doc.text.startswith(word_list("parks", "not_bare_before"), match.end())
        if match.start() not in starts and _BEFORE.search(before) and not after:
            found[_kind(match["own"] or match["plain"])].append(match)
    out: list[Mention] = []
    for kind, matches in found.items():
        taken = any(name.endswith(_heads(kind)) and name not in _heads(kind) for name in named)
        if not taken and _is_meant(doc, matches):
            out += _mentions(matches)
    return sorted(out, key=lambda m: m.start)


def _is_meant(doc: Document, matches: Sequence[re.Match[str]]) -> bool:
    title = len(doc.article.title)
    plain = all(m["plain"] == "开发区" for m in matches)
    signs = sum(
        bool(m["rank"] or m.end() <= title or _OFFICE.match(doc.text, m.end()) or _COUNT.match(doc.text, m.end()))
        for m in matches
    )
    return signs > 0 and (not plain or len(matches) >= _TWICE) or not plain and len(matches) >= _TWICE


def _mentions(matches: Sequence[re.Match[str]]) -> Iterator[Mention]:
    for m in matches:
        yield Mention(m.start(), m.end(), Label.PARK, m.group(), "bare-zone", 0.8)


def _kind(zone: str) -> str:
    return next((k for k, heads in words("parks")["bare_kinds"].items() if zone in str(heads).split()), zone)


@cache
def _heads(kind: str) -> tuple[str, ...]:
    """Heads of names that a bare word may stand for: 开发区 for any zone."""
    table = {str(k): tuple(str(v).split()) for k, v in words("parks")["bare_kinds"].items()}
    return table.get(kind, (kind,)) if kind != "开发区" else tuple(h for heads in table.values() for h in heads)


@cache
def _pattern() -> re.Pattern[str]:
    bare = {z for heads in words("parks")["bare_kinds"].values() for z in str(heads).split()}
    plain, ranked = ("|".join(_longest(zones)) for zones in (bare, bare.union(word_list("parks", "ranked"))))
    return re.compile(rf"(?P<rank>[市县区])(?P<own>{ranked})|(?P<plain>{plain})")


def _longest(zones: Iterable[str]) -> list[str]:
    return sorted(map(re.escape, zones), key=lambda z: (-len(z), z))
