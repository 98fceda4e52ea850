"""Finding by name: in either script, by part, by pinyin or its initials, in English.

All names stand in long texts, one a line, that are searched as a whole: a hundred thousand names in milliseconds.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.explore import Key, Names

_MANY = 400
"""Hits of one kind that are ranked; further ones are not looked at."""
_PLAIN = re.compile(r"[^0-9a-z㐀-鿿&+.\-]+")
_SYLLABLES = re.compile(r"[a-z]+|[0-9]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A node that was found; `matched` is the name that fits where that is not the node's own."""

    names: Names
    matched: str | None
    rank: tuple[int, ...]


@dataclass(slots=True)
class _Lines:
    """Lines of one text and whose they are."""

    owners: list[int] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    text: str = ""

    def add(self, owner: int, line: str) -> None:
        self.owners.append(owner)
        self.lines.append(line)

    def close(self) -> None:
        at = 0
        for line in self.lines:
            self.starts.append(at)
            at += len(line) + 1
        self.text = "\n".join(self.lines) + "\n"

    def find(self, needle: str) -> Iterator[tuple[int, int, int]]:
        """(line, place in it, length of the line) of the first hit in each line."""
        at, found = self.text.find(needle), 0
        while at >= 0 and found < _MANY:
            line = bisect_right(self.starts, at) - 1
            yield line, at - self.starts[line], len(self.lines[line])
            found += 1
            at = self.text.find(needle, self.starts[line] + len(self.lines[line]) + 1)


class NameIndex:
    """All names of a graph. `simplify` turns Traditional characters into Simplified ones."""

    def __init__(self, names: Sequence[Names], simplify: Callable[[str], str]) -> None:
        self._simplify = simplify
        self._names = list(names)
        self._written, self._spelt, self._initials = _Lines(), _Lines(), _Lines()
        self._exact: dict[str, list[int]] = {}
        self.by_key: dict[Key, Names] = {n.key: n for n in names}
        for owner, each in enumerate(self._names):
            for name in _of(each):
                self._add(owner, name)
        self._written.close()

    def spell(self) -> None:
        """Add pinyin: a second or so for every twenty thousand names, so it is done beside the first answers."""
        from pypinyin import lazy_pinyin

        spelt, initials = _Lines(), _Lines()
        for owner, each in enumerate(self._names):
            for name in dict.fromkeys(self._simplify(n) for n in (each.name, *each.aliases[:4])):
                syllables = [s for sound in lazy_pinyin(name[:60]) for s in _SYLLABLES.findall(sound.lower())]
                spelt.add(owner, "".join(s.capitalize() for s in syllables))
                initials.add(owner, "".join(s[0] for s in syllables))
        spelt.close()
        spelt.text = spelt.text.lower()
        initials.close()
        self._spelt, self._initials = spelt, initials

    def __len__(self) -> int:
        return len(self._names)

    def exact(self, text: str) -> list[Names]:
        """Nodes that have this very name, best connected first."""
        found = set(self._exact.get(self.fold(text), ()))
        return sorted((self._names[i] for i in found), key=lambda n: -n.degree)

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Nodes whose name holds the text, best first: whole names, beginnings, parts; then pinyin."""
        needle = self.fold(text)
        if not needle:
            return []
        best: dict[int, Hit] = {}
        for line, place, length in self._written.find(needle):
            owner = self._written.owners[line]
            written = self._written.lines[line]
            if needle[0].isascii() and place and written[place - 1].isascii() and written[place - 1].isalnum():
                continue  # inside an English word
            kind = 0 if length == len(needle) else 1 if place == 0 else 3
            self._keep(best, owner, kind, length, written)
        latin = needle.replace(" ", "").replace("'", "")
        if latin.isascii() and latin.isalpha():
            self._by_sound(best, latin)
        return sorted(best.values(), key=lambda hit: hit.rank)[:limit]

    def fold(self, text: str) -> str:
        """Text as it is compared: NFKC, lower case, Simplified, without marks."""
        folded = _PLAIN.sub(" ", self._simplify(unicodedata.normalize("NFKC", text[:200])).lower()).strip()
        return re.sub(r"(?<=[㐀-鿿]) | (?=[㐀-鿿])", "", folded)

    def _add(self, owner: int, name: str) -> None:
        folded = self.fold(name)
        if folded:
            self._written.add(owner, folded)
            self._exact.setdefault(folded, []).append(owner)

    def _by_sound(self, best: dict[int, Hit], latin: str) -> None:
        for line, place, length in self._initials.find(latin):
            self._keep(best, self._initials.owners[line], 2 if place == 0 else 5, length, None)
        for line, place, length in self._spelt.find(latin):
            if self._spelt.lines[line][place : place + 1].isupper():  # at the beginning of a syllable
                self._keep(best, self._spelt.owners[line], 2 if place == 0 else 4, length, None)

    def _keep(self, best: dict[int, Hit], owner: int, kind: int, length: int, line: str | None) -> None:
        names = self._names[owner]
        matched = None if line is None or line == self.fold(names.name) else self._spelling(names, line)
        article = names.key[0].value == "Article"
        hit = Hit(names, matched, (kind, int(article), -min(names.degree, 9999), length, owner))
        if owner not in best or hit.rank < best[owner].rank:
            best[owner] = hit

    def _spelling(self, names: Names, line: str) -> str | None:
        """The name as it is written, from its folded form."""
        return next((name for name in _of(names) if name != names.name and self.fold(name) == line), None)


def _of(names: Names) -> list[str]:
    label, node_id = names.key
    slug = node_id.partition(":")[2].replace("-", " ") if label.value == "Industry" and node_id.isascii() else ""
    return [n for n in dict.fromkeys((names.name, *names.aliases, names.name_en or "", slug)) if n]
