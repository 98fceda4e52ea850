"""What place an article is about, and whose money and years it counts in."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from loaders.lexicons import word_list, words
from loaders.model import Document, PlaceMention
from loaders.places.gazetteer import Gazetteer
from loaders.places.masthead import masthead_place

_TITLE, _LEAD, _BODY = 10.0, 4.0, 2.0
"""Weights of a place in the headline, in the first lines, and further down."""
_LEAD_LENGTH = 150
_SIDE = 0.2
"""Share of its weight that a place keeps where it is only where something comes from or is held."""
_MOST = 0.5
"""A place below takes over where it has this share of what is named below the place above, and more than that itself."""
_SET = re.compile(
    r"(?:在|赴|走进|来到|前往|抵达|落户|摆进|开进|来自|从)[^，。；、\n]{0,2}$|(?:毗邻|邻近|相邻|隔壁|对岸|之隔)的?[^，。；、\n]{0,3}$"
)
_CIRCLE = re.compile(r"市?[一-鿿]{0,8}?(?:商会|协会|联合会|同乡会|联谊会)")
"""深圳市电子信息联合会: whose members are guests as often as hosts."""
_RANKS = "县旗州盟区"
_SAYS_PROVINCE = re.compile(r"[全我本]省")
_SAYS_LOWER = re.compile(r"[全我本][市县区州](?!域)|[市县](?:委|政府|长)")
_PAIR = 2
_NEARLY_ALL = 0.6
"""Share of what is named that one of two places of a headline needs to be the article's own."""
_LIKENED = re.compile(r"“[新小]$")
"""素有“小台北”之称: what a place is likened to."""
_OFTEN = 2
"""An article that says 援疆 so often is about it."""
_EVIDENCE = 3
"""So many words of Hong Kong's own make an article one of Hong Kong."""
_PARTNERED = tuple("与同和及、向赴从对比")
"""Before a place that an article names beside its own."""
_REGIONS = {"71": "TW", "81": "HK", "82": "MO"}


def home_place(doc: Document, mentions: Sequence[PlaceMention], gazetteer: Gazetteer) -> str | None:
    """Code of the article's own place, or None where it names none.

    Every mention speaks for its place and those above it, most in the headline; from the province that most speaks for
    the way leads down to the place that holds most of what is named. Where a fair is held (在深圳) or a guest comes from
    (南安企业, 泉州援疆队) speaks little, and so does the helper's side of an article about aid to the west (援疆).
    """
    aided = _aided(doc, mentions)
    local = _local(doc.text, mentions)
    own: defaultdict[str, float] = defaultdict(float)
    total: defaultdict[str, float] = defaultdict(float)
    below: dict[str | None, set[str]] = {}
    after = {m.start: m.code for m in mentions}
    for m in mentions:
        if m.role == "anaphor":
            continue
        weight = _weight(doc, m, aided, local)
        if not _opens_address(m, after.get(m.end), gazetteer):
            own[m.code] += weight
        child = m.code
        total[child] += weight
        for above in gazetteer.ancestors(m.code):
            total[above.code] += weight
            below.setdefault(above.code, set()).add(child)
            child = above.code
        below.setdefault(None, set()).add(child)
    carried = masthead_place(doc, gazetteer)
    if not own:
        return carried
    _add_ranks(doc, own, total, gazetteer)
    best = _descend(doc, mentions, gazetteer, own, total, below)
    own_city = sum(m.code == best for m in mentions)
    titled, within = _titled(doc, mentions, gazetteer)
    passing = best not in within and _passing(doc.text, mentions, best)
    if carried is not None and (passing or _is_narrower(carried, best, own, gazetteer)):
        return carried
    return _province_speaking(doc.text, best, own_city, titled, gazetteer)


def _descend(
    doc: Document,
    mentions: Sequence[PlaceMention],
    gazetteer: Gazetteer,
    own: Mapping[str, float],
    total: Mapping[str, float],
    below: Mapping[str | None, set[str]],
) -> str:
    """From the province that most speaks for down to the place that holds most of what is named."""
    titled, within = _titled(doc, mentions, gazetteer)
    best = _largest(below[None], total)
    while below.get(best):
        if _several_in_title(doc, mentions, below[best]) or _scattered(titled, below[best], total):
            break
        lower = _largest(below[best], total)
        if total[lower] < _MOST * sum(total[c] for c in below[best]):
            break
        if total[lower] < own[best] and (best in titled or lower not in within):
            break
        best = lower
    return best


def _is_narrower(carried: str, best: str, own: Mapping[str, float], gazetteer: Gazetteer) -> bool:
    """Whether the page's place lies in `best` and is meant; of a city and a county-level city 我市 may mean either."""
    if not gazetteer.is_ancestor(best, carried):
        return False
    above, below = gazetteer.by_code(best), gazetteer.by_code(carried)
    apart = above is None or below is None or above.name[-1] != below.name[-1]
    return apart or own.get(carried, 0.0) >= own.get(best, 0.0)


def _passing(text: str, mentions: Sequence[PlaceMention], code: str) -> bool:
    """嘉兴 in 与嘉兴、湖州联手: a partner named once only, in an article whose page is another's."""
    named = [m for m in mentions if m.code == code and m.role != "anaphor"]
    return len(named) == 1 and text[named[0].start - 1 : named[0].start] in _PARTNERED


