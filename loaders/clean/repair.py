"""Undo byte damage of GBK pages: text cut at half a character and decoded out of phase.

Mechanism: a program replaced the two bytes of a full-width mark (A3 xx) in GBK text without regard to characters, so a
character whose second byte is A3 lost it, the mark's second byte became the first byte of what follows, and everything
was decoded one byte off until a byte below 80 or a lost byte brought it back into phase. Repair encodes the shown run
to GBK, puts the lost byte back in front and decodes again; it is accepted only where the words become likelier.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.clean.gloss import GLOSS, READING, readings
from loaders.clean.script import simplify
from loaders.clean.tracked import Tracked
from loaders.segment import WordModel

_MARKS = {chr(b - 0x80): b for b in range(0xA1, 0xFF)}
_LOST_MARKS = ",!?:;，！？：；"
_SUSPECT = re.compile(rf"\?({READING})\)|[,!?:;，！？：；](?=\S)")
_MIN_GAIN = 6.0
"""Least gain in nats of a repair after a mark; without it chance readings pass."""
_SURE_PER_CHARACTER = 3.0
"""Gain per character from which a repair is taken as read, not guessed (NOTES: 76 % exact at 6, 34 % below 3)."""
_MAX_RUN = 40
_RARE = re.compile(r"[Ⅰ-ⅿ①-⓿㄀-ㄯ㈠-㈩Ͱ-ӿ぀-ヿ─-◿]")


@dataclass(frozen=True, slots=True)
class Fix:
    """`text[start:end]` was shown; `repaired` is what it was; `gain` in nats."""

    start: int
    end: int
    shown: str
    repaired: str
    gain: float
    unverified: bool


@cache
def _model() -> WordModel:
    return WordModel()


def find_fixes(text: str) -> list[Fix]:
    """Every damaged spot that can be mended, in order, not overlapping."""
    out: list[Fix] = []
    pos = 0
    for match in _SUSPECT.finditer(text):
        if match.start() < pos or not _suspicious(text, match):
            continue
        fix = max(_candidates(text, match), key=lambda f: f.gain, default=None)
        if fix is not None and fix.gain >= _MIN_GAIN:
            out.append(fix)
            pos = fix.end
    return out


def repair(tracked: Tracked) -> tuple[Tracked, list[Fix]]:
    """The text with its damage undone, and what was done (offsets in the text as given)."""
    fixes = find_fixes(tracked.text)
    return (tracked.replace((f.start, f.end, f.repaired) for f in fixes), fixes) if fixes else (tracked, [])


def _suspicious(text: str, match: re.Match[str]) -> bool:
    """Cheap: does what follows look like text read out of phase?"""
    if match[1]:
        return True
    after = GLOSS.sub("", text[match.end() : match.end() + 14])[:5].split("\n")[0]
    if not after or not _encodable(after[0]):
        return False
    if _RARE.search(after[:3]) or re.match(r"[一-鿿]{0,3}[@-Z^-z|~](?=\(?[一-鿿])", after) and not after[:2].isascii():
        return True
    return any(_is_rare(c) for c in after[:3]) or bool(re.match(r"[A-Z^](?=[一-鿿])", after))


@cache
def _is_rare(char: str) -> bool:
    """Whether hardly a text holds the Chinese character."""
    return "一" <= char <= "鿿" and (_model().word(simplify(char)) or -20) < -13.5


def _encodable(char: str) -> bool:
    return "一" <= char <= "鿿" or bool(re.match(r"[@-Z^-z|~]", char)) or bool(_RARE.match(char))


def _candidates(text: str, match: re.Match[str]) -> Iterator[Fix]:
    before = text[match.start() - 1 : match.start()]
    if match[1]:  # ?pinyin): the lost byte made, with the byte before it, a character of that reading
        code = _gbk(before)
        if len(code) == 2:
            for trail in range(0x40, 0xFF):
                char = _decode(bytes((code[1], trail)))
                if char and match[1] in readings(char):
                    yield from _shifted(text, match.start(), match.end(), "", trail)
        return
    mark = match.group()
    second = _MARKS.get(mark if mark.isascii() else chr(ord(mark) - 0xFEE0))
    if second is None or before in "，。,、;；：:":
        return
    for lost in _lost_characters():
        yield from _shifted(text, match.start(), match.end(), lost, second)


@cache
def _lost_characters() -> tuple[str, ...]:
    """Characters whose second GBK byte is A3, the likeliest first: 。 and common words' characters."""
    chars = [c for lead in range(0x81, 0xFF) if (c := _decode(bytes((lead, 0xA3)))) and "一" <= c <= "鿿"]
    chars.sort(key=lambda c: -(_model().word(simplify(c)) or -99))
    return ("。", *chars[:30])


def _gbk(char: str) -> bytes:
    try:
        return char.encode("gbk")
    except UnicodeEncodeError:
        return b""


def _decode(pair: bytes) -> str:
    try:
        char = pair.decode("gbk")
    except UnicodeDecodeError:
        return ""
    return char if len(char) == 1 else ""


def _shifted(text: str, start: int, run: int, lost: str, pending: int) -> Iterator[Fix]:
    """Decode on from `run` with `pending` in front, and offer every point at which the phase may come back."""
    out = lost
    pos = run
    while pos < len(text) and pos - run < _MAX_RUN:
        gloss = GLOSS.match(text, pos)
        if gloss:
            pos = gloss.end()
            continue
        char = text[pos]
        code = b"\x80" if char == "€" else _gbk(char)
        if len(code) == 1 and (0x40 <= code[0] < 0x7F or code[0] == 0x80):
            joined = _decode(bytes((pending, code[0])))
            if joined:
                yield _fix(text, start, _after_gloss(text, pos + 1, joined), out + joined)
            return
        if len(code) != 2:
            return
        joined = _decode(bytes((pending, code[0])))
        if not joined:
            return
        out += joined
        pending = code[1]
        pos += 1


def _after_gloss(text: str, pos: int, char: str) -> int:
    match = GLOSS.match(text, pos)
    return match.end() if match and match[1] in readings(char) else pos


def _fix(text: str, start: int, end: int, repaired: str) -> Fix:
    left = GLOSS.sub("", text[max(0, start - 16) : start]).split("\n")[-1][-4:]
    right = GLOSS.sub("", text[end : end + 16]).split("\n")[0][:4]
    shown = re.sub(rf"\?{READING}\)", "?", text[start:end])
    shown = GLOSS.sub("", shown)
    model = _model()
    gain = model.score(simplify(left + repaired + right)) - model.score(simplify(left + shown + right))
    sure = gain / max(1, len(repaired)) >= _SURE_PER_CHARACTER
    return Fix(start, end, text[start:end], repaired, round(gain, 2), not sure)
