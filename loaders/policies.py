"""Policies: documents in 《》, quoted programmes and codes (“1+N”, “四大板块”战略), and programmes named after a verb.

Attributes of a mention: ("kind", "document"|"programme"|"code"), ("head", the word after the quote, if any).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from loaders.lexicons import consists_of, longest_first, word_list
from loaders.model import Document, Mention
from loaders.phrases import left_boundary
from loaders.tokens import TokenSource
from schema.nodes import Label

_TITLE = re.compile(r"《([^《》\n]{2,60})》")
_SHORT_TITLE = re.compile(
    r"《(?P<full>[^《》\n]{2,60})》[^《》，。（）]{0,12}（"
    r"(?:(?:以下|下文)?(?:统)?(?:简称|下称|称|又称|俗称|即)为?[《“]?|[“《])(?P<short>[^《》“”（）]{2,12})[》”]?）"
)
_KIND = re.compile(r"(?:若干|实施|指导|行动)?(?:意见|规划|方案|措施|政策|办法|指引|计划|通知|决定|纲要|条例|十条)")
"""《意见》: a title that is only a kind means the last one of that kind."""
_YEARS = re.compile(r"[（(][^（）()]{2,12}年[^（）()]{0,4}[）)]$")
_UNITED = re.compile(r"(?:推进|推动|实施|加快|深化|促进)(?P<name>[一-鿿]{2,3}同城化)")
_QUOTE = re.compile(r"“([^“”\n]{2,40})”")
_VERSION = re.compile(r"\d\.\d")
_PARKS_ONLY = re.compile(r"(?:[一二三四五六七八九十两\d]{1,3}(?:港|园|区|城|谷|基地|园区|镇|街|港口))+")
_OF_KIND = re.compile(
    r"^的(?:合作|发展|招商|管理|服务|运营|治理|帮扶|产业|协作)?(?=模式|机制|格局|体系|战略|政策|举措|办法)"
)
"""“前店后厂”的合作模式"""
_MEMORY = 50
"""So many titles back a bare kind may mean one."""
_MIN_OPEN = 4
"""Shortest unquoted programme name before its head, in characters."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    numerals = re.escape(str("".join(word_list("policies", "numerals"))))
    words = "|".join(re.escape(w) for w in longest_first("policies", "code_words"))
    plus = re.compile(rf"^[{numerals}]{{1,4}}(?:[+＋][{numerals}\w]{{1,8}}){{1,6}}$")
    count = re.compile(rf"^(?:[{numerals}]{{1,4}}(?:{words}){{1,3}}、?){{1,5}}$")
    bare = re.compile(r"^\d{3,6}[XxNn]?$")
    return plus, count, bare


def find_policies(doc: Document, tokens: TokenSource) -> tuple[Mention, ...]:
    """Every policy named in the document, in order, not overlapping."""
    found = [*_documents(doc), *_quoted(doc), *_open(doc, tokens)]
    out: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return tuple(out)


def _documents(doc: Document) -> list[Mention]:
    out: list[Mention] = []
    short = {_name(m["short"]): _name(m["full"]) for m in _SHORT_TITLE.finditer(doc.text)}
    for match in _TITLE.finditer(doc.text):
        name = match[1]
        if any(word in name for word in word_list("policies", "not_documents")):
            continue
        if doc.text.startswith(("记者", "报道", "讯"), match.end()):
            continue
        attributes: tuple[tuple[str, str], ...] = (("kind", "document"),)
        meant = short.get(_name(name)) or _last_of_kind(name, out)
        if meant is not None:
            attributes += (("alias_of", meant),)
        out.append(
            Mention(match.start(), match.end(), Label.POLICY, _name(name), "title-marks", 0.95, None, attributes)
        )
    return out


def _last_of_kind(name: str, before: Sequence[Mention]) -> str | None:
    """What 《意见》 means: the title named last whose kind it is."""
    if not _KIND.fullmatch(name):
        return None
    titles = (m for m in reversed(before[-_MEMORY:]) if m.name != name and _YEARS.sub("", m.name).endswith(name))
    return next((dict(m.attributes).get("alias_of", m.name) for m in titles), None)


def _name(text: str) -> str:
    return "".join(text.split()).replace("（", "(").replace("）", ")")


