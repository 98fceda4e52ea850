"""Where a name begins that stands right after a mark: 的, a verb of building, a firm's name, the number of a list item.

Read by parts of speech alone (`phrases.left_boundary`) a name ends at what the tagger takes for a verb or a number
(稀土|储|氢材料项目, 建设|百万吨级|煤制油项目). Where nothing but such words stands between the mark and that point, they
belong to the name.
"""

from __future__ import annotations

import re
from functools import cache

from loaders.lexicons import word_list
from loaders.model import Token
from loaders.text.phrases import left_boundary, phrase_rules, trim_left
from loaders.text.tokens import Tokens

_REACH = 16
"""Most characters by which a name is lengthened."""
_OUTSIDE = frozenset({"p", "c", "u", "r", "d", "t", "TIME", "xc", "w"})
"""Parts of speech that no name holds."""
_VERBS = frozenset({"v", "vd", "ad"})
_COUNTED = re.compile(r"[个家项座条批处所名位次年月日天笔宗场号第]$|^[几多数]|元$")
_COUNT = re.compile(r"^(?:\d+|[一两三四五六七八九十几多]+)(?:个|家|项|座|条|批|处|所)|\d[^，。；]*元")
_ITEM = re.compile(r"(?:^|[\n。；：])\s*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]|[●◆■▲•·\-])\s*$")
_FUNCTION = re.compile("[是在有为将被把由到从叫使让给成作]")
_BRACKET = re.compile(r"（[^（）]*）的?")
_SUM_BUILDS = re.compile("元[盖建设办]")
_BREAK = re.compile(r"[，。；：、！？\n]")
_FIRMS = ("公司", "集团")
_SINGLED_OUT = ("特别是", "尤其是")
_PLAIN = "省市县区州旗镇乡村厂园谁他她它我你您这那人"
"""Characters that alone are no beginning of a brand."""


@cache
def _builders() -> frozenset[str]:
    return frozenset((*word_list("projects", "builders"), *word_list("relations", "lies"), "把"))


def name_start(
    text: str, tokens: Tokens, head: int, end: int, floor: int, *, joined: bool = False, compound: bool = False
) -> int:
    """Offset at which the name `…text[head:end]` begins; `joined` as in `left_boundary`.

    `compound`: 及, 与 and 和 may join two words of the name (塔筒及管桩项目).
    """
    start = left_boundary(text, tokens, head, floor, joined=joined)
    start += _SUM_BUILDS.match(text, max(floor, start - 1), head) is not None
    pos, strange = start, False
    while pos > floor and start - pos <= _REACH:
        token = tokens.at(pos - 1)
        if token is None:
            return start
        if _ITEM.search(text, max(0, pos - 8), pos):
            break
        if _is_mark(text, token, pos):
            break
        joint = compound and token.text in ("及", "与", "和")
        if not joint and _is_foreign(token) and not _opens_brand(text, tokens, token, floor):
            return start
        strange = strange or joint or _is_strange(token)
        pos = max(token.start, floor)
    pos = trim_left(text, pos, head, phrase_rules())
    if pos == start or start - pos > _REACH or _is_cut(text[pos:start]):
        return start
    after = text[end : end + 1].strip()
    alone = not strange and (_BREAK.match(after) is not None or not after)
    if _marked(text, tokens, pos) or (_opens_clause(text, pos, floor) and (alone or _brand(text, tokens, pos))):
        return pos
    return start


def after_firm(text: str, start: int, head: int, shortest: int) -> int:
    """Where the name goes on after a firm's (X有限公司（下称“X”）Y项目), if `shortest` characters are left."""
    firm = max(text.rfind(form, start, head) for form in _FIRMS)
    if firm < 0 or head - firm <= shortest:
        return start
    bracket = _BRACKET.match(text, firm + 2, head)
    return bracket.end() if bracket else firm + 2


def _is_mark(text: str, token: Token, pos: int) -> bool:
    """Whether the words before `pos` certainly stand before the name."""
    word = token.text
    firm = token.tag == "ORG" and text.endswith(_FIRMS, 0, pos)
    return (
        firm
        or word == "的"
        or text.endswith(_SINGLED_OUT, 0, pos)
        or word in _builders()
        or _BREAK.match(word) is not None
        or not word.strip()
        or word in "）”"
    )


def _is_foreign(token: Token) -> bool:
    word = token.text
    if word in phrase_rules().name_words:
        return False
    verb = token.tag in _VERBS and (word in word_list("phrases", "bare_verbs") or bool(_FUNCTION.search(word)))
    return verb or token.tag in _OUTSIDE or word in phrase_rules().stop_words or bool(_COUNTED.search(word))


def _is_strange(token: Token) -> bool:
    """A whole verb or a number: inside a name only where a mark shows that the name has begun."""
    if token.text in phrase_rules().name_words:
        return False
    return token.tag in ("m", "q") or (token.tag in _VERBS and len(token.text) > 1)


def _is_cut(words: str) -> bool:
    """A count, a sum or a verb of building within the words: what stands before it is no part of the name."""
    return bool(_COUNT.search(words)) or any(verb in words for verb in _builders() if len(verb) > 1)


def _marked(text: str, tokens: Tokens, pos: int) -> bool:
    """After 的, a verb of building or lying somewhere, a firm's name, or the number of a list item."""
    token = tokens.at(pos - 1)
    if token is None:
        return False
    return (
        token.text == "的"
        or token.text in _builders()
        or text.endswith(_FIRMS + _SINGLED_OUT, 0, pos)
        or _ITEM.search(text, max(0, pos - 8), pos) is not None
    )


def _opens_clause(text: str, pos: int, floor: int) -> bool:
    return pos == floor or text[pos - 1] in "，。；：！？\n "


def _brand(text: str, tokens: Tokens, pos: int) -> bool:
    """楚能新能源: two characters that the tagger takes for a noun and a verb open the clause."""
    first = tokens.at(pos)
    second = tokens.after(first) if first is not None else None
    return second is not None and _opens_brand(text, tokens, second, pos)


def _opens_brand(text: str, tokens: Tokens, token: Token, floor: int) -> bool:
    """Whether a token is the second of two single characters that open a clause and are no pronoun or office."""
    first = tokens.before(token)
    if first is None or len(token.text) != 1 or token.tag not in ("v", "a", "n"):
        return False
    opens = first.start == floor or _opens_clause(text, first.start, floor)
    return opens and len(first.text) == 1 and first.tag in ("PER", "LOC", "ORG", "n", "nz") and first.text not in _PLAIN
