"""Parks of one kind that are not one, though their names end alike."""

from __future__ import annotations

from loaders.entities.names import in_order, match_key
from loaders.lexicons import longest_first
from loaders.parks.kinds import is_generic
from schema.nodes import Label

_OWN = 2
"""Shortest name before a kind of park that tells it from others of that kind (县|经济开发区 is no such name)."""


def other_parks(label: Label, a: str, b: str) -> bool:
    """洛河县现代农业产业园 and 青河县现代农业产业园: before the same words for a kind each has a name of its own."""
    if label is not Label.PARK:
        return False
    ka, kb = match_key(label, a), match_key(label, b)
    same = 0
    while same < min(len(ka), len(kb)) and ka[-same - 1] == kb[-same - 1]:
        same += 1
    kind = next((n for n in range(same, 1, -1) if _is_kind_of_park(ka[-n:])), 0)
    one, other = sorted((ka[: len(ka) - kind], kb[: len(kb) - kind]), key=len)
    return kind > 0 and len(one) >= _OWN and not in_order(one, other)


def _is_kind_of_park(words: str) -> bool:
    head = next((h for h in longest_first("parks", "strong") if words.endswith(h)), "")
    modifier = words[: len(words) - len(head)]
    return bool(head) and (not modifier or is_generic(modifier))
