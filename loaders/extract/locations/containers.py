"""What holds what, where a sentence names several places: wholes and parts, lists, helpers, the article's own zone."""

from __future__ import annotations

import re

from loaders.entities.article import Occurrence, is_place
from loaders.extract.claims import Context
from loaders.extract.locations.grounds import is_joint, names
from loaders.extract.scope import Clause
from loaders.lexicons import word_list
from schema.nodes import PLACE_LABELS, Label

_HELPS = re.compile(r"(?:结对|对口)?(?:帮扶|支援|援建|协作|援助)(?:了)?")
_MEMBER_ENDS = re.compile(r"(?:（[^（）]*）)?(?:项目|工程)?[、和与及]")
_ENDS = ("，", "。", "；", "")
_MARKS = re.compile(r"[，。；：]")
_ITS = re.compile(r"[市县旗](?![场北南中东西级区郊域政民])")
"""市开发区 but not 市北高新区."""


def listed_with(ctx: Context, clause: Clause, topic: int, o: Occurrence) -> bool:
    """A园区、B园区…: members of one list do not lie in each other."""
    return any(
        p.ref == topic and p.end <= o.start and _joins(ctx.text[p.end : o.start])
        for p in ctx.table.within(clause.start, o.start, Label.PARK)
    )


def _joins(gap: str) -> bool:
    """项目、B项目、 between A基地 and C: a list goes on right behind the first name."""
    return is_joint(gap) or _MEMBER_ENDS.match(gap) is not None and not _MARKS.search(gap)


def helped(ctx: Context, clause: Clause, place: int) -> int:
    """A区结对帮扶B县，建起X: what the helper builds lies with the helped."""
    if ctx.table[place].label not in PLACE_LABELS:
        return place
    sentence = ctx.doc.sentences[clause.sentence]
    for match in _HELPS.finditer(ctx.text, sentence.start, clause.end):
        helpers = {o.ref for o in ctx.table.within(sentence.start, match.start(), *PLACE_LABELS)}
        others = ctx.table.within(match.end(), match.end() + 1, *PLACE_LABELS)
        if others and place in helpers:
            return others[0].ref
    return place


def whole_of(ctx: Context, o: Occurrence) -> int | None:
    """The park that the sentence says to hold the parks it lists (区内再分三园：…)."""
    sentence = ctx.sentence_at(o.start)
    earlier = ctx.text[sentence.start : o.start]
    at = max((earlier.rfind(cue) for cue in word_list("relations", "contains")), default=-1)
    if at < 0:
        return None
    topics = ctx.scopes.at(sentence.start + at).topics
    return next((t for t in topics if ctx.table[t].label is Label.PARK and t != o.ref), None)


def whose_level(ctx: Context, park: int) -> int | None:
    """市开发区 in an article about a 市: the park is that place's."""
    home = ctx.scopes.home
    if home is None or not is_place(ctx.table[home]) or not _ITS.match(ctx.table[park].name):
        return None
    return home if ctx.table[home].name.endswith(ctx.table[park].name[0]) else None


def ground(ctx: Context, clause: Clause, o: Occurrence) -> int | None:
    """Where a clause's things lie if nothing puts them elsewhere: its place, or the zone that the article is about."""
    home, place = ctx.scopes.home, clause.place
    if home is None or o.ref == home or not _is_zone(ctx, home):
        return place
    sentence = ctx.doc.sentences[clause.sentence]
    named = any(p.ref == place for p in ctx.table.within(sentence.start, sentence.end, *PLACE_LABELS))
    return place if named else home


def is_goal(ctx: Context, park: int) -> bool:
    """建成国内领先的高端纤维生产基地: what a project is to become holds no other projects."""
    if park == ctx.scopes.home or not ctx.table[park].name.endswith("基地"):
        return False
    spoken = [o for o in ctx.table.of(park) if o.role in ("name", "anaphor")]
    return all(ctx.text[o.start - 1 : o.start] == "的" and ctx.text[o.end : o.end + 1] in _ENDS for o in spoken)


def _is_zone(ctx: Context, ref: int) -> bool:
    return ctx.table[ref].label is Label.PARK and ctx.table[ref].name.endswith(word_list("scope", "zones"))


def at_home(ctx: Context, clause: Clause, o: Occurrence) -> bool:
    """In an article about a zone: what a sentence names without another place lies in the zone."""
    home = ctx.scopes.home
    if home is None or clause.park != home or o.ref == home:
        return False
    if any(w in ctx.text[clause.start : o.start] for w in word_list("scope", "beside")):
        return False  # 园区东侧紧接国道、往北可连A、B
    sentence = ctx.doc.sentences[clause.sentence]
    elsewhere = any(names(ctx, p) for p in ctx.table.within(sentence.start, sentence.end, *PLACE_LABELS))
    return _is_zone(ctx, home) and not elsewhere and not any(w in sentence.text for w in word_list("scope", "contrast"))
