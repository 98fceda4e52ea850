"""Where a page may be damaged: cheap tests that pass over nearly all of an undamaged text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from statistics import fmean

from loaders.clean.damage.characters import character_model, shift
from loaders.clean.damage.gbk import CHARS, CODES, SPLIT_MARKS, is_han
from loaders.clean.damage.page import LOST_GLOSS, Page
from loaders.clean.damage.scoring import words
from loaders.clean.gloss import GLOSS, READING, is_toned, readings

_PLACE = re.compile(rf"\?{READING}\)|[(（]{READING}[)）]|\?[,!?:;，！？：；]|[,!?:;，！？：；](?=.)|[!！](?=\n|$)")
_ODD = re.compile(r"[Ⅰ-ⅿ①-⓿㄀-ㄯ㈠-㈩Ͱ-ӿ぀-ヿ─-◿＂-＇＊＋－-／＜-＞＠-￯]")
_ASCII_TRAIL = re.compile(r"[一-鿿]{0,3}[@-Z^-z|~](?=\(?[一-鿿])|[一-鿿]{1,3}[@-Z^-z|~](?=[,。、!?:;]|$)")
_RARE = -10.2
_UNLIKELY, _UNLIKELIEST = -7.0, -9.0
"""Nats of characters on the average, and of the least likely."""
_LIKELY = -6.5
"""Nats of three characters on the average: above it no text out of phase was seen in simulated damage (56 spots, -7.9 at most)."""
_LONGEST_WORD = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A place that may be damaged: what was lost there, its span and the gloss's reading or the mark."""

    kind: str
    start: int
    end: int
    said: str


def places(text: str, page: Page) -> Iterator[Place]:
    """Places worth a search, in order."""
    for match in _PLACE.finditer(text):
        shown = match.group()
        start, end = match.span()
        bare = LOST_GLOSS.fullmatch(shown)
        if bare:
            yield Place("gloss", start, end, bare[1])
            continue
        gloss = GLOSS.fullmatch(shown)
        if gloss:
            before = text[start - 1 : start]
            if is_toned(gloss[1]) and before in CODES and is_han(before) and gloss[1] not in readings(before):
                yield Place("gloss", start, end, gloss[1])
            continue
        lost = len(shown) == 2
        run = text[end : end + 1] in "?？" or text[start - 1 : start] in "?？"
        if run and not (lost and page.marks_losses):
            continue
        if lost and (page.drops_losses or not page.marks_losses and not is_han(_before(text, start))):
            start, lost = start + 1, False
        if not lost and page.marks_losses:
            continue
        if not page.farmed and not _shifts_to_words(text, end):
            continue
        if lost or page.drops_losses and shown in "!！" or _suspicious(text, end, page):
            yield Place("mark", start, end, text[end - 1])


def _before(text: str, at: int) -> str:
    """The character before a place, glosses left out."""
    return GLOSS.sub("", text[max(0, at - 12) : at])[-1:]


def _suspicious(text: str, at: int, page: Page) -> bool:
    """Does what follows a mark look like text read out of phase?"""
    after = GLOSS.sub("", text[at : at + 20]).partition("\n")[0]
    line = after.lstrip() if page.farmed else after
    after = line[:5]
    if page.farmed and after[:1] in tuple(",，") and text[at - 1] in ":;：；":
        return True
    if not after or after[0].isspace() or after[0] in '”’"。，,、':
        return False
    if not page.farmed and fmean(_costs(text[at - 1], after[:3])) > _LIKELY:
        return False
    if (
        page.farmed
        and after[0] in SPLIT_MARKS
        or _ODD.search(after[:3])
        or not after[:2].isascii()
        and _ASCII_TRAIL.match(after)
    ):
        return True
    if any(_is_rare(c) and (page.farmed or not _is_in_word(line, i)) for i, c in enumerate(after[:3])):
        return True
    return page.farmed and _unlikely(text[at - 1], after)


def _shifts_to_words(text: str, at: int) -> bool:
    """Whether the first characters behind a mark, read one byte off, are common ones."""
    shown = [CODES.get(c) for c in text[at : at + 2]]
    if not shown or shown[0] is None:
        return False
    pairs = [(SPLIT_MARKS[text[at - 1]], shown[0][0])]
    if len(shown) > 1 and shown[1] is not None:
        pairs.append((shown[0][1], shown[1][0]))
    chars = [CHARS.get(pair, "") for pair in pairs]
    return all(c and (not is_han(c) or not _is_rare(c)) for c in chars)


def _costs(mark: str, after: str) -> list[float]:
    """Nats of each character behind a mark."""
    model = character_model()
    context = model.number(mark)
    out = []
    for number in map(model.number, after):
        out.append(model.log_p(context, number))
        context = shift(context, number)
    return out


def _unlikely(mark: str, after: str) -> bool:
    costs = _costs(mark, "".join(takewhile(is_han, after[:4])))
    return len(costs) > 1 and fmean(costs) < _UNLIKELY and min(costs) < _UNLIKELIEST


def _is_in_word(text: str, at: int) -> bool:
    """Whether a rare character is part of a word that the dictionary has (树莓, 鲅鱼圈), which text out of phase hardly shows."""
    return any(
        words().word(text[start:end]) is not None
        for start in range(max(0, at - _LONGEST_WORD + 1), at + 1)
        for end in range(max(at, start + 1) + 1, min(len(text), start + _LONGEST_WORD) + 1)
    )


@cache
def _is_rare(char: str) -> bool:
    model = character_model()
    return is_han(char) and model.log_p(0, model.number(char)) < _RARE
