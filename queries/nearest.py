"""Names near to one that is not known: what a misspelt name may have meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from queries.lexicon import is_latin
from queries.names import Directory, Thing
from queries.pinyin import sound

_ENOUGH = 0.62
_SAME_SOUND = 0.97
_LONGEST = 24


def near_names(texts: Sequence[str], directories: Iterable[Directory], count: int = 3) -> list[Thing]:
    """Things with a name like one of the texts, those of the graph first: same sound, or most characters the same."""
    texts = [text for text in texts if len(text) <= _LONGEST]
    best: dict[str, tuple[float, Thing]] = {}
    for directory in directories:
        for text in texts:
            for form in {f for char in (text[0] if is_latin(text[0]) else text) for f in directory.alike.get(char, ())}:
                things = directory.called(form)
                score = _likeness(form, text, heard=things[0].held)
                for thing in things if score >= _ENOUGH else ():
                    if score > best.get(thing.id, (0.0,))[0]:
                        best[thing.id] = (score, thing)
    ranked = sorted(best.values(), key=lambda b: (not b[1].held, -b[0], len(b[1].name), b[1].id))
    if any(thing.held for _, thing in ranked):
        ranked = [r for r in ranked if r[1].held]
    return [thing for _, thing in ranked[:count]]


def _likeness(form: str, text: str, *, heard: bool) -> float:
    """How like a text is to a name, from 0 to 1; with `heard` also by sound, which takes longer to tell."""
    characters = set(text)
    common, latin = len(characters & set(form)), is_latin(text[0])
    if not common or abs(len(form) - len(text)) > 2 + len(text) // 4:
        return 0.0
    if heard and not latin and len(form) == len(text) and sound(form) == sound(text):
        return _SAME_SOUND
    if 2 * common < len(characters) or latin and text[0] != form[0]:
        return 0.0
    if not latin and 2 * common / (len(form) + len(text)) < _ENOUGH - 0.15:
        return 0.0
    return SequenceMatcher(None, form, text).ratio()
