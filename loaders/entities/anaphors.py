"""Words that refer back to a park, project or company named before: 园区, 该项目, 集团.

An antecedent is the last thing named that fits the word: a park for 园区, a 开发区 rather than a 产业园 for 开发区, a
project or park for 项目. Members of a list (A、B和C) are passed over while something named alone can be meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from loaders.entities.article import ArticleEntity, EntityTable, Occurrence
from loaders.entities.sites import only_site
from loaders.lexicons import Matcher, longest_first, matcher, word_list, words
from loaders.model import Document
from schema.nodes import PLACE_LABELS, Label

_KEPT_TO = 3
"""A firm of the headline that is named so often is what the article is of."""
_SHORT = 2
"""Length of an area's name without its kind, in characters."""
_OF_PLACES = frozenset({"该区", "区内", "全区"})
"""Words that mean a district as often as a park."""
_KINDS = ("化", "类", "级", "数", "库", "名")
"""After these a word that points at something (该项目库) means a kind of them."""
_COUNTED = re.compile(r"(?!\d{4}年)\d|[两三四五六七八九十]+[个项家]")
_ITEM = re.compile(r"\s*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]|[●◆■▲•·])?")
_THIS = re.compile(r"该(?P<word>[一-鿿]{2,3})")
_LISTED = re.compile(r"[、和与及]$")
_PRONOUN = re.compile(
    r"(?:该|本|这个|这座|这一|此|整个|整座|这块|这处|这片|这家|这项|那块)[^，。；：、的]{0,8}$|(?:这个|这座|这片)[^，。；：、]{0,18}的$"
)


def _heads_of(table: EntityTable) -> tuple[str, ...]:
    """The heads of the article's own parks (航空城 of 桃园航空城): alone they refer back to them."""
    heads = longest_first("parks", "strong")
    names = [e.name for e in table.entities if e.label is Label.PARK and e.get("generic") is None]
    found = {h for n in names if (h := next((h for h in heads if n.endswith(h)), None)) and len(n) > len(h)}
    found |= {n[-size:] for n in names for size in (3, 4) if len(n) >= size + 2 and n[-1] in "园区城港谷"}
    return tuple(sorted(found))


@lru_cache(maxsize=64)
def _patterns(
    extra: tuple[str, ...],
) -> tuple[Matcher, tuple[str, ...], dict[str, tuple[Label, tuple[str, ...]]]]:
    table: dict[str, tuple[Label, tuple[str, ...]]] = {}
    for kind, entries in words("scope")["anaphors"].items():
        for word, heads in entries.items():
            table[str(word)] = (Label(kind), tuple(str(heads or "").split()))
    for head in extra:
        table.setdefault(head, (Label.PARK, (head,)))
    ordered = tuple(sorted(table))
    automaton = matcher(ordered)
    return automaton, ordered, table


def with_anaphors(doc: Document, table: EntityTable) -> EntityTable:
    """The table with an `anaphor` occurrence for every such word that has an antecedent."""
    found = list(_anaphors(doc, table))
    starts = {o.start for o in found}
    found += [o for o in (*_demonstrated(doc, table), *_short_areas(doc, table)) if o.start not in starts]
    spans = {(o.start, o.end) for o in found}
    kept = [o for o in table.occurrences if o.role != "anaphor" or (o.start, o.end) not in spans]
    return EntityTable(table.entities, [*kept, *found])


def _anaphors(doc: Document, table: EntityTable) -> Iterator[Occurrence]:
    automaton, ordered, kinds = _patterns(_heads_of(table))
    for index, start, end in automaton.find_matches_as_indexes(doc.text):
        word = ordered[index]
        label, heads = kinds[word]
        if word == "后者" and "前者" in doc.text[doc.text.rfind("\n", 0, start) + 1 : start]:
            continue  # of two things that a list has named, not of a firm
        ambiguous = word in _OF_PLACES
        if not ambiguous and (not _free(doc.text, start, end, word) or _taken(table, start, end)):
            continue
        issuer = _issuer(doc, table) if word == "公司" else None
        ref = issuer if issuer is not None else _antecedent(doc, table, start, label, heads, latest=word == "后者")
        heading = _heading(doc, table, start) if ambiguous else None
        if ambiguous and heading is None and (ref is None or not _nearer(doc.text, table, start, ref)):
            continue
        ref = ref if heading is None else heading
        if ref is not None:
            yield Occurrence(start, end, ref, "anaphor")


