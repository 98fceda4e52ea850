"""Where a personal name ends that begins behind a post: Chinese names, names with ·, and names of other tongues."""

from __future__ import annotations

import re
from functools import cache

from loaders.lexicons import longest_first, word_list, words
from loaders.model import Token
from loaders.segment import word_flags
from loaders.text.tokens import Tokens

_GIVEN_NAME = 2
"""Longest given name in characters."""
_GIVEN_TAGS = frozenset(("PER", "nz", "n", "a", "an", "nr", "v", "vn", "LOC", "d", "s", "ad"))
_AFTER_TAGS = frozenset(("v", "vd", "d", "ad", "p", "u", "c", "r", "w", "TIME", "m"))
"""What may follow a name that the tagger finds and whose surname is unknown."""
_LONGEST, _LONGEST_SPELT = 4, 6
"""Longest Chinese name, and longest one spelt by its sound (乌力吉巴图), in characters."""
_MARKS = "，、。；）"
_NO_GIVEN_TAGS = frozenset(("TIME", "ORG", "f", "s"))
_SECOND = frozenset(("n", "nz", "a", "PER"))
_NO_SECOND = frozenset(("d", "p", "c", "u", "r", "m", "q", "w", "TIME", "xc"))
_BEFORE_SPEECH = "边方还也则就都曾又再才均仍便却并近先更在对向据会已将刚即常多所只"
"""Characters between a name and 说 that are no second part of it: parts of speech, and words that the tagger knows as others."""
_WHERE = "上中下前后内外里间时日"
"""What ends words of place and time: 于会上说 names nobody."""
_DOTS = "·."
"""Marks between the parts of a name of another tongue."""
_WHILE = re.compile(r"边[一-鿿]{1,6}，?边")
"""边听介绍边看: while they listen they look."""
_LONG_NAME = re.compile(r"(?!的)[一-鿿]{4}(?<![说称])(?=说|的说法|表示|介绍|告诉|认为|指出|透露|坦言|，)")


@cache
def _surnames() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    data = words("surnames")
    return frozenset(str(data["single"])), tuple(str(data["compound"]).split()), frozenset(word_list("titles", "never"))


@cache
def _dotted() -> re.Pattern[str]:
    after = "|".join(longest_first("titles", "after_name"))
    return re.compile(rf"[一-鿿]{{1,6}}(?:[{_DOTS}][一-鿿]{{1,8}}?){{1,3}}(?={after}|[，。、；：（）\s\d]|$)")


@cache
def _spelt() -> re.Pattern[str]:
    """Four to six characters that spell Tibetan, Mongolian and Uighur names, before what follows names."""
    characters = str(words("surnames")["spelling"]).replace(" ", "")
    after = "|".join(longest_first("titles", "after_name"))
    return re.compile(rf"[{characters}]{{4,{_LONGEST_SPELT}}}?(?={after}|[，。、；：（）\s]|$)")


def plausible(name: str) -> bool:
    """Whether a name begins like a person's."""
    single, compound, never = _surnames()
    if name in never or name[1:] in _titles():
        return False
    return any(dot in name for dot in _DOTS) or name[0] in single or name.startswith(compound)


@cache
def _titles() -> frozenset[str]:
    """Posts: behind a surname they address somebody and are no given name (郑市长)."""
    return frozenset(word_list("titles", "titles"))


def name_at(text: str, tokens: Tokens, start: int) -> int | None:
    """End of the personal name that begins at `start`, or None."""
    end = _end_of_name(text, tokens, start)
    if end is None or text.startswith(longest_first("titles", "titles"), start + 1):
        return None  # 郑|市长, 由市领导任|链长
    if text[start] in word_list("titles", "spoken_surnames") and not _acts(text, end):
        flag = word_flags().get(text[start + 1 : end], "nr")
        return start + len(text[start:end].rstrip()) if flag.startswith(("nr", "nz", "ns")) else None  # 市长谈产业
    return start + len(text[start:end].rstrip())


