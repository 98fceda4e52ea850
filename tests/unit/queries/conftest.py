"""A question book over fixed names, without a graph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest
import yaml

from loaders.clean.script import simplify
from loaders.places.gazetteer import Gazetteer
from queries.catalog import Catalog
from queries.lexicon import Lexicon, english_branches, squeeze
from queries.names import Directory, Thing
from queries.understanding import Refused, Understanding, Understood
from schema.taxonomy import Taxonomy

Ask = Callable[[str], Understood | Refused]
HERE = Path(__file__).parent


def key(text: str) -> str:
    return squeeze(text, simplify)


@cache
def directories() -> tuple[Directory, Directory]:
    """Names as a graph would hold them, then the gazetteer and the taxonomy."""
    data = yaml.safe_load((HERE / "names.yaml").read_text(encoding="utf-8"))
    gazetteer, taxonomy = Gazetteer.load(), Taxonomy.load()
    held: list[Thing] = []
    for name in data.pop("Place").split():
        place = gazetteer.by_code(gazetteer.candidates(name)[0])
        assert place is not None
        held.append(
            Thing(
                f"place:{place.code}",
                place.label.value,
                place.name,
                place.short_names,
                (place.english,),
                short="".join(place.short_names[:1]),
            )
        )
    for name in data.pop("Industry").split():
        known = taxonomy.find(name)
        held.append(Thing(f"industry:{known.id if known else name}", "Industry", name))
    held += [Thing(f"{label.lower()}:{n}", label, n) for label, names in data.items() for n in names.split()]
    known_things = [
        Thing(
            f"place:{p.code}",
            p.label.value,
            p.name,
            (),
            (p.english,),
            False,
            "".join(p.short_names[:1]),
        )
        for p in gazetteer.places
    ]
    known_things += [
        Thing(
            f"industry:{e.id}",
            "Industry",
            e.name,
            e.aliases,
            (e.english, *english_branches().get(e.name, ())),
            False,
        )
        for e in taxonomy.entries
    ]
    return Directory(held, key, lambda n: bool(gazetteer.candidates(n))), Directory(known_things, key)


@pytest.fixture(scope="session")
def names() -> Sequence[Directory]:
    return directories()


@pytest.fixture(scope="session")
def book() -> Understanding:
    gazetteer = Gazetteer.load()

    def above(upper: str, lower: str) -> bool:
        return gazetteer.is_ancestor(upper.removeprefix("place:"), lower.removeprefix("place:"))

    return Understanding(Catalog.load(), Lexicon.load(), key, above)


class Held:
    """The fixed names as holdings."""

    def __init__(self) -> None:
        self._ids = {t.id for t in directories()[0].things}

    def holds(self, ids: Sequence[str]) -> set[str]:
        return self._ids.intersection(ids)

    def parts(self, thing: Thing) -> list[Thing]:
        return []


@pytest.fixture(scope="session")
def ask(book: Understanding) -> Ask:
    """Understands a question over the fixed names."""
    held = Held()
    return lambda question: book.understand(question, directories(), held)
