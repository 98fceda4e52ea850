"""What was read of the annotated articles, once a run."""

from __future__ import annotations

import pytest

from loaders.pipeline import Reader
from tests.eval.corpora import CORPORA
from tests.eval.scorer import Score


@pytest.fixture(scope="session")
def readings() -> dict[str, dict[str, Score]]:
    """Score of every article, by corpus."""
    reader = Reader.default()
    return {corpus.name: corpus.read(reader) for corpus in CORPORA}
