"""Quoted policies: programmes and codes that their form or the word behind the quotation gives away.

“1+3+N”, “四大板块”战略, “芯火”创新计划, “项目建设年”. Attributes as in `loaders.policies.mentions`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.lexicons import longest_first, word_list

_QUOTES = (re.compile(r"“([^“”\n]{2,40})”"), re.compile(r"‘([^‘’\n]{2,40})’"))
_YEARS = re.compile(r"[（(][^（）()]{2,12}年[^（）()]{0,4}[）)]$")
_VERSION = re.compile(r"\d\.\d(?![\d.]*[%％万亿个倍元])")
_NONE = re.compile("(?:但|并|也|还|目前)*(?:没有|暂无|尚无|并无|毫无|尚未|暂未|从未|无(?=任何|具体|相关))")
"""“暂无计划”, “尚未列入规划”: that there is none."""
_PARKS_ONLY = re.compile(r"(?:[一二三四五六七八九十两\d]{1,3}大?(?:港|园|区|城|谷|基地|园区|镇|街|港口))+")
_COUNTING = re.compile(r"[一二三四五六七八九十百千万、]+")
_ENTERING = re.compile(r"[一-鿿]企[入进兴帮][一-鿿]{1,3}")
"""“百企进村”, “央企入湘”: firms are brought somewhere."""
_HONOUR = re.compile(r"(?:[、和]?“[^“”]{2,20}”){0,6}等?[^，。；：“”]{0,6}(?:称号|荣誉|美誉|之称|殊荣|牌匾)")
_ROADS = re.compile(r"(?:[一二三四五六七八九十两\d]{1,3}[纵横环射联]、?)+")
_OF_ROADS = re.compile(r"的?[^，。；：“”]{0,6}(?:路|交通|高速|铁网|水网|路网)")
"""“三纵四横”路网: roads, no policy."""
_JOINTS = frozenset(("", "、", "和", "与", "及"))
_ITS_PROJECTS = re.compile(r"项目(?:[\d一二三四五六七八九十]|建设|[，。；、）]|$)")
"""“五个一批”项目32个: the projects of a programme."""
_LOOKED_BEHIND = 12
"""So much of the text behind a quotation is searched for its head, in characters."""
_MIN_OF, _MIN_HEADED, _MIN_CODED = 4, 3, 4


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a quotation names: "programme" or "code", the words right behind it that belong to it, and how sure that is."""

    kind: str
    head: str
    confidence: float


@cache
def _code_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    numerals = re.escape(str("".join(word_list("policies", "numerals"))))
    words = "|".join(re.escape(w) for w in longest_first("policies", "code_words"))
    plus = re.compile(rf"^[{numerals}]{{1,4}}(?:[+＋][{numerals}\w]{{1,8}}){{1,6}}$")
    count = re.compile(rf"^(?:[{numerals}]{{1,4}}(?:{words}){{1,3}}、?){{1,5}}$")
    bare = re.compile(r"^\d{3,5}[XxNn]?$")
    return plus, count, bare


