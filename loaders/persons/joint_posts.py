"""Posts that several persons hold (副主席A、B和C; A、B等县领导), and bodies that several posts are of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from loaders.lexicons import longest_first, word_list, words
from loaders.model import Mention
from loaders.persons.names import name_at, plausible
from loaders.text.tokens import Tokens

Span = tuple[int, int]
_JOINS = ("、", "和", "及")
_LEADERS = "领导"
_GROUP = re.compile(r"等[两二三四五六七八九十\d]{0,2}[位名]?$")
_NO_NAMES = frozenset({"ORG", "LOC"})
_LEVEL = re.compile(r"[省市区县州旗镇乡盟](?:党?委|长|领导|政府|人民政府)")
_OF_PLACE = re.compile(r"[省市区县州旗镇乡盟](?:党?委|政府|人大|政协)?$")
_BODY_WORDS = ("post_of", "post_start", "post_end")
_BESIDE = ("、", "和")


def shared_by(title: str) -> bool:
    """Whether several persons hold such a post at once, so that a list behind it may share it (副…, 常委, 领导)."""
    one = word_list("titles", "held_by_one")
    return title.endswith(word_list("titles", "shared")) or "副" in title and not title.startswith(one)


def further_names(text: str, tokens: Tokens, title: Span, stop: int) -> Iterator[Span]:
    """The names of a list behind its first, which ends at `stop`: 、B、C和D, and for 领导 also one upon the other.

    What a title follows is no name of the list: it has a post of its own, or is no name (副主任A、金融办主任B).
    """
    if not shared_by(text[slice(*title)]):
        return
    unparted = text.endswith(_LEADERS, *title)  # 县领导 A B C, its blanks gone
    while True:
        begin = stop + (text[stop : stop + 1] in _JOINS)
        end = name_at(text, tokens, begin)
        token = tokens.at(begin)
        if end is None or token is None or token.tag in _NO_NAMES and token.end >= end:
            return
        if text[stop : stop + 1] != "、" and token.tag != "PER" or begin == stop and not unparted:
            return
        if text.startswith(longest_first("titles", "titles"), end):
            return
        yield begin, end
        stop = end


def names_of_group(text: str, tokens: Tokens, title: int) -> list[Span]:
    """A、B in A、B等县领导: the names of a list that ends in 等 before a title that begins at `title`."""
    group = _GROUP.search(text, max(0, title - 4), title)
    out: list[Span] = []
    end = group.start() if group else 0
    while end:
        token = tokens.at(end - 1)
        if token is None or token.end != end or token.tag != "PER" or not plausible(token.text):
            break
        out.append((token.start, token.end))
        end = token.start - 1 if text[token.start - 1 : token.start] == "、" else 0
    return out[::-1]


def with_shared_bodies(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """三峡集团总经理王琳、董事长卢纯，副总经理李平: the later posts are of the same body as the first."""
    out: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: m.start):
        attributes = dict(mention.attributes)
        last = dict(out[-1].attributes) if out else {}
        if out and not attributes.get("post_of") and last.get("post_of"):
            between = text[out[-1].end : int(attributes.get("post_end", -1))]
            if between in _BESIDE or between == "，" and _of_one_body(last, attributes.get("title", "")):
                shared = {k: last[k] for k in _BODY_WORDS}
                mention = replace(mention, attributes=tuple((attributes | shared).items()))
        out.append(mention)
    return out


def of_one_chain(mentions: Sequence[Mention]) -> list[Mention]:
    """The posts of one person in the order of the text; one without words of its own is of the body before it.

    宏达集团党委书记、董事长X: he is 董事长 of the group. In 县委常委、副县长X the title says itself what it is of.
    """
    out: list[Mention] = []
    for mention in mentions:
        attributes = dict(mention.attributes)
        last = dict(out[-1].attributes) if out else {}
        if not attributes["post_of"] and _of_one_body(last, attributes["title"]):
            shared = {k: last[k] for k in _BODY_WORDS}
            mention = replace(mention, attributes=tuple((attributes | shared).items()))
        out.append(mention)
    return out


def _of_one_body(earlier: Mapping[str, str], title: str) -> bool:
    """Whether a post is of the body that the one before it names: 总经理, 党委委员, 副局长, but no 副市长."""
    body, first = earlier.get("post_of", ""), earlier.get("title", "")
    if not body or _OF_PLACE.search(body) or _LEVEL.search(title):
        return False
    return _within_body(first) and _within_body(title)


def _within_body(title: str) -> bool:
    """Whether only bodies have such a post, other than 人大代表 or 劳模."""
    heads = (*word_list("titles", "corporate"), *words("titles")["heads_of"])
    return title.endswith(heads) or title.startswith(word_list("titles", "within_bodies"))
