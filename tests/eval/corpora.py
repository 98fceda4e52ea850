"""Annotated articles and how well they are read."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from loaders.article import find_articles, read_articles
from loaders.pipeline import Reader
from tests.eval.gold import read_gold
from tests.eval.scorer import MEASURES, Score, score

HERE = Path(__file__).parent
BASELINE = HERE / "baseline.json"
_SLACK = 0.01

Floors = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Corpus:
    """A folder of articles and the folder of their annotations, of the same names."""

    name: str
    articles: Path
    gold: Path

    def names(self) -> list[str]:
        """Articles that are annotated, without suffix."""
        stems = {Path(path).stem for path in find_articles([str(self.articles)])} if self.articles.is_dir() else set()
        return sorted(stem for stem in stems if (self.gold / f"{stem}.gold").is_file())

    def read(self, reader: Reader) -> dict[str, Score]:
        """Every annotated article read, as `kg extract` reads it, and scored."""
        scores = {}
        annotated = set(self.names())
        for path in find_articles([str(self.articles)]) if annotated else ():
            if Path(path).stem in annotated:
                (raw,) = read_articles(path)
                scores[Path(path).stem] = score(read_gold(self.gold / f"{Path(path).stem}.gold"), reader.read(raw))
        return scores


SEEDS = Corpus("seeds", HERE.parents[1] / "seeds", HERE / "gold")
OWN = Corpus("own", HERE / "articles", HERE / "gold")
TRAINING = Corpus("training", HERE / "training" / "articles", HERE / "training" / "gold")
"""Articles to which models are fitted: no measure of quality."""
ADDED = Corpus("added", HERE / "added" / "articles", HERE / "added" / "gold")
"""More of them, by other authors; on half of these rules were mended too."""
PAGES = Corpus("pages", HERE / "pages" / "articles", HERE / "pages" / "gold")
"""Real pages retold sentence by sentence in words of our own, to which models are fitted."""
RETOLD = Corpus("retold", HERE / "retold" / "articles", HERE / "retold" / "gold")
"""More of these, on which no rule was written."""
FRESH = Corpus("fresh", HERE / "fresh" / "articles", HERE / "fresh" / "gold")
"""Such pages that no rule was written on and no model fitted to: what to expect of real pages."""
STUDIED = Corpus("studied", HERE / "studied" / "articles", HERE / "studied" / "gold")
"""Articles on which rules were written, and to which models are fitted without trusting those rules."""
UNSEEN = Corpus("unseen", HERE / "unseen" / "articles", HERE / "unseen" / "gold")
"""Articles that no rule was written on and no model fitted to."""
CORPORA = (SEEDS, OWN, UNSEEN, FRESH)


def floors() -> Floors:
    """F1 below which reading must not fall, by corpus and measure."""
    found: Floors = json.loads(BASELINE.read_text(encoding="utf-8"))
    return found


def raised(known: Floors, measured: Mapping[str, Score]) -> Floors:
    """Floors a little under what was measured now; none is ever lowered."""
    out: Floors = {}
    for name in sorted({*known, *measured}):
        old = known.get(name, {})
        new = {m: math.floor((measured[name][m].f1 - _SLACK) * 1000) / 1000 for m in MEASURES if name in measured}
        out[name] = {m: max(0.0, old.get(m, 0.0), new.get(m, 0.0)) for m in MEASURES}
    return out
