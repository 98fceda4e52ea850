"""Names that only say where the subject lies: 甲产业园紧邻乙港, 丙项目落户乙开发区."""

from __future__ import annotations

import re
from functools import cache

from loaders.entities.article import EntityTable, Occurrence
from loaders.lexicons import longest_first
from schema.nodes import PLACE_LABELS

_LONGEST = 8
"""So many characters before a name may say that something lies there."""
_OWN = ("的", "企业", "厂商", "业者")
"""落户甲开发区的企业: what follows is of the area itself."""


@cache
def _lies() -> re.Pattern[str]:
    words = (*longest_first("relations", "lies"), *longest_first("scope", "lies"), *longest_first("scope", "beside"))
    return re.compile(rf"(?:{'|'.join(words)})[在于到至了]?$")


def only_site(text: str, table: EntityTable, o: Occurrence) -> bool:
    """Whether a verb of lying somewhere stands before the name, or before the places that lead to it."""
    if text.startswith(_OWN, o.end):
        return False
    start = o.start
    while before := [
        p for p in table.within(max(0, start - _LONGEST), start, *PLACE_LABELS) if p.end in (start, start - 1)
    ]:
        if before[0].end < start and text[before[0].end] != "的":
            break
        start = before[0].start
    return _lies().search(text[max(0, start - _LONGEST) : start]) is not None
