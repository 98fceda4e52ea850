"""Branches that head a list or a part of it: 1.化工。… 【汽车】… 氢能方面，…; and lists of places each with its branch.

What follows such a heading speaks of its branch: `loaders/extract/industries/members.py` gives it the firms, parks and projects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.industries.frames import mention_of, tier_in
from loaders.industries.items import Item, Reader
from loaders.industries.vocabulary import is_known
from loaders.lexicons import word_list
from loaders.model import Document, Mention, Sentence

HEADING = "industry-heading"
"""Rule of a branch that heads an item or a part of the text."""
TOPIC = "industry-topic"
"""Rule of a branch that opens a sentence as its topic: 氢能方面，…."""
_NUMBER = (
    r"[（(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[）)、.．:：]|第[一二三四五六七八九十]{1,3}[，、：]|[●◆■▲•▶★]+"
)
_HEAD = re.compile(
    rf"\s*(?:(?:{_NUMBER})\s*(?P<item>[^，。；：！？（）【】\n]{{2,24}})(?:[。：]|——|$)|【(?P<boxed>[^】\n]{{2,20}})】)"
)
_TOPIC = re.compile(
    r"(?:其中|此外|另外|而|在)?(?P<topic>[^，。；：！？“”]{2,20}?)(?:产业链|产业|领域|行业|板块|赛道)?(?:方面|领域|板块|上)，"
)
_ANNOUNCED = re.compile(r"产业|行业|赛道|集群|链")
_ANNOUNCEMENT = 300
"""So far before the first heading the text may say that branches follow, in characters."""
_PLACED = re.compile(
    r"(?:^|[，；：。、])(?P<place>[一-鿿]{1,7}?[市县区旗州盟])(?P<item>(?![，。；：、长委])[^，。；：]{2,24}?)"
    r"(?=[，；。]|$|、[一-鿿]{1,7}?[市县区旗州盟]|各具|各有|竞相|齐头)"
)
_PROFILE = re.compile(
    r"\s*(?:主导|支柱|重点|优势|特色|主要)?产业(?:集群|定位|方向|类型)?：(?P<items>[^。；：、\n]{2,30}(?:，[^。；：、\n，]{2,12}){1,9})。?\s*"
)
_NAMED_AFTER = re.compile(r"[、和与及]")


def headings(doc: Document, readers: Sequence[Reader]) -> Iterator[tuple[Sentence, Mention]]:
    """Sentences that head items with branches, where at least two do so and the text speaks of branches before."""
    found: list[tuple[Sentence, Reader, list[Item]]] = []
    for sentence, reader in zip(doc.sentences, readers, strict=True):
        match = _HEAD.match(sentence.text)
        if match is None:
            continue
        group = "item" if match["item"] else "boxed"
        start, end = sentence.start + match.start(group), sentence.start + match.end(group)
        items = _all_branches(reader, start, end)
        if items:
            found.append((sentence, reader, items))
    plain = [i for _, _, items in found for i in items if i.name not in word_list("industries", "vague")]
    if len(found) < 2 or len(plain) < 2:
        return
    first = found[0][0]
    before = doc.text[max(0, first.start - _ANNOUNCEMENT) : first.start]
    if not _ANNOUNCED.search(before):
        return
    tier = _tier_before(doc, first)
    for sentence, reader, items in found:
        for item in items:
            yield sentence, replace(mention_of(item, reader.taxonomy, "list", tier), rule=HEADING)


def _tier_before(doc: Document, first: Sentence) -> str | None:
    """Which tier the last sentence before a list of branches names: 五大主导产业“四升一降”。"""
    near = [s for s in doc.sentences if s.end <= first.start and first.paragraph - s.paragraph <= 1]
    return next((tier for s in reversed(near[-2:]) if (tier := tier_in(s.text))), None)


def topic(sentence: Sentence, reader: Reader) -> Iterator[Mention]:
    """氢能方面，A的项目已开工: the branch that a sentence speaks of."""
    match = _TOPIC.match(sentence.text)
    if match is None:
        return
    start, end = sentence.start + match.start("topic"), sentence.start + match.end("topic")
    items = _all_branches(reader, start, end)
    if len(items) == 1 and items[0].name not in word_list("industries", "vague"):
        yield replace(mention_of(items[0], reader.taxonomy, "list", None), rule=TOPIC)


def profiled(sentence: Sentence, reader: Reader) -> Iterator[Mention]:
    """主导产业：机械设备，化工日化，纺织: a line of a park's profile, whose items commas part."""
    match = _PROFILE.fullmatch(sentence.text)
    if match is None:
        return
    start = sentence.start + match.start("items")
    for piece in match["items"].split("，"):
        for item in reader.after(start, open_list=True, stop=start + len(piece), sure=True):
            yield mention_of(item, reader.taxonomy, "list", tier_in(match.group()))
        start += len(piece) + 1


def placed(sentence: Sentence, reader: Reader, *, headed: bool) -> Iterator[Mention]:
    """铜陵市铜基新材料，蚌埠市硅基新材料和生物基新材料: places one after the other, each with its branches.

    `headed`: the paragraph opens with a branch, so that one place is enough.
    """
    found: list[list[Item]] = []
    for match in _PLACED.finditer(sentence.text):
        start, end = sentence.start + match.start("item"), sentence.start + match.end("item")
        items = _all_branches(reader, start, end)
        if items:
            found.append(items)
    if len(found) < (1 if headed else 2):
        return
    for items in found:
        for item in items:
            yield mention_of(item, reader.taxonomy, "list", None)


def _all_branches(reader: Reader, start: int, end: int) -> list[Item]:
    """The branches between two offsets, none if anything else stands there."""
    items = list(reader.between(start, end))
    covered = "".join(i.name for i in items)
    said = _NAMED_AFTER.sub("", reader.text[start:end])
    heads = word_list("industries", "list_tails")
    rest = len(said) - len(_NAMED_AFTER.sub("", covered))
    tail = next((len(h) for h in sorted(heads, key=len, reverse=True) if said.endswith(h)), 0)
    if not items or rest not in (0, tail):
        return []
    sure = all(is_known(i.name, reader.taxonomy) or reader.is_branch(i.name, lenient=False) for i in items)
    return items if sure else []
