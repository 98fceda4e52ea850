"""What the scripts that fit weights share: annotated articles as the program reads them, and what in them is right.

Models are stacked: names are labelled by a field that was fitted to annotated articles, and what joins the names is
weighed by weights fitted to readings. So that weights do not learn to trust names which the field knows by heart, each
training article is read by a field that was fitted without it (`folds`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from loaders.article import find_articles, read_articles
from loaders.assembly import Reading
from loaders.clean import clean
from loaders.entities.article import ArticleEntity
from loaders.extract.claims import Context
from loaders.labelling.marking import Marker
from loaders.model import CleanArticle
from loaders.pipeline import Reader
from tests.eval.corpora import ADDED, OWN, PAGES, RETOLD, SEEDS, STUDIED, TRAINING, Corpus
from tests.eval.gold import Gold, Reference, key, read_gold

TAUGHT = (TRAINING, PAGES, RETOLD, ADDED)
"""Articles from which everything is fitted."""
KNOWN = (SEEDS, OWN, STUDIED)
"""Articles on which rules were written: there the rules are better than elsewhere."""
FOLDS = 3
TIMES = 3
"""So many times an article counts on which rules were written: the seeds and our own are nearer to real pages than the others."""


@dataclass(frozen=True)
class Read:
    """An annotated article as it is read."""

    stem: str
    fold: int
    reading: Reading
    gold: Gold

    @property
    def context(self) -> Context:
        """What the relations were read from."""
        return self.reading.context


def fold_of(stems: Sequence[str]) -> dict[str, int]:
    """The fold that each article belongs to: in turn, in order of their names."""
    return {stem: i % FOLDS for i, stem in enumerate(sorted(stems))}


def readings(corpus: Corpus, markers: Sequence[Marker | None]) -> Iterator[Read]:
    """The annotated articles of a corpus, each read with the marker of its fold."""
    folds = fold_of(corpus.names())
    plain = Reader.by_rules()
    readers = [plain.with_models(marker, None) for marker in markers]
    for stem, article, gold in annotated(corpus):
        yield Read(stem, folds[stem], readers[folds[stem] % len(readers)].analyse(article), gold)


def annotated(corpus: Corpus) -> Iterator[tuple[str, CleanArticle, Gold]]:
    """The annotated articles of a corpus, cleaned, by name."""
    stems = set(corpus.names())
    for path in find_articles([str(corpus.articles)]):
        stem = Path(path).stem
        if stem in stems:
            (raw,) = read_articles(path)
            yield stem, clean(raw), read_gold(corpus.gold / f"{stem}.gold")


def is_meant(entity: ArticleEntity, references: Sequence[Reference]) -> bool:
    """Whether one of the references is to the entity, by any of its names."""
    label = entity.label.value
    return any(r.matches(label, key(label, name)) for r in references for name in (entity.name, *entity.aliases))


def matrix(found: Iterable[Iterable[str]], number: Mapping[str, int]) -> csr_matrix:
    """A row for each collection of features, 1 in the columns of those that have a number."""
    columns = [sorted({number[f] for f in features if f in number}) for features in found]
    ends = np.cumsum([0, *(len(c) for c in columns)])
    where = np.array([i for c in columns for i in c], dtype=np.int32)
    return csr_matrix((np.ones(len(where)), where, ends), shape=(len(columns), len(number)))