def _end_of_name(text: str, tokens: Tokens, start: int) -> int | None:
    single, compound, never = _surnames()
    token = tokens.at(start)
    if token is None or _WHILE.match(text, start):
        return None
    if token.start != start:  # 总|监管|思齐 for 总监|管思齐: the tagger joined title and surname
        whole = start + 1 + _GIVEN_NAME
        return whole if text[start] in single and _han(text[start:whole]) and _acts(text, whole) else None
    foreign = _dotted().match(text, start) or _spelt().match(text, start)
    if foreign and (
        any(dot in foreign[0] for dot in _DOTS)
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
        if surname in single and (end := _rare_given_name(text, tokens, start + 1)):
            return end
        spoken = (start + 1 + n for n in (2, 1) if _spoken(text, start + 1 + n))
        return next((end for end in spoken if word_flags().get(text[start:end], "nr").startswith("nr")), None)
    return _given_name(text, tokens, start, start + len(surname))


def _tagged_name(text: str, tokens: Tokens, token: Token) -> int | None:
    """End of a name that the tagger finds: with the part that it cut off, without the verb that it took along."""
    single, compound, _ = _surnames()
    following = tokens.after(token)
    if following and following.tag == "PER" and following.end - token.start <= _LONGEST_SPELT:
        return following.end if _spoken(text, following.end) else token.end
    if (whole := _cut_off(text, tokens, token)) is not None:
        return whole
    known = token.text.startswith(compound)
    if known or token.text[0] in single or "·" in token.text:
        return token.start + 3 if len(token.text) > 3 and not known and "·" not in token.text else token.end
    odd = word_flags().get(token.text, "nr").startswith("nr") and len(token.text) <= _LONGEST
    return token.end if odd and (following is None or following.tag in _AFTER_TAGS) else None


def _cut_off(text: str, tokens: Tokens, token: Token) -> int | None:
    """End of 于占|海 before 说: the second character of a given name that the tagger cut off."""
    following = tokens.after(token)
    if following is None or len(following.text) != 1 or len(token.text) != _GIVEN_NAME:
        return None
    if following.tag in _NO_SECOND or following.text in _BEFORE_SPEECH:
        return None
    acts = _spoken(text, following.end) or following.tag in _SECOND and _acts(text, following.end)
    return following.end if acts else None


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


def _rare_given_name(text: str, tokens: Tokens, start: int) -> int | None:
    """End of a given name that no dictionary has, behind a surname that is an adverb or a preposition (曾国富，于占海说)."""
    end = start + _GIVEN_NAME
    first, last = tokens.at(start), tokens.at(end - 1)
    if first is None or last is None or first.start != start or last.end != end or not _han(text[start:end]):
        return None
    if last.tag in _NO_GIVEN_TAGS or last is not first and text[end - 1] in _WHERE or text[start:end] in _surnames()[2]:
        return None
    known = word_flags().get(text[start:end], "nr").startswith(("nr", "nz"))
    bounded = last is first and text[end : end + 1] in _MARKS or _spoken(text, end)
    return end if known and bounded else None


def _is_one_name(token: Token, start: int) -> bool:
    """向宏伟, 于海棠: surnames that are prepositions, in words that no dictionary has."""
    return token.start == start and token.text not in word_flags()


def _acts(text: str, end: int) -> bool:
    return text.startswith(word_list("titles", "after_name"), end) or _spoken(text, end)


def _spoken(text: str, end: int) -> bool:
    return text.startswith(word_list("titles", "speech"), end)


def _han(text: str) -> bool:
    return all("一" <= c <= "鿿" for c in text)


def opens_name(text: str, tokens: Tokens, start: int) -> bool:
    """Whether a name of three characters begins there: 于海棠, 于占海说, whatever 于 is by itself."""
    token = tokens.at(start)
    if token is None or token.start != start or not plausible(token.text):
        return False
    if len(token.text) == 1:
        return _rare_given_name(text, tokens, start + 1) is not None
    if len(token.text) == _GIVEN_NAME:
        return token.tag == "PER" and _cut_off(text, tokens, token) is not None
    return len(token.text) == _GIVEN_NAME + 1 and (token.tag == "PER" or token.text not in word_flags())
