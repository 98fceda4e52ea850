"""Names without the number of the list item that they stand in: 2.环保产业园项目."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from loaders.model import Mention

_NUMBER = re.compile(r"[（(]?\d{1,3}[.．、)）]\s*(?!\d)")
_AFTER = "\n；;。：:，, 　"
"""After these an item of a numbered list may begin."""


def without_numbers(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, each behind the number of its item; 3.5代线 has none."""
    return [_behind_number(text, m) for m in mentions]


def _behind_number(text: str, m: Mention) -> Mention:
    number = _NUMBER.match(text, m.start, m.end)
    is_first = m.start == 0 or text[m.start - 1] in _AFTER
    if number is None or not is_first or number.end() >= m.end:
        return m
    said = "".join(number.group().split())
    return replace(m, start=number.end(), name=m.name[len(said) :]) if m.name.startswith(said) else m
