"""Who takes part in a deal: parties that a sentence names, the lists that they stand in, and deals that fell through."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from loaders.entities.article import Occurrence
from loaders.extract.claims import Context
from loaders.lexicons import longest_first, word_list
from schema.nodes import Label

SPOKEN = ("name", "anaphor", "abbreviation")
_ADVERB = (
    r"则|又|还|也|亦|已|将|再|另外?|并|要|会|同时|此前|同日|当天|当日|日前|近日|近年来?|今年|去年|昨[日天]|现场|正式|先后|分别|拟|计划|继续"
    r"|正在?|都|均|皆|曾|双双|一起|当场|就此|率先|首次|自[\d年月]{4,8}起|[上下本]个?月|[\d年月日上下午]|\s"
)
_HERE = r"我们|咱们|县里|市里|区里|园区|当地"
HERE = re.compile(_HERE)
"""Who speaks or acts where the article is, without a name."""
ADVERBS = re.compile(rf"(?:（[^（）]*）)?(?:方面|人民政府|政府|管委会)?(?:{_ADVERB})*+")
"""What may stand between a subject and its verb."""
LEFT_OUT = re.compile(
    rf"(?:[^，。；：]{{1,8}}(?:方面|部分|之后|后|时|上|中|前|期间))?(?:{_ADVERB}|{_HERE}|它|其|由|为此|因此"
    r"|(?:其[一二三次]|[一二三]|首先|再次)是|定点|协作|挂钩|，)*+"
)
"""What may open a clause that leaves out its subject."""
_BRACKET = re.compile(r"（[^（）]*）")
_JOINT = re.compile(r"(?:、|和|与|及|以及|携手|联手|会同|联合|牵头，联合|牵头、)(?:[^，。；：、的]{1,6}企业)?")
_IF = re.compile(r"(?:如果|假如|假设|倘若|若能|若是|要是|除非)")


def parties(ctx: Context, start: int, end: int, *labels: Label) -> list[Occurrence]:
    """What is spoken of in `start:end` under its own name or by a word that refers back to it."""
    found = ctx.table.within(start, end, *labels)
    return [o for o in found if o.role in SPOKEN and o.end <= end and ctx.table[o.ref].get("generic") is None]


def joined(ctx: Context, one: Occurrence, others: Iterable[Occurrence]) -> list[Occurrence]:
    """All members of the list that `one` stands in (A、B与C), of these; `one` itself at least."""
    out = [one]
    ordered = sorted(others, key=lambda o: o.start)
    for o in ordered:
        if o.start >= out[-1].end and _joint(ctx, out[-1], o):
            out.append(o)
    for o in reversed(ordered):
        if o.end <= out[0].start and _joint(ctx, o, out[0]):
            out.insert(0, o)
    return out


def _joint(ctx: Context, first: Occurrence, second: Occurrence) -> bool:
    if second.start - first.end > 40:
        return False
    return _JOINT.fullmatch(_BRACKET.sub("", ctx.text[first.end : second.start])) is not None


@cache
def _failed() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in longest_first("relations", "failed"))
    return re.compile(rf"(?<!物)(?:{words})")  # no 流产 in 物流产业园


def fell_through(ctx: Context, start: int, end: int) -> bool:
    """Whether a stretch speaks of a deal that was refused, ended, only rumoured or only supposed."""
    text = ctx.text[start:end]
    return _failed().search(text) is not None or _IF.search(text) is not None


def negated_at(ctx: Context, start: int, end: int) -> bool:
    """Whether a word in `start:end` says no."""
    return any(w in ctx.text[start:end] for w in word_list("relations", "negated"))
