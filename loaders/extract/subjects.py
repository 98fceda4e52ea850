"""The subject of a clause: what opens it, what a modifier or 是 presents, and what a list of subjects sums up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from loaders.entities.article import EntityTable, Occurrence, is_place
from loaders.lexicons import longest_first, word_list
from schema.nodes import PLACE_LABELS, Label

SUBJECTS = frozenset({*PLACE_LABELS, Label.PARK, Label.PROJECT, Label.COMPANY})
_BUILT = re.compile(r"(?:拟|将|计划)?(?:总)?(?:投资|投建|建设|承建|兴建|打造|实施)[^，。；]{0,18}的|的")
_CONTAINS = re.compile(r"(?:境内|辖区内|辖内|下辖|所辖)?的?")
_FROM = re.compile(r"(?:来)?的(?:一家)?")
"""Between a place and a firm from there."""
_PRONOUN = re.compile(
    r"(?:这个|这座|这一|该|本|此|整个|整座|这块|这处|这片|这家|这项|那块|全)[^，。；：、的]{0,8}$|(?:这个|这座|这片)[^，。；：、]{0,18}的$"
)
_PREDICATE = 3
"""Fewest characters after a presented name that say something of it."""
_STRANGERS = ("一家", "某", "的一家", "客商", "老板", "一客商", "籍", "商人", "投资商")
"""佛山市一家企业投资…: a firm from there, not the place."""
_MAX_OPENER = 14
"""Longest run of openers before a subject, in characters."""


@cache
def _opener_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in longest_first("scope", "openers"))
    return re.compile(rf"^(?:{words}|[\d\s、“”（）·\-—]|年|月|日)*$")


@cache
def _lies() -> tuple[str, ...]:
    """Verbs that say where the subject of the clause before lies (国家级，位于广汉市，…): the place is not spoken of."""
    return longest_first("relations", "lies")


@cache
def _opener_words() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in longest_first("scope", "openers") if len(w) > 1)
    return re.compile(rf"^(?:{words}|[\d\s年月日，])*")


def opens_at(text: str, start: int, end: int) -> int:
    """Where a clause begins after its openers (目前, 去年, 据悉)."""
    opened = _opener_words().match(text[start:end])
    return start + (opened.end() if opened else 0)


def at_home(table: EntityTable, place: int, home: int | None) -> bool:
    """Whether a place lies in the city, or the province, that the article is about."""
    code, own = table[place].code, table[home].code if home is not None else None
    return bool(code and own and code.startswith(own[:2] if own.endswith("0000") else own[:4]))


def _speaks_for_park(table: EntityTable, o: Occurrence, end: int) -> bool:
    """龙南经开区管委会主任…介绍: the office of a park speaks of its park."""
    if table[o.ref].label is not Label.PARK:
        return False
    return any(p.start - o.end <= 14 for p in table.within(o.end, end, Label.PERSON))


def coordinated(text: str, table: EntityTable, subject: Occurrence, end: int) -> tuple[int, ...]:
    """恒丰、新汉、鼎荣三个项目都属…: all members of a subject that 都, 均, 分别 or a count sums up."""
    refs = [subject.ref]
    pos = subject.end
    label = table[subject.ref].label
    while pos < end and text[pos : pos + 1] in ("、", "和", "与", "及"):
        following = next((o for o in table.within(pos + 1, pos + 2) if table[o.ref].label is label), None)
        if following is None:
            break
        refs.append(following.ref)
        pos = following.end
    summed = re.match(
        r"(?:等)?(?:[两三四五六七八九十\d]{1,2}(?:个|家|地|市|县|区|园|座|处))?[^，。；：]{0,8}?(?:都|均|分别|各|皆)",
        text[pos:end],
    )
    return tuple(dict.fromkeys(refs)) if len(refs) > 1 and summed else (subject.ref,)


def subject_of(text: str, table: EntityTable, start: int, end: int, home: int | None = None) -> Occurrence | None:
    """The place, park, project or company that opens the clause or is presented by it, or None."""
    piece = text[start:end]
    if any(word in piece for word in word_list("scope", "contrast")):
        return None
    found = [o for o in table.within(start, end) if table[o.ref].label in SUBJECTS and o.role != "inside"]
    ground = _ground(text, table, found, start, end)
    if ground is not None:
        return ground
    for occurrence in found:
        if occurrence.role == "prefix" and _speaks_for_park(table, occurrence, end):
            return occurrence
        if occurrence.role == "prefix" and (_covered(found, occurrence) or not _post_holder(text, occurrence)):
            continue
        if table[occurrence.ref].get("generic") is not None:
            continue
        before = text[start : occurrence.start]
        before = _PRONOUN.sub("", before) if occurrence.role == "anaphor" else before
        if is_place(table[occurrence.ref]) and text.startswith(
            ("代管", "所辖的", "管辖", "下辖的这", "这座", "这个", *_STRANGERS), occurrence.end
        ):
            continue
        if before.endswith(_lies()) and not text[occurrence.end : end].strip("，；：。境内 "):
            continue
        built = _built_by(text, table, found, occurrence)
        if built is not None:
            return built
        if before.endswith(word_list("scope", "objects")) or _speaker(table, occurrence, end, home):
            continue
        if _presented(text, table, start, occurrence, end):
            return occurrence
        if table[occurrence.ref].label is Label.COMPANY and _listed(text, occurrence):
            continue
        opener = _without_names(table, start, start + len(before), text)
        if len(before) <= _MAX_OPENER + 10 and _opener_pattern().match(opener):
            return _head_of(text, table, found, occurrence, home)
    return None


def _ground(text: str, table: EntityTable, found: Sequence[Occurrence], start: int, end: int) -> Occurrence | None:
    """在甲集团与乙区合建的丙产业园，…: where what follows is, whoever built it."""
    if not text.startswith("在", start) or text[end - 1] != "，":
        return None
    parks = [o for o in found if o.end == end - 1 and o.role == "name" and table[o.ref].label is Label.PARK]
    return parks[0] if parks and text[parks[0].start - 1] == "的" and not table[parks[0].ref].get("generic") else None


def _built_by(text: str, table: EntityTable, found: Sequence[Occurrence], o: Occurrence) -> Occurrence | None:
    """紫岭矿业集团投资35亿元的再生铜循环利用项目: what a firm builds, where the clause goes on about it."""
    if table[o.ref].label is not Label.COMPANY:
        return None
    works = [p for p in found if p.start > o.end and table[p.ref].label in (Label.PROJECT, Label.PARK)]
    return works[0] if works and _BUILT.fullmatch(text, o.end, works[0].start) else None


def _strange(table: EntityTable, place: int, home: int | None) -> bool:
    """Whether a place lies outside the city, or the province, that the article is about."""
    return is_place(table[place]) and not at_home(table, place, home)


def _head_of(text: str, table: EntityTable, found: Sequence[Occurrence], o: Occurrence, home: int | None) -> Occurrence:
    """鄂尔多斯市伊金霍洛旗境内的蒙苏经济开发区, 上海的X公司: what a place before it only locates is the subject."""
    current = o
    for following in found:
        firm = table[following.ref].label is Label.COMPANY and _strange(table, o.ref, home)
        if firm and following.start >= o.end and _FROM.fullmatch(text, o.end, following.start):
            return following
        if following.start < current.end or following.role == "prefix":
            continue
        if not is_place(table[current.ref]) or not _CONTAINS.fullmatch(text, current.end, following.start):
            break
        if table[following.ref].label not in (Label.PARK, Label.PROJECT, *PLACE_LABELS) or table[following.ref].get(
            "generic"
        ):
            break
        current = following
    return current


def _presented(text: str, table: EntityTable, start: int, o: Occurrence, end: int) -> bool:
    """总投资30亿元的X破土 / 排在后面的是X: a park or project that a modifier or 是 introduces."""
    if table[o.ref].label not in (Label.PROJECT, Label.PARK) or o.role != "name":
        return False
    before = text[start : o.start]
    if before.endswith("的是"):
        return not text[o.end : end].strip("，。；：！？ ”")
    if not before.endswith("的") or text[o.end : o.end + 1] in "的、和与及":
        return False
    opening = _opener_words().sub("", before, count=1)
    rest = text[o.end : end].strip("，。；：！？ ")
    if opening.startswith(word_list("scope", "lies")):
        return len(rest) >= _PREDICATE
    return not opening.startswith(word_list("scope", "governs"))


def _speaker(table: EntityTable, o: Occurrence, end: int, home: int | None) -> bool:
    """A firm whose officer speaks is not what is spoken of; nor is a place in an article about a park."""
    of_park = home is not None and table[home].label is Label.PARK
    if table[o.ref].label is not Label.COMPANY and not (is_place(table[o.ref]) and of_park):
        return False
    return any(p.start - o.end <= 12 for p in table.within(o.end, end, Label.PERSON))


def _listed(text: str, o: Occurrence) -> bool:
    return text[o.end : o.end + 1] == "、" or text[o.start - 1 : o.start] == "、"


def _covered(found: Sequence[Occurrence], occurrence: Occurrence) -> bool:
    return any(o is not occurrence and o.start <= occurrence.start and occurrence.end <= o.end for o in found)


def _post_holder(text: str, occurrence: Occurrence) -> bool:
    """嘉定 in 嘉定区经委主任…表示: the body speaks for its place."""
    return text[occurrence.end : occurrence.end + 1] in "委政经市区县省发工招投商科财交"


def _without_names(table: EntityTable, start: int, end: int, text: str) -> str:
    """The words before the subject, other places left out (广东省汕头市濠江区 has one subject, the last)."""
    out, pos = [], start
    for o in table.within(start, end):
        if is_place(table[o.ref]) and o.end <= end and o.start >= pos:
            out.append(text[pos : o.start])
            pos = o.end
    out.append(text[pos:end])
    return "".join(out)
