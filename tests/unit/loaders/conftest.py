"""Short texts put into the form in which the recognisers read them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.clean.script import matching_layer
from loaders.gazetteer import Gazetteer
from loaders.model import CleanArticle, Document
from loaders.sentences import split


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
