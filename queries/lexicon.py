"""The words questions are made of (`cues.yaml`), ready for lookup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from queries.packaged import packaged_yaml

Normalise = Callable[[str], str]
_DROPPED = re.compile(r"[“”‘’\"'`「」『』《》〈〉【】\[\]{}·•‧—–\-_~*#|\\^$@<>]")
_LATIN = re.compile(r"[a-z0-9&.%']")
_ASCII_BETWEEN = re.compile(r"(?<=[a-z0-9])[\-_—–](?=[a-z])")
_UNTIL_MONTH = re.compile(r"(?<=\d)\s*(?:[-–—~]|到)\s*(?=\d{1,2}月)")
_SHORT_IS = re.compile(r"\b(what|who|where|how|it|that)'s\b")


@dataclass(frozen=True, slots=True)
class Cue:
    """What a word says: concepts for routing, values by parameter name, or nothing at all (a filler)."""

    concepts: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()

    def plus(self, other: Cue) -> Cue:
        """Both readings of one word."""
        return Cue(
            tuple(dict.fromkeys(self.concepts + other.concepts)), tuple(dict.fromkeys(self.values + other.values))
        )


def squeeze(text: str, normalise: Normalise) -> str:
    """Text for matching: NFKC, Simplified, lower case, quotes and dots gone, hyphens in English as blanks."""
    folded = unicodedata.normalize("NFKC", normalise(text)).lower().replace("计画", "计划")
    folded = _SHORT_IS.sub(r"\1 is", folded.replace("’s", "'s")).replace("'s ", " ")
    folded = _UNTIL_MONTH.sub("至", folded)
    folded = _DROPPED.sub("", _ASCII_BETWEEN.sub(" ", folded))
    folded = re.sub(r"(?<=[㐀-鿿])\s+|\s+(?=[㐀-鿿])", "", folded)
    return re.sub(r"\s+", " ", folded).strip()


def is_latin(char: str) -> bool:
    """Whether a squeezed character belongs to an English word or a number."""
    return bool(_LATIN.match(char))


def stem(word: str) -> str:
    """A word without its plural ending: parks → park, industries → industry."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us")):
        return word[:-1]
    return word


def english_key(words: str) -> str:
    """Stemmed words joined by blanks."""
    return " ".join(stem(w.strip(".'")) for w in words.split())


@dataclass(frozen=True)
class Lexicon:
    """Cue words: `chinese` by squeezed word, `english` by `english_key`; `asked` are concepts that can be asked for."""

    chinese: Mapping[str, Cue]
    english: Mapping[str, Cue]
    asked: frozenset[str]
    longest: int

    @classmethod
    def load(cls) -> Lexicon:
        """The packaged lexicon."""
        return _packaged()


@cache
def english_branches() -> Mapping[str, tuple[str, ...]]:
    """More English words for branches, by the name of the taxonomy."""
    data = packaged_yaml("english.yaml")
    return {name: tuple(words.split(", ")) for name, words in data.items()}


@cache
def _packaged() -> Lexicon:
    data = _with_ordinary(packaged_yaml("cues.yaml"), packaged_yaml("ordinary.yaml"))
    entries: list[tuple[str, Cue]] = []
    asked = {"who", "title"}
    for name, spec in data["concepts"].items():
        values = tuple((k.lower(), str(v)) for k, v in spec.get("values", {}).items())
        cue = Cue((name, *spec.get("also", ())), values)
        entries += [(w, cue) for w in spec["words"].split()]
        if spec.get("ask"):
            asked.add(name)
    entries += _valued(data)
    entries += [(w, Cue()) for w in data["fillers"].split()]
    chinese: dict[str, Cue] = {}
    english: dict[str, Cue] = {}
    for word, cue in entries:
        if is_latin(word[0]):
            key = english_key(word.replace("_", " "))
            english[key] = english[key].plus(cue) if key in english else cue
        else:
            chinese[word] = chinese[word].plus(cue) if word in chinese else cue
    return Lexicon(chinese, english, frozenset(asked), max(map(len, chinese)))


def _with_ordinary(data: Mapping[str, Any], more: Mapping[str, Any]) -> Mapping[str, Any]:
    """The words of `cues.yaml` with those of `ordinary.yaml`."""
    concepts = {
        name: {**spec, "words": f"{spec['words']} {more['concepts'].get(name, '')}"}
        for name, spec in data["concepts"].items()
    }
    lists = {key: f"{data[key]} {more[key]}" for key in ("sums", "figures", "fillers")}
    return {
        **data,
        **lists,
        "concepts": concepts,
        "english_figures": {**more["english_figures"], **data["english_figures"]},
    }


def _valued(data: Mapping[str, Any]) -> list[tuple[str, Cue]]:
    entries: list[tuple[str, Cue]] = []
    for tier, words in data["tiers"].items():
        entries += [(w, Cue(("tier",), (("tier", tier),))) for w in words.split()]
    entries += [(w, Cue()) for w in data["any_tier"].split()]
    for word, forms in data["park_kinds"].items():
        entries.append((word, Cue(("park_kind", "park"), tuple(("contains", f) for f in forms.split()))))
    for word in data["organization_kinds"].split():
        entries.append((word, Cue(("organization",), (("contains", word),))))
    for title, words in data["titles"].items():
        entries += [(w, Cue(("title",), (("title", title),))) for w in words.split()]
    entries += [(w, Cue(("investment",), (("about", w),))) for w in data["sums"].split()]
    entries += [(w, Cue(("measure",), (("about", w),))) for w in data["figures"].split()]
    entries += [(w, Cue((), (("about", w),))) for w in data["spans"].split()]
    spans, sums = set(data["spans"].split()), set(data["sums"].split())
    for word, english in data["english_figures"].items():
        concept = () if word in spans else ("investment",) if word in sums else ("measure",)
        entries += [(w, Cue(concept, (("about", word),))) for w in english.split()]
    return entries
