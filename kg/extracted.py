"""Fact sets as files: what a cluster has read, on its way to one writer. One JSON object a line, in `*.facts.jsonl`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from graph.plan import Reprint
from graph.receipt import Failure
from kg.reading import Outcome, Shelf, Unchanged
from loaders.model import CleanArticle
from schema.facts import FactSet

SUFFIX = ".facts.jsonl"
_CHUNK = 32
_PART = 1000
"""Articles of a part."""


def dump(facts: FactSet) -> str:
    """One line, without the rules' names, which are not written to a graph."""
    return facts.model_dump_json(exclude={"entities": {"__all__": {"reasons"}}})


def parse(paths: Iterable[str]) -> Iterator[FactSet | Failure]:
    """The fact sets of the files; every one is checked, as if it had been read here."""
    for path in paths:
        try:
            with Path(path).open(encoding="utf-8") as file:
                for number, line in enumerate(file, 1):
                    yield _parse(line, f"{path}, line {number}")
        except (OSError, UnicodeDecodeError) as error:
            yield Failure(path, f"{path} cannot be read ({type(error).__name__}); check the file.")


def compared(found: Iterator[FactSet | Failure], shelf: Shelf) -> Iterator[Outcome]:
    """Without those that the graph holds, as `read_all` does for articles."""
    while chunk := list(islice(found, _CHUNK)):
        articles = [_article(f) for f in chunk if isinstance(f, FactSet)]
        known = iter(shelf.compare(articles))
        for one in chunk:
            result = next(known) if isinstance(one, FactSet) else one
            yield result if isinstance(result, Reprint | Unchanged) else one


def write_parts(found: Iterable[FactSet], folder: Path) -> int:
    """Files of a thousand articles each, every one whole or not there; how many files."""
    folder.mkdir(parents=True, exist_ok=True)
    remaining, number = iter(found), 0
    while part := list(islice(remaining, _PART)):
        path = folder / f"part-{number:06d}{SUFFIX}"
        half = path.with_suffix(".half")
        half.write_text("".join(dump(f) + "\n" for f in part), encoding="utf-8")
        half.replace(path)
        number += 1
    return number


def _parse(line: str, where: str) -> FactSet | Failure:
    try:
        return FactSet.model_validate_json(line)
    except ValueError:
        return Failure(where, f"{where} is no fact set; write it with `kg extract --format facts`.")


def _article(facts: FactSet) -> CleanArticle:
    a = facts.article
    return CleanArticle(a.source, a.title, a.text, a.text, a.date, a.publisher, ())