def _demonstrated(doc: Document, table: EntityTable) -> Iterator[Occurrence]:
    """该泊位, 该电站: 该 with a word that a project's or park's name holds."""
    for match in _THIS.finditer(doc.text):
        word = match["word"]
        named = [
            o
            for o in table.before(match.start(), Label.PROJECT, Label.PARK)
            if o.role == "name" and table[o.ref].get("generic") is None
        ]
        fitting = [o for o in named for size in (3, 2) if word[:size] in table[o.ref].name and len(word) >= size]
        if fitting and not _taken(table, match.start(), match.end()):
            size = next(n for n in (3, 2) if word[:n] in table[fitting[-1].ref].name)
            yield Occurrence(match.start(), match.start("word") + size, fitting[-1].ref, "anaphor")


def _short_areas(doc: Document, table: EntityTable) -> Iterator[Occurrence]:
    """雄安 for 雄安新区, 葛店 for 葛店经开区: short names of areas that name nothing else."""
    for short, ref in _shorts(doc, table).items():
        for match in re.finditer(re.escape(short), doc.text):
            if not _taken(table, match.start(), match.end()):
                yield Occurrence(match.start(), match.end(), ref, "anaphor")


def _shorts(doc: Document, table: EntityTable) -> dict[str, int]:
    known = {str(k): str(v) for k, v in words("places")["new_area_names"].items()}
    heads = longest_first("scope", "headed_by_a_name")
    zones = (*word_list("scope", "zones"), "港区")
    places = {o.start for o in table.occurrences if table[o.ref].label in PLACE_LABELS}
    out: dict[str, int] = {}
    parks = [e for e in table.entities if e.label is Label.PARK and e.get("generic") is None]
    for entity in parks:
        out |= {short: entity.ref for short, area in known.items() if entity.name.endswith(area)}
        for name in (entity.name, *entity.aliases):
            head = next((h for h in heads if name.endswith(h)), None)
            short = name[: -len(head)] if head else ""
            starts = [m.start() for m in re.finditer(re.escape(short), doc.text)] if len(short) == _SHORT else []
            others = any(o.ref != entity.ref and o.name.startswith(short) and o.name.endswith(zones) for o in parks)
            if len(starts) >= _KEPT_TO and places.isdisjoint(starts) and not others:
                out.setdefault(short, entity.ref)
    return out


def _heading(doc: Document, table: EntityTable, start: int) -> int | None:
    """The park that opens the paragraph as its heading (（1）X经济技术开发区：…区内的Y): what 区内 means there."""
    begin = doc.text.rfind("\n", 0, start) + 1
    item = _ITEM.match(doc.text, begin)
    first = item.end() if item else begin
    opening = [o for o in table.within(first, first + 1, Label.PARK) if o.role == "name"]
    return opening[0].ref if opening and doc.text[opening[0].end] in "：:（" else None


def _nearer(text: str, table: EntityTable, start: int, park: int) -> bool:
    """Whether 该区 means the park: no district was named since."""
    last = [o for o in table.before(start, Label.DISTRICT, Label.PARK) if o.role in ("name", "anaphor")]
    own = [o for o in last if o.ref == park]
    sited = word_list("relations", "lies")
    districts = [
        o
        for o in last
        if table[o.ref].label is Label.DISTRICT and o.role == "name" and not text.endswith(sited, 0, o.start)
    ]
    return bool(own) and (not districts or districts[-1].start < own[-1].start)