def _opens_address(m: PlaceMention, inner: str | None, gazetteer: Gazetteer) -> bool:
    """江西 in 江西芦溪县: it says where the county lies, and is not spoken of itself."""
    return inner is not None and gazetteer.is_ancestor(m.code, inner)


def _province_speaking(text: str, best: str | None, named: int, titled: set[str], gazetteer: Gazetteer) -> str | None:
    """省政府认定昆明高新区等12个园区 … 全省: an article that speaks of its province only is not of the one city it names."""
    above = gazetteer.ancestors(best) if best is not None else ()
    lower = any(gazetteer.ancestors(c) for c in titled)
    said = len(_SAYS_PROVINCE.findall(text))
    if len(above) != 1 or lower or said < max(_OFTEN, named) or _SAYS_LOWER.search(text):
        return best
    return above[0].code


def _largest(codes: set[str], total: Mapping[str, float]) -> str:
    return min(codes, key=lambda c: (-total[c], c))


def _titled(doc: Document, mentions: Sequence[PlaceMention], gazetteer: Gazetteer) -> tuple[set[str], set[str]]:
    """The places that the headline names, and these with all that they lie in."""
    codes = {m.code for m in mentions if m.end <= len(doc.article.title) and m.role != "anaphor"}
    return codes, codes.union(p.code for c in codes for p in gazetteer.ancestors(c))


def _scattered(titled: set[str], below: set[str], total: Mapping[str, float]) -> bool:
    """甲市扩产、乙市建厂、丙市签约: a headline of several places of which none holds most."""
    several = titled & below
    most = max((total[c] for c in below), default=0.0)
    return len(several) > _PAIR or len(several) == _PAIR and most < _NEARLY_ALL * sum(total[c] for c in below)


def _add_ranks(doc: Document, own: dict[str, float], total: dict[str, float], gazetteer: Gazetteer) -> None:
    """县里, 全县: an article that speaks so is of a county, the one among the counties that it speaks of most."""
    for rank in _RANKS:
        words_of = [w for w in _rank_words() if rank in w]
        said = sum(doc.text.count(w) for w in words_of)
        ranked = [c for c in own if (p := gazetteer.by_code(c)) is not None and p.name.endswith(rank)]
        if said < _OFTEN or not ranked:
            continue
        code = min(ranked, key=lambda c: (-own[c], c))
        for c in (code, *(p.code for p in gazetteer.ancestors(code))):
            total[c] += said * _BODY
        own[code] += said * _BODY


@cache
def _rank_words() -> tuple[str, ...]:
    """Words that speak of a place by its rank alone."""
    return tuple(w for surfaces in words("places")["anaphors"].values() for w in str(surfaces).split())


def _several_in_title(doc: Document, mentions: Sequence[PlaceMention], below: set[str]) -> bool:
    """化纤企业落子晋江、石狮: the headline lists two of the places directly below one, so the article is of that one."""
    end = len(doc.article.title)
    titled = [m for m in mentions if m.end <= end and m.code in below and m.role != "anaphor"]
    return any(
        a.code != b.code and doc.text[a.end : b.start] in ("、", "和", "及", "市、", "县、", "区、")
        for a, b in pairwise(titled)
    )


def _aided(doc: Document, mentions: Sequence[PlaceMention]) -> str:
    """First digits of the codes of the province that an article about aid speaks of (援疆: 65), else nothing."""
    for word, province in words("places")["aided"].items():
        code = str(province)
        if doc.text.count(str(word)) >= _OFTEN and any(m.code.startswith(code) and m.code != code for m in mentions):
            return code
    return ""


def _weight(doc: Document, m: PlaceMention, aided: str, local: str) -> float:
    title_end = len(doc.article.title)
    opens = title_end == 0 and not doc.text[: m.start].strip()
    weight = _TITLE if m.start < title_end or opens else _LEAD if m.start < title_end + _LEAD_LENGTH else _BODY
    if aided:
        return weight if m.code.startswith(aided) else weight * _SIDE
    if local and m.code[:2] != local:
        return weight * _SIDE
    before = doc.text[max(0, m.start - 6) : m.start]
    aside = doc.text.startswith(word_list("places", "guests"), m.end) or bool(_SET.search(before))
    aside = aside or bool(_LIKENED.search(before)) or m.start >= title_end and bool(_CIRCLE.match(doc.text, m.end))
    return weight * _SIDE if aside else weight


def jurisdiction(doc: Document, mentions: Sequence[PlaceMention], home: str | None = None) -> str:
    """CN, TW, HK or MO: whose money and years the article counts in: those of its own place, else of most places named.

    The script is no evidence.
    """
    if home is not None:
        return _REGIONS.get(home[:2], "CN")
    regions = Counter(_REGIONS.get(m.code[:2], "CN") for m in mentions)
    if not regions:
        return "TW" if is_taiwanese(doc.text) else "CN"
    return max(sorted(regions), key=lambda r: regions[r])


def _local(text: str, mentions: Sequence[PlaceMention]) -> str:
    """First digits of the codes of Hong Kong where the text names a place there and speaks as people do there, else nothing."""
    found = [w for w in word_list("places", "hongkong") if w in text]
    return "81" if len(found) >= _EVIDENCE and any(m.code[:2] == "81" for m in mentions) else ""


def is_taiwanese(text: str) -> bool:
    """Whether a text speaks of Taiwan."""
    found = [w for w in word_list("places", "taiwan") if w in text]
    return len(found) >= 2 or "新台币" in text
