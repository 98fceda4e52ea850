"""GBK by bytes: which two bytes are which character, which vanish, and what a mark's second byte is."""

from __future__ import annotations

from functools import cache

FULL_WIDTH = 0xA3
"""First byte of a full-width mark; the second is the mark's narrow form plus 0x80."""
EURO = 0x80
SPLIT_MARKS = {c: ord(c) + 0x80 for c in "!,?:;"} | {chr(ord(c) + 0xFEE0): ord(c) + 0x80 for c in "!,?:;"}
"""Marks at which pages were cut → their second byte."""
LEADS = range(0x81, 0xFF)
TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
Pair = tuple[int, int]


def _decoded(pair: Pair) -> str:
    try:
        char = bytes(pair).decode("gbk")
    except UnicodeDecodeError:
        return ""
    return char if len(char) == 1 else ""


CHARS: dict[Pair, str] = {(a, b): c for a in LEADS for b in TRAILS if (c := _decoded((a, b)))}
CODES: dict[str, Pair] = {char: pair for pair, char in CHARS.items()}


def is_han(char: str) -> bool:
    """Whether a character is a common Chinese one."""
    return "一" <= char <= "鿿"


@cache
def chars_by_lead(trail: int) -> dict[int, str]:
    """First byte → character, of every character with a second byte."""
    return {a: c for a in LEADS if (c := CHARS.get((a, trail), ""))}


@cache
def with_lead(lead: int) -> tuple[tuple[int, str], ...]:
    """(second byte, character) of every Chinese character with a first byte."""
    return tuple((b, c) for b in TRAILS if is_han(c := CHARS.get((lead, b), "")))


@cache
def with_trail(trail: int) -> tuple[tuple[int, str], ...]:
    """(first byte, character) of every Chinese character with a second byte."""
    return tuple((a, c) for a in LEADS if is_han(c := CHARS.get((a, trail), "")))


@cache
def vanishing(first: int) -> tuple[int, ...]:
    """Second bytes with which a first one makes no character: such a pair is gone from a page without a trace."""
    if first not in LEADS:
        return ()
    return tuple(b for b in TRAILS if b > EURO and (first, b) not in CHARS)


VANISHING = tuple(a for a in LEADS if vanishing(a))
