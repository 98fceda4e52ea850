"""Fit every model of reading to the annotated articles, in the order in which they build on each other (make fit).

    python scripts/fit_models.py [--names] [--jobs 2]

0. Before, as all reading leans on them: the weights by which short names are taken for places (`fit_short_places`), those by
   which the place is chosen that an article is about (`fit_homes`), and those by which it keeps to a park (`fit_kept_to`).
1. The field that labels names (`fit_marks`): for each fold of the articles taught (`TAUGHT`) one fitted without it, and
   the one that is packaged, fitted to all. That takes PyTorch.
2. The weights by which figures find their owners without a network (`fit_weights`), from articles read with the field of
   their fold.
3. The network by which relationships and owners are decided (`fit_pairs`), from the same readings. That takes PyTorch too.

--names fits the fields again; without it those of the last run are used, which takes half an hour instead of an hour and a half.
Printed is what cross-validation over the training articles says of each step.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from loaders.labelling.marking import Marker
from scripts import fit_marks, fit_pairs, fit_weights
from scripts.fitting import FOLDS, KNOWN, TAUGHT, TIMES, Read, readings

KEPT = Path(__file__).parents[1] / "build" / "fitting"


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", action="store_true", help="fit the fields that label names again")
    parser.add_argument("--jobs", type=int, default=2, help="fit so many fields at once")
    options = parser.parse_args()
    models = [KEPT / f"{fold}.npz" for fold in range(FOLDS)]
    if options.names or not all(path.is_file() for path in models):
        fit_names(models, options.jobs)
    markers = [Marker(path.read_bytes()) for path in models]
    fresh = [r for corpus in TAUGHT for r in readings(corpus, markers)]
    known = [(r, fit_pairs.TIMES[corpus.name]) for corpus in KNOWN for r in readings(corpus, [None])]
    fit_owners(fresh, [r for r, _ in known])
    fit_pairs.fit_all(fresh, known)
    return 0


def fit_names(models: Sequence[Path], jobs: int) -> None:
    """The fields of the folds and the packaged one."""
    articles = [r for corpus in TAUGHT for r in readings(corpus, [None])]
    folds = [a.fold for a in articles]
    fresh = list(fit_marks.taught(articles, with_rules=True))
    known = list(fit_marks.taught((a for c in KNOWN for a in readings(c, [None])), with_rules=False))
    KEPT.mkdir(parents=True, exist_ok=True)
    targets = [(None, fit_marks.TARGET), *enumerate(models)]
    _LESSONS.update((path, Lessons(fold, folds, fresh, known)) for fold, path in targets)
    # Lessons are a gigabyte: processes that are forked share them.
    with ProcessPoolExecutor(jobs, get_context("fork")) as pool:
        for path, data in zip(_LESSONS, pool.map(_fitted, _LESSONS), strict=True):
            path.write_bytes(data)


class Lessons(NamedTuple):
    """What a field is fitted to: all fresh articles, or those of the other folds, and the known ones."""

    without: int | None
    folds: Sequence[int]
    fresh: Sequence[list[fit_marks.Lesson]]
    known: Sequence[list[fit_marks.Lesson]]


_LESSONS: dict[Path, Lessons] = {}


def _fitted(path: Path) -> bytes:
    fold, folds, fresh, known = _LESSONS[path]
    others = [lessons for k, lessons in zip(folds, fresh, strict=True) if k != fold]
    return fit_marks.fit([*others, *known], "" if fold is None else f" without fold {fold}")


def fit_owners(fresh: Sequence[Read], known: Sequence[Read]) -> None:
    """The weights of the owners of figures."""
    taught = [fit_weights.choices_of(r.context, r.gold) for r in fresh]
    more = [fit_weights.choices_of(r.context, r.gold) for r in known]
    share = fit_weights.share_right(taught)
    count = fit_weights.write(fit_weights.fit([c for choices in (*taught, *(more * TIMES)) for c in choices]))
    print(f"owners of figures: {count} weights, {share:.3f} right", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
