"""Companies: legal names and groups, read from their heads; with those of lists (firm_lists), with stock codes
(firm_codes), of the lexicon (brands) and by what they do (firm_acts).

Other firms with odd short names (瑞科生物) are left to the labeller (`marking`): rules for them found no more than it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.companies.acts import acting_firms
from loaders.companies.brands import known_firms
from loaders.companies.codes import coded_firms
from loaders.companies.lists import listed_firms
from loaders.companies.owners import owning_firms
from loaders.companies.roles import LEGAL, after_role
from loaders.entities.rivals import HEADED
from loaders.lexicons import longest_first, word_list
from loaders.model import Document, Mention, PlaceMention, Sentence
from loaders.organizations.bodies import disjoint, heads, is_whole, made_of, read_name
from loaders.parks.mentions import clean_name
from loaders.persons.names import plausible
from loaders.segment import word_flags
from loaders.text.tokens import Tokens, TokenSource
from schema.nodes import Label

_JOINED = re.compile(
    r"(?:政府|管委会|委员会|[局厅办区市县省]|大学|学院|研究院|医院|公司|集团|基金)(?P<joint>与|和|同|及|联合|携手|牵手|联手|会同)"
)
"""The end of another body and what joins it to a firm's name."""
_WITH = re.compile(r"(?P<who>[一-鿿]{3})(?:同|与|和)(?=[一-鿿]{4})")
"""骆志新同X集团: a person and the firm that he signs with."""
_SAFE_JOINTS = ("联合", "联手", "携手", "牵手", "会同")
_SHORT_GROUP = re.compile(r"(?:^|[^一-鿿]|\b)(?P<name>(?!本)(?:(?![该这])[一-鿿]){2,4})$")
_COUNT = re.compile(r"[两三四五六七八九十百多几\d][余多]?家")
_SPONSOR = re.compile(r"(?:投资|建设|运营|出资|业主|施工|合作|供应|承建)方$")


def find_companies(doc: Document, tokens: TokenSource, places: Sequence[PlaceMention] = ()) -> tuple[Mention, ...]:
    """Every company named in the document, in order, not overlapping."""
    found: list[Mention] = []
    place_spans = {(p.start, p.end) for p in places}
    place_starts = {p.start for p in places}
    for sentence in doc.sentences:
        tagged = tokens(sentence)
        known = list(known_firms(sentence, tagged, place_starts))
        found += [_opened_by(m, known, doc.text) for m in _named(doc.text, sentence, tagged, place_starts)]
        found += listed_firms(doc.text, sentence, tagged)
        found += known
        found += coded_firms(doc.text, sentence, tagged)
        found += acting_firms(sentence)
        found += owning_firms(sentence)
    return disjoint([m for m in found if (m.start, m.end) not in place_spans])


def _named(text: str, sentence: Sentence, tokens: Tokens, place_starts: set[int]) -> Iterator[Mention]:
    automaton, patterns = heads("company")
    for index, a, b in automaton.find_matches_as_indexes(sentence.text):
        head, end = sentence.start + a, sentence.start + b
        if not is_whole(text, end):
            continue
        start, _ = read_name(text, tokens, sentence, head, end)
        start = _unjoined(text, tokens, start, end, place_starts)
        name = clean_name(text[start:end])
        modifier = text[start:head]
        if len(modifier) < 2 and (short := _headed(text, sentence.start, head, end)) is not None:
            start, name, modifier = short, text[short:end], text[short:head]
        if len(modifier) < 2 or made_of(modifier, "company_generic") or name in word_list("organizations", "never"):
            continue
        if _COUNT.search(modifier) or "某" in modifier:
            continue
        sure = patterns[index] in LEGAL
        yield Mention(start, end, Label.COMPANY, name, HEADED, 0.95 if sure else 0.85)


def _headed(text: str, floor: int, head: int, end: int) -> int | None:
    """Where 经发集团 begins before a post of firms: two to four characters behind a mark, whatever words they are."""
    own = _SHORT_GROUP.search(text, max(floor, head - 5), head)
    return own.start("name") if own and text.startswith(longest_first("titles", "corporate"), end) else None


def _unjoined(text: str, tokens: Tokens, start: int, end: int, place_starts: set[int]) -> int:
    """Where the name begins behind another body joined to it, what the firm is, and the 方 of 投资方X."""
    for match in _JOINED.finditer(text, start, end):
        sure = match["joint"] not in _SAFE_JOINTS or match.end() in place_starts
        if sure and end - match.end() > 4 and not text.startswith(("有限", "股份"), match.end()):
            start = match.end()
    together = _WITH.match(text, start, end)
    if together and plausible(together["who"]) and word_flags().get(together["who"]) is None:
        start = together.end()
    start = after_role(text, start, end)
    start += text[start] == "同" and start + 1 in place_starts  # ，同|云南X公司签约
    if text[start] == "方" and _SPONSOR.search(text, max(0, start - 2), start + 1):
        start += 1
    return start


def _opened_by(mention: Mention, known: Sequence[Mention], text: str) -> Mention:
    """A name whose first character was taken for a verb, where a known firm opens there: 有研|稀土…有限公司."""
    for firm in known:
        if firm.start < mention.start < firm.end <= mention.end:
            return replace(mention, start=firm.start, name=clean_name(text[firm.start : mention.end]))
    return mention
