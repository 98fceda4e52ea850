"""PARTNERS_WITH: who works with whom, by what joins the two (与, 结对帮扶, 联合) and a word that says they agreed.

Both ends must be right: the other side stands after 与; the one side right before it, or is what the clause speaks of
where the sentence leaves it out. A list of pairs (甲区与乙区、丙区与丁县分别结对) gives each pair by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from loaders.entities.article import Occurrence, is_place
from loaders.extract.claims import Claim, Context
from loaders.extract.deals.parties import ADVERBS, LEFT_OUT, fell_through, joined, negated_at, parties
from loaders.lexicons import longest_first
from loaders.model import Sentence
from schema.nodes import PLACE_LABELS, Label
from schema.relations import Predicate

_PARTIES = (*PLACE_LABELS, Label.COMPANY, Label.ORGANIZATION, Label.PARK)
_WITH = re.compile(r"(?P<joint>与|和|同|跟|携手|联合|联手|牵手|对接|找来)(?P<of>[^，。；：、与和同跟]{0,6})$")
_AFTER_PLACE = re.compile(
    r"(?:人民政府|政府|县委|市委|区委|方面)?(?:[、，两三]|在|于|就|共|签|订|达|结|缔|建立|合|联|携|牵|对[口接]|开展|深化|加强|展开|推进|"
    r"已|此前|也|之间|[\d今去昨上]|日前|近日|进行|实现|分别|正式|再|率先|的[^，。；：、]{0,4}合作)"
)
_FOUNDED = ("实验室", "研究院", "研究所", "中心", "联盟", "学院", "创新体", "基金")
_FOUNDING = re.compile(r"[^，。；：与和]{0,14}(?:牵头|组建|设立|成立|发起|创办|筹建|自建)[^，。；：]{0,8}")
_VENTURE = re.compile(r"合资|合营")
_BOTH = re.compile(r"双方(?:又|还|再|同时|也|将|已)*(?:与|和|同|跟)")
_DASH = ("与", "和", "—", "－", "-", "–", "——", "~", "对")
_PAIRED = re.compile(r"结对|对口|协作|帮扶|对接|结成|合作|签")
_CONFERENCE = re.compile(r"(?:主办|举办|承办|协办|召开|出席|参加|见证|揭牌|观摩)")
_REACH = 30
"""How far behind the other side the agreement may be said, in characters."""
_MEMORY = 400
"""So far behind an agreement 双方 may mean its two sides, in characters."""


@cache
def _cues(key: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(w) for w in longest_first("relations", key)))


def partner_claims(ctx: Context) -> list[Claim]:
    """Pairs that agree to work together, each once in the order of the text."""
    claims: list[Claim] = []
    for sentence in ctx.doc.sentences:
        if not _cues("cooperate").search(sentence.text) or fell_through(ctx, sentence.start, sentence.end):
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
    return places[-1].ref if rest in ("政府", "人民政府", "公所") else ref


def _holds(ctx: Context, first: int, second: int) -> bool:
    """A place does not agree with the one that it lies in."""
    a, b = ctx.table[first].code, ctx.table[second].code
    return bool(a and b and (a in ctx.above.get(b, ()) or b in ctx.above.get(a, ())))


Pair = tuple[Occurrence, Occurrence]


def _pairs(ctx: Context, sentence: Sentence) -> list[Pair]:
    found = _spoken(ctx, sentence)
    listed = _listed(ctx, sentence, found)
    apart = (
        ()
        if listed
        else (
            *_with(ctx, sentence, found),
            *_helped(ctx, sentence, found),
            *_together(ctx, found),
            *_founders(ctx, found),
        )
    )
    return [*listed, *apart, *_titled(ctx, sentence)]


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
    found = parties(ctx, sentence.start, sentence.end, *_PARTIES)
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
        sides = [o for o in found[max(0, k - 6) : k] if o.start >= at - 40]
        if any(o.end > at for o in sides):
            continue
        close = [o for o in sides if ADVERBS.fullmatch(ctx.text, o.end, at)]
        ones = joined(ctx, close[-1], sides) if close else _left_out(ctx, sentence, match, other)
        yield from ((one, member) for one in ones for member in members)


def _agreed(ctx: Context, sentence: Sentence, last: Occurrence, other: Occurrence) -> bool:
    """Whether a word behind the other side says that they agreed on something."""
    if is_place(ctx.table[last.ref]) and not _AFTER_PLACE.match(ctx.text, last.end):
        return False
    end = min(sentence.end, last.end + _REACH)
    stop = re.compile(r"[。；：]|，(?![^，。；]{0,6}(?:双方|共|合|签|联|携))").search(ctx.text, last.end, end)
    end = stop.start() if stop else end
    cue = _cues("cooperate").search(ctx.text, last.end, end)
    if cue is None or _CONFERENCE.search(ctx.text, other.end, end):
        return False
    return not negated_at(ctx, last.end, cue.start())


def _left_out(ctx: Context, sentence: Sentence, verb: re.Match[str], other: Occurrence) -> list[Occurrence]:
    """Who agrees where the clause does not say: whom 由 has named, what is spoken of, else where the article is."""
    at = verb.start()
    clause = ctx.scopes.at(at)
    if not LEFT_OUT.fullmatch(ctx.text, clause.start, at):
        return []
    named = [o for o in parties(ctx, sentence.start, at, Label.COMPANY) if ctx.text[o.start - 1 : o.start] == "由"]
    if named:
        return named[-1:]
    refs = [t for t in clause.topics if ctx.table[t].label in _PARTIES and t != other.ref]
    if ctx.table[other.ref].label is Label.COMPANY and _VENTURE.search(ctx.text, other.end, clause.end):
        firms = parties(ctx, ctx.text.rfind("\n", 0, at) + 1, at, Label.COMPANY)
        refs = [r for r in refs if ctx.table[r].label is Label.COMPANY] or [o.ref for o in firms[-1:]]
    elif not refs and clause.place is not None and clause.place != other.ref:
        refs = [clause.place]
    return [Occurrence(at, at, ref, "anaphor") for ref in refs[:1]]


def _both_with(ctx: Context, sentence: Sentence, both: Claim) -> Iterator[Claim]:
    """双方又同X签约: each of the two that the last agreement joined."""
    match = _BOTH.search(ctx.text, sentence.start, sentence.end)
    others = [o for o in _spoken(ctx, sentence) if match is not None and 0 <= o.start - match.end() <= 1]
    for other in others:
        if _agreed(ctx, sentence, other, other):
            for ref in (both.start, both.end):
                yield from _claim(ctx, Occurrence(other.start, other.start, ref, "anaphor"), other)


def _helped(ctx: Context, sentence: Sentence, found: Sequence[Occurrence]) -> Iterator[Pair]:
    """A结对帮扶B, 定点帮扶B的A: a verb of pairing between the two."""
    for k, other in enumerate(found):
        start = max(sentence.start, other.start - 8)
        verb = next(
            (m for m in _cues("help").finditer(ctx.text, start, other.start) if m.end() >= other.start - 1), None
        )
        if verb is None or negated_at(ctx, max(sentence.start, verb.start() - 4), verb.start()):
            continue
        before = [o for o in found[max(0, k - 3) : k] if o.end <= verb.start()]
        behind = next((o for o in found[k + 1 : k + 2] if ctx.text[other.end : o.start] == "的"), None)
        if behind is not None:
            yield behind, other
        elif before and ADVERBS.fullmatch(ctx.text, before[-1].end, verb.start()):
            yield before[-1], other
        else:
            yield from ((o, other) for o in _left_out(ctx, sentence, verb, other))


def _together(ctx: Context, found: Sequence[Occurrence]) -> Iterator[Pair]:
    """A、B合资建设…: a list that a word of common work sums up."""
    for a, b in pairwise(found):
        listed = ctx.text[a.end : b.start] == "、" and not is_place(ctx.table[a.ref])
        if listed and _cues("common").match(ctx.text, b.end):
            yield a, b


def _founders(ctx: Context, found: Sequence[Occurrence]) -> Iterator[Pair]:
    """A牵头组建的X实验室: a firm works with the body that it has set up."""
    for a, b in pairwise(found):
        body = ctx.table[b.ref].label is Label.ORGANIZATION and ctx.table[b.ref].name.endswith(_FOUNDED)
        if body and ctx.table[a.ref].label is Label.COMPANY and _FOUNDING.fullmatch(ctx.text, a.end, b.start):
            yield a, b
