"""What questions may name: things of the graph, of the gazetteer and of the taxonomy, under all their names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from queries.catalog import PLACE_TYPES
from queries.lexicon import english_key
from queries.pinyin import spellings

_TAILS: Mapping[str, re.Pattern[str]] = {
    "Company": re.compile(
        r"(?:(?:科技|实业|控股|投资|咨询|电子|股份|集团)*(?:股份|责任)?有限(?:责任)?公司|股份公司|总公司|公司|集团)$"
    ),
    "Park": re.compile(
        r"(?:特色产业园区|产业园区|工业园区|科技园区|产业园|工业园|科技园|园区|小镇|(?:产业)?(?:集聚|聚集|示范)区|经济区|(?:产业)?基地)$"
    ),
    "Project": re.compile(r"(?:建设项目|工程项目|项目|工程|建设)$"),
    "Industry": re.compile(r"(?:产业集群|产业链|产业|行业|业)$"),
    "Policy": re.compile(r"(?:行动计划|实施方案|政策|规划|方案|计划)$"),
}
_GOVERNMENT = re.compile(r"^(?:人民政府|政府)(?=.{3})")
_CORE_ONLY_LATIN = frozenset({"Park", "Policy"})
"""Labels whose name without its tail says too little in Chinese (联影), but enough in pinyin beside an English noun."""
_ABBREVIATED = frozenset({"Park", "Project", "Organization", "Policy"})
_LEAST_SHARE, _LEAST_AT_END = 0.6, 0.45
"""So much of a name without its places an abbreviation keeps; the end of a name may be shorter."""
_SHORTEST_WHOLE = 5
_ENGLISH_KIND = {"区": "district", "县": "county", "市": "city", "省": "province", "旗": "banner"}


@dataclass(frozen=True, slots=True)
class Thing:
    """Something a question may name. `held` says whether the graph holds it."""

    id: str
    label: str
    name: str
    aliases: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    held: bool = True
    short: str = ""
    """The short name of a place (嘉定), which may be an ordinary word."""


def core(label: str, name: str) -> str:
    """A name without the word of its kind: 金狮新材科技有限公司 → 金狮新材."""
    tail = _TAILS.get(label)
    cut = tail.sub("", name) if tail else name
    return cut if len(cut) >= 2 else name


class Directory:
    """Things by every form of their names. Keys are squeezed by `squeeze`."""

    def __init__(
        self, things: Iterable[Thing], squeeze: Callable[[str], str], places: Callable[[str], bool] | None = None
    ) -> None:
        self.things = tuple(things)
        self._squeeze = squeeze
        self._is_place = places or (lambda _name: False)
        self.chinese: dict[str, list[Thing]] = defaultdict(list)
        self.latin: dict[str, list[Thing]] = defaultdict(list)
        for thing in self.things:
            for form in dict.fromkeys(self._forms(thing)):
                if len(form) > 1 and thing not in self.chinese[form]:
                    self.chinese[form].append(thing)
            for form in dict.fromkeys(self._english(thing)):
                if thing not in self.latin[form]:
                    self.latin[form].append(thing)
        self.longest = max(map(len, self.chinese), default=0)

    def _forms(self, thing: Thing) -> Iterator[str]:
        for raw in (thing.name, *thing.aliases, thing.short):
            if not raw:
                continue
            name = _fast(raw) or self._squeeze(raw)
            shorter = core(thing.label, name)
            if thing.label != "Industry" or shorter == name or raw == thing.name:
                yield name
            if thing.label == "Industry":
                yield shorter
            if thing.label in PLACE_TYPES or thing.label in ("Person", "Industry"):
                continue
            yield from self._without_places(thing, name)
            if thing.label not in _CORE_ONLY_LATIN:
                yield shorter
                bare = self.without_place(name)
                if len(bare) >= 5:
                    yield core(thing.label, bare)

    def _without_places(self, thing: Thing, name: str) -> Iterator[str]:
        """福清市江阴工业区 → 江阴工业区; each long enough to be a name by itself."""
        least = 4 if thing.label in ("Company", "Project") else 3
        for bare in self._openings(name):
            bare = _GOVERNMENT.sub("", bare) if thing.label == "Organization" else bare
            tail = _TAILS.get(thing.label)
            if len(bare) >= least and not (tail and tail.fullmatch(bare)):
                yield bare

    def without_place(self, name: str) -> str:
        """A name without the places it opens with: 广东湛江临港大型产业集聚区 → 临港大型产业集聚区."""
        return list(self._openings(name))[-1]

    def _openings(self, name: str) -> Iterator[str]:
        """A name, and without one place after the other that it opens with."""
        yield name
        for _ in range(3):
            size = next((n for n in (4, 3, 2) if len(name) > n + 2 and self._is_place(name[:n])), 0)
            if not size:
                return
            name = name[size:]
            yield name

    def abbreviated(self, form: str) -> list[Thing]:
        """The one thing whose name holds these characters in this order and ends like them, with few others: 三峡风电产业园.

        Parks, projects, bodies and policies are called so; of two such things neither is meant.
        """
        found: dict[str, Thing] = {}
        names = self._by_end.get(form[-2:], ())
        own = len(self.without_place(form)) if names else 0
        for name, whole in names:
            ends = name.endswith(form)
            size, least = (len(form), _LEAST_AT_END * whole) if ends else (own, _LEAST_SHARE * whole)
            if form[0] in name and least <= size < len(name) and _holds(name, form):
                found |= {t.id: t for t in self.chinese[name] if t.label in _ABBREVIATED}
        return list(found.values()) if len(found) == 1 else []

    @cached_property
    def _by_end(self) -> dict[str, list[tuple[str, int]]]:
        """Names that may be shortened by their last two characters, with their lengths without places."""
        out: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for name, things in self.chinese.items():
            if len(name) > _SHORTEST_WHOLE and any(t.label in _ABBREVIATED for t in things):
                out[name[-2:]].append((name, len(self.without_place(name))))
        return out

    def _english(self, thing: Thing) -> Iterator[str]:
        for name in thing.english:
            words = english_key(self._squeeze(name))
            if not words:
                continue
            yield words
            if thing.label in PLACE_TYPES:
                kind = _ENGLISH_KIND.get(thing.name[-1], "")
                if kind and not words.endswith(kind):
                    yield english_key(f"{words} {kind}")
                    yield english_key(f"{words} municipality") if kind == "city" else words

    @cached_property
    def alike(self) -> dict[str, list[str]]:
        """Forms of names by what a near one shares with them: each Chinese character, or the first Latin letter."""
        out: dict[str, list[str]] = defaultdict(list)
        for form in self.chinese:
            for char in set(form):
                out[char].append(form)
        for form in self.latin:
            out[form[0]].append(form)
        return out

    def called(self, form: str) -> list[Thing]:
        """Things with this form of a name."""
        return self.chinese.get(form) or self.latin.get(form) or []

    @cached_property
    def pinyin(self) -> dict[str, list[Thing]]:
        """Things by the pinyin of their names, written together; without the word of its kind too."""
        out: dict[str, list[Thing]] = defaultdict(list)
        for thing in self.things:
            if thing.english:
                continue
            forms = {thing.name, *thing.aliases}
            forms |= {core(thing.label, f) for f in forms}
            if thing.label not in PLACE_TYPES:
                forms |= {self.without_place(f) for f in forms}
            for form in forms:
                for spelling in spellings(form) if len(form) >= 2 else ():
                    if thing not in out[spelling]:
                        out[spelling].append(thing)
        return out


def _holds(name: str, form: str) -> bool:
    """Whether the characters of `form` stand in `name` in the same order."""
    rest = iter(name)
    return all(char in rest for char in form)


def _fast(name: str) -> str:
    return name if all("一" <= c <= "鿿" for c in name) else ""
