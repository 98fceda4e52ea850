"""Where a personal name ends that begins behind a post: Chinese names, names with ·, and names of other tongues."""

from __future__ import annotations

import re
from functools import cache

from loaders.lexicons import longest_first, word_list, words
from loaders.model import Token
from loaders.segment import word_flags
from loaders.tokens import Tokens

_GIVEN_NAME = 2
"""Longest given name in characters."""
_GIVEN_TAGS = frozenset(("PER", "nz", "n", "a", "an", "nr", "v", "vn", "LOC", "d", "s", "ad"))
_AFTER_TAGS = frozenset(("v", "vd", "d", "ad", "p", "u", "c", "r", "w", "TIME", "m"))
"""What may follow a name that the tagger finds and whose surname is unknown."""
_LONGEST, _LONGEST_SPELT = 4, 6
"""Longest Chinese name, and longest one spelt by its sound (乌力吉巴图), in characters."""
_MARKS = "，、。；）"
_LONG_NAME = re.compile(r"(?!的)[一-鿿]{4}(?<![说称])(?=说|的说法|表示|介绍|告诉|认为|指出|透露|坦言|，)")


@cache
def _surnames() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    data = words("surnames")
    return frozenset(str(data["single"])), tuple(str(data["compound"]).split()), frozenset(word_list("titles", "never"))


@cache
def _dotted() -> re.Pattern[str]:
    after = "|".join(longest_first("titles", "after_name"))
    return re.compile(rf"[一-鿿]{{1,6}}(?:·[一-鿿]{{1,8}}?){{1,3}}(?={after}|[，。、；：（）\s\d]|$)")


@cache
def _spelt() -> re.Pattern[str]:
    """Four to six characters that spell Tibetan, Mongolian and Uighur names, before what follows names."""
    characters = str(words("surnames")["spelling"]).replace(" ", "")
    after = "|".join(longest_first("titles", "after_name"))
    return re.compile(rf"[{characters}]{{4,{_LONGEST_SPELT}}}?(?={after}|[，。、；：（）\s]|$)")


def plausible(name: str) -> bool:
    """Whether a name begins like a person's."""
    single, compound, never = _surnames()
    return name not in never and ("·" in name or name[0] in single or name.startswith(compound))


def name_at(text: str, tokens: Tokens, start: int) -> int | None:
    """End of the personal name that begins at `start`, or None."""
    single, compound, never = _surnames()
    token = tokens.at(start)
    if token is None or token.start != start:
        return None
    foreign = _dotted().match(text, start) or _spelt().match(text, start)
    if foreign and (
        "·" in foreign[0]
        or len(foreign[0]) > _LONGEST
        or word_flags().get(foreign[0][:2], "nr").startswith(("nr", "nz", "ns"))
    ):
        return foreign.end()
    if token.tag == "PER" and 2 <= len(token.text) <= _LONGEST_SPELT and token.text not in never:
        return _tagged_name(text, tokens, token)
    long = _LONG_NAME.match(text, start)
    if long and text[start] not in single and word_flags().get(text[start : start + 2]) is None:
        return long.end()
    surname = next((c for c in compound if text.startswith(c, start)), text[start : start + 1])
    if len(surname) == 1 and surname not in single or token.text == surname and token.tag in ("d", "p", "c", "u"):
        if len(surname) != 1 or text.startswith(word_list("titles", "addressed"), start + 1):
            return None
        return next((start + 1 + n for n in (2, 1) if _spoken(text, start + 1 + n)), None)
    return _given_name(text, tokens, start, start + len(surname))


def _tagged_name(text: str, tokens: Tokens, token: Token) -> int | None:
    """End of a name that the tagger finds: with the part that it cut off, without the verb that it took along."""
    single, compound, _ = _surnames()
    following = tokens.after(token)
    if following and following.tag == "PER" and following.end - token.start <= _LONGEST_SPELT:
        return following.end if _spoken(text, following.end) else token.end
    known = token.text.startswith(compound)
    if known or token.text[0] in single or "·" in token.text:
        return token.start + 3 if len(token.text) > 3 and not known and "·" not in token.text else token.end
    odd = word_flags().get(token.text, "nr").startswith("nr") and len(token.text) <= _LONGEST
    return token.end if odd and (following is None or following.tag in _AFTER_TAGS) else None


def _given_name(text: str, tokens: Tokens, start: int, end: int) -> int | None:
    """End of the given name after the surname `start:end`: the next token, or two of one character each."""
    token = tokens.at(end)
    if token is None:
        return None
    reach = token.end
    if not 1 <= reach - end <= _GIVEN_NAME or not _han(text[start:reach]) or text[start:reach] in _surnames()[2]:
        return None
    following = tokens.after(token)
    if reach - end == 1 and following and len(following.text) == 1 and following.tag in ("nz", "PER", "a", "nr", "n"):
        return following.end
    if (
        following
        and following.tag in ("PER", "nz", "LOC")
        and len(following.text) <= 3
        and _spoken(text, following.end)
    ):
        return following.end  # 苏和巴特尔说: a name of another tongue that the tagger cut in two
    if token.start == start and not word_flags().get(token.text, "nr").startswith("nr"):
        return reach if _spoken(text, reach) or text[reach : reach + 1] in _MARKS else None  # 市长|高度重视
    return reach if token.tag in _GIVEN_TAGS or _is_one_name(token, start) else None


def _is_one_name(token: Token, start: int) -> bool:
    """向宏伟, 于海棠: surnames that are prepositions, in words that no dictionary has."""
    return token.start == start and token.text not in word_flags()


def _spoken(text: str, end: int) -> bool:
    return text.startswith(word_list("titles", "speech"), end)


def _han(text: str) -> bool:
    return all("一" <= c <= "鿿" for c in text)


def opens_name(tokens: Tokens, start: int) -> bool:
    """Whether a name of three characters begins there: 于海棠, whatever 于 is by itself."""
    token = tokens.at(start)
    if token is None or token.start != start or len(token.text) != _GIVEN_NAME + 1:
        return False
    return plausible(token.text) and (token.tag == "PER" or token.text not in word_flags())
