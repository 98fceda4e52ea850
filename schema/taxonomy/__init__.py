"""The industry taxonomy as data: names, aliases, parents and official codes of the branches that news speaks of.

Data files hold one branch a line: `name | English | parents | aliases | codes | kinds`, lists parted by 、. The id is the
English name as a slug. Names are Simplified, without 产业 at the end; aliases hold abbreviations and Taiwanese words too.
Kinds are narrower branches and products that have no line of their own: they are known, and lie below the branch.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

_TAIL = re.compile(r"(?:产业集群|产业链|全产业链|产业带|产业|行业|领域|集群|板块|赛道)$")
_COLUMNS = 6
_NOISE = re.compile(r"[\s\"'“”‘’《》·•\-—_,、()（）]")


class Industry(BaseModel):
    """One branch. `parents` are ids; `codes` official ones (GB/T 4754 letters and digits, SEI-n).

    `aliases` mean the same; `kinds` are narrower and known by name alone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    english: str
    parents: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


def slug(english: str) -> str:
    """offshore wind power → offshore-wind-power."""
    return re.sub(r"[^a-z0-9]+", "-", english.lower()).strip("-")


def normalise(name: str) -> str:
    """NFKC, lower case, without blanks, quotes and hyphens."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name).lower())


class Taxonomy:
    """Lookup by id and by any name."""

    def __init__(self, entries: tuple[Industry, ...]) -> None:
        self.entries = entries
        self._by_id = {e.id: e for e in entries}
        self._children: dict[str, list[str]] = defaultdict(list)
        self._names: dict[str, str] = {}
        for e in entries:
            for parent in e.parents:
                self._children[parent].append(e.id)
            for name in (e.name, *e.aliases, e.english):
                self._names.setdefault(normalise(name), e.id)
        for e in entries:
            for name in e.kinds:
                self._names.setdefault(normalise(name), e.id)

    @staticmethod
    @cache
    def load() -> Taxonomy:
        """The packaged taxonomy, read once a process."""
        folder = files("schema.taxonomy").joinpath("data")
        rows: list[list[str]] = []
        for entry in sorted(folder.iterdir(), key=lambda f: f.name):
            if not entry.name.endswith(".psv"):
                continue
            for line in entry.read_text(encoding="utf-8").splitlines():
                if line.strip() and not line.startswith("#"):
                    cells = [c.strip() for c in line.split("|")] + [""] * _COLUMNS
                    rows.append(cells[:_COLUMNS])
        ids = {name: slug(english) for name, english, *_ in rows}
        return Taxonomy(
            tuple(
                Industry(
                    id=ids[name],
                    name=name,
                    english=english,
                    parents=tuple(ids[p] for p in _list(parents)),
                    aliases=_list(aliases),
                    codes=_list(codes),
                    kinds=_list(kinds),
                )
                for name, english, parents, aliases, codes, kinds in rows
            )
        )

    def by_id(self, industry_id: str) -> Industry | None:
        """The branch of an id, or None."""
        return self._by_id.get(industry_id)

    def named(self, name: str) -> Industry | None:
        """The branch whose own name this is, with or without 产业, 行业, 业 at the end; aliases do not count."""
        entry = self.find(name)
        if entry is None:
            return None
        ends = {_TAIL.sub("", normalise(n)).removesuffix("业") for n in (name, entry.name)}
        return entry if len(ends) == 1 else None

    def find(self, name: str) -> Industry | None:
        """The branch of a name, an alias or an English name, or the one above a kind; with or without 产业, 业 at the end."""
        key = normalise(name)
        for form in (key, _TAIL.sub("", key), key + "业", _TAIL.sub("", key).removesuffix("业")):
            if len(form) >= 2 and form in self._names:
                return self._by_id[self._names[form]]
        return None

    def ancestors(self, industry_id: str) -> tuple[str, ...]:
        """Ids above, nearest first, each once."""
        out: list[str] = []
        queue = list(self._by_id[industry_id].parents) if industry_id in self._by_id else []
        while queue:
            parent = queue.pop(0)
            if parent not in out:
                out.append(parent)
                queue.extend(self._by_id[parent].parents)
        return tuple(out)

    def children(self, industry_id: str) -> tuple[str, ...]:
        """Ids directly below."""
        return tuple(self._children.get(industry_id, ()))

    def names(self) -> Iterator[tuple[str, str]]:
        """(name, alias or kind, id) for every Chinese name."""
        for e in self.entries:
            for name in (e.name, *e.aliases, *e.kinds):
                yield name, e.id

    def parent_of_unknown(self, name: str) -> str | None:
        """Where an unknown branch belongs: the longest known name that it ends in, or opens with."""
        key = _TAIL.sub("", normalise(name))
        for start in range(1, len(key) - 1):
            found = self._names.get(key[start:])
            if found:
                return found
        for end in range(len(key) - 1, 1, -1):
            found = self._names.get(key[:end])
            if found:
                return found
        return None


def _list(cell: str) -> tuple[str, ...]:
    return tuple(x for x in cell.split("、") if x)
