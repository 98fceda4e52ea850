"""The matching layer: the same length as the text, in Simplified characters and one set of marks."""

from __future__ import annotations

import re
from functools import cache

from opencc import OpenCC

from loaders.clean.body import table_rows

_GAP = re.compile(r"\t+| {2,}|(?<=\S) ?[|｜] ?(?=\S)")
_WIDE = {ord(c): chr(ord(c) - 0xFEE0) for c in map(chr, range(0xFF10, 0xFF5B)) if c.isalnum()}
_MARKS = {
    ord(c): m
    for m, group in (("“", "「﹁〝"), ("”", "」﹂〞＂"), ("‘", "『"), ("’", "』"), ("—", "–―﹣－~～"), (" ", "　\xa0"))
    for c in group
}
_VARIANTS = str.maketrans("裏麽爲衆鷄綫説郷鎭真内户纔菸高峯覈佈曆著", "里么为众鸡线说乡镇真内户才烟高峰核布历着")
_DRY = frozenset("燥淨净杯糧粮洗貨货旱枯燒烧涸癟瘪脆果冰料式濕湿法粉")
"""What follows 乾 where it means dry (干); elsewhere it is a name's character and stays."""
_WRITTEN = frozenset("名作称稱者书書述录錄")
_NOTED = frozenset("显顯卓名编編专專论論原译譯土昭巨拙遗遺合")
"""Neighbours of 著 that make it a word of its own (著名, 显著); elsewhere it stands for 着."""
_KEPT = frozenset("乾著么")
_NARROW = re.compile(r'[",():;!?\n]')
_TO_WIDE = {",": "，", "(": "（", ")": "）", ":": "：", ";": "；", "!": "！", "?": "？"}


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def simplify(text: str) -> str:
    """Traditional → Simplified, length kept (tw2s; character by character where a phrase rule changes the length)."""
    out = str(_converter("tw2s").convert(text))
    if len(out) != len(text):
        convert = _converter("t2s").convert
        out = "".join(c if len(s := convert(c)) != 1 else s for c in text)
    out = out.translate(_VARIANTS)
    if not _KEPT.intersection(text):
        return out
    return "".join(t if t in _KEPT and _stays(text, i) else s for i, (t, s) in enumerate(zip(text, out, strict=True)))


def written_forms(word: str) -> tuple[str, ...]:
    """A Simplified word as Mainland and Taiwanese pages write it: 基础设施, 基礎設施."""
    return tuple(dict.fromkeys((word, *(str(_converter(to).convert(word)) for to in ("s2t", "s2tw")))))


def _stays(text: str, i: int) -> bool:
    """Whether a character that is also another's Traditional form means itself here: 乾 in names, 著 in 著名, 么."""
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    if text[i] == "乾":
        return after not in _DRY
    if text[i] == "著":
        return after in _WRITTEN or before in _NOTED
    return True


def matching_layer(text: str) -> str:
    """`text` as the rules read it; `len(matching_layer(t)) == len(t)` always."""
    out = simplify(text.translate(_WIDE).translate(_MARKS))
    chars = list(out)
    quote_open = True
    for match in _NARROW.finditer(out):
        i, char = match.start(), match.group()
        if char == '"':
            chars[i] = "“" if quote_open else "”"
            quote_open = not quote_open
        elif char == "\n":
            quote_open = True
        else:
            before, after = out[i - 1 : i], out[i + 1 : i + 2]
            between_digits = before.isdigit() and after.isdigit()
            latin = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
            if char in "()" or not between_digits and not (latin and char in ":,"):
                chars[i] = _TO_WIDE[char]
    return _with_cells("".join(chars))


def _with_cells(text: str) -> str:
    """In a table's rows the gap between cells reads as ｜: the columns are what the row says."""
    if not _GAP.search(text):
        return text.replace("\t", " ")
    lines = text.split("\n")
    rows = table_rows(lines)
    return "\n".join(_GAP.sub(_stroke, x) if i in rows else x.replace("\t", " ") for i, x in enumerate(lines))


def _stroke(gap: re.Match[str]) -> str:
    return "｜" + " " * (len(gap.group()) - 1)
