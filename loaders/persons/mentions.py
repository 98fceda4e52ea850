"""Persons and their posts: a name beside a title (市长曾进泽, X现任Y董事长), reporters and editors left out.

One mention for each post: attributes ("title", 市委书记), ("post_of", words of the body), ("post_start", offset),
("post_end", offset), ("title_at", offset). A person with two posts has two mentions of one span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import cache

from loaders.lexicons import Matcher, longest_first, matcher, word_list
from loaders.model import Document, Mention, Sentence, Token
from loaders.persons.joint_posts import further_names, names_of_group, of_one_chain, with_shared_bodies
from loaders.persons.names import name_at, opens_name, plausible
from loaders.text.phrases import left_boundary
from loaders.text.tokens import Tokens, TokenSource
from schema.nodes import Label

SPEAKER = "speaker"
_BLANK = re.compile(r"[ ]{1,4}(?=[一-鿿]{2,4}(?:[ \n，。]|$))")
_OF = re.compile(r"的(?=[一-鿿]{2,4}(?:说|表示|介绍|告诉|坦言|认为|指出|透露|在))")
"""挂职副县长的X说."""
_FOREIGN = re.compile(r"(?:国|日本|美|英|法|德|韩)籍([一-鿿·]{2,6}?)(?=就|是|现|，|为|表示|说)")
_HAN = re.compile(r"[一-鿿]+")
_SHORT_NAME = _SHORT_TITLE = 2
_REGION = "自治区"
_LEVEL_BODY = re.compile(r"[省市区县州旗镇乡盟](?:委|政府|人大|政协)?$")


@cache
def _automaton() -> tuple[Matcher, tuple[str, ...]]:
    titles = longest_first("titles", "titles")
    return matcher(titles), titles


def find_persons(doc: Document, tokens: TokenSource) -> tuple[Mention, ...]:
    """Every post that the document gives a person, in order."""
    out: list[Mention] = []
    foreign = {m[1] for m in _FOREIGN.finditer(doc.text)}
    for sentence in doc.sentences:
        matches = _automaton()[0].find_matches_as_indexes(sentence.text)
        tagged = tokens(sentence)
        if not matches:
            out += _speakers(doc.text, sentence, tagged, set())
            continue
        titles = [(sentence.start + a, sentence.start + b) for _, a, b in matches]
        found = list(_before_name(doc.text, sentence, tagged, titles))
        found += _after_name(doc.text, sentence, tagged, titles, {m.start for m in found}, foreign)
        found += _name_first(doc.text, sentence, tagged, titles, {m.start for m in found})
        found += _speakers(doc.text, sentence, tagged, {m.start for m in found})
        out += found
    out = [_whole(doc.text, m) for m in with_shared_bodies(doc.text, out)]
    names = {m.name for m in out}
    out = [m for m in out if not _is_tail(doc.text, m, names)]
    return tuple(sorted(dict.fromkeys(out), key=lambda m: (m.start, m.end, m.attributes)))


def _is_tail(text: str, mention: Mention, names: Set[str]) -> bool:
    """多杰 in 扎西多杰说: a speaker who is the end of a name that stands elsewhere."""
    longer = (n for n in names if n != mention.name and n.endswith(mention.name))
    return mention.rule == SPEAKER and any(text.startswith(n, max(0, mention.end - len(n))) for n in longer)


def _whole(text: str, mention: Mention) -> Mention:
    """柴敏|学: a given name whose second character the tagger cut off, where the text never has the name without it."""
    name, after = mention.name, text[mention.end : mention.end + 1]
    if len(name) != _SHORT_NAME or not _HAN.fullmatch(after) or after in _after_names():
        return mention
    if text.count(name) < _SHORT_NAME or text.count(name) != text.count(name + after):
        return mention
    return replace(mention, end=mention.end + 1, name=name + after)


@cache
def _after_names() -> frozenset[str]:
    """First characters of what follows names."""
    lists = (*word_list("titles", "after_name"), *word_list("titles", "speech"), *word_list("titles", "links"))
    return frozenset(w[0] for w in (*lists, *word_list("titles", "titles")))


def _before_name(text: str, sentence: Sentence, tokens: Tokens, titles: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """Title, then name; further names of a list bear the same title when several may (市领导A、B、C; A、B等市领导)."""
    for start, end in titles:
        for a, b in names_of_group(text, tokens, start) if text[start:end].endswith("领导") else ():
            yield _mention(text, a, b, start, end, start, start)
        if text.startswith(word_list("titles", "not_after"), end) and not opens_name(text, tokens, end):
            continue
        gap = _BLANK.match(text, end) or _OF.match(text, end)
        begin = gap.end() if gap else end
        if gap and gap[0] == "的" and not any(t.tag == "PER" for t in tokens.inside(begin, begin + 1)):
            continue
        stop = name_at(text, tokens, begin)
        if stop is None or text[begin + 1 : stop] == "总":  # 马总: how firms call a head, no name
            continue
        yield from _posts(text, sentence, tokens, begin, stop, start, end, titles)
        for a, b in further_names(text, tokens, (start, end), stop):
            yield _mention(text, a, b, start, end, *_body(text, sentence, tokens, start))


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
    chain = [_mention(text, name_start, name_end, start, end, *body)]
    begin = body[0] if body[1] > body[0] else start
    while text[begin - 1 : begin] in ("、", "兼") or text[begin - 2 : begin] in ("兼任", "，兼"):
        edge = begin - 1
        earlier = next(((a, b) for a, b in titles if b == edge), None)
        if earlier is None or name_at(text, tokens, earlier[1]):
            break
        earlier_body = _body(text, sentence, tokens, earlier[0])
        chain.append(_mention(text, name_start, name_end, *earlier, *earlier_body))
        begin = earlier_body[0] if earlier_body[1] > earlier_body[0] else earlier[0]
    yield from of_one_chain(chain[::-1])


def _body(text: str, sentence: Sentence, tokens: Tokens, title_start: int) -> tuple[int, int]:
    """Span of the words before a title that say what it is a post of; empty where there are none."""
    for prefix in longest_first("titles", "title_prefixes"):
        if text[sentence.start : title_start].endswith(prefix):
            title_start -= len(prefix)
            break
    start = left_boundary(text, tokens, title_start, sentence.start)
    token = tokens.at(title_start - 1)
    if start == title_start and token is not None and token.tag in ("ORG", "LOC"):
        start = token.start
    return start, title_start


def _mention(
    text: str, start: int, end: int, title_start: int, title_end: int, body_start: int, body_end: int
) -> Mention:
    title = text[min(body_end, title_start) if body_end > start or title_start < start else title_start : title_end]
    level = _LEVEL_BODY.search(text[body_start:body_end])
    if level and level[0][1:] in ("委", "政府") and level[0][0] not in title:
        title = level[0] + title
    own_level = _own_level(text[title_start:title_end])
    attributes = (
        ("title", title),
        ("post_of", text[body_start:body_end]),
        ("post_start", str(body_start)),
        ("title_at", str(title_start)),
        ("post_end", str(title_start + own_level if own_level else body_end)),
    )
    return Mention(start, end, Label.PERSON, text[start:end], "title-name", 0.9, None, attributes)


def _own_level(title: str) -> int:
    """市长, 自治区主席: so many first characters of the title say the level, and end the place's name before it."""
    if title.startswith(_REGION):
        return len(_REGION)
    return int(len(title) == _SHORT_TITLE and title[1] == "长" and title[0] in "省市区县州旗镇乡")


