"""PARTNERS_WITH and INVESTS_IN: who works with whom, and who puts money into what."""

from __future__ import annotations

import re

from loaders.entities import Occurrence
from loaders.extract.claims import Claim, Context
from loaders.lexicons import word_list
from loaders.model import Sentence
from schema.nodes import PLACE_LABELS, Label
from schema.relations import Predicate

_PARTIES = (*PLACE_LABELS, Label.COMPANY, Label.ORGANIZATION, Label.PARK)
_WITH = re.compile(r"(?:与|和|同|跟|携手|联合|联手|牵手|对接|找来)(?:[^，。；：、]{1,6}的)?$")
_PLACED = re.compile(r"(?:在|于|位于)$")
_TABLE = re.compile(r"——|—|--|\||\t")


def partner_claims(ctx: Context) -> list[Claim]:
    """Pairs that a cooperation cue joins within one sentence."""
    claims: list[Claim] = []
    cues = word_list("relations", "cooperate")
    for sentence in ctx.doc.sentences:
        cue = next((sentence.text.find(c) for c in cues if c in sentence.text), -1)
        if cue < 0 or any(w in sentence.text for w in word_list("relations", "negated")):
            continue
        pair = _pair(ctx, sentence.start, sentence.end)
        if pair is not None:
            for other in _others(ctx, pair[1]):
                claims.append(Claim(Predicate.PARTNERS_WITH, pair[0], other.ref, other.start, 0.8))
    return claims


def _others(ctx: Context, first: Occurrence) -> list[Occurrence]:
    """田禾生技、海口渔产两家公司: every party of the list."""
    out = [first]
    while ctx.text[out[-1].end : out[-1].end + 1] in ("、", "和", "及"):
        found = [o for o in ctx.table.within(out[-1].end + 1, out[-1].end + 2, *_PARTIES) if o.role == "name"]
        if not found:
            break
        out.append(found[0])
    return out


def _pair(ctx: Context, start: int, end: int) -> tuple[int, Occurrence] | None:
    """The party after 与/和/同 … and the one before it, or the clause's subject."""
    parties = [o for o in ctx.table.within(start, end, *_PARTIES) if o.role in ("name", "anaphor", "abbreviation")]
    for k, other in enumerate(parties):
        if not _WITH.search(ctx.text[max(start, other.start - 10) : other.start]):
            continue
        if not any(c in ctx.text[other.end : end] for c in word_list("relations", "agreement")):
            continue
        before = [p for p in parties[:k] if p.ref != other.ref]
        if before and other.start - before[-1].end <= 12 and _stands_with(ctx, before[-1], other):
            return before[-1].ref, other
        topic = next((t for t in ctx.scopes.at(other.start).topics if ctx.table[t].label in _PARTIES), None)
        if topic is None:
            topic = ctx.scopes.at(other.start).place
        if topic is not None and topic != other.ref:
            return topic, other
    return None


def _stands_with(ctx: Context, first: Occurrence, other: Occurrence) -> bool:
    """A park is the first party only in the same clause: 发布了X小镇规划，与Y集团签约 is somebody else's doing."""
    return ctx.table[first.ref].label is not Label.PARK or "，" not in ctx.text[first.end : other.start]


def investor_claims(ctx: Context) -> list[Claim]:
    """A company and what it builds or puts money into, within one sentence or one table row."""
    claims: list[Claim] = []
    for sentence in ctx.doc.sentences:
        firms = ctx.table.within(sentence.start, sentence.end, Label.COMPANY)
        companies = [o for o in firms if o.role in ("name", "anaphor")]
        companies += _funds(ctx, sentence.start, sentence.end)
        claims += _partners_in(ctx, sentence, companies)
        if not companies:
            continue
        targets = [
            o
            for o in ctx.table.within(sentence.start, sentence.end, Label.PROJECT, Label.PARK)
            if o.role == "name" and ctx.table[o.ref].get("generic") is None
        ]
        if _TABLE.search(sentence.text) and len(companies) == 1 and targets:
            claims.append(Claim(Predicate.INVESTS_IN, companies[0].ref, targets[-1].ref, companies[0].start, 0.85))
            continue
        for company in companies:
            target = _target(ctx, sentence.start, sentence.end, company, targets)
            if target is not None:
                claims.append(Claim(Predicate.INVESTS_IN, company.ref, target, company.start, 0.75))
    return claims


def _funds(ctx: Context, start: int, end: int) -> list[Occurrence]:
    """由新市镇开发基金全额负担: a body that 由 names as who pays."""
    return [
        o
        for o in ctx.table.within(start, end, Label.ORGANIZATION)
        if o.role == "name" and ctx.text[o.start - 1 : o.start] == "由"
    ]


def _partners_in(ctx: Context, sentence: Sentence, companies: list[Occurrence]) -> list[Claim]:
    """出资方有两家，一家是A，一家是B: each invests in what the sentence is about."""
    at = next((sentence.text.find(c) for c in word_list("relations", "investors") if c in sentence.text), -1)
    if at < 0:
        return []
    clause = ctx.scopes.at(sentence.start + at)
    behind = [c for c in companies if c.start > sentence.start + at]
    works = [o for o in ctx.table.within(sentence.start, sentence.start + at, Label.PROJECT) if o.role == "name"]
    if len(works) == len(behind) > 1 and re.match(
        r"[^，。]{0,4}(?:依次|分别)", ctx.text[sentence.start + at : sentence.end]
    ):
        return [Claim(Predicate.INVESTS_IN, c.ref, w.ref, c.start, 0.85) for c, w in zip(behind, works, strict=True)]
    target = next((t for t in clause.topics if ctx.table[t].label in (Label.PROJECT, Label.PARK)), None)
    if target is None:
        return []
    return [
        Claim(Predicate.INVESTS_IN, c.ref, target, c.start, 0.8) for c in companies if c.start > sentence.start + at
    ]


def _target(ctx: Context, start: int, end: int, company: Occurrence, targets: list[Occurrence]) -> int | None:
    after = ctx.text[company.end : min(end, company.end + 16)]
    before = ctx.text[max(start, company.start - 4) : company.start]
    beside = next((t for t in targets if t.start - company.end in (0, 1)), None)
    if beside is not None and ctx.text[company.end : beside.start] in ("", "的"):
        return beside.ref
    if before.endswith("与") or ctx.text[max(start, company.start - 8) : company.start].rfind("与") >= 0:
        signed = next((t for t in targets if 0 <= t.start - company.end <= 8), None)
        if signed is not None and after.startswith(("签约", "签订", "签下", "签署")):
            return signed.ref
    cue = not after.startswith("、") and any(w in after for w in word_list("relations", "invest"))
    if not cue or any(w in after[:8] for w in word_list("relations", "negated")):
        return None
    ahead = [t for t in targets if t.start >= company.end]
    following = [t for t in ahead if not _PLACED.search(ctx.text[start : t.start])] or ahead
    if before.endswith(("由", "为", "是")):
        near = [t for t in following if t.start - company.end <= 50 and "。" not in ctx.text[company.end : t.start]]
        if near:
            return near[0].ref
        return next(
            (t for t in ctx.scopes.at(company.start).topics if ctx.table[t].label in (Label.PROJECT, Label.PARK)), None
        )
    if following and following[0].start - company.end <= 40:
        return following[0].ref
    return None