def _free(text: str, start: int, end: int, word: str) -> bool:
    """The word stands by itself: a bare 园区 opens its clause or follows a pronoun, and no longer name follows."""
    after = text[end : end + 5]
    if word[0] in "该这此":
        return not after.startswith(_KINDS)
    if after.startswith(word_list("scope", "anaphor_not_before")) or _COUNTED.match(after):
        return False
    if word[0] in "本后":
        return True
    before = text[max(0, start - 10) : start]
    if _PRONOUN.search(before):
        return True
    return not before or before[-1] in "，。；：\n“”、！？" or before.endswith(word_list("scope", "anaphor_after"))


def _taken(table: EntityTable, start: int, end: int) -> bool:
    return any(
        o.start < end and start < o.end and o.role in ("name", "anaphor") and table[o.ref].get("generic") is None
        for o in table.within(max(0, start - 40), end)
    )


def _antecedent(
    doc: Document, table: EntityTable, start: int, label: Label, heads: tuple[str, ...], *, latest: bool = False
) -> int | None:
    labels = (Label.PROJECT, Label.PARK) if label is Label.PROJECT else (label,)
    named = [
        o
        for o in table.before(start, *labels)
        if o.role in ("name", "prefix") and o.end <= start and table[o.ref].get("generic") is None
    ]
    if label is Label.PROJECT:
        zones = (*word_list("scope", "zones"), *word_list("scope", "grounds"))
        projects = [o for o in named if table[o.ref].label is Label.PROJECT]
        named = projects or [o for o in named if not table[o.ref].name.endswith(zones)]
    named = _without_sites(doc.text, table, named)
    if heads:
        fitting = [o for o in named if _fits(table[o.ref], heads)]
        paragraph = doc.text.rfind("\n", 0, start)
        near = [o for o in fitting if o.start > paragraph]
        titled = [o for o in fitting if o.end <= len(doc.article.title)]
        close = [o for o in named if o.start > paragraph] if label is Label.PARK else []
        named = near or close or titled or _often(fitting) or fitting
    if label is Label.COMPANY and not heads:
        lenders = word_list("scope", "lenders")
        named = [o for o in named if not table[o.ref].name.endswith(lenders)] or named
    if not named:
        return None
    alone = [o for o in named if not _in_list(doc.text, o)]
    return (named if latest else alone or named)[-1].ref


def _fits(entity: ArticleEntity, heads: tuple[str, ...]) -> bool:
    """Whether a name ends like the word, or a firm's holds it before its legal form (集团股份有限公司)."""
    if entity.label is Label.COMPANY:
        return any(head in entity.name for head in heads)
    return entity.name.endswith(heads)


def _without_sites(text: str, table: EntityTable, named: Sequence[Occurrence]) -> list[Occurrence]:
    """甲产业园紧邻乙港。园区…: not the area of which the sentence only says that the one before it lies there."""
    out: list[Occurrence] = []
    for o in named:
        begin = max(text.rfind("。", 0, o.start), text.rfind("\n", 0, o.start)) + 1
        spoken = bool(out) and (out[-1].start >= begin or any(w in text[begin : o.start] for w in _park_words()))
        if not spoken or table[o.ref].label is not Label.PARK or not only_site(text, table, o):
            out.append(o)
    return out


@cache
def _park_words() -> tuple[str, ...]:
    return tuple(str(w) for w in words("scope")["anaphors"]["Park"])


def _often(named: list[Occurrence]) -> list[Occurrence]:
    """Of things named in earlier paragraphs those named again; a new paragraph does not go on about what stood once."""
    counts = Counter(o.ref for o in named)
    return [o for o in named if counts[o.ref] > 1]


def _issuer(doc: Document, table: EntityTable) -> int | None:
    """The firm of the headline that the text keeps to: what 公司 means in news of one firm."""
    titled = [o for o in table.within(0, len(doc.article.title), Label.COMPANY) if o.role == "name"]
    return next((o.ref for o in titled if len(table.of(o.ref)) >= _KEPT_TO), None)


def _in_list(text: str, o: Occurrence) -> bool:
    return text[o.end : o.end + 1] in "、和与及" or bool(_LISTED.search(text[max(0, o.start - 1) : o.start]))
