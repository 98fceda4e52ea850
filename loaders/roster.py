"""Names that someone else says an article holds: looked up in its text, grouped into the entities of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from loaders.clean.script import matching_layer
from loaders.entities.article import ArticleEntity, EntityTable, Occurrence
from loaders.entities.names import match_key, same_thing
from loaders.model import Document, PlaceMention
from loaders.places.gazetteer import Gazetteer
from schema.nodes import PLACE_LABELS, Label

_SHORTEST, _LONGEST = 2, 60
"""Length of a name, in characters."""


class Squeezed:
    """A text searched as if it had no blanks: whoever copies from it adds and loses them."""

    def __init__(self, text: str) -> None:
        self._at = [i for i, c in enumerate(text) if not c.isspace()]
        self._text = "".join(text[i] for i in self._at)

    def find(self, wanted: str) -> Iterator[tuple[int, int]]:
        """Spans of the text in which it stands, in order, not overlapping."""
        needle = "".join(wanted.split())
        pos = self._text.find(needle) if needle else -1
        while pos >= 0:
            yield self._at[pos], self._at[pos + len(needle) - 1] + 1
            pos = self._text.find(needle, pos + len(needle))


class Roster:
    """The names of one article, by label. Places are those of the gazetteer, whatever level the label says."""

    def __init__(self, doc: Document, places: Sequence[PlaceMention], gazetteer: Gazetteer, rule: str) -> None:
        self._doc = doc
        self._text = Squeezed(doc.article.text)
        self._matching = Squeezed(doc.text)
        self._places = [p for p in places if p.role != "anaphor"]
        self._gazetteer = gazetteer
        self._rule = rule
        self._spans: dict[str, tuple[tuple[int, int], ...]] = {}
        self._names: dict[Label, dict[str, list[tuple[int, int]]]] = {}
        self._codes: dict[str, list[tuple[int, int]]] = {}
        self._keys: dict[tuple[Label, str], tuple[Label, str]] = {}
        self._refs: dict[tuple[Label, str], int] = {}

    def spans(self, name: str) -> tuple[tuple[int, int], ...]:
        """Where the article writes a name, in either script: on one line, and no part of a longer Latin word."""
        if name not in self._spans:
            fits = _SHORTEST <= len("".join(name.split())) <= _LONGEST
            found = (list(self._text.find(name)) or list(self._matching.find(matching_layer(name)))) if fits else []
            self._spans[name] = tuple(s for s in found if self._whole(*s))
        return self._spans[name]

    def add(self, label: Label, name: str) -> bool:
        """Take a name that has spans; False, and nothing is taken, for mere marks or a place the gazetteer lacks."""
        if (label, name) in self._keys:
            return True
        spans = self.spans(name)
        if label not in PLACE_LABELS:
            written = " ".join(self._doc.text[slice(*spans[0])].split())
            if not match_key(label, written):
                return False
            self._names.setdefault(label, {}).setdefault(written, []).extend(spans)
            self._keys[(label, name)] = (label, written)
            return True
        code = self._code(name)
        if code is None:
            return False
        self._codes.setdefault(code, []).extend(spans)
        self._keys[(label, name)] = (label, code)
        return True

    def table(self) -> EntityTable:
        """Names of one thing together, its longest first, with everywhere they stand."""
        entities: list[ArticleEntity] = []
        spans: list[set[tuple[int, int]]] = []
        for code in sorted(self._codes):
            self._add_place(entities, code)
            spans.append(set(self._codes[code]))
        for label in sorted(self._names):
            for group in _grouped(label, self._names[label]):
                for name in group:
                    self._refs[(label, name)] = len(entities)
                spans.append({s for n in group for s in self._names[label][n]})
                others = tuple(sorted(group[1:]))
                entities.append(ArticleEntity(len(entities), label, group[0], None, others, 1.0, (), (self._rule,)))
        return EntityTable(entities, (Occurrence(a, b, i, "name") for i, of in enumerate(spans) for a, b in of))

    def ref(self, label: Label, name: str) -> int:
        """The entity in the table of a name that was added."""
        kind, key = self._keys[(label, name)]
        return self._refs[(Label.PROVINCE if kind in PLACE_LABELS else kind, key)]

    def _add_place(self, entities: list[ArticleEntity], code: str) -> None:
        place = self._gazetteer.by_code(code)
        assert place is not None
        self._refs[(Label.PROVINCE, code)] = len(entities)
        surfaces = {self._doc.text[a:b] for a, b in self._codes[code]} & {*place.short_names}
        aliases = tuple(sorted(surfaces - {place.name}))
        entities.append(ArticleEntity(len(entities), place.label, place.name, code, aliases, 1.0, (), (self._rule,)))

    def _code(self, name: str) -> str | None:
        """What the place rules read there (the last of 滨州市沾化区), else the only place of that name."""
        codes: Counter[str] = Counter()
        for start, end in self.spans(name):
            inside = [p for p in self._places if start <= p.start and p.end <= end]
            if inside and inside[0].start == start and inside[-1].end == end:
                codes[inside[-1].code] += 1
        if codes:
            return min(codes, key=lambda c: (-codes[c], c))
        start, end = self.spans(name)[0]
        candidates = self._gazetteer.candidates(self._doc.text[start:end])
        return candidates[0] if len(candidates) == 1 else None

    def _whole(self, start: int, end: int) -> bool:
        text = self._doc.article.text
        parted = [
            not (a.isascii() and a.isalnum() and b.isascii() and b.isalnum())
            for a, b in ((text[start - 1 : start], text[start]), (text[end - 1], text[end : end + 1]))
        ]
        return all(parted) and "\n" not in text[start:end]


def _grouped(label: Label, names: dict[str, list[tuple[int, int]]]) -> list[list[str]]:
    groups: list[list[str]] = []
    for name in sorted(names, key=lambda n: (-len(n), n)):
        for group in groups:
            if any(same_thing(label, name, other) for other in group):
                group.append(name)
                break
        else:
            groups.append([name])
    return groups
