"""HOLDS_POST: a party or government head in the place itself, others in their body or company."""

from __future__ import annotations

import re
from collections.abc import Mapping

from loaders.entities.article import Occurrence, is_place
from loaders.extract.claims import Claim, Context
from loaders.extract.zones import is_zone
from loaders.lexicons import word_list, words
from schema.nodes import PLACE_LABELS, Label
from schema.relations import Predicate

_HOLDERS = (*PLACE_LABELS, Label.ORGANIZATION, Label.COMPANY, Label.PARK)
_BRAND = 4
"""So much of a firm's short name must stand in its full name, in characters."""
_LEVEL = re.compile(r"([省市区县州旗镇乡盟])(?:党?委|长|领导|政府|人民政府)")
_SAME = re.compile(r"(?:^|[^一-鿿]|[该本这])(?:公司|集团|企业)$")
_LEVEL_ONLY = re.compile(r"[省市区县州旗镇乡盟](?:党?委|政府|人民政府|人大|政协)?")
_PARTY = ("党委", "党组", "党支部", "党总支")
"""Posts that without a level are those of a body: 党委书记 alone is no head of a place."""
_OFFICES = tuple("办局处室科")
_CERTAIN, _LIKELY = 0.97, 0.9
"""Confidence in a post that says itself what it is of, and in another."""
_NEAR = 120
"""So far before a post without a body its body may stand, in characters."""
_BODY = 40
"""Longest name of a body before a title, in characters."""


def post_claims(ctx: Context) -> list[Claim]:
    """Every post that a mention of a person names; two posts in one body are one claim (市委副书记、市长)."""
    titles: dict[tuple[int, int, int], list[tuple[int, str]]] = {}
    certain: set[tuple[int, int, int]] = set()
    for o in ctx.table.occurrences:
        if o.mention is None or ctx.table[o.ref].label is not Label.PERSON or o.role != "name":
            continue
        attributes = dict(o.mention.attributes)
        title = attributes.get("title", "")
        holder = _holder(ctx, o, attributes) if title else None
        if holder is not None:
            at = int(attributes.get("title_at", -1))
            post = (o.ref, holder, o.start)
            titles.setdefault(post, []).append((at, title))
            if _says_whose(ctx, holder, attributes):
                certain.add(post)
    return [
        Claim(Predicate.HOLDS_POST, *post, _CERTAIN if post in certain else _LIKELY, (("title", _joined(of)),))
        for post, of in titles.items()
    ]


def _says_whose(ctx: Context, holder: int, attributes: Mapping[str, str]) -> bool:
    """Whether the words of the post say what it is of: they name the body, or the level of the place (副市长)."""
    surface, title = attributes.get("post_of", ""), attributes["title"]
    entity = ctx.table[holder]
    if is_place(entity):
        level = _LEVEL.search(surface + title)
        return level is not None and _is_of(entity.name, level[1])
    start, end = int(attributes.get("post_start", -1)), int(attributes.get("post_end", -1))
    return 0 <= start < end and _named_before(ctx, start, end, surface, title) == holder


def _joined(titles: list[tuple[int, str]]) -> str:
    """Titles in the order of the text."""
    return "、".join(dict.fromkeys(title for _, title in sorted(titles)))


def _holder(ctx: Context, o: Occurrence, attributes: dict[str, str]) -> int | None:
    start, end = int(attributes.get("post_start", -1)), int(attributes.get("post_end", -1))
    surface, title = attributes.get("post_of", ""), attributes["title"]
    named = _named_before(ctx, start, end, surface, title) if 0 <= start <= end else None
    for found in (named, _office_within(ctx, o), _by_short_name(ctx, surface), _zone_meant(ctx, surface)):
        if found is not None:
            return found
    before = ctx.text[max(0, o.start - len(title) - 4) : o.start - len(title)]
    same = any(word in surface for word in word_list("relations", "same_company"))
    if same or _SAME.search(before):
        company = _last_company(ctx, o.start)
        if company is not None:
            return company
    spoken_of = _body_spoken_of(ctx, o, surface, title)
    if spoken_of is not None:
        return spoken_of
    if surface and not _LEVEL_ONLY.fullmatch(surface):
        return None
    if not title.endswith(word_list("relations", "place_posts")):
        return None
    words_end = end + len(title)
    return _place_of_level(ctx, ctx.scopes.at(o.start).place, surface + title, range(max(0, start), words_end))


