"""The gazetteer: provinces, cities and counties of the Mainland, Taiwan, Hong Kong and Macau, with codes."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from schema.nodes import Label

_AUTONOMOUS = re.compile(r"自治([县州旗])$")


@dataclass(frozen=True, slots=True)
class Place:
    """One administrative division. `code` is its six-digit code; `parent` the code above, None at the top."""

    code: str
    name: str
    label: Label
    parent: str | None
    short_names: tuple[str, ...]
    english: str


def _autonomous(place: Place) -> tuple[str, ...]:
    """东乡 and 东乡县 of 东乡族自治县, 甘孜 and 甘孜州 of 甘孜藏族自治州: the short name, bare and with its rank."""
    rank = _AUTONOMOUS.search(place.name)
    if rank is None or not place.short_names:
        return ()
    short = place.short_names[0].removesuffix("各族").removesuffix("族")
    return short, short + rank[1]


class Gazetteer:
    """Lookup by code and by name; names in Simplified characters."""

    def __init__(self, places: tuple[Place, ...], former: dict[str, tuple[str, int]]) -> None:
        self.places = places
        self.former = former
        """Former name → (present code, year of the change)."""
        self._by_code = {p.code: p for p in places}
        self._children: dict[str, list[str]] = defaultdict(list)
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for place in places:
            if place.parent:
                self._children[place.parent].append(place.code)
            for name in self.names_of(place):
                self._by_name[name].append(place.code)
        for name, (code, _) in former.items():
            self._by_name[name].append(code)
        self.official = frozenset(
            {p.name for p in places} | {n for p in places for n in _autonomous(p)[1:]} | {*former}
        )
        """Names with their rank, present, former or of autonomous places without their peoples (三江县, 甘孜州)."""

    @staticmethod
    @cache
    def load() -> Gazetteer:
        """The packaged gazetteer, read once a process."""
        data = json.loads(files("loaders").joinpath("data", "gazetteer.json").read_text(encoding="utf-8"))
        places = tuple(
            Place(code, name, Label(label), parent, (short,) if short != name else (), english)
            for code, name, label, parent, short, english in data["places"]
        )
        return Gazetteer(places, {old: (code, year) for old, code, year in data["former"]})

    def by_code(self, code: str) -> Place | None:
        """The place of a code, or None."""
        return self._by_code.get(code)

    def names_of(self, place: Place) -> tuple[str, ...]:
        """Every name of a place: official, short, and that of an autonomous place without its peoples."""
        return tuple(dict.fromkeys((place.name, *place.short_names, *_autonomous(place))))

    def candidates(self, name: str) -> tuple[str, ...]:
        """Codes of all places that bear a full, short or former name."""
        return tuple(self._by_name.get(name, ()))

    def is_upper(self, name: str) -> bool:
        """Whether a name is that of a province or city."""
        return any(self._by_code[c].label is not Label.DISTRICT for c in self.candidates(name))

    def names(self) -> tuple[str, ...]:
        """Every name that `candidates` knows, sorted."""
        return tuple(sorted(self._by_name))

    def ancestors(self, code: str) -> tuple[Place, ...]:
        """The places above, nearest first."""
        out = []
        place = self._by_code.get(code)
        while place and place.parent:
            place = self._by_code.get(place.parent)
            if place:
                out.append(place)
        return tuple(out)

    def children(self, code: str) -> tuple[str, ...]:
        """Codes of the places directly below."""
        return tuple(self._children.get(code, ()))

    def is_ancestor(self, upper: str, lower: str) -> bool:
        """Whether `upper` holds `lower`."""
        return any(p.code == upper for p in self.ancestors(lower))