def _quoted(doc: Document) -> list[Mention]:
    out = []
    short = {_name(m["short"]): _name(m["full"]) for m in _SHORT_TITLE.finditer(doc.text)}
    for match in _QUOTE.finditer(doc.text):
        if _name(match[1]) in short:
            attributes: tuple[tuple[str, str], ...] = (("kind", "document"), ("alias_of", short[_name(match[1])]))
            out.append(Mention(*match.span(), Label.POLICY, _name(match[1]), "title-marks", 0.95, None, attributes))
            continue
        verdict = quoted_policy(doc.text, match.start(), match.end())
        if verdict is None:
            continue
        kind, head, confidence = verdict
        attributes = (("kind", kind), ("head", head)) if head else (("kind", kind),)
        end = match.end() + len(head) if doc.text.startswith(head, match.end()) else match.end()
        out.append(
            Mention(match.start(), end, Label.POLICY, _name(match[1]), "quoted-programme", confidence, None, attributes)
        )
    return out


def quoted_policy(text: str, start: int, end: int) -> tuple[str, str, float] | None:
    """Judge the quotation at `start:end` (marks included): (kind, head after it, confidence), or None."""
    inner = text[start + 1 : end - 1]
    if inner in word_list("policies", "never") or any(c in "。？！" for c in inner):
        return None
    after = text[end : end + 12]
    after = _OF_KIND.sub("", after) if len(inner) >= _MIN_OPEN else after
    head = next((h for h in longest_first("policies", "heads") if after.startswith(h)), "")
    is_code = _is_code(inner)
    if head and inner.endswith(("式", "型")):
        return None
    if _YEARS.sub("", inner).endswith(word_list("policies", "tails")) or _VERSION.search(inner):
        return "programme", "", 0.9
    if is_code and not head and _PARKS_ONLY.fullmatch(inner):
        return None
    if is_code and not _names_something(after, head):
        return "code", head, 0.85 if head or _after_verb(text, start) or "+" in inner else 0.5
    if head and len(inner) >= 3 and "，" not in inner:
        return "programme", head, 0.85
    if not head:
        head = _distant_head(after)
        if head and is_code:
            return "code", "", 0.8
    if _after_verb(text, start) and _slogan_like(inner) and len(inner) >= 4:
        return "programme", "", 0.45
    return None


def _is_code(inner: str) -> bool:
    plus, count, bare = _patterns()
    compact = inner.replace(" ", "")
    return bool(plus.match(compact) or count.match(compact) or bare.match(compact))


def _names_something(after: str, head: str) -> bool:
    """A code that opens a longer name (“四个一体化”海上风电装备制造产业园) is part of that name."""
    named = any(word in after for word in ("园", "项目", "基地"))
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


def _open(doc: Document, tokens: TokenSource) -> list[Mention]:
    out = []
    heads = longest_first("policies", "open_heads")
    pattern = _open_pattern(heads)
    for sentence in doc.sentences:
        for match in pattern.finditer(sentence.text):
            head, end = sentence.start + match.start(), sentence.start + match.end()
            if doc.text[end : end + 1] in "师院部局处的上书内委办赛款性类":
                continue
            start = left_boundary(doc.text, tokens(sentence), head, sentence.start)
            name = doc.text[start:end]
            modifier = doc.text[start:head]
            counted = _counted(doc.text, start)
            if len(modifier) < 2 and not (counted and len(name) >= _MIN_OPEN):
                continue
            if len(name) < _MIN_OPEN + 2 and not counted or "“" in name or "《" in name:
                continue
            if modifier and _generic(modifier):
                continue
            if not counted and not _verb_before(doc.text, start, sentence.start):
                continue
            if counted:
                start -= len(counted)
                name = doc.text[start:end]
            out.append(
                Mention(start, end, Label.POLICY, _name(name), "verb-programme", 0.75, None, (("kind", "programme"),))
            )
    united = (m.span("name") for m in _UNITED.finditer(doc.text))
    kind = (("kind", "programme"),)
    out += [Mention(a, b, Label.POLICY, doc.text[a:b], "verb-programme", 0.75, None, kind) for a, b in united]
    return out


@cache
def _open_pattern(heads: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(h) for h in heads) + "")


def _counted(text: str, start: int) -> str:
    """五大 in 五大产业策略: a counted set of measures is named by its count."""
    piece = text[max(0, start - 2) : start]
    return piece if re.fullmatch(r"[二三四五六七八九十两]大", piece) else ""


def _generic(modifier: str) -> bool:
    return consists_of(modifier, "policies", "open_generic")


def _verb_before(text: str, start: int, floor: int) -> bool:
    before = text[max(floor, start - 10) : start].rstrip("了好以，的")
    return before.endswith(word_list("policies", "open_verbs"))