def _after_name(
    text: str,
    sentence: Sentence,
    tokens: Tokens,
    titles: Sequence[tuple[int, int]],
    known: set[int],
    foreign: Set[str],
) -> Iterator[Mention]:
    """X是/现任 BODY TITLE; `foreign` are names that the article gives a foreigner (日本籍X), which no tagger knows."""
    links = longest_first("titles", "links")
    before = _words_before(_followed(links, titles, sentence), tokens)
    names = [(t.start, t.end) for t in before if t.tag == "PER" and 2 <= len(t.text) <= 4 and t.start not in known]
    names += [(at, at + len(name)) for name in foreign for at in _found((name,), sentence)]
    names += _split_names(text, _followed(("现任", "担任", "出任"), titles, sentence), tokens)
    for start, end in sorted({(_after_agent(text, a, b), b) for a, b in names}):
        link = next((w for w in links if text.startswith(w, end)), None)
        if link is None or not (text[start:end] in foreign or plausible(text[start:end])):
            continue
        chain_end = end + len(link)
        for a, b in (t for t in titles if t[0] >= chain_end):
            if _parted(sentence, chain_end, a) or a - chain_end > 40:
                break
            body = _body(text, sentence, tokens, a)
            if body[0] >= body[1]:
                body = (chain_end, a) if a > chain_end else body
            yield _mention(text, start, end, a, b, max(body[0], end + len(link)), body[1])
            break