@cache
def _heads() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A head right behind the quotation, and one behind 的: 创新计划, 的园区发展布局."""
    between = "|".join(longest_first("policies", "head_modifiers"))
    near = "|".join(longest_first("policies", "heads"))
    of = "|".join(longest_first("policies", "of_heads"))
    return re.compile(rf"(?:{between})*?(?:{near})"), re.compile(rf"的(?:{between})*?(?P<head>{of})")


def quoted_policies(text: str) -> Iterator[tuple[re.Match[str], Verdict]]:
    """Every quotation that names a policy; what is listed beside a headed one is one too: “A”“B”和“C”行动."""
    for pattern in _QUOTES:
        quotes = list(pattern.finditer(text))
        verdicts = [_judged(text, m) for m in quotes]
        for steps in (range(len(quotes) - 1, 0, -1), range(1, len(quotes))):
            for i in steps:
                _share(text, quotes, verdicts, i - 1, i)
        yield from ((m, v) for m, v in zip(quotes, verdicts, strict=True) if v is not None)


def _share(text: str, quotes: list[re.Match[str]], verdicts: list[Verdict | None], left: int, right: int) -> None:
    """Give the verdict of one of two neighbours to the other that has none."""
    known, other = (left, right) if verdicts[right] is None else (right, left)
    verdict = verdicts[known]
    if (
        verdict is None
        or verdicts[other] is not None
        or text[quotes[left].end() : quotes[right].start()] not in _JOINTS
    ):
        return
    inner = quotes[other][1]
    led = _is_campaign(quotes[known][1]) or verdict.head and known == right
    if led and len(inner) >= _MIN_HEADED and not _is_ruled_out(inner) and "，" not in inner:
        verdicts[other] = Verdict("programme", "", 0.75)


def _judged(text: str, match: re.Match[str]) -> Verdict | None:
    inner, after = match[1], text[match.end() : match.end() + _LOOKED_BEHIND]
    if _is_ruled_out(inner) or _HONOUR.match(text, match.end()):
        return None
    head = _head(inner, after)
    is_code = _is_code(inner)
    if head and inner.endswith(("式", "型")):
        return None
    sure = head.endswith(word_list("policies", "sure_heads"))
    if inner in word_list("policies", "customs_modes") and not sure:
        return None
    if _ROADS.fullmatch(inner) and _OF_ROADS.match(after):
        return None
    if _COUNTING.fullmatch(inner) and not (head and after.startswith(head)):
        return None
    if _ends_as_policy(inner):
        return Verdict("programme", "", 0.9)
    if is_code and not head and _PARKS_ONLY.fullmatch(inner):
        return None
    if is_code and not _names_something(after, head):
        borne_out = head or _after_verb(text, match.start()) or "+" in inner
        return Verdict("code", head, 0.85 if borne_out else 0.5)
    if head and (sure or len(inner) >= _MIN_HEADED and "，" not in inner):
        return Verdict("programme", head, 0.85)
    if not head and is_code and _distant_head(after):
        return Verdict("code", "", 0.8)
    if _after_verb(text, match.start()) and _slogan_like(inner) and len(inner) >= _MIN_CODED:
        return Verdict("programme", "", 0.45)
    return None


def _is_ruled_out(inner: str) -> bool:
    ruled_out = inner in word_list("policies", "never") or any(c in "。？！" for c in inner)
    return ruled_out or _NONE.match(inner) is not None


def _ends_as_policy(inner: str) -> bool:
    whole = _YEARS.sub("", inner)
    tailed = whole.endswith(word_list("policies", "tails")) or _VERSION.search(inner) is not None
    return tailed or _is_campaign(inner) or _ENTERING.fullmatch(inner) is not None


def _is_campaign(inner: str) -> bool:
    """“项目建设年”, “秋冬会战”: a year or battle for something; “攻坚战” alone and “开局就是决战” are figures of speech."""
    word = next((w for w in longest_first("policies", "campaigns") if inner.endswith(w)), None)
    return word is not None and len(word) + 2 <= len(inner) <= 10 and not any(c in "，、是的了" for c in inner)


def _head(inner: str, after: str) -> str:
    """The words behind a quotation that make it a policy: 创新计划; “前店后厂”的合作模式."""
    near, of = _heads()
    match = near.match(after)
    if match is not None:
        return match.group()
    match = of.match(after) if len(inner) >= _MIN_OF else None
    return match["head"] if match is not None else ""


def _is_code(inner: str) -> bool:
    plus, count, bare = _code_patterns()
    compact = inner.replace(" ", "")
    return bool(plus.match(compact) or count.match(compact) or bare.match(compact))


def _names_something(after: str, head: str) -> bool:
    """A code that opens a longer name (“四个一体化”海上风电装备制造产业园) is part of that name."""
    named = any(word in after for word in ("园", "项目", "基地")) and not _ITS_PROJECTS.match(after)
    return not head and bool(after) and named and after[0] not in "，。、；的）"


def _distant_head(after: str) -> str:
    """A head a few words on: “1+3+3”海上风电生态体系."""
    clause = re.split(r"[，。；：、“”（）]", after)[0]
    return next((h for h in longest_first("policies", "heads") if len(h) > 1 and h in clause), "")


def _after_verb(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start]
    return before.rstrip("了好以").endswith(word_list("policies", "verbs"))


def _slogan_like(inner: str) -> bool:
    return "、" in inner or any(c in "一二三四五六七八九十百千万" for c in inner)
