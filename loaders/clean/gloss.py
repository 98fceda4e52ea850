"""Pinyin glosses that scraper farms insert behind Traditional characters: 產(chǎn)業(yè) → 產業.

A gloss goes when its reading fits the character before it and the page as a whole is glossed: at least two distinct
characters, nine in ten of the glosses on characters that Simplification changes, or many such characters. (109), (AI),
讀作(qū) stay.
"""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from loaders.clean.script import simplify
from loaders.clean.tracked import Tracked

TONED = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹḿê"
READING = rf"[a-zü{TONED}]{{1,7}}"
GLOSS = re.compile(rf"[(（]({READING})[)）]")
_PLAIN = str.maketrans("āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹḿê", "aaaaooooeeeeiiiiuuuuüüüünnnme")
_MIN_DISTINCT = 2
_MIN_CHANGED = 0.9
_CLEARLY_GLOSSED = 5
"""Distinct changed characters from which a page is glossed whatever else it glosses; 目(mù), said twice, goes too then."""
_TONELESS_RATE = 0.03
"""Share of Chinese characters with a toneless gloss from which a page counts as glossed in that style."""


@cache
def _single() -> Mapping[int, str]:
    """pypinyin's readings of single characters, without the package around them, whose phrases take 50 MB."""
    package = importlib.util.find_spec("pypinyin")
    folder = (package.submodule_search_locations if package else None) or [""]
    spec = importlib.util.spec_from_file_location("_pinyin_dict", Path(folder[0], "pinyin_dict.py"))
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("pypinyin")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Mapping[int, str] = module.pinyin_dict
    return found


@lru_cache(maxsize=20000)
def readings(char: str) -> frozenset[str]:
    """Every pinyin reading of a character and of its Simplified form, with and without tones."""
    found = {r for c in {char, simplify(char)} for r in _single().get(ord(c), c).split(",")}
    return frozenset(found | {r.translate(_PLAIN) for r in found})


def is_toned(reading: str) -> bool:
    """Whether a reading carries a tone mark."""
    return any(c in TONED for c in reading)


def _fits(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1 : match.start()]
    return bool(before) and "一" <= before <= "鿿" and match[1] in readings(before)


def strip_glosses(tracked: Tracked) -> Tracked:
    """The text without its glosses, where the page is a glossed one."""
    text = tracked.text
    if "(" not in text and "（" not in text:
        return tracked
    fitting = [m for m in GLOSS.finditer(text) if _fits(text, m)]
    toned = [m for m in fitting if is_toned(m[1])]
    changed = [m for m in toned if simplify(text[m.start() - 1]) != text[m.start() - 1]]
    said = Counter(text[m.start() - 1] for m in toned)
    gone: list[re.Match[str]] = []
    if len({text[m.start() - 1] for m in changed}) >= _CLEARLY_GLOSSED:
        gone = [*changed, *(m for m in toned if said[text[m.start() - 1]] > 1)]
    elif len(said) >= _MIN_DISTINCT and len(changed) >= _MIN_CHANGED * len(toned):
        gone = changed
    plain = [m for m in fitting if not is_toned(m[1])]
    if len(plain) >= 8 and len(plain) > _TONELESS_RATE * max(1, _han(text)) and _consistent(text, plain):
        gone = [*gone, *plain]
    return tracked.replace(sorted({(m.start(), m.end(), "") for m in gone})) if gone else tracked


def _han(text: str) -> int:
    return sum("一" <= c <= "鿿" for c in text)


def _consistent(text: str, matches: list[re.Match[str]]) -> bool:
    """The same characters are glossed again and again: a page's style, not a reading lesson."""
    counts = Counter(text[m.start() - 1] for m in matches)
    return max(counts.values()) >= 2
