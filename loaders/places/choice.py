"""Which of the places of one name an article means: decided by what else it names, never by the order of a list."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.lexicons import longest_first, word_list
from loaders.model import Document
from loaders.places.gazetteer import Gazetteer, Place
from loaders.ranking import step
from schema.nodes import Label

_AFTER_SHORT = re.compile(
    r"^(?:[：、，。；（）“”】〕\s]|等|的|市|县|区|共|将|已|正|要|在|有|为|与|和|及|至|到|近|此|这|现|还|也|把|被|由|拟|从|向|对|各|目前|今年|去年|计划|积极|着力|推|打|招|成|新|最|提|力|全|大|重|高|经|海|产|工|发|委|政|侧|则|主|布|承)"
)
_BEFORE_SHORT = re.compile(
    r"(?:[：、，。；（“【〔\s]|^|在|赴|到|和|与|及|从|向|至|于|的|省|市|区|县|对|由|把|让|给|自|往|位于|落户|是|为|等|同|聚|全)$"
)
_COUNTED = re.compile(
    r"(?:、[^，。；：、]{2,4}){1,8}(?:等)?[两三四五六七八九十\d]{1,2}个?(?:[市县区旗]|县区|区县|县市)"
)
"""清水、梧栖、龙井三区: a list that its end counts as places."""
_STEPS = (1, 3, 8)
"""Counts are told in steps."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the gazetteer in the text, not yet decided; `full`: an official name."""

    start: int
    end: int
    surface: str
    codes: tuple[str, ...]
    full: bool


def has_sign_before(text: str, hit: Hit) -> bool:
    """Whether what stands before a short name shows that it is a word by itself (在濠江)."""
    return _BEFORE_SHORT.search(text[max(0, hit.start - 2) : hit.start]) is not None


def has_sign_after(text: str, hit: Hit) -> bool:
    """The same of what stands behind it (濠江将)."""
    return _AFTER_SHORT.match(text[hit.end : hit.end + 2]) is not None


