"""Fit every model of reading to the annotated articles, in the order in which they build on each other (make fit).

    python scripts/fit_models.py [--names]

0. Before, as all reading leans on them: the weights by which short names are taken for places (`fit_short_places`), those by
   which the place is chosen that an article is about (`fit_homes`), and those by which it keeps to a park (`fit_kept_to`).
1. For each fold of the articles taught (`TAUGHT`) the language model and the field that labels names (`fit_marks`), fitted without it.
2. The weights by which figures find their owners without a network (`fit_weights`), from articles read with the field of
   their fold.
3. The thresholds of relationships (`fit_pairs`), from a third of the articles, weighed by networks fitted to the others.
4. What is packaged: the language model, the field and the network by which relationships and owners are decided, fitted together to
   all (`fit_reading`).

That takes PyTorch. --names fits the fields of the folds again; without it those of the last run are used.
Printed is what cross-validation over the training articles says of each step.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import compress
from pathlib import Path

from loaders.labelling.marking import Marker
from loaders.text.encoder import Encoder
from scripts import encoder_network, fit_marks, fit_pairs, fit_reading, fit_weights, names_network, pair_graph
from scripts.fitting import FOLDS, KNOWN, TAUGHT, TIMES, Read, readings

KEPT = Path(__file__).parents[1] / "build" / "fitting"
DATA = Path(__file__).parents[1] / "loaders" / "data"
_HELD_OUT = 0
"""The fold on which thresholds are chosen."""
Names = tuple[int | None, fit_marks.Lesson]
"""What an article teaches the field, and its fold; None for one that every fold is taught."""


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", action="store_true", help="fit the fields that label names again")
    options = parser.parse_args()
    names = list(_names())
    if options.names or not all(path.is_file() for fold in range(FOLDS) for path in _kept(fold)):
        for fold in range(FOLDS):
            fit_names(names, fold)
    markers = [_marker(fold) for fold in range(FOLDS)]
    fresh = [r for corpus in TAUGHT for r in readings(corpus, markers)]
    known = [(r, fit_pairs.TIMES[corpus.name]) for corpus in KNOWN for r in readings(corpus, [None])]
    fit_owners(fresh, [r for r, _ in known])
    lessons = [fit_pairs.lesson(r, fresh=True, times=1) for r in fresh]
    lessons += [fit_pairs.lesson(r, fresh=False, times=times) for r, times in known]
    fit_reading_to([lesson for _, lesson in names], lessons)
    return 0


def _names() -> list[Names]:
    """What every article teaches the field, in the order of the corpora."""
    articles = [r for corpus in TAUGHT for r in readings(corpus, [None])]
    out: list[Names] = list(zip([a.fold for a in articles], fit_marks.taught(articles, with_rules=True), strict=True))
    known = (a for corpus in KNOWN for a in readings(corpus, [None]))
    return [*out, *((None, lesson) for lesson in fit_marks.taught(known, with_rules=False))]


def _kept(fold: int) -> tuple[Path, Path]:
    """Where the field of a fold is kept, and its language model."""
    return KEPT / f"{fold}.npz", KEPT / f"{fold}.onnx"


def _marker(fold: int) -> Marker:
    names, encoder = _kept(fold)
    return Marker(names.read_bytes(), Encoder(encoder.read_bytes()))


def fit_names(names: Sequence[Names], fold: int) -> None:
    """The field fitted to all other folds."""
    model = fit_reading.fitted([one for own, one in names if own != fold], None, f" without fold {fold}")
    field, encoder = _kept(fold)
    KEPT.mkdir(parents=True, exist_ok=True)
    field.write_bytes(names_network.packed_of(model.names, model.known))
    encoder.write_bytes(encoder_network.packed(model.encoder, model.characters))


def fit_reading_to(names: Sequence[fit_marks.Lesson], pairs: Sequence[fit_pairs.Lesson]) -> None:
    """What is packaged. `names` and `pairs`: what the same articles teach, in the same order."""
    is_held = [one.fresh and one.fold == _HELD_OUT for one in pairs]
    others = [k for k, held in enumerate(is_held) if not held]
    third = fit_reading.fitted([names[k] for k in others], [pairs[k] for k in others], " without a third")
    found = fit_reading.held_out(third, list(compress(names, is_held)), list(compress(pairs, is_held)))
    thresholds = fit_pairs.thresholds(list(found))
    model = fit_reading.fitted(names, pairs)
    assert model.pairs is not None
    DATA.joinpath("encoder.onnx").write_bytes(encoder_network.packed(model.encoder, model.characters))
    DATA.joinpath("names.npz").write_bytes(names_network.packed_of(model.names, model.known))
    DATA.joinpath("pairs.npz").write_bytes(pair_graph.packed(model.pairs, thresholds))


def fit_owners(fresh: Sequence[Read], known: Sequence[Read]) -> None:
    """The weights of the owners of figures."""
    taught = [fit_weights.choices_of(r.context, r.gold) for r in fresh]
    more = [fit_weights.choices_of(r.context, r.gold) for r in known]
    share = fit_weights.share_right(taught)
    count = fit_weights.write(fit_weights.fit([c for choices in (*taught, *(more * TIMES)) for c in choices]))
    print(f"owners of figures: {count} weights, {share:.3f} right", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
