"""Persons and their posts: a name beside a title (市长曾进泽, X现任Y董事长), reporters and editors left out.

One mention for each post: attributes ("title", 市委书记), ("post_of", words of the body), ("post_start", offset),
("post_end", offset). A person with two posts has two mentions of one span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from loaders.lexicons import Matcher, longest_first, matcher, word_list, words
from loaders.model import Document, Mention, Sentence
from loaders.phrases import left_boundary, token_at
from loaders.segment import word_flags
from loaders.tokens import Tokens, TokenSource
from schema.nodes import Label

_GIVEN_NAME = 2
"""Longest given name in characters."""
_LONG_NAME = re.compile(r"[一-鿿]{4}(?=说|的说法|表示|介绍|告诉|认为|指出|透露|坦言|，)")
_BLANK = re.compile(r"[ ]{1,4}(?=[一-鿿]{2,4}(?:[ \n，。]|$))")
_DOTTED = re.compile(
    r"[一-鿿]{2,6}(?:·[一-鿿]{2,8}){1,2}?(?=表示|说|介绍|指出|告诉|称|认为|强调|带|在|出席|主持|[，。、；：）])"
)
_GIVEN_TAGS = frozenset(("PER", "nz", "n", "a", "an", "nr", "v", "vn", "LOC", "d", "s", "ad"))
_FOREIGN = re.compile(r"(?:国|日本|美|英|法|德|韩)籍([一-鿿·]{2,6}?)(?=就|是|现|，|为|表示|说)")
_LEVEL_BODY = re.compile(r"[省市区县州旗镇乡盟](?:委|政府|人大|政协)?$")


@cache
def _automaton() -> tuple[Matcher, tuple[str, ...]]:
    titles = longest_first("titles", "titles")
    return matcher(titles), titles


@cache
def _surnames() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    data = words("surnames")
    return frozenset(str(data["single"])), tuple(str(data["compound"]).split()), frozenset(word_list("titles", "never"))


def find_persons(doc: Document, tokens: TokenSource) -> tuple[Mention, ...]:
    """Every post that the document gives a person, in order."""
    out: list[Mention] = []
    for sentence in doc.sentences:
        matches = _automaton()[0].find_matches_as_indexes(sentence.text)
        if not matches and not _FOREIGN.search(sentence.text):
            continue
        tagged = tokens(sentence)
        titles = [(sentence.start + a, sentence.start + b) for _, a, b in matches]
        found = list(_before_name(doc.text, sentence, tagged, titles))
        found += _after_name(doc.text, sentence, tagged, titles, {m.start for m in found})
        found += _speakers(doc.text, tagged, {m.start for m in found})
        out += found
    out = _shared_bodies(doc.text, out)
    return tuple(sorted(dict.fromkeys(out), key=lambda m: (m.start, m.end, m.attributes)))


def _shared_bodies(text: str, mentions: list[Mention]) -> list[Mention]:
    """三峡集团总经理王琳、董事长卢纯: the second post is of the same body as the first."""
    out: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: m.start):
        attributes = dict(mention.attributes)
        last = dict(out[-1].attributes) if out else {}
        title = int(attributes.get("post_end", -1))
        if out and not attributes.get("post_of") and last.get("post_of") and text[out[-1].end : title] in ("、", "和"):
            shared = {k: last[k] for k in ("post_of", "post_start", "post_end")}
            mention = replace(mention, attributes=tuple((attributes | shared).items()))
        out.append(mention)
    return out


def name_at(text: str, tokens: Tokens, start: int) -> int | None:
    """End of the personal name that begins at `start`, or None."""
    single, compound, never = _surnames()
    dotted = _DOTTED.match(text, start)
    if dotted:
        return dotted.end()
    i = token_at(tokens, start)
    if i < 0 or tokens[i].start != start:
        return None
    token = tokens[i]
    if token.tag == "PER" and 2 <= len(token.text) <= 6 and token.text not in never:
        known = token.text.startswith(compound)
        if "·" in token.text or known or token.text[0] in single:
            return start + 3 if len(token.text) > 3 and not known and "·" not in token.text else token.end
    long = _LONG_NAME.match(text, start)
    if long and text[start] not in single and word_flags().get(text[start : start + 2]) is None:
        return long.end()
    surname = next((c for c in compound if text.startswith(c, start)), text[start : start + 1])
    if len(surname) == 1 and surname not in single or token.text == surname and token.tag in ("d", "p", "c", "u"):
        return next((start + 1 + n for n in (2, 1) if _spoken(text, start + 1 + n) and len(surname) == 1), None)
    return _given_name(text, tokens, i, start, start + len(surname))


def _given_name(text: str, tokens: Tokens, i: int, start: int, end: int) -> int | None:
    """End of the given name after the surname `start:end`: the next token, or two of one character each."""
    while i < len(tokens) and tokens[i].end <= end:
        i += 1
    if i >= len(tokens) or tokens[i].start > end:
        return None
    reach = tokens[i].end
    if not 1 <= reach - end <= _GIVEN_NAME or not _han(text[start:reach]) or text[start:reach] in _surnames()[2]:
        return None
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if reach - end == 1 and following and len(following.text) == 1 and following.tag in ("nz", "PER", "a", "nr", "n"):
        return following.end
    if (
        following
        and following.tag in ("PER", "nz", "LOC")
        and len(following.text) <= 3
        and _spoken(text, following.end)
    ):
        return following.end  # 苏和巴特尔说: a name of another tongue that the tagger cut in two
    return reach if tokens[i].tag in _GIVEN_TAGS else None


def _spoken(text: str, end: int) -> bool:
    return text.startswith(word_list("titles", "speech"), end)


def _han(text: str) -> bool:
    return all("一" <= c <= "鿿" for c in text)


def _before_name(text: str, sentence: Sentence, tokens: Tokens, titles: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """Title, then name; further names in a 、 list bear the same title when it is a plural one (市领导A、B、C)."""
    for start, end in titles:
        if text.startswith(word_list("titles", "not_after"), end):
            continue
        blank = _BLANK.match(text, end)
        stop = name_at(text, tokens, blank.end() if blank else end)
        if stop is None:
            continue
        end = blank.end() if blank else end
        yield from _posts(text, sentence, tokens, end, stop, start, end, titles)
        if text[start:end].endswith(("领导", "代表", "委员", "议员", "立委", "顾问")):
            while text[stop : stop + 1] == "、" and (following := name_at(text, tokens, stop + 1)):
                yield _mention(text, stop + 1, following, start, end, *_body(text, sentence, tokens, start))
                stop = following


def _posts(
    text: str,
    sentence: Sentence,
    tokens: Tokens,
    name_start: int,
    name_end: int,
    start: int,
    end: int,
    titles: Sequence[tuple[int, int]],
) -> Iterator[Mention]:
    """The title before the name, and the titles joined to it by 、 or 兼."""
    body = _body(text, sentence, tokens, start)
    yield _mention(text, name_start, name_end, start, end, *body)
    begin = body[0] if body[1] > body[0] else start
    while text[begin - 1 : begin] in ("、", "兼") or text[begin - 2 : begin] in ("兼任", "，兼"):
        edge = begin - 1
        earlier = next(((a, b) for a, b in titles if b == edge), None)
        if earlier is None or name_at(text, tokens, earlier[1]):
            return
        earlier_body = _body(text, sentence, tokens, earlier[0])
        yield _mention(text, name_start, name_end, *earlier, *earlier_body)
        begin = earlier_body[0] if earlier_body[1] > earlier_body[0] else earlier[0]


def _body(text: str, sentence: Sentence, tokens: Tokens, title_start: int) -> tuple[int, int]:
    """Span of the words before a title that say what it is a post of; empty where there are none."""
    for prefix in longest_first("titles", "title_prefixes"):
        if text[sentence.start : title_start].endswith(prefix):
            title_start -= len(prefix)
            break
    start = left_boundary(text, tokens, title_start, sentence.start)
    i = token_at(tokens, title_start - 1)
    if start == title_start and i >= 0 and tokens[i].tag in ("ORG", "LOC") and tokens[i].end >= title_start:
        start = max(tokens[i].start, sentence.start)
    return start, title_start


def _mention(
    text: str, start: int, end: int, title_start: int, title_end: int, body_start: int, body_end: int
) -> Mention:
    title = text[min(body_end, title_start) : title_end]
    level = _LEVEL_BODY.search(text[body_start:body_end])
    if level and level[0][1:] in ("委", "政府"):
        title = level[0] + title
    attributes = (
        ("title", title),
        ("post_of", text[body_start:body_end]),
        ("post_start", str(body_start)),
        ("post_end", str(body_end if not _own_level(text, title_start, title_end) else title_start + 1)),
    )
    return Mention(start, end, Label.PERSON, text[start:end], "title-name", 0.9, None, attributes)


def _own_level(text: str, start: int, end: int) -> bool:
    """市长, 区长: the title's own first character says the level."""
    title = text[start:end]
    return len(title) == 2 and title[1] == "长" and title[0] in "省市区县州旗镇乡"


