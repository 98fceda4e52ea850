"""Policies: documents in 《》, quoted programmes and codes (“1+N”, “四大板块”战略), and programmes named after a verb.

Attributes of a mention: ("kind", "document"|"programme"|"code"), ("head", the word after the quote, if any).
"""

from __future__ import annotations

import re
from functools import cache

from loaders.lexicons import longest_first, word_list
from loaders.model import Document, Mention
from loaders.phrases import left_boundary
from loaders.tokens import TokenSource
from schema.nodes import Label

_TITLE = re.compile(r"《([^《》\n]{2,60})》")
_SHORT_TITLE = re.compile(
    r"《(?P<full>[^《》\n]{2,60})》[^《》，。]{0,12}（以下(?:统)?(?:简称|称)为?[《“]?(?P<short>[^《》“”（）]{2,12})[》”]?）"
)
_QUOTE = re.compile(r"“([^“”\n]{2,40})”")
_VERSION = re.compile(r"\d\.\d")
_PARKS_ONLY = re.compile(r"(?:[一二三四五六七八九十两\d]{1,3}(?:港|园|区|城|谷|基地|园区|镇|街|港口))+")
_MIN_OPEN = 4
"""Shortest unquoted programme name before its head, in characters."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    numerals = re.escape(str("".join(word_list("policies", "numerals"))))
    words = "|".join(re.escape(w) for w in longest_first("policies", "code_words"))
    plus = re.compile(rf"^[{numerals}]{{1,4}}(?:[+＋][{numerals}\w]{{1,8}}){{1,6}}$")
    count = re.compile(rf"^(?:[{numerals}]{{1,4}}(?:{words}){{1,3}}、?){{1,5}}$")
    bare = re.compile(r"^\d{3,6}$")
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
    out = []
    short = {_name(m["short"]): _name(m["full"]) for m in _SHORT_TITLE.finditer(doc.text)}
    for match in _TITLE.finditer(doc.text):
        name = match[1]
        if any(word in name for word in word_list("policies", "not_documents")):
            continue
        if doc.text.startswith(("记者", "报道", "讯"), match.end()):
            continue
        attributes: tuple[tuple[str, str], ...] = (("kind", "document"),)
        if _name(name) in short:
            attributes += (("alias_of", short[_name(name)]),)
        out.append(
            Mention(match.start(), match.end(), Label.POLICY, _name(name), "title-marks", 0.95, None, attributes)
        )
    return out


def _name(text: str) -> str:
    return "".join(text.split()).replace("（", "(").replace("）", ")")


def _quoted(doc: Document) -> list[Mention]:
    out = []
    for match in _QUOTE.finditer(doc.text):
        verdict = quoted_policy(doc.text, match.start(), match.end())
        if verdict is None:
            continue
        kind, head, confidence = verdict
        attributes = (("kind", kind), ("head", head)) if head else (("kind", kind),)
        end = match.end() + len(head) if head else match.end()
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
    head = next((h for h in longest_first("policies", "heads") if after.startswith(h)), "")
    is_code = _is_code(inner)
    if inner.endswith(word_list("policies", "tails")) or _VERSION.search(inner):
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
    return out


@cache
def _open_pattern(heads: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(h) for h in heads) + "")


def _counted(text: str, start: int) -> str:
    """五大 in 五大产业策略: a counted set of measures is named by its count."""
    piece = text[max(0, start - 2) : start]
    return piece if re.fullmatch(r"[二三四五六七八九十两]大", piece) else ""


def _generic(modifier: str) -> bool:
    rest = modifier
    generic = longest_first("policies", "open_generic")
    while rest:
        word = next((w for w in generic if rest.startswith(w)), None)
        if word is None:
            return False
        rest = rest[len(word) :]
    return True


def _verb_before(text: str, start: int, floor: int) -> bool:
    before = text[max(floor, start - 10) : start].rstrip("了好以，的")
    return before.endswith(word_list("policies", "open_verbs"))
