"""Names near to one that is not known: what a misspelt name may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from queries.names import Directory, Thing
from queries.pinyin import sound

_ENOUGH = 0.62
_SAME_SOUND = 0.97


def near_names(text: str, directories: Iterable[Directory], count: int = 3) -> list[Thing]:
    """Things with a name like the text, those of the graph first: same sound, or most characters the same."""
    wanted = set(text)
    best: dict[str, tuple[float, Thing]] = {}
    spoken = sound(text) if any("一" <= c <= "鿿" for c in text) else ""
    for directory in directories:
        for form, things in (*directory.chinese.items(), *directory.latin.items()):
            if abs(len(form) - len(text)) > 2 + len(text) // 4 or not _may(form, text, wanted, spoken):
                continue
            score = _likeness(form, text, spoken)
            for thing in things if score >= _ENOUGH else ():
                if score > best.get(thing.id, (0.0,))[0]:
                    best[thing.id] = (score, thing)
    ranked = sorted(best.values(), key=lambda b: (not b[1].held, -b[0], len(b[1].name), b[1].id))
    if any(thing.held for _, thing in ranked):
        ranked = [r for r in ranked if r[1].held]
    return [thing for _, thing in ranked[:count]]


def _may(form: str, text: str, wanted: set[str], spoken: str) -> bool:
    return 2 * len(wanted & set(form)) >= len(wanted) or bool(
        spoken and len(form) == len(text) and sound(form) == spoken
    )


def _likeness(form: str, text: str, spoken: str) -> float:
    ratio = SequenceMatcher(None, form, text).ratio()
    if spoken and len(form) == len(text) and sound(form) == spoken:
        return max(ratio, _SAME_SOUND)
    return ratio