def _after_name(
    text: str, sentence: Sentence, tokens: Tokens, titles: Sequence[tuple[int, int]], known: set[int]
) -> Iterator[Mention]:
    """X是/现任 BODY TITLE."""
    links = longest_first("titles", "links")
    names = [(t.start, t.end) for t in tokens if t.tag == "PER" and 2 <= len(t.text) <= 4 and t.start not in known]
    names += [(sentence.start + m.start(1), sentence.start + m.end(1)) for m in _FOREIGN.finditer(sentence.text)]
    names += _split_names(text, tokens, links)
    for start, end in sorted(set(names)):
        link = next((w for w in links if text.startswith(w, end)), None)
        if link is None or not _plausible(text[start:end]):
            continue
        chain_end = end + len(link)
        for a, b in (t for t in titles if t[0] >= chain_end):
            if any(c in text[chain_end:a] for c in "，。；") or a - chain_end > 40:
                break
            body = _body(text, sentence, tokens, a)
            if body[0] >= body[1]:
                body = (chain_end, a) if a > chain_end else body
            yield _mention(text, start, end, a, b, max(body[0], end + len(link)), body[1])
            break


def _split_names(text: str, tokens: Tokens, links: Sequence[str]) -> list[tuple[int, int]]:
    """Names that the tagger cut in two or called a body: 古 + 林恒雄, before 现任."""
    out = []
    for i, token in enumerate(tokens):
        if i and any(text.startswith(w, token.end) for w in ("现任", "担任", "出任")):
            joined = text[tokens[i - 1].start : token.end]
            if token.tag in ("PER", "ORG", "nz", "n") and len(tokens[i - 1].text) == 1 and 3 <= len(joined) <= 5:
                out.append((tokens[i - 1].start, token.end))
            elif token.tag in ("ORG", "nz") and 2 <= len(token.text) <= 4 and _han(token.text):
                out.append((token.start, token.end))
    return out


def _plausible(name: str) -> bool:
    single, compound, never = _surnames()
    return name not in never and ("·" in name or name[0] in single or name.startswith(compound))


def _speakers(text: str, tokens: Tokens, known: set[int]) -> Iterator[Mention]:
    """A tagged person who speaks, without a post."""
    for token in tokens:
        named = token.tag == "PER" and token.start not in known and 2 <= len(token.text) <= 4
        if named and _plausible(token.text) and text.startswith(word_list("titles", "speech"), token.end):
            yield Mention(token.start, token.end, Label.PERSON, token.text, "speaker", 0.6)