def _place_of_level(ctx: Context, place: int | None, post: str, where: range) -> int | None:
    """The clause's place, else what 县 means in 副县长 or the only county; a post without a level may be of any place."""
    level = _LEVEL.search(post)
    if level is None:
        return None if post.startswith(_PARTY) else place
    fitting = [e.ref for e in ctx.table.entities if is_place(e) and _is_of(e.name, level[1])]
    if place in fitting:
        return place
    meant = next((ctx.anaphora[at] for at in where if at in ctx.anaphora and ctx.text[at] == level[1]), None)
    if meant in fitting:
        return meant
    return fitting[0] if len(fitting) == 1 else None


def _is_of(place: str, level: str) -> bool:
    """Whether a place is of a level (省, 市, 区, 县); 新疆维吾尔自治区 is a 省 and no 区."""
    return level == "省" if place.endswith("自治区") else place.endswith(level)


def _named_before(ctx: Context, start: int, end: int, surface: str, title: str) -> int | None:
    """The body or place in the words of the post or right before them."""
    inside = [p for p in ctx.table.within(start, end, *_HOLDERS) if p.end <= end + 1]
    inside += [p for p in ctx.table.within(max(0, end - _BODY), start, *_HOLDERS) if p.end == end]
    named = [p for p in inside if not is_place(ctx.table[p.ref])]
    places = [p for p in inside if is_place(ctx.table[p.ref])]
    if named and not (_speaks_for_place(surface, title) and places):
        return max(named, key=lambda p: p.end - p.start).ref
    if places:
        return _smallest(ctx, [p.ref for p in places])
    meant = [(offset, ctx.anaphora[offset]) for offset in range(start, end) if offset in ctx.anaphora]
    return next((ref for offset, ref in meant if _is_of(ctx.table[ref].name, ctx.text[offset])), None)


def _office_within(ctx: Context, o: Occurrence) -> int | None:
    """经发局 in 经发局长X: an office whose name the title ends."""
    if ctx.text[o.start - 1 : o.start] != "长":
        return None
    offices = ctx.table.within(max(0, o.start - _BODY), o.start, Label.ORGANIZATION)
    return next((p.ref for p in offices if p.end == o.start - 1), None)


def _body_spoken_of(ctx: Context, o: Occurrence, surface: str, title: str) -> int | None:
    """总经理X without a firm, 院长Y without a school: the last body that such a post belongs to, if it stands near."""
    if title.endswith(word_list("titles", "corporate")):
        heads: tuple[str, ...] = ()
        labels = (Label.COMPANY,)
    else:
        heads = next((tuple(v.split()) for k, v in words("titles")["heads_of"].items() if title.endswith(k)), ())
        labels = (Label.ORGANIZATION,)
        if not heads:
            return None
    if not surface and ctx.text[o.start - len(title) - 1 : o.start - len(title)] in _OFFICES:
        return None  # 项目办主任X: of an office without a name
    near = [p for p in ctx.table.before(o.start, *labels) if o.start - p.end <= _NEAR and p.role != "prefix"]
    if surface:
        near = [p for p in near if ctx.table[p.ref].name.endswith(surface)]
    fitting = [p for p in near if not heads or ctx.table[p.ref].name.endswith(heads)]
    return fitting[-1].ref if fitting else None


def _by_short_name(ctx: Context, surface: str) -> int | None:
    """晶禾 in 晶禾董事长: the firm whose name opens with it or has it behind its place."""
    if len(surface) < 2:
        return None
    opening = surface[:_BRAND]
    found = [e.ref for e in ctx.table.entities if e.label is Label.COMPANY and opening in e.name[: len(surface) + 3]]
    return found[0] if len(found) == 1 else None


def _zone_meant(ctx: Context, surface: str) -> int | None:
    """管委会 in 管委会主任: that of the zone of which the article speaks most."""
    park = ctx.scopes.main_park
    if surface not in word_list("relations", "zone_offices") or park is None:
        return None
    return park if is_zone(ctx, park) else None


def _speaks_for_place(surface: str, title: str) -> bool:
    """汕头市委 + 书记: the party head of a place holds the post in the place."""
    return surface.endswith(
        ("市委", "区委", "县委", "省委", "州委", "旗委", "市政府", "区政府", "县政府", "省政府")
    ) and (title.endswith(word_list("relations", "place_posts")))


def _smallest(ctx: Context, refs: list[int]) -> int:
    order = {Label.PROVINCE: 0, Label.CITY: 1, Label.DISTRICT: 2}
    return max(refs, key=lambda r: order.get(ctx.table[r].label, 3))


def _last_company(ctx: Context, offset: int) -> int | None:
    found: list[Occurrence] = ctx.table.before(offset, Label.COMPANY)
    return found[-1].ref if found else None
