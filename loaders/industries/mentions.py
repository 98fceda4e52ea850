"""Industries: an open class, read from the taxonomy, from list heads (…等产业) and from development verbs.

A mention's attributes: ("context", list|trigger|head|bare|contrast), ("tier", …), ("trigger", verb), ("inside", name).
Confidence 0.9 where the text says that the branch is developed, 0.5 for a bare known term in running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice

from loaders.industries.chains import chained
from loaders.industries.frames import (
    BARE,
    IN_FIELDS,
    IN_ORDER,
    IS_PILLAR,
    KNOWN,
    enumerated,
    framed,
    half_known,
    mention_of,
    mostly_known,
    named_after,
    tier_in,
)
from loaders.industries.headings import headings, placed, profiled, topic
from loaders.industries.items import Reader
from loaders.industries.terms import INSIDE, bare_terms, is_step
from loaders.lexicons import longest_first, word_list
from loaders.model import Document, Mention, Sentence
from schema.taxonomy import Taxonomy

_TAIL = re.compile(
    r"(?P<etc>等)?(?P<count>(?:\d{1,2}|[两二三四五六七八九十]{1,2})(?:个|大|条|类|项)?)?(?P<rank>(?:(?<![、和与及])先进制造业(?=集群)|高新技术(?=主导|优势|支柱|重点)|千亿级|百亿级|万亿级|国家级|世界级|特色|优势|重点|主导|支柱|传统|新兴|战略性|未来|现代|先进|产业|老牌|老|的){0,5})"
)
_COUNT_COLON = re.compile(
    r"(?:产业|领域|行业|集群|赛道|方向|板块|类别|门类|[一二三四五六七八九十两\d]条链|链条|支柱|主业)(?:类别|门类|方向)?"
    r"(?:(?:包括|分别是|分别为|依次为|主要是|主要有|分为|分成|涵盖|锁定|聚焦|涉及|为|是|有)(?:：)?|：|——|[^，。；：]{2,8}——|，(?:即|包括|分别是|分别为|涵盖))"
)
_AS_LEADING = re.compile(
    r"以“?([^，。；“”]{2,60}?)”?为(?:[两二三四五]大)?"
    r"(?:主导|重点|主|重|根本|支柱|核心|特色|底色|龙头|引领|(?:主攻|重点|发展)?方向|主题|代表)"
)
_JOINT = re.compile(r"、|和|与|及|以及")
_SHORT = 3
"""So far before a branch the count of the one before it may end, in characters."""
_MANY = 24
"""So many lists of one sentence are read; only a text that nobody wrote has more."""
_REACH = 40
"""So far before 等 a list may begin, in characters."""
_COUNTED_LIST = re.compile(r"\d[家个户席项]、$")
_RUN = 3
"""So many known branches in a row are a list of branches whatever introduces it."""
_CLAUSE_OPENER = re.compile(r"[^，。；：]{0,9}(?:是|为|有|包括|的)?")
_TOLD = (
    r"(?:产业|行业|领域|业|企业|厂商|产值|产量|产能|营收|营业|收入|销售|出口|交货|投资|规模|增加值|签约|项目|增长|下降|增速|占比|装机|种植|养殖|出栏|存栏"
    r"|面积|贡献|带来|揽金|吸引)"
)
_FILLER = (
    r"(?:额|率|量|值|类|总|年|全年|规上|规模以上|工业|主营|综合|最少|最多|则|也|分别|有|合计|共|占|完成|实现|突破|达|到|超过|超|近|约|减少|同比|为"
    r"|已|了|的|由|，)"
)
_COUNTS = re.compile(rf"{_FILLER}{{0,6}}(?:{_TOLD}{_FILLER}{{0,6}}){{0,4}}(?:\d(?![\d.]*(?:公里|千米))|项目)")
"""What is told of a branch in figures: 预制菜产值8.7亿元, 水产品出口额增长9%, 电子信息31个 …"""
_TELLS = re.compile(
    rf"{_FILLER}{{0,3}}{_TOLD}[^，。；]{{0,8}}(?:\d|项目)|，?(?:有|带来|合计|共|揽金|达|吸引)[^，。；]{{0,6}}\d|，\d+个项目"
)
"""… and, where anything may stand before the branch, in words that only branches have."""
_COUNTED = re.compile(
    r"(?:其中|今年|去年|上年|当年|上半年|下半年|全年|前三季度|全[省市县区国州旗]|我[省市县区]|该[市县区]|本地|当地|按[一-鿿]{2,4}[看分]|目前|而|则|但|另外|此外|同时|规上|地方|仅|单|光"
    r"|[\d.\-—]+(?:年|月|个月)|前|年|[一-鿿]{2,6}[市县区旗州]的?|的|实现|对)*"
)
"""What may stand before a branch that is counted."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    tails: re.Pattern[str]
    triggers: re.Pattern[str]
    strong: frozenset[str]
    sure: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    tails = "|".join(longest_first("industries", "list_tails"))
    triggers = "|".join(longest_first("industries", "triggers"))
    return _Lexicon(
        re.compile(rf"{_TAIL.pattern}(?P<tail>{tails})(?!化)"),
        re.compile(rf"(?:{triggers})(?:了|出|好|起)?"),
        frozenset(longest_first("industries", "strong_triggers")),
        frozenset(longest_first("industries", "sure_triggers")),
    )


