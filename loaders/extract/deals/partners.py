"""PARTNERS_WITH: who works with whom, by what joins the two (与, 结对帮扶, 联合) and a word that says they agreed.

Both ends must be right: the other side stands after 与; the one side right before it, or is what the clause speaks of
where the sentence leaves it out. A list of pairs (甲区与乙区、丙区与丁县分别结对) gives each pair by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from loaders.entities.article import Occurrence, is_place
from loaders.extract.claims import Claim, Context
from loaders.extract.deals.pairings import PARTIES, Pair, cues, helped, helped_by, left_out
from loaders.extract.deals.parties import ADVERBS, fell_through, joined, negated_at, parties
from loaders.extract.deals.unnamed import both_of, with_us
from loaders.model import Sentence
from schema.nodes import PLACE_LABELS, Label
from schema.relations import Predicate

_WITH = re.compile(
    r"(?P<joint>(?<!参)与|和|同(?![时样步期等])|跟|携手|联合|联手|牵手|对接|找来)(?P<of>[^，。；：、与和同跟]{0,6})$"
)
_AFTER_PLACE = re.compile(
    r"(?:人民政府|政府|县委|市委|区委|方面)?(?:[、，两三]|在|于|就|共|签|订|达|结|缔|建立|合|联|携|牵|对[口接]|开展|深化|加强|展开|推进|"
    r"已|此前|也|之间|[\d今去昨上]|日前|近日|进行|实现|分别|正式|再|率先"
    r"|的[^，。；：、]{0,12}(?:合作(?!社)|协作|帮扶|支援|共建))"
)
_FOUNDED = ("实验室", "研究院", "研究所", "中心", "联盟", "学院", "创新体", "基金")
_FOUNDING = re.compile(r"[^，。；：与和]{0,14}(?:牵头|组建|设立|成立|发起|创办|筹建|自建)[^，。；：]{0,8}")
_BOTH = re.compile(r"双方(?:又|还|再|同时|也|将|已)*(?:与|和|同|跟)")
_FROM = re.compile(r"(?:本土|当地)?的?(?:企业|高校)?")
_SETTLES = re.compile(r"并?(?:进驻|入驻|落户|入园|落地)")
"""Behind 签约: each signs with the park where it settles (A、B与C签约入驻)."""
_HAND_IN_HAND = re.compile(r"(?:携手|联手|牵手)$")
_COUNTED = re.compile(
    r"(?:等)?[两三四五六七八九\d](?:个|家)?(?:市|县|区|旗|州|省|地|家|方|校|所|院|园|城)(?:企业|公司|高校|政府|管委会)?"
)
_GOVERNMENT = re.compile(r"(?P<count>[两三四五六七八九][省市州县区旗])?(?:人民政府|政府|公所)")
_SIGN = re.compile(r"签[署订]")
_SIGNING = re.compile(r"签(?:署|订|下|了|成)|签约(?!项目|金?额|企业|仪式)")
_DASH = ("与", "和", "—", "－", "-", "–", "——", "~", "对")
_PAIRED = re.compile(r"结对|对口|协作|帮扶|对接|结成|合作|签")
_CONFERENCE = re.compile(r"(?:主办|举办|承办|协办|召开|出席|参加|见证|揭牌|观摩)")
_REACH = 30
"""How far behind the other side the agreement may be said, in characters."""
_MEMORY = 400
"""So far behind an agreement 双方 may mean its two sides, in characters."""


def partner_claims(ctx: Context) -> list[Claim]:
    """Pairs that agree to work together, each once in the order of the text."""
    claims: list[Claim] = []
    for sentence in ctx.doc.sentences:
        if not cues("cooperate").search(sentence.text) or fell_through(ctx, sentence.start, sentence.end):
            continue
        both = claims[-1] if claims and sentence.start - claims[-1].at <= _MEMORY else None
        for one, other in _pairs(ctx, sentence):
            claims += _claim(ctx, one, other)
        if both is not None:
            claims += _both_with(ctx, sentence, both)
    return claims


def _claim(ctx: Context, one: Occurrence, other: Occurrence) -> list[Claim]:
    first, second = _acting(ctx, one.ref), _acting(ctx, other.ref)
    if first == second or _holds(ctx, first, second):
        return []
    if ctx.table[first].label is Label.PARK:
        first, second = second, first
    return [Claim(Predicate.PARTNERS_WITH, first, second, other.start, 0.8)]


def _acting(ctx: Context, ref: int) -> int:
    """The place whose government signs: what it agrees the place agrees."""
    entity = ctx.table[ref]
    if entity.label is not Label.ORGANIZATION or not entity.name.endswith(("政府", "公所")):
        return ref
    o = ctx.table.of(ref)[0]
    places = [p for p in ctx.table.within(o.start, o.end, *PLACE_LABELS) if p.role == "prefix"]
    rest = ctx.text[places[-1].end : o.end] if places else ""
    return places[-1].ref if _GOVERNMENT.fullmatch(rest) else ref


def _holds(ctx: Context, first: int, second: int) -> bool:
    """A place does not agree with the one that it lies in."""
    a, b = ctx.table[first].code, ctx.table[second].code
    return bool(a and b and (a in ctx.above.get(b, ()) or b in ctx.above.get(a, ())))


def _pairs(ctx: Context, sentence: Sentence) -> list[Pair]:
    found = _spoken(ctx, sentence)
    listed = _listed(ctx, sentence, found)
    apart = (
        ()
        if listed
        else (
            *_with(ctx, sentence, found),
            *helped(ctx, sentence, found),
            *helped_by(ctx, sentence, found),
            *_summed(ctx, found),
            *_together(ctx, found),
            *_founders(ctx, found),
        )
    )
    found_pairs = [*listed, *apart, *_titled(ctx, sentence)]
    return found_pairs or [*both_of(ctx, sentence, found), *with_us(ctx, sentence, found)]


def _titled(ctx: Context, sentence: Sentence) -> Iterator[Pair]:
    """《X市与Y市对口合作实施方案》: two places that the title of a policy joins."""
    for policy in ctx.table.within(sentence.start, sentence.end, Label.POLICY):
        for a, b in pairwise(ctx.table.within(policy.start, policy.end, *PLACE_LABELS)):
            if ctx.text[a.end : b.start] in ("与", "和", "—", "－") and _PAIRED.search(
                ctx.text, b.end, min(b.end + 6, policy.end)
            ):
                yield a, b


def _spoken(ctx: Context, sentence: Sentence) -> list[Occurrence]:
    """Everyone named; of a chain of places the last (泸州市泸县), and 市政府 by the place it means."""
    found = parties(ctx, sentence.start, sentence.end, *PARTIES)
    for match in re.finditer(r"[省市区县](?:政府|委)", sentence.text):
        ref = ctx.anaphora.get(sentence.start + match.start())
        start, end = (sentence.start + x for x in match.span())
        if ref is not None and not any(o.start < end and start < o.end for o in _near(found, start)):
            found.append(Occurrence(start, end, ref, "anaphor"))
    out: list[Occurrence] = []
    for o in sorted(found, key=lambda o: o.start):
        chained = bool(out) and out[-1].end == o.start and is_place(ctx.table[out[-1].ref])
        out.append(replace(o, start=out.pop().start) if chained else o)
    return out


def _near(found: Sequence[Occurrence], start: int) -> list[Occurrence]:
    return [o for o in found if abs(o.start - start) <= 2 * _REACH]


def _listed(ctx: Context, sentence: Sentence, found: Sequence[Occurrence]) -> list[Pair]:
    """南山区与南康区、宝安区与信丰县分别结对: pairs that a list goes through."""
    if not _PAIRED.search(sentence.text):
        return []
    out: list[Pair] = []
    for a, b in pairwise(found):
        same = ctx.table[a.ref].label is ctx.table[b.ref].label
        if same and ctx.text[a.end : b.start] in _DASH and not any(a in pair for pair in out):
            out.append((a, b))
    together = all(ctx.text[p[1].end : q[0].start] in ("、", "，", "；", "和", "及", "以及") for p, q in pairwise(out))
    return out if len(out) > 1 and together else []


def _with(ctx: Context, sentence: Sentence, found: Sequence[Occurrence]) -> Iterator[Pair]:
    """A与B签署战略合作协议, 又跟B合办…: what 与 joins and a word of agreement behind it."""
    for k, other in enumerate(found):
        match = _WITH.search(ctx.text, max(sentence.start, other.start - 8), other.start)
        members = joined(ctx, other, _near(found[k + 1 :], other.start)) if match else []
        if match is None or not members or not _agreed(ctx, sentence, members[-1], other):
            continue
        at = match.start()
        sides = [o for o in found[max(0, k - 6) : k] if o.start >= at - 40 and not _from(ctx, o, other)]
        if any(o.end > at for o in sides):
            continue
        close = [o for o in sides if ADVERBS.fullmatch(ctx.text, o.end, at)]
        ones = joined(ctx, close[-1], sides) if close else left_out(ctx, sentence, at, other)
        yield from ((one, member) for one in ones for member in members)


def _from(ctx: Context, place: Occurrence, other: Occurrence) -> bool:
    """与绍兴市的B公司: a place that only says where the other side is from."""
    beside = is_place(ctx.table[place.ref]) and not is_place(ctx.table[other.ref])
    return beside and place.end <= other.start and _FROM.fullmatch(ctx.text, place.end, other.start) is not None


def _agreed(ctx: Context, sentence: Sentence, last: Occurrence, other: Occurrence) -> bool:
    """Whether a word behind the other side says that they agreed on something."""
    if is_place(ctx.table[last.ref]) and not _AFTER_PLACE.match(ctx.text, last.end):
        return False
    end = min(sentence.end, last.end + _REACH)
    stop = re.compile(r"[。；：]|，(?![^，。；]{0,6}(?:双方|共|合|签|联|携))").search(ctx.text, last.end, end)
    end = stop.start() if stop else end
    cue = cues("cooperate").search(ctx.text, last.end, end)
    cue = cue or _HAND_IN_HAND.search(ctx.text, max(sentence.start, other.start - 2), other.start)
    if cue is None or _SETTLES.match(ctx.text, cue.end()) or _CONFERENCE.search(ctx.text, other.end, end):
        return False
    return not negated_at(ctx, last.end, cue.start())


def _both_with(ctx: Context, sentence: Sentence, both: Claim) -> Iterator[Claim]:
    """双方又同X签约: each of the two that the last agreement joined."""
    match = _BOTH.search(ctx.text, sentence.start, sentence.end)
    others = [o for o in _spoken(ctx, sentence) if match is not None and 0 <= o.start - match.end() <= 1]
    for other in others:
        if _agreed(ctx, sentence, other, other):
            for ref in (both.start, both.end):
                yield from _claim(ctx, Occurrence(other.start, other.start, ref, "anaphor"), other)


def _summed(ctx: Context, found: Sequence[Occurrence]) -> Iterator[Pair]:
    """A、B、C三市签署协议: a list that a count sums up before a word of common work; the first with each of the others."""
    for k, first in enumerate(found[:-1]):
        members = joined(ctx, first, found[k:])
        counted = _counted(ctx, members[-1]) if len(members) > 1 else None
        if counted is None or k and joined(ctx, first, found[:k])[0] is not first:
            continue
        behind = ADVERBS.match(ctx.text, counted)
        at = behind.end() if behind is not None else counted
        if _SIGNING.match(ctx.text, at) or cues("common").match(ctx.text, at):
            yield from ((first, member) for member in members[1:])


def _counted(ctx: Context, last: Occurrence) -> int | None:
    """Where the count ends that follows the last of a list (丙县三县政府), or that was read as part of its name."""
    within = _GOVERNMENT.search(ctx.text, last.start, last.end)
    if within is not None and within["count"] and within.end() == last.end:
        return last.end
    counted = _COUNTED.match(ctx.text, last.end)
    return counted.end() if counted is not None else None


def _together(ctx: Context, found: Sequence[Occurrence]) -> Iterator[Pair]:
    """A、B合资建设…: a list that a word of common work sums up."""
    for a, b in pairwise(found):
        listed = ctx.text[a.end : b.start] == "、" and not is_place(ctx.table[a.ref])
        if listed and (cues("common").match(ctx.text, b.end) or _SIGN.match(ctx.text, b.end)):
            yield a, b


def _founders(ctx: Context, found: Sequence[Occurrence]) -> Iterator[Pair]:
    """A牵头组建的X实验室: a firm works with the body that it has set up."""
    for a, b in pairwise(found):
        body = ctx.table[b.ref].label is Label.ORGANIZATION and ctx.table[b.ref].name.endswith(_FOUNDED)
        if body and ctx.table[a.ref].label is Label.COMPANY and _FOUNDING.fullmatch(ctx.text, a.end, b.start):
            yield a, b
