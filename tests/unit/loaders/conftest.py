"""Short texts put into the form in which the recognisers read them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.clean.script import matching_layer
from loaders.model import CleanArticle, Document
from loaders.pipeline import Reader
from loaders.places.gazetteer import Gazetteer
from loaders.text.sentences import split
from schema.facts import FactSet
from schema.nodes import Label
from schema.relations import Predicate


def _document(text: str, title: str = "题") -> Document:
    whole = f"{title}\n{text}"
    return split(
        CleanArticle("a.txt", title, whole, matching_layer(whole), None, None, ((0, len(whole), 0, len(whole)),))
    )


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    """Makes documents: `document("总投资80亿元。", title="…")`."""
    return _document


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The packaged gazetteer."""
    return Gazetteer.load()


class Reading:
    """What was read from a short article, by names."""

    def __init__(self, facts: FactSet) -> None:
        self._facts = facts
        self._names = {e.id: e.name for e in facts.entities}

    def names(self, label: Label) -> set[str]:
        """Names of the entities of a label."""
        return {e.name for e in self._facts.entities if e.label is label}

    @property
    def parks(self) -> set[str]:
        """Names of parks."""
        return self.names(Label.PARK)

    @property
    def projects(self) -> set[str]:
        """Names of projects."""
        return self.names(Label.PROJECT)

    @property
    def located(self) -> dict[str, str]:
        """Where each thing lies."""
        links = (r for r in self._facts.relations if r.type is Predicate.LOCATED_IN)
        return {self._names[r.start]: self._names[r.end] for r in links}


@pytest.fixture(scope="session")
def reading() -> Callable[..., Reading]:
    """Reads short articles: `reading("远山县的…", title="…").parks`."""
    reader = Reader.by_rules()

    def read(text: str, title: str = "题") -> Reading:
        return Reading(reader.facts(reader.analyse(_document(text, title).article)))

    return read