def find_industries(doc: Document, taxonomy: Taxonomy) -> tuple[Mention, ...]:
    """Every branch named in the document, in order; the surest reading of each span."""
    best: dict[tuple[int, int], Mention] = {}
    tier_of_paragraph: dict[int, str] = {}
    readers = [Reader(doc.text, s.start, s.end, taxonomy) for s in doc.sentences]
    headed: set[int] = set()
    for sentence, mention in headings(doc, readers):
        best[(mention.start, mention.end)] = mention
        headed.add(sentence.paragraph)
    for sentence, reader in zip(doc.sentences, readers, strict=True):
        if not any(map(str.isalpha, sentence.text)):
            continue  # a table's rules or figures name nothing
        opened = tier_in(sentence.text)
        if opened and _generic_tier(sentence.text):
            tier_of_paragraph[sentence.paragraph] = opened
        inherited = tier_of_paragraph.get(sentence.paragraph)
        for mention in _sentence_mentions(doc.text, sentence, reader, inherited, headed=sentence.paragraph in headed):
            known = best.get((mention.start, mention.end))
            if known is None or mention.confidence > known.confidence:
                best[(mention.start, mention.end)] = mention
    ordered = sorted(best.values(), key=lambda m: (m.start, -m.end))
    kept = list(_prefer_longer(ordered))
    spans = {(m.start, m.end) for m in kept}
    hidden = (m for m in ordered if ("known", "yes") in m.attributes and (m.start, m.end) not in spans)
    terms = [replace(m, rule=INSIDE) for m in hidden]
    return tuple(sorted([*kept, *terms], key=lambda m: (m.start, -m.end)))


def _prefer_longer(mentions: list[Mention]) -> Iterator[Mention]:
    """Of overlapping readings the surer one stays; of equally sure ones the longer."""
    kept: list[Mention] = []
    for mention in mentions:
        while kept and kept[-1].end > mention.start:
            if mention.confidence > kept[-1].confidence + 0.2:
                kept.pop()
                continue
            break
        else:
            kept.append(mention)
            continue
    yield from kept


def _sentence_mentions(
    text: str, sentence: Sentence, reader: Reader, inherited: str | None, *, headed: bool
) -> Iterator[Mention]:
    contrast = _has(sentence.text, "contrast")
    bare = list(bare_terms(sentence, reader))
    found = (
        *topic(sentence, reader),
        *profiled(sentence, reader),
        *placed(sentence, reader, headed=headed),
        *_lists(text, sentence, reader),
        *_triggered(text, sentence, reader),
        *bare,
        *named_after(sentence, reader),
        *_examples(text, reader, bare),
        *_subjects(text, sentence, bare),
    )
    for mention in found:
        clause = _clause(text, sentence, mention.start) if contrast or mention.confidence > BARE else ""
        if mention.confidence > BARE and _has(clause, "negated") or is_step(text, mention.start, mention.end):
            continue
        if contrast and _has(clause, "contrast"):
            mention = replace(mention, confidence=BARE, attributes=(("context", "contrast"),))
        if inherited and mention.confidence > BARE and not any(k == "tier" for k, _ in mention.attributes):
            mention = replace(mention, attributes=(*mention.attributes, ("tier", inherited)))
        yield mention


@lru_cache(maxsize=64)
def _has(text: str, key: str) -> bool:
    return any(w in text for w in longest_first("industries", key))


def _clause(text: str, sentence: Sentence, offset: int) -> str:
    start = max(text.rfind(c, sentence.start, offset) for c in "，；：") + 1
    ends = [p for c in "，；。" if (p := text.find(c, offset, sentence.end)) >= 0]
    return text[max(start, sentence.start) : min(ends, default=sentence.end)]


def _generic_tier(text: str) -> bool:
    """培育四大战略性新兴产业。 — a heading: it names a tier and no branch."""
    return len(text) <= 24 and bool(re.search(r"[一二三四五六七八九十两\d]大?[^，、]{0,10}产业", text))