def _after_agent(text: str, start: int, end: int) -> int:
    """Where the name begins in 由甘志诚出任: behind the word that makes him the one who does it."""
    agent = text[start] in "由请让" and end - start > _SHORT_NAME + 1 and plausible(text[start + 1 : end])
    return start + agent


def _name_first(
    text: str, sentence: Sentence, tokens: Tokens, titles: Sequence[tuple[int, int]], known: set[int]
) -> Iterator[Mention]:
    """BODY X TITLE, as Taiwanese news has it: 彰化县政府王惠美县长, 竹科管理局王永壮局长."""
    ends = dict(titles)
    for token in _words_before(list(ends), tokens):
        end = ends[token.end]
        if token.tag != "PER" or token.start in known or not plausible(token.text):
            continue
        if len(token.text) in (_SHORT_NAME, _SHORT_NAME + 1) and name_at(text, tokens, end) is None:
            body = _body(text, sentence, tokens, token.start)
            yield _mention(text, token.start, token.end, token.end, end, *body)


@cache
def _opens(listed: Sequence[str]) -> re.Pattern[str]:
    """Finds where words of a list begin."""
    return re.compile(f"(?={'|'.join(map(re.escape, listed))})")


def _found(listed: Sequence[str], sentence: Sentence) -> list[int]:
    """Where words of a list begin."""
    return [sentence.start + m.start() for m in _opens(listed).finditer(sentence.text)]


def _followed(links: Sequence[str], titles: Sequence[tuple[int, int]], sentence: Sentence) -> list[int]:
    """Where links begin that a title follows before the next comma."""
    return [at for at in _found(links, sentence) if any(at < t[0] and not _parted(sentence, at, t[0]) for t in titles)]


def _parted(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a comma or a stop stands in `start:end`."""
    between = sentence.text[start - sentence.start : end - sentence.start]
    return any(c in between for c in "，。；")


def _words_before(ends: Sequence[int], tokens: Tokens) -> list[Token]:
    """The words that end at offsets."""
    return [t for end in ends if (t := tokens.at(end - 1)) is not None and t.end == end]


def _split_names(text: str, ends: Sequence[int], tokens: Tokens) -> list[tuple[int, int]]:
    """Names that the tagger cut in two or called a body: 古 + 林恒雄, before 现任 (`ends`)."""
    out = []
    for token in _words_before(ends, tokens):
        before = tokens.before(token)
        if before is not None:
            joined = text[before.start : token.end]
            if token.tag in ("PER", "ORG", "nz", "n") and len(before.text) == 1 and 3 <= len(joined) <= 5:
                out.append((before.start, token.end))
            elif token.tag in ("ORG", "nz") and 2 <= len(token.text) <= 4 and _HAN.fullmatch(token.text):
                out.append((token.start, token.end))
    return out


def _speakers(text: str, sentence: Sentence, tokens: Tokens, known: set[int]) -> Iterator[Mention]:
    """A tagged person who speaks, without a post (村民李大成说); not one who reports (记者王海燕说)."""
    reporters = word_list("titles", "reporters")
    for token in _words_before(_found(longest_first("titles", "speech"), sentence), tokens):
        named = token.tag == "PER" and token.start not in known and 2 <= len(token.text) <= 4
        if named and plausible(token.text) and not text.endswith(reporters, 0, token.start):
            yield Mention(token.start, token.end, Label.PERSON, token.text, SPEAKER, 0.6)
