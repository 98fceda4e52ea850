"""Damage clean Chinese text the way scraper farms do, mend it, and count what comes back.

    python scripts/measure_repair.py [--shuffle N] [--verbose] TEXT...

Each text is put in Traditional characters, glossed and cut by bytes as in the wild (`damage`), then repaired. Printed are
the damaged spots that came back exactly, those left alone, those mended wrongly, and repairs of the undamaged text. --shuffle
adds N texts made of the same sentences in other orders, some in quotation marks: other neighbours, other bytes, other damage.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from opencc import OpenCC
from pypinyin import Style, pinyin

from loaders.clean.damage.beam import EATEN
from loaders.clean.gloss import GLOSS
from loaders.clean.repair import find_fixes

_SPLIT = re.compile(rb"\xa3[\xa1\xac\xbf\xba\xbb]")
_NARROW = str.maketrans("！，？：；", "!,?:;")
_TABLE = (
    "來個優內創動務勢區國團學實對導復態戰據時會業標機濟營現環產發礎級結經網續聯臺萬號衛規計設調負責質轉進達醫鎮長隊項領驗點數統農節獨驅見說過還"
    "這樣開關應與處場該種單織聽認識讓變輕較運邊鄉鐵陽際難響頭類"
)
_STAYS = frozenset(
    "后里面干只系于范松丑谷征折准云症御占冬朴别卜出曲升布杯佣制价几注并志借周表卷党据胜愿采游才回台复尽历钟汇须"
)
"""Characters with several Traditional forms, which the farms' converters leave as they are."""


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


@cache
def _traditional(char: str) -> str:
    return char if char in _STAYS or not "一" <= char <= "鿿" else str(_converter().convert(char))


def gloss_table(size: int, seed: int) -> tuple[tuple[str, str], ...]:
    """Characters that one site glosses, with their readings; `size` is how many are tried."""
    chars = list(_TABLE)
    random.Random(seed).shuffle(chars)
    found = ((c, pinyin(c, style=Style.TONE)[0][0]) for c in chars[:size])
    return tuple((c, reading) for c, reading in found if reading.encode("gbk", "ignore").decode("gbk") == reading)


def _decode(data: bytes, drop: bool) -> str:
    """GBK as two kinds of site decode it: a bad pair becomes "?" (both bytes eaten), or its lead byte vanishes."""
    out: list[str] = []
    i = 0
    while i < len(data):
        first, second = data[i], data[i + 1 : i + 2]
        if first <= 0x80:
            out.append("€" if first == 0x80 else chr(first))
            i += 1
            continue
        try:
            out.append((data[i : i + 2]).decode("gbk"))
            i += 2
            continue
        except UnicodeDecodeError:
            pass
        if second and 0x40 <= second[0] <= 0xFE and second[0] != 0x7F:
            i += 2  # a pair of the user-defined area: gone in the end
        else:
            out.append("" if drop else "?")
            i += 1 if drop else 2
    return "".join(out)


def damage(text: str, glosses: Sequence[tuple[str, str]], *, drop: bool = False) -> tuple[str, str]:
    """(the damaged text, what it would read without glosses and damage), both with narrow punctuation."""
    plain = "".join(_traditional(c) for c in text if c == "\n" or c >= " ")
    plain = "".join(c for c in plain if c.encode("gbk", "ignore"))
    lines = []
    for line in plain.split("\n"):
        data = line.encode("gbk")
        for char, reading in glosses:
            pair = char.encode("gbk")
            data = data.replace(pair, pair + b"(" + reading.encode("gbk") + b")")
        pieces, start = [], 0
        for match in _SPLIT.finditer(data):
            pieces += [_decode(data[start : match.start()], drop), chr(match.group()[1] - 0x80)]
            start = match.end()
        lines.append("".join([*pieces, _decode(data[start:], drop)]))
    return "\n".join(lines), plain.translate(_NARROW)


@dataclass(slots=True)
class Count:
    """Damaged spots and what became of them.

    `eaten` came back but for a character that is lost for good and stands as □; `collateral` are changes outside every spot.
    """

    spots: int = 0
    exact: int = 0
    eaten: int = 0
    untouched: int = 0
    wrong: int = 0
    collateral: int = 0
    false_repairs: int = 0
    characters: int = 0

    def __str__(self) -> str:
        share = 100 * self.exact / max(1, self.spots)
        return (
            f"{self.spots} spots: {self.exact} exact ({share:.1f} %), {self.eaten} exact but for □, {self.untouched} untouched, "
            f"{self.wrong} wrong, {self.collateral} collateral; {self.false_repairs} false repairs in {self.characters} undamaged characters"
        )


def mend(text: str) -> str:
    """The text after repair, without glosses."""
    out, pos = [], 0
    for fix in find_fixes(text):
        out += [text[pos : fix.start], fix.repaired]
        pos = fix.end
    return GLOSS.sub("", "".join([*out, text[pos:]]))


def differences(ideal: str, shown: str) -> list[tuple[int, int, str]]:
    """Where `shown` departs from `ideal`: (start, end) in `ideal` and what stands there; near ones run together."""
    found: list[tuple[int, int, int, int]] = []
    for tag, a, b, c, d in SequenceMatcher(None, ideal, shown, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if found and a - found[-1][1] <= 3:
            found[-1] = (found[-1][0], b, found[-1][2], d)
        else:
            found.append((a, b, c, d))
    return [(a, b, shown[c:d]) for a, b, c, d in found]


def count(text: str, seed: int, total: Count, verbose: bool = False) -> None:
    """Damage one text, mend it, and add what happened to `total`."""
    glosses = gloss_table(70, seed)
    damaged, ideal = damage(GLOSS.sub("", text), glosses, drop=seed % 2 == 1)
    total.characters += len(ideal)
    total.false_repairs += len(find_fixes(ideal))
    lines = zip(damaged.split("\n"), mend(damaged).split("\n"), ideal.split("\n"), strict=True)
    for shown, mended, line in lines:
        before = differences(line, GLOSS.sub("", shown))
        after = differences(line, mended)
        total.spots += len(before)
        total.collateral += sum(not any(a <= d and c <= b for a, b, _ in before) for c, d, _ in after)
        for a, b, was in before:
            left = [x for x in after if x[0] <= b and a <= x[1]]
            kind = "exact" if not left else "untouched" if (a, b, was) in left else "wrong"
            if left and all(x[2] == EATEN and x[1] - x[0] == 1 for x in left):
                kind = "eaten"
            setattr(total, kind, getattr(total, kind) + 1)
            if verbose and left:
                print(f"{kind}: {line[max(0, a - 4) : b + 4]!r} shown {was!r} mended {[x[2] for x in left]}")


def shuffled(texts: Sequence[str], seed: int) -> str:
    """A page of the texts' sentences in another order, every third one a quotation followed by the next."""
    rng = random.Random(seed)
    sentences = re.findall(r"[^。！？“”\n]{8,80}。", "".join(x + "\n" for x in texts))
    pieces = []
    for i, sentence in enumerate(rng.sample(sentences, min(120, len(sentences)))):
        pieces.append(f"“{sentence}”" if i % 3 == 0 else sentence)
        pieces.append("\n" if i % 8 == 7 else "")
    return "".join(pieces)


def main() -> None:
    """Count over the texts named."""
    parser = argparse.ArgumentParser()
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--shuffle", type=int, default=0, metavar="N")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in options.texts]
    pages = [*texts, *(shuffled(texts, seed) for seed in range(options.shuffle))]
    total = Count()
    for seed, page in enumerate(pages):
        count(page, seed, total, options.verbose)
    print(total)


if __name__ == "__main__":
    main()