def _lists(text: str, sentence: Sentence, reader: Reader) -> Iterator[Mention]:
    """A、B和C等产业 / A产业 / 主导产业为A、B / A、B，三大产业."""
    for match in islice(_lexicon().tails.finditer(sentence.text), _MANY):
        if match.end() - match.start() == len(match["tail"]) and match.start() == 0:
            continue
        begin = sentence.start + match.start()
        tier = tier_in(text[begin : sentence.start + match.end()]) or tier_in(_clause(text, sentence, begin))
        closed = bool(match["etc"] or match["rank"] or match["count"]) or match["tail"] in ("产业集群", "全产业链")
        before = text[begin - 1 : begin]
        if before == "、" and (match["count"] or match["rank"] and not match["etc"]):
            continue  # 一份文件、四个产业; 恳谈会、新兴产业路演: the count or the rank opens an item itself
        if match["count"] and before in ("，", "—"):
            begin = sentence.start + len(sentence.text[: match.start()].rstrip("，—"))
        loose = closed and match["tail"] in word_list("industries", "loose_tails")
        items = reader.before(begin, closed=closed)
        for item in half_known(reader, items) if loose else items:
            yield mention_of(item, reader.taxonomy, "list" if closed or item.listed else "head", tier)
    yield from enumerated(text, sentence, reader)
    for match in IN_ORDER.finditer(sentence.text):
        yield from mostly_known(reader, reader.after(sentence.start + match.end(), open_list=True))
    for match in IN_FIELDS.finditer(sentence.text):
        start = sentence.start + match.start(1)
        yield from mostly_known(reader, reader.after(start, open_list=True, stop=start + len(match[1])))
    for match in IS_PILLAR.finditer(sentence.text):
        for item in reader.before(sentence.start + match.start(), closed=True, sure=True):
            yield mention_of(item, reader.taxonomy, "list", tier_in(match.group()))
    yield from framed(sentence, reader)
    yield from chained(sentence, reader)
    for match in _COUNT_COLON.finditer(sentence.text):
        tier = tier_in(sentence.text[: match.end()])
        for item in reader.after(sentence.start + match.end(), open_list=True):
            yield mention_of(item, reader.taxonomy, "list", tier)


def _triggered(text: str, sentence: Sentence, reader: Reader) -> Iterator[Mention]:
    for match in islice(_lexicon().triggers.finditer(sentence.text), _MANY):
        verb = match.group().rstrip("了出好起")
        strong = verb in _lexicon().strong
        after = sentence.start + match.end()
        if not reader.at_boundary(after) or not reader.at_boundary(sentence.start + match.start()):
            continue
        tier = tier_in(_clause(text, sentence, after))
        for item in reader.after(after, open_list=strong, sure=verb in _lexicon().sure):
            yield mention_of(item, reader.taxonomy, "trigger", tier, verb)
    for match in _AS_LEADING.finditer(sentence.text):
        start = sentence.start + match.start(1)
        tier = tier_in(match.group())
        for item in reader.after(start, open_list=True, stop=start + len(match[1]), sure=True):
            yield mention_of(item, reader.taxonomy, "list", tier)


def _subjects(text: str, sentence: Sentence, bare: Sequence[Mention]) -> Iterator[Mention]:
    """Known branches that a text lists by themselves (A、B和C), or that open a clause which counts something."""
    run: list[Mention] = []
    for mention in bare:
        if run and _JOINT.fullmatch(text, run[-1].end, mention.start):
            run.append(mention)
            continue
        yield from _sure(text, sentence, run)
        run = [mention]
    yield from _sure(text, sentence, run)


def _sure(text: str, sentence: Sentence, run: Sequence[Mention]) -> Iterator[Mention]:
    vague = all(m.name in word_list("industries", "vague") for m in run)
    if not run or vague or text[run[0].start - 1 : run[0].start] in "产工":
        return
    begin = max(sentence.start, _clause_start(text, sentence, run[0].start))
    opens = _CLAUSE_OPENER.fullmatch(text, begin, run[0].start)
    told = _COUNTS if _COUNTED.fullmatch(text, begin, run[0].start) else _TELLS
    counts = opens and (told.match(text, run[-1].end) or _grows().match(text, run[-1].end))
    if (len(run) >= _RUN and opens) or counts:
        for mention in run:
            yield replace(mention, rule="industry-subject", confidence=KNOWN, attributes=(("context", "subject"),))


@cache
def _grows() -> re.Pattern[str]:
    words = "|".join(longest_first("industries", "grows"))
    return re.compile(rf"(?:产业|行业|业)?(?:则|也|正|已|已经|正在|逐步|近年来|近年|迅速|加速|加快)*(?:{words})")


def _clause_start(text: str, sentence: Sentence, offset: int) -> int:
    if _COUNTED_LIST.search(text, max(sentence.start, offset - _SHORT), offset):
        return offset  # 化工9家、家电7家: every member of the list is counted
    return max(text.rfind(c, sentence.start, offset) for c in "，；：。") + 1


def _examples(text: str, reader: Reader, bare: Sequence[Mention]) -> Iterator[Mention]:
    """石斛、咖啡等高原特色农业; 塔筒、叶片等风电装备: a list that a known branch sums up."""
    for mention in bare:
        etc = mention.start - 1
        if text[etc : etc + 1] != "等":
            continue
        before = text[max(reader.start, etc - _REACH) : etc]
        if "、" in before:
            yield from mostly_known(reader, reader.before(etc, closed=True))
        clause = before[max(before.rfind(c) for c in "，；：") + 1 :]
        verb = _lexicon().triggers.search(clause)
        if verb and verb.group() in _lexicon().strong:
            yield replace(mention, rule="industry-trigger", confidence=KNOWN)
