"""What a page shows, cut into what each piece is in bytes."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.clean.damage.gbk import CODES, EURO
from loaders.clean.damage.page import LOST_GLOSS
from loaders.clean.gloss import GLOSS

LONGEST = 32
"""Tokens that a reading may span."""


@dataclass(frozen=True, slots=True)
class Token:
    """What the page shows: "two" bytes, "one", a "gloss", a gloss whose bracket was eaten ("bare"), or the "end"."""

    kind: str
    start: int
    end: int
    first: int = 0
    second: int = 0
    reading: str = ""


def tokens(text: str, at: int) -> list[Token]:
    """What is shown from `at` to the end of the line, at most `LONGEST`."""
    out: list[Token] = []
    while at < len(text) and len(out) < LONGEST:
        char = text[at]
        match = LOST_GLOSS.match(text, at) if char == "?" else GLOSS.match(text, at) if char in "(（" else None
        if match:
            out.append(Token("bare" if char == "?" else "gloss", at, match.end(), reading=match[1]))
        elif char == "€" or char.isascii() and char not in "\r\n":
            out.append(Token("one", at, at + 1, EURO if char == "€" else ord(char)))
        elif char in CODES:
            out.append(Token("two", at, at + 1, *CODES[char]))
        else:
            break
        at = out[-1].end
    return [*out, Token("end", at, at)]