class PlaceChooser:
    """Decides between the places of one name by what else the article names."""

    def __init__(self, doc: Document, gazetteer: Gazetteer, hits: Sequence[Hit], taiwan: bool) -> None:
        self._doc = doc
        self._text = doc.text
        self._g = gazetteer
        self._taiwan = taiwan
        self._ordinary = _ordinary(gazetteer)
        self._sure: Counter[str] = Counter()
        self._ending = {h.end: h for h in hits}
        for h in hits:
            codes = self._of_region(h.codes)
            codes = codes if h.full or h.surface in self._ordinary else self._upmost(codes)
            reliable = self._is_sure(h) or (
                h.surface not in self._ordinary and len(codes) == 1 and self._is_upper(codes[0])
            )
            if reliable and len(codes) == 1:
                self._sure[codes[0]] += 1
        self._context: Counter[str] = Counter()
        for code, n in self._sure.items():
            self._context[code] += n
            for above in gazetteer.ancestors(code):
                self._context[above.code] += n
        self._counties: Counter[str] = Counter()
        """How often counties stand for sure, by the first digits of their codes."""
        for code, n in self._sure.items():
            if code[4:] != "00":
                self._counties.update({"": n, code[:2]: n, code[:4]: n})
        self._full = {h.surface for h in hits if h.full}
        self._starting = {h.start: h for h in hits}
        self._behind: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        """Short name → codes of the places that stand right before it somewhere."""
        for h in hits:
            if not h.full and h.start in self._ending:
                self._behind[h.surface].add(self._ending[h.start].codes)
        self._spelt: dict[str, bool] = {}

    @property
    def sure(self) -> Mapping[str, int]:
        """How often each place stands by a name that nothing else bears."""
        return self._sure

    def _upmost(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """南昌 is the city before its county, 海南 the province before the prefecture; unchanged where several could be."""
        upper = [c for c in codes if self._is_upper(c)]
        plain = [c for c in upper if not ((p := self._g.by_code(c)) and p.name.endswith("自治州"))]
        best = plain or upper
        return tuple(best) if len(best) == 1 else codes

    def _is_upper(self, code: str) -> bool:
        return _is_upper(self._g, code)

    def _is_sure(self, hit: Hit) -> bool:
        """An official name that is no word as well (东区, 老城区 are parts of any town), or that its own province precedes (甘肃礼县)."""
        return hit.full and (hit.surface not in self._ordinary or any(self._behind_its_own(hit, c) for c in hit.codes))

    def _of_region(self, codes: Sequence[str]) -> tuple[str, ...]:
        """Taiwanese places only in articles about Taiwan where a mainland one bears the name, and the reverse."""
        if len(codes) < 2:
            return tuple(codes)
        inside = tuple(c for c in codes if (c[:2] == "71") == self._taiwan)
        return inside or tuple(codes)

    def likeliest(self, hit: Hit) -> str | None:
        """The place that a name would be here if it is one; None where that cannot be decided."""
        ranked = self._ranked(hit)
        return ranked[0][1] if ranked and (len(ranked) == 1 or ranked[0][0] > ranked[1][0]) else None

    def is_ordinary(self, hit: Hit) -> bool:
        """Whether the name is a word as well."""
        return hit.surface in self._ordinary

    def told_of(self, hit: Hit, place: Place) -> Iterator[str]:
        """What the other places of the article say of a short name being this place: named features."""
        code, above = place.code, self._g.ancestors(place.code)
        yield f"spelt {self._is_spelt(place.name)}"
        for name, far in (("parent", above[:1]), ("province", above[-1:])):
            yield f"{name} {step(sum(self._context.get(p.code, 0) for p in far), _STEPS)}"
        yield f"behind own {self._behind_its_own(hit, code)}"
        yield f"town {self._town(hit, code)}"
        yield f"several {len(hit.codes) > 1}"
        yield f"enumerated {self._enumerated(hit, place.parent) or bool(_COUNTED.match(self._text, hit.end))}"
        yield f"abroad {self._abroad(code) or self._foreign(hit)}"
        yield f"siblings {step(self._counties[code[:4]] - self._sure[code], _STEPS)}"
        yield f"strangers {step(self._counties[''] - self._counties[code[:2]], _STEPS)}"

    def _ranked(self, hit: Hit) -> list[tuple[float, str]]:
        codes = self._of_region(hit.codes)
        if not hit.full and len(codes) > 1:
            codes = self._of_article(hit, codes)
        return sorted(((self._score(c, hit), c) for c in codes), reverse=True)

    def choose(self, hit: Hit) -> str | None:
        """The code meant, or None where the name is no place here or cannot be decided."""
        ranked = self._ranked(hit)
        if not ranked or self._foreign(hit):
            return None
        best, code = ranked[0]
        if len(ranked) > 1 and ranked[1][0] == best or self._abroad(code):
            return None
        if self._is_sure(hit):
            return code if len(ranked) == 1 or best > 0 else None
        if hit.full:
            return code if self._sure.get(code, 0) or best > 0 and self._of_named_city(code) else None
        return code if self._accept_short(hit, code, best) else None

    def _of_article(self, hit: Hit, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Those of a short name's places whose full name the article has.

        吉安 is the city all the same where 吉安县 is named, but 恩施 is not 恩施州 where 恩施市 is.
        """
        own = tuple(c for c in codes if self._full_in_text(c))
        upper = codes if hit.surface in self._ordinary else self._upmost(codes)
        place = self._g.by_code(upper[0]) if len(upper) == 1 else None
        within = place is not None and place.name.endswith("市") and all(self._g.is_ancestor(upper[0], c) for c in own)
        return upper if within or not own else own

    def _foreign(self, hit: Hit) -> bool:
        """德州 in Taiwanese news, and 美国德州 anywhere, is Texas."""
        if hit.full or hit.surface not in word_list("places", "namesakes_abroad"):
            return False
        return self._taiwan or self._text.endswith(word_list("relations", "abroad"), 0, hit.start)

    def _abroad(self, code: str) -> bool:
        """大溪镇 in an article about the Mainland is a town there, unless Taiwan's county above it is named too."""
        place = self._g.by_code(code)
        if self._taiwan or place is None or code[:2] != "71" or place.label is not Label.DISTRICT:
            return False
        return not any(self._context.get(p.code, 0) > self._sure.get(code, 0) for p in self._g.ancestors(code))

    def _full_in_text(self, code: str) -> bool:
        place = self._g.by_code(code)
        return place is not None and place.name in self._full

    def _score(self, code: str, hit: Hit) -> float:
        score = float(self._context.get(code, 0)) * 2
        near = self._text[max(0, hit.start - 12) : hit.start]
        for depth, above in enumerate(self._g.ancestors(code)):
            score += self._context.get(above.code, 0) / (1 + depth)
            if near.endswith(self._g.names_of(above)):
                score += 50
        return score

    def _accept_short(self, hit: Hit, code: str, score: float) -> bool:
        place = self._g.by_code(code)
        if place is None or self._town(hit, code):
            return False
        ordinary = hit.surface in self._ordinary
        if place.name in self._full or self._is_spelt(place.name) or hit.surface + place.name[-1] in self._full:
            return True
        zoned = self._text.startswith(longest_first("places", "zones"), hit.end)
        if self._behind_its_own(hit, code) and (zoned or not ordinary):
            return True
        parent_named = score > 0
        if self._enumerated(hit, place.parent) or parent_named and _COUNTED.match(self._text, hit.end):
            return parent_named
        if self._listed(hit) and not self._beside(hit):
            return False
        signs = has_sign_before(self._text, hit) or has_sign_after(self._text, hit)
        if place.label in (Label.PROVINCE, Label.CITY) and not ordinary:
            return True
        if ordinary:
            followed = self._text[hit.end : hit.end + 2].startswith(("区委", "市委", "县委", "区政", "市政", "县政"))
            return parent_named and (followed or zoned and self._of_named_city(code))
        return parent_named and signs and self._of_named_city(code)

    def _behind_its_own(self, hit: Hit, code: str) -> bool:
        """溧阳 in 江苏溧阳, 泰州高港: right behind a place that holds it."""
        before = self._ending.get(hit.start)
        return before is not None and not {p.code for p in self._g.ancestors(code)}.isdisjoint(before.codes)

    def _of_named_city(self, code: str) -> bool:
        """Whether the place right above is named: its province alone is too far to tell a county by its short name."""
        above = self._g.ancestors(code)
        return not above or self._context.get(above[0].code, 0) > 0

    def _town(self, hit: Hit, code: str) -> bool:
        """江阴 in 福清江阴: right behind another county it is a town of that county."""
        before = self._ending.get(hit.start)
        above = {p.code for p in self._g.ancestors(code)} | {code}
        rivals = self._behind.get(hit.surface, ()) if before is None else (before.codes,)
        return any(not above.intersection(codes) for codes in rivals)

    def _is_spelt(self, name: str) -> bool:
        """Whether the text writes a full name anywhere."""
        if name not in self._spelt:
            self._spelt[name] = name in self._text
        return self._spelt[name]

    def _listed(self, hit: Hit) -> bool:
        return "、" in (self._text[hit.start - 1 : hit.start], self._text[hit.end : hit.end + 1])

    def _beside(self, hit: Hit) -> bool:
        """Whether a neighbour in the list is a place too (徐闻、雷州), or the list is of something else (李晓、周宁)."""
        return hit.end + 1 in self._starting or hit.start - 1 in self._ending

    def _enumerated(self, hit: Hit, parent: str | None) -> bool:
        """经开区、雷州、徐闻：/ 徐闻：— names in a list of siblings or at the head of a line."""
        before = self._text[max(0, hit.start - 1) : hit.start]
        after = self._text[hit.end : hit.end + 1]
        if after == "：" and before in ("\n", "、", "。", "") or before in ("【", "〔") and after in ("】", "〕"):
            return True
        if parent and self._sibling_beside(hit, parent):
            return True
        return before in "、\n" and after in "、：" and any(not o.full and o is not hit for o in self._near(hit))

    def _sibling_beside(self, hit: Hit, parent: str) -> bool:
        """信丰 in 信丰、龙南: the neighbour lies in the same city, which is named, or is no ordinary word."""
        beside = (self._starting.get(hit.end + 1), self._ending.get(hit.start - 1))
        marks = (self._text[hit.end : hit.end + 1], self._text[hit.start - 1 : hit.start])
        return any(
            o is not None
            and mark == "、"
            and (self._sure.get(parent, 0) > 0 or o.surface not in self._ordinary)
            and self._child_of(o, parent)
            for o, mark in zip(beside, marks, strict=True)
        )

    def _child_of(self, hit: Hit, parent: str) -> bool:
        return any((p := self._g.by_code(c)) is not None and p.parent == parent for c in hit.codes)

    def _near(self, hit: Hit) -> Iterator[Hit]:
        """Names at most a character away."""
        for by in (-1, 0, 1):
            for o in (self._starting.get(hit.end + by), self._ending.get(hit.start + by)):
                if o is not None:
                    yield o


def _is_upper(gazetteer: Gazetteer, code: str) -> bool:
    place = gazetteer.by_code(code)
    return place is not None and place.label is not Label.DISTRICT


@cache
def _ordinary(gazetteer: Gazetteer) -> frozenset[str]:
    """Names that are words as well; those of provinces and cities readers take for places unless they are everyday."""
    everyday = frozenset(word_list("places", "everyday"))
    return frozenset(
        s
        for s in word_list("places", "ordinary")
        if s in everyday or not any(_is_upper(gazetteer, c) for c in gazetteer.candidates(s))
    )
