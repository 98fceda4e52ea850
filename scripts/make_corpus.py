"""Make articles for load tests: seeded, from templates of our own. Never used for figures of quality.

    python scripts/make_corpus.py 10000 OUT [--seed 1] [--form jsonl|txt] [--reprints 0.1] [--length 12]

The same numbers give the same bytes. Places and industries are drawn unevenly, as news does; one article in ten is a
reprint of an earlier one under another title.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from loaders.places.gazetteer import Gazetteer
from schema.nodes import Label
from schema.taxonomy import Taxonomy

_SHARD = 1000
"""Articles of a jsonl file."""
_KEPT = 200
"""Earlier articles that may be reprinted."""


@dataclass(frozen=True, slots=True)
class Made:
    """A generated article."""

    title: str
    body: tuple[str, ...]
    date: str


class Press:
    """Draws articles from the templates."""

    def __init__(self, seed: int, length: int = 12, reprints: float = 0.1) -> None:
        self._chance = random.Random(seed)
        self._length = length
        self._reprints = reprints
        self._words: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("corpus.yaml").read_text("utf-8"))
        gazetteer = Gazetteer.load()
        districts = [p for p in gazetteer.places if p.label is Label.DISTRICT and p.name.endswith(("区", "县", "市"))]
        self._places = [
            ("".join(a.name for a in gazetteer.ancestors(p.code)[::-1]) + p.name, p.name) for p in districts
        ]
        self._industries = sorted({name for name, _ in Taxonomy.load().names() if 2 <= len(name) <= 6})
        self._chance.shuffle(self._places)
        self._chance.shuffle(self._industries)
        self._earlier: list[Made] = []

    def articles(self, count: int) -> Iterator[str]:
        """Texts of so many articles."""
        for _ in range(count):
            if self._earlier and self._chance.random() < self._reprints:
                yield self._print(self._chance.choice(self._earlier), again=True)
            else:
                made = self._make()
                if len(self._earlier) < _KEPT:
                    self._earlier.append(made)
                else:
                    self._earlier[self._chance.randrange(_KEPT)] = made
                yield self._print(made)

    def _make(self) -> Made:
        facts = self._facts()
        sentences = self._chance.sample(self._words["sentences"], min(self._length, len(self._words["sentences"])))
        while len(sentences) < self._length:
            sentences.append(self._chance.choice(self._words["sentences"]))
        body = tuple(self._fill(s, facts) for s in sentences)
        return Made(self._fill(self._chance.choice(self._words["titles"]), facts), body, facts["date"])

    def _facts(self) -> dict[str, str]:
        full, place = self._often(self._places)
        year, number = self._chance.randint(2018, 2025), self._chance.randint
        company = f"{self._name(2)}{self._chance.choice(self._words['kinds'])}有限公司"
        return {
            "full": full,
            "place": place,
            "park": f"{place}{self._name(2) if number(0, 2) else ''}{self._chance.choice(self._words['parks'])}",
            "company": company,
            "project": f"{company[:2]}{self._chance.choice(self._words['projects'])}",
            "year": str(year),
            "date": f"{year}-{number(1, 12):02d}-{number(1, 28):02d}",
        }

    def _fill(self, template: str, facts: dict[str, str]) -> str:
        return re.sub(r"\{(\w+)\}", lambda m: facts.get(m[1]) or self._draw(m[1]), template)

    def _draw(self, what: str) -> str:
        if what.startswith("industry"):
            return str(self._often(self._industries))
        if what.startswith("person"):
            given = "".join(self._chance.choices(self._words["given"], k=self._chance.randint(1, 2)))
            return str(self._chance.choice(self._words["surnames"])) + given
        if what == "paper":
            return str(self._chance.choice(self._words["papers"]))
        high = {"money": 300, "output": 2000, "percent": 40, "area": 60, "few": 40, "count2": 9000, "minute": 59}
        return str(self._chance.randint(10 if what == "minute" else 1, high.get(what, 900)))

    def _name(self, length: int) -> str:
        return "".join(self._chance.sample(self._words["words"], length))

    def _often(self, choices: Sequence[Any]) -> Any:
        """The first of the list far more often than the last."""
        return choices[int(len(choices) ** self._chance.random()) - 1]

    def _print(self, made: Made, *, again: bool = False) -> str:
        words, facts = self._words, {"date": made.date}
        title = f"{self._chance.choice(words['papers'])}：{made.title}" if again else made.title
        paragraphs: list[str] = []
        for at in range(0, len(made.body), 3):
            paragraphs.append("".join(made.body[at : at + 3]))
        head, tail = (self._fill(self._chance.choice(words[k]), facts) for k in ("heads", "tails"))
        noise = self._chance.sample(words["noise"], self._chance.randint(0, 2))
        return "\n".join([*noise[:1], title, head, *paragraphs, tail, *noise[1:]]) + "\n"


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", choices=("jsonl", "txt"), default="jsonl")
    parser.add_argument("--reprints", type=float, default=0.1)
    parser.add_argument("--length", type=int, default=12, help="sentences of an article")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    write(Press(options.seed, options.length, options.reprints).articles(options.count), options.folder, options.form)
    return 0


def write(texts: Iterator[str], folder: Path, form: str) -> None:
    """The articles as files of the folder."""
    if form == "txt":
        for number, text in enumerate(texts):
            (folder / f"{number:07d}.txt").write_text(text, encoding="utf-8")
        return
    for number, text in enumerate(texts):
        with (folder / f"{number // _SHARD:05d}.jsonl").open("a" if number % _SHARD else "w", encoding="utf-8") as file:
            record = {"text": text, "url": f"https://news.example/{number}"}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
