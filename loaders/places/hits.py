"""Names of the gazetteer in the text, and which places rules take them for.

A short name (濠江) is a place to rules where its full form, a relative (parent, child, sibling) or a grammatical sign of a
place stands in the article; one that is an ordinary word needs the former.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache
from typing import NamedTuple

from loaders.lexicons import Matcher, longest_first, matcher, word_list, words
from loaders.model import Document
from loaders.places.choice import Hit, PlaceChooser
from loaders.places.gazetteer import Gazetteer
from loaders.places.home import is_taiwanese
from loaders.places.lone_county import lone_county, stands_as_place
from loaders.places.words import meets_a_word, of_an_officer, of_counties, without_words_over
from loaders.text.spans import Taken

_JOINING = "同从和与由自"
"""Words of one character that places begin with too."""
_HAN = re.compile(r"[一-鿿]")
_BARE = 2
"""Characters of a short name; official names are longer."""


class Decided(NamedTuple):
    """What rules make of the names of places in a text."""

    names: list[tuple[Hit, str | None]]
    """In order, each with the code of its place, None where it is none."""
    chooser: PlaceChooser
    lone: str | None
    """The only county, which the text names by its short name."""


def decided(doc: Document, gazetteer: Gazetteer) -> Decided:
    """All names of places that the text holds, as rules decide them."""
    text = doc.text
    named = _hits(text, gazetteer)
    short = {h.surface for h in named if h.full and len(h.surface) == _BARE and not _joined(text, h, gazetteer)}
    hits = [h for h in named if not _inside_word(text, h, short)]
    chooser = PlaceChooser(doc, gazetteer, hits, is_taiwanese(text))
    lone = lone_county(text, hits, chooser.sure, gazetteer)
    names = [(h, lone if h.codes == (lone,) and _accepted(text, h) else chooser.choose(h)) for h in hits]
    return Decided(names, chooser, lone)


@cache
def _automata() -> tuple[tuple[Matcher, tuple[str, ...]], ...]:
    """Finders of the official names, and of all others."""
    gazetteer = Gazetteer.load()
    official = {n for n in gazetteer.official if len(n) > 2} | {*words("places")["new_areas"]}
    known = (gazetteer.names(), words("places")["extra"], *words("places")["prefectures"].values())
    others = {str(n) for names in known for n in names if len(n) >= _BARE} - official
    return tuple((matcher(names), names) for names in (tuple(sorted(official)), tuple(sorted(others))))


def _hits(text: str, gazetteer: Gazetteer) -> list[Hit]:
    """Official names first: 约定南山区 names 南山区, not 定南."""
    extra = {str(k): str(v) for k, v in words("places")["extra"].items()}
    for region, prefectures in words("places")["prefectures"].items():
        extra |= prefectures if region in text else {}
    areas = words("places")["new_areas"]
    taken = Taken()
    plain = without_words_over(text)
    out = []
    for automaton, patterns in _automata():
        for index, start, end in automaton.find_matches_as_indexes(plain):
            surface = patterns[index]
            if len(surface) > _BARE and meets_a_word(text, start, end, gazetteer):
                continue
            if not taken.add(start, end):
                continue
            if surface in areas:
                continue  # 安新 in 雄安新区 is no county
            if surface[0] in _JOINING and gazetteer.is_upper(text[start + 1 : start + 3]):
                start, end, surface = start + 1, start + 3, text[start + 1 : start + 3]  # 江苏 in 同江苏, not 同江
            codes = (extra[surface],) if surface in extra else gazetteer.candidates(surface)
            full = surface in gazetteer.official or surface in extra and surface[-1] in "县旗"
            out.append(Hit(start, end, surface, codes, full))
    return sorted(out, key=lambda h: h.start)


def _accepted(text: str, hit: Hit) -> bool:
    """Whether a name of the lone county is meant: all but words are."""
    return hit.full or hit.surface not in word_list("places", "ordinary") or stands_as_place(text, hit)


def _joined(text: str, hit: Hit, gazetteer: Gazetteer) -> bool:
    """义县 in 主义县域, not in 辽宁义县 or 让义县: whether a county of two characters may belong to the word before it."""
    before = text[max(0, hit.start - 1) : hit.start]
    if not _HAN.match(before) or before in word_list("places", "before_counties"):
        return False
    above = (p for c in hit.codes for p in gazetteer.ancestors(c))
    return not any(text.endswith(gazetteer.names_of(p), 0, hit.start) for p in above)


def _inside_word(text: str, hit: Hit, short: Set[str]) -> bool:
    """长乐路, 南京大学: a name that goes on is not the place. Full names followed by 话, 籍 neither.

    `short`: the counties of two characters that stand alone somewhere in the article.
    """
    if hit.full and len(hit.surface) >= 3 and hit.surface[-1] in "省市县区旗州":
        if of_counties(text, hit.start, hit.end):
            return True
        return hit.surface[0] == "城" and text.endswith(word_list("places", "cities_of"), 0, hit.start)
    if of_an_officer(text, hit.start, hit.codes):
        return True
    if text.startswith(longest_first("places", "not_before"), hit.end):
        return not (hit.full and text.startswith(("集团", "大学", "医院", "学院", "中学", "小学", "机场"), hit.end))
    return hit.full and len(hit.surface) == _BARE and hit.surface not in short
