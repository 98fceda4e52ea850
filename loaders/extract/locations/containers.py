"""What holds what, where a sentence names several places: wholes and parts, lists, helpers, the article's own zone."""

from __future__ import annotations

import re

from loaders.entities.article import Occurrence, is_place
from loaders.extract.claims import Context
from loaders.extract.locations.grounds import is_joint, names
from loaders.extract.scope import Clause
from loaders.extract.zones import is_zone
from loaders.lexicons import word_list
from schema.nodes import PLACE_LABELS, Label

_HELPS = re.compile(r"(?:结对|对口)?(?:帮扶|支援|援建|协作|援助)(?:了)?")
_MEMBER_ENDS = re.compile(r"(?:（[^（）]*）)?(?:项目|工程)?[、和与及]")
_BUILDS = re.compile(
    r"(?:投资|投入|斥资|拿出|出资|投)[^，。；：]{1,20}(?:的|建设|新建|兴建|打造|建起|投建|兴办|规划建设)(?:的)?[“‘]?$"
)
_CLAUSES = 16
"""So many clauses back a park is still spoken of."""
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
    return _aided(ctx, clause, place)


def _aided(ctx: Context, clause: Clause, place: int) -> int:
    """甲区投入帮扶资金，援建X in an article about 乙县: X lies where the article is about, or in what it names there."""
    home = ctx.scopes.home
    if home is None or not ctx.table[home].code or is_near_home(ctx, place):
        return place
    sentence = ctx.doc.sentences[clause.sentence]
    if not any(w in sentence.text for w in word_list("relations", "aid")):
        return place
    named = ctx.table.within(sentence.start, clause.end, *PLACE_LABELS)
    return next((o.ref for o in reversed(named) if is_near_home(ctx, o.ref)), home)


def is_near_home(ctx: Context, place: int) -> bool:
    """Whether a place is the article's own, lies in it or holds it."""
    home = ctx.scopes.home
    one, own = ctx.table[place].code, ctx.table[home].code if home is not None else None
    if not one or not own:
        return False
    return one == own or own in ctx.above.get(one, ()) or one in ctx.above.get(own, ())


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
    if home is None or o.ref == home or not is_zone(ctx, home):
        return place
    sentence = ctx.doc.sentences[clause.sentence]
    named = any(p.ref == place for p in ctx.table.within(sentence.start, sentence.end, *PLACE_LABELS))
    return place if named else home


def is_built(ctx: Context, o: Occurrence) -> bool:
    """A公司的疫苗产业基地, A投资3亿元建设的B产业园: a park that a firm builds lies in the zone spoken of, as a project does."""
    if ctx.table[o.ref].label is not Label.PARK or is_zone(ctx, o.ref):
        return False
    clause = ctx.scopes.at(o.start)
    firms = [p for p in ctx.table.within(clause.start, o.start, Label.COMPANY) if p.end <= o.start]
    gap = ctx.text[firms[-1].end : o.start] if firms else ctx.text[clause.start : o.start]
    return bool(firms) and gap in ("的", "旗下的") or _BUILDS.search(gap) is not None


def park_spoken_of(ctx: Context, clause: Clause, o: Occurrence) -> int | None:
    """The park that the paragraph speaks of where `o` is named; not one that a firm has built there for itself."""
    paragraph = ctx.doc.sentences[clause.sentence].paragraph
    for earlier in ctx.scopes.before(clause.start, _CLAUSES):
        if ctx.doc.sentences[earlier.sentence].paragraph != paragraph:
            break
        park = earlier.park
        if park is not None and park != o.ref and not _is_own(ctx, park):
            return park
    home = ctx.scopes.home
    return home if home is not None and home != o.ref and ctx.table[home].label is Label.PARK else None


def _is_own(ctx: Context, park: int) -> bool:
    """Whether the article introduces a park as a firm's."""
    first = next((o for o in ctx.table.of(park) if o.role == "name"), None)
    return park != ctx.scopes.home and first is not None and is_built(ctx, first)


def is_goal(ctx: Context, park: int) -> bool:
    """建成国内领先的高端纤维生产基地: what a project is to become holds no other projects."""
    if park == ctx.scopes.home or not ctx.table[park].name.endswith("基地"):
        return False
    spoken = [o for o in ctx.table.of(park) if o.role in ("name", "anaphor")]
    return all(ctx.text[o.start - 1 : o.start] == "的" and ctx.text[o.end : o.end + 1] in _ENDS for o in spoken)


def at_home(ctx: Context, clause: Clause, o: Occurrence) -> bool:
    """In an article about a zone: what a sentence names without another place lies in the zone."""
    home = ctx.scopes.home
    if home is None or clause.park != home or o.ref == home:
        return False
    if any(w in ctx.text[clause.start : o.start] for w in word_list("scope", "beside")):
        return False  # 园区东侧紧接国道、往北可连A、B
    sentence = ctx.doc.sentences[clause.sentence]
    elsewhere = any(names(ctx, p) for p in ctx.table.within(sentence.start, sentence.end, *PLACE_LABELS))
    return is_zone(ctx, home) and not elsewhere and not any(w in sentence.text for w in word_list("scope", "contrast"))
