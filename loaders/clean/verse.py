"""Pages that put a clause on each line, as public accounts do: none ends like prose, together they are.

Menus are shorter and say nothing; headlines of other news are longer, and leave out the small words that clauses need.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LEAST = 6
"""So many lines make such a text."""
_SHORTEST, _LONGEST = 2, 30
_MEAN = (6.0, 15.0)
"""Characters of its lines on average: fewer in menus, more in lists of headlines."""
_SMALL = re.compile("[的了在是和将与为已被把从对让向等也都还就并又其这该可以要有]")
_SAID, _WORDY = 0.03, 0.06
"""Least share of small words among the characters, and the share that is enough by itself; headlines have half the first."""
_STATES = re.compile(
    r"\d[\d.,]*\s*(?:[亿万]|亩|平方|公里|吨|千瓦|兆瓦|[%％]|[个家项期年])|公司|项目|产业园|园区|开发区|基地"
)
_STATING = 4
"""One line in so many states something."""
_NO_CLAUSE = re.compile(
    r"[|｜>»/_@#©]|https?:|www\.|\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}:\d{2}|^[\W_]+$|[。；;]|^.{0,4}[：:]"
)


def clauses(lines: Sequence[str], known: Sequence[bool]) -> set[int]:
    """Indexes of such lines. `known`: those that are something else by their form. Blank lines do not part a text."""
    out: set[int] = set()
    run: list[int] = []
    for i, line in enumerate([*lines, "。"]):
        text = line.strip()
        if not text:
            continue
        if not (i < len(lines) and known[i]) and _SHORTEST <= len(text) <= _LONGEST and not _NO_CLAUSE.search(text):
            run.append(i)
            continue
        if _is_told([lines[k].strip() for k in run]):
            out.update(run)
        run = []
    return out


def _is_told(lines: Sequence[str]) -> bool:
    size = sum(map(len, lines))
    if len(lines) < _LEAST or not _MEAN[0] <= size / len(lines) <= _MEAN[1]:
        return False
    small = sum(len(_SMALL.findall(line)) for line in lines)
    stating = sum(bool(_STATES.search(line)) for line in lines)
    return small >= _WORDY * size or small >= _SAID * size and stating * _STATING >= len(lines)
